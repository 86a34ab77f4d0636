//! Attached documents: written in the decision or in a file of their own, named by Điều 1, following the decision
//! through number, build, diff, redline, impact, finalization and archive.

use std::fs;

use vanthu::base::finding::codes;

use crate::support::{Project, done, squeezed, told};

/// A decision that issues what `attached` says under `kem_theo`.
fn decision(article: &str, attached: &str) -> String {
    format!(
        "loai: quyet-dinh\nco_quan: ubnd\ntrich_yeu: Ban hành Quy chế tiếp công dân\ntham_quyen: ỦY BAN NHÂN DÂN PHƯỜNG HOA ĐÀO\n\
         can_cu: [Căn cứ Luật Tiếp công dân]\nnguoi_ky: ct-ubnd\nnoi_nhan: chung\nkem_theo:\n{attached}noi_dung: |\n  #\n\n  {article}\n"
    )
}

const ARTICLE: &str = "Ban hành kèm theo Quyết định này Quy chế tiếp công dân của phường.";
const IN_FILE: &str = "  - tep: quy-che.yaml\n";
const HERE: &str = "  - loai: quy-che\n    trich_yeu: Tiếp công dân của phường\n    noi_dung: |\n      # QUY ĐỊNH CHUNG\n\n      ## Phạm vi\n\n      Một.\n\n      ## Đối tượng\n\n      Hai.\n";
const REGULATION: &str = "loai: quy-che\ntrich_yeu: Tiếp công dân của phường\nnoi_dung: |\n  # QUY ĐỊNH CHUNG\n\n  ## Phạm vi\n\n  Quy chế này quy định việc tiếp công dân.\n\n  ## Đối tượng\n\n  Hai.\n";

fn project() -> Project {
    Project::new().file("qd.yaml", decision(ARTICLE, IN_FILE)).file("quy-che.yaml", REGULATION)
}

fn words(project: &Project, path: &str) -> String {
    let pages = project.pages(path);
    squeezed(&pages.iter().flat_map(|page| &page.texts).map(|run| run.text.as_str()).collect::<String>())
}

#[test]
fn what_is_written_here_and_in_a_file_is_set_alike() {
    let here = HERE.replace("Một.", "Quy chế này quy định việc tiếp công dân.");
    let project = project().file("b.yaml", decision(ARTICLE, &here));
    let (own, here) = (words(&project, "qd.yaml"), words(&project, "b.yaml"));
    assert_eq!(own, here);
    for part in [
        "QUYCHẾTiếpcôngdâncủaphường(BanhànhkèmtheoQuyếtđịnhsố…/QĐ-UBNDngày…tháng…năm…củaỦybannhândânphườngHoaĐào)",
        "ChươngIQUYĐỊNHCHUNGĐiều1.Phạmvi",
        "Điều2.ĐốitượngHai./.",
    ] {
        assert!(own.contains(part), "{part} in {own}");
    }
    let built = project.build("qd.yaml");
    assert!(built.findings.iter().next().is_none() && built.pages == 2, "{:#?}", built.findings);
}

#[test]
fn a_file_that_is_attached_is_no_document_of_its_own() {
    let project = project();
    let said = done(&project, &["build"]);
    assert!(said.contains("qd.pdf") && !project.path().join("out/quy-che.pdf").exists(), "{said}");
    let (code, said) = told(&project, &["build", "quy-che.yaml"]);
    assert!(code == 2 && said.contains("văn bản kèm theo của `qd.yaml`") && said.contains("`qd.yaml`"), "{said}");
    // whoever names it no longer leaves it with what it lacks
    fs::write(project.path().join("qd.yaml"), decision(ARTICLE, HERE)).unwrap();
    assert!(told(&project, &["build"]).1.contains("thiếu mục `co_quan`"));
}

#[test]
fn number_and_date_of_the_decision_fill_the_line_in_brackets_and_a_changed_file_builds_it_again() {
    let project = project();
    done(&project, &["build", "qd.yaml"]);
    assert!(done(&project, &["build", "qd.yaml", "--explain"]).contains("không có gì đổi"));
    done(&project, &["number", "qd.yaml", "--date", "2026-01-15"]);
    assert!(words(&project, "qd.yaml").contains("số01/QĐ-UBNDngày15tháng01năm2026củaỦybannhândân"));
    let before = fs::read(project.path().join("out/qd.pdf")).unwrap();
    fs::write(project.path().join("quy-che.yaml"), REGULATION.replace("Hai.", "Ba.")).unwrap();
    let said = done(&project, &["build", "qd.yaml", "--explain"]);
    assert!(said.contains("`quy-che.yaml` đã đổi"), "{said}");
    assert_ne!(before, fs::read(project.path().join("out/qd.pdf")).unwrap());
}

