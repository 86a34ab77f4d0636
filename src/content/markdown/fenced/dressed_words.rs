//! Words of a block in their dress: bold, raised, with notes, as anywhere in the text.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::Written;
use crate::base::finding::Findings;
use crate::content::expression::interpolated::{Escaping, InterpolatedText};
use crate::content::markdown::lines;
use crate::content::markdown::parser::BodyParser;
use crate::domain::document::body::{Inline, plain};

/// What stands before the words while they are read, so that a sign at their beginning begins no list and no heading.
const LEAD: &str = "x ";

impl BodyParser<'_> {
    /// Words of a block, expressions worked out; none without words.
    pub(super) fn dressed_words_of(&mut self, written: &Written, key: &str) -> Option<Vec<Inline>> {
        let node = written.root.get(key).filter(|node| !node.is_null())?;
        // its expressions have been worked out with the whole text, which has reported what is wrong with them
        let mut told = Findings::default();
        let text = InterpolatedText::new(&written.source, node);
        let text = self.scope.again(|scope| text.evaluate(scope, Escaping::Markdown, &mut told));
        let text = lines::prepared(&as_one_line(&text), self.findings);
        let options = Options::ENABLE_FOOTNOTES;
        let mut inner = BodyParser {
            text: &text,
            events: Parser::new_ext(&text.text, options).into_offset_iter().peekable(),
            numbering: self.numbering.clone(),
            depths: Vec::new(),
            nested: self.nested,
            notes: std::mem::take(&mut self.notes),
            lead: None,
            blocks: Vec::new(),
            references: Vec::new(),
            typed: Vec::new(),
            stars: Vec::new(),
            scope: self.scope,
            images: self.images,
            findings: self.findings,
        };
        let begins = inner.events.by_ref().any(|(event, _)| matches!(event, Event::Start(Tag::Paragraph)));
        let mut words = if begins { inner.inlines(TagEnd::Paragraph) } else { Vec::new() };
        let (notes, references) = (inner.notes, inner.references);
        self.notes = notes;
        self.references.extend(references);
        if let Some(Inline::Text(first)) = words.first_mut() {
            first.value = first.value.strip_prefix(LEAD).unwrap_or(&first.value).to_owned();
        }
        words.retain(|inline| !matches!(inline, Inline::Text(text) if text.value.is_empty()));
        (!plain(&words).trim().is_empty()).then_some(words)
    }
}

/// A text as one line of a paragraph, under it an empty note for each mark: Markdown sees no mark without a note.
fn as_one_line(text: &InterpolatedText) -> InterpolatedText {
    let end = text.text.trim_end().len();
    let start = text.text.len() - text.text.trim_start().len();
    let mut edits = vec![(0..start.min(end), LEAD.to_owned())];
    edits.extend(
        text.text[start.min(end)..end].match_indices('\n').map(|(at, _)| (start + at..start + at + 1, " ".to_owned())),
    );
    let marks = text.text[..end].split("[^").skip(1).filter_map(|rest| rest.split_once(']'));
    let notes: String = marks.map(|(label, _)| format!("\n\n[^{label}]: {LEAD}")).collect();
    edits.push((end..text.text.len(), notes));
    text.rewritten(&edits)
}
