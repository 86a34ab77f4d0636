//! A stretch of running text as rules of language read it, and a file as its stretches.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use crate::base::source::{Place, Source};
use crate::check::language::words::{Word, words};
use crate::check::markup::without_markup;
use crate::check::prose::{self, Words};
use crate::formats::yaml::node::{Node, Value};

/// Stands where an expression is: a word that is no word, so that what stands around it are no neighbours.
const EXPRESSION: char = '0';

/// Fields that hold no running text.
const NO_PROSE: [&str; 14] = [
    "so",
    "ngay",
    "loai",
    "den_ngay",
    "so_voi",
    "ky_hieu",
    "ky_bao_cao",
    "bac_danh_so",
    "danh_sach",
    "ten_tep",
    "ban_lien_quan",
    "bo_qua",
    "co_quan",
    "do_mat",
];

/// A text and its words.
pub(crate) struct Passage {
    /// Markup and expressions are filled, byte for byte.
    pub(crate) text: String,
    pub(crate) words: Vec<Word>,
    /// Where it stands in its file.
    origin: Words,
}

impl Passage {
    /// A text of a document, its Markdown read as such.
    fn of(origin: Words) -> Self {
        let text = without_markup(&origin.filled(EXPRESSION));
        Self { words: words(&text), text, origin }
    }

    /// Plain text.
    fn plain(origin: Words) -> Self {
        Self { text: origin.text.clone(), words: words(&origin.text), origin }
    }

    /// Where a stretch of it stands in the clerk's file.
    pub(crate) fn place(&self, range: Range<usize>) -> Place {
        self.origin.place(range)
    }

    /// The word right before one, when only blanks part them.
    pub(crate) fn before(&self, at: usize) -> Option<&Word> {
        self.words.get(at.checked_sub(1)?).filter(|_| self.words[at].follows)
    }

    /// The word right after one, when only blanks part them.
    pub(crate) fn after(&self, at: usize) -> Option<&Word> {
        self.words.get(at + 1).filter(|word| word.follows)
    }

    /// As it is written.
    pub(crate) fn written(&self, range: Range<usize>) -> &str {
        &self.text[range]
    }
}

/// A slip of the pen: where it stands, and what was meant where that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slip {
    pub(crate) range: Range<usize>,
    pub(crate) right: Option<String>,
}

/// A file as rules of language read it.
pub(crate) struct Reading {
    pub(crate) passages: Vec<Passage>,
    /// How often each word stands in the file, in small letters.
    pub(crate) times: HashMap<String, usize>,
    /// Words of the office's own, in small letters.
    office: HashSet<String>,
}

impl Reading {
    /// The running text of a document; `office` is the tree of the office's file.
    pub(crate) fn of_document(source: &Arc<Source>, root: &Node, office: Option<&Node>) -> Self {
        let texts = prose::of(source, root).into_iter().filter(|words| !NO_PROSE.contains(&words.field().as_str()));
        Self::new(texts.map(Passage::of).collect(), office)
    }

    /// A file of plain text.
    pub(crate) fn of_text(source: &Arc<Source>) -> Self {
        Self::new(vec![Passage::plain(Words::whole(source))], None)
    }

    fn new(passages: Vec<Passage>, office: Option<&Node>) -> Self {
        let mut times = HashMap::new();
        for word in passages.iter().flat_map(|passage| &passage.words) {
            *times.entry(word.small.clone()).or_default() += 1;
        }
        let mut known = HashSet::new();
        if let Some(root) = office {
            collect(root, &mut known);
        }
        Self { passages, times, office: known }
    }

    /// Whether the office itself writes a word so.
    pub(crate) fn is_of_office(&self, word: &str) -> bool {
        self.office.contains(word)
    }

    /// How many words it has.
    pub(crate) fn count(&self) -> usize {
        self.passages.iter().map(|passage| passage.words.len()).sum()
    }
}

/// The words of every text of a tree.
fn collect(node: &Node, found: &mut HashSet<String>) {
    match &node.value {
        Value::Scalar { text, .. } => found.extend(words(text).into_iter().map(|word| word.small)),
        Value::Map(entries) => entries.iter().for_each(|(_, node)| collect(node, found)),
        Value::List(items) => items.iter().for_each(|node| collect(node, found)),
    }
}
