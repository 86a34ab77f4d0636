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

#[test]
fn a_last_line_without_its_end_counts_when_its_seal_holds_and_blank_lines_hold_nothing() {
    let (folder, journal) = log(3);
    let path = folder.path().join(FILE);
    let whole = fs::read_to_string(&path).unwrap();
    let (_, place) = journal.since(&Position::default()).unwrap();
    for text in [whole.trim_end().to_owned(), format!("{whole}\n"), format!("{whole}\r\n \n"), whole.clone()] {
        fs::write(&path, &text).unwrap();
        assert_eq!(journal.events().unwrap().len(), 3, "{text:?}");
        assert_eq!(journal.since(&place).unwrap(), (Vec::new(), place.clone()), "{text:?}");
        let (mut writer, _) = journal.lock(&place).unwrap();
        let event = writer.append(clock::now(), "thu", json!({})).unwrap();
        drop(writer);
        assert_eq!((journal.events().unwrap().len(), event.sequence), (4, 4), "{text:?}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing was set aside");
    }
}

#[test]
fn a_log_shorter_than_the_store_has_seen_or_of_another_archive_is_refused() {
    let (folder, journal) = log(0);
    let object = folder.path().join("kho/2025/bao-cao/05-bc-ubnd");
    fs::create_dir_all(&object).unwrap();
    fs::write(object.join("inventory.json"), "{}").unwrap();
    fs::write(folder.path().join(FILE), "").unwrap();
    assert_eq!(told(&journal), "nhật ký trống, mà kho đã có văn bản");
    fs::remove_file(object.join("inventory.json")).unwrap();
    let add = |n: u32| {
        let (mut writer, _) = journal.lock(&Position::default()).unwrap();
        writer.append(clock::now(), "thu", json!({"n": n})).unwrap();
    };
    (0..4).for_each(add);
    let (_, place) = journal.since(&Position::default()).unwrap();
    let path = folder.path().join(FILE);
    let whole = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = whole.lines().collect();
    for kept in 0..4 {
        fs::write(&path, lines[..kept].iter().map(|line| format!("{line}\n")).collect::<String>()).unwrap();
        let expected = format!("nhật ký thiếu so với kho: kho đã ghi nhận 4 việc, nhật ký chỉ có {kept}");
        assert_eq!(told(&journal), expected);
        assert!(journal.lock(&Position::default()).is_err());
    }
    // a log of as many events from elsewhere
    let (other, _) = log(4);
    fs::write(&path, fs::read(other.path().join(FILE)).unwrap()).unwrap();
    assert_eq!(told(&journal), "nhật ký không phải của kho này từ trước ở dòng 4");
    assert!(journal.since(&place).is_err());
    fs::write(&path, &whole).unwrap();
    add(4);
    assert_eq!(journal.events().unwrap().len(), 5);
}

#[test]
fn a_second_log_and_a_clock_that_runs_behind_are_told() {
    let (folder, journal) = log(1);
    for name in ["nhat-ky-MAY2.jsonl", "nhat-ky (1).jsonl", "Nhat-ky.jsonl.bak"] {
        fs::write(folder.path().join(name), "").unwrap();
    }
    assert_eq!(journal.strange_logs().len(), 2);
    let (_, place) = journal.since(&Position::default()).unwrap();
    let now = clock::now();
    assert!(journal.clock_behind(&place, now).is_none());
    assert!(
        journal.clock_behind(&place, now - chrono::Duration::days(400)).unwrap().message.contains("đồng hồ máy lùi")
    );
}
