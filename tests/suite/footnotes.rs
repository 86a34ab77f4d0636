//! Footnotes: size and rule, several on a page, beginning on the page of their marks, running over, repeated marks.

use vanthu::typeset::runs::PageRuns;

use crate::support::measure::{
    BOTTOM, LEFT, Line, PT, Press, RIGHT, TOP, document, find, lines, near, printed, within, words,
};
use crate::support::{OFFICE, Project, one_in, sweep};

const KINDS: [&str; 2] = ["bao-cao", "nghi-quyet"];

/// The lines of the notes, in the order of the pages.
fn notes(pages: &[PageRuns]) -> Vec<Line> {
    let mut lines = lines(pages);
    lines.retain(|line| (line.size() - 10.0).abs() < 0.1);
    lines
}

/// The lines a note begins with: a raised number, then words.
fn beginnings(pages: &[PageRuns]) -> Vec<Line> {
    let mut notes = notes(pages);
    notes.retain(|line| line.runs[0].size < 8.0 && line.runs[0].text.trim().parse::<u32>().is_ok());
    notes
}

/// The marks in the text: number, page, baseline of their line.
fn marks(pages: &[PageRuns]) -> Vec<(u32, usize, f64)> {
    let body = lines(pages).into_iter().filter(|line| line.size() > 11.5 && line.baseline() > TOP);
    body.flat_map(|line| {
        let small = line.runs.iter().filter(|run| run.size < 0.75 * line.size());
        small.map(|run| (run.text.trim().parse().unwrap(), line.page, line.baseline())).collect::<Vec<_>>()
    })
    .collect()
}

/// The short rules at the left margin that part notes from text: page and height.
fn separators(pages: &[PageRuns]) -> Vec<(usize, f64)> {
    let page = |(page, runs): (usize, &PageRuns)| {
        let rules = runs.rules.iter().filter(|rule| (rule.x - LEFT).abs() < 0.05 && (rule.width - 50.0).abs() < 0.05);
        rules.map(|rule| (page, rule.y)).collect::<Vec<_>>()
    };
    (1..).zip(pages).flat_map(page).collect()
}

/// Every page with notes has one separator, above all notes and below all text; notes stay inside the margins.
fn are_well_placed(pages: &[PageRuns]) {
    let notes = notes(pages);
    for (number, _) in (1..).zip(pages) {
        let own: Vec<&Line> = notes.iter().filter(|line| line.page == number).collect();
        let rules: Vec<f64> =
            separators(pages).into_iter().filter(|(page, _)| *page == number).map(|(_, y)| y).collect();
        assert_eq!(rules.len(), usize::from(!own.is_empty()), "separators on page {number}");
        let Some(first) = own.first() else { continue };
        within(first.top() - rules[0], 0.5, 4.0, "room under the separator");
        within(own.last().unwrap().bottom(), TOP, BOTTOM, "foot of the notes");
        let text = lines(pages).into_iter().filter(|line| line.page == number && line.size() > 10.5);
        let lowest = text.map(|line| line.bottom()).fold(0.0, f64::max);
        within(rules[0] - lowest, 0.5, 300.0, "room above the separator");
        for pair in own.windows(2) {
            within(pair[1].baseline() - pair[0].baseline(), 10.0 * PT, 10.0 * PT * 1.6, "pitch of notes");
        }
        for line in own {
            within(line.x(), LEFT, LEFT + 2.0, "left end");
            within(line.right(), LEFT, RIGHT, "right end");
        }
    }
}

/// Every first mark has its note beginning on the same page, in the order of the marks.
fn begin_with_their_marks(pages: &[PageRuns]) {
    let mut seen: Vec<(u32, usize)> = Vec::new();
    for (number, page, _) in marks(pages) {
        if !seen.iter().any(|(known, _)| *known == number) {
            seen.push((number, page));
        }
    }
    let begun = beginnings(pages).into_iter().map(|line| (line.runs[0].text.trim().parse().unwrap(), line.page));
    assert_eq!(begun.collect::<Vec<(u32, usize)>>(), seen, "{}", printed(&lines(pages)));
}

