//! Each field a search can be narrowed by, with words and without.

use super::{json, scan, told};
use crate::support::Project;

#[test]
fn each_field_narrows_what_is_listed_and_found() {
    let project = Project::new();
    scan(&project, 1);
    let other = ["--for", "2/TB-UBND", "--date", "2025-07-01", "--subject", "Nghỉ lễ", "--signer", "Lộc Văn Khải"];
    std::fs::write(project.path().join("khac.bin"), "khác").unwrap();
    told(&project, &[&["archive", "add", "khac.bin"], &other[..]].concat());
    let (decision, notice) = ("01/QĐ-UBND", "02/TB-UBND");
    for (filter, wanted) in [
        (&["--kind", "thong-bao"][..], vec![notice]),
        (&["--kind", "quyet-dinh"], vec![decision]),
        (&["--from", "2025-07-01"], vec![notice]),
        (&["--to", "2025-06-30"], vec![decision]),
        (&["--from", "2024-03-05", "--to", "2025-07-01"], vec![decision, notice]),
        (&["--signer", "van khai"], vec![notice]),
        (&["--signer", "%"], vec![decision, notice]),
        (&["--number", "1"], vec![decision]),
        (&["--number", "02", "--year", "2024"], vec![]),
        (&["--year", "2024"], vec![decision]),
    ] {
        let signs = |command: &[&str], place: &str| -> Vec<String> {
            let found = json(&project, &[command, filter, &["--json"]].concat());
            let rows = found[place].as_array().unwrap();
            let mut signs: Vec<_> = rows.iter().map(|row| row["so_ky_hieu"].as_str().unwrap().to_owned()).collect();
            signs.sort();
            signs
        };
        assert_eq!(signs(&["archive", "list"], "van_ban"), wanted, "{filter:?}");
        assert_eq!(signs(&["archive", "search", "ubnd"], "van_ban"), wanted, "{filter:?}");
    }
}

#[test]
fn a_number_alone_names_the_document_that_has_it() {
    let project = Project::new();
    for number in [412, 418] {
        scan(&project, number);
    }
    let (code, by_number, stderr) = told(&project, &["archive", "show", "412"]);
    assert_eq!(code, 0, "{stderr}");
    assert_eq!(by_number, told(&project, &["archive", "show", "412/QĐ-UBND"]).1);
    // words of a document are no name of it: those that hold them are told
    for words in ["UBND", "quyết định"] {
        let (code, stdout, stderr) = told(&project, &["archive", "show", words]);
        assert_eq!((code, stdout.as_str()), (1, ""), "{stderr}");
        assert!(stderr.contains("412/QĐ-UBND") && stderr.contains("418/QĐ-UBND"), "{stderr}");
        let key = stderr.split("`vanthu archive show ").nth(1).unwrap().split('`').next().unwrap();
        assert_eq!(told(&project, &["archive", "show", key]).0, 0, "{key}");
    }
    std::fs::write(project.path().join("khac.bin"), "khác").unwrap();
    told(
        &project,
        &["archive", "add", "khac.bin", "--for", "412/TB-UBND", "--date", "2025-07-01", "--subject", "Nghỉ"],
    );
    let (code, _, stderr) = told(&project, &["archive", "show", "412"]);
    assert!(code == 1 && stderr.contains("`412` là 2 văn bản"), "{stderr}");
    assert_eq!(told(&project, &["archive", "show", "412", "--year", "2025"]).0, 0);
    let (_, _, stderr) = told(&project, &["archive", "show", "999"]);
    assert!(stderr.contains("kho không có văn bản `999`"), "{stderr}");
}
