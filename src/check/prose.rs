//! What a file says in words: every text of its tree, expressions left out, every byte knowing its place.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Parser, Tag};

use crate::base::source::{DataPath, Place, Source};
use crate::content::expression;
use crate::content::expression::interpolated::InterpolatedText;
use crate::domain::document::own_fields::keys_of_some;
use crate::formats::yaml::node::{Node, Value};

/// One text of a file.
pub(crate) struct Words {
    pub(crate) path: DataPath,
    /// With blanks where expressions stand.
    pub(crate) text: String,
    source: InterpolatedText,
}

/// The fields whose texts may hold expressions.
const INTERPOLATED_FIELDS: [&str; 10] = [
    "trich_yeu",
    "chu_thich_trich_yeu",
    "tham_quyen",
    "can_cu",
    "kinh_gui",
    "noi_dung",
    "phu_luc",
    "kem_theo",
    "noi_nhan",
    "nguoi_ky",
];

/// Every text of a tree, in the order of the file.
pub(crate) fn of(source: &Arc<Source>, root: &Node) -> Vec<Words> {
    let mut found = Vec::new();
    collect(source, root, &DataPath::default(), &mut found);
    found
}

fn collect(source: &Arc<Source>, node: &Node, path: &DataPath, found: &mut Vec<Words>) {
    match &node.value {
        Value::Scalar { .. } => {
            let source = InterpolatedText::new(source, node);
            found.push(Words { path: path.clone(), text: without_expressions(&source.text, ' '), source });
        }
        Value::Map(entries) => {
            for (key, node) in entries {
                collect(source, node, &path.key(&key.name), found);
            }
        }
        Value::List(items) => {
            for (i, node) in items.iter().enumerate() {
                collect(source, node, &path.index(i), found);
            }
        }
    }
}

impl Words {
    /// The same with another sign where expressions stand; one that takes one byte.
    pub(crate) fn filled(&self, filler: char) -> String {
        without_expressions(&self.source.text, filler)
    }

    /// A whole file as one text.
    pub(crate) fn whole(source: &Arc<Source>) -> Self {
        let source = InterpolatedText::whole(source);
        Self { path: DataPath::default(), text: source.text.clone(), source }
    }

    /// Where a stretch of the text stands in the file.
    pub(crate) fn place(&self, range: Range<usize>) -> Place {
        self.source.place(range)
    }

    /// The field at the top of the file that the text belongs to.
    pub(crate) fn field(&self) -> String {
        self.path.to_string().split(['.', '[']).next().unwrap_or_default().to_owned()
    }

    /// Whether an expression can stand here.
    pub(crate) fn takes_expressions(&self) -> bool {
        let field = self.field();
        INTERPOLATED_FIELDS.contains(&field.as_str())
            || keys_of_some().any(|own| own == field && !["dia_danh", "so", "ky_hieu"].contains(&own))
    }

    /// The paths of the images shown, as typed.
    pub(crate) fn images(&self) -> Vec<String> {
        if !self.text.contains("![") {
            return Vec::new();
        }
        let events = Parser::new(&self.text);
        events
            .filter_map(|event| match event {
                Event::Start(Tag::Image { dest_url, .. }) => Some(dest_url.into_string()),
                _ => None,
            })
            .collect()
    }
}

/// `nam-2025/` names the folder `nam-2025`.
pub(crate) fn folder_name(text: &str) -> &str {
    text.trim().trim_end_matches('/')
}

/// Fills every `{{ … }}`, byte for byte.
fn without_expressions(text: &str, filler: char) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(start) = text[at..].find("{{").map(|i| at + i) {
        let Some(end) = expression::end_of(&text[start + 2..]).map(|end| start + 2 + end + 2) else {
            break;
        };
        out.push_str(&text[at..start]);
        out.extend(std::iter::repeat_n(filler, end - start));
        at = end;
    }
    out + &text[at..]
}