#[test]
fn notes_are_10_pt_under_a_short_rule_at_the_left() {
    let mut press = Press::new();
    for kind in KINDS {
        let pages = press.pages(&document(kind, "", "Nội dung[^a] tiếp.\n\n[^a]: Ghi **rõ** thêm."));
        let note = find(&pages, "Ghi rõ thêm.");
        near(note.size(), 10.0, "size");
        near(note.x(), LEFT, "left end");
        assert_eq!(note.runs[0].text.trim(), "1");
        assert_eq!(separators(&pages).len(), 1);
        are_well_placed(&pages);
    }
}

#[test]
fn a_mark_is_a_small_raised_number_close_to_its_word() {
    let mut press = Press::new();
    let pages = press.pages(&document("bao-cao", "", "Nội dung[^a] tiếp.\n\n[^a]: Ghi thêm."));
    let line = find(&pages, "Nội dung");
    assert_eq!(line.text(), "Nội dung1 tiếp./.");
    let [word, mark, ..] = &line.runs[..] else { panic!("{line:?}") };
    near(mark.x, word.x + word.width, "left end of the mark");
    within(mark.size / word.size, 0.5, 0.7, "size of the mark");
    within(word.y - mark.y, 1.0, 3.0, "rise of the mark");
}

#[test]
fn several_notes_of_a_page_stand_at_its_foot_in_order() {
    let mut press = Press::new();
    for kind in KINDS {
        let text: String = (1..=6).map(|n| format!("Đoạn[^n{n}] thứ {n}.\n\n")).collect();
        let definitions: String =
            (1..=6).rev().map(|n| format!("[^n{n}]: Ghi chú {n} {}.\n\n", words(n * 5))).collect();
        let pages = press.pages(&document(kind, "", &(text + &definitions)));
        begin_with_their_marks(&pages);
        are_well_placed(&pages);
        let order: Vec<String> = beginnings(&pages).iter().map(|line| line.text().chars().take(11).collect()).collect();
        let expected: Vec<String> = (1..=6).map(|n| format!("{n}Ghi chú {n} ")).collect();
        assert_eq!(order, expected);
        let last = notes(&pages).pop().unwrap();
        within(BOTTOM - last.bottom(), 0.0, 0.1, "the last note stands on the bottom margin");
    }
}

#[test]
fn two_marks_on_one_line_and_in_headings_items_and_tables_have_their_notes() {
    let mut press = Press::new();
    let text = "## ĐỀ MỤC[^a]\n\nMột[^b] và hai[^c].\n\n- Mục[^d].\n\nBảng: Lời chú[^e]\n\n| A | B |\n|---|---|\n| 1[^f] | 2 |\n\nXin hết.";
    let definitions: String = "abcdef".chars().map(|c| format!("\n[^{c}]: Ghi chú {c}.\n")).collect();
    let pages = press.pages(&document("bao-cao", "", &format!("{text}\n{definitions}")));
    begin_with_their_marks(&pages);
    are_well_placed(&pages);
    assert_eq!(beginnings(&pages).len(), 6);
}

/// Text with two marks, `apart` words from each other, after `count` short paragraphs; notes of `length` words.
fn two_notes(count: usize, apart: usize, length: usize) -> String {
    let before: String = (0..count).map(|n| format!("Đoạn {n}.\n\n")).collect();
    let middle = format!("{}[^a] {}[^b] {}.", words(30), words(apart), words(30));
    let after = vec![words(50); 6].join("\n\n");
    format!("{before}{middle}\n\n{after}\n\n[^a]: Một {}.\n\n[^b]: Hai {}.", words(length), words(length))
}

#[test]
fn a_note_begins_on_the_page_of_its_mark_wherever_that_falls() {
    let mut press = Press::new();
    for length in [4, 40, 120] {
        for count in sweep(0..=30) {
            let pages = press.pages(&document("bao-cao", "", &two_notes(count, 24, length)));
            begin_with_their_marks(&pages);
            are_well_placed(&pages);
        }
    }
}

#[test]
fn both_notes_of_a_line_begin_on_its_page() {
    let mut press = Press::new();
    for length in [4, 40] {
        for count in sweep(18..=30) {
            let pages = press.pages(&document("bao-cao", "", &two_notes(count, 6, length)));
            begin_with_their_marks(&pages);
            are_well_placed(&pages);
        }
    }
}

