//! What a changed figure reaches: `impact` through every step between periods, and the list of changed figures, which
//! are those that print otherwise, no more and no fewer.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use proptest::prelude::*;
use vanthu::compare::Reading;
use vanthu::operations::common::session::Session;
use vanthu::operations::update::outcome::PrintedChange;
use vanthu::operations::update::record::Printed;

use crate::support::{Project, report, turns};

/// Periods with the documents of each: months, the quarter added up of them, the next quarter, and those of a year later.
const PERIODS: [(&str, &str); 8] = [
    ("thang-01-2025", "tháng 1 năm 2025"),
    ("thang-02-2025", "tháng 2 năm 2025"),
    ("thang-03-2025", "tháng 3 năm 2025"),
    ("quy-1-2025", "quý I năm 2025"),
    ("quy-2-2025", "quý II năm 2025"),
    ("thang-01-2026", "tháng 1 năm 2026"),
    ("quy-1-2026", "quý I năm 2026"),
    ("quy-2-2026", "quý II năm 2026"),
];

/// The figures that are typed, by period: a value and a plan for each name.
type Typed = BTreeMap<(usize, &'static str), (u32, u32)>;

const NAMES: [&str; 3] = ["thu.phi", "thu.le_phi", "khach"];

/// The first quarter of 2025 is added up of its months, and the total of the group of its parts.
fn figures(period: usize, typed: &Typed) -> String {
    let value = |name: &'static str| {
        let (value, plan) = typed[&(period, name)];
        let result =
            if PERIODS[period].0 == "quy-1-2025" { "cong_don: true".to_owned() } else { format!("thuc_hien: {value}") };
        format!("{{ten: Số {name}, don_vi: triệu đồng, ke_hoach: {plan}, {result}}}")
    };
    format!(
        "ky_bao_cao: {}\nthu:\n  ten: Thu\n  phi: {}\n  le_phi: {}\n  tong: {{ten: Số thu.tong, don_vi: triệu đồng, la_tong: true}}\nkhach: {}\n",
        PERIODS[period].1,
        value("thu.phi"),
        value("thu.le_phi"),
        value("khach")
    )
}

/// Fields that sentences of every document print, each in a paragraph of its own behind the name of its figure.
const FIELDS: [&str; 8] =
    ["", ".ke_hoach", ".so_ke_hoach", ".luy_ke", ".ky_truoc", ".cung_ky", ".chenh_lech", ".so_cung_ky"];

/// Whether a period has what a field compares with.
fn has(period: usize, field: &str) -> bool {
    match field {
        ".ky_truoc" => ["thang-02-2025", "thang-03-2025", "quy-2-2025", "quy-2-2026"].contains(&PERIODS[period].0),
        ".cung_ky" | ".chenh_lech" | ".so_cung_ky" => PERIODS[period].0.ends_with("2026"),
        _ => true,
    }
}

fn document(period: usize, columns: &[&str], chart: &[&str]) -> String {
    let mut body = String::new();
    for name in NAMES.into_iter().chain(["thu.tong"]) {
        for field in FIELDS.into_iter().filter(|field| has(period, field)) {
            body += &format!("[{name}] in {{{{ {name}{field} }}}} rồi.\n\n");
        }
    }
    // of several figures in one expression only the one that changed is told, whose own paragraph has changed too
    body += "Hai số cộng lại {{ thu.phi + khach }} rồi.\n\n";
    body += &format!(
        "```bang\nchu_thich: Thu\nnhom: thu\nchi_tieu: [khach]\ncot: [tt, ten, {}]\ntong: Cộng\n```\n\n",
        columns.join(", ")
    );
    body += &format!(
        "```bieu_do\nchu_thich: Biểu đồ\nchi_tieu: [thu.phi, thu.le_phi, khach]\nso: [{}]\n```",
        chart.join(", ")
    );
    report(&body)
}

fn workspace(typed: &Typed, columns: &[&str], chart: &[&str]) -> Project {
    PERIODS.iter().enumerate().fold(Project::new(), |project, (at, (folder, _))| {
        project
            .file(&format!("{folder}/so-lieu.yaml"), figures(at, typed))
            .file(&format!("{folder}/a.yaml"), document(at, columns, chart))
    })
}

/// What a document prints: the figures of its places as the record has them, and everything a reader sees.
type Seen = BTreeMap<String, (Vec<Printed>, Reading)>;

