//! Parts of a document by their names, as an extract takes them: `Điều 3`, `khoản 2 Điều 5`, `Phụ lục I`. The whole form of
//! the document stays [N30 Điều 25.3].

use std::collections::BTreeSet;
use std::ops::Range;

use super::body::{Block, Body, Inline};
use super::heading_numbers::{HeadingNumber, Rung};
use super::references::Target;
use super::{Annex, Document};
use crate::base::source::Text;
use crate::base::text::{nfc, one_line};

impl Document {
    /// The document with these parts of its text and annexes alone, in its own order.
    ///
    /// # Errors
    /// The names that no part has.
    pub fn with_parts(&self, names: &[String]) -> Result<Self, Vec<String>> {
        let blocks = &self.body.blocks;
        let (mut chosen, mut annexes, mut missing) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        for name in names {
            match (self.annex(name), found(blocks, name)) {
                (Some(annex), _) => drop(annexes.insert(annex)),
                (None, Some(found)) => chosen.extend(found),
                (None, None) => missing.push(name.clone()),
            }
        }
        if !missing.is_empty() {
            return Err(missing);
        }
        // how a resolution was adopted is of its form, not of its articles
        let is_adopted = self.normative.as_ref().is_some_and(|normative| normative.adoption.is_some());
        chosen.extend(is_adopted.then(|| blocks.len() - 1));
        let body =
            Body { blocks: chosen.iter().filter_map(|at| blocks.get(*at)).cloned().collect(), ..self.body.clone() };
        let kept = self.annexes.iter().enumerate().filter(|(at, _)| annexes.contains(at));
        let kept = kept.map(|(at, annex)| Annex { body: self.apart(annex.body.clone(), at + 1), ..annex.clone() });
        let attached = Vec::new();
        Ok(Self { body: self.apart(body, 0), annexes: kept.collect(), attached, ..self.clone() })
    }

    /// The names of parts that an extract can take, for a message.
    pub fn part_names(&self) -> Vec<String> {
        let top = self.body.blocks.iter().filter_map(number).map(|number| rank(number.rung)).min();
        let of_top = |number: &&HeadingNumber| Some(rank(number.rung)) == top || number.rung == Rung::Article;
        let numbers = self.body.blocks.iter().filter_map(number).filter(of_top);
        let annexes = (1..).zip(&self.annexes).map(|(n, _)| Annex::label(n, self.annexes.len()));
        numbers.map(|number| number.label.trim_end_matches('.').to_owned()).chain(annexes).collect()
    }

    /// A body of the document as it stands without the rest.
    fn apart(&self, mut body: Body, part: usize) -> Body {
        let mut seen = BTreeSet::new();
        let words_of = |label: &str| self.references.get(part, label).map(Target::printed).unwrap_or_default();
        each_line(&mut body, |line| {
            mark(line, &mut seen);
            spell(line, &words_of);
        });
        body
    }

    fn annex(&self, name: &str) -> Option<usize> {
        let wanted = spelt(name);
        let count = self.annexes.len();
        (1..).zip(0..count).find(|(n, _)| spelt(&Annex::label(*n, count)) == wanted).map(|(_, at)| at)
    }
}

/// A name in small letters, one blank between words; `d)` and `đ)` are two.
fn spelt(name: &str) -> String {
    one_line(&nfc(name).to_lowercase()).trim_end_matches('.').to_owned()
}

/// The blocks of a part: its own, and the headings above that its name goes through.
fn found(blocks: &[Block], name: &str) -> Option<Vec<usize>> {
    let mut range = 0..blocks.len();
    let mut above = Vec::new();
    for step in steps(name)? {
        range = section(blocks, range, &step)?;
        above.push(range.start);
    }
    above.pop();
    Some(above.into_iter().chain(range).collect())
}

