//! From draft to archive in the order of the decree: electronic documents get their number and are finalized, signed,
//! sent; paper ones are finalized, signed, numbered, sent [N30 Điều 14, 15.2, 15.3, 18].

use std::fs;

use chrono::Datelike;

use crate::support::register::draft;
use crate::support::scan::scan;
use crate::support::signing::{PKI, Wish, sign};
use crate::support::{Project, done, told};

fn refused(project: &Project, args: &[&str], says: &[&str]) {
    let (code, text) = told(project, args);
    assert_ne!(code, 0, "{args:?}: {text}");
    for words in says {
        assert!(text.contains(words), "{args:?}: {words} in {text}");
    }
}

fn today() -> String {
    vanthu::base::clock::now().date_naive().to_string()
}

#[test]
fn an_electronic_document_goes_from_draft_to_archive() {
    let project = Project::new().file("a.yaml", draft("bao-cao", ""));
    let date = today();
    // what comes before its turn is refused, with the article
    refused(&project, &["finalize", "a.yaml"], &["lỗi[K05]", "Điều 15.3", "--paper", "Điều 15.2"]);
    done(&project, &["number", "a.yaml", "--date", &date]);
    refused(&project, &["issue", "01/BC-UBND"], &["chưa chốt và chưa ký", "Điều 14"]);
    refused(&project, &["finalize", "--paper", "a.yaml"], &["lỗi[S17]", "đã có số 01/BC-UBND", "Điều 15.2"]);
    refused(&project, &["reopen", "01/BC-UBND", "--reason", "x"], &["chưa chốt, vẫn sửa được"]);
    done(&project, &["build", "a.yaml", "--final"]);
    assert!(
        done(&project, &["finalize", "a.yaml"])
            .contains("01/BC-UBND  đã chốt, lưu tại luu-tru/kho/2026/bao-cao/01-bc-ubnd")
            || vanthu::base::clock::now().year() != 2026
    );
    assert!(done(&project, &["register"]).contains("đã chốt"));
    refused(&project, &["issue", "01/BC-UBND"], &["chưa có bản đã ký", "archive add", "Điều 14, 18"]);
    refused(&project, &["register", "recall", "01/BC-UBND", "--reason", "x"], &["chưa phát hành"]);
    refused(&project, &["register", "receipt", "01/BC-UBND", "--by", "Sở Nội vụ"], &["chưa phát hành"]);
    let fixed = fs::read(project.path().join("out/a.pdf")).unwrap();
    // a file that nobody signed signs nothing
    fs::write(project.path().join("chua-ky.pdf"), &fixed).unwrap();
    assert_eq!(told(&project, &["archive", "add", "chua-ky.pdf"]).0, 1);
    refused(&project, &["issue", "01/BC-UBND"], &["chưa có bản đã ký"]);
    fs::write(project.path().join("ky.pdf"), sign(&fixed, &Wish::new("ChuKy1", &PKI.leader))).unwrap();
    told(&project, &["archive", "add", "ky.pdf"]);
    assert!(done(&project, &["register"]).contains("đã ký"));
    refused(&project, &["reopen", "01/BC-UBND", "--reason", "x"], &["đã ký, không mở lại được", "Điều 18.3"]);
    refused(&project, &["issue", "01/BC-UBND", "--date", "2020-01-02"], &["lỗi[S06]", "trước ngày ban hành"]);
    let sent =
        done(&project, &["issue", "01/BC-UBND", "--how", "Trục liên thông", "--to", "Sở Nội vụ", "--copies", "2"]);
    assert!(sent.contains("01/BC-UBND  phát hành ngày") && sent.contains("Trục liên thông: Sở Nội vụ"), "{sent}");
    refused(&project, &["issue", "01/BC-UBND"], &["đã phát hành rồi", "--to"]);
    refused(
        &project,
        &["register", "receipt", "01/BC-UBND", "--by", "Sở Nội vụ", "--date", "2020-01-02"],
        &["trước ngày phát hành"],
    );
    done(&project, &["register", "receipt", "01/BC-UBND", "--by", "Sở Nội vụ"]);
    // a slip of the hand is told, another name is not
    let said = done(&project, &["register", "receipt", "01/BC-UBND", "--by", "Sở Nội vu"]);
    assert!(said.contains("cảnh báo[S23]: 01/BC-UBND không gửi cho `Sở Nội vu`, có gửi cho `Sở Nội vụ`"), "{said}");
    assert!(!done(&project, &["register", "receipt", "01/BC-UBND", "--by", "Văn thư Sở"]).contains("cảnh báo"));
    let listed = done(&project, &["register", "--json"]);
    for words in ["\"tinh_trang\": \"phat_hanh\"", "\"cach_gui\": \"Trục liên thông\"", "\"nguoi_nhan\": \"Sở Nội vụ\""]
    {
        assert!(listed.contains(words), "{words} in {listed}");
    }
    done(&project, &["archive", "audit"]);
    done(&project, &["register", "recall", "01/BC-UBND", "--reason", "gửi nhầm"]);
    refused(&project, &["issue", "01/BC-UBND", "--to", "Sở Y tế"], &["đã bị thu hồi, không phát hành nữa"]);
}