fn seen(session: &Session) -> Seen {
    let one = |(folder, _): &(&str, &str)| {
        let path = format!("{folder}/a.yaml");
        let (document, findings) = session.load(&path);
        let document = document.unwrap_or_else(|| panic!("{path}: {findings:#?}"));
        (path, (document.uses.iter().map(Printed::from).collect(), Reading::of(&document)))
    };
    PERIODS.iter().map(one).collect()
}

/// The figures whose words differ between two readings: each paragraph, row and label names its own.
fn differing(old: &Reading, new: &Reading) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (before, after) in old.units.iter().zip(&new.units).filter(|(before, after)| before != after) {
        if after.rows.is_empty() {
            let words = after.plain();
            let named = words.split('[').skip(1).filter_map(|rest| Some(rest.split_once(']')?.0.to_owned()));
            found.extend(named.filter(|name| NAMES.contains(&name.as_str()) || name == "thu.tong"));
            continue;
        }
        for (_, row) in before.rows.iter().zip(&after.rows).filter(|(old_row, row)| old_row != row) {
            let text = format!("{row:?}");
            let named = NAMES.into_iter().chain(["thu.tong"]).find(|name| text.contains(&format!("Số {name}\"")));
            found.insert(named.unwrap_or("thu").to_owned());
        }
    }
    found
}

fn typed() -> impl Strategy<Value = Typed> {
    let number = || 1_u32..5000;
    prop::collection::vec((number(), number()), PERIODS.len() * NAMES.len()).prop_map(|numbers| {
        let keys = (0..PERIODS.len()).flat_map(|period| NAMES.map(|name| (period, name)));
        keys.zip(numbers).collect()
    })
}

