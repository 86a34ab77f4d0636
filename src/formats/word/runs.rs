//! What stands inside a paragraph: words, tabs, breaks, marks of notes, pictures, boxes; fields by what they show.

use roxmltree::Node;

use crate::base::text::nfc;
use crate::base::text::old_letters::OldEncoding;
use crate::formats::word::fault::Fault;
use crate::formats::word::model::{Changes, Converted, Format, LeftOut, NoteId, Piece, Script};
use crate::formats::word::read::Reader;
use crate::formats::word::styles::RunLook;
use crate::formats::word::symbols::{self, Sign};
use crate::formats::word::xml::{attribute, child, elements, name, value};

/// Words of the moment that one field inside another may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FieldPart {
    /// What works it out, which is not seen.
    Code,
    /// What it shows.
    Result,
}

/// Reads the pieces of one paragraph.
pub(super) struct Pieces<'r, 'a> {
    reader: &'r mut Reader<'a>,
    /// How words of the paragraph look.
    base: RunLook,
    fields: Vec<FieldPart>,
    found: Vec<Spelled>,
}

/// A piece with the font of its words, which tells the encoding.
struct Spelled {
    piece: Piece,
    font: Option<String>,
    capitals: bool,
}

impl<'r, 'a> Pieces<'r, 'a> {
    pub(super) fn new(reader: &'r mut Reader<'a>, base: RunLook) -> Self {
        Self { reader, base, fields: Vec::new(), found: Vec::new() }
    }