#[test]
fn a_very_long_note_runs_over_to_the_next_pages_whole() {
    let mut press = Press::new();
    for kind in KINDS {
        for count in [0, 14, 22] {
            let before: String = (0..count).map(|n| format!("Đoạn {n}.\n\n")).collect();
            let long: String = (1..=1500).map(|n| format!(" từ{n}")).collect();
            let text =
                format!("{before}Có chú thích[^a] dài.\n\n{}\n\n[^a]: Mở đầu{long}.", vec![words(40); 12].join("\n\n"));
            let pages = press.pages(&document(kind, "", &text));
            begin_with_their_marks(&pages);
            are_well_placed(&pages);
            let notes = notes(&pages);
            assert!(notes.last().unwrap().page > notes[0].page, "{}", printed(&notes));
            let whole: Vec<String> = notes.iter().map(Line::text).collect();
            assert_eq!(whole.join(" "), format!("1Mở đầu{long}."));
        }
    }
}

#[test]
fn a_repeated_mark_has_the_same_number_and_no_second_note() {
    let mut press = Press::new();
    for kind in KINDS {
        let text = "Một[^a], hai[^b], lại một[^a].\n\n[^a]: Ghi chú a.\n\n[^b]: Ghi chú b.";
        let pages = press.pages(&document(kind, "", text));
        let numbers: Vec<u32> = marks(&pages).iter().map(|(number, ..)| *number).collect();
        assert_eq!(numbers, [1, 2, 1]);
        let texts: Vec<String> = notes(&pages).iter().map(Line::text).collect();
        assert_eq!(texts, ["1Ghi chú a.", "2Ghi chú b."]);
    }
}

#[test]
fn notes_below_the_signature_block_leave_it_whole() {
    let mut press = Press::new();
    for count in (1..=30).step_by(2) {
        let before: String = (0..count).map(|n| format!("Đoạn {n}.\n\n")).collect();
        let text = format!("{before}Xin[^a] báo cáo.\n\n[^a]: Ghi chú {}.", words(40));
        let pages = press.pages(&document("bao-cao", "", &text));
        begin_with_their_marks(&pages);
        are_well_placed(&pages);
        let (text, head, name) = (find(&pages, "Xin"), find(&pages, "Nơi nhận:"), find(&pages, "Lộc Văn Khải"));
        assert_eq!((text.page, text.page), (head.page, name.page), "after {count}");
        assert!(name.baseline() > head.baseline() + 28.0);
    }
}

#[test]
fn notes_of_a_table_begin_on_the_page_of_their_row() {
    let mut press = Press::new();
    for (every, before) in one_in(2, 1, &[(1, 4), (2, 6), (7, 4)]).copied() {
        let lead: String = (0..before).map(|n| format!("Đoạn {n}.\n\n")).collect();
        let mark = |row: usize| if row.is_multiple_of(every) { format!("[^n{row}]") } else { String::new() };
        let rows: String = (1..=45).map(|row| format!("| {row} | Dòng{} | {row} |\n", mark(row))).collect();
        let defined = (1..=45).filter(|row| row % every == 0);
        let notes: String = defined.map(|row| format!("[^n{row}]: Ghi chú {}.\n\n", words(30))).collect();
        let text = format!("{lead}| TT | Tên | Số |\n|:-:|---|--:|\n{rows}\n{notes}");
        let pages = press.pages(&document("bao-cao", "", &text));
        begin_with_their_marks(&pages);
        are_well_placed(&pages);
        let lines = lines(&pages);
        let heads = lines.iter().filter(|line| line.text().starts_with("TT")).count();
        let with_rows = (1..=pages.len())
            .filter(|page| lines.iter().any(|line| line.page == *page && line.text().contains("Dòng")));
        assert_eq!(heads, with_rows.count(), "the header stands once on every page of the table");
    }
}

