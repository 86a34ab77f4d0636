//! Các mục riêng của từng loại: `thoi_gian` of a giấy mời, `chu_tri` of a biên bản, `cac_ben` of a hợp đồng [N30-III II].

use std::fmt;

use crate::base::source::{Place, Text};
use crate::domain::document::kind::{ALL, Form, Kind};

/// A field that only some kinds have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnField {
    /// `thoi_gian`.
    pub key: &'static str,
    /// `thời gian`, as comparisons name it.
    pub name: &'static str,
    /// The words that the form prints before it: `Thời gian`; empty where they stand in a sentence.
    pub label: &'static str,
    /// What is written there.
    pub shape: Shape,
}

/// What is written in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A text.
    One,
    /// A text, or several.
    Many,
    /// A day, printed in words: `31 tháng 12 năm 2025`.
    Day,
    /// Several groups of these parts, each with its name.
    Groups(&'static [(&'static str, &'static str)]),
}

const fn field(key: &'static str, name: &'static str, label: &'static str, shape: Shape) -> OwnField {
    OwnField { key, name, label, shape }
}

/// What is written of a party.
const PARTY: &[(&str, &str)] = &[
    ("ten", "tên"),
    ("goi_la", "gọi là"),
    ("dia_chi", "địa chỉ"),
    ("dien_thoai", "điện thoại"),
    ("thu_dien_tu", "thư điện tử"),
    ("tai_khoan", "tài khoản"),
    ("ma_so_thue", "mã số thuế"),
    ("dai_dien", "đại diện"),
    ("chuc_vu", "chức vụ"),
    ("uy_quyen", "giấy ủy quyền"),
];

/// Every field that only some kinds have.
pub const FIELDS: [OwnField; 25] = [
    field("bat_dau", "thời gian bắt đầu", "Thời gian bắt đầu", Shape::One),
    field("cac_ben", "bên", "", Shape::Groups(PARTY)),
    field("chu_tri", "chủ trì", "Chủ trì", Shape::One),
    field("chuc_vu", "chức vụ", "Chức vụ", Shape::One),
    field("cuoc_hop", "tên gọi cuộc họp", "", Shape::One),
    field("den_ngay", "đến ngày", "", Shape::Day),
    field("dia_diem", "địa điểm", "Địa điểm", Shape::One),
    field("duoc_cu_den", "nơi được cử đến", "Được cử đến", Shape::One),
    field("gia_tri_den", "ngày hết giá trị", "", Shape::Day),
    field("ket_thuc", "thời gian kết thúc", "", Shape::One),
    field("ngay_don", "ngày của đơn", "", Shape::Day),
    field("nguoi_duoc_uy_quyen", "người được ủy quyền", "Người được ủy quyền", Shape::Many),
    field("nguoi_uy_quyen", "người ủy quyền", "Người ủy quyền", Shape::Many),
    field("noi_nghi", "nơi nghỉ phép", "", Shape::One),
    field("noi_xac_nhan", "nơi xác nhận", "Xác nhận của", Shape::One),
    field("ong_ba", "ông (bà)", "Ông (bà)", Shape::One),
    field("so_ngay", "số ngày nghỉ", "", Shape::One),
    field("thanh_phan", "thành phần tham dự", "Thành phần tham dự", Shape::Many),
    field("thoi_gian", "thời gian", "Thời gian", Shape::One),
    field("thoi_han", "thời hạn ủy quyền", "Thời hạn ủy quyền", Shape::One),
    field("thu_ky", "thư ký", "Thư ký", Shape::One),
    field("tinh_vao", "thời gian tính vào", "", Shape::One),
    field("toi_du", "tới dự", "Tới dự", Shape::One),
    field("tu_ngay", "từ ngày", "", Shape::Day),
    field("ve_viec", "về việc", "Về việc", Shape::One),
];

/// `cac_van_ban` of a phiếu, which becomes a table at the head of its text.
pub(crate) const LIST_OF_DOCUMENTS: &str = "cac_van_ban";

