//! What somebody does to the archive by hand, and that the audit says of which document.

use std::fs;
use std::path::{Path, PathBuf};

use vanthu::archive::event::{DepositFacts, SubmissionFacts};
use vanthu::archive::{Archive, Deposit, ObjectKey};
use vanthu::base::io::journal::Position;
use vanthu::signature::Indication;

use super::{archive, office, scan, told};
use crate::support::Project;

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copied(&entry.path(), &target);
        } else {
            fs::write(&target, fs::read(entry.path()).unwrap()).unwrap();
        }
    }
}

/// What the audit says of an archive after something was done to it.
fn audited(project: &Project, harm: impl FnOnce(&Path)) -> String {
    let harmed = Project::new();
    let folder = harmed.path().join("luu-tru");
    copied(&project.path().join("luu-tru"), &folder);
    harm(&folder);
    let (code, out, error) = told(&harmed, &["archive", "audit"]);
    assert_eq!(code, 1, "{out}{error}");
    let told = error.lines().filter(|line| line.starts_with("lỗi")).collect::<Vec<_>>().join("\n");
    assert!(!told.is_empty());
    told
}

#[test]
fn the_audit_sees_every_harm_and_names_the_document() {
    let project = office();
    told(&project, &["finalize", "nam-2025/bao-cao.yaml"]);
    scan(&project, 1);
    let head = told(&project, &["archive", "checkpoint"]).1;
    let object = |folder: &Path| -> PathBuf { folder.join("kho/2025/bao-cao/05-bc-ubnd") };
    let mut all = Vec::new();
    let mut see = |name: &str, harm: &dyn Fn(&Path)| all.push(format!("{name}\n{}", audited(&project, harm)));
    see("a byte of the PDF", &|folder| {
        let path = object(folder).join("v1/content/ban-chot.pdf");
        let mut bytes = fs::read(&path).unwrap();
        bytes[200] ^= 1;
        fs::write(path, bytes).unwrap();
    });
    see("a file gone", &|folder| fs::remove_file(object(folder).join("v1/content/sieu-du-lieu.json")).unwrap());
    see("a file more", &|folder| fs::write(object(folder).join("v1/content/them.txt"), "x").unwrap());
    see("inventory gone", &|folder| fs::remove_file(object(folder).join("inventory.json")).unwrap());
    see("inventory of a version gone", &|folder| fs::remove_file(object(folder).join("v1/inventory.json")).unwrap());
    see("sidecar changed", &|folder| {
        fs::write(object(folder).join("inventory.json.sha512"), "00 inventory.json\n").unwrap()
    });
    see("document gone", &|folder| fs::remove_dir_all(object(folder)).unwrap());
    see("store gone", &|folder| fs::remove_dir_all(folder.join("kho")).unwrap());
    see("document brought in by hand", &|folder| copied(&object(folder), &folder.join("kho/2025/bao-cao/06-bc-ubnd")));
    see("log cut", &|folder| {
        let path = folder.join("nhat-ky.jsonl");
        let text = fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        fs::write(path, lines[..lines.len() - 1].join("\n") + "\n").unwrap();
    });
    see("log changed", &|folder| {
        let path = folder.join("nhat-ky.jsonl");
        fs::write(&path, fs::read_to_string(&path).unwrap().replacen("BC-UBND", "BC-UBNX", 1)).unwrap();
    });
    see("log gone", &|folder| fs::remove_file(folder.join("nhat-ky.jsonl")).unwrap());
    insta::assert_snapshot!("audit", all.join("\n\n"));
    // a log written anew from its last lines on is seen by who has the mark
    assert_eq!(told(&project, &["archive", "audit", "--checkpoint", head.trim()]).0, 0);
    scan(&project, 2);
    assert_eq!(told(&project, &["archive", "audit", "--checkpoint", head.trim()]).0, 0);
    let other = head.replace(|c: char| c.is_ascii_hexdigit() && c > '9', "0");
    assert_eq!(told(&project, &["archive", "audit", "--checkpoint", other.trim()]).0, 1);
}

