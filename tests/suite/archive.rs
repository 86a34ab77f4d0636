//! The archive: what is kept comes back bit for bit, is found, is checked, is copied, and outlives every cut.

mod broken_off;
mod cut_log;
mod handed_in;
mod letters;
#[cfg(unix)]
mod read_only;
mod searched;
mod stamped;
mod tampered;

use std::fs;
use std::path::{Path, PathBuf};

use vanthu::archive::Archive;
use vanthu::archive::index::Index;
use vanthu::archive::index::search::SearchQuery;
use vanthu::base::io::workspace::Workspace;

use crate::support::signing::{PKI, pki};
use crate::support::{Project, report};

/// What a signing tool leaves: the issued bytes with more behind them.
const LATER: &[u8] = b"\n% ky boi cong cu khac\n%%EOF\n";

/// A workspace with one document that has its number.
pub(super) fn office() -> Project {
    let project = Project::new()
        .file("nam-2025/bao-cao.yaml", report("Phường đã điều động công chức, thu đạt {{ thu.thuc_hien }} triệu đồng."))
        .file(
            "nam-2025/so-lieu.yaml",
            "ky_bao_cao: năm 2025\nthu: { ten: Thu, don_vi: triệu đồng, thuc_hien: 100, cung_ky: 90 }\n",
        )
        .file("chung-thu/goc.pem", pki::pem("CERTIFICATE", &PKI.root.der));
    assert_eq!(told(&project, &["number", "nam-2025/bao-cao.yaml"]).0, 0);
    project
}

