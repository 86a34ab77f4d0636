//! What the parts of an XLSX workbook ask of calamine, seen before it reads them: it makes room for as much as they say,
//! repeats what they let it repeat, and waits for ends that never come.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::formats::spreadsheet::ods::attribute;

/// Why a part is not read.
#[derive(Debug, PartialEq)]
pub(super) enum Refusal {
    TooMuch,
    Broken,
}

impl From<quick_xml::Error> for Refusal {
    fn from(_: quick_xml::Error) -> Self {
        Self::Broken
    }
}

/// Numbers that a part may say where room is made for them: of its texts and formulas.
const MAX_COUNT: u64 = 1_000_000;

/// Formats of cells; Excel has as many.
const MAX_FORMATS: usize = 65_490;

/// Bytes of a tag among the formats, which every cell format may repeat, and of all formulas once each has its own.
const MAX_TAG: usize = 2048;
const MAX_FORMULAS: usize = 32 << 20;

/// Roots of the parts that calamine reads, and what it looks for in them, wherever it stands.
const ROOTS: [&str; 6] = ["sst", "styleSheet", "theme", "workbook", "worksheet", "Relationships"];
const SOUGHT: [&str; 10] =
    ["borders", "cellXfs", "fills", "fonts", "numFmts", "Relationship", "sheetData", "sheets", "si", "sst"];

/// Sees whether a part may be read; one that is no XML may.
pub(super) fn check(part: &[u8]) -> Result<(), Refusal> {
    let mut reader = Reader::from_reader(part);
    let config = reader.config_mut();
    config.check_comments = false;
    config.check_end_names = false;
    config.expand_empty_elements = true;
    let (mut scan, mut buffer) = (Scan::default(), Vec::new());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => {
                scan.start(&tag)?;
                // only what is read has to be whole: drawings of old comments are not
                reader.config_mut().check_end_names = scan.is_read;
            }
            Ok(Event::End(_)) => scan.end()?,
            Ok(Event::Text(text)) => scan.formula_length += text.len(),
            Ok(Event::Eof) if scan.is_read && scan.depth > 0 => return Err(Refusal::Broken),
            Ok(Event::Eof) => return Ok(()),
            Err(_) if !scan.is_read => return Ok(()),
            Err(error) => return Err(error.into()),
            Ok(_) => {}
        }
    }
}

#[derive(Default)]
struct Scan {
    depth: usize,
    /// Whether the root is one that calamine reads.
    is_read: bool,
    is_styles: bool,
    formats: usize,
    /// The open shared formula, bytes of text since it was opened, and where it began.
    open: Option<(String, usize)>,
    formula_length: usize,
    /// Bytes of the formula that others share, by number; bytes of all that share one.
    shared: HashMap<String, usize>,
    formulas: usize,
}

impl Scan {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let name = tag.local_name();
        let name = name.as_ref();
        if self.depth == 0 {
            self.is_read = ROOTS.contains(&name);
            self.is_styles = name == "styleSheet";
        } else if !self.is_read && SOUGHT.contains(&name) {
            return Err(Refusal::Broken);
        }
        self.depth += 1;
        if self.is_styles && tag.len() > MAX_TAG {
            return Err(Refusal::TooMuch);
        }
        match name {
            "xf" => {
                self.formats += 1;
                if self.formats > MAX_FORMATS {
                    return Err(Refusal::TooMuch);
                }
            }
            "sst" => _ = counted(tag, "uniqueCount")?,
            "f" => {
                let number = counted(tag, "si")?;
                self.formula_length = 0;
                self.open = number.map(|number| (number, self.depth));
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), Refusal> {
        if let Some((number, _)) = self.open.take_if(|(_, depth)| *depth == self.depth) {
            let own = self.formula_length;
            let shared = self.shared.entry(number).or_default();
            *shared = own.max(*shared);
            // a cell without a text of its own repeats the shared one
            self.formulas += if own == 0 { *shared } else { own };
        }
        self.depth = self.depth.saturating_sub(1);
        if self.formulas > MAX_FORMULAS { Err(Refusal::TooMuch) } else { Ok(()) }
    }
}

/// A number that a tag says, when calamine can make room for so much.
fn counted(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Refusal> {
    let Some(said) = attribute(tag, name) else { return Ok(None) };
    let digits: String = said.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    let is_much = digits.len() > 7 || digits.parse().is_ok_and(|count: u64| count > MAX_COUNT);
    if is_much { Err(Refusal::TooMuch) } else { Ok(Some(said)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(part: &str) -> Result<(), Refusal> {
        check(part.as_bytes())
    }

    #[test]
    fn honest_parts_pass() {
        let formula = r#"<f t="shared" ref="A1:A9" si="0">B1*2</f>"#;
        assert_eq!(
            checked(&format!("<worksheet><sheetData><row><c>{formula}<v>2</v></c></row></sheetData></worksheet>")),
            Ok(())
        );
        assert_eq!(
            checked(r#"<?xml version="1.0"?><sst count="9" uniqueCount="300000"><si><t>a</t></si></sst>"#),
            Ok(())
        );
        // a drawing of a comment, a picture, nothing
        assert_eq!(checked("<xml><v:shape><br></v:shape></xml>"), Ok(()));
        assert_eq!(checked("\u{89}PNG\0<<"), Ok(()));
        assert_eq!(checked(""), Ok(()));
    }

    #[test]
    fn what_asks_for_too_much_is_refused() {
        let much = Err(Refusal::TooMuch);
        for count in ["1000001", "4294967295", "18446744073709551615", "000099999999"] {
            assert_eq!(checked(&format!(r#"<sst uniqueCount="{count}"/>"#)), much);
            assert_eq!(checked(&format!(r#"<worksheet><f t="shared" si="{count}"/></worksheet>"#)), much);
        }
        let formats = |count| format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", "<xf/>".repeat(count));
        assert_eq!(checked(&formats(MAX_FORMATS)), Ok(()));
        assert_eq!(checked(&formats(MAX_FORMATS + 1)), much);
        let font =
            format!(r#"<styleSheet><fonts><font><name val="{}"/></font></fonts></styleSheet>"#, "a".repeat(MAX_TAG));
        assert_eq!(checked(&font), much);
        let derived = r#"<c><f t="shared" si="0"/></c>"#.repeat(4000);
        let shared =
            |length| format!(r#"<worksheet><f t="shared" si="0">{}</f>{derived}</worksheet>"#, "A".repeat(length));
        assert_eq!(checked(&shared(2000)), Ok(()));
        assert_eq!(checked(&shared(20_000)), much);
    }

    #[test]
    fn what_is_read_has_to_be_whole() {
        for part in [
            "<worksheet><sheetData>",
            "<worksheet></sheetData>",
            "<x><sst></sst></x>",
            "<x><borders></x>",
            "<styleSheet><fonts><font></fonts></styleSheet>",
        ] {
            assert_eq!(checked(part), Err(Refusal::Broken), "{part}");
        }
    }
}
