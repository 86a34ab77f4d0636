//! What a clerk is told of a period that is none, and what `ky` gives to sentences.

use vanthu::base::finding::{Finding, codes};
use vanthu::domain::figures::Period;

use crate::support::{Project, report};

/// What is said of a name that stands for no period, and what to write instead.
#[test]
fn what_is_wrong_with_a_period_is_told() {
    for (name, wrong, instead) in [
        ("tuần 53 năm 2025", "năm 2025 chỉ có 52 tuần", "`tuần 52 năm 2025`"),
        ("tuần 54 năm 2026", "năm 2026 chỉ có 53 tuần", "`tuần 53 năm 2026`"),
        ("tuần 0 năm 2026", "không có tuần 0", "`tuần 1 năm 2026`"),
        ("từ ngày 31/11/2025 đến ngày 14/12/2025", "không có ngày 31/11/2025", "ngày, tháng đã gõ"),
        ("từ ngày 15/12/2025 đến ngày 14/12/2025", "cuối kỳ ở trước đầu kỳ", "đầu kỳ trước"),
        ("từ tháng 9/2025 đến tháng 8/2025", "cuối kỳ ở trước đầu kỳ", "đầu kỳ trước"),
        ("giai đoạn 2025 - 2021", "cuối kỳ ở trước đầu kỳ", "đầu kỳ trước"),
        ("nhiệm kỳ 2026 - 2021", "cuối kỳ ở trước đầu kỳ", "đầu kỳ trước"),
        ("tháng 13 năm 2025", "không có tháng 13", "số tháng"),
        ("quý V/2025", "không có quý 5", "`quý IV`"),
        ("13 tháng năm 2025", "một năm không có 13 tháng", "số tháng"),
        ("1 tháng đầu năm 2025", "phải ghi tên tháng", "số tháng"),
        ("năm 1925", "năm 1925 ở ngoài khoảng", "kiểm tra lại năm"),
        ("tháng 12/25", "năm chưa đủ bốn chữ số", "bốn chữ số"),
        ("năm 25", "năm chưa đủ bốn chữ số", "bốn chữ số"),
        ("quý IV", "chưa ghi năm", "`quý IV năm 2025`"),
        ("6 tháng đầu năm", "chưa ghi năm", "ghi năm ở cuối"),
        ("từ ngày 15/11 đến ngày 14/12", "chưa ghi năm", "ghi năm ở cuối"),
        ("năm học 2025", "hai năm liền nhau", "`năm học 2025 - 2026`"),
        ("năm học 2025 - 2027", "hai năm liền nhau", "`năm học 2025 - 2026`"),
        ("học kỳ III năm học 2025 - 2026", "không có học kỳ 3", "`học kỳ II`"),
        ("5 năm 2021 - 2024", "từ năm đầu đến năm cuối là 4 năm", "`4 năm`"),
        ("quý I và 6 tháng đầu năm 2025", "không kết thúc cùng một tháng", "tách thành hai thư mục"),
        ("9 tháng đầu năm và quý III năm 2025", "kỳ dài hơn viết trước", "kỳ ngắn trước"),
        ("quý I và quý III năm 2025", "không liền nhau", "liền nhau"),
        ("nam 2025", "không đọc được", "viết `năm 2025`"),
        ("qúy IV năm 2025", "không đọc được", "viết `quý IV năm 2025`"),
        ("2025", "không đọc được", "viết `năm 2025`"),
        ("12/2025", "không đọc được", "viết `tháng 12/2025`"),
        ("Q4/2025", "không đọc được", "viết `quý 4/2025`"),
        ("T12/2025", "không đọc được", "viết `tháng 12/2025`"),
        ("2025 - 2026", "không đọc được", "viết `năm học 2025 - 2026` hoặc `giai đoạn 2025 - 2026`"),
        ("ngày 1/12/2025", "không đọc được", "viết `từ ngày 1/12/2025 đến ngày 1/12/2025`"),
        ("hôm nay", "không đọc được", "viết như: `năm 2025`"),
    ] {
        let figures = format!("ky_bao_cao: {name}\na: 1\n");
        let project = Project::new().file("k/so-lieu.yaml", figures).file("k/bao-cao.yaml", report("{{ a }}"));
        let (_, findings) = project.session().load("k/bao-cao.yaml");
        let told: Vec<&Finding> = findings.iter().filter(|finding| finding.code == codes::UNKNOWN_PERIOD).collect();
        let [finding] = told[..] else { panic!("{name}: {findings:#?}") };
        assert!(finding.message.contains(wrong), "{name}: {}", finding.message);
        assert!(finding.hints.iter().any(|hint| hint.contains(instead)), "{name}: {:?}", finding.hints);
        // what a hint offers is read
        for offered in finding.hints.iter().flat_map(|hint| hint.split('`').skip(1).step_by(2)) {
            let is_whole = offered.contains("20") && offered.contains(' ');
            assert!(!is_whole || Period::parse(offered).is_some(), "{name}: {offered}");
        }
    }
}