/// The keys of those a document is addressed to, one for each way of saying so.
pub(crate) const ADDRESSEES: [&str; 4] = ["kinh_gui", "kinh_moi", "dien", "kinh_chuyen"];

/// Fields of a form in the order in which it prints them, and whether it can be without.
type Needs = &'static [(&'static str, Need)];

/// Whether a form can be without a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// It cannot.
    Required,
    /// It can.
    Optional,
}

use Need::{Optional, Required};

const MINUTES: Needs = &[
    ("bat_dau", Required),
    ("dia_diem", Required),
    ("thanh_phan", Required),
    ("chu_tri", Required),
    ("thu_ky", Required),
    ("cuoc_hop", Optional),
    ("ket_thuc", Required),
];
const INVITATION: Needs =
    &[("toi_du", Required), ("chu_tri", Optional), ("thoi_gian", Required), ("dia_diem", Required)];
const INTRODUCTION: Needs = &[
    ("ong_ba", Required),
    ("chuc_vu", Required),
    ("duoc_cu_den", Required),
    ("ve_viec", Required),
    ("gia_tri_den", Required),
];
const LEAVE: Needs = &[
    ("ngay_don", Required),
    ("ong_ba", Required),
    ("chuc_vu", Required),
    ("so_ngay", Required),
    ("tu_ngay", Required),
    ("den_ngay", Required),
    ("noi_nghi", Required),
    ("tinh_vao", Required),
    ("noi_xac_nhan", Optional),
];
const AUTHORIZATION: Needs = &[("nguoi_uy_quyen", Required), ("nguoi_duoc_uy_quyen", Required), ("thoi_han", Required)];
const AGREEMENT: Needs = &[("dia_diem", Optional), ("cac_ben", Required)];

impl Kind {
    /// Its own fields in the order in which its form prints them.
    pub(crate) fn own_fields(self) -> Needs {
        match self.form {
            Form::Minutes => MINUTES,
            Form::Invitation => INVITATION,
            Form::Introduction => INTRODUCTION,
            Form::Leave => LEAVE,
            Form::Authorization => AUTHORIZATION,
            Form::Agreement => AGREEMENT,
            _ => &[],
        }
    }

    /// The keys that a document of this kind must have beyond those that all must have.
    pub(crate) fn required(self) -> Vec<&'static str> {
        let subject = (self.has_subject() && self.form != Form::OpenLetter).then_some("trich_yeu");
        let addressees = self.addressees.filter(|key| *key != ADDRESSEES[0]);
        let own = self.own_fields().iter().filter(|(_, need)| *need == Required).map(|(key, _)| *key);
        let list = (self.key == "phieu-gui").then_some(LIST_OF_DOCUMENTS);
        let is_whole = matches!(self.form, Form::Invitation | Form::Introduction | Form::Leave) || list.is_some();
        let body = (!is_whole).then_some("noi_dung");
        subject.into_iter().chain(addressees).chain(own).chain(list).chain(body).collect()
    }

    /// Whether a key that only some kinds have is one of this kind's; true of every key that all have.
    pub(crate) fn has_key(self, key: &str) -> bool {
        match key {
            "tham_quyen" => self.has_authority() || self.names_issuer(),
            "trich_yeu" => self.has_subject(),
            "dia_danh" => self.form != Form::Minutes,
            "so" | "ky_hieu" => self.is_numbered(),
            LIST_OF_DOCUMENTS => self.form == Form::Slip,
            key if ADDRESSEES.contains(&key) => self.addressees == Some(key),
            key if FIELDS.iter().any(|field| field.key == key) => self.own_fields().iter().any(|(own, _)| *own == key),
            _ => true,
        }
    }
}

/// Every key that not all kinds have.
pub(crate) fn keys_of_some() -> impl Iterator<Item = &'static str> {
    let fields = FIELDS.iter().map(|field| field.key);
    fields.chain(ADDRESSEES).chain(["tham_quyen", "trich_yeu", "dia_danh", "so", "ky_hieu", LIST_OF_DOCUMENTS])
}

