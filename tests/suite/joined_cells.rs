//! Written tables with headings of several rows and joined cells: what they look like, what is refused, what a comparison says.

use std::collections::BTreeSet;

use proptest::prelude::*;
use vanthu::typeset::runs::{PageRuns, Rule};

use crate::support::measure::{Line, Press, document, find, lines, near};
use crate::support::{Project, report};

/// A heading of two rows and a group of rows, as the guide shows them.
const TABLE: &str = "\
Bảng: Thu, chi

| TT | Chỉ tiêu | Năm 2025 | < | Ghi chú |
| ^ | ^ | Kế hoạch | Thực hiện | ^ |
|:---:|:---|---:|---:|---|
| I | Tổng thu | < | < | < |
| 1 | Khối | 120,5 | 1.234 | đạt |
| ^ | Thôn | 7 | 8,25 | < |
";

/// The places of vertical rules that cross a height of a page, mm, each once.
fn uprights(page: &PageRuns, y: f64) -> Vec<f64> {
    let crosses = |rule: &&Rule| rule.width < 0.01 && rule.y < y && rule.y + rule.height > y;
    let mut found: Vec<f64> = page.rules.iter().filter(crosses).map(|rule| rule.x).collect();
    found.sort_by(f64::total_cmp);
    found.dedup_by(|a, b| (*a - *b).abs() < 0.1);
    found
}

/// The places of level rules that cross a place across a page, mm.
fn levels(page: &PageRuns, x: f64) -> Vec<f64> {
    let crosses = |rule: &&Rule| rule.height < 0.01 && rule.x < x && rule.x + rule.width > x;
    let mut found: Vec<f64> = page.rules.iter().filter(crosses).map(|rule| rule.y).collect();
    found.sort_by(f64::total_cmp);
    found.dedup_by(|a, b| (*a - *b).abs() < 0.1);
    found
}

fn between(places: &[f64], at: f64) -> (f64, f64) {
    let after = places.iter().position(|place| *place > at).unwrap_or_else(|| panic!("{at} in {places:?}"));
    (places[after - 1], places[after])
}

fn middle(line: &Line) -> f64 {
    line.baseline() - 1.2
}

#[test]
fn joined_cells_take_the_room_of_all_their_columns_and_rows() {
    let pages = Press::new().pages(&document("bao-cao", "", &format!("{TABLE}\nHết.")));
    let page = &pages[0];
    let own = |text: &str| find(&pages, text);
    let all = uprights(page, middle(&own("120,5")));
    assert_eq!(all.len(), 6, "{all:?}");
    // the year stands over its two columns, in the middle of both
    let year = own("Năm 2025");
    let (left, right) = between(&uprights(page, middle(&year)), year.centre());
    near(left, all[2], "left edge of the year");
    near(right, all[4], "right edge of the year");
    near(year.centre(), f64::midpoint(left, right), "middle of the year");
    assert!(year.bold() && own("Kế hoạch").bold(), "both rows are heading");
    // the name of a column takes both rows, in the middle of them
    let name = own("Chỉ tiêu");
    let (top, bottom) = between(&levels(page, name.centre()), middle(&name));
    let (year_top, _) = between(&levels(page, year.centre()), middle(&year));
    let (_, plan_bottom) = between(&levels(page, own("Kế hoạch").centre()), middle(&own("Kế hoạch")));
    near(top, year_top, "top of the name");
    near(bottom, plan_bottom, "bottom of the name");
    // the group takes the four columns behind its number, and the number of its rows two rows
    let group = own("Tổng thu");
    assert_eq!(uprights(page, middle(&group)).len(), 3, "the group has no rules inside");
    let rows = levels(page, own("TT").centre());
    assert_eq!(rows.len(), 4, "top, under the heading, under the group, bottom: {rows:?}");
    // what stands at the right of a cell that it joins keeps the edge of its own column
    near(own("1.234").right(), all[4] - 1.5, "figures to the right");
}

