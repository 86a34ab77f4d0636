//! Văn bản đến: a line of the register of what came in, and how it was corrected since [N30-IV].

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::document::Secrecy;

/// A document that came in [N30-IV].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incoming {
    /// The year it came in.
    #[serde(rename = "nam")]
    pub year: i32,
    /// Số đến.
    #[serde(rename = "so_den")]
    pub number: u32,
    /// Ngày đến.
    #[serde(rename = "ngay_den")]
    pub arrived: NaiveDate,
    /// Tác giả: the body that issued it.
    #[serde(rename = "tac_gia")]
    pub author: String,
    /// Who sent it here, when that is not the body that issued it.
    #[serde(rename = "noi_gui", default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<String>,
    /// Số, ký hiệu, as its issuer wrote it.
    #[serde(rename = "so_ky_hieu", default, skip_serializing_if = "String::is_empty")]
    pub symbol: String,
    /// Its own date.
    #[serde(rename = "ngay", default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// Tên loại và trích yếu.
    #[serde(rename = "trich_yeu")]
    pub subject: String,
    /// Đơn vị hoặc người nhận.
    #[serde(rename = "nguoi_nhan", default, skip_serializing_if = "Option::is_none")]
    pub given_to: Option<String>,
    /// Ngày chuyển.
    #[serde(rename = "ngay_chuyen", default, skip_serializing_if = "Option::is_none")]
    pub passed_on: Option<NaiveDate>,
    /// Who has to deal with it [N30 Điều 24].
    #[serde(rename = "nguoi_giai_quyet", default, skip_serializing_if = "Option::is_none")]
    pub handler: Option<String>,
    /// Until when.
    #[serde(rename = "han_giai_quyet", default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<NaiveDate>,
    /// Độ mật; a secret document has a số đến and a book of its own.
    #[serde(rename = "do_mat", default, skip_serializing_if = "Option::is_none")]
    pub secrecy: Option<Secrecy>,
    /// Ghi chú.
    #[serde(rename = "ghi_chu", default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Incoming {
    /// Whether another has the same place in the books: year, số đến, and which book.
    pub(crate) fn is_line_of(&self, other: &Self) -> bool {
        (self.year, self.number, self.secrecy.is_some()) == (other.year, other.number, other.secrecy.is_some())
    }
}

/// A line that is written anew: what it says from here on, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncomingCorrection {
    /// What the line says now.
    #[serde(flatten)]
    pub facts: Incoming,
    /// Lý do.
    #[serde(rename = "ly_do")]
    pub reason: String,
    /// The day it was corrected.
    #[serde(rename = "ngay_sua")]
    pub on: NaiveDate,
}

/// A line with its corrections.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IncomingEntry {
    /// What it says now.
    #[serde(flatten)]
    pub facts: Incoming,
    /// What it said before, each with the day and the reason it was corrected.
    #[serde(rename = "da_sua", skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<Corrected>,
}

/// What a line said before it was corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Corrected {
    /// The day it was corrected.
    #[serde(rename = "ngay_sua")]
    pub on: NaiveDate,
    /// Lý do.
    #[serde(rename = "ly_do")]
    pub reason: String,
    /// The line before.
    #[serde(rename = "truoc")]
    pub before: Incoming,
}
