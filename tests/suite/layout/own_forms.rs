//! Mẫu 1.6 to 1.10 and the forms without a model, measured: what each has and the others do not [N30-III II].

use crate::support::measure::{
    BOTTOM, INDENT, LEFT, Line, MIDDLE, Press, RIGHT, document, find, lines, near, rule_under, within,
};
use crate::support::sweep;

const MINUTES: &str = "bat_dau: 08 giờ 00\nket_thuc: 11 giờ 30\ndia_diem: Hội trường\nthanh_phan: [Ông An, Bà Bình]\nchu_tri: Ông Khải\nthu_ky: Bà Lụa\nnguoi_ky:\n  - {chuc_vu: THƯ KÝ, ho_ten: Hoàng Thị Lụa}\n  - {chuc_vu: CHỦ TỌA, ho_ten: Lộc Văn Khải}";

const INVITATION: &str =
    "kinh_moi: Ông An\ntoi_du: phiên họp\nchu_tri: Ông Khải\nthoi_gian: 08 giờ 00\ndia_diem: Hội trường";

fn texts(lines: &[Line]) -> Vec<String> {
    lines.iter().map(Line::text).collect()
}

#[test]
fn minutes_have_no_place_and_date_no_rule_under_the_subject_and_two_who_sign() {
    let mut press = Press::new();
    let pages = press.pages(&document("bien-ban", MINUTES, "Việc thứ nhất."));
    let all = lines(&pages);
    assert!(!texts(&all).iter().any(|text| text.contains("tháng 12 năm 2025")), "{:?}", texts(&all));
    find(&pages, "Số: 05/BB-UBND");
    let subject = find(&pages, "Kết quả công tác");
    assert!(pages[0].rules.iter().all(|rule| rule.y < subject.top() || rule.y > subject.bottom() + 5.0));
    let labels =
        ["Thời gian bắt đầu: 08 giờ 00", "Địa điểm: Hội trường", "Thành phần tham dự:", "- Ông An;", "- Bà Bình."];
    let more = ["Chủ trì (chủ tọa): Ông Khải", "Thư ký: Bà Lụa", "Nội dung:", "Cuộc họp kết thúc vào 11 giờ 30./."];
    let found: Vec<Line> = labels.into_iter().chain(more).map(|label| find(&pages, label)).collect();
    for line in &found {
        near(line.x() - LEFT, INDENT, "indent");
        near(line.size(), 14.0, "size");
        assert!(line.upright());
    }
    assert!(found.windows(2).all(|pair| pair[0].baseline() < pair[1].baseline()));
    let [secretary, chair] = ["THƯ KÝ", "CHỦ TỌA"].map(|position| find(&pages, position));
    assert!(secretary.right() < MIDDLE && chair.x() > MIDDLE);
    let (name, recipients) = (find(&pages, "Hoàng Thị Lụa"), find(&pages, "Nơi nhận:"));
    near(recipients.x(), LEFT, "left end of the recipients");
    within(recipients.top() - name.bottom(), 2.0, 8.0, "recipients under the name of the secretary");
}

/// The last words of a text go along with the sentence that the form closes it by, wherever the page ends.
#[test]
fn the_sentence_that_closes_minutes_or_an_authorization_is_never_alone_with_the_signatures() {
    let authorization = "nguoi_uy_quyen: Ông Khải\nnguoi_duoc_uy_quyen: Bà Lụa\nthoi_han: đến hết năm 2026";
    let mut press = Press::new();
    for (kind, own, closing, end) in [
        ("bien-ban", MINUTES, "Cuộc họp kết thúc vào 11 giờ 30./.", "Lưu: VT."),
        ("giay-uy-quyen", authorization, "Thời hạn ủy quyền: đến hết năm 2026./.", "Lộc Văn Khải"),
    ] {
        for count in sweep(2..=40) {
            let text: String = (1..=count).map(|n| format!("Đoạn thứ {n}.\n\n")).collect();
            for (text, last) in
                [(text.clone(), format!("Đoạn thứ {count}.")), (text + "- Mục cuối.", "- Mục cuối.".to_owned())]
            {
                let pages = press.pages(&document(kind, own, &text));
                let [last, sentence, end] = [last.as_str(), closing, end].map(|words| find(&pages, words));
                assert_eq!((last.page, end.page), (sentence.page, sentence.page), "{kind}, {count} paragraphs");
                within(sentence.top() - last.bottom(), 6.0 * 25.4 / 72.0 - 0.1, 4.0, "gap of paragraphs");
                within(end.bottom(), 0.0, BOTTOM + 0.1, "last line");
            }
        }
    }
}

