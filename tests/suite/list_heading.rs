//! The heading of a list is the row that has the columns the letter calls, whatever stands above it.

use crate::support::Project;

const LETTER: &str = r#"loai: cong-van
co_quan: ubnd
so: 12
ngay: 2026-01-15
trich_yeu: Mời họp
danh_sach: khach.csv
kinh_gui: "{{ khach.ho_va_ten }}"
noi_dung: |
  Kính mời {{ khach.ho_va_ten }}{{ khach.chuc_vu | neu_co(", ") }} ở {{ khach.don_vi }}.
noi_nhan: [Như trên, 'Lưu: VT']
nguoi_ky: ct-ubnd
"#;

const HEADING: &str = "Họ và tên;Chức vụ;Đơn vị";
const ROWS: &str = "Nguyễn Văn An;Tổ trưởng;Khối 1\nTrần Thị Bình;;Khối 2";

/// What a build of the letters says, and how many it made.
fn built(list: &str) -> (String, usize) {
    let project = Project::new().file("hop/moi.yaml", LETTER).file("hop/khach.csv", list);
    let output = project.run(&["build", "hop/moi.yaml"]);
    let made = std::fs::read_dir(project.path().join("out/hop")).into_iter().flatten().flatten();
    let made = made.filter(|entry| entry.path().extension().is_some_and(|end| end == "pdf")).count();
    (String::from_utf8(output.stderr).unwrap(), made)
}

#[test]
fn what_stands_above_the_heading_is_skipped_however_wide_it_is() {
    for above in [
        "",
        "DANH SÁCH KHÁCH MỜI",
        "ỦY BAN NHÂN DÂN;CỘNG HÒA;XÃ HỘI",
        "ỦY BAN;NHÂN DÂN;PHƯỜNG;HOA;ĐÀO;TỈNH;NGHỆ AN\n;;;;;;\nDanh sách;khách;mời;dự;hội;nghị;tổng kết",
        "Phòng;Văn hóa\nSố;12\nNgày;15/01/2026",
    ] {
        let (told, made) = built(&format!("{above}\n{HEADING}\n{ROWS}\n"));
        assert_eq!(made, 2, "{above}\n{told}");
        assert!(!told.contains("lỗi["), "{above}\n{told}");
    }
}

#[test]
fn two_headings_or_none_are_told() {
    let (told, made) = built(&format!("{HEADING}\n{ROWS}\n{HEADING}\nVi Thị Cúc;Bí thư;Khối 3\n"));
    assert!(made == 0 && told.contains("lỗi[D18]"), "{told}");
    assert!(told.contains("dòng 4 cũng giống dòng tiêu đề như dòng 1") && told.contains("hop/khach.csv:4:1"), "{told}");
    let (told, made) = built("STT;Người;Nơi\n1;Nguyễn Văn An;Khối 1\n");
    assert!(made == 0 && told.contains("danh sách không có cột") && told.contains("`khach.nguoi`"), "{told}");
    // one column is misspelt: the others tell the heading still
    let (told, made) =
        built(&format!("A;B;C;D;E\nHọ và tên;Chức vụ;Đơn vi\n{ROWS}\n").replace("Đơn vi\n", "Đơn vị công tác\n"));
    assert!(made == 0 && told.contains("danh sách không có cột `don_vi`"), "{told}");
}

#[test]
fn a_paper_register_under_a_wide_letterhead_is_read() {
    let sheet = "ỦY BAN;NHÂN DÂN;PHƯỜNG;HOA;ĐÀO;TỈNH;X;Y\nSố, ký hiệu;Ngày tháng;Trích yếu;Người ký\n\
        01/QĐ-UBND;05/01/2025;Thành lập tổ công tác;Lộc Văn Khải\n";
    let project = Project::new().file("so.csv", sheet);
    let output = project.run(&["register", "enter", "so.csv"]);
    let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(told.contains("ghi 1 dòng vào sổ"), "{told}");
}
