//! Document → reading: every field and block as a unit, with what the reader sees and nothing else.

use super::address::Trail;
use super::reading::{Piece, Reading, TextStyle, Unit, UnitKind, item_label};
use crate::base::source::Text;
use crate::base::text::capitalized;
use crate::domain::document::body::{Block, Body, CLOSING, Chart, Inline, Table, plain};
use crate::domain::document::heading_numbers::HeadingNumber;
use crate::domain::document::kind::Form;
use crate::domain::document::references::{References, Target};
use crate::domain::document::spans::Span;
use crate::domain::document::{Annex, Attached, Detail, Document, without_list_marks};

impl Reading {
    /// Reads a document.
    pub fn of(document: &Document) -> Self {
        let mut reader = Reader { units: Vec::new(), tables: 0, unnamed: 0, figures: 0, notes: 0, bodies: 0, document };
        reader.head(document);
        reader.body(&document.body, Trail::default());
        reader.annexes(&document.annexes, "");
        for (n, attached) in document.attached.iter().enumerate() {
            reader.attached(
                attached,
                document.attached[..n].iter().filter(|before| before.kind == attached.kind).count(),
            );
        }
        reader.end(document);
        Self { units: reader.units }
    }
}

struct Reader<'a> {
    units: Vec<Unit>,
    tables: usize,
    unnamed: usize,
    figures: usize,
    notes: usize,
    /// How many bodies were read.
    bodies: usize,
    document: &'a Document,
}

/// The lines of a text without the blanks around them.
fn lines(text: &Text) -> String {
    text.lines().collect::<Vec<_>>().join("\n")
}

