//! `vanthu new-period`: what is carried to the next period, what is emptied, and which words are told as stale.

use std::fs;

use proptest::prelude::*;
use vanthu::base::finding::{Finding, Severity};
use vanthu::operations::new_period::roll;

use crate::support::{Project, report, squeezed};

/// Figures of a year with everything a file can hold: notes, groups, short forms, `{…}`, units in values.
const YEAR: &str = "\
# Số liệu năm của phường
ky_bao_cao: năm 2025   # kỳ
den_ngay: 2025-11-30
nguon: Phòng Kinh tế
so_voi:
  # năm trước nữa
  cung_ky: nam-2023

du_lich:
  ten: Du lịch
  luot_khach:            # đếm tại bến xe
    ten: Lượt khách
    don_vi: lượt
    ke_hoach: 250.000
    thuc_hien: 262.000   # theo báo cáo ngày
    cung_ky: 240.000     # niên giám
  doanh_thu: {ten: Doanh thu, don_vi: tỷ đồng, uoc_thuc_hien: 132, cung_ky: 120, ky_truoc: 120}
luong_thuc:
  don_vi: tấn
  thuc_hien: 1.333,6
ho_ngheo: 4,25%
cap_nuoc:
  ten: Hộ dùng nước sạch
  thuc_hien: 99,09%
thu_ngan_sach: 14.238
";

/// A document that types nothing of its period.
const CLEAN: &str = "Báo cáo {{ ky }}: đón {{ du_lich.luot_khach }} lượt khách, so với {{ ky.truoc }} là \
                     {{ du_lich.luot_khach.cung_ky }} lượt, {{ luong_thuc.cung_ky }} tấn; nhiệm vụ năm {{ ky.nam_sau }}.";

fn project(body: &str) -> Project {
    Project::new()
        .file("nam-2023/so-lieu.yaml", "ky_bao_cao: năm 2023\nluong_thuc: 4.100\n")
        .file("nam-2025/so-lieu.yaml", YEAR)
        .file("nam-2025/bao-cao.yaml", report(body))
}

fn read(project: &Project, path: &str) -> String {
    fs::read_to_string(project.path().join(path)).unwrap()
}