/// The labels of each step, the outermost first: `khoản 2 Điều 3` goes to `Điều 3`, then to `2.`
fn steps(name: &str) -> Option<Vec<Vec<String>>> {
    let name = spelt(name);
    let words: Vec<&str> = name.split(' ').collect();
    if words.len() % 2 == 1 {
        // a label as it is printed: `II`, `2`
        return (words.len() == 1 && !name.is_empty()).then(|| vec![vec![name.clone(), format!("{name})")]]);
    }
    let steps = words.chunks(2).map(|pair| {
        let (what, which) = (pair[0], pair[1].trim_end_matches([')', '.']));
        match what {
            "điểm" => vec![format!("{which})")],
            "khoản" => vec![which.to_owned()],
            "mục" => vec![which.to_owned(), format!("mục {which}")],
            _ => vec![format!("{what} {which}")],
        }
    });
    Some(steps.collect::<Vec<_>>().into_iter().rev().collect())
}

/// Where a numbered part begins and ends within a range.
fn section(blocks: &[Block], within: Range<usize>, labels: &[String]) -> Option<Range<usize>> {
    let has = |at: &usize| number(&blocks[*at]).is_some_and(|number| labels.contains(&spelt(&number.label)));
    let start = within.clone().find(has)?;
    let own = rank(number(&blocks[start])?.rung);
    let ends = |at: &usize| number(&blocks[*at]).is_some_and(|number| rank(number.rung) <= own);
    let end = (start + 1..within.end).find(ends).unwrap_or(within.end);
    Some(start..end)
}

fn number(block: &Block) -> Option<&HeadingNumber> {
    match block.bare() {
        Block::Heading { number, .. } => Some(number),
        Block::Paragraph { lead, .. } => lead.as_ref(),
        _ => None,
    }
}

/// How far up a way of numbering stands.
fn rank(rung: Rung) -> u8 {
    match rung {
        Rung::Part => 0,
        Rung::Chapter => 1,
        Rung::Section => 2,
        Rung::Subsection => 3,
        Rung::Article | Rung::Roman => 4,
        Rung::Arabic => 5,
        Rung::Nested => 6,
        Rung::Letter => 7,
    }
}

/// Goes through the lines of a body.
fn each_line(body: &mut Body, mut change: impl FnMut(&mut Vec<Inline>)) {
    for block in &mut body.blocks {
        match block {
            Block::Heading { title: text, .. }
            | Block::Paragraph { text, .. }
            | Block::Item { text, .. }
            | Block::Centred { text } => change(text),
            Block::Table(table) => {
                let cells = table.header.iter_mut().chain(&mut table.rows).flatten();
                table.caption.iter_mut().chain(cells).chain(&mut table.note).for_each(&mut change);
            }
            Block::Image { caption, .. } => change(caption),
            Block::Chart(chart) => change(&mut chart.caption),
            Block::PageBreak | Block::Revised { .. } => {}
        }
    }
    body.footnotes.iter_mut().for_each(change);
}

/// The first mark of each note carries it.
fn mark(inlines: &mut [Inline], seen: &mut BTreeSet<usize>) {
    for inline in inlines {
        if let Inline::Footnote { index, first } = inline {
            *first = seen.insert(*index);
        } else if let Some(inner) = inner_mut(inline) {
            mark(inner, seen);
        }
    }
}

/// References become the words that they print: what they lead to may not be there.
fn spell(inlines: &mut [Inline], words_of: &dyn Fn(&str) -> String) {
    for inline in inlines {
        if let Inline::Reference(label) = inline {
            *inline = Inline::Text(Text { value: words_of(label), place: None });
        } else if let Some(inner) = inner_mut(inline) {
            spell(inner, words_of);
        }
    }
}

fn inner_mut(inline: &mut Inline) -> Option<&mut Vec<Inline>> {
    match inline {
        Inline::Strong(inner)
        | Inline::Emphasis(inner)
        | Inline::Superscript(inner)
        | Inline::Subscript(inner)
        | Inline::Deleted(inner)
        | Inline::Inserted(inner) => Some(inner),
        _ => None,
    }
}