impl Reader<'_> {
    fn field(&mut self, kind: UnitKind, address: &str, words: &str) {
        self.part(kind, "", address, words);
    }

    /// A field that is one of several of its kind, told apart by `part`.
    fn part(&mut self, kind: UnitKind, part: &str, address: &str, words: &str) {
        if !words.trim().is_empty() {
            let words = vec![Piece::Words(words.to_owned())];
            self.units.push(Unit {
                address: address.to_owned(),
                kind,
                part: part.to_owned(),
                words,
                ..Unit::default()
            });
        }
    }

    fn list(&mut self, kind: UnitKind, name: &str, texts: &[Text]) {
        for (text, n) in texts.iter().zip(1..) {
            self.field(kind, &format!("{name} {n}"), &without_list_marks(&text.one_line()));
        }
    }

    fn head(&mut self, document: &Document) {
        let kind = document.kind;
        if kind.has_letterhead() {
            if let Some(parent) = &document.issuer.parent {
                self.field(UnitKind::Parent, "cơ quan chủ quản", &lines(parent));
            }
            self.field(UnitKind::Issuer, "cơ quan", &lines(&document.issuer.name));
        }
        if kind.is_numbered() {
            self.field(UnitKind::Number, "số", &document.printed_number().unwrap_or_default());
            self.field(UnitKind::Symbol, "ký hiệu", &document.symbol.one_line());
        }
        if document.prints_place_name() {
            self.field(UnitKind::PlaceName, "địa danh", &document.place_name.one_line());
        }
        let stamp = |stamp: Option<&str>| stamp.unwrap_or_default().to_owned();
        self.field(UnitKind::Secrecy, "độ mật", &stamp(document.secrecy.map(|secrecy| secrecy.stamp())));
        let marks = &document.marks;
        self.field(UnitKind::Urgency, "độ khẩn", &stamp(marks.urgency.map(|urgency| urgency.stamp())));
        let circulation = marks.circulation.map(|circulation| circulation.stamp());
        self.field(UnitKind::Circulation, "phạm vi lưu hành", &stamp(circulation));
        if let Some(contact) = &marks.contact {
            self.field(UnitKind::Contact, "liên hệ", &lines(contact));
        }
        let [day, month, year] = document.issued_on.printed().map(|part| part.unwrap_or_else(|| "…".to_owned()));
        // a biên bản says in its text when it was written
        if kind.form != Form::Minutes {
            self.field(UnitKind::Date, "ngày ban hành", &format!("ngày {day} tháng {month} năm {year}"));
        }
        if kind.form != Form::OpenLetter {
            self.field(UnitKind::Kind, "tên loại", &kind.name.to_uppercase());
        }
        if let Some(subject) = document.printed_subject() {
            self.field(UnitKind::Subject, "trích yếu", &lines(subject));
        }
        if let Some(note) = &document.subject_note {
            self.field(UnitKind::SubjectNote, "dòng chú dưới trích yếu", note.value.trim());
        }
        if let Some(authority) = &document.authority {
            self.field(UnitKind::Authority, "thẩm quyền ban hành", &lines(authority));
        }
        self.list(UnitKind::LegalBasis, "căn cứ", &document.legal_bases);
        let addressed = match kind.addressees {
            Some("kinh_moi") => "kính mời",
            Some("kinh_chuyen") => "kính chuyển",
            Some("dien") => "nơi nhận điện",
            _ => "kính gửi",
        };
        self.list(UnitKind::Addressee, addressed, &document.addressees);
        self.details(&document.details);
    }

    fn details(&mut self, details: &[Detail]) {
        for of_field in details.chunk_by(|a, b| a.field == b.field) {
            for (Detail { field, text }, n) in of_field.iter().zip(1..) {
                match field.is_list() {
                    true => {
                        let address = format!("{} {n}", field.name());
                        self.part(
                            UnitKind::Detail,
                            &field.to_string(),
                            &address,
                            &without_list_marks(&text.one_line()),
                        );
                    }
                    false => self.part(UnitKind::Detail, &field.to_string(), &field.name(), &lines(text)),
                }
            }
        }
    }

    fn end(&mut self, document: &Document) {
        self.list(UnitKind::Recipient, "nơi nhận", &document.recipients);
        for (signatory, n) in document.signatories.iter().zip(1..) {
            // the first goes by the name that it has alone, also in records
            let (part, who) = if n == 1 {
                (String::new(), "người ký".to_owned())
            } else {
                (n.to_string(), format!("người ký {n}"))
            };
            let mut field = |kind, what: &str, words: &str| {
                self.part(kind, &part, &format!("{who}, {what}"), words);
            };
            if let Some(capacity) = &signatory.capacity {
                field(UnitKind::Capacity, "quyền hạn", &lines(capacity));
            }
            field(UnitKind::Position, "chức vụ", &lines(&signatory.position));
            if let Some(name) = &signatory.full_name {
                field(UnitKind::FullName, "họ tên", &name.one_line());
            }
        }
    }

    /// The annexes of a document, or of an attached one whose address stands before theirs.
    fn annexes(&mut self, annexes: &[Annex], inside: &str) {
        for (annex, n) in annexes.iter().zip(1..) {
            let label = Annex::label(n, annexes.len());
            let address = if inside.is_empty() { label.clone() } else { format!("{inside}, {label}") };
            self.title(UnitKind::Annex, &address, &label, lines(&annex.title));
            self.body(&annex.body, Trail::of_annex(&address));
        }
    }

    /// An attached document: its name stands as the first line of its words; `before` counts those of its kind before it.
    fn attached(&mut self, attached: &Attached, before: usize) {
        let name = capitalized(attached.kind.name);
        let address = if before == 0 { name } else { format!("{name} (thứ {})", before + 1) };
        let words = format!("{}\n{}", attached.kind.name.to_uppercase(), lines(&attached.subject));
        self.title(UnitKind::Attached, &address, "", words);
        self.body(&attached.body, Trail::of_annex(&address));
        self.annexes(&attached.annexes, &address);
    }

    fn title(&mut self, kind: UnitKind, address: &str, label: &str, words: String) {
        let words = vec![Piece::Words(words)];
        let (address, label) = (address.to_owned(), label.to_owned());
        self.units.push(Unit { address, kind, label, rank: 1, words, ..Unit::default() });
    }

    /// The next body, in the order of the document's sections.
    fn body(&mut self, body: &Body, mut trail: Trail) {
        let words = Words { references: &self.document.references, part: self.bodies, notes: self.notes };
        self.bodies += 1;
        let first = self.units.len();
        for block in &body.blocks {
            self.block(block, &words, &mut trail);
        }
        if let Some(last) = self.units[first..].last_mut() {
            without_closing(last);
        }
        for (note, n) in body.footnotes.iter().zip(self.notes + 1..) {
            let label = n.to_string();
            let address = format!("chú thích {n}");
            self.units.push(Unit {
                address,
                kind: UnitKind::Note,
                label,
                words: words.pieces(note),
                ..Unit::default()
            });
        }
        self.notes += body.footnotes.len();
    }

    fn block(&mut self, block: &Block, words: &Words<'_>, trail: &mut Trail) {
        let unit = match block {
            Block::Heading { number, title, .. } => Unit {
                address: trail.number(number),
                kind: UnitKind::Heading,
                label: number.label.clone(),
                rank: number.rank(),
                words: words.pieces(title),
                ..Unit::default()
            },
            Block::Paragraph { lead, text } => Unit {
                address: match lead {
                    Some(lead) => trail.number(lead),
                    None => trail.paragraph(),
                },
                label: lead.as_ref().map(|lead| lead.label.clone()).unwrap_or_default(),
                rank: lead.as_ref().map_or(0, HeadingNumber::rank),
                words: words.pieces(text),
                ..Unit::default()
            },
            Block::Item { mark, level, text } => Unit {
                address: trail.paragraph(),
                label: item_label(*mark, *level),
                words: words.pieces(text),
                ..Unit::default()
            },
            Block::Centred { text } => {
                Unit { address: trail.paragraph(), words: words.pieces(text), ..Unit::default() }
            }
            Block::Table(table) => self.table(table, words, trail),
            Block::Chart(chart) => self.chart(chart, words),
            Block::Image { path, caption, .. } => {
                let address = self.figure();
                let bytes = self.document.images.get(&path.value).map(|bytes| digest(bytes)).unwrap_or_default();
                let words = words.pieces(caption);
                Unit { label: address.clone(), address, kind: UnitKind::Image, words, drawn: bytes, ..Unit::default() }
            }
            Block::PageBreak => {
                Unit { address: trail.inside("chỗ sang trang"), kind: UnitKind::PageBreak, ..Unit::default() }
            }
            // a redline is made of readings and is never read again
            Block::Revised { block, .. } => return self.block(block, words, trail),
        };
        self.units.push(unit);
    }

    fn figure(&mut self) -> String {
        self.figures += 1;
        format!("Hình {}", self.figures)
    }

    fn table(&mut self, table: &Table, words: &Words<'_>, trail: &Trail) -> Unit {
        let (address, label) = if table.caption.is_some() {
            self.tables += 1;
            let name = format!("Bảng {}", self.tables);
            (name.clone(), name)
        } else {
            self.unnamed += 1;
            (trail.inside(&format!("bảng không tên {}", self.unnamed)), String::new())
        };
        let joined = |span: &Span| [span.row, span.column, span.rows, span.columns];
        Unit {
            address,
            kind: UnitKind::Table,
            label,
            words: table.caption.as_ref().map(|caption| words.pieces(caption)).unwrap_or_default(),
            rows: table.all_rows().map(|row| row.iter().map(|cell| words.pieces(cell)).collect()).collect(),
            more_headings: table.header.len().saturating_sub(1),
            joined: table.spans.iter().map(joined).collect(),
            unit_line: table.unit_line.clone().unwrap_or_default(),
            note: table.note.as_ref().map(|note| plain(note).trim().to_owned()).unwrap_or_default(),
            ..Unit::default()
        }
    }

    fn chart(&mut self, chart: &Chart, words: &Words<'_>) -> Unit {
        let address = self.figure();
        let piece = |text: &str| vec![Piece::Words(text.to_owned())];
        let header = std::iter::once(piece("")).chain(chart.series.iter().map(|series| piece(&series.name)));
        let rows = chart.labels.iter().enumerate().map(|(i, label)| {
            let values = chart.series.iter().map(|series| series.points.get(i).map_or("", |point| &point.printed));
            std::iter::once(piece(label)).chain(values.map(piece)).collect()
        });
        Unit {
            label: address.clone(),
            address,
            kind: UnitKind::Chart,
            words: words.pieces(&chart.caption),
            rows: std::iter::once(header.collect()).chain(rows).collect(),
            unit_line: chart.unit.clone().unwrap_or_default(),
            drawn: chart.kind.spoken().to_owned(),
            ..Unit::default()
        }
    }
}

