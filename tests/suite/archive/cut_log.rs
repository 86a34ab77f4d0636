//! A log that was emptied, cut or brought back, and a medium that cannot be written.

use std::fs;

use super::{answers, office, scan, told};

#[test]
fn no_number_is_given_twice_and_nothing_answers_from_a_log_that_lacks_events() {
    let project = office();
    told(&project, &["issue", "nam-2025/bao-cao.yaml"]);
    let log = project.path().join("luu-tru/nhat-ky.jsonl");
    let early = fs::read_to_string(&log).unwrap();
    scan(&project, 1);
    let whole = fs::read_to_string(&log).unwrap();
    for (text, what) in [
        (String::new(), "nhật ký chỉ có 0"),
        (early, "nhật ký chỉ có 2"),
        (whole.lines().next().unwrap().to_owned(), "nhật ký chỉ có 1"),
    ] {
        fs::write(&log, &text).unwrap();
        for args in [
            &["register"][..],
            &["register", "reserve", "--kind", "bao-cao", "--for", "dự phòng"],
            &["number", "nam-2025/bao-cao.yaml"],
            &["issue", "nam-2025/bao-cao.yaml"],
            &["archive", "list"],
            &["archive", "search", "công chức"],
        ] {
            let (code, out, error) = told(&project, args);
            assert!(
                code != 0 && error.contains(what) && error.contains("bản sao lưu"),
                "{args:?} {code} {out} {error}"
            );
        }
        // a broken last line was set aside, nothing else has changed
        assert!(text.starts_with(&fs::read_to_string(&log).unwrap().trim_end().to_owned()));
    }
    fs::write(&log, &whole).unwrap();
    assert_eq!(told(&project, &["register"]).0, 0);
}

#[test]
fn everything_readable_works_where_no_index_can_be_written() {
    let project = office();
    told(&project, &["issue", "nam-2025/bao-cao.yaml"]);
    scan(&project, 1);
    let before = answers(&project);
    for end in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(project.path().join(format!("luu-tru/chi-muc.sqlite{end}")));
    }
    // a folder in its place can neither be opened nor taken away
    fs::create_dir_all(project.path().join("luu-tru/chi-muc.sqlite/x")).unwrap();
    assert_eq!(answers(&project), before);
    assert_eq!(told(&project, &["archive", "get", "5/BC-UBND", "--to", "ra.pdf"]).0, 0);
}

#[test]
fn junk_and_copies_in_the_archive_are_called_what_they_are() {
    let project = office();
    told(&project, &["issue", "nam-2025/bao-cao.yaml"]);
    let names = [
        "desktop.ini",
        ".DS_Store",
        "kho/Thumbs.db",
        "kho/2025/desktop.ini",
        "kho/2025/bao-cao/05-bc-ubnd/.DS_Store",
        "kho/2025/bao-cao/05-bc-ubnd/v1/content/Thumbs.db",
        "nhat-ky-MAY2.jsonl",
        "chi-muc (1).sqlite",
        "ghi chú.txt",
    ];
    for name in names {
        fs::write(project.path().join("luu-tru").join(name), "x").unwrap();
    }
    let (code, _, error) = told(&project, &["archive", "audit"]);
    assert_eq!((code, error.matches("cảnh báo[K15]").count()), (0, names.len()), "{error}");
    assert_eq!(error.matches("tệp rác của hệ điều hành").count(), 6, "{error}");
    let (_, _, error) = told(&project, &["register"]);
    assert!(error.contains("nhat-ky-MAY2.jsonl") && error.contains("chỉ một máy được ghi sổ"), "{error}");
}