#[test]
fn a_paper_document_is_numbered_once_it_is_signed_and_keeps_its_blank() {
    let project = Project::new().file("a.yaml", draft("bao-cao", ""));
    let said = done(&project, &["finalize", "--paper", "a.yaml"]);
    assert!(said.contains("a.yaml  đã chốt, lưu tại") && said.contains("ký xong thì cấp số"), "{said}");
    assert!(done(&project, &["register"]).contains("Đang trình ký từ ngày"));
    let audited = done(&project, &["archive", "audit"]);
    assert!(audited.contains("Đã kiểm 0 văn bản, 1 bản trình ký, "), "{audited}");
    let text = fs::read_to_string(project.path().join("a.yaml")).unwrap();
    let pdf = project.path().join("out/a.pdf");
    let fixed = fs::read(&pdf).unwrap();
    assert!(done(&project, &["finalize", "--paper", "a.yaml"]).contains("đã chốt từ trước"));
    // what waits for its signature stays
    fs::write(project.path().join("a.yaml"), text.replace("Một.", "Hai.")).unwrap();
    refused(&project, &["build", "a.yaml"], &["lỗi[S03]", "reopen a.yaml"]);
    refused(&project, &["number", "a.yaml"], &["lỗi[S03]", "đã đổi sau khi chốt"]);
    assert!(!done(&project, &["register"]).contains("01/BC-UBND"), "a refused document takes no number");
    fs::write(project.path().join("a.yaml"), &text).unwrap();
    refused(&project, &["number", "a.yaml", "--date", "2020-01-02"], &["trước ngày chốt"]);
    fs::write(project.path().join("quet.pdf"), scan(1, 0)).unwrap();
    refused(&project, &["archive", "add", "quet.pdf", "--for", "a.yaml"], &["chưa cấp số", "Điều 15.2"]);
    refused(&project, &["issue", "a.yaml"], &["a.yaml"]);
    // signed: now it gets number and date, in the file and in the register; the PDF keeps its blank
    let said = done(&project, &["number", "a.yaml"]);
    assert!(said.contains("01/BC-UBND"), "{said}");
    assert!(fs::read_to_string(project.path().join("a.yaml")).unwrap().contains("so: 1\nngay: "));
    assert!(!done(&project, &["register"]).contains("Đang trình ký"));
    for args in
        [&["build", "a.yaml"][..], &["build", ".", "--force"], &["build", "a.yaml", "--final"], &["number", "a.yaml"]]
    {
        let said = done(&project, args);
        assert!(!said.contains("S14") && fs::read(&pdf).unwrap() == fixed, "{args:?}: {said}");
    }
    fs::remove_file(&pdf).unwrap();
    done(&project, &["build", "a.yaml"]);
    assert!(fs::read(&pdf).unwrap() == fixed, "it comes back from the archive");
    refused(&project, &["reopen", "01/BC-UBND", "--reason", "x"], &["đã ký, không mở lại được"]);
    refused(&project, &["issue", "01/BC-UBND"], &["kho chưa có bản đã ký", "--paper-original"]);
    let added = told(&project, &["archive", "add", "quet.pdf", "--for", "01/BC-UBND"]);
    assert_eq!(added.0, 0, "{}", added.1);
    done(&project, &["issue", "01/BC-UBND", "--to", "Sở Nội vụ", "--how", "bưu điện"]);
    let shown = done(&project, &["archive", "show", "01/BC-UBND"]);
    for words in ["Cấp số 01/BC-UBND cho bản đã ký", "ban-chot.pdf", "da-ky.pdf"] {
        assert!(shown.contains(words), "{words} in {shown}");
    }
    done(&project, &["archive", "audit"]);
    done(&project, &["archive", "rebuild-document", "01/BC-UBND"]);
    done(&project, &["archive", "backup", &project.beside("sao-luu")]);
}

