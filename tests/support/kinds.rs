//! A document of every kind with all that its form can have.

use vanthu::domain::document::kind::Kind;

use crate::support::measure::words;

/// What each form asks for beside what all have; `@` is words without a meaning.
pub(crate) fn own(kind: Kind) -> &'static str {
    match kind.key {
        "cong-dien" => "dien: ['@ một', '@ hai']\n",
        "giay-moi" => {
            "kinh_moi: ['@ một', '@ hai']\ntoi_du: '@ dự'\nchu_tri: '@ chủ'\nthoi_gian: '@ giờ'\ndia_diem: '@ nơi'\n"
        }
        "giay-gioi-thieu" => {
            "ong_ba: '@ ông'\nchuc_vu: '@ chức'\nduoc_cu_den: '@ đến'\nve_viec: '@ việc'\ngia_tri_den: 2025-12-31\n"
        }
        "bien-ban" => {
            "bat_dau: '@ đầu'\nket_thuc: '@ cuối'\ndia_diem: '@ nơi'\nthanh_phan: ['@ một', '@ hai']\nchu_tri: '@ chủ'\nthu_ky: '@ thư'\ncuoc_hop: '@ họp'\n"
        }
        "giay-nghi-phep" => {
            "ngay_don: 15/12/2025\nong_ba: '@ ông'\nchuc_vu: '@ chức'\nso_ngay: '@ ngày'\ntu_ngay: 2026-01-05\nden_ngay: 2026-01-09\nnoi_nghi: '@ nghỉ'\ntinh_vao: '@ tính'\nnoi_xac_nhan: '@ xác'\n"
        }
        "giay-uy-quyen" => "nguoi_uy_quyen: '@ giao'\nnguoi_duoc_uy_quyen: ['@ nhận', '@ thẻ']\nthoi_han: '@ hạn'\n",
        "phieu-gui" | "phieu-bao" => {
            "kinh_gui: '@ gửi'\ncac_van_ban:\n  - {so_ky_hieu: 418/BC-UBND, trich_yeu: '@ báo', so_ban: 2, ghi_chu: '@ ghi'}\n  - trich_yeu: '@ cáo'\n"
        }
        "phieu-chuyen" => "kinh_chuyen: '@ chuyển'\n",
        "hop-dong" | "ban-ghi-nho" | "ban-thoa-thuan" => {
            "dia_diem: '@ nơi'\ncac_ben:\n  - {ten: '@ ta', goi_la: '@ giao', dia_chi: '@ chỉ', dien_thoai: '012', thu_dien_tu: a@b.vn, tai_khoan: '345', ma_so_thue: '678', dai_dien: '@ Lộc', chuc_vu: '@ trưởng', uy_quyen: '@ giấy'}\n  - {ten: '@ bạn', dai_dien: '@ Vi'}\n"
        }
        _ => "",
    }
}

/// A document of a kind with everything its form can have, names of so many words.
pub(crate) fn whole(kind: Kind, count: usize) -> String {
    marked(kind).replace('@', &words(count))
}

/// The same with `@` for words.
pub(crate) fn marked(kind: Kind) -> String {
    let has_subject = !["giay-gioi-thieu", "giay-nghi-phep"].contains(&kind.key);
    let subject = if has_subject { "trich_yeu: '@ yếu'\n" } else { "" };
    let number = if kind.is_numbered() { "so: 5\n" } else { "" };
    let addressees = match kind.addressees {
        Some("kinh_gui") if !own(kind).contains("kinh_gui") => "kinh_gui: '@ gửi'\n",
        _ => "",
    };
    let signed = match own(kind).contains("cac_ben") {
        true => "",
        false => {
            "nguoi_ky:\n  - {chuc_vu: '@ CHỨC', ho_ten: '@ Một'}\n  - {quyen_han: TL. CHỦ TỊCH, chuc_vu: '@ CHỨC', ho_ten: '@ Hai'}\n"
        }
    };
    let rest =
        "noi_nhan: ['@ nhận', 'Lưu: VT']\ncan_cu: ['Căn cứ @']\nnoi_dung: |\n  Nội dung @.\n\n  ## MỤC @\n\n  Hết @.\n";
    format!(
        "loai: {}\nco_quan: ubnd\nngay: 2025-12-05\n{number}{subject}{addressees}{}{signed}{rest}",
        kind.key,
        own(kind)
    )
}
