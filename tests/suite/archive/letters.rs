//! A document with a list in the archive: its letters go out together, and each comes back signed to its own place.

use std::fs;

use vanthu::archive::ObjectKey;

use super::{LATER, archive, found, json, told};
use crate::support::Project;
use crate::support::register::draft;

/// A numbered document with a letter for each of three people.
fn letters() -> Project {
    let list = "kinh_gui: \"{{ khach.ten }}\"\ndanh_sach: khach.csv\nten_tep: \"moi-{{ khach.ten }}\"\n";
    let project = Project::new()
        .file("thu/moi.yaml", draft("cong-van", list))
        .file("thu/khach.csv", "Tên;Tổ\nÔng An;1\nBà Bình;2\nÔng Chi;3\n");
    assert_eq!(told(&project, &["number", "thu/moi.yaml", "--date", "2025-12-05"]).0, 0);
    project
}

fn issued() -> Project {
    let project = letters();
    let (code, out, error) = told(&project, &["finalize", "thu/moi.yaml"]);
    assert!(code == 0 && error.starts_with("Ký số PDF") && error.lines().count() == 1, "{out} {error}");
    assert!(out.ends_with("đã chốt 3 thư, lưu tại luu-tru/kho/2025/cong-van/01-ubnd\n"), "{out}");
    project
}

/// A letter with something behind its bytes, as a signing tool leaves it, under a name that says nothing.
fn signed(project: &Project, letter: &str) -> Vec<u8> {
    let bytes = fs::read(project.path().join(format!("out/thu/{letter}.pdf"))).unwrap();
    let bytes = [&bytes[..], LATER].concat();
    fs::write(project.path().join("ky.pdf"), &bytes).unwrap();
    bytes
}