#[test]
fn every_page_repeats_all_rows_of_the_heading() {
    let rows: String = (1..=90).map(|n| format!("| {n} | Dòng {n} | {n} | {n} | |\n")).collect();
    let table = TABLE.split("| I |").next().unwrap().to_owned() + &rows;
    let pages = Press::new().pages(&document("bao-cao", "", &format!("{table}\nHết.")));
    assert!(pages.len() > 2);
    let all = lines(&pages);
    for page in 1..=pages.len() {
        let own: Vec<String> = all.iter().filter(|line| line.page == page).map(Line::text).collect();
        for heading in ["Năm 2025", "Kế hoạch", "Ghi chú"] {
            let count = own.iter().filter(|line| line.contains(heading)).count();
            let is_part = own.iter().any(|line| line.starts_with("Dòng "));
            assert_eq!(count, usize::from(is_part), "{heading} on page {page}");
        }
    }
}

/// Rows of a table that are joined stay on one page; more than a page of them run over.
#[test]
fn joined_rows_stay_together_unless_they_are_longer_than_a_page() {
    let mut press = Press::new();
    let group = |n: usize, rows: usize| -> String {
        (0..rows)
            .map(|row| {
                format!("| {} | Dòng {n}.{row} |\n", if row == 0 { format!("Nhóm {n}") } else { "^".to_owned() })
            })
            .collect()
    };
    for count in crate::support::sweep(0..=8) {
        let lead = "Đoạn.\n\n".repeat(count);
        let table: String = (0..24).map(|n| group(n, 3)).collect();
        let text = format!("{lead}| Nhóm | Dòng |\n|---|---|\n{table}\nHết.");
        let pages = press.pages(&document("bao-cao", "", &text));
        let all = lines(&pages);
        for n in 0..24 {
            let start = format!("Dòng {n}.");
            let own: BTreeSet<usize> =
                all.iter().filter(|line| line.text().starts_with(&start)).map(|line| line.page).collect();
            assert_eq!(own.len(), 1, "after {count}: {start}");
        }
    }
    let long = format!("| Nhóm | Dòng |\n|---|---|\n{}\nHết.", group(1, 90));
    let pages = press.pages(&document("bao-cao", "", &long));
    assert!(lines(&pages).iter().all(|line| line.bottom() < 277.1), "no row leaves the page");
    assert!(find(&pages, "Dòng 1.89").page > 1);
}

#[test]
fn wrong_joins_are_found_where_they_stand_with_a_repair() {
    let project = |text: &str| Project::new().file("bao-cao.yaml", report(text));
    for (text, line, column, repair) in [
        ("| < | A |\n|---|---|\n| 1 | 2 |", 1, 5, "muốn in dấu này thì viết `\\<`"),
        ("| A | ^ |\n|---|---|\n| 1 | 2 |", 1, 9, "muốn in dấu này thì viết `\\^`"),
        ("| A | B |\n|---|---|\n| 1 | ^ |", 3, 9, "để trống `| |`"),
        ("| A | B |\n|---|---|\n| < | 2 |", 3, 5, "để trống `| |`"),
        ("| A | B | C |\n|---|---|---|\n| 1 | 2 | < |\n| 4 | ^ | 6 |", 4, 13, "viết `<` vào ô này"),
        ("| A | B | C |\n|---|---|---|\n| 1 | 2 | 3 |\n| 4 | ^ | < |", 3, 13, "viết `<` vào ô này"),
        ("| A | B |\n|---|---|\n| 1 | 2 |\n| ^ | ^ |", 4, 5, "bỏ hàng này khỏi bảng"),
        ("| A | < |\n|---|---|\n| 1 | < |", 1, 9, "bỏ cột này"),
        ("| A | B |\n| C | D |\n| E | F |\n| G | H |\n| I | K |\n|---|---|\n| 1 | 2 |", 1, 3, "nhiều nhất được 4 hàng"),
        ("| A | B |\n|---|---|\n| C | D |\n|---|---|\n| 1 | 2 |", 4, 3, "`| \\--- | \\--- |`"),
        ("| A | B |\n|---|---|---|\n| 1 | 2 |", 2, 3, "viết `|---|---|`"),
        ("| A | B |\n|---|---|\n| 1[^1] | 2 |\n| ^ | 3 |\n\n[^1]: Một.", 3, 5, "hoặc ở tên bảng"),
    ] {
        let output = project(text).run(&["build", "bao-cao.yaml"]);
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains("lỗi[T14]"), "{text}\n{told}");
        let place = format!("bao-cao.yaml:{}:{column}\n", line + 8);
        assert!(told.contains(&place), "{place} {text}\n{told}");
        assert!(told.contains(repair), "{text}\n{told}");
        assert_eq!(output.status.code(), Some(1), "{text}");
    }
}

