//! A document as a reader sees it: units of plain words with addresses, small enough to stand in a build's record.

use serde::{Deserialize, Serialize};

use crate::domain::document::spans::Span;

/// Everything a reader sees of a document, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reading {
    /// One for each field, paragraph, table and note.
    pub units: Vec<Unit>,
}

/// A field, paragraph, table or note: what has an address of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// `Điều 2, khoản 1`, `nơi nhận 3`.
    #[serde(rename = "cho")]
    pub address: String,
    /// What it is.
    #[serde(rename = "loai")]
    pub kind: UnitKind,
    /// Which of several fields of its kind it is: `2` of the second signatory.
    #[serde(rename = "phan", default, skip_serializing_if = "String::is_empty")]
    pub part: String,
    /// Its number or dash as printed, if it has one.
    #[serde(rename = "so", default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// How high its number stands, 1 the highest; 0 without a number.
    #[serde(rename = "bac", default, skip_serializing_if = "is_zero")]
    pub rank: u8,
    /// Its words; of a table, chart or image the caption.
    #[serde(rename = "chu", default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Piece>,
    /// Cells of a table, the header first; labels and values of a chart.
    #[serde(rename = "hang", default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Vec<Vec<Piece>>>,
    /// How many heading rows a table has beyond the first.
    #[serde(rename = "them_dau_bang", default, skip_serializing_if = "is_none")]
    pub more_headings: usize,
    /// Joined cells of a table: row, column, rows and columns of each, rows counted from the first of the heading.
    #[serde(rename = "o_gop", default, skip_serializing_if = "Vec::is_empty")]
    pub joined: Vec<[usize; 4]>,
    /// Đơn vị tính.
    #[serde(rename = "don_vi", default, skip_serializing_if = "String::is_empty")]
    pub unit_line: String,
    /// The note under a table.
    #[serde(rename = "ghi_chu", default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What is drawn: the kind of a chart, a digest of an image.
    #[serde(rename = "hinh", default, skip_serializing_if = "String::is_empty")]
    pub drawn: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(rank: &u8) -> bool {
    *rank == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_none(count: &usize) -> bool {
    *count == 0
}

/// What a unit is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum UnitKind {
    /// Cơ quan chủ quản.
    #[serde(rename = "chu_quan")]
    Parent,
    /// Cơ quan ban hành.
    #[serde(rename = "co_quan")]
    Issuer,
    /// Số.
    #[serde(rename = "so")]
    Number,
    /// Ký hiệu.
    #[serde(rename = "ky_hieu")]
    Symbol,
    /// Độ mật.
    #[serde(rename = "do_mat")]
    Secrecy,
    /// Độ khẩn.
    #[serde(rename = "do_khan")]
    Urgency,
    /// Phạm vi lưu hành.
    #[serde(rename = "luu_hanh")]
    Circulation,
    /// The lines that say how the office is reached.
    #[serde(rename = "lien_he")]
    Contact,
    /// Địa danh.
    #[serde(rename = "dia_danh")]
    PlaceName,
    /// Ngày.
    #[serde(rename = "ngay")]
    Date,
    /// Tên loại.
    #[serde(rename = "ten_loai")]
    Kind,
    /// Trích yếu.
    #[serde(rename = "trich_yeu")]
    Subject,
    /// The line under the trích yếu.
    #[serde(rename = "chu_thich_trich_yeu")]
    SubjectNote,
    /// Thẩm quyền.
    #[serde(rename = "tham_quyen")]
    Authority,
    /// One căn cứ.
    #[serde(rename = "can_cu")]
    LegalBasis,
    /// One of kính gửi.
    #[serde(rename = "kinh_gui")]
    Addressee,
    /// A field that only some kinds have, told apart by its part.
    #[serde(rename = "muc_rieng")]
    Detail,
    /// A heading with a title.
    #[serde(rename = "de_muc")]
    Heading,
    /// A paragraph, with or without a number, or a dash item.
    #[default]
    #[serde(rename = "doan")]
    Paragraph,
    /// A table.
    #[serde(rename = "bang")]
    Table,
    /// A chart.
    #[serde(rename = "bieu_do")]
    Chart,
    /// An image.
    #[serde(rename = "hinh")]
    Image,
    /// Where a page begins.
    #[serde(rename = "sang_trang")]
    PageBreak,
    /// The title of an annex.
    #[serde(rename = "phu_luc")]
    Annex,
    /// The name of an attached document.
    #[serde(rename = "kem_theo")]
    Attached,
    /// A footnote.
    #[serde(rename = "chu_thich")]
    Note,
    /// One of nơi nhận.
    #[serde(rename = "noi_nhan")]
    Recipient,
    /// Quyền hạn of the signatory.
    #[serde(rename = "quyen_han")]
    Capacity,
    /// Chức vụ.
    #[serde(rename = "chuc_vu")]
    Position,
    /// Họ tên.
    #[serde(rename = "ho_ten")]
    FullName,
}

