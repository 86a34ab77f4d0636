//! Writes that fail and runs that are killed: nothing acknowledged is lost, nothing half counts.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::sync::Arc;

use vanthu::archive::event::{DepositFacts, SubmissionFacts};
use vanthu::archive::{Archive, Deposit, Deposited, ObjectKey};
use vanthu::base::finding::Finding;
use vanthu::base::io::durable::{Disk, LocalDisk};
use vanthu::base::io::journal::Position;

use super::{archive, scan, told};
use crate::support::failing_disk::FailingDisk;
use crate::support::{Project, one_in};

fn deposit(text: &str) -> Deposit {
    let files = ["da-ky.bin", "sieu-du-lieu.json"].map(|name| (name.to_owned(), format!("{name} {text}").into_bytes()));
    let key = ObjectKey::parse("2025/bao-cao/01-bc-ubnd").unwrap();
    let facts = DepositFacts::Submitted(SubmissionFacts::default());
    Deposit { key, message: "Thử".to_owned(), files: BTreeMap::from(files), facts }
}

/// Keeps a text unless the archive has it.
fn keep(archive: &Archive, text: &str) -> Result<Deposited, Finding> {
    let wanted = vanthu::base::digest::sha512(format!("da-ky.bin {text}").as_bytes());
    let known = |past: Option<&vanthu::archive::ocfl::inventory::Inventory>| {
        let past = past?;
        (1..=past.number()).find(|version| past.files(*version).values().any(|digest| *digest == wanted))
    };
    let kept = archive.deposit(vanthu::base::clock::now(), &Position::default(), deposit(text), |past| Ok(known(past)));
    kept.map(|(outcome, _)| outcome)
}

fn at(project: &Project, disk: Arc<dyn Disk>) -> Archive {
    archive(project).on(disk)
}

fn sound(archive: &Archive, where_: &str) {
    let audit = archive.audit(None, |_, _| Ok(vanthu::signature::Indication::Unknown));
    assert!(!audit.findings.has_errors(), "{where_}: {:?}", audit.findings);
}

#[test]
fn whichever_write_fails_nothing_is_lost_and_nothing_half_counts() {
    for first in ["mới", "thêm"] {
        let mut step = 0;
        loop {
            step += 1;
            let mut finished = true;
            for for_good in one_in(2, step, &[false, true]).copied() {
                let project = Project::new();
                if first == "thêm" {
                    keep(&at(&project, Arc::new(LocalDisk)), "bản trước").unwrap();
                }
                let disk = Arc::new(FailingDisk::new(step, for_good));
                let broken = at(&project, Arc::<FailingDisk>::clone(&disk));
                let kept = keep(&broken, "bản này");
                finished &= disk.writes() < step;
                let place = format!("{first}, write {step}, for good {for_good}");
                // what a reader sees before anybody has mended anything
                let version = if first == "thêm" { 2 } else { 1 };
                let key = deposit("").key;
                let read = |version| archive(&project).store().file(&key, version, "da-ky.bin").unwrap();
                if version == 2 {
                    assert_eq!(read(1).unwrap(), "da-ky.bin bản trước".as_bytes(), "{place}");
                }
                if kept.is_ok() {
                    assert_eq!(read(version).unwrap(), "da-ky.bin bản này".as_bytes(), "{place}");
                }
                let mended = archive(&project);
                sound(&mended, &place);
                keep(&mended, "bản này").unwrap();
                assert_eq!(read(version).unwrap(), "da-ky.bin bản này".as_bytes(), "{place}");
                let inventory = mended.store().inventory(&key).unwrap().unwrap();
                assert_eq!(inventory.number(), version, "{place}");
                assert_eq!(mended.journal().events().unwrap().len(), version as usize, "{place}");
                sound(&mended, &place);
                assert_eq!(fs::read_dir(project.path().join("luu-tru/tam")).unwrap().count(), 0, "{place}");
            }
            if finished {
                break;
            }
        }
        assert!(step > 12, "{first}: only {step} writes");
    }
}

/// How often a run is killed; `VANTHU_KILLS=500` for the long proof.
fn kills() -> u32 {
    std::env::var_os("VANTHU_KILLS").and_then(|text| text.to_str()?.parse().ok()).unwrap_or(8)
}

#[test]
fn runs_killed_at_any_moment_leave_the_archive_whole() {
    let project = Project::new();
    let mut delay = 7_u64;
    let (mut acknowledged, mut cut_short) = (Vec::new(), 0);
    for turn in 1..=kills() {
        fs::write(project.path().join("quet.bin"), format!("quét số {turn}")).unwrap();
        let sign = format!("{turn}/QĐ-UBND");
        let mut child = Command::new(env!("CARGO_BIN_EXE_vanthu"))
            .args(["archive", "add", "quet.bin", "--for", &sign, "--date", "2024-03-05", "--subject", "Thử"])
            .current_dir(project.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        delay = (delay * 73 + 41) % 997;
        std::thread::sleep(std::time::Duration::from_micros(delay * 70));
        child.kill().unwrap();
        let output = child.wait_with_output().unwrap();
        if String::from_utf8_lossy(&output.stdout).contains("đã lưu") {
            acknowledged.push(turn);
        } else {
            cut_short += 1;
        }
    }
    assert!(cut_short > 0, "no run was cut short");
    let (code, out, error) = told(&project, &["archive", "audit"]);
    assert!(code == 0 || acknowledged.is_empty(), "{out}{error}");
    for turn in acknowledged {
        let key = ObjectKey::parse(&format!("2024/quyet-dinh/{turn:02}-qd-ubnd")).unwrap();
        let kept = archive(&project).store().file(&key, 1, "da-ky.bin").unwrap();
        assert_eq!(kept.unwrap(), format!("quét số {turn}").into_bytes());
    }
    // and it goes on working
    assert!(scan(&project, 900_000).1.contains("đã lưu"));
    assert_eq!(told(&project, &["archive", "audit"]).0, 0);
}
