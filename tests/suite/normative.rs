//! Normative documents: what they must and must not have, how they are numbered and begun, beside ordinary papers.

use crate::support::{OFFICE, Project};

/// A resolution of the council that is as it must be; `change` is put in the place of a line.
fn resolution(changes: &[(&str, &str)]) -> String {
    let mut text =
        "loai: nghi-quyet\nquy_pham: true\nco_quan: hdnd\nngay: 2025-12-22\ntrich_yeu: Quy định mức hỗ trợ\n\
        thong_qua: {khoa: VII, ky_hop: 6, ngay: 2025-12-19}\ncan_cu: [Căn cứ Luật Giá số 16/2023/QH15]\n\
        nguoi_ky: {chuc_vu: CHỦ TỊCH, ho_ten: Chu Đình Thắng}\nnoi_nhan: chung\nnoi_dung: |\n  # Phạm vi\n\n  Một.\n"
            .to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    text
}

fn told(document: &str, args: &[&str]) -> String {
    let project = Project::new().file("a.yaml", document);
    let output = project.run(&[&["build", "a.yaml"], args].concat());
    format!("[{}] {}", output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap().trim_end())
}

#[test]
fn a_good_one_builds_without_a_word() {
    for args in [&[][..], &["--final"]] {
        let told = told(&resolution(&[]), args);
        assert!(told.starts_with("[0]") && !told.contains("[D"), "{told}");
    }
}