/// A piece of a unit's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Piece {
    /// Plain words; a new line is `\n`.
    Words(String),
    /// Words in bold, italics, raised or lowered.
    Styled {
        /// The words.
        #[serde(rename = "chu")]
        words: String,
        /// How they are set.
        #[serde(rename = "kieu")]
        style: TextStyle,
    },
    /// The mark of a footnote.
    Note {
        /// As printed.
        #[serde(rename = "chu_thich")]
        number: usize,
    },
    /// A reference to a table or chart.
    Reference {
        /// As printed: `Bảng 1`.
        #[serde(rename = "goi")]
        printed: String,
    },
}

/// How words are set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", from = "String")]
pub struct TextStyle {
    /// Đậm.
    pub bold: bool,
    /// Nghiêng.
    pub italic: bool,
    /// m².
    pub raised: bool,
    /// H₂O.
    pub lowered: bool,
}

impl From<TextStyle> for String {
    fn from(style: TextStyle) -> Self {
        let parts = [(style.bold, "dam"), (style.italic, "nghieng"), (style.raised, "tren"), (style.lowered, "duoi")];
        parts.into_iter().filter(|(on, _)| *on).map(|(_, name)| name).collect::<Vec<_>>().join(" ")
    }
}

impl From<String> for TextStyle {
    fn from(text: String) -> Self {
        let has = |name| text.split(' ').any(|part| part == name);
        Self { bold: has("dam"), italic: has("nghieng"), raised: has("tren"), lowered: has("duoi") }
    }
}

impl UnitKind {
    /// Whether it stands among the blocks of the text, where anything can move anywhere.
    pub(crate) fn is_block(self) -> bool {
        use UnitKind::{Annex, Attached, Chart, Heading, Image, PageBreak, Paragraph, Table};
        matches!(self, Heading | Paragraph | Table | Chart | Image | PageBreak | Annex | Attached)
    }

    /// Whether a text of its own begins under it.
    pub(crate) fn begins_text(self) -> bool {
        matches!(self, Self::Annex | Self::Attached)
    }
}

impl Piece {
    pub(crate) fn plain(&self) -> &str {
        match self {
            Self::Words(words) | Self::Styled { words, .. } => words,
            Self::Reference { printed } => printed,
            Self::Note { .. } => "",
        }
    }
}

/// How far the dash of an item inside another is moved in, for each level, in its label.
const INDENT: &str = "\u{a0}\u{a0}";

/// The dash of an item, moved in by how deep it stands, as it is printed.
pub(super) fn item_label(mark: char, level: usize) -> String {
    format!("{}{mark}", INDENT.repeat(level.saturating_sub(1)))
}

/// The dash and the level of an item, from its label; none of a label that is a number.
pub(super) fn item_of_label(label: &str) -> Option<(char, usize)> {
    let bare = label.trim_start_matches(INDENT);
    let mark = bare.chars().next().filter(|mark| matches!(mark, '-' | '+') && bare.len() == 1)?;
    Some((mark, (label.len() - bare.len()) / INDENT.len() + 1))
}

impl Unit {
    /// Its words without style, cells parted by blanks.
    pub fn plain(&self) -> String {
        let mut parts = vec![self.label.clone()];
        parts.push(self.words.iter().map(Piece::plain).collect());
        parts.extend(self.rows.iter().flatten().map(|cell| cell.iter().map(Piece::plain).collect::<String>()));
        parts.extend([self.unit_line.clone(), self.note.clone()]);
        parts.retain(|part| !part.trim().is_empty());
        parts.join(" ")
    }

    /// How many heading rows a table has; none of what has no rows.
    pub(crate) fn headings(&self) -> usize {
        (1 + self.more_headings).min(self.rows.len())
    }

    /// The joined cells of a table.
    pub(super) fn spans(&self) -> Vec<Span> {
        self.joined.iter().map(|&[row, column, rows, columns]| Span { row, column, rows, columns }).collect()
    }

    /// The joined cells that another version has not, as a reader sees them: what stands in each, and its size.
    pub(super) fn joined_unlike(&self, other: &Self) -> String {
        let named = |unit: &Self, [row, column, rows, columns]: [usize; 4]| {
            let cell = unit.rows.get(row).and_then(|row| row.get(column));
            let words: String = cell.into_iter().flatten().map(Piece::plain).collect();
            format!("“{}” {rows} hàng {columns} cột", words.trim())
        };
        let mut others: Vec<String> = other.joined.iter().map(|span| named(other, *span)).collect();
        let own = self.joined.iter().filter(|span| !other.joined.contains(span)).map(|span| named(self, *span));
        let unlike = own.filter(|name| match others.iter().position(|other| other == name) {
            Some(at) => {
                others.swap_remove(at);
                false
            }
            None => true,
        });
        unlike.collect::<Vec<_>>().join("; ")
    }

    /// Whether the program gave it a number; a dash is typed.
    pub(super) fn is_numbered(&self) -> bool {
        !self.label.is_empty() && item_of_label(&self.label).is_none()
    }

    /// The address of a heading names what stands below it as well; its own words are the title.
    pub(super) fn own_address(&self) -> String {
        match self.kind {
            UnitKind::Heading | UnitKind::Annex | UnitKind::Attached => format!("{}, tiêu đề", self.address),
            UnitKind::Table | UnitKind::Chart | UnitKind::Image => format!("{}, tên", self.address),
            _ => self.address.clone(),
        }
    }
}