#[test]
fn a_frozen_decision_covers_the_attached_file_and_the_archive_builds_both_again() {
    let project = project();
    let date = vanthu::base::clock::now().date_naive().to_string();
    done(&project, &["number", "qd.yaml", "--date", &date]);
    done(&project, &["build", "qd.yaml", "--final"]);
    done(&project, &["finalize", "qd.yaml"]);
    let said = done(&project, &["archive", "rebuild-document", "01/QĐ-UBND"]);
    assert!(said.contains("tạo lại từ kho giống hệt bản chốt"), "{said}");
    fs::write(project.path().join("quy-che.yaml"), REGULATION.replace("Hai.", "Ba.")).unwrap();
    let (code, said) = told(&project, &["build", "qd.yaml"]);
    assert!(code == 1 && said.contains("khác bản chốt: `quy-che.yaml` đã đổi"), "{said}");
}

#[test]
fn diff_and_redline_follow_into_the_attached_document() {
    let project = project();
    done(&project, &["build", "qd.yaml"]);
    let changed = REGULATION.replace("Hai.", "Ba.").replace("Tiếp công dân của phường", "Tiếp công dân, xử lý đơn");
    fs::write(project.path().join("quy-che.yaml"), changed).unwrap();
    fs::copy(project.path().join("out/qd.vanthu.json"), project.path().join("cu.vanthu.json")).unwrap();
    let (code, said) = told(&project, &["diff", "cu.vanthu.json", "qd.yaml", "--redline", "sua.pdf"]);
    assert_eq!(code, 1, "{said}");
    for address in ["Quy chế, tiêu đề", "Quy chế, Chương I, Điều 2, đoạn 1"] {
        assert!(said.contains(address), "{address} in {said}");
    }
    let pdf = fs::read(project.path().join("sua.pdf")).unwrap();
    assert!(pdf.starts_with(b"%PDF"));
}

#[test]
fn figures_reach_into_the_attached_document() {
    let regulation = REGULATION.replace("Hai.", "Có {{ du_lich.luot_khach }} lượt khách.");
    let project = Project::new()
        .file("nam-2025/so-lieu.yaml", "ky_bao_cao: năm 2025\ndu_lich:\n  luot_khach: 262.000\n")
        .file("nam-2025/qd.yaml", decision(ARTICLE, IN_FILE))
        .file("nam-2025/quy-che.yaml", &regulation);
    assert!(words(&project, "nam-2025/qd.yaml").contains("Có262.000lượtkhách"));
    let said = done(&project, &["impact", "nam-2025/so-lieu.yaml#du_lich.luot_khach"]);
    assert!(said.contains("nam-2025/quy-che.yaml:12:9"), "{said}");
}

#[test]
fn a_file_elsewhere_brings_its_pictures_and_annexes() {
    let drawing =
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>"#;
    let regulation = format!(
        "{REGULATION}\n  ![Sơ đồ](so-do.svg)\nphu_luc:\n  - ten: MẪU ĐƠN\n    bac_danh_so: [khoản]\n    noi_dung: |\n      # Một\n"
    );
    let project = Project::new()
        .file("qd.yaml", decision(ARTICLE, "  - tep: chung/quy-che.yaml\n"))
        .file("chung/quy-che.yaml", regulation)
        .file("chung/so-do.svg", drawing);
    let built = project.build("qd.yaml");
    assert!(built.findings.iter().next().is_none(), "{:#?}", built.findings);
    let all = words(&project, "qd.yaml");
    let line = "PhụlụcMẪUĐƠN(KèmtheoQuychếbanhànhkèmtheoQuyếtđịnhsố…/QĐ-UBND";
    assert!(all.contains(line) && all.contains("1.Một./."), "{all}");
}