/// The kinds that have a key, by name.
pub(crate) fn kinds_with(key: &str) -> Vec<&'static str> {
    ALL.into_iter().filter(|kind| kind.has_key(key)).map(|kind| kind.name).collect()
}

/// One text of a field of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// Of which field.
    pub field: DetailField,
    /// As printed.
    pub text: Text,
}

/// A field of its own, or a part of one of its groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DetailField {
    /// `thoi_gian`.
    pub key: &'static str,
    /// The group, counted from 0, and its part: `(1, "dia_chi")`.
    pub group: Option<(usize, &'static str)>,
}

impl DetailField {
    /// The field of a name that [`fmt::Display`] wrote.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut steps = text.split('.');
        let key = steps.next()?;
        let field = FIELDS.iter().find(|field| field.key == key)?;
        let group = match (field.shape, steps.next(), steps.next()) {
            (Shape::Groups(parts), Some(n), Some(part)) => {
                let part = parts.iter().find(|(key, _)| *key == part)?.0;
                Some((n.parse::<usize>().ok()?.checked_sub(1)?, part))
            }
            (Shape::Groups(_), ..) => return None,
            _ => None,
        };
        Some(Self { key: field.key, group })
    }

    /// What it is called in a comparison: `thời gian`, `bên 2, địa chỉ`.
    pub(crate) fn name(self) -> String {
        let field = FIELDS.iter().find(|field| field.key == self.key);
        let name = field.map_or(self.key, |field| field.name);
        let parts = match field.map(|field| field.shape) {
            Some(Shape::Groups(parts)) => parts,
            _ => &[],
        };
        match self.group {
            None => name.to_owned(),
            Some((i, part)) => {
                let part = parts.iter().find(|(key, _)| *key == part).map_or(part, |(_, name)| *name);
                format!("{name} {}, {part}", i + 1)
            }
        }
    }

    /// Whether several texts may stand in it.
    pub(crate) fn is_list(self) -> bool {
        FIELDS.iter().any(|field| field.key == self.key && field.shape == Shape::Many)
    }
}

impl fmt::Display for DetailField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.group {
            None => f.write_str(self.key),
            Some((i, part)) => write!(f, "{}.{}.{part}", self.key, i + 1),
        }
    }
}

/// What the others call a party: as it says itself, else `Bên A`, `Bên B`, …
pub(crate) fn party_name(details: &[Detail], group: usize) -> String {
    let own = details.iter().find(|detail| detail.field.group == Some((group, "goi_la")));
    let letter = u8::try_from(group).ok().filter(|n| *n < 26).map_or('…', |n| char::from(b'A' + n));
    own.map_or_else(|| format!("Bên {letter}"), |detail| detail.text.one_line())
}

/// A key that a document has and its kind has not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrayKey {
    /// `thoi_gian`.
    pub key: &'static str,
    /// Its value in the clerk's file.
    pub place: Option<Place>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_fields_come_back() {
        for field in FIELDS {
            let groups: Vec<Option<(usize, &str)>> = match field.shape {
                Shape::Groups(parts) => parts.iter().map(|(part, _)| Some((1, *part))).collect(),
                _ => vec![None],
            };
            for group in groups {
                let field = DetailField { key: field.key, group };
                assert_eq!(DetailField::parse(&field.to_string()), Some(field));
            }
        }
        for text in ["", "so", "cac_ben", "cac_ben.0.ten", "cac_ben.1.tuoi", "cac_ben.x.ten"] {
            assert_eq!(DetailField::parse(text), None, "{text}");
        }
    }

    #[test]
    fn every_field_is_one_of_some_kind_and_every_need_is_a_field() {
        for field in FIELDS {
            assert!(!kinds_with(field.key).is_empty(), "{}", field.key);
        }
        for (key, _) in ALL.into_iter().flat_map(|kind| kind.own_fields()) {
            assert!(FIELDS.iter().any(|field| field.key == *key), "{key}");
        }
    }
}