#[test]
fn parts_that_are_missing_or_of_the_other_regime_are_told_with_their_repair() {
    let mut all = String::new();
    for (what, changes, args) in [
        ("authority block", &[("can_cu:", "tham_quyen: HỘI ĐỒNG NHÂN DÂN\ncan_cu:")][..], &[][..]),
        ("line under the subject", &[("can_cu:", "chu_thich_trich_yeu: (Khóa VII)\ncan_cu:")], &[]),
        ("no adoption", &[("thong_qua: {khoa: VII, ky_hop: 6, ngay: 2025-12-19}\n", "")], &[]),
        ("no day of adoption, final", &[(", ngay: 2025-12-19", "")], &["--final"]),
        ("adopted after it was issued", &[("2025-12-19", "2025-12-29")], &[]),
        ("TM.", &[("{chuc_vu", "{quyen_han: TM. HỘI ĐỒNG NHÂN DÂN, chuc_vu")], &[]),
        ("deputy", &[("{chuc_vu: CHỦ TỊCH", "{quyen_han: KT. CHỦ TỊCH, chuc_vu: PHÓ CHỦ TỊCH")], &[]),
        ("untitled article", &[("# Phạm vi", "#")], &[]),
        ("law without number", &[("số 16/2023/QH15", "ngày 19 tháng 6 năm 2023")], &[]),
        ("symbol without year", &[("ngay: 2025-12-22", "ngay: 2025-12-22\nky_hieu: NQ-HĐND")], &[]),
        ("symbol of another year", &[("ngay: 2025-12-22", "ngay: 2025-12-22\nky_hieu: 2024/NQ-HĐND")], &[]),
        ("issuer", &[("co_quan: hdnd", "co_quan: ubnd")], &[]),
        (
            "report",
            &[("loai: nghi-quyet", "loai: bao-cao"), ("thong_qua: {khoa: VII, ky_hop: 6, ngay: 2025-12-19}\n", "")],
            &[],
        ),
        ("adoption in an ordinary one", &[("quy_pham: true\n", "")], &[]),
        (
            "ordinary with year",
            &[
                ("quy_pham: true\n", "ky_hieu: 2025/NQ-HĐND\n"),
                ("thong_qua: {khoa: VII, ky_hop: 6, ngay: 2025-12-19}\n", ""),
            ],
            &[],
        ),
        (
            "adoption typed",
            &[("  Một.\n", "  Nghị quyết này đã được Hội đồng nhân dân thông qua ngày 19 tháng 12 năm 2025./.\n")],
            &[],
        ),
        ("sentence typed", &[("QH15]", "QH15, Hội đồng nhân dân ban hành Nghị quyết quy định]")], &[]),
    ] {
        all += &format!("--- {what}\n{}\n\n", told(&resolution(changes), args));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn a_margin_of_the_other_decree_is_explained() {
    let office = format!("{OFFICE}trinh_bay: {{le: {{tren: 15}}}}\n");
    let project = Project::empty().file("co-quan.yaml", office).file("a.yaml", resolution(&[]));
    let told = String::from_utf8(project.run(&["build", "a.yaml"]).stderr).unwrap();
    assert!(told.contains("[L01]") && told.contains("chỉ có ở văn bản quy phạm"), "{told}");
}

#[test]
fn the_line_of_the_profile_for_ordinary_papers_is_not_printed() {
    let office = OFFICE.replace("nguoi_ky:\n", "nguoi_ky:\n  ct-hdnd:\n    quyen_han: TM. HỘI ĐỒNG NHÂN DÂN\n    chuc_vu: CHỦ TỊCH\n    ho_ten: Chu Đình Thắng\n");
    let project = Project::empty().file("co-quan.yaml", office);
    let project = project.file("a.yaml", resolution(&[("{chuc_vu: CHỦ TỊCH, ho_ten: Chu Đình Thắng}", "ct-hdnd")]));
    let built = project.build("a.yaml");
    assert!(built.findings.iter().next().is_none(), "{:?}", built.findings);
    let words: String =
        project.pages("a.yaml").iter().flat_map(|page| &page.texts).map(|run| run.text.as_str()).collect();
    assert!(words.contains("CHỦ TỊCH") && !words.contains("TM."), "{words}");
}

#[test]
fn numbers_carry_the_year_in_a_series_and_a_book_of_their_own() {
    let draft = resolution(&[("ngay: 2025-12-22\n", "")]);
    let ordinary = "loai: nghi-quyet\nco_quan: hdnd\nngay: 2025-12-22\ntrich_yeu: Về kế hoạch\ntham_quyen: HĐND\nnoi_nhan: chung\nnguoi_ky: {chuc_vu: CHỦ TỊCH}\nnoi_dung: Một.\n";
    let project = Project::new().file("a.yaml", &draft).file("b.yaml", &draft).file("c.yaml", ordinary);
    // what is not known is blank as the form has it
    let words: String = project.pages("a.yaml")[0].texts.iter().map(|run| run.text.as_str()).collect();
    assert!(words.contains("/20…/NQ-HĐND"), "{words}");
    let mut all = String::new();
    for args in [
        &[
            "register",
            "reserve",
            "--kind",
            "nghi-quyet",
            "--issuer",
            "hdnd",
            "--normative",
            "--year",
            "2025",
            "--for",
            "kỳ họp",
        ][..],
        &["register", "reserve", "--kind", "bao-cao", "--normative", "--for", "kỳ họp"],
        &["number", "a.yaml", "c.yaml", "--date", "2025-12-22"],
        &["number", "b.yaml", "--date", "2025-12-22", "--number", "1"],
        &["register", "--year", "2025"],
    ] {
        let output = project.run(args);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        all += &format!("$ vanthu {}\n{}{}\n", args.join(" "), text(&output.stdout), text(&output.stderr));
    }
    insta::assert_snapshot!(all);
    let words: String = project.pages("a.yaml")[0].texts.iter().map(|run| run.text.as_str()).collect();
    assert!(words.contains("02/2025/NQ-HĐND"), "{words}");
}

#[test]
fn new_says_which_regime_it_made_and_how_to_have_the_other() {
    for (kind, sentence) in [
        ("nghi-quyet", "Hội đồng nhân dân ban hành Nghị quyết quy định"),
        ("quyet-dinh", "Ủy ban nhân dân ban hành Quyết định quy định"),
    ] {
        let project = Project::empty();
        let (ordinary, normative) = (
            project.run(&["new", kind, "hanh-chinh.yaml"]),
            project.run(&["new", kind, "quy-pham.yaml", "--normative"]),
        );
        let [ordinary, normative] = [ordinary, normative].map(|output| String::from_utf8(output.stderr).unwrap());
        assert!(ordinary.contains("hành chính (Nghị định 30/2020/NĐ-CP)"), "{ordinary}");
        assert!(ordinary.contains(&format!("vanthu new {kind} hanh-chinh.yaml --normative")), "{ordinary}");
        assert!(normative.contains("quy phạm (Nghị định 187/2025/NĐ-CP)"), "{normative}");
        assert!(normative.contains(&format!("vanthu new {kind} quy-pham.yaml\n")), "{normative}");
        let built = project.build("quy-pham.yaml");
        let codes: Vec<&str> = built.findings.iter().map(|finding| finding.code.id).collect();
        assert!(codes.iter().all(|code| *code == "D15") && built.pages == 1, "{:#?}", built.findings);
        let words: String =
            project.pages("quy-pham.yaml").iter().flat_map(|page| &page.texts).map(|run| run.text.as_str()).collect();
        assert!(words.contains(sentence), "{words}");
    }
    let refused = Project::empty().run(&["new", "bao-cao", "--normative"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("187/2025"));
}

#[test]
fn a_change_of_what_was_adopted_is_a_change_of_the_document() {
    let project = Project::new()
        .file("a.yaml", resolution(&[]))
        .file("b.yaml", resolution(&[("2025-12-19", "2025-12-20"), ("mức hỗ trợ", "mức chi")]));
    let output = project.run(&["diff", "a.yaml", "b.yaml"]);
    let told = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("[-*19*-]{+*20*+}") && told.contains("{+chi+}"), "{told}");
}
