//! Files handed in: which is the one to hand out, whose they are, and what is told when they are gone.

use std::fs;
use std::path::PathBuf;

use super::{archive, json, office, scan, told};
use crate::support::register::draft;
use crate::support::signing::{PKI, Wish, rewrite, sign};
use crate::support::{Project, report};

fn issued(project: &Project, document: &str) -> Vec<u8> {
    let (code, _, error) = told(project, &["finalize", document]);
    assert_eq!(code, 0, "{error}");
    fs::read(project.path().join("out").join(document.replace(".yaml", ".pdf"))).unwrap()
}

/// The office with its report issued.
fn gone_out() -> Project {
    let project = office();
    issued(&project, "nam-2025/bao-cao.yaml");
    project
}

/// Lists that say of every certificate that it was not revoked.
fn put_lists(project: &Project) -> [PathBuf; 2] {
    let lists = [("nguoi-ky.crl", PKI.authority.crl(&[])), ("co-quan.crl", PKI.root.crl(&[]))];
    lists.map(|(name, list)| {
        let path = project.path().join("chung-thu").join(name);
        fs::write(&path, list).unwrap();
        path
    })
}

fn add(project: &Project, bytes: &[u8], more: &[&str]) -> (i32, String, String) {
    fs::write(project.path().join("ky.pdf"), bytes).unwrap();
    told(project, &[&["archive", "add", "ky.pdf"][..], more].concat())
}

fn get(project: &Project, args: &[&str]) -> Vec<u8> {
    let _ = fs::remove_file(project.path().join("ra.pdf"));
    let (code, _, error) = told(project, &[&["archive", "get", "05/BC-UBND", "--to", "ra.pdf"][..], args].concat());
    assert_eq!(code, 0, "{error}");
    fs::read(project.path().join("ra.pdf")).unwrap()
}

#[test]
fn a_file_with_sure_signers_takes_the_place_of_a_doubtful_one_and_not_the_other_way() {
    let project = office();
    let plain = issued(&project, "nam-2025/bao-cao.yaml");
    let [doubtful, sure, late] =
        ["ChuKy1", "ChuKy2", "ChuKy3"].map(|field| sign(&plain, &Wish::new(field, &PKI.leader)));
    // nothing says whether a certificate was revoked
    let (code, out, _) = add(&project, &doubtful, &[]);
    assert!(code == 1 && out.contains(": toàn vẹn, chưa xác thực người ký"), "{out}");
    assert!(get(&project, &[]) == doubtful);
    let lists = put_lists(&project);
    assert_eq!(add(&project, &sure, &[]).0, 0);
    assert!(get(&project, &[]) == sure);
    lists.iter().for_each(|path| fs::remove_file(path).unwrap());
    let (code, _, error) = add(&project, &late, &[]);
    assert!(code == 1 && error.contains("đã có tệp lưu trước, kết quả kiểm tra cao hơn, ở lần lưu 3"), "{error}");
    assert!(get(&project, &[]) == sure);
}

#[test]
fn a_worse_file_does_not_take_the_place_of_a_better_one() {
    let project = office();
    put_lists(&project);
    let plain = issued(&project, "nam-2025/bao-cao.yaml");
    let good = sign(&plain, &Wish::new("ChuKy1", &PKI.leader));
    assert_eq!(add(&project, &good, &[]).0, 0);
    let mut bad = good.clone();
    bad[5000] ^= 1;
    let (code, out, error) = add(&project, &bad, &[]);
    assert!(code == 1 && out.contains("đã lưu lần 3"), "{out}");
    insta::assert_snapshot!("not_as_good", error);
    let listed = json(&project, &["archive", "list", "--json"])["van_ban"][0].clone();
    assert_eq!((&listed["ket_luan"], &listed["ban_nop_sau"]), (&"con_nguyen".into(), &"da_bi_thay_doi".into()));
    assert!(told(&project, &["archive", "list"]).1.contains("tệp lưu sau: đã bị thay đổi"));
    assert!(get(&project, &[]) == good);
    assert!(get(&project, &["--version", "3"]) == bad);
    assert_eq!(
        told(&project, &["archive", "export", "05/BC-UBND", "--title", "T", "--out", &project.beside("tui")]).0,
        0
    );
    assert!(fs::read(project.beside("tui/data/0001-2025-bao-cao-05-bc-ubnd/da-ky.pdf")).unwrap() == good);
    // one as good takes its place, as a file with a second signature does
    let better = sign(&good, &Wish::new("ChuKy2", &PKI.clerk));
    assert_eq!(add(&project, &better, &[]).0, 0);
    assert!(get(&project, &[]) == better);
    // one that is as good and another comes too late
    let other = sign(&good, &Wish::new("ChuKy3", &PKI.rsa));
    let (code, _, error) = add(&project, &other, &[]);
    assert!(code == 0 && error.contains("đã có tệp lưu trước, kết quả kiểm tra như tệp này, ở lần lưu 4"), "{error}");
    assert!(get(&project, &[]) == better);
    // nor does a file written anew before it was signed
    let anew = sign(&rewrite(&plain, |_| {}), &Wish::new("ChuKy1", &PKI.leader));
    assert_eq!(add(&project, &anew, &[]).0, 1);
    assert!(get(&project, &[]) == better);
    let unsound = json(&project, &["archive", "audit", "--json"])["khong_con_nguyen"].clone();
    assert_eq!(unsound.as_array().map(Vec::len), Some(1));
    assert_eq!(unsound[0]["van_ban"], "05/BC-UBND (2025/bao-cao/05-bc-ubnd)");
}