    /// Everything inside an element that holds runs.
    pub(super) fn read(&mut self, node: Node<'_, '_>) -> Result<(), Fault> {
        for inner in elements(node) {
            match name(inner) {
                "r" => self.run(inner)?,
                "ins" | "moveTo" => self.changed(inner, Changes::Accepted)?,
                "del" | "moveFrom" => self.changed(inner, Changes::Original)?,
                "fldSimple" | "hyperlink" | "smartTag" | "sdtContent" | "customXml" | "dir" | "bdo" => {
                    self.read(inner)?
                }
                "sdt" => {
                    if let Some(content) = child(inner, "sdtContent") {
                        self.read(content)?;
                    }
                }
                "oMath" | "oMathPara" => self.left_out("công thức", inner),
                "AlternateContent" => {
                    if let Some(chosen) = chosen(inner) {
                        self.read(chosen)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// A tracked change, taken where the side is that of the change.
    fn changed(&mut self, node: Node<'_, '_>, side: Changes) -> Result<(), Fault> {
        self.reader.count_change(node);
        if self.reader.changes == side { self.read(node) } else { Ok(()) }
    }

    fn run(&mut self, node: Node<'_, '_>) -> Result<(), Fault> {
        let own = child(node, "rPr");
        let styled = self.reader.styles.run_over(own.and_then(|look| value(look, "rStyle")), &self.base);
        let look = own.map(RunLook::of).unwrap_or_default().over(&styled);
        let format = Format {
            bold: look.bold.unwrap_or_default(),
            italic: look.italic.unwrap_or_default(),
            script: look.script.unwrap_or(Script::None),
        };
        for inner in elements(node) {
            self.in_run(inner, &look, format)?;
        }
        Ok(())
    }

    fn in_run(&mut self, node: Node<'_, '_>, look: &RunLook, format: Format) -> Result<(), Fault> {
        if name(node) == "fldChar" {
            self.field(attribute(node, "fldCharType").unwrap_or_default());
            return Ok(());
        }
        if self.fields.contains(&FieldPart::Code) {
            return Ok(());
        }
        let hidden = look.hidden == Some(true);
        match name(node) {
            "t" | "delText" => {
                let words: String = node.children().filter_map(|inner| inner.text()).collect();
                if look.struck == Some(true) && !hidden {
                    let near = words.chars().take(80).collect();
                    self.reader
                        .file
                        .left_out
                        .push(LeftOut { what: "nét gạch ngang chữ (chữ vẫn lấy)", near });
                }
                if hidden { self.reader.hide(&words) } else { self.word(words, look, format) }
            }
            _ if hidden => {}
            "tab" | "ptab" => self.piece(Piece::Tab),
            "cr" => self.piece(Piece::Break),
            "br" => self.piece(match attribute(node, "type") {
                Some("page") => Piece::PageBreak,
                _ => Piece::Break,
            }),
            "noBreakHyphen" => self.word("-".to_owned(), look, format),
            "sym" => self.symbol(node, look, format),
            "footnoteReference" => self.note(node, NoteId::Foot),
            "endnoteReference" => self.note(node, NoteId::End),
            "drawing" | "pict" | "object" => self.drawn(node)?,
            "AlternateContent" => {
                for inner in chosen(node).into_iter().flat_map(elements) {
                    self.in_run(inner, look, format)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn field(&mut self, step: &str) {
        match step {
            "begin" => self.fields.push(FieldPart::Code),
            "separate" => {
                if let Some(last) = self.fields.last_mut() {
                    *last = FieldPart::Result;
                }
            }
            "end" => drop(self.fields.pop()),
            _ => {}
        }
    }

    fn word(&mut self, words: String, look: &RunLook, format: Format) {
        let words = self.without_signs(words, look.font.as_deref());
        let capitals = look.capitals.unwrap_or_default();
        self.found.push(Spelled { piece: Piece::Text(words, format), font: look.font.clone(), capitals });
    }

    /// Words whose signs of fonts of signs are those of Unicode; others are left out and told.
    fn without_signs(&mut self, words: String, font: Option<&str>) -> String {
        let Some(font) = font.filter(|font| words.chars().any(|c| symbols::sign(font, c).is_some())) else {
            return words;
        };
        let mut read = String::new();
        for letter in words.chars() {
            match symbols::sign(font, letter) {
                Some(Sign::Known(sign)) => read.push(sign),
                Some(Sign::Bullet) if self.found.is_empty() && read.is_empty() => read.push('•'),
                Some(_) => {
                    let near = self.words_so_far();
                    self.reader
                        .file
                        .left_out
                        .push(LeftOut { what: "ký hiệu của phông riêng (Wingdings, Symbol)", near });
                }
                None => read.push(letter),
            }
        }
        read
    }

    fn piece(&mut self, piece: Piece) {
        self.found.push(Spelled { piece, font: None, capitals: false });
    }

    /// A sign of a font of signs.
    fn symbol(&mut self, node: Node<'_, '_>, look: &RunLook, format: Format) {
        let code = attribute(node, "char").and_then(|code| u32::from_str_radix(code, 16).ok());
        let Some(sign) = code.and_then(char::from_u32) else { return };
        // the font of the sign, not that of the words around it, says what it is
        let font = attribute(node, "font").map(str::to_owned);
        self.word(sign.to_string(), &RunLook { font, ..look.clone() }, format);
    }

    fn note(&mut self, node: Node<'_, '_>, kind: fn(String) -> NoteId) {
        if let Some(id) = attribute(node, "id") {
            self.piece(Piece::Note(kind(id.to_owned())));
        }
    }

    /// A picture, a box with text, or what is neither.
    fn drawn(&mut self, node: Node<'_, '_>) -> Result<(), Fault> {
        let boxes: Vec<Node<'_, '_>> = outermost(node, &["txbxContent"]);
        for content in &boxes {
            let blocks = self.reader.blocks(*content)?;
            self.piece(Piece::Box(blocks));
        }
        let said = node.descendants().find(|inner| name(*inner) == "docPr").and_then(|said| attribute(said, "descr"));
        let said = said.unwrap_or_default().to_owned();
        let mut any = !boxes.is_empty();
        for picture in outermost(node, &["blip", "imagedata"]) {
            let relation = attribute(picture, "embed").or_else(|| attribute(picture, "id"));
            any = true;
            match relation {
                Some(relation) => self.piece(Piece::Picture(relation.to_owned(), said.clone())),
                None => self.left_out("hình để ngoài tệp", node),
            }
        }
        let holds = |wanted: &str| node.descendants().any(|inner| name(inner) == wanted);
        if name(node) == "object" || holds("OLEObject") {
            self.left_out("đối tượng nhúng", node);
        } else if holds("chart") {
            self.left_out("biểu đồ", node);
        } else if !any && !is_line(node) {
            self.left_out("hình vẽ", node);
        }
        Ok(())
    }

    fn left_out(&mut self, what: &'static str, node: Node<'_, '_>) {
        let own = super::parts::words(node);
        let near = if own.is_empty() { self.words_so_far() } else { own };
        self.reader.file.left_out.push(LeftOut { what, near });
    }

    fn words_so_far(&self) -> String {
        let words = self.found.iter().rev().take(100).filter_map(|spelled| match &spelled.piece {
            Piece::Text(words, _) => Some(words.as_str()),
            _ => None,
        });
        let last: Vec<char> = words.flat_map(|words| words.chars().rev()).take(80).collect();
        last.into_iter().rev().collect()
    }

    /// The pieces, neighbours of one look joined, old letters converted.
    pub(super) fn finish(self) -> Vec<Piece> {
        let mut joined: Vec<Spelled> = Vec::new();
        for spelled in self.found {
            if let (Some(last), Piece::Text(words, format)) = (joined.last_mut(), &spelled.piece)
                && last.font == spelled.font
                && last.capitals == spelled.capitals
                && let Piece::Text(before, same) = &mut last.piece
                && same == format
            {
                before.push_str(words);
                continue;
            }
            joined.push(spelled);
        }
        let reader = self.reader;
        // no old encoding has these letters: the paragraph was typed in Unicode, whatever its font
        let is_today = joined.iter().any(|spelled| {
            matches!(&spelled.piece, Piece::Text(words, _) if words.contains(|c| ('\u{1e00}'..='\u{1eff}').contains(&c)))
        });
        joined.into_iter().map(|spelled| converted(reader, spelled, is_today)).collect()
    }
}

/// A piece in letters of today.
fn converted(reader: &mut Reader<'_>, spelled: Spelled, is_today: bool) -> Piece {
    let Spelled { piece: Piece::Text(words, format), font, capitals } = spelled else { return spelled.piece };
    let font = font.unwrap_or_default();
    let read = match OldEncoding::of_font(&font).filter(|_| !is_today) {
        Some(encoding) => {
            let read = encoding.decode(&words);
            if read != words {
                reader.file.converted.push(Converted { font, before: words, after: read.clone() });
            }
            read
        }
        None => words,
    };
    let read = nfc(&read);
    Piece::Text(if capitals { read.to_uppercase() } else { read }, format)
}

/// The one of several forms of the same thing that is read: never two.
pub(super) fn chosen<'a, 'input>(node: Node<'a, 'input>) -> Option<Node<'a, 'input>> {
    let has_content =
        |form: &Node<'_, '_>| form.descendants().any(|inner| matches!(name(inner), "t" | "blip" | "imagedata"));
    let forms: Vec<_> = elements(node).collect();
    let of = |wanted: &'static str| forms.iter().copied().filter(move |form| name(*form) == wanted);
    of("Choice").find(has_content).or_else(|| of("Fallback").next()).or_else(|| of("Choice").next())
}

/// Elements of these names inside another, those inside them and second forms of the same left out.
fn outermost<'a, 'input>(node: Node<'a, 'input>, wanted: &[&str]) -> Vec<Node<'a, 'input>> {
    let mut found = Vec::new();
    for inner in elements(node) {
        match name(inner) {
            inner_name if wanted.contains(&inner_name) => found.push(inner),
            "AlternateContent" => found.extend(chosen(inner).into_iter().flat_map(|form| outermost(form, wanted))),
            // what stands in a box is read with the box
            "txbxContent" => {}
            _ => found.extend(outermost(inner, wanted)),
        }
    }
    found
}

/// Whether a drawing is nothing but a rule, as those under a letterhead.
fn is_line(node: Node<'_, '_>) -> bool {
    node.descendants().any(|inner| match name(inner) {
        "line" | "cxnSp" => true,
        "prstGeom" => attribute(inner, "prst").is_some_and(|shape| shape == "line" || shape.contains("Connector")),
        "shape" => attribute(inner, "type").is_some_and(|shape| shape == "#_x0000_t32" || shape == "#_x0000_t20"),
        _ => false,
    })
}