#[test]
fn an_original_on_paper_alone_is_sent_when_the_clerk_says_so() {
    let project = Project::new().file("a.yaml", draft("bao-cao", ""));
    done(&project, &["finalize", "--paper", "a.yaml"]);
    done(&project, &["number", "a.yaml"]);
    done(&project, &["issue", "01/BC-UBND", "--to", "Sở Nội vụ", "--paper-original"]);
    assert!(done(&project, &["register"]).contains("đã phát hành"));
}

#[test]
fn what_the_leader_sends_back_is_opened_changed_and_finalized_again() {
    for paper in [false, true] {
        let project = Project::new().file("a.yaml", draft("bao-cao", ""));
        let finalize = if paper { vec!["finalize", "--paper", "a.yaml"] } else { vec!["finalize", "a.yaml"] };
        if !paper {
            done(&project, &["number", "a.yaml"]);
        }
        done(&project, &finalize);
        let path = project.path().join("a.yaml");
        let text = fs::read_to_string(&path).unwrap();
        done(&project, &["reopen", "a.yaml", "--reason", "sửa chữ"]);
        refused(&project, &["reopen", "a.yaml", "--reason", "sửa chữ"], &[]);
        fs::write(&path, text.replace("Một.", "Hai.")).unwrap();
        done(&project, &["build", "a.yaml"]);
        done(&project, &finalize);
        fs::write(&path, &text).unwrap();
        refused(&project, &["build", "a.yaml"], &["lỗi[S03]"]);
        fs::write(&path, text.replace("Một.", "Hai.")).unwrap();
        done(&project, &["build", "a.yaml"]);
        if paper {
            done(&project, &["number", "a.yaml"]);
        }
        done(&project, &["archive", "audit"]);
        done(&project, &["archive", "rebuild-document", "01/BC-UBND"]);
        fs::remove_file(project.path().join("luu-tru/chi-muc.sqlite")).unwrap();
        assert!(done(&project, &["archive", "search", "hai"]).contains("01/BC-UBND"));
        let fixed = fs::read(project.path().join("out/a.pdf")).unwrap();
        fs::write(project.path().join("ky.pdf"), sign(&fixed, &Wish::new("ChuKy1", &PKI.leader))).unwrap();
        let said = told(&project, &["archive", "add", "ky.pdf", "--for", "01/BC-UBND"]).1;
        assert!(said.contains("giống hệt bản đã chốt"), "{said}");
    }
}