#[test]
fn a_decision_and_what_it_issues_refer_to_one_another_by_names_that_cannot_be_mistaken() {
    let regulation = "loai: quy-che\ntrich_yeu: Tiếp công dân của phường\nnoi_dung: |\n  # CHUNG {#chuong}\n\n  ## Phạm vi {#pham-vi}\n\n  \
                      Như [](#thi-hanh), [](#bieu), [](#mau), [](#lich), [](#pham-vi).\nphu_luc:\n  - ten: MẪU ĐƠN\n    nhan: mau\n    noi_dung: |\n      \
                      ## Ô {#o}\n\n      Theo [](#pham-vi) và [](#thi-hanh).\n";
    let article = "Ban hành kèm theo Quyết định này Quy chế tiếp công dân của phường.\n\n  # {#thi-hanh}\n\n  Theo [](#pham-vi), [](#chuong), [](#mau), [](#o), [](#lich), \
                   [](#bieu).";
    let other = "  - loai: ke-hoach\n    trich_yeu: UBND tiếp công dân\n    noi_dung: |\n      ## LỊCH {#lich}\n\n      Theo [](#pham-vi).\n";
    let annex = "phu_luc:\n  - {ten: BIỂU, nhan: bieu, noi_dung: \"Theo [](#thi-hanh) và [](#pham-vi).\"}\n";
    let files = |subject: &str| {
        let decision = decision(article, &format!("{IN_FILE}{other}")).replace("Ban hành Quy chế", subject);
        let project = Project::new().file("qd.yaml", format!("{decision}{annex}")).file("quy-che.yaml", regulation);
        let built = project.build("qd.yaml");
        assert!(!built.findings.has_errors(), "{:#?}", built.findings);
        words(&project, "qd.yaml")
    };
    let issued = files("Ban hành Quy chế");
    for part in [
        // from the decision and its annex
        "Theo Điều 1 Quy chế ban hành kèm theo Quyết định này, Chương I Quy chế ban hành kèm theo Quyết định này, \
         Phụ lục Quy chế ban hành kèm theo Quyết định này, Điều 1 Phụ lục Quy chế ban hành kèm theo Quyết định này, \
         mục I Kế hoạch ban hành kèm theo Quyết định này, Phụ lục.",
        "Theo Điều 2 của Quyết định này và Điều 1 Quy chế ban hành kèm theo Quyết định này.",
        // from the regulation, its annex and the plan
        "Như Điều 2 Quyết định ban hành Quy chế này, Phụ lục Quyết định ban hành Quy chế này, Phụ lục, \
         mục I Kế hoạch UBND tiếp công dân, Điều 1.",
        "Theo Điều 1 của Quy chế này và Điều 2 Quyết định ban hành Quy chế này.",
        "Theo Điều 1 Quy chế tiếp công dân của phường.",
    ] {
        assert!(issued.contains(&squeezed(part)), "{part} in {issued}");
    }
    let approved = files("Phê duyệt Quy chế");
    for part in ["Theo Điều 1 Quy chế kèm theo Quyết định này,", "Như Điều 2 Quyết định phê duyệt Quy chế này,"]
    {
        assert!(approved.contains(&squeezed(part)), "{part} in {approved}");
    }
    // two of a kind are told apart
    let two = format!(
        "{HERE}{}",
        HERE.replace("Tiếp công dân của phường", "Trực ban").replace("## Phạm vi", "## Phạm vi {#truc}")
    );
    let project = Project::new().file("qd.yaml", decision(&format!("{ARTICLE} Xem [](#truc)."), &two));
    assert!(
        words(&project, "qd.yaml").contains(&squeezed("Xem Điều 1 Quy chế trực ban ban hành kèm theo Quyết định này."))
    );
}

#[test]
fn what_is_attached_names_other_documents_whole_where_it_names_them_first() {
    let cited = "{{ van_ban(\"bao-cao\").vien_dan }}";
    let regulation = REGULATION.replace("Hai.", &format!("Theo {cited}; {cited}."));
    let report = crate::support::report("Một.");
    let project = Project::new()
        .file("qd.yaml", decision(&format!("{ARTICLE} Như {cited}."), IN_FILE))
        .file("quy-che.yaml", regulation)
        .file("bao-cao.yaml", &report);
    done(&project, &["build", "qd.yaml"]);
    let whole =
        "Báo cáo số 05/BC-UBND ngày 05 tháng 12 năm 2025 của Ủy ban nhân dân phường Hoa Đào về kết quả công tác";
    let all = words(&project, "qd.yaml");
    for part in [format!("Như {whole}."), format!("Theo {whole}; Báo cáo số 05/BC-UBND.")] {
        assert!(all.contains(&squeezed(&part)), "{part} in {all}");
    }
    assert!(done(&project, &["impact", "bao-cao.yaml"]).contains("quy-che.yaml:12:"));
    fs::write(project.path().join("bao-cao.yaml"), report.replace("so: 5", "so: 6")).unwrap();
    assert!(done(&project, &["build", "qd.yaml"]).contains("06/BC-UBND"));
}

#[test]
fn a_misspelt_file_is_told_once_and_offered() {
    for wrong in ["quy-chế.yaml", "quy-che.yml", "qui-che.yaml"] {
        let project = project().file("qd.yaml", decision(ARTICLE, &format!("  - tep: {wrong}\n")));
        let (code, said) = told(&project, &["build"]);
        assert!(code == 1 && said.contains("có phải `quy-che.yaml`?"), "{said}");
        assert!(!said.contains("co_quan") && said.matches("lỗi[").count() == 1, "{said}");
    }
    // nothing like it: the file is a document that lacks what documents have
    let project = project().file("qd.yaml", decision(ARTICLE, "  - tep: de-an.yaml\n"));
    let said = told(&project, &["build"]).1;
    assert!(said.contains("thiếu mục `co_quan`") && !said.contains("có phải"), "{said}");
}