/// Content, inventory and sidecars made to agree again: the log knows the inventory that was kept.
#[test]
fn a_version_written_anew_in_every_file_is_seen_by_the_log() {
    let project = office();
    told(&project, &["finalize", "nam-2025/bao-cao.yaml"]);
    let told = audited(&project, |folder| {
        let object = folder.join("kho/2025/bao-cao/05-bc-ubnd");
        let pdf = object.join("v1/content/ban-chot.pdf");
        let old = vanthu::base::digest::sha512(&fs::read(&pdf).unwrap());
        fs::write(&pdf, "một tệp khác").unwrap();
        let new = vanthu::base::digest::sha512("một tệp khác".as_bytes());
        let inventory = fs::read_to_string(object.join("inventory.json")).unwrap().replace(&old, &new);
        let sidecar = format!("{} inventory.json\n", vanthu::base::digest::sha512(inventory.as_bytes()));
        for place in ["", "v1/"] {
            fs::write(object.join(format!("{place}inventory.json")), &inventory).unwrap();
            fs::write(object.join(format!("{place}inventory.json.sha512")), &sidecar).unwrap();
        }
    });
    assert!(told.contains("(2025/bao-cao/05-bc-ubnd): lần lưu 1 khác lần mà nhật ký ghi"), "{told}");
}

fn hand_in(archive: &Archive, name: &str, outcome: Indication) {
    let key = ObjectKey::parse("2025/bao-cao/01-bc-ubnd").unwrap();
    let files = [(name.to_owned(), name.as_bytes().to_vec())].into();
    let facts = SubmissionFacts { outcome: Some(outcome), ..SubmissionFacts::default() };
    let facts = DepositFacts::Submitted(facts);
    let deposit = Deposit { key, message: "Thử".to_owned(), files, facts };
    archive.deposit(vanthu::base::clock::now(), &Position::default(), deposit, |_| Ok(None)).unwrap();
}

#[test]
fn every_file_handed_in_is_judged_again_by_what_was_found_of_it() {
    let project = Project::new();
    let archive = archive(&project);
    hand_in(&archive, "da-ky.bin", Indication::Scan);
    hand_in(&archive, "da-ky.pdf", Indication::Intact);
    let judged = |pdf: Indication| {
        let audit = archive.audit(None, |file, _| Ok(if file == b"da-ky.pdf" { pdf } else { Indication::Scan }));
        let told: Vec<String> = audit.findings.iter().map(|finding| finding.message.clone()).collect();
        (audit.validated.into_iter().collect::<Vec<_>>(), told)
    };
    assert_eq!(judged(Indication::Intact), (vec![(Indication::Scan, 1), (Indication::Intact, 1)], vec![]));
    assert_eq!(
        judged(Indication::Invalid).1,
        ["văn bản lưu 2025/bao-cao/01-bc-ubnd: lần lưu 2: chữ ký lúc lưu còn đúng, nay kiểm lại thì không"]
    );
}

#[test]
fn without_its_log_nothing_is_numbered_kept_or_built() {
    let project = office();
    told(&project, &["finalize", "nam-2025/bao-cao.yaml"]);
    let log = project.path().join("luu-tru/nhat-ky.jsonl");
    fs::rename(&log, project.path().join("nhat-ky.cu")).unwrap();
    let project = project.file("khac.yaml", crate::support::report("Chữ.").replace("so: 5\n", ""));
    // nobody knows then which documents went out
    let tries = [&["number", "khac.yaml"][..], &["build", "nam-2025"], &["register"]].map(|args| told(&project, args));
    for (code, _, error) in tries.into_iter().chain([scan(&project, 1)]) {
        assert!(code != 0 && error.contains("nhật ký không còn, mà kho đã có văn bản"), "{code} {error}");
    }
    assert!(!log.exists());
}