/// Exit code, stdout and stderr.
pub(super) fn told(project: &Project, args: &[&str]) -> (i32, String, String) {
    let output = project.run(args);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

pub(super) fn archive(project: &Project) -> Archive {
    Archive::of(&Workspace::containing(project.path()).unwrap())
}

pub(super) fn json(project: &Project, args: &[&str]) -> serde_json::Value {
    let whole: serde_json::Value = serde_json::from_str(&told(project, args).1).unwrap();
    if whole["ket_qua"].is_null() { whole } else { whole["ket_qua"].clone() }
}

fn found(project: &Project, words: &str) -> Vec<String> {
    let (index, _) = Index::open(&archive(project)).unwrap();
    let question = SearchQuery { words: words.to_owned(), limit: 20, ..SearchQuery::default() };
    index.search(&question).unwrap().into_iter().map(|hit| format!("{} {}", hit.entry.reference, hit.marked)).collect()
}

/// A scanned file of a document that only the paper register knows.
pub(super) fn scan(project: &Project, number: u32) -> (i32, String, String) {
    fs::write(project.path().join("quet.bin"), format!("quét số {number}")).unwrap();
    let sign = format!("{number}/QĐ-UBND");
    let args =
        ["archive", "add", "quet.bin", "--for", &sign, "--date", "2024-03-05", "--subject", "Điều động công chức"];
    told(project, &args)
}

#[test]
fn a_document_is_issued_signed_found_and_comes_back_bit_for_bit() {
    let project = office();
    let (code, out, _) = told(&project, &["finalize", "nam-2025/bao-cao.yaml"]);
    assert_eq!((code, out.as_str()), (0, "05/BC-UBND  đã chốt, lưu tại luu-tru/kho/2025/bao-cao/05-bc-ubnd\n"));
    let issued = fs::read(project.path().join("out/nam-2025/bao-cao.pdf")).unwrap();
    let signed = [&issued[..], LATER].concat();
    fs::write(project.path().join("tep-la.pdf"), &signed).unwrap();
    // nobody says whose it is: the id in the file does
    let (_, out, _) = told(&project, &["archive", "add", "tep-la.pdf"]);
    assert!(out.starts_with("05/BC-UBND  đã lưu lần 2"), "{out}");
    let (_, again, _) = told(&project, &["archive", "add", "tep-la.pdf"]);
    assert!(again.starts_with("05/BC-UBND  đã có trong kho (lần lưu 2)"), "{again}");
    assert_eq!(told(&project, &["archive", "get", "5/BC-UBND", "--to", "ra.pdf"]).0, 0);
    assert!(fs::read(project.path().join("ra.pdf")).unwrap() == signed);
    assert_eq!(told(&project, &["archive", "get", "5/BC-UBND", "--file", "ban-chot.pdf", "--to", "goc.pdf"]).0, 0);
    assert!(fs::read(project.path().join("goc.pdf")).unwrap() == issued);
    assert_eq!(scan(&project, 215).0, 1);
    // marked matches first, marks optional, and nothing typed is an error of syntax
    assert_eq!(found(&project, "quyet dinh 215"), ["215/QĐ-UBND false"]);
    assert_eq!(found(&project, "điều động").len(), 2);
    assert_eq!(found(&project, "dieu dong cong chuc").len(), 2);
    assert_eq!(found(&project, "05 BC-UBND"), ["05/BC-UBND true"]);
    for odd in ["\"", "OR", "a AND (", "*", "body:x", "^", "-", "NEAR(", "'; DROP TABLE words"] {
        assert!(found(&project, odd).is_empty(), "{odd}");
    }
    let (code, out, _) = told(&project, &["archive", "audit"]);
    assert_eq!(code, 0, "{out}");
    assert_eq!(
        told(&project, &["archive", "rebuild-document", "05/BC-UBND"]).1,
        "05/BC-UBND  tạo lại từ kho giống hệt bản chốt\n"
    );
}

#[test]
fn an_issued_document_is_kept_with_all_it_was_made_from_and_can_not_be_issued_otherwise() {
    let project = office();
    assert_eq!(told(&project, &["finalize", "nam-2025/bao-cao.yaml"]).0, 0);
    let key = vanthu::archive::ObjectKey::parse("2025/bao-cao/05-bc-ubnd").unwrap();
    let inventory = archive(&project).store().inventory(&key).unwrap().unwrap();
    let files: Vec<&str> = inventory.files(1).into_keys().collect();
    insta::assert_snapshot!(files.join("\n"), @r"
    ban-chot.pdf
    dau-vao/co-quan.yaml
    dau-vao/nam-2025/bao-cao.yaml
    dau-vao/nam-2025/so-lieu.yaml
    ho-so-dung.json
    sieu-du-lieu.json
    ");
    let metadata = archive(&project).store().file(&key, 1, "sieu-du-lieu.json").unwrap().unwrap();
    insta::assert_snapshot!("metadata", String::from_utf8(metadata).unwrap());
    let project = project.file("nam-2025/khac.yaml", report("Một văn bản khác cùng số."));
    let (code, _, error) = told(&project, &["finalize", "nam-2025/khac.yaml"]);
    assert_eq!(code, 1);
    assert!(error.contains("chưa vào sổ"), "{error}");
}

#[test]
fn without_number_nothing_is_issued_and_without_name_nothing_is_kept() {
    let project = Project::new().file("a.yaml", report("Chữ.").replace("so: 5\n", ""));
    let (code, _, error) = told(&project, &["finalize", "a.yaml"]);
    assert_eq!(code, 1);
    insta::assert_snapshot!("issue_without_number", error);
    assert!(!project.path().join("luu-tru").exists());
    fs::write(project.path().join("la.pdf"), "%PDF-1.7 không phải của ta").unwrap();
    insta::assert_snapshot!("add_unknown", told(&project, &["archive", "add", "la.pdf"]).2);
    insta::assert_snapshot!("add_without_date", told(&project, &["archive", "add", "la.pdf", "--for", "7/QĐ-UBND"]).2);
    fs::write(project.path().join("trong.pdf"), "").unwrap();
    insta::assert_snapshot!("add_empty", told(&project, &["archive", "add", "trong.pdf"]).2);
    insta::assert_snapshot!("show_unknown", told(&project, &["archive", "show", "1/BC-UBND"]).2);
}

/// Every answer of the index, as text.
pub(super) fn answers(project: &Project) -> String {
    let (index, told) = Index::open(&archive(project)).unwrap();
    assert!(told.iter().next().is_none());
    let mut all = format!("{:#?}{:#?}", index.entries().unwrap(), index.count().unwrap());
    for words in ["", "dieu dong", "điều động", "quyet dinh 3", "thu đạt 100", "UBND"] {
        let question = SearchQuery { words: words.to_owned(), limit: 100, ..SearchQuery::default() };
        all.push_str(&format!("{:#?}", index.search(&question).unwrap()));
    }
    all
}

#[test]
fn the_index_is_made_again_from_folders_and_log_alone() {
    let project = office();
    told(&project, &["finalize", "nam-2025/bao-cao.yaml"]);
    for number in 1..=4 {
        scan(&project, number);
    }
    let before = answers(&project);
    assert!(before.contains("4/QĐ-UBND"));
    let file = |name: &str| project.path().join("luu-tru").join(name);
    let clear =
        || ["chi-muc.sqlite", "chi-muc.sqlite-wal", "chi-muc.sqlite-shm"].map(|name| fs::remove_file(file(name)).ok());
    clear();
    assert!(answers(&project) == before, "deleted");
    clear();
    fs::write(file("chi-muc.sqlite"), "hỏng ".repeat(3000)).unwrap();
    assert!(answers(&project) == before, "damaged");
    assert_eq!(
        told(&project, &["archive", "rebuild"]),
        (0, "Đã làm lại chỉ mục: 5 văn bản\n".to_owned(), String::new())
    );
    assert!(answers(&project) == before, "on command");
}

#[test]
fn a_document_that_was_not_whole_is_told_each_time_and_found_again_once_it_is() {
    let project = office();
    scan(&project, 3);
    let path = project.path().join("luu-tru/kho/2024/quyet-dinh/03-qd-ubnd");
    let aside = project.path().join("luu-tru/03");
    fs::rename(&path, &aside).unwrap();
    let open = || {
        let (index, told) = Index::open(&archive(&project)).unwrap();
        (index.entries().unwrap().len(), told.iter().map(|finding| finding.code.id).collect::<Vec<_>>())
    };
    assert_eq!((open(), open()), ((0, vec!["K02"]), (0, vec!["K02"])));
    fs::rename(&aside, &path).unwrap();
    assert_eq!((open(), open()), ((1, vec![]), (1, vec![])));
}

#[test]
fn a_copy_is_brought_up_to_date_verified_and_put_back() {
    let project = office();
    told(&project, &["finalize", "nam-2025/bao-cao.yaml"]);
    scan(&project, 1);
    let copy = PathBuf::from(project.beside("ban-sao"));
    let backup = || told(&project, &["archive", "backup", &project.beside("ban-sao")]);
    assert_eq!(backup().0, 0);
    scan(&project, 2);
    let (code, out, _) = backup();
    assert!(code == 0 && out.contains("21 tệp đã có"), "{out}");
    // on a new machine: only the office profile and the copy
    let other = Project::new();
    let (code, out, error) = told(&other, &["archive", "restore", copy.to_str().unwrap()]);
    assert_eq!(code, 0, "{out}{error}");
    assert_eq!(answers(&other), answers(&project));
    assert_eq!(told(&other, &["archive", "audit"]).0, 0);
    let restore = || told(&other, &["archive", "restore", copy.to_str().unwrap()]);
    assert_eq!(restore().0, 1, "never over an archive");
    let restoring = other.path().join("luu-tru/dang-lay-lai");
    fs::write(&restoring, "").unwrap();
    assert_eq!(restore().0, 0, "one that was cut short goes on");
    scan(&other, 9);
    fs::write(&restoring, "").unwrap();
    assert!(restore().2.contains("không ghi đè"), "never over what was kept since");
    for store in [project.path().join("luu-tru/kho"), copy.join("kho")] {
        assert_eq!(writable(&store), Vec::<PathBuf>::new());
    }
    assert_eq!(writable(&other.path().join("luu-tru/kho")), Vec::<PathBuf>::new());
    // a byte of the copy rots
    let pdf = copy.join("kho/2025/bao-cao/05-bc-ubnd/v1/content/ban-chot.pdf");
    let mut bytes = fs::read(&pdf).unwrap();
    bytes[100] ^= 1;
    fs::remove_file(&pdf).unwrap();
    fs::write(&pdf, bytes).unwrap();
    let (code, out, error) = backup();
    assert!(code == 1 && out.contains("1 chỗ hỏng không sao chép"), "{out}");
    assert!(error.contains("ban-chot.pdf") && error.contains("nguồn sao chép còn tệp đúng"), "{error}");
    assert_eq!(told(&Project::new(), &["archive", "restore", copy.to_str().unwrap()]).0, 1, "the damage is told");
    // as the hint says
    fs::remove_file(&pdf).unwrap();
    assert_eq!(backup().0, 0);
    // a copy of another archive is not written over
    scan(&project, 3);
    assert_eq!(backup().0, 0);
    assert_eq!(told(&other, &["archive", "backup", copy.to_str().unwrap()]).0, 1);
}

/// A PDF that says nothing of itself but its title.
fn titled(title: &str) -> Vec<u8> {
    let mut document = lopdf::Document::with_version("1.7");
    let pages = document.add_object(lopdf::dictionary! { "Type" => "Pages", "Kids" => vec![], "Count" => 0 });
    let catalog = document.add_object(lopdf::dictionary! { "Type" => "Catalog", "Pages" => pages });
    let info = document.add_object(lopdf::dictionary! { "Title" => lopdf::text_string(title) });
    document.trailer.set("Root", catalog);
    document.trailer.set("Info", info);
    document.trailer.set("ID", vec![lopdf::Object::string_literal(""), lopdf::Object::string_literal("")]);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_sign_alone_does_not_make_a_file_ours() {
    let project = Project::new();
    let add = |title: &str, more: &[&str]| {
        fs::write(project.path().join("la.pdf"), titled(title)).unwrap();
        told(&project, &[&["archive", "add", "la.pdf"], more].concat()).1
    };
    scan(&project, 12);
    let date = ["--date", "2024-03-05"];
    assert!(add("", &[&["--for", "13/QĐ-UBND"][..], &date].concat()).contains("đã lưu lần 1"));
    assert!(add("Quyết định 12/QĐ-UBND Điều động CÔNG CHỨC", &[]).starts_with("12/QĐ-UBND  đã lưu lần 2"));
    // of another office: other words, or our document has none to compare with; an empty id is none
    assert_eq!(add("Quyết định 12/QĐ-UBND Khen thưởng", &[]), "");
    assert_eq!(add("Quyết định 13/QĐ-UBND Khen thưởng", &[]), "");
}

#[test]
fn what_is_due_follows_the_profile_and_is_only_listed() {
    let profile = format!("{}thoi_han_luu_tru:\n  quyet-dinh: 10 năm\n", crate::support::OFFICE);
    let project = Project::new().file("co-quan.yaml", profile);
    scan(&project, 1);
    assert_eq!(json(&project, &["archive", "due", "--year", "2034", "--json"])["van_ban"], serde_json::json!([]));
    let due = json(&project, &["archive", "due", "--year", "2035", "--json"]);
    assert_eq!(due["van_ban"][0]["so_ky_hieu"], "01/QĐ-UBND");
    assert_eq!(told(&project, &["archive", "audit"]).0, 0);
    let project = project.file(
        "co-quan.yaml",
        format!("{}thoi_han_luu_tru:\n  quyet-din: 10\n  bao-cao: lâu\n", crate::support::OFFICE),
    );
    insta::assert_snapshot!("wrong_retention", told(&project, &["archive", "add", "quet.bin"]).2);
}

#[test]
fn a_bag_holds_what_its_manifest_says_and_the_file_in_order_of_time() {
    let project = office();
    told(&project, &["finalize", "nam-2025/bao-cao.yaml"]);
    scan(&project, 8);
    assert_eq!(
        told(&project, &["archive", "export", "--title", "Hồ sơ <A> & B", "--out", &project.beside("tui")]).0,
        0
    );
    let bag = PathBuf::from(project.beside("tui"));
    let manifest = fs::read_to_string(bag.join("manifest-sha512.txt")).unwrap();
    for line in manifest.lines() {
        let (digest, path) = line.split_once("  ").unwrap();
        assert_eq!(vanthu::base::digest::sha512(&fs::read(bag.join(path)).unwrap()), digest);
    }
    assert_eq!(manifest.lines().count(), all(&bag.join("data")).len());
    let xml = fs::read_to_string(bag.join("data/ho-so.xml")).unwrap();
    assert!(xml.contains("<Title>Hồ sơ &lt;A&gt; &amp; B</Title>"));
    assert!(xml.find("QĐ-UBND").unwrap() < xml.find("BC-UBND").unwrap());
}

fn all(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { all(&path) } else { vec![path] }).collect()
}

/// Files that could be written to; where a read-only file cannot be replaced, inventories at the root can.
fn writable(folder: &Path) -> Vec<PathBuf> {
    let is_writable = |path: &PathBuf| !fs::metadata(path).unwrap().permissions().readonly();
    all(folder).into_iter().filter(|path| cfg!(unix) && is_writable(path)).collect()
}