#[test]
fn a_file_of_another_document_is_not_taken_for_this_one() {
    let project = office().file("nam-2025/khac.yaml", report("Khác.").replace("so: 5", "so: 6"));
    put_lists(&project);
    assert_eq!(told(&project, &["number", "nam-2025/khac.yaml"]).0, 0);
    issued(&project, "nam-2025/bao-cao.yaml");
    let other = sign(&issued(&project, "nam-2025/khac.yaml"), &Wish::new("ChuKy1", &PKI.leader));
    let (code, _, error) = add(&project, &other, &["--for", "05/BC-UBND"]);
    assert_eq!(code, 1);
    insta::assert_snapshot!("of_another_document", error);
    assert_eq!(add(&project, &other, &["--for", "06/BC-UBND"]).0, 0);
    let (code, out, _) = add(&project, &other, &["--for", "2025/bao-cao/05-bc-ubnd"]);
    assert!(code == 1 && out.contains("Nguồn gốc: không phải bản đã chốt"), "{out}");
}

#[test]
fn a_document_made_here_is_issued_before_its_scan_is_kept() {
    let project = office();
    let scan = ["--for", "05/BC-UBND", "--date", "2025-12-05"];
    let (code, _, error) = add(&project, b"quet", &scan);
    assert_eq!(code, 1);
    insta::assert_snapshot!("not_issued_yet", error);
    issued(&project, "nam-2025/bao-cao.yaml");
    assert!(add(&project, b"quet", &scan[..2]).1.contains("đã lưu lần 2"));
}

#[test]
fn the_kind_of_an_old_document_is_told_by_symbol_register_or_clerk() {
    let project = Project::new();
    let kept = |sign: &str, more: &[&str]| {
        fs::write(project.path().join("quet.bin"), sign).unwrap();
        let args = ["archive", "add", "quet.bin", "--date", "2024-03-05", "--for", sign];
        let (_, out, error) = told(&project, &[&args[..], more].concat());
        out.lines().next().map(str::to_owned).unwrap_or(error)
    };
    assert!(kept("88/UBND", &[]).ends_with("tại luu-tru/kho/2024/cong-van/88-ubnd"));
    assert!(kept("12/KH-UBND", &[]).ends_with("tại luu-tru/kho/2024/ke-hoach/12-kh-ubnd"));
    assert!(kept("7/LT", &["--kind", "thong-bao"]).ends_with("tại luu-tru/kho/2024/thong-bao/07-lt"));
    assert!(kept("8/LT", &[]).contains("thêm loại, ví dụ `--kind cong-van`"));
}

#[test]
fn what_is_lost_is_told_and_never_taken_for_nothing() {
    let project = office();
    let bytes = issued(&project, "nam-2025/bao-cao.yaml");
    let mark = told(&project, &["archive", "checkpoint"]).1;
    fs::write(project.path().join("ky.pdf"), sign(&bytes, &Wish::new("ChuKy1", &PKI.leader))).unwrap();
    let object = project.path().join("luu-tru/kho/2025/bao-cao");
    fs::rename(&object, project.path().join("mat")).unwrap();
    let lost = |args: &[&str]| {
        let (code, out, error) = told(&project, args);
        assert!(
            code != 0 && format!("{out}{error}").contains("05-bc-ubnd: nhật ký ghi đã lưu, nhưng kho không còn"),
            "{out}{error}"
        );
    };
    fs::create_dir_all(project.path().join("luu-tru/kho/2024/quyet-dinh/01-qd-ubnd")).unwrap();
    lost(&["archive", "show", "05/BC-UBND"]);
    lost(&["archive", "get", "05/BC-UBND"]);
    lost(&["archive", "export", "05/BC-UBND", "--title", "T", "--out", &project.beside("tui-2")]);
    lost(&["verify", "ky.pdf"]);
    lost(&["archive", "add", "ky.pdf"]);
    fs::remove_dir_all(project.path().join("luu-tru/kho")).unwrap();
    fs::create_dir(project.path().join("luu-tru/kho")).unwrap();
    let (code, _, error) = told(&project, &["archive", "list"]);
    assert!(code == 1 && error.contains("kho trống, nhưng nhật ký ghi 1 văn bản"), "{error}");
    fs::remove_dir_all(project.path().join("luu-tru")).unwrap();
    let (code, _, error) = told(&project, &["archive", "audit", "--checkpoint", mark.trim()]);
    assert!(code == 1 && error.contains("nhật ký không khớp phiếu chốt đã in"), "{error}");
}

