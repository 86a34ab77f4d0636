//! The redline: without what went it is the new document, without what came the old one; marks on the page.

use vanthu::compare::{Reading, redline};
use vanthu::domain::document::body::{Block, Body, Revision};
use vanthu::domain::document::{Document, Inline};
use vanthu::operations::common::options::Options;
use vanthu::operations::common::session::Session;

use super::{RESOLUTION, TABLE, documents, load, regrouped};
use crate::support::{Project, report, samples, squeezed, turns};

/// Which words of a redline are looked at.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Old,
    New,
}

fn words(inlines: &[Inline], side: Side, out: &mut String) {
    for inline in inlines {
        match inline {
            // the end of a paragraph that came or went is a mark among the words
            Inline::Text(text) => *out += &text.value.replace(" ¶", ""),
            Inline::Deleted(inner) if side == Side::Old => words(inner, side, out),
            Inline::Inserted(inner) if side == Side::New => words(inner, side, out),
            Inline::Deleted(_) | Inline::Inserted(_) | Inline::Footnote { .. } | Inline::Reference(_) => {}
            Inline::Break => out.push(' '),
            // the mark of a note that went is only its number
            Inline::Superscript(inner) if matches!(&inner[..], [Inline::Text(text)] if text.value.parse::<u32>().is_ok()) =>
                {}
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Superscript(inner) | Inline::Subscript(inner) => {
                words(inner, side, out)
            }
        }
    }
}

fn is_note(text: &[Inline]) -> bool {
    let Some(Inline::Deleted(first)) = text.first() else { return false };
    matches!(&first[..], [Inline::Text(text)] if text.value.starts_with('[') && text.value.ends_with("] "))
}

/// The words of a body, numbers included, of one version.
fn text(body: &Body, side: Side) -> String {
    let mut out = String::new();
    for block in &body.blocks {
        let (label, gone) = match block {
            Block::Revised { revision: Revision::Deleted, .. } => (None, side == Side::New),
            Block::Revised { revision: Revision::Inserted, .. } => (None, side == Side::Old),
            Block::Revised { revision: Revision::Renumbered(old), .. } => (Some(old.clone()), false),
            _ => (None, false),
        };
        if gone {
            continue;
        }
        let label = label.filter(|_| side == Side::Old);
        match block.bare() {
            Block::Heading { number, title, .. } => {
                out += &label.unwrap_or_else(|| number.label.clone());
                words(title, side, &mut out);
            }
            // a note that went stands struck out under its paragraph
            Block::Paragraph { lead: None, text } if is_note(text) => continue,
            Block::Paragraph { lead, text } => {
                out += &label.or(lead.as_ref().map(|lead| lead.label.clone())).unwrap_or_default();
                words(text, side, &mut out);
            }
            Block::Item { mark, text, .. } => {
                out.push(*mark);
                words(text, side, &mut out);
            }
            Block::Table(table) => {
                let cells = table.cells();
                table.caption.iter().chain(cells).for_each(|cell| words(cell, side, &mut out));
            }
            _ => {}
        }
        out.push('\n');
    }
    squeezed(&out).replace("./.", ".")
}

fn assert_both_sides(old: &Document, new: &Document) {
    let marked = redline(&Reading::of(old), new);
    assert_eq!(text(&marked.body, Side::New), text(&new.body, Side::New));
    assert_eq!(text(&marked.body, Side::Old), text(&old.body, Side::New));
    for (i, annex) in new.annexes.iter().enumerate() {
        assert_eq!(text(&marked.annexes[i].body, Side::New), text(&annex.body, Side::New));
    }
}

/// Copies of the resolution: each change by itself, and all of them.
fn copies() -> Vec<String> {
    let edits = [
        ("8,5% so với", "9,2% so cùng"),
        ("  ##\n\n  Mở", "  ##\n\n  Xây một sân chơi ở khu đất phía sau chợ[^2].\n\n  ##\n\n  Mở"),
        ("  ##\n\n  Tổng thu ngân sách tăng 8,5% so với năm 2025.\n\n", ""),
        ("  Các tổ", "  - Các tổ"),
        ("120 cây", "**120** cây H~2~O"),
        ("  [^1]: Theo", "  [^2]: Nằm sau chợ.\n\n  [^1]: Theo"),
    ];
    let mut copies = vec![
        RESOLUTION.replace("[^1].", ".").replace("  [^1]: Theo kế hoạch trồng cây của phường.\n", ""),
        RESOLUTION
            .replace("  Các tổ dân phố phối hợp giám sát việc thực hiện.\n\n", "")
            .replace("  #\n\n  Giao", "  Các tổ dân phố phối hợp giám sát việc thực hiện.\n\n  #\n\n  Giao"),
    ];
    let mut all = RESOLUTION.to_owned();
    for (i, (from, to)) in edits.into_iter().enumerate() {
        // the note and its mark only come together
        if ![1, 5].contains(&i) {
            copies.push(RESOLUTION.replacen(from, to, 1));
        }
        all = all.replacen(from, to, 1);
    }
    copies.push(all);
    copies.extend(regrouped().into_iter().map(|(_, new)| new));
    copies
}

