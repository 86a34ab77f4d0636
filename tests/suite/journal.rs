//! The log of register and archive: what is written comes back, and whatever is done to it by hand is seen.

use std::fs;

use serde_json::json;
use vanthu::base::clock;
use vanthu::base::io::journal::{FILE, Journal, Position};

/// A log of some events in a folder of its own.
fn log(count: u64) -> (tempfile::TempDir, Journal) {
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::of(folder.path());
    for n in 0..count {
        let (mut writer, _) = journal.lock(&Position::default()).unwrap();
        writer.append(clock::now(), "thu", json!({"n": n, "ghi_chu": "có dấu, \"ma\":\" và\nxuống dòng"})).unwrap();
    }
    (folder, journal)
}

fn told(journal: &Journal) -> String {
    journal.events().unwrap_err().message
}

#[test]
fn events_come_back_in_order_and_from_any_place() {
    let (_folder, journal) = log(5);
    let (all, end) = journal.since(&Position::default()).unwrap();
    assert_eq!(all.iter().map(|event| event.content["n"].as_u64().unwrap()).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
    assert_eq!((end.count, &end.head), (5, &all[4].hash));
    let (writer, _) = journal.lock(&end).unwrap();
    assert_eq!(*writer.position(), end);
    drop(writer);
    let (mut writer, _) = journal.lock(&Position::default()).unwrap();
    writer.append(clock::now(), "thu", json!({"n": 5})).unwrap();
    let (later, _) = journal.since(&end).unwrap();
    assert_eq!(later.len(), 1);
}

#[test]
fn a_line_changed_removed_added_or_cut_is_seen() {
    let (folder, journal) = log(4);
    let (_, end) = journal.since(&Position::default()).unwrap();
    let path = folder.path().join(FILE);
    let whole = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = whole.lines().collect();
    let with = |lines: &[&str]| fs::write(&path, lines.join("\n") + "\n").unwrap();
    with(&[lines[0], &lines[1].replace("\"n\":1", "\"n\":7"), lines[2], lines[3]]);
    assert_eq!(told(&journal), "nhật ký bị sửa ở dòng 2");
    with(&[lines[0], lines[2], lines[3]]);
    assert_eq!(told(&journal), "nhật ký bị thêm, bớt hoặc đảo dòng ở dòng 2");
    with(&[lines[0], lines[1], lines[1], lines[2], lines[3]]);
    assert_eq!(told(&journal), "nhật ký bị thêm, bớt hoặc đảo dòng ở dòng 3");
    with(&[lines[0], "{}", lines[1]]);
    assert_eq!(told(&journal), "nhật ký có dòng không đọc được ở dòng 2");
    with(&lines[..3]);
    assert_eq!(journal.since(&end).unwrap_err().message, "nhật ký bị cắt bớt ở dòng 4");
}

#[test]
fn a_line_left_half_by_a_killed_run_is_set_aside_and_never_counted() {
    let (folder, journal) = log(2);
    let path = folder.path().join(FILE);
    let whole = fs::read_to_string(&path).unwrap();
    for cut in [1, 40, whole.lines().next().unwrap().len() - 1] {
        fs::write(&path, format!("{whole}{}", &whole[..cut])).unwrap();
        assert_eq!(journal.events().unwrap().len(), 2, "{cut}");
        let (mut writer, events) = journal.lock(&Position::default()).unwrap();
        assert_eq!(events.len(), 2);
        writer.append(clock::now(), "thu", json!({})).unwrap();
        drop(writer);
        assert_eq!(journal.events().unwrap().len(), 3);
        let aside = fs::read_dir(folder.path()).unwrap().flatten();
        assert!(aside.map(|entry| entry.file_name()).any(|name| name.to_string_lossy().starts_with("nhat-ky.dut-")));
        fs::write(&path, &whole).unwrap();
    }
}