#[test]
fn an_invitation_has_each_label_on_its_own_line_and_closes_with_the_last() {
    let mut press = Press::new();
    for (body, last) in [("Lưu ý.", "Lưu ý./."), ("", "Địa điểm: Hội trường./.")] {
        let yaml = document("giay-moi", INVITATION, body);
        let yaml = if body.is_empty() { yaml.replace("noi_dung: |\n", "") } else { yaml };
        let pages = press.pages(&yaml);
        let labels = [
            "Ủy ban nhân dân phường Hoa Đào trân trọng kính mời: Ông An",
            "Tới dự phiên họp",
            "Chủ trì: Ông Khải",
            "Thời gian: 08 giờ 00",
            "Địa điểm: Hội trường",
        ];
        let found = labels.map(|label| find(&pages, label));
        for pair in found.windows(2) {
            near(pair[0].x() - LEFT, INDENT, "indent");
            within(pair[1].top() - pair[0].bottom(), 6.0 * 25.4 / 72.0 - 0.1, 4.0, "gap of paragraphs");
        }
        find(&pages, last);
        within(find(&pages, "TM. ỦY BAN").top() - find(&pages, last).bottom(), 2.0, 8.0, "room above the signature");
    }
    let many = INVITATION.replace("kinh_moi: Ông An", "kinh_moi: [Ông An, Bà Bình]");
    let pages = press.pages(&document("giay-moi", &many, "Lưu ý."));
    for line in ["trân trọng kính mời:", "- Ông An;", "- Bà Bình."] {
        near(find(&pages, line).x() - LEFT, INDENT, "indent");
    }
    let by = press.pages(&document("giay-moi", &format!("{INVITATION}\ntham_quyen: Chủ tịch phường"), "Lưu ý."));
    find(&by, "Chủ tịch phường trân trọng kính mời:");
}

#[test]
fn a_telegram_names_its_receivers_in_a_column_below_who_sends_it() {
    let mut press = Press::new();
    let extra = "tham_quyen: CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG HOA ĐÀO\ndien: [Trạm Y tế, Các khối phố]";
    let pages = press.pages(&document("cong-dien", extra, "Nội dung."));
    let sender = find(&pages, "Chủ tịch Ủy ban nhân dân phường Hoa Đào điện:");
    near(sender.centre(), MIDDLE, "middle of the sender");
    near(sender.size(), 14.0, "size");
    for (receiver, text) in [("Trạm Y tế", "- Trạm Y tế;"), ("Các khối phố", "- Các khối phố.")] {
        let line = find(&pages, receiver);
        assert_eq!(line.text(), text);
        near(line.x() - LEFT, 35.6, "left end of the receivers");
        assert!(line.baseline() > sender.baseline());
    }
    find(&pages, "Số: 05/CĐ-UBND");
}

#[test]
fn an_introduction_and_a_leave_have_a_rule_under_their_name() {
    let mut press = Press::new();
    let introduction = "ong_ba: Nông Văn An\nchuc_vu: Chuyên viên\nduoc_cu_den: Sở Nội vụ\nve_viec: nộp hồ sơ\ngia_tri_den: 2026-01-09\nx:";
    let leave = "ngay_don: 2025-12-01\nong_ba: Nông Văn An\nchuc_vu: Chuyên viên\nso_ngay: 05 ngày\ntu_ngay: 2026-01-05\nden_ngay: 2026-01-09\nnoi_nghi: phường Đào Sơn\ntinh_vao: nghỉ phép năm 2025\nnoi_xac_nhan: UBND xã Hạ\nx:";
    for (kind, own, name, last) in [
        (
            "giay-gioi-thieu",
            introduction,
            "GIẤY GIỚI THIỆU",
            "Giấy này có giá trị đến hết ngày 09 tháng 01 năm 2026./.",
        ),
        ("giay-nghi-phep", leave, "GIẤY NGHỈ PHÉP", "được tính vào thời gian nghỉ phép năm 2025./."),
    ] {
        let yaml = document(kind, own.trim_end_matches("\nx:"), "Ghi thêm.")
            .replace("trich_yeu: Kết quả công tác năm 2025\n", "");
        let pages = press.pages(&yaml);
        let title = find(&pages, name);
        assert!(title.bold());
        near(title.centre(), MIDDLE, "middle of the name");
        let rule = rule_under(&pages, &title, 5.0);
        within(rule.width / title.width(), 1.0 / 3.0, 0.5, "part of the line");
        near(rule.x + rule.width / 2.0, MIDDLE, "middle of the rule");
        find(&pages, last);
        near(find(&pages, "Ông (bà): Nông Văn An").x() - LEFT, INDENT, "indent");
    }
    let pages = press.pages(
        &document("giay-nghi-phep", leave.trim_end_matches("\nx:"), "Ghi.")
            .replace("trich_yeu: Kết quả công tác năm 2025\n", ""),
    );
    let confirmed = find(&pages, "Xác nhận của UBND xã Hạ");
    assert!(confirmed.right() < MIDDLE && confirmed.bold());
    assert!(
        confirmed.top() > find(&pages, "Lưu: VT").bottom() && confirmed.top() > find(&pages, "Lộc Văn Khải").bottom()
    );
    find(&pages, "Nghỉ phép trong thời gian 05 ngày, kể từ ngày 05 tháng 01 năm 2026");
}