#[test]
fn secret_documents_have_numbers_and_a_book_of_their_own() {
    let project = Project::new()
        .file("a.yaml", draft("bao-cao", ""))
        .file("b.yaml", draft("bao-cao", "do_mat: mat\n"))
        .file("c.yaml", draft("bao-cao", "do_mat: toi-mat\n"));
    for (document, number) in [("a.yaml", "01/"), ("b.yaml", "01/"), ("c.yaml", "02/")] {
        assert!(done(&project, &["number", document]).contains(&format!("{document}  {number}")));
    }
    done(&project, &["build", "."]);
    done(&project, &["finalize", "a.yaml", "b.yaml"]);
    for (which, words, not) in [
        (&["register", "book"][..], "so-van-ban-di-", "mat"),
        (&["register", "book", "--secret"], "so-van-ban-mat-di-", "khong"),
    ] {
        let said = done(&project, which);
        assert!(said.contains(words) && !said.contains(not), "{said}");
    }
    done(&project, &["archive", "audit"]);
    let listed = done(&project, &["register"]);
    assert!(!listed.contains("cảnh báo") && listed.matches("  (mật) báo cáo").count() == 2, "{listed}");
    // one number of two documents of one year: their files tell them apart
    let send = ["issue", "01/BC-UBND", "--paper-original"];
    refused(&project, &send, &["`01/BC-UBND` có 2 lần trong sổ (năm ", "thay cho số, ký hiệu: `a.yaml`, `b.yaml`"]);
    refused(&project, &["issue", "b.yaml"], &["chưa có bản đã ký, chưa phát hành được"]);
    refused(&project.file("d.yaml", draft("bao-cao", "do_mat: rat-mat\n")), &["build", "d.yaml"], &["độ mật"]);
}

#[test]
fn lines_of_what_came_in_tell_issuer_and_sender_apart_and_are_corrected_with_a_trace() {
    let project = Project::new();
    let add = [
        "register",
        "incoming",
        "add",
        "--from",
        "Bộ Nội vụ",
        "--sender",
        "Sở Nội vụ",
        "--subject",
        "Về biên chế",
        "--symbol",
        "215/BNV-CCVC",
        "--arrived",
        "2025-12-02",
        "--deadline",
        "2025-12-15",
        "--handler",
        "Văn phòng",
    ];
    assert!(done(&project, &add).contains("01  02/12/2025  Bộ Nội vụ"));
    let secret = [&add[..], &["--secrecy", "mat"]].concat();
    assert!(done(&project, &secret).contains("01  02/12/2025"), "the secret book counts for itself");
    refused(&project, &[&add[..13], &["--deadline", "2025-12-01"]].concat(), &["lỗi[S06]", "hạn"]);
    let edit = ["register", "incoming", "edit", "1", "--year", "2025"];
    refused(&project, &[&edit[..], &["--reason", "x"]].concat(), &["không có gì thay đổi"]);
    refused(
        &project,
        &["register", "incoming", "edit", "9", "--year", "2025", "--reason", "x", "--to", "VP"],
        &["lỗi[S04]"],
    );
    let said = done(&project, &[&edit[..], &["--to", "Ban Kinh tế", "--reason", "lãnh đạo giao lại"]].concat());
    assert!(said.contains("chuyển Ban Kinh tế") && said.contains("đã sửa: lãnh đạo giao lại"), "{said}");
    let listed = done(&project, &["register", "incoming", "--year", "2025", "--json"]);
    for words in ["\"noi_gui\": \"Sở Nội vụ\"", "\"nguoi_nhan\": \"Ban Kinh tế\"", "\"da_sua\"", "lãnh đạo giao lại"]
    {
        assert!(listed.contains(words), "{words} in {listed}");
    }
    done(&project, &["register", "book", "--incoming", "--year", "2025"]);
    done(&project, &["register", "book", "--incoming", "--secret", "--year", "2025"]);
    done(&project, &["register", "export", "--format", "csv", "--year", "2025"]);
    let sheet = fs::read_to_string(project.path().join("out/so-van-ban-den-2025.csv")).unwrap();
    assert!(sheet.contains("Nơi gửi: Sở Nội vụ") && sheet.contains("Sửa ngày"), "{sheet}");
    assert!(project.path().join("out/so-van-ban-mat-den-2025.csv").exists());
}
