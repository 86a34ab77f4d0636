//! Lists of a Word file: what number or bullet Word sets in front of each paragraph, counted as Word counts.

use std::collections::{HashMap, HashSet};

use roxmltree::Node;

use crate::base::text::numerals::roman;
use crate::formats::word::fault::Fault;
use crate::formats::word::model::ListNumber;
use crate::formats::word::xml::{self, attribute, child, elements, name, value};

/// Levels of a list.
const LEVELS: usize = 9;

/// A level of a list.
#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    /// `%1.%2.`: where the numbers stand.
    pattern: String,
    /// The level whose next number starts this one again; 0 for never.
    restart: Option<usize>,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, format: "decimal".to_owned(), pattern: String::new(), restart: None }
    }
}

/// Lists of a file, and where their counting stands.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: HashMap<String, Vec<Level>>,
    /// Each list: what it is made after, and levels of its own.
    lists: HashMap<String, (String, HashMap<usize, Level>)>,
    /// Counters of what lists are made after: those of one kind go on in one another.
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    /// Lists that have begun.
    begun: HashSet<String>,
}

impl Numbering {
    /// Reads the part of the lists.
    pub(super) fn read(part: &str, bytes: &[u8]) -> Result<Self, Fault> {
        let text = xml::text(part, bytes)?;
        let document = xml::parse(part, &text)?;
        let mut numbering = Self::default();
        for node in elements(document.root_element()) {
            match name(node) {
                "abstractNum" => numbering.read_abstract(node),
                "num" => numbering.read_list(node),
                _ => {}
            }
        }
        Ok(numbering)
    }

    fn read_abstract(&mut self, node: Node<'_, '_>) {
        let Some(id) = attribute(node, "abstractNumId") else { return };
        let mut levels = vec![Level::default(); LEVELS];
        for level in elements(node).filter(|node| name(*node) == "lvl") {
            let at = attribute(level, "ilvl").and_then(|at| at.parse::<usize>().ok());
            if let Some(place) = at.and_then(|at| levels.get_mut(at)) {
                *place = read_level(level);
            }
        }
        self.abstracts.insert(id.to_owned(), levels);
    }

    fn read_list(&mut self, node: Node<'_, '_>) {
        let (Some(id), Some(made_after)) = (attribute(node, "numId"), value(node, "abstractNumId")) else { return };
        let mut own = HashMap::new();
        for change in elements(node).filter(|node| name(*node) == "lvlOverride") {
            let Some(at) = attribute(change, "ilvl").and_then(|at| at.parse::<usize>().ok()) else { continue };
            let base = self.abstracts.get(made_after).and_then(|levels| levels.get(at)).cloned().unwrap_or_default();
            let mut level = child(change, "lvl").map_or(base, read_level);
            if let Some(start) = value(change, "startOverride").and_then(|start| start.parse().ok()) {
                level.start = start;
            }
            own.insert(at, level);
        }
        self.lists.insert(id.to_owned(), (made_after.to_owned(), own));
    }

    /// The next number of a list; none for a list that is switched off or not there.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Option<ListNumber> {
        let level = level.min(LEVELS - 1);
        let (made_after, own) = self.lists.get(list)?.clone();
        let mut levels = self.abstracts.get(&made_after)?.clone();
        for (at, changed) in &own {
            if let Some(place) = levels.get_mut(*at) {
                place.clone_from(changed);
            }
        }
        let counters = self.counters.entry(made_after).or_default();
        if self.begun.insert(list.to_owned()) {
            // a list with a beginning of its own does not go on in another
            own.keys().filter(|at| **at < LEVELS).for_each(|at| counters[*at] = None);
        }
        let here = &levels[level];
        counters[level] = Some(counters[level].map_or(here.start, |count| count.saturating_add(1)));
        for deeper in level + 1..LEVELS {
            let restarts = levels[deeper].restart.is_none_or(|after| after > level && after != 0);
            if restarts {
                counters[deeper] = None;
            }
        }
        let is_bullet = here.format == "bullet" || here.format == "none" && here.pattern.is_empty();
        let text = if is_bullet { here.pattern.clone() } else { shown(&levels, counters, level) };
        (!text.trim().is_empty()).then_some(ListNumber { text, level, is_bullet })
    }
}

fn read_level(node: Node<'_, '_>) -> Level {
    Level {
        start: value(node, "start").and_then(|start| start.parse().ok()).unwrap_or(1),
        format: value(node, "numFmt").unwrap_or("decimal").to_owned(),
        pattern: value(node, "lvlText").unwrap_or_default().to_owned(),
        restart: value(node, "lvlRestart").and_then(|level| level.parse().ok()),
    }
}

/// A number as its pattern shows it.
fn shown(levels: &[Level], counters: &[Option<u32>; LEVELS], level: usize) -> String {
    let mut text = String::new();
    let mut pattern = levels[level].pattern.chars().peekable();
    while let Some(sign) = pattern.next() {
        let at = pattern.peek().and_then(|digit| digit.to_digit(10)).filter(|_| sign == '%');
        match at {
            Some(at @ 1..=9) => {
                pattern.next();
                let at = at as usize - 1;
                let count = counters[at].unwrap_or(levels[at].start);
                text.push_str(&numeral(&levels[at].format, count));
            }
            _ => text.push(sign),
        }
    }
    text
}

fn numeral(format: &str, count: u32) -> String {
    let letter = |base: u8| {
        // Word goes on with aa, bb, … after z
        let at = count.max(1) - 1;
        let turns = usize::try_from(at / 26).unwrap_or_default().min(50);
        let sign = char::from(base + u8::try_from(at % 26).unwrap_or_default());
        sign.to_string().repeat(turns + 1)
    };
    match format {
        "upperRoman" => roman(count),
        "lowerRoman" => roman(count).to_lowercase(),
        "upperLetter" => letter(b'A'),
        "lowerLetter" => letter(b'a'),
        "decimalZero" if count < 10 => format!("0{count}"),
        "none" => String::new(),
        _ => count.to_string(),
    }
}