/// Runs the command and returns its exit code, results and messages.
fn run(project: &Project, args: &[&str]) -> (i32, String, String) {
    let output = project.run(&[&["new-period"], args].concat());
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// Makes the new period, and returns what the clerk is told.
fn rolled(project: &Project, new: &str, old: &str) -> Vec<Finding> {
    let before = roll(&project.path().join(new), &project.path().join(old), None).unwrap();
    let (code, stdout, stderr) = run(project, &[new, "--from", old]);
    assert_eq!(code, 0, "{stdout}{stderr}");
    for file in &before.files {
        assert_eq!(fs::read(project.path().join(&file.path)).unwrap(), file.bytes, "{}", file.path);
    }
    before.findings.into_iter().collect()
}

/// The words of a document as built, blanks removed; it must build without an error.
fn built(project: &Project, path: &str) -> String {
    let runs = project.pages(path);
    squeezed(&runs.iter().flat_map(|page| page.texts.iter().map(|run| run.text.as_str())).collect::<String>())
}

#[test]
fn numbers_become_unknown_and_all_else_stays() {
    let project = project(CLEAN);
    assert_eq!(rolled(&project, "nam-2026", "nam-2025"), []);
    insta::assert_snapshot!("figures_of_the_next_year", read(&project, "nam-2026/so-lieu.yaml"));
    assert_eq!(read(&project, "nam-2025/so-lieu.yaml"), YEAR);
}

#[test]
fn last_results_are_the_comparison() {
    let project = project(CLEAN);
    rolled(&project, "nam-2026", "nam-2025");
    let text = built(&project, "nam-2026/bao-cao.yaml");
    assert!(text.contains(&squeezed("Báo cáo năm 2026: đón [chưa có: Lượt khách] lượt khách")), "{text}");
    assert!(text.contains(&squeezed("so với năm 2025 là 262.000 lượt, 1.333,6 tấn; nhiệm vụ năm 2027.")), "{text}");
    let filled = read(&project, "nam-2026/so-lieu.yaml").replacen("thuc_hien: ?", "thuc_hien: 275.100", 1);
    let project = project.file("nam-2026/so-lieu.yaml", filled).file(
        "nam-2026/bao-cao.yaml",
        report("Khách {{ du_lich.luot_khach.tang_giam }}, kế hoạch {{ du_lich.luot_khach.ke_hoach }}."),
    );
    let text = built(&project, "nam-2026/bao-cao.yaml");
    assert!(text.contains(&squeezed("Khách tăng 5,0%, kế hoạch [chưa có: Lượt khách].")), "{text}");
}

#[test]
fn documents_become_drafts_and_take_their_images_along() {
    let picture = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/den.png")).unwrap();
    let body = format!("{CLEAN}\n\n![Hình mẫu](hinh/den.png)");
    let document = report(&body).replace("co_quan:", "ky_bao_cao: nam-2025\nco_quan:");
    let project = project(CLEAN)
        .file("nam-2025/bao-cao.yaml", document)
        .file("nam-2025/hinh/den.png", &picture)
        .file("nam-2025/hinh/thua.png", &picture)
        .file("nam-2025/ghi-chu.docx", "x")
        .file("nam-2025/quy-1-2025/so-lieu.yaml", "ky_bao_cao: quý I năm 2025\na: 1\n")
        .file("nam-2025/quy-1-2025/bao-cao.yaml", report("Quý I."))
        .file("nam-2025/to-trinh/to-trinh.yaml", report("Đến {{ den_ngay|ngay_ngan }}."));
    let (code, stdout, stderr) = run(&project, &["nam-2026", "--from", "nam-2025"]);
    assert_eq!(code, 0, "{stderr}");
    let made = ["bao-cao.yaml", "so-lieu.yaml", "to-trinh/to-trinh.yaml", "hinh/den.png"];
    assert_eq!(stdout.lines().collect::<Vec<_>>(), made.map(|file| format!("nam-2026/{file}")));
    for left in ["ghi-chu.docx", "hinh/thua.png", "quy-1-2025"] {
        assert!(stderr.contains(&format!("Không sao chép: nam-2025/{left}\n")), "{stderr}");
    }
    let draft = read(&project, "nam-2026/bao-cao.yaml");
    assert!(draft.contains("\n# so: 5\n# ngay: 2025-12-05\n"), "{draft}");
    assert!(draft.contains("\nky_bao_cao: nam-2026\n"), "{draft}");
    assert_eq!(fs::read(project.path().join("nam-2026/hinh/den.png")).unwrap(), picture);
    assert!(built(&project, "nam-2026/bao-cao.yaml").contains(&squeezed("năm 2026")));
    assert!(built(&project, "nam-2026/to-trinh/to-trinh.yaml").contains(&squeezed("Đến [chưa có: den_ngay].")));
}

#[test]
fn a_letter_goes_with_its_list_or_stays_with_it() {
    let letter =
        |list: &str| report("Kính mời {{ khach.ten }}.").replace("loai:", &format!("danh_sach: {list}\nloai:"));
    let project = project(CLEAN)
        .file("nam-2025/moi.yaml", letter("khach.csv"))
        .file("nam-2025/khach.csv", "ten\nAn\nBình\n")
        .file("nam-2025/thu/moi.yaml", letter("../danh-sach/khach.yaml"))
        .file("nam-2025/danh-sach/khach.yaml", "- ten: An\n- ten: Bình\n")
        .file("nam-2025/thu/ngoai.yaml", letter("../../chung.csv"))
        .file("chung.csv", "ten\nAn\n")
        .file("nam-2025/quy-1-2025/so-lieu.yaml", "ky_bao_cao: quý I năm 2025\na: 1\n")
        .file("nam-2025/quy-1-2025/khach.csv", "ten\nAn\n")
        .file("nam-2025/quy-1.yaml", letter("quy-1-2025/khach.csv"));
    let (code, stdout, stderr) = run(&project, &["nam-2026", "--from", "nam-2025"]);
    assert_eq!(code, 0, "{stderr}");
    let mut made: Vec<_> = stdout.lines().map(|line| line.trim_start_matches("nam-2026/")).collect();
    made.sort_unstable();
    let wanted = [
        "bao-cao.yaml",
        "danh-sach/khach.yaml",
        "khach.csv",
        "moi.yaml",
        "so-lieu.yaml",
        "thu/moi.yaml",
        "thu/ngoai.yaml",
    ];
    assert_eq!(made, wanted);
    assert!(stderr.contains("Không sao chép: nam-2025/quy-1.yaml\n"), "{stderr}");
    for letters in ["moi", "thu/moi", "thu/ngoai"] {
        let built = project.run(&["build", &format!("nam-2026/{letters}.yaml")]);
        assert!(built.status.success(), "{letters}: {}", String::from_utf8_lossy(&built.stderr));
    }
}

#[test]
fn shared_dates_are_emptied_and_names_stay() {
    let shared = "# Kỳ họp\nky_hop: kỳ họp cuối năm\nngay_hop: 2025-12-20   # sáng\nngay_ky: [2025-12, 2025-12-21]\nkhac:\n  so_luong: 12\n";
    let project = project("Họp {{ ngay_hop|ngay_dai }}.").file("nam-2025/chung.yaml", shared);
    rolled(&project, "nam-2026", "nam-2025");
    assert_eq!(
        read(&project, "nam-2026/chung.yaml"),
        "# Kỳ họp\nky_hop: kỳ họp cuối năm\nngay_hop: ?   # sáng\nngay_ky: [?, ?]\nkhac:\n  so_luong: 12\n"
    );
    assert!(built(&project, "nam-2026/bao-cao.yaml").contains(&squeezed("Họp [chưa có: ngay_hop].")));
}

/// What is told of a body, one line each: line, column, message, hint.
fn told(new: &str, old: &str, project: &Project) -> String {
    let findings = rolled(project, new, old);
    let lines = findings.iter().map(|finding| {
        assert_eq!((finding.code.id, finding.severity()), ("R01", Severity::Warning));
        let (line, column) = finding.place.as_ref().unwrap().line_column();
        let file = finding.place.as_ref().unwrap().source().name().rsplit('/').next().unwrap().to_owned();
        format!("{file}:{line}:{column} {} | {}\n", finding.message, finding.hints.join(" | "))
    });
    lines.collect()
}

#[test]
fn stale_words_are_told_with_their_place_and_what_to_write() {
    let body = "Năm 2025, phường đón khách.\n\nĐến ngày 30/11/2025 và ngày 30 tháng 11 năm 2025 đã xong.\n\n\
                Đón 262.000 lượt khách, {{ ky.nam }}.\n\nSo với năm 2024 và nhiệm vụ năm 2026.\n\n\
                ## KẾT QUẢ NĂM 2025\n\nTỷ lệ 99,09%, 4,25%; {{ ky }}.";
    let project = project(body);
    insta::assert_snapshot!("stale_words_of_a_year", told("nam-2026", "nam-2025", &project));
    let (_, _, stderr) = run(&project, &["nam-2027", "--from", "nam-2025"]);
    insta::assert_snapshot!("stale_words_on_the_terminal", stderr);
}

#[test]
fn words_that_hold_in_every_period_are_not_told() {
    let body = "Nhiệm kỳ 2021 - 2026; giai đoạn 2021-2025; bão số 10; 25 khối phố; Nghị định số 168/2025/NĐ-CP.\n\n\
                Theo Nghị quyết số 45/NQ-HĐND ngày 18/12/2025; Luật Đất đai năm 2024; Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2025.\n\n\
                {{ ky }}, {{ ky.nam }}, {{ du_lich.luot_khach }}; 100% và 50%.";
    assert_eq!(told("nam-2026", "nam-2025", &project(body)), "");
}

fn period(name: &str, period: &str, body: &str) -> Project {
    Project::new()
        .file(
            &format!("{name}/so-lieu.yaml"),
            format!("ky_bao_cao: {period}\nthu:\n  thuc_hien: 68.673\n  cung_ky: 60.000\n  ky_truoc: 61.000\n"),
        )
        .file(&format!("{name}/bao-cao.yaml"), report(body))
}

#[test]
fn quarters_compare_with_the_quarter_before() {
    let body = "{{ ky }}: {{ thu.ky_truoc }}; {{ thu.cung_ky }}.\n\nQuý IV năm 2025 và quý I.\n\nTháng 12 năm 2025.";
    let project = period("quy-4-2025", "quý IV năm 2025", body);
    insta::assert_snapshot!("stale_words_of_a_quarter", told("quy-1-2026", "quy-4-2025", &project));
    assert_eq!(
        read(&project, "quy-1-2026/so-lieu.yaml"),
        "ky_bao_cao: quý I năm 2026\nthu:\n  thuc_hien: ?\n  cung_ky: ?\n"
    );
    let text = built(&project, "quy-1-2026/bao-cao.yaml");
    assert!(text.contains(&squeezed("quý I năm 2026: 68.673; [chưa có: thu].")), "{text}");
}

#[test]
fn months_compare_with_the_month_before_over_the_new_year() {
    let body = "{{ ky }}: {{ thu.ky_truoc }}.\n\nTháng 12, lũy kế 12 tháng; tháng 01.";
    let project = period("thang-12-2025", "tháng 12 năm 2025", body);
    insta::assert_snapshot!("stale_words_of_a_month", told("thang-01-2026", "thang-12-2025", &project));
    assert!(read(&project, "thang-01-2026/so-lieu.yaml").starts_with("ky_bao_cao: tháng 1 năm 2026\nthu:\n"));
    let text = built(&project, "thang-01-2026/bao-cao.yaml");
    assert!(text.contains(&squeezed("tháng 1 năm 2026: 68.673.")), "{text}");
}

#[test]
fn the_year_is_not_stale_within_the_year() {
    let body = "Năm 2025; ngày 02/9/2025; ngày 15/10/2025.";
    let project = period("thang-10-2025", "tháng 10 năm 2025", body);
    let told = told("thang-11-2025", "thang-10-2025", &project);
    assert!(told.contains("`15/10/2025` |") && told.lines().count() == 1, "{told}");
}

#[test]
fn a_period_that_is_no_neighbour_is_named_as_the_comparison() {
    for (new, expected) in [
        ("nam-2027", "ky_bao_cao: năm 2027\nso_voi:\n  cung_ky: nam-2025\n  ky_truoc: nam-2025\nthu: ?\n"),
        ("thang-01-2026", "ky_bao_cao: tháng 1 năm 2026\nthu: ?\n"),
        ("nam-2024", "ky_bao_cao: năm 2024\nthu: ?\n"),
    ] {
        let project = Project::new().file("nam-2025/so-lieu.yaml", "ky_bao_cao: năm 2025\nthu: 5\n");
        rolled(&project, new, "nam-2025");
        assert_eq!(read(&project, &format!("{new}/so-lieu.yaml")), expected);
    }
    let project = Project::new().file("nam-2025/so-lieu.yaml", "thu: 5\n");
    rolled(&project, "nam-2026", "nam-2025");
    let expected = "ky_bao_cao: năm 2026\nso_voi:\n  cung_ky: nam-2025\n  ky_truoc: nam-2025\nthu: ?\n";
    assert_eq!(read(&project, "nam-2026/so-lieu.yaml"), expected);
}

#[test]
fn every_form_of_period_has_a_next_one_in_its_own_words() {
    for (old_folder, old, new_folder, new) in [
        ("9-thang-2025", "9 tháng đầu năm 2025", "9-thang-2026", "9 tháng đầu năm 2026"),
        ("6-thang-2025", "06 tháng đầu năm 2025", "6-thang-cuoi-nam-2025", "6 tháng cuối năm 2025"),
        ("quy-3-2025", "quý III/2025", "quy-4-2025", "quý IV/2025"),
        ("quy-2-2025", "quý II và 6 tháng đầu năm 2025", "quy-3-2025", "quý III và 9 tháng đầu năm 2025"),
        ("quy-3-2025", "quý III và 9 tháng đầu năm 2025", "quy-4-va-nam-2025", "quý IV và năm 2025"),
        ("tuan-52-2025", "tuần thứ 52 năm 2025", "tuan-1-2026", "tuần thứ 1 năm 2026"),
        (
            "ky-thang-11",
            "từ ngày 15/11/2025 đến ngày 14/12/2025",
            "15-12-2025-den-14-01-2026",
            "từ ngày 15/12/2025 đến ngày 14/01/2026",
        ),
        ("nam-hoc-2025-2026", "năm học 2025 - 2026", "nam-hoc-2026-2027", "năm học 2026 - 2027"),
        (
            "hoc-ky-1-nam-hoc-2025-2026",
            "học kỳ I năm học 2025 - 2026",
            "hoc-ky-2-nam-hoc-2025-2026",
            "học kỳ II năm học 2025 - 2026",
        ),
        ("nhiem-ky-2021-2026", "nhiệm kỳ 2021 - 2026", "nhiem-ky-2026-2031", "nhiệm kỳ 2026 - 2031"),
        ("9-thang-2025", "từ tháng 01 đến tháng 9 năm 2025", "9-thang-2026", "từ tháng 01 đến tháng 9 năm 2026"),
    ] {
        let body = format!("Kết quả {old}: {{{{ thu.ky_truoc }}}}, {{{{ ky }}}}.");
        let project = period(old_folder, old, &body);
        let told = told(new_folder, old_folder, &project);
        assert!(told.contains(&format!("còn chữ của kỳ trước: `{old}`")), "{old}: {told}");
        let first = read(&project, &format!("{new_folder}/so-lieu.yaml"));
        assert_eq!(first.lines().next(), Some(format!("ky_bao_cao: {new}").as_str()), "{old}");
        let findings = roll(&project.path().join("khac"), &project.path().join(old_folder), None).unwrap_err();
        let hint = findings.iter().flat_map(|finding| &finding.hints).next().unwrap();
        assert!(hint.contains(&format!("--ky \"{new}\"")), "{old}: {hint}");
    }
}

#[test]
fn parts_of_an_old_period_are_told() {
    for (folder, old, new, body, words) in [
        (
            "quy-2-2025",
            "quý II và 6 tháng đầu năm 2025",
            "quy-3-2025",
            "Trong quý II thu khá.\n\nSo với quý II năm 2025.\n\nTính chung 6 tháng đầu năm 2025.",
            &["`quý II`", "`quý II năm 2025`", "`6 tháng đầu năm 2025`"][..],
        ),
        (
            "nam-hoc-2025-2026",
            "năm học 2025 - 2026",
            "nam-hoc-2026-2027",
            "Năm học 2025-2026 tốt.\n\nNiên khóa 2025 - 2026.\n\nTừ năm 2025.",
            &["`Năm học 2025-2026`", "`2025 - 2026`", "`năm 2025`"],
        ),
        (
            "9-thang-2025",
            "9 tháng đầu năm 2025",
            "9-thang-2026",
            "Trong 9 tháng đầu năm.\n\nTrong 09 tháng năm 2025.",
            &["`09 tháng năm 2025`"],
        ),
        (
            "nam-2025",
            "năm 2025",
            "nam-2026",
            "Từ tháng 10 năm 2025 đến hết tháng 3 năm 2026.\n\nSáu tháng đầu năm 2025.\n\nNhiệm kỳ 2021 - 2026.",
            &["`Từ tháng 10 năm 2025 đến hết tháng 3 năm 2026`", "`Sáu tháng đầu năm 2025`"],
        ),
    ] {
        let told = told(new, folder, &period(folder, old, body));
        assert_eq!(told.lines().count(), words.len(), "{told}");
        assert!(told.lines().zip(words).all(|(line, words)| line.contains(words)), "{told}");
    }
}

#[test]
fn sessions_follow_one_another() {
    let body = "Kỳ họp thứ sáu đã xong; {{ ten }}.";
    let project = Project::new()
        .file("ky-hop-6/chung.yaml", "ten: Kỳ họp thứ Sáu\nngay_hop: 2025-12-20\n")
        .file("ky-hop-6/bao-cao.yaml", report(body).replace("co_quan:", "ky_bao_cao: nam-2025\nco_quan:"))
        .file("nam-2025/so-lieu.yaml", "ky_bao_cao: năm 2025\nthu: 5\n");
    insta::assert_snapshot!("stale_words_of_a_session", told("ky-hop-7", "ky-hop-6", &project));
    assert_eq!(read(&project, "ky-hop-7/chung.yaml"), "ten: Kỳ họp thứ Sáu\nngay_hop: ?\n");
}

#[test]
fn windows_line_ends_stay() {
    let project = Project::new().file("nam-2025/so-lieu.yaml", "ky_bao_cao: năm 2025\r\nthu: 5\r\n");
    rolled(&project, "nam-2026", "nam-2025");
    assert_eq!(read(&project, "nam-2026/so-lieu.yaml"), "ky_bao_cao: năm 2026\r\nthu: ?\r\n");
}

#[test]
fn nothing_is_overwritten_and_what_cannot_run_says_why() {
    let bad = "ky_bao_cao: năm 2020\nthu: 1333.6\n";
    let project = project(CLEAN)
        .file("co-so-lieu/so-lieu.yaml", "a: 1\n")
        .file("co-van-ban/khac.yaml", report("Khác."))
        .file("co-chung/bao-cao.yaml", "loai: bao-cao\n")
        .file("la-tep", "x")
        .file("hong/so-lieu.yaml", bad)
        .file("hong-van-ban/bao-cao.yaml", "a: [\n")
        .file("rong/ghi-chu.txt", "x");
    let mut all = String::new();
    for line in [
        "co-so-lieu --from nam-2025 --ky năm_2026",
        "co-van-ban --from nam-2025 --ky năm_2026",
        "co-chung --from nam-2025 --ky năm_2026",
        "la-tep --from nam-2025 --ky năm_2026",
        "nam-2025 --from nam-2025",
        "nam-2025-b --from nam-2025 --ky năm_2025",
        "ke-tiep --from nam-2025",
        "nam-2026 --from nam-2025 --ky sang_năm",
        "khac/nam-2026 --from nam-2025",
        "nam-2026 --from nam-2024",
        "nam-2026 --from nam-2025/so-lieu.yaml",
        "nam-2026 --from .",
        "nam-2026 --from hong",
        "nam-2026 --from hong-van-ban",
        "nam-2026 --from rong",
        "nam-2026",
    ] {
        let args: Vec<String> =
            line.split(' ').map(|arg| arg.replace("m_2", "m 2").replace("sang_", "sang ")).collect();
        let (code, stdout, stderr) = run(&project, &args.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!((code, stdout.as_str()), (2, ""), "{line}\n{stderr}");
        all += &format!("$ vanthu new-period {line}\n{stderr}\n");
    }
    insta::assert_snapshot!("periods_that_cannot_be_opened", all);
    assert!(!project.path().join("nam-2026").exists());
    assert_eq!(read(&project, "co-so-lieu/so-lieu.yaml"), "a: 1\n");
}

#[test]
fn folders_are_found_from_anywhere_in_the_workspace() {
    let project = project(CLEAN);
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_vanthu"));
    let inside =
        command.args(["new-period", "nam-2026", "--from", "nam-2025"]).current_dir(project.path().join("nam-2025"));
    assert!(inside.output().unwrap().status.success());
    assert!(project.path().join("nam-2026/so-lieu.yaml").exists());
    let (code, stdout, stderr) = run(&project, &["./nam-2027", "--from", "./nam-2026/"]);
    assert_eq!((code, stdout.as_str()), (0, "nam-2027/bao-cao.yaml\nnam-2027/so-lieu.yaml\n"), "{stderr}");
}

#[test]
fn figures_of_a_spreadsheet_get_a_file() {
    let sheet = "Kỳ báo cáo: năm 2025\nMã;Chỉ tiêu;ĐVT;Kế hoạch;Thực hiện\ndu_lich.luot_khach;Lượt khách;lượt;250.000;262.000\n";
    let project = Project::new()
        .file("nam-2025/so-lieu.csv", sheet)
        .file("nam-2025/bao-cao.yaml", report("{{ ky }}: {{ du_lich.luot_khach }}, {{ du_lich.luot_khach.cung_ky }}."));
    let (code, stdout, stderr) = run(&project, &["nam-2026", "--from", "nam-2025"]);
    assert_eq!((code, stdout.as_str()), (0, "nam-2026/bao-cao.yaml\nnam-2026/so-lieu.yaml\n"), "{stderr}");
    assert!(stderr.contains("Không sao chép: nam-2025/so-lieu.csv\n"), "{stderr}");
    let text = built(&project, "nam-2026/bao-cao.yaml");
    assert!(text.contains(&squeezed("năm 2026: [chưa có: Lượt khách], 262.000.")), "{text}");
}

#[test]
fn a_year_summed_from_its_months_is_a_comparison() {
    let mut project = Project::new()
        .file("nam-2025/so-lieu.yaml", "ky_bao_cao: năm 2025\nthu:\n  cong_don: true\n  thuc_hien:\n")
        .file("nam-2025/bao-cao.yaml", report("{{ thu.cung_ky }}"));
    for month in 1..=12 {
        let text = format!("ky_bao_cao: tháng {month} năm 2025\nthu: 1,5\n");
        project = project.file(&format!("thang-{month:02}-2025/so-lieu.yaml"), text);
    }
    let project = project.file("nam-2025/bao-cao.yaml", report("Thu {{ ky }}."));
    rolled(&project, "nam-2026", "nam-2025");
    let project = project.file("nam-2026/bao-cao.yaml", report("Năm trước thu {{ thu.cung_ky }} tỷ."));
    assert!(built(&project, "nam-2026/bao-cao.yaml").contains(&squeezed("Năm trước thu 18 tỷ.")));
}

#[test]
fn a_lone_question_mark_means_not_yet_and_stays_itself_in_text() {
    let project = Project::new()
        .file("so-lieu.yaml", "ky_bao_cao: năm 2026\na: ?\nb: ? # ghi chú\nc: {thuc_hien: ?, ke_hoach: ?}\nd: \"?\"\n")
        .file("chung.yaml", "ten: [?, &x hai, *x]\nhoi: 'Ai: ?'\n")
        .file("a.yaml", report("{{ a }} {{ b }} {{ c }} {{ d }} {{ ten[1] }}\n\nHỏi: ?\n\n{{ hoi }}"));
    let text = built(&project, "a.yaml");
    assert!(text.contains("[chưacó:a][chưacó:b][chưacó:c][chưacó:d]haiHỏi:?Ai:?"), "{text}");
}

#[test]
fn documents_tell_what_keeps_their_figures_from_being_read() {
    let project = Project::new().file("so-lieu.yaml", "a: [\n").file("a.yaml", report("{{ a }}"));
    let built = project.build("a.yaml");
    assert!(built.findings.iter().any(|finding| {
        finding.place.as_ref().is_some_and(|place| place.source().name().ends_with("so-lieu.yaml"))
    }));
}

/// An indicator or a group as a clerk may lay it out.
fn laid_out() -> impl Strategy<Value = String> {
    let number = prop::sample::select(vec!["262.000", "1.333,6", "99,09%", "?", "", "\"5\"", "'7,5'"]);
    let note = prop::sample::select(vec!["", "  # ghi chú", "   "]);
    let field = prop::sample::select(vec!["ke_hoach", "thuc_hien", "uoc_thuc_hien", "cung_ky", "ky_truoc"]);
    let fields = prop::collection::btree_map(field, (number.clone(), note.clone()), 1..5);
    (0..4_u8, number, note, fields).prop_map(|(form, number, note, fields)| match form {
        0 => format!(": {number}{note}\n"),
        1 => {
            // inside braces a comma parts fields
            let bare = |number: &str| number.contains(',') && !number.starts_with('\'');
            let quoted = |number: &str| if bare(number) { format!("\"{number}\"") } else { number.to_owned() };
            let fields: Vec<String> =
                fields.iter().map(|(key, (number, _))| format!("{key}: {}", quoted(number))).collect();
            format!(": {{ten: Tên, {}}}{note}\n", fields.join(", "))
        }
        2 => {
            let fields: String =
                fields.iter().map(|(key, (number, note))| format!("    {key}: {number}{note}\n    # giữa\n")).collect();
            format!(":{note}\n    ten: Tên\n{fields}")
        }
        _ => format!(":{note}\n    ten: Nhóm\n    con: {number}{note}\n"),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// The program reads back what it made, and refuses to hand over figures that are not the old ones emptied.
    #[test]
    fn any_layout_of_figures_can_be_carried_over(entries in prop::collection::vec(laid_out(), 1..8)) {
        let body: String = entries.iter().enumerate().map(|(i, entry)| format!("  i{i}{entry}")).collect();
        let text = format!("ky_bao_cao: năm 2025\nnhom:\n{body}");
        let project = Project::new().file("nam-2025/so-lieu.yaml", &text);
        let made = roll(&project.path().join("nam-2026"), &project.path().join("nam-2025"), None);
        let made = made.map_err(|findings| TestCaseError::fail(format!("{findings:?}\n{text}")))?;
        let new = String::from_utf8(made.files[0].bytes.clone()).unwrap();
        let notes = |text: &str| text.matches('#').count();
        prop_assert_eq!(notes(&new), notes(&text), "{}\n{}", text, new);
        prop_assert!(!new.contains("262.000") && !new.contains("99,09"), "{}", new);
    }
}