#[test]
fn a_folder_of_no_period_says_what_is_wrong_with_it() {
    let project = Project::new().file("tuan-52-2026/so-lieu.yaml", "ky_bao_cao: tuần 52 năm 2026\na: 1\n");
    for (folder, wrong) in [
        ("tuan-54-2026", "`tuan-54-2026` không dùng được, vì năm 2026 chỉ có 53 tuần"),
        ("thang-13-2026", "`thang-13-2026` không dùng được, vì không có tháng 13"),
        ("quy-5-2026", "không có quý 5"),
        ("tuan", "không cho biết kỳ nào"),
    ] {
        let told = project.run(&["new-period", folder, "--from", "tuan-52-2026"]);
        let text = String::from_utf8(told.stderr).unwrap();
        assert!(text.contains(wrong) && text.contains("`tuan-53-2026`"), "{folder}: {text}");
    }
}

#[test]
fn neighbours_of_the_period_have_their_parts() {
    let expressions = [
        ("{{ ky.truoc.nam }}", "2024"),
        ("{{ ky.cung_ky.nam }}", "2024"),
        ("{{ ky.truoc.quy }}", "IV"),
        ("{{ ky.truoc.truoc }}", "quý III năm 2024"),
        ("{{ ky.truoc.cung_ky.nam_sau }}", "2024"),
        ("{{ ky.truoc|hoa_dau }}", "Quý IV năm 2024"),
    ];
    let text: Vec<&str> = expressions.iter().map(|(expression, _)| *expression).collect();
    let project = Project::new()
        .file("k/so-lieu.yaml", "ky_bao_cao: quý I năm 2025\na: 1\n")
        .file("k/bao-cao.yaml", report(&text.join("\n\n")));
    let (document, findings) = project.session().load("k/bao-cao.yaml");
    let document = document.unwrap_or_else(|| panic!("{findings:#?}"));
    let words: Vec<String> = document.body.texts().into_iter().map(|text| text.value.clone()).collect();
    assert_eq!(words, expressions.map(|(_, printed)| printed.to_owned()));

    let wrong = [
        ("{{ ky.truoc.nam }}", "kỳ `kỳ họp thứ Sáu` không có `truoc`", "viết lại câu này"),
        ("{{ ky.cung_ky }}", "kỳ `kỳ họp thứ Sáu` không có `cung_ky`", "viết lại câu này"),
        ("{{ ky.truc.nam }}", "kỳ `kỳ họp thứ Sáu` không có `truc`", "`ky.truoc`"),
    ];
    for (expression, message, hint) in wrong {
        let project = Project::new()
            .file("k/so-lieu.yaml", "ky_bao_cao: kỳ họp thứ Sáu\na: 1\n")
            .file("k/bao-cao.yaml", report(expression));
        let (_, findings) = project.session().load("k/bao-cao.yaml");
        let told = findings.iter().find(|finding| finding.code == codes::UNDEFINED_EXPRESSION).unwrap();
        assert_eq!(told.message, message, "{expression}");
        assert!(told.hints.iter().any(|told| told.contains(hint)), "{expression} {:?}", told.hints);
    }
}