#[test]
fn both_versions_can_be_read_out_of_the_redline() {
    for new in copies() {
        let (old, new) = documents(RESOLUTION, &new);
        assert_both_sides(&old, &new);
        assert_both_sides(&new, &old);
    }
}

#[test]
fn tables_can_be_read_out_of_the_redline() {
    let row = "| 2 | Thu ngân sách | 1.333,6 | 1.400 |\n";
    for new in [
        TABLE.replace("263", "264").replace("Hộ nghèo", "Hộ cận nghèo"),
        TABLE.replace(row, ""),
        TABLE.replace("chủ yếu", "chính"),
        TABLE.replace(row, "").replace("| 3 |", "| 2 |"),
    ] {
        let image = r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="3"/></svg>"#;
        let project =
            Project::new().file("cu.yaml", report(TABLE)).file("moi.yaml", report(&new)).file("so-do.svg", image);
        let session = project.session();
        let (old, new) = (load(&session, "cu.yaml"), load(&session, "moi.yaml"));
        assert_both_sides(&old, &new);
        assert_both_sides(&new, &old);
    }
}

/// A document with every part, and a copy without most of them.
#[test]
fn fields_around_the_text_are_marked() {
    let new = RESOLUTION
        .replace("so: 7\n", "")
        .replace("12-05", "12-06")
        .replace("Về nhiệm vụ", "Về các nhiệm vụ")
        .replace("  - Sở Tài chính\n", "  - Phòng Kinh tế\n  - Sở Tài chính\n")
        .replace("ct-ubnd", "pct-ubnd")
        .replace("  - Căn cứ Luật Tổ chức chính quyền địa phương\n", "");
    let project = Project::new().file("cu.yaml", RESOLUTION).file("moi.yaml", new);
    let session = project.session();
    let (old, new) = (load(&session, "cu.yaml"), load(&session, "moi.yaml"));
    let marked = redline(&Reading::of(&old), &new);
    let markup = session.render(&marked).unwrap().main;
    for call in [
        "#xoa[#\"07\";];",
        "#xoa[#\"05\";];#khe-sua;#them[#\"06\";];",
        "#them[#\"các \";];",
        "#them[#\"Phòng Kinh tế\";];",
        "#xoa[#\"Lộc Văn Khải\";];#khe-sua;#them[#\"Hoàng Thị Mai\";];",
        "#xoa[#\"Căn cứ Luật Tổ chức chính quyền địa phương\";];",
    ] {
        assert!(markup.contains(call), "{call}\n{markup}");
    }
}

#[test]
fn changed_lines_have_a_bar_in_the_margin_and_the_pdf_keeps_its_standards() {
    let new = RESOLUTION.replace("8,5%", "9,2%");
    let project = Project::new().file("cu.yaml", RESOLUTION).file("moi.yaml", new);
    let mut session = project.session();
    let (old, new) = (load(&session, "cu.yaml"), load(&session, "moi.yaml"));
    let bars = |session: &mut Session, document: &Document| {
        let markup = session.render(document).unwrap();
        let pages = session.typeset(&markup, document).unwrap();
        let pdf = session.pdf(&pages, "x", document, &Options::default()).unwrap();
        assert!(pdf.starts_with(b"%PDF"));
        let runs = pages.runs();
        let rules = runs.iter().flat_map(|page| &page.rules).filter(|rule| rule.x < 29.0 && rule.height > 2.0);
        let word = runs.iter().flat_map(|page| &page.texts).find(|run| run.text.contains("9,2%")).unwrap().y;
        (rules.map(|rule| (rule.y, rule.y + rule.height)).collect::<Vec<_>>(), word)
    };
    assert_eq!(bars(&mut session, &new).0, []);
    let (found, word) = bars(&mut session, &redline(&Reading::of(&old), &new));
    assert!(!found.is_empty());
    assert!(found.iter().all(|(top, bottom)| *top < word && word < *bottom + 1.0), "{found:?} {word}");
}

#[test]
fn the_samples_stand_in_their_own_redlines_as_they_are() {
    let (mut session, _) = Session::open(&samples()).unwrap();
    for path in session.documents(&samples()).unwrap().into_iter().take(turns(2, 9) as usize) {
        let document = load(&session, &path);
        let marked = redline(&Reading::of(&document), &document);
        assert!(marked.redline_fields.is_empty(), "{path}");
        let text = |session: &mut Session, document: &Document| -> String {
            let markup = session.render(document).unwrap();
            assert!(!markup.main.contains("#xoa[") && !markup.main.contains("#them["), "{path}");
            let pages = session.typeset(&markup, document).unwrap().runs();
            let words: String = pages.iter().flat_map(|page| &page.texts).map(|run| run.text.as_str()).collect();
            squeezed(&words)
        };
        assert_eq!(text(&mut session, &marked), text(&mut session, &document), "{path}");
    }
}
