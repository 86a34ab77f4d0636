//! Random documents: they build to a PDF that passes, every word once and in order, nothing outside, nothing over others.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::support::{OFFICE, Project};

/// The document in its workspace.
const PATH: &str = "nam-2026/a.yaml";

/// A random document: its Markdown, and the words of its text and of its notes in the order they must stand in.
#[derive(Default)]
struct Written {
    text: String,
    notes: String,
    words: Vec<String>,
    note_words: Vec<String>,
}

/// Where picks come from: one after another, round and round.
struct Picks<'a> {
    values: &'a [u8],
    at: usize,
}

impl Picks<'_> {
    fn below(&mut self, bound: usize) -> usize {
        self.at += 1;
        usize::from(self.values[self.at % self.values.len()]).wrapping_add(self.at * 7) % bound
    }
}

impl Written {
    fn word(&mut self) -> String {
        let word = format!("từ{}", self.words.len() + self.note_words.len());
        self.words.push(word.clone());
        word
    }

    /// Words in any dress, with notes and references where `rich`.
    fn line(&mut self, picks: &mut Picks<'_>, most: usize, rich: bool) -> String {
        let mut parts = Vec::new();
        for _ in 0..=picks.below(most) {
            let word = self.word();
            let part = match picks.below(24) {
                0 => format!("**{word}**"),
                1 => format!("*{word}*"),
                2 => format!("{word}^2^"),
                3 => format!("**{word} *{}***", self.word()),
                4 if rich => word + &self.note(picks),
                5 if rich => format!("{word} [](#bd)"),
                6 => format!("{word} số 12/NQ-HĐND"),
                _ => word,
            };
            parts.push(part);
        }
        parts.join(" ")
    }

    fn note(&mut self, picks: &mut Picks<'_>) -> String {
        let name = self.notes.matches("]: ").count();
        if name > 0 && picks.below(5) == 0 {
            return format!("[^n{}]", picks.below(name));
        }
        let mut words = Vec::new();
        for _ in 0..=picks.below(30) {
            let word = format!("từ{}", self.words.len() + self.note_words.len());
            self.note_words.push(word.clone());
            words.push(word);
        }
        self.notes += &format!("[^n{name}]: {}\n\n", words.join(" "));
        format!("[^n{name}]")
    }

    fn block(&mut self, picks: &mut Picks<'_>) {
        let block = match picks.below(12) {
            0..=2 => {
                let level = "#".repeat(2 + picks.below(3));
                let line = self.line(picks, 8, true);
                format!("{level} {line}")
            }
            3 => (0..=picks.below(4)).map(|_| format!("- {}\n", self.line(picks, 40, true))).collect(),
            4 | 5 => self.table(picks),
            6 => {
                let caption = self.line(picks, 8, false).replace("^2^", "").replace('*', "");
                format!("![{caption}](hinh.svg)")
            }
            _ => self.line(picks, 90, true),
        };
        self.text += &(block + "\n\n");
    }

    fn table(&mut self, picks: &mut Picks<'_>) -> String {
        let columns = 1 + picks.below(4);
        let caption =
            if picks.below(2) == 0 { format!("Bảng: {}\n\n", self.line(picks, 8, true)) } else { String::new() };
        let mut row = |picks: &mut Picks<'_>, most| {
            let cells: Vec<String> = (0..columns).map(|_| self.line(picks, most, true)).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let head = row(picks, 3) + &format!("|{}\n", "---|".repeat(columns));
        caption + &head + &(0..=picks.below(25)).map(|_| row(picks, 6)).collect::<String>()
    }
}

fn written(picks: &[u8], blocks: usize) -> Written {
    let mut written = Written::default();
    let mut picks = Picks { values: picks, at: 0 };
    for _ in 0..blocks {
        written.block(&mut picks);
    }
    written
}

/// The words of pages in the order of drawing, each where it stands first.
fn drawn(project: &Project) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let pages = project.pages(PATH);
    let runs = pages.iter().flat_map(|page| &page.texts);
    let words =
        runs.flat_map(|run| run.text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>());
    words.filter(|word| word.starts_with("từ") && word.len() > 4 && seen.insert(word.clone())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::support::turns(1, 40), failure_persistence: None, max_shrink_iters: 0, ..ProptestConfig::default() })]

    #[test]
    fn any_document_builds_with_every_word_in_order(picks in proptest::collection::vec(any::<u8>(), 40..400), blocks in 3..crate::support::turns(8, 30) as usize) {
        let Written { text, notes, words, note_words, .. } = written(&picks, blocks);
        let chart = "```bieu_do\nchu_thich: Biểu đồ\nnhan: bd\nnhom: n\n```\n\nHết.\n";
        let indented = |indent: &str| -> String { (text.clone() + chart + "\n" + &notes).lines().map(|line| format!("{indent}{line}\n")).collect() };
        let yaml = format!(
            "loai: bao-cao\nco_quan: ubnd\nso: 5\nngay: 2025-12-05\ntrich_yeu: Thử\nnguoi_ky: ct-ubnd\nnoi_nhan: chung\nnoi_dung: |\n{}phu_luc:\n  - ten: Một\n    noi_dung: |\n{}",
            indented("  "), indented("      ")
        );
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="300" height="90"><rect width="300" height="90"/></svg>"#;
        let project = Project::empty().file("co-quan.yaml", OFFICE).file("nam-2026/hinh.svg", svg).file(PATH, &yaml)
            .file("nam-2026/so-lieu.yaml", "ky_bao_cao: năm 2026\nn:\n  a: {ten: Một, thuc_hien: 5}\n");
        let output = project.run(&["build", PATH, "--final"]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        prop_assert!(!told.contains("lỗi["), "{told}\n{yaml}");
        let drawn = drawn(&project);
        for wanted in [&words, &note_words] {
            let own: Vec<&String> = drawn.iter().filter(|word| wanted.contains(word)).collect();
            let apart = wanted.iter().zip(&own).position(|(wanted, own)| wanted != *own);
            prop_assert!(apart.is_none() && own.len() == wanted.len(), "{:?} {} {}\n{yaml}", apart.map(|at| (&wanted[at], own[at])), own.len(), wanted.len());
        }
    }
}