#[test]
fn what_is_wrong_with_attached_documents_is_told_with_its_place() {
    let found = |document: String| {
        let project =
            Project::new().file("qd.yaml", document).file("quy-che.yaml", REGULATION.replace("quy-che", "quy-tac"));
        let built = project.build("qd.yaml");
        built.findings.iter().map(|finding| format!("{} {}", finding.code.id, finding.message)).collect::<Vec<_>>()
    };
    let one = |attached: &str| found(decision(ARTICLE, attached));
    assert_eq!(one("  - tep: khong-co.yaml\n"), ["W02 không có tệp văn bản kèm theo `khong-co.yaml`"]);
    assert_eq!(one("  - tep: ../qd.yaml\n"), ["W06 đường dẫn `../qd.yaml` ra ngoài thư mục làm việc"]);
    assert!(one(IN_FILE)[0].starts_with("D04 `loai` không nhận giá trị `quy-tac`"), "{:?}", one(IN_FILE));
    assert!(one("  - loai: quy-che\n").iter().all(|told| told.starts_with("D01")), "{:?}", one("  - loai: quy-che\n"));
    let beside = HERE.replace("loai: quy-che\n", "tep: quy-che.yaml\n");
    assert!(one(&beside).iter().any(|told| told.starts_with("D03 `noi_dung` đứng cạnh `tep`")), "{:?}", one(&beside));
    let ladder = format!("{HERE}    bac_danh_so: quy-che-mục\n");
    assert!(one(&ladder).iter().any(|told| told == "D04 không có bộ cấp đánh số `quy-che-mục`"), "{:?}", one(&ladder));
    let other = decision("Ban hành kèm theo Quyết định này Quy chế tiếp dân.", HERE);
    let named = "D50 Điều 1 không ghi đúng tên văn bản kèm theo `Quy chế tiếp công dân của phường`";
    assert_eq!(found(other), [named]);
    let without = decision(ARTICLE, HERE).replace("kem_theo:\n", "#").replace(HERE, "\n");
    assert_eq!(found(without), ["D51 văn bản ghi kèm theo quyết định này, mà chưa có văn bản nào kèm theo"]);
    let report = decision(ARTICLE, HERE).replace("quyet-dinh", "thong-bao").replace("tham_quyen", "# tham_quyen");
    assert_eq!(found(report), ["D14 thông báo không có phần `kem_theo`"]);
}

#[test]
fn what_the_message_says_to_write_is_enough() {
    let project = Project::new().file("qd.yaml", decision("Ban hành Quy chế.", HERE));
    let built = project.build("qd.yaml");
    let finding = built.findings.iter().find(|finding| finding.code == codes::ATTACHED_NOT_NAMED).unwrap();
    let line = finding.hints[0].split('`').nth(1).unwrap();
    let project = Project::new().file("qd.yaml", decision(&format!("{line}."), HERE));
    assert!(project.build("qd.yaml").findings.iter().next().is_none());
}

#[test]
fn a_new_decision_with_what_it_issues_builds_at_once() {
    for (args, attached) in [
        (&["new", "quyet-dinh", "--attach", "quy-che"][..], "quy-che.yaml"),
        (&["new", "nghi-quyet", "nam/nq", "--attach", "de-an"], "nam/nq-de-an.yaml"),
        (&["new", "nghi-quyet", "--normative", "--attach", "quy-dinh"], "quy-dinh.yaml"),
        (&["new", "quyet-dinh", "nam/qd", "--attach", "quy-che", "--normative"], "nam/qd-quy-che.yaml"),
    ] {
        let project = Project::empty();
        let said = done(&project, args);
        let document = said.lines().next().unwrap().to_owned();
        assert!(said.lines().any(|line| line == attached), "{said}");
        let built = Project::build(&project, &document);
        assert!(built.findings.iter().all(|finding| finding.code == codes::PLACE_TO_FILL), "{:#?}", built.findings);
        assert_eq!(built.pages, 2);
        let text = fs::read_to_string(project.path().join(&document)).unwrap();
        let is_normative = args.contains(&"--normative");
        assert_eq!(text.contains("quy_pham: true") && text.contains("mẫu 18") | text.contains("mẫu 20"), is_normative);
        assert!(text.contains("Ban hành kèm theo"), "{text}");
    }
    let project = Project::new();
    let (code, said) = told(&project, &["new", "bao-cao", "--attach", "quy-che"]);
    assert!(code == 2 && said.contains("vanthu new quyet-dinh --attach quy-che"), "{said}");
    let (code, said) = told(&project, &["new", "quyet-dinh", "--attach", "quy-chế"]);
    assert!(code == 2 && said.contains("quy-che"), "{said}");
}