#[test]
fn signs_that_are_meant_print() {
    let text =
        "| A | B |\n|---|---|\n| \\< | \\^ |\n| a < b | 2^3 |\n| &lt; | {{ \"<\" }} |\n| \\--- | \\--- |\n\nHết.";
    let project = Project::new().file("bao-cao.yaml", report(text));
    let output = project.run(&["build", "bao-cao.yaml", "--final"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let drawn: Vec<String> = lines(&project.pages("bao-cao.yaml")).iter().map(Line::text).collect();
    for cell in ["<", "^", "a < b", "2^3", "---"] {
        assert!(drawn.iter().any(|line| line == cell), "{cell} {drawn:?}");
    }
    assert_eq!(drawn.iter().filter(|line| *line == "<").count(), 3, "{drawn:?}");
}

#[test]
fn a_comparison_names_columns_by_all_their_headings_and_marks_every_row() {
    let new = TABLE.replace("1.234", "1.300").replace("Thực hiện", "Ước thực hiện").replace("| đạt |", "| < |");
    let project = Project::new().file("cu.yaml", report(TABLE)).file("moi.yaml", report(&new));
    let output = project.run(&["diff", "cu.yaml", "moi.yaml"]);
    let told = String::from_utf8(output.stdout).unwrap();
    for change in ["cột “Năm 2025 - Ước thực hiện”", "đầu bảng, hàng 2", "ô gộp", "1.234", "1.300"]
    {
        assert!(told.contains(change), "{change}\n{told}");
    }
    let output = project.run(&["diff", "cu.yaml", "moi.yaml", "--redline", "ra.pdf"]);
    assert!(project.path().join("ra.pdf").exists(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A table of random rectangles: its Markdown and its words in the order of reading.
fn random_table(picks: &[u8], columns: usize, rows: usize, heading: usize) -> (String, Vec<String>) {
    let mut picks = picks.iter().cycle().copied();
    let mut pick = |below: usize| usize::from(picks.next().unwrap_or_default()) % below;
    let mut cells: Vec<Vec<Option<String>>> = vec![vec![None; columns]; rows];
    let mut words = Vec::new();
    for row in 0..rows {
        let end = if row < heading { heading } else { rows };
        for column in 0..columns {
            if cells[row][column].is_some() {
                continue;
            }
            let free = (column..columns).take_while(|column| cells[row][*column].is_none()).count();
            // the first column and row of each part stay whole, so that none is left without a cell of its own
            let width = if row == 0 || row == heading || column == 0 { 1 } else { 1 + pick(free.min(3)) };
            let height = if column + width == columns { 1 } else { 1 + pick((end - row).min(3)) };
            let word = format!("từ{}", words.len());
            words.push(word.clone());
            for (y, x) in (row..row + height).flat_map(|y| (column..column + width).map(move |x| (y, x))) {
                let sign = if x > column { "<" } else { "^" };
                cells[y][x] = Some(if (y, x) == (row, column) { word.clone() } else { sign.to_owned() });
            }
        }
    }
    let line = |row: &Vec<Option<String>>| {
        let cells: Vec<&str> = row.iter().map(|cell| cell.as_deref().unwrap_or_default()).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let rule = format!("|{}\n", "---|".repeat(columns));
    let text: String = cells[..heading].iter().map(line).collect::<String>() + &rule;
    (text + &cells[heading..].iter().map(line).collect::<String>(), words)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::support::turns(6, 60), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_word_of_a_random_table_stands_once_on_the_page(
        picks in proptest::collection::vec(any::<u8>(), 20..60), columns in 2..6_usize, rows in 2..9_usize, heading in 1..4_usize,
    ) {
        let (table, words) = random_table(&picks, columns, rows + heading, heading);
        let project = Project::new().file("bao-cao.yaml", report(&format!("{table}\nHết.")));
        // the guard of finished pages looks at their order
        let output = project.run(&["build", "bao-cao.yaml", "--final"]);
        prop_assert!(output.status.success(), "{table}\n{}", String::from_utf8_lossy(&output.stderr));
        let pages = project.pages("bao-cao.yaml");
        let drawn: Vec<&str> = pages.iter().flat_map(|page| &page.texts).flat_map(|run| run.text.split_whitespace()).collect();
        for word in &words {
            prop_assert_eq!(drawn.iter().filter(|drawn| *drawn == word).count(), 1, "{} {}", word, table);
        }
    }
}