/// The `/.` after the last full stop is the program's, also when the clerk typed it.
fn without_closing(unit: &mut Unit) {
    if unit.kind == UnitKind::Paragraph
        && let Some(Piece::Words(words) | Piece::Styled { words, .. }) = unit.words.last_mut()
        && words.trim_end().ends_with(CLOSING)
    {
        words.truncate(words.trim_end().len() - "/.".len());
    }
}

/// Inlines → pieces.
struct Words<'a> {
    references: &'a References,
    /// Which body.
    part: usize,
    /// Notes of the bodies before.
    notes: usize,
}

impl Words<'_> {
    fn pieces(&self, inlines: &[Inline]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        self.collect(inlines, TextStyle::default(), &mut pieces);
        pieces
    }

    fn collect(&self, inlines: &[Inline], style: TextStyle, pieces: &mut Vec<Piece>) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => push(pieces, &text.value, style),
                Inline::Break => push(pieces, "\n", style),
                Inline::Strong(inner) => self.collect(inner, TextStyle { bold: true, ..style }, pieces),
                Inline::Emphasis(inner) => self.collect(inner, TextStyle { italic: true, ..style }, pieces),
                Inline::Superscript(inner) => self.collect(inner, TextStyle { raised: true, ..style }, pieces),
                Inline::Subscript(inner) => self.collect(inner, TextStyle { lowered: true, ..style }, pieces),
                Inline::Inserted(inner) => self.collect(inner, style, pieces),
                Inline::Deleted(_) => {}
                Inline::Footnote { index, .. } => pieces.push(Piece::Note { number: self.notes + index + 1 }),
                Inline::Reference(label) => {
                    let printed = self.references.get(self.part, label).map(Target::printed).unwrap_or_default();
                    pieces.push(Piece::Reference { printed });
                }
            }
        }
    }
}

/// Adds words to the last piece when they have the same style.
fn push(pieces: &mut Vec<Piece>, words: &str, style: TextStyle) {
    match pieces.last_mut() {
        Some(Piece::Words(last)) if style == TextStyle::default() => last.push_str(words),
        Some(Piece::Styled { words: last, style: own }) if *own == style => last.push_str(words),
        _ if style == TextStyle::default() => pieces.push(Piece::Words(words.to_owned())),
        _ => pieces.push(Piece::Styled { words: words.to_owned(), style }),
    }
}

/// FNV-1a of an image: to see that it is another one, not to prove that it is the same. Records of issued documents
/// hold it, and another digest would call every image of theirs changed.
fn digest(bytes: &[u8]) -> String {
    let hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3));
    format!("{hash:016x}")
}
