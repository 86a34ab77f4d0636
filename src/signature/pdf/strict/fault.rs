//! The rules of a PDF's structure that a file breaks, each named with its object or place.

use std::fmt::{self, Display, Formatter};

/// Why a file can be read in more than one way; numbers are those of objects, or bytes where it says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StructureFault {
    /// The file does not begin with its header.
    Header,
    /// A file that says it is linearised, and begins with another table than the last.
    Linearised,
    /// The table at this byte.
    Table(usize),
    /// Tables that lead back to one another.
    TableLoop,
    EntryTwice(u32),
    /// The dictionary at this byte, or the trailer.
    KeyTwice(usize),
    Trailer,
    BeyondSize(u32),
    Misplaced(u32),
    Unreadable(u32),
    Length(u32),
    Generation(u32),
    ObjectStream(u32),
    /// What begins at this byte.
    Overlap(usize),
    Pages,
    /// The tree of form fields.
    Form,
    /// Another reader sees something else there.
    SecondReading(u32),
    SecondPages,
    /// Another reader cannot read the file.
    SecondReader,
    /// A limit, with what was measured.
    TooLarge(Limit, usize),
}

/// What a file may have only so much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limit {
    Objects,
    /// Numbers, names, words and the like in all objects together.
    Values,
    Pages,
    Fields,
    /// Bytes unpacked of tables and object streams.
    Unpacked,
    /// Entries of object streams looked through.
    Steps,
}

impl Display for StructureFault {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Table(at) => write!(f, "bảng tham chiếu ở byte {} không đúng khuôn", at + 1),
            Self::Header => f.write_str("tệp không bắt đầu ngay bằng %PDF, hai phần mềm có thể đếm byte khác nhau"),
            Self::Linearised => f.write_str("bảng tham chiếu ở đầu và ở cuối tệp không phải là một"),
            Self::TableLoop => f.write_str("các bảng tham chiếu chỉ vòng quanh nhau"),
            Self::EntryTwice(id) => write!(f, "bảng tham chiếu ghi thành phần {id} hai lần"),
            Self::KeyTwice(at) => write!(f, "một mục ghi hai lần ở byte {}", at + 1),
            Self::Trailer => f.write_str("phần cuối tệp không đúng khuôn"),
            Self::BeyondSize(id) => write!(f, "thành phần {id} nằm ngoài số lượng mà tệp ghi"),
            Self::Misplaced(id) => write!(f, "bảng tham chiếu chỉ sai chỗ của thành phần {id}"),
            Self::Unreadable(id) => write!(f, "thành phần {id} không đúng khuôn"),
            Self::Length(id) => write!(f, "thành phần {id} ghi sai độ dài"),
            Self::Generation(id) => write!(f, "có chỗ dẫn tới thành phần {id} bằng số thế hệ khác"),
            Self::ObjectStream(id) => write!(f, "gói thành phần {id} không khớp bảng tham chiếu"),
            Self::Overlap(at) => write!(f, "hai thành phần chồng lên nhau ở byte {}", at + 1),
            Self::Pages => f.write_str("danh sách trang không đúng khuôn"),
            Self::Form => f.write_str("cây ô nhập và ô ký không đúng khuôn"),
            Self::SecondReading(id) => write!(f, "hai bộ đọc thấy thành phần {id} khác nhau"),
            Self::SecondPages => f.write_str("hai bộ đọc thấy các trang khác nhau"),
            Self::SecondReader => f.write_str("bộ đọc thứ hai không mở được tệp"),
            Self::TooLarge(Limit::Objects, count) => {
                write!(f, "tệp có hơn {count} thành phần, vượt giới hạn")
            }
            Self::TooLarge(Limit::Values, count) => {
                write!(f, "tệp có hơn {count} giá trị trong các thành phần, vượt giới hạn")
            }
            Self::TooLarge(Limit::Pages, count) => write!(f, "tệp có hơn {count} trang, vượt giới hạn"),
            Self::TooLarge(Limit::Fields, count) => write!(f, "tệp có hơn {count} ô nhập và ô ký, vượt giới hạn"),
            Self::TooLarge(Limit::Steps, count) => {
                write!(f, "các gói thành phần của tệp quá lớn, phải dò hơn {} triệu mục", count / 1_000_000)
            }
            Self::TooLarge(Limit::Unpacked, bytes) => {
                write!(f, "phần nén của tệp bung ra hơn {} MB, vượt giới hạn", bytes >> 20)
            }
        }
    }
}
