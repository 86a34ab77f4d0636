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
        assert_eq!(signs(&["archive", "search", "ubnd"], "ket_qua"), wanted, "{filter:?}");
    }
}