/// Marks and references in a heading row that every page repeats, and the same names in a text and its annexes: one
/// note each, the marks again with the heading, and a PDF that passes.
#[test]
fn notes_and_references_of_a_repeated_heading_stand_once() {
    let rows: String = (1..=60).map(|row| format!("| {row} | Dòng | {row}[^c] |\n")).collect();
    let body = format!(
        "Bảng: Lời chú[^c]\n\n| TT **số**[^a] | Tên[^a] | Số[^b] |\n|--|--|--|\n{rows}\n[^a]: Ghi a.\n\n[^b]: Ghi b, xem[^a].\n\n[^c]: Ghi c."
    );
    let annex = "phu_luc:\n  - ten: Một\n    noi_dung: |\n      Một[^a], hai[^a].\n\n      | A[^b] |\n      |--|\n      | 1[^b] |\n\n      [^a]: Ghi d.\n\n      [^b]: Ghi e.\n";
    let yaml = format!("{}{annex}", document("bao-cao", "", &body));
    let project = Project::empty().file("co-quan.yaml", OFFICE).file("a.yaml", yaml);
    let output = project.run(&["build", "a.yaml"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let pages = project.pages("a.yaml");
    let texts: Vec<String> = notes(&pages).iter().map(Line::text).collect();
    assert_eq!(texts, ["1Ghi c.", "2Ghi a.", "3Ghi b, xem2.", "4Ghi d.", "5Ghi e."]);
    begin_with_their_marks(&pages);
    are_well_placed(&pages);
    let heads = lines(&pages).into_iter().filter(|line| line.text() == "TT số2").count();
    assert_eq!(heads, 3, "{}", printed(&lines(&pages)));
}

/// What may follow short paragraphs, with its notes, wherever on the page that falls.
fn positions() -> Vec<(&'static str, String)> {
    let long = |lines: usize| words(lines * 15 - 6);
    let rows = |from: usize, to: usize| -> String {
        (from..=to).map(|n| format!("| {n} | Dòng {n}[^r{n}] | {n} |\n")).collect()
    };
    let row_notes = |to: usize| -> String {
        (1..=to).map(|n| format!("[^r{n}]: Ghi chú hàng {n} {}.\n\n", words(n % 3 * 14))).collect()
    };
    let head = "| TT | Tên | Số |\n|:-:|---|--:|\n";
    vec![
        ("heading", format!("## ĐỀ MỤC[^a]\n\n{}\n\n[^a]: Ghi {}.", long(4), long(2))),
        ("two headings", format!("## MỘT[^a]\n\n### Hai[^b]\n\n{}\n\n[^a]: A.\n\n[^b]: B {}.", long(3), long(1))),
        ("heading and text", format!("## ĐỀ MỤC[^a]\n\nMột[^b] {}.\n\n[^a]: A.\n\n[^b]: B {}.", long(3), long(2))),
        (
            "two on a line",
            format!("{} một[^a] hai[^b] {}.\n\n[^a]: A {}.\n\n[^b]: B {}.", words(18), long(2), long(1), long(3)),
        ),
        (
            "three in three lines",
            format!(
                "Một[^a] {} hai[^b] {} ba[^c].\n\n[^a]: A.\n\n[^b]: B {}.\n\n[^c]: C.",
                words(14),
                words(14),
                long(2)
            ),
        ),
        ("last line", format!("{} cuối[^a].\n\n{}\n\n[^a]: A {}.", long(3), long(3), long(2))),
        (
            "items",
            format!(
                "- Một[^a] {};\n- Hai[^b];\n- Ba[^c] {}.\n\n[^a]: A.\n\n[^b]: B.\n\n[^c]: C {}.",
                long(2),
                long(1),
                long(1)
            ),
        ),
        ("small table", format!("{head}{}\n{}\n\nHết.", rows(1, 3), row_notes(3))),
        (
            "heading and table",
            format!("## BẢNG[^a]\n\nBảng: Lời chú[^b]\n\n{head}{}\n{}[^a]: A.\n\n[^b]: B.", rows(1, 5), row_notes(5)),
        ),
        ("long table", format!("{head}{}\n{}", rows(1, 40), row_notes(40))),
        (
            "text and table",
            format!("Trước[^a].\n\n{head}{}\n{}[^a]: A {}.\n\nSau.", rows(1, 12), row_notes(12), long(2)),
        ),
    ]
}

#[test]
fn a_note_begins_with_its_mark_in_every_kind_of_place() {
    let mut press = Press::new();
    let mut wrong = Vec::new();
    let mut turn = 0;
    for (kind, follower) in positions() {
        for count in 12..=38 {
            // the short run takes one length of each kind, always another
            turn += 1;
            if turn % crate::support::turns(25, 1) != 0 {
                continue;
            }
            let lead: String = (0..count).map(|n| format!("Đoạn {n}.\n\n")).collect();
            let pages = press.pages(&document("bao-cao", "", &format!("{lead}{follower}\n\n{}", words(60))));
            if std::panic::catch_unwind(|| begin_with_their_marks(&pages)).is_err() {
                wrong.push(format!("{count} paragraphs and {kind}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {turn} positions: {wrong:#?}", wrong.len());
}