#[test]
fn letters_go_out_together_with_what_they_were_made_from_once() {
    let project = issued();
    let key = ObjectKey::parse("2025/cong-van/01-ubnd").unwrap();
    let inventory = archive(&project).store().inventory(&key).unwrap().unwrap();
    insta::assert_snapshot!(inventory.files(1).into_keys().collect::<Vec<_>>().join("\n"), @r"
    ban-chot/moi-Bà Bình.pdf
    ban-chot/moi-Ông An.pdf
    ban-chot/moi-Ông Chi.pdf
    dau-vao/co-quan.yaml
    dau-vao/thu/khach.csv
    dau-vao/thu/moi.yaml
    ho-so-dung/moi-Bà Bình.json
    ho-so-dung/moi-Ông An.json
    ho-so-dung/moi-Ông Chi.json
    sieu-du-lieu.json
    ");
    assert!(told(&project, &["finalize", "thu/moi.yaml"]).1.contains("đã chốt từ trước 3 thư"));
    assert_eq!(found(&project, "bà bình").len(), 1);
    assert_eq!(
        told(&project, &["archive", "rebuild-document", "2025/cong-van/01-ubnd"]).1,
        "01/UBND  tạo lại từ kho giống hệt bản chốt\n"
    );
    // one more on the list is another document
    fs::write(project.path().join("thu/khach.csv"), "Tên;Tổ\nÔng An;1\nBà Bình;2\n").unwrap();
    let (code, _, error) = told(&project, &["finalize", "thu/moi.yaml"]);
    assert!(code == 1 && error.contains("đã có trong kho với nội dung khác"), "{error}");
    let (code, out, _) = told(&project, &["archive", "audit"]);
    assert_eq!(code, 0, "{out}");
}

#[test]
fn nothing_goes_out_when_one_letter_can_not() {
    let project = letters();
    fs::write(project.path().join("thu/khach.csv"), "Tên;Tổ\nÔng An;1\n;2\n").unwrap();
    let (code, _, error) = told(&project, &["finalize", "thu/moi.yaml"]);
    assert_eq!(code, 1, "{error}");
    assert!(error.contains("thu/khach.csv:3"), "{error}");
    assert!(!project.path().join("luu-tru/kho").exists());
}

#[test]
fn a_signed_letter_finds_its_place_and_a_scan_is_told_which() {
    let project = issued();
    let bytes = signed(&project, "moi-Bà Bình");
    let told_first = told(&project, &["archive", "add", "ky.pdf"]);
    let place = "01/UBND, thư `moi-Bà Bình`  đã lưu lần 1, tại luu-tru/kho/2025/cong-van/01-ubnd.0002";
    assert!(told_first.1.starts_with(place), "{told_first:?}");
    let again = told(&project, &["archive", "add", "ky.pdf"]).1;
    assert!(again.contains("đã có trong kho (lần lưu 1)"), "{again}");
    let shown = told(&project, &["archive", "show", "01/UBND"]).1;
    let without_time: Vec<&str> = shown.lines().filter(|line| !line.contains("Lần lưu 1")).collect();
    insta::assert_snapshot!("letters_shown", without_time.join("\n"));
    fs::write(project.path().join("quet.jpg"), b"\xff\xd8 anh quet").unwrap();
    let scan = ["archive", "add", "quet.jpg", "--for", "01/UBND"];
    insta::assert_snapshot!("letter_not_told", told(&project, &scan).2);
    insta::assert_snapshot!("letter_unknown", told(&project, &[&scan[..], &["--letter", "khanh"]].concat()).2);
    let (_, out, _) = told(&project, &[&scan[..], &["--letter", "moi-Ông An"]].concat());
    assert!(out.starts_with("01/UBND, thư `moi-Ông An`  đã lưu lần 1"), "{out}");
    // each letter comes back as it was handed in, the third as it went out
    let get = |letter: &str, to: &str| {
        let (code, _, error) = told(&project, &["archive", "get", "01/UBND", "--letter", letter, "--to", to]);
        assert_eq!(code, 0, "{error}");
        fs::read(project.path().join(to)).unwrap()
    };
    assert!(get("moi-Bà Bình", "2.pdf") == bytes);
    assert_eq!(get("moi-Ông An", "1.jpg"), b"\xff\xd8 anh quet");
    assert!(get("moi-ong chi", "3.pdf") == fs::read(project.path().join("out/thu/moi-Ông Chi.pdf")).unwrap());
    insta::assert_snapshot!("get_which_letter", told(&project, &["archive", "get", "01/UBND"]).2);
    let (_, out, _) = told(&project, &["archive", "list"]);
    assert!(out.contains("đã lưu 2 trong 3 thư"), "{out}");
    let (code, out, _) = told(&project, &["archive", "audit"]);
    assert_eq!(code, 0, "{out}");
    assert_eq!(
        told(&project, &["archive", "export", "01/UBND", "--title", "Thư mời", "--out", &project.beside("bag")]).0,
        0
    );
    let xml = fs::read_to_string(project.beside("bag/data/ho-so.xml")).unwrap();
    let files: Vec<&str> = xml.lines().map(str::trim).filter(|line| line.starts_with("<File>")).collect();
    insta::assert_snapshot!(files.join("\n"), @r"
    <File>0001-2025-cong-van-01-ubnd/thu-0001/da-ky.jpg</File>
    <File>0001-2025-cong-van-01-ubnd/thu-0002/da-ky.pdf</File>
    <File>0001-2025-cong-van-01-ubnd/ban-chot/moi-ong-chi.pdf</File>
    ");
    let mut paths = files.iter().map(|line| line.trim_start_matches("<File>").trim_end_matches("</File>"));
    assert!(paths.all(|path| std::path::Path::new(&project.beside("bag/data")).join(path).is_file()), "{files:?}");
}

#[test]
fn one_bad_letter_is_not_hidden_by_a_good_one() {
    let project = issued();
    for letter in ["moi-Ông An", "moi-Bà Bình"] {
        let mut bytes = signed(&project, letter);
        if letter == "moi-Ông An" {
            bytes.extend_from_slice(b"/ByteRange [0 1 2 3]");
            fs::write(project.path().join("ky.pdf"), &bytes).unwrap();
        }
        assert_eq!(told(&project, &["archive", "add", "ky.pdf"]).0, 1);
    }
    let list = json(&project, &["archive", "list", "--json"]);
    let letters = json(&project, &["archive", "show", "01/UBND", "--json"])["cac_thu"].clone();
    let of = |at: usize| letters[at]["ket_luan"].clone();
    let one = of(0);
    assert_eq!((of(1), of(2)), ("khong_co_chu_ky".into(), serde_json::Value::Null));
    assert_eq!(list["van_ban"][0]["ket_luan"], one);
    assert_ne!(one, "khong_co_chu_ky");
}

#[test]
fn a_file_is_verified_against_what_the_archive_issued() {
    let project = issued();
    signed(&project, "moi-Ông An");
    let origin = || json(&project, &["verify", "ky.pdf", "--json"])["tep"][0]["nguon_goc"].clone();
    // what came behind is no signature, and only the archive can tell
    assert_eq!(origin(), "them_noi_dung");
    fs::remove_dir_all(project.path().join("luu-tru")).unwrap();
    assert_eq!(origin(), "chua_so");
}

#[test]
fn a_letter_that_is_gone_is_not_replaced_by_another_file() {
    let project = issued();
    signed(&project, "moi-Bà Bình");
    assert_eq!(told(&project, &["archive", "add", "ky.pdf"]).0, 1);
    fs::remove_dir_all(project.path().join("luu-tru/kho/2025/cong-van/01-ubnd.0002")).unwrap();
    fs::write(project.path().join("gia.jpg"), "giả").unwrap();
    for args in [
        &["archive", "get", "01/UBND", "--letter", "bà bình"][..],
        &["archive", "export", "01/UBND", "--title", "T", "--out", &project.beside("tui")],
        &["archive", "add", "gia.jpg", "--for", "01/UBND", "--letter", "Bà Bình"],
        &["archive", "show", "2025/cong-van/01-ubnd", "--letter", "Bà Bình"],
    ] {
        let (code, out, error) = told(&project, args);
        assert!(code == 1 && error.contains("01-ubnd.0002: nhật ký ghi đã lưu"), "{args:?} {out}{error}");
    }
    assert_eq!(told(&project, &["archive", "audit"]).0, 1);
}

#[test]
fn a_document_whose_place_is_that_of_a_letter_is_refused() {
    let project = issued();
    signed(&project, "moi-Bà Bình");
    assert_eq!(told(&project, &["archive", "add", "ky.pdf"]).0, 1);
    fs::write(project.path().join("quet.jpg"), "quét").unwrap();
    let args = ["archive", "add", "quet.jpg", "--for", "01/UBND.0002", "--date", "2025-12-05", "--kind", "cong-van"];
    assert_eq!(told(&project, &args).0, 1);
    let shown = json(&project, &["archive", "show", "2025/cong-van/01-ubnd.0002", "--json"]);
    assert_eq!((&shown["thu"], shown["cac_ban"].as_array().map(Vec::len)), (&"moi-Bà Bình".into(), Some(1)));
}

#[test]
fn nothing_is_filed_while_the_list_of_letters_can_not_be_read() {
    let project = issued();
    signed(&project, "moi-Bà Bình");
    assert_eq!(told(&project, &["archive", "add", "ky.pdf"]).0, 1);
    let object = project.path().join("luu-tru/kho/2025/cong-van/01-ubnd/v1/content/sieu-du-lieu.json");
    fs::rename(&object, project.path().join("cho")).unwrap();
    fs::remove_file(project.path().join("luu-tru/chi-muc.sqlite")).unwrap();
    fs::write(project.path().join("quet.jpg"), "quét").unwrap();
    let args = ["archive", "add", "quet.jpg", "--for", "01/UBND", "--date", "2025-12-05", "--letter", "Ông An"];
    for args in [&args[..], &args[..7]] {
        let (code, out, _) = told(&project, args);
        assert_eq!((code, out.as_str()), (1, ""));
    }
    // what could not be taken in is taken in once it can be
    fs::rename(project.path().join("cho"), &object).unwrap();
    assert!(told(&project, &["archive", "list"]).1.contains("đã lưu 1 trong 3 thư"));
    assert_eq!(told(&project, &["archive", "audit"]).0, 0);
}

#[test]
fn letters_that_differ_in_subject_keep_their_own() {
    let list = "trich_yeu: Mời {{ khach.ten }} dự họp\nkinh_gui: \"{{ khach.ten }}\"\ndanh_sach: khach.csv\n";
    let project = Project::new()
        .file("moi.yaml", draft("cong-van", list).replace("trich_yeu: Việc cong-van\n", ""))
        .file("khach.csv", "Tên\nÔng An\nBà Bình\n");
    assert_eq!(told(&project, &["number", "moi.yaml", "--date", "2025-12-05"]).0, 0);
    assert_eq!(told(&project, &["finalize", "moi.yaml"]).0, 0);
    assert!(told(&project, &["archive", "list"]).1.contains("Mời … dự họp"));
    let bytes = fs::read(project.path().join("out/moi-2.pdf")).unwrap();
    fs::write(project.path().join("ky.pdf"), [&bytes[..], LATER].concat()).unwrap();
    assert_eq!(told(&project, &["archive", "add", "ky.pdf"]).0, 1);
    // the place of a letter names it too, and so does its addressee
    for which in [&["2025/cong-van/01-ubnd.0002"][..], &["01/UBND", "--letter", "bình"]] {
        let shown = json(&project, &[&["archive", "show", "--json"][..], which].concat());
        let official = &shown["sieu_du_lieu"]["nd30"];
        assert_eq!((&official["Subject"], &official["To"][0]), (&"Mời Bà Bình dự họp".into(), &"Bà Bình".into()));
    }
}
