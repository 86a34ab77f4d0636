//! A log that was emptied, cut or brought back, and a medium that cannot be written.

use std::fs;
use std::path::Path;

use super::{answers, office, scan, told};

#[test]
fn no_number_is_given_twice_and_nothing_answers_from_a_log_that_lacks_events() {
    let project = office();
    told(&project, &["finalize", "nam-2025/bao-cao.yaml"]);
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
            &["finalize", "nam-2025/bao-cao.yaml"],
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
fn a_log_that_was_cut_is_noticed_even_where_the_mark_is_gone() {
    let project = office();
    told(&project, &["finalize", "nam-2025/bao-cao.yaml"]);
    scan(&project, 1);
    let log = project.path().join("luu-tru/nhat-ky.jsonl");
    let mark = project.path().join("luu-tru/kho/moc-nhat-ky.json");
    let whole = fs::read_to_string(&log).unwrap();
    let lines: Vec<&str> = whole.lines().collect();
    for kept in 1..=lines.len() {
        let _ = fs::remove_file(&mark);
        fs::write(&log, lines[..kept].join("\n") + "\n").unwrap();
        for args in [
            &["register"][..],
            &["register", "reserve", "--kind", "bao-cao", "--for", "dự phòng"],
            &["archive", "list"],
        ] {
            let (code, out, error) = told(&project, args);
            if kept < lines.len() {
                assert!(code != 0 && error.contains("nhật ký thiếu so với kho"), "{kept} {args:?} {out} {error}");
                assert!(
                    error.contains("2024/quyet-dinh/01-qd-ubnd") || error.contains("2025/bao-cao/05-bc-ubnd"),
                    "{error}"
                );
            } else {
                assert_eq!(code, 0, "{args:?} {error}");
            }
        }
    }
    assert!(mark.exists(), "the next event writes the mark again");
    fs::remove_file(&mark).unwrap();
    fs::write(&mark, "{").unwrap();
    let (code, _, error) = told(&project, &["register"]);
    assert!(code != 0 && error.contains("--> luu-tru/kho/moc-nhat-ky.json"), "{error}");
}

#[test]
fn an_index_in_which_a_hand_has_been_is_seen_by_the_audit_and_made_again() {
    let project = office();
    told(&project, &["finalize", "nam-2025/bao-cao.yaml"]);
    scan(&project, 1);
    let before = answers(&project);
    assert!(!told(&project, &["archive", "audit"]).2.contains("K15"));
    for change in [
        "UPDATE documents SET subject = 'Khác' WHERE key LIKE '2024/%'",
        "UPDATE documents SET outcome = 9",
        "UPDATE parts SET version = 1 WHERE version = 2 OR version IS NULL",
        "UPDATE texts SET body = 'Khác'",
        "DELETE FROM texts WHERE id = 1",
        "DELETE FROM parts",
        "DELETE FROM words WHERE rowid = 1",
        "INSERT INTO words (rowid, body, folded, facets) VALUES (77, 'khac', 'khac', '')",
    ] {
        let index = rusqlite::Connection::open(project.path().join("luu-tru/chi-muc.sqlite")).unwrap();
        index.execute(change, []).unwrap();
        drop(index);
        let (code, _, error) = told(&project, &["archive", "audit"]);
        assert!(code == 0 && error.contains("chỉ mục ghi khác kho và nhật ký"), "{change} {error}");
        assert_eq!(answers(&project), before, "{change}");
        assert!(!told(&project, &["archive", "audit"]).2.contains("K15"));
    }
}

#[test]
fn everything_readable_works_where_no_index_can_be_written() {
    let project = office();
    told(&project, &["finalize", "nam-2025/bao-cao.yaml"]);
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
    told(&project, &["finalize", "nam-2025/bao-cao.yaml"]);
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
    // the six of one kind are one finding that names them all
    assert_eq!((code, error.matches("cảnh báo[K15]").count()), (0, names.len() - 5), "{error}");
    assert!(error.contains("tệp rác của hệ điều hành trong kho (6 tệp)"), "{error}");
    assert!(names.iter().all(|name| error.contains(name)), "{error}");
    let (_, _, error) = told(&project, &["register"]);
    assert!(error.contains("nhat-ky-MAY2.jsonl") && error.contains("chỉ một máy được ghi sổ"), "{error}");
}

#[test]
fn a_backup_copies_nothing_that_its_manifest_does_not_know_and_names_it() {
    let project = office();
    told(&project, &["finalize", "nam-2025/bao-cao.yaml"]);
    scan(&project, 1);
    assert_eq!(told(&project, &["archive", "backup", &project.beside("ban-sao")]).0, 0);
    let pdf = "kho/2025/bao-cao/05-bc-ubnd/v1/content/ban-chot.pdf";
    let (own, copied) = (project.path().join("luu-tru").join(pdf), Path::new(&project.beside("ban-sao")).join(pdf));
    let good = fs::read(&own).unwrap();
    let write = |path: &Path, bytes: &[u8]| {
        fs::remove_file(path).unwrap();
        fs::write(path, bytes).unwrap();
    };
    write(&own, b"hong");
    scan(&project, 2);
    // the copy keeps what is right, everything else goes on, and the file is named with where to find it
    let (code, out, error) = told(&project, &["archive", "backup", &project.beside("ban-sao")]);
    assert!(code == 1 && out.contains("1 chỗ hỏng không sao chép"), "{out}{error}");
    assert!(error.contains("lỗi[K02]") && error.contains("ban-chot.pdf` đè lên tệp hỏng"), "{error}");
    assert_eq!(fs::read(&copied).unwrap(), good);
    assert!(Path::new(&project.beside("ban-sao/kho/2024/quyet-dinh/02-qd-ubnd")).exists());
    // a new copy is made without it
    let (code, _, error) = told(&project, &["archive", "backup", &project.beside("moi")]);
    assert!(code == 1 && error.contains("bản sao lưu khác"), "{error}");
    assert!(!Path::new(&project.beside("moi")).join(pdf).exists());
    write(&own, &good);
    assert_eq!(told(&project, &["archive", "backup", &project.beside("ban-sao")]).0, 0);
    assert_eq!(told(&project, &["archive", "backup", &project.beside("moi")]).0, 0);
}

#[test]
fn an_index_that_lost_rows_is_made_again_and_a_store_that_lost_documents_is_told() {
    let project = office();
    told(&project, &["finalize", "nam-2025/bao-cao.yaml"]);
    scan(&project, 1);
    let before = answers(&project);
    let index = rusqlite::Connection::open(project.path().join("luu-tru/chi-muc.sqlite")).unwrap();
    index.execute("DELETE FROM documents WHERE key LIKE '2024/%'", []).unwrap();
    drop(index);
    assert_eq!(answers(&project), before);
    fs::rename(project.path().join("luu-tru/kho/2024"), project.path().join("2024")).unwrap();
    let (_, _, error) = told(&project, &["archive", "list"]);
    assert!(error.contains("kho chỉ còn 1 văn bản lưu, nhật ký ghi đã lưu 2"), "{error}");
}

#[test]
fn the_audit_looks_at_marks_notes_and_links() {
    let project = office();
    told(&project, &["finalize", "nam-2025/bao-cao.yaml"]);
    let store = project.path().join("luu-tru/kho");
    let audit = || told(&project, &["archive", "audit"]);
    assert_eq!(audit().0, 0);
    for (name, what, code) in [
        ("0=ocfl_1.1", "tệp đánh dấu kho OCFL", 1),
        ("bo-tri-kho.md", "ghi chú bố trí kho", 0),
        ("2025/bao-cao/05-bc-ubnd/0=ocfl_object_1.1", "tệp đánh dấu `0=ocfl_object_1.1` bị sửa", 1),
    ] {
        let good = fs::read(store.join(name)).unwrap();
        fs::remove_file(store.join(name)).unwrap();
        fs::write(store.join(name), "khac").unwrap();
        let told = audit();
        assert!(told.0 == code && told.2.contains(what), "{name} {}", told.2);
        fs::write(store.join(name), good).unwrap();
    }
    #[cfg(unix)]
    {
        let pdf = store.join("2025/bao-cao/05-bc-ubnd/v1/content/ban-chot.pdf");
        fs::rename(&pdf, project.path().join("ngoai.pdf")).unwrap();
        std::os::unix::fs::symlink(project.path().join("ngoai.pdf"), &pdf).unwrap();
        let told = audit();
        assert!(told.0 == 1 && told.2.contains("ban-chot.pdf` là liên kết tới nơi khác"), "{}", told.2);
    }
}