#[test]
fn an_agreement_has_both_parties_under_one_heading_and_both_sign() {
    let mut press = Press::new();
    let parties = "cac_ben:\n  - {ten: Ủy ban nhân dân phường, dia_chi: Số 1, dai_dien: Lộc Văn Khải, chuc_vu: Chủ tịch}\n  - {ten: Công ty Sao Mai, dai_dien: Vi Thị Hạnh, chuc_vu: Giám đốc}\ndia_diem: trụ sở phường";
    for (kind, name) in [("hop-dong", "HỢP ĐỒNG"), ("ban-ghi-nho", "BẢN GHI NHỚ"), ("ban-thoa-thuan", "BẢN THỎA THUẬN")]
    {
        let yaml = document(kind, parties, "# Việc\n\nHai bên làm.")
            .replace("nguoi_ky: ct-ubnd\n", "")
            .replace("noi_nhan: chung\n", "");
        let pages = press.pages(&yaml);
        for line in ["CỘNG HÒA XÃ HỘI", "Độc lập - Tự do - Hạnh phúc", name, "Số: 05/"] {
            near(find(&pages, line).centre(), MIDDLE, line);
        }
        find(&pages, "Hôm nay, ngày 05 tháng 12 năm 2025, tại trụ sở phường, chúng tôi gồm:");
        assert!(find(&pages, "Bên A: Ủy ban nhân dân phường").bold());
        find(&pages, "Điều 1. Việc");
        let [left, right] = ["ĐẠI DIỆN BÊN A", "ĐẠI DIỆN BÊN B"].map(|party| find(&pages, party));
        near(left.baseline(), right.baseline(), "baseline of the parties");
        assert!(left.right() < MIDDLE && right.x() > MIDDLE);
        assert_eq!(lines(&pages).iter().filter(|line| line.text() == "Hai bên làm.").count(), 1);
        assert!(lines(&pages).iter().all(|line| line.right() <= RIGHT + 0.05));
    }
}

#[test]
fn a_letter_of_the_head_has_neither_number_nor_name_of_a_kind() {
    let mut press = Press::new();
    let yaml = document("thu-cong", "kinh_gui: Ông Nông Văn An", "Nội dung.")
        .replace("so: 5\n", "")
        .replace("Kết quả công tác năm 2025", "THƯ CHÚC MỪNG");
    let pages = press.pages(&yaml);
    let all = texts(&lines(&pages));
    assert!(!all.iter().any(|text| text.starts_with("Số:") || text == "THƯ CÔNG"), "{all:?}");
    near(find(&pages, "THƯ CHÚC MỪNG").centre(), MIDDLE, "middle of the title");
    find(&pages, "Hoa Đào, ngày 05 tháng 12 năm 2025");
    assert!(all.contains(&"Nội dung.".to_owned()), "{all:?}");
}

#[test]
fn a_slip_lists_what_goes_with_it_and_leaves_room_for_the_receipt() {
    let mut press = Press::new();
    let list = "kinh_gui: Sở Nội vụ\ncac_van_ban:\n  - {so_ky_hieu: 418/BC-UBND, trich_yeu: Báo cáo năm}\n  - {trich_yeu: Biểu số liệu}";
    let pages = press.pages(&document("phieu-gui", list, "Xin nhận."));
    let table = ["Số, ký hiệu, ngày", "418/BC-UBND", "Báo cáo năm", "Biểu số liệu"].map(|cell| find(&pages, cell));
    assert!(!texts(&lines(&pages)).iter().any(|text| text.contains("Số bản") || text.contains("Ghi chú")));
    near(table[1].baseline(), table[2].baseline(), "cells of a row");
    let receipt = find(&pages, "Người nhận");
    assert!(receipt.right() < MIDDLE && receipt.top() > find(&pages, "Lưu: VT").bottom());
    let pages = press.pages(&document("phieu-chuyen", "kinh_chuyen: Phòng Kinh tế", "Xin nhận."));
    find(&pages, "Kính chuyển: Phòng Kinh tế");
}
