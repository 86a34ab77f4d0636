//! The end of the document: Nơi nhận on the left, the signatory on the right [N30-I II.7, II.9].

use vanthu::typeset::runs::PageRuns;

use crate::support::measure::{LEFT, Line, MIDDLE, Press, RIGHT, document, find, lines, near, printed, within};

const KINDS: [&str; 2] = ["bao-cao", "nghi-quyet"];

/// Every capacity the decree knows, in one to three lines with the position: `quyen_han`, `chuc_vu`, `ho_ten`.
const SIGNATORIES: [(&str, &str, &str); 7] = [
    ("", "CHỦ TỊCH", "Lộc Văn Khải"),
    ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lộc Văn Khải"),
    ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Vi Thị Hạnh Nguyên"),
    ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Vi Thị Hạnh Nguyên"),
    ("", "Q. GIÁM ĐỐC", "Nông Văn Hòa"),
    ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Hoàng Minh Đức"),
    ("TUQ. CHỦ TỊCH", "GIÁM ĐỐC TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "Nguyễn Trần Hoàng Bảo Ngọc Phương Anh"),
];

fn signatory((capacity, position, name): (&str, &str, &str)) -> String {
    let lines: String = capacity.lines().map(|line| format!("    {line}\n")).collect();
    let capacity = if capacity.is_empty() { String::new() } else { format!("  quyen_han: |-\n{lines}") };
    format!("nguoi_ky:\n{capacity}  chuc_vu: {position}\n  ho_ten: {name}")
}

/// The lines right of Nơi nhận, from its height down: titles and name.
fn signature(pages: &[PageRuns]) -> Vec<Line> {
    let head = find(pages, "Nơi nhận:");
    let mut lines = lines(pages);
    lines.retain(|line| line.page == head.page && line.baseline() > head.top() && line.x() > head.right() + 10.0);
    lines
}

fn recipients(pages: &[PageRuns]) -> Vec<Line> {
    let head = find(pages, "Nơi nhận:");
    let mut lines = lines(pages);
    lines.retain(|line| line.page == head.page && line.baseline() > head.baseline() + 1.0 && line.right() < MIDDLE);
    lines
}

#[test]
fn recipients_are_bold_italic_12_and_a_list_of_11() {
    let mut press = Press::new();
    let list = "noi_nhan:\n  - Như trên\n  - '- UBND tỉnh (b/c);'\n  - Các phòng, đơn vị thuộc Ủy ban nhân dân phường và các khối phố, thôn\n  - 'Lưu: VT, TH.'";
    for kind in KINDS {
        let pages = press.pages(&document(kind, list, "Nội dung."));
        let head = find(&pages, "Nơi nhận:");
        assert!(head.bold() && head.italic());
        near(head.size(), 12.0, "size of the word");
        near(head.x(), LEFT, "left end of the word");
        let lines = recipients(&pages);
        let texts: Vec<String> = lines.iter().map(Line::text).filter(|text| text.starts_with('-')).collect();
        assert_eq!(texts[..2], ["- Như trên;", "- UBND tỉnh (b/c);"]);
        assert_eq!(texts.last().unwrap(), "- Lưu: VT, TH.");
        assert_eq!(texts.len(), 4);
        for line in &lines {
            near(line.size(), 11.0, "size of the list");
            assert!(line.upright());
            let dash = line.text().starts_with('-');
            within(line.x() - LEFT, 0.0, if dash { 0.0 } else { 3.0 }, "left end");
        }
    }
}

#[test]
fn titles_and_name_are_bold_and_share_a_middle_in_the_right_half() {
    let mut press = Press::new();
    for kind in KINDS {
        for written in SIGNATORIES {
            let (capacity, position, name) = written;
            let pages = press.pages(&document(kind, &signatory(written), "Nội dung."));
            let lines = signature(&pages);
            let texts: Vec<String> = lines.iter().map(Line::text).collect();
            let expected = format!("{capacity} {position} {name}").replace('\n', " ");
            assert_eq!(texts.join(" "), expected.trim());
            for line in &lines {
                assert!(line.bold() && !line.italic());
                within(line.size(), 13.0, 14.0, "size");
                near(line.centre(), lines[0].centre(), "middle");
                assert!(line.x() > MIDDLE - 5.0, "{}", printed(&lines));
                within(line.right(), MIDDLE, RIGHT, "right end");
            }
            // The diagram of the decree has the middle at 74 % of the text's width.
            within((lines[0].centre() - LEFT) / (RIGHT - LEFT), 0.70, 0.78, "middle of the block");
        }
    }
}

#[test]
fn each_capacity_has_its_own_line() {
    let mut press = Press::new();
    for written in SIGNATORIES.into_iter().take(6) {
        let pages = press.pages(&document("bao-cao", &signatory(written), "Nội dung."));
        let texts: Vec<String> = signature(&pages).iter().map(Line::text).collect();
        let (capacity, position, name) = written;
        let expected: Vec<&str> = capacity.lines().chain([position, name]).collect();
        assert_eq!(texts, expected);
    }
}

#[test]
fn room_for_signature_and_seal_is_left_above_the_name() {
    let mut press = Press::new();
    for kind in KINDS {
        for written in SIGNATORIES {
            let lines = signature(&press.pages(&document(kind, &signatory(written), "Nội dung.")));
            let name = lines.iter().position(|line| line.text().starts_with(&written.2[..4])).unwrap();
            within(lines[name].top() - lines[name - 1].bottom(), 28.0, 36.0, "room");
        }
    }
}

#[test]
fn an_unknown_name_leaves_its_place_blank() {
    let mut press = Press::new();
    let pages = press.pages(&document("bao-cao", "nguoi_ky: {quyen_han: KT. CHỦ TỊCH, chuc_vu: PHÓ CHỦ TỊCH}", "Một."));
    let texts: Vec<String> = signature(&pages).iter().map(Line::text).collect();
    assert_eq!(texts, ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]);
}

#[test]
fn recipients_and_signatory_begin_level_below_the_text() {
    let mut press = Press::new();
    for kind in KINDS {
        for written in SIGNATORIES {
            let pages = press.pages(&document(kind, &signatory(written), "Nội dung."));
            let (head, first) = (find(&pages, "Nơi nhận:"), signature(&pages).remove(0));
            near(head.top(), first.top(), "top of both columns");
            within(head.top() - find(&pages, "Nội dung").bottom(), 2.0, 8.0, "room below the text");
        }
    }
}

#[test]
fn either_part_may_be_absent() {
    let mut press = Press::new();
    let whole = document("bao-cao", "", "Nội dung.");
    let pages = press.pages(&whole.replace("noi_nhan: chung\n", ""));
    let position = find(&pages, "CHỦ TỊCH");
    within((position.centre() - LEFT) / (RIGHT - LEFT), 0.70, 0.78, "middle of the block");
    let pages = press.pages(&whole.replace("nguoi_ky: ct-ubnd\n", ""));
    near(find(&pages, "Nơi nhận:").x(), LEFT, "left end of the word");
    let pages = press.pages(&whole.replace("noi_nhan: chung\n", "").replace("nguoi_ky: ct-ubnd\n", ""));
    assert_eq!(lines(&pages).last().unwrap().text(), "Nội dung./.");
}