fn check(
    typed: Typed,
    which: (usize, usize, bool),
    by: u32,
    columns: &[&str],
    chart: &[&str],
) -> Result<(), TestCaseError> {
    let (period, name, is_plan) = (which.0, NAMES[which.1], which.2);
    let project = workspace(&typed, columns, chart);
    let session = project.session();
    let before = seen(&session);
    let file = project.path().join(PERIODS[period].0).join("so-lieu.yaml");
    let impact = session.impact(&file, name).unwrap();
    let reached: BTreeSet<String> = impact
        .uses
        .iter()
        .map(|used| {
            let path = used.document.replace('\\', "/");
            path.rsplit('/').nth(1).unwrap().to_owned() + "/a.yaml"
        })
        .collect();
    let mut changed = typed;
    let value = changed.get_mut(&(period, name)).unwrap();
    if is_plan {
        value.1 += by
    } else {
        value.0 += by
    }
    fs::write(&file, figures(period, &changed)).unwrap();
    let after = seen(&project.session());
    for (path, (printed, reading)) in &after {
        let (old_printed, old_reading) = &before[path];
        let listed: BTreeSet<String> = PrintedChange::between(old_printed, printed)
            .into_iter()
            .map(|change| change.from.split_once('#').unwrap().1.to_owned())
            .collect();
        let wanted = differing(old_reading, reading);
        prop_assert_eq!(
            &listed,
            &wanted,
            "{} of {:?} {} {:#?}",
            path,
            which,
            name,
            PrintedChange::between(old_printed, printed)
        );
        prop_assert!(wanted.is_empty() || reached.contains(path), "{path} is not in {reached:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: turns(3, 20), ..ProptestConfig::default() })]

    #[test]
    fn the_changed_figures_listed_are_those_that_print_otherwise(
        typed in typed(),
        which in (0..PERIODS.len(), 0..NAMES.len(), any::<bool>()),
        by in 1_u32..2000,
        columns in prop::sample::subsequence(
            vec!["ke_hoach", "thuc_hien", "cung_ky", "ky_truoc", "so_ke_hoach", "so_cung_ky", "chenh_lech", "tang_giam", "luy_ke", "ty_trong"],
            1..6,
        ),
        chart in prop::sample::subsequence(vec!["ke_hoach", "thuc_hien", "cung_ky", "ky_truoc"], 1..3),
    ) {
        check(typed, which, by, &columns, &chart)?;
    }
}

/// The documents that a figure reaches, as `quy-2-2025`, with the expressions that print it.
fn reached(project: &Project, file: &str, fact: &str) -> Vec<(String, String)> {
    let uses = project.session().impact(&project.path().join(file), fact).unwrap().uses;
    uses.iter()
        .map(|used| (used.document.rsplit(['/', '\\']).nth(1).unwrap().to_owned(), used.expression.clone()))
        .collect()
}

fn month(m: u32, value: u32) -> String {
    format!("ky_bao_cao: tháng {m} năm 2025\nthu:\n  phi: {value}\n  thue: 1\n")
}

/// Months, the quarter added up of them, the quarter after it and that of a year later, each with sentences.
fn chain() -> Project {
    Project::new()
        .file("thang-01-2025/so-lieu.yaml", month(1, 10))
        .file("thang-02-2025/so-lieu.yaml", month(2, 20))
        .file("thang-03-2025/so-lieu.yaml", month(3, 30))
        .file(
            "quy-1-2025/so-lieu.yaml",
            "ky_bao_cao: quý I năm 2025\nthu:\n  phi: {cong_don: true}\n  thue: {cong_don: true}\n  tong: {la_tong: true}\n",
        )
        .file("quy-2-2025/so-lieu.yaml", "ky_bao_cao: quý II năm 2025\nthu:\n  phi: 70\n  thue: 3\n  tong: {la_tong: true}\n")
        .file("quy-1-2026/so-lieu.yaml", "ky_bao_cao: quý I năm 2026\nthu:\n  phi: 90\n  thue: 3\n  tong: {la_tong: true}\n")
        .file("thang-01-2025/a.yaml", report("{{ thu.phi }}"))
        .file("thang-02-2025/a.yaml", report("{{ thu.phi.luy_ke }} {{ thu.phi.ky_truoc }} {{ thu.phi }}"))
        .file("quy-1-2025/a.yaml", report("{{ thu.phi }} {{ thu.tong }} {{ thu.thue }}"))
        .file("quy-2-2025/a.yaml", report("{{ thu.phi.ky_truoc }} {{ thu.tong.ky_truoc }} {{ thu.tong }} {{ thu.tong.luy_ke }}"))
        .file("quy-1-2026/a.yaml", report("{{ thu.phi.tang_giam }} {{ thu.tong.cung_ky }} {{ thu.thue.cung_ky }}"))
}

#[test]
fn a_month_is_followed_through_quarter_next_quarter_and_next_year() {
    let project = chain();
    let places = |of: &[(&str, &[&str])]| -> Vec<(String, String)> {
        let all =
            of.iter().flat_map(|(folder, names)| names.iter().map(|name| ((*folder).to_owned(), (*name).to_owned())));
        all.collect()
    };
    assert_eq!(
        reached(&project, "thang-01-2025/so-lieu.yaml", "thu.phi"),
        places(&[
            ("quy-1-2025", &["thu.phi", "thu.tong"]),
            ("quy-1-2026", &["thu.phi.tang_giam", "thu.tong.cung_ky"]),
            ("quy-2-2025", &["thu.phi.ky_truoc", "thu.tong.ky_truoc", "thu.tong.luy_ke"]),
            ("thang-01-2025", &["thu.phi"]),
            ("thang-02-2025", &["thu.phi.luy_ke", "thu.phi.ky_truoc"]),
        ])
    );
    // the same in every run, and all of it changes when the figure does
    let json =
        || String::from_utf8(project.run(&["impact", "thang-01-2025/so-lieu.yaml#thu.phi", "--json"]).stdout).unwrap();
    let (first, record) = (json(), project.path().join("out/quy-2-2025/a.vanthu.json"));
    project.run(&["build"]);
    let recorded = fs::read(&record).unwrap();
    for _ in 0..3 {
        assert_eq!(json(), first);
        project.run(&["build", "quy-2-2025", "--force"]);
        assert_eq!(String::from_utf8_lossy(&fs::read(&record).unwrap()), String::from_utf8_lossy(&recorded));
    }
    fs::write(project.path().join("thang-01-2025/so-lieu.yaml"), month(1, 11)).unwrap();
    let built: serde_json::Value = serde_json::from_slice(&project.run(&["build", "--json"]).stdout).unwrap();
    let changes = built["ket_qua"]["thay_doi"].as_array().unwrap();
    let places: BTreeSet<&str> = changes
        .iter()
        .flat_map(|change| change["vi_tri"].as_array().unwrap())
        .map(|place| place.as_str().unwrap())
        .collect();
    assert_eq!(places.len(), 5, "{built:#}");
    let listed: Vec<String> = changes
        .iter()
        .map(|change| {
            format!(
                "{} {} → {}",
                change["nguon"].as_str().unwrap(),
                change["cu"].as_str().unwrap(),
                change["moi"].as_str().unwrap()
            )
        })
        .collect();
    insta::assert_snapshot!(listed.join("\n"));
}