#[test]
fn what_was_issued_stays_so_whatever_became_of_the_profile() {
    let project = gone_out();
    let profile = project.path().join("co-quan.yaml");
    let text = fs::read_to_string(&profile).unwrap();
    fs::write(&profile, text.replace("Lộc Văn Khải", "Trần Thị Mới")).unwrap();
    let (code, out, error) = told(&project, &["finalize", "nam-2025/bao-cao.yaml"]);
    assert!(code == 0 && out.contains("đã chốt từ trước"), "{out}{error}");
}

#[test]
fn paths_that_nobody_typed_are_told_from_where_we_stand() {
    let project = gone_out();
    let inventory = project.path().join("luu-tru/kho/2025/bao-cao/05-bc-ubnd/inventory.json");
    fs::remove_file(&inventory).unwrap();
    fs::create_dir(&inventory).unwrap();
    let (_, _, error) = told(&project, &["archive", "audit"]);
    assert!(error.contains("--> luu-tru/kho/2025/bao-cao/05-bc-ubnd/inventory.json"), "{error}");
}

#[test]
fn a_torn_line_of_the_log_is_told() {
    let project = gone_out();
    let log = project.path().join("luu-tru/nhat-ky.jsonl");
    let whole = fs::read(&log).unwrap();
    fs::write(&log, [&whole[..], b"{\"stt\":3,"].concat()).unwrap();
    assert!(told(&project, &["archive", "audit"]).2.contains("dòng cuối của nhật ký bị đứt"));
    assert!(told(&project, &["register"]).2.contains("dòng cuối của nhật ký bị đứt"));
    let (code, _, error) = scan(&project, 7);
    assert!(code == 1 && error.contains("dòng cuối của nhật ký bị đứt"), "{error}");
    let (_, _, error) = told(&project, &["archive", "audit"]);
    assert!(error.contains("đã để riêng") && error.contains("luu-tru/nhat-ky.dut-"), "{error}");
    assert_eq!(archive(&project).journal().events().unwrap().len(), 3);
}

#[test]
fn a_backup_into_the_archive_itself_is_refused() {
    let project = gone_out();
    for to in ["luu-tru", "luu-tru/x/y", "out/../luu-tru/x"] {
        let (code, _, error) = told(&project, &["archive", "backup", to]);
        assert!(code == 1 && error.contains("nằm trong chính kho"), "{to}: {error}");
    }
    let (code, _, error) = told(&project, &["archive", "backup", "co-quan.yaml"]);
    assert!(code == 1 && error.contains("là một tệp"), "{error}");
    assert_eq!(told(&project, &["archive", "backup", &project.beside("luu-tru-2")]).0, 0);
}

#[test]
fn the_term_of_keeping_is_the_one_of_today() {
    let project = Project::new().file("a.yaml", draft("cong-van", ""));
    assert_eq!(told(&project, &["number", "a.yaml", "--date", "2025-12-05"]).0, 0);
    issued(&project, "a.yaml");
    let due = || told(&project, &["archive", "due", "--year", "2100"]).1;
    assert_eq!(due(), "");
    let profile = project.path().join("co-quan.yaml");
    let text = fs::read_to_string(&profile).unwrap();
    fs::write(&profile, format!("{text}thoi_han_luu_tru:\n  cong-van: 10 năm\n")).unwrap();
    assert!(due().contains("hết hạn từ năm 2036"), "{}", due());
    for args in [&["list"][..], &["search", "việc"]] {
        assert!(told(&project, &[&["archive"][..], args].concat()).1.contains("hết hạn từ năm 2036"), "{args:?}");
    }
    assert!(told(&project, &["archive", "show", "01/UBND"]).1.contains("Lưu trữ: 10 năm"));
    fs::write(&profile, "dia_danh: [").unwrap();
    assert_eq!(told(&project, &["archive", "due"]).0, 1);
}

#[test]
fn errors_are_told_in_json_too_and_filters_need_no_words() {
    let project = gone_out();
    assert_eq!(json(&project, &["archive", "show", "9/BC-UBND", "--json"])["phat_hien"][0]["ma"], "K04");
    let found = json(&project, &["archive", "search", "--signer", "loc van", "--json"]);
    assert_eq!(found["van_ban"].as_array().map(Vec::len), Some(1));
    assert_eq!(told(&project, &["archive", "search"]).0, 2);
    assert!(told(&project, &["verify", "nam-2025"]).2.contains("ví dụ `nam-2025/*.pdf`"));
}
