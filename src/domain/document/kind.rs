//! Tên loại văn bản: names, abbreviations and forms of Decree 30 [N30 Điều 7; N30-III I and II].

use crate::domain::document::heading_numbers::{Ladder, Rung};

/// A form (mẫu) of Phụ lục III: the order of the parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Mẫu 1.1.
    Resolution,
    /// Mẫu 1.2.
    Decision,
    /// Mẫu 1.4.
    Named,
    /// Mẫu 1.5.
    Letter,
}

impl Form {
    /// File name of the built-in arrangement.
    pub fn template(self) -> &'static str {
        match self {
            Self::Resolution => "mau-1.1-nghi-quyet.typ.j2",
            Self::Decision => "mau-1.2-quyet-dinh.typ.j2",
            Self::Named => "mau-1.4-ten-loai.typ.j2",
            Self::Letter => "mau-1.5-cong-van.typ.j2",
        }
    }
}

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// The value of `loai`: `bao-cao`.
    pub key: &'static str,
    /// `báo cáo`, as in running text.
    pub name: &'static str,
    /// `BC`; empty for công văn.
    pub abbreviation: &'static str,
    /// Which form arranges it.
    pub form: Form,
    /// Whether `Kính gửi` belongs to it [N30-I II.9.d].
    pub has_addressees: bool,
}

const fn kind(
    key: &'static str,
    name: &'static str,
    abbreviation: &'static str,
    form: Form,
    has_addressees: bool,
) -> Kind {
    Kind { key, name, abbreviation, form, has_addressees }
}

/// The kinds with a built-in form, in the order of Điều 7.
pub const ALL: [Kind; 20] = [
    kind("nghi-quyet", "nghị quyết", "NQ", Form::Resolution, false),
    kind("quyet-dinh", "quyết định", "QĐ", Form::Decision, false),
    kind("chi-thi", "chỉ thị", "CT", Form::Named, false),
    kind("quy-che", "quy chế", "QC", Form::Named, false),
    kind("quy-dinh", "quy định", "QyĐ", Form::Named, false),
    kind("thong-cao", "thông cáo", "TC", Form::Named, false),
    kind("thong-bao", "thông báo", "TB", Form::Named, false),
    kind("huong-dan", "hướng dẫn", "HD", Form::Named, false),
    kind("chuong-trinh", "chương trình", "CTr", Form::Named, false),
    kind("ke-hoach", "kế hoạch", "KH", Form::Named, false),
    kind("phuong-an", "phương án", "PA", Form::Named, false),
    kind("de-an", "đề án", "ĐA", Form::Named, false),
    kind("du-an", "dự án", "DA", Form::Named, false),
    kind("bao-cao", "báo cáo", "BC", Form::Named, true),
    kind("to-trinh", "tờ trình", "TTr", Form::Named, true),
    kind("giay-uy-quyen", "giấy ủy quyền", "GUQ", Form::Named, false),
    kind("phieu-gui", "phiếu gửi", "PG", Form::Named, true),
    kind("phieu-chuyen", "phiếu chuyển", "PC", Form::Named, true),
    kind("phieu-bao", "phiếu báo", "PB", Form::Named, true),
    kind("cong-van", "công văn", "", Form::Letter, true),
];

impl Kind {
    /// The kind of a `loai` value.
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        ALL.into_iter().find(|kind| kind.key == key)
    }

    /// The kind whose abbreviation a symbol bears: `QĐ-UBND`, `2025/NQ-HĐND`; none for a công văn, which has none.
    pub(crate) fn of_symbol(symbol: &str) -> Option<Self> {
        let own = symbol.rsplit_once('/').map_or(symbol, |(_, own)| own);
        let abbreviation = own.split('-').next().unwrap_or(own);
        ALL.into_iter().find(|kind| !kind.abbreviation.is_empty() && kind.abbreviation == abbreviation)
    }

    /// How headings are numbered when the document does not say [design.md section 3].
    pub(crate) fn ladder(self) -> Ladder {
        match self.form {
            Form::Resolution | Form::Decision => {
                Ladder::new(vec![Rung::Article, Rung::Arabic, Rung::Nested, Rung::Letter])
            }
            Form::Named | Form::Letter => Ladder::new(vec![Rung::Part, Rung::Roman, Rung::Arabic, Rung::Letter]),
        }
    }

    /// Whether the kind has an authority block and căn cứ before its formula.
    pub(crate) fn has_authority(self) -> bool {
        matches!(self.form, Form::Resolution | Form::Decision)
    }

    /// Derived ký hiệu: `BC-UBND`; a công văn has the issuer's sign alone [N30-I II.3.b].
    pub fn symbol(self, issuer: &str) -> String {
        if self.abbreviation.is_empty() { issuer.to_owned() } else { format!("{}-{issuer}", self.abbreviation) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document::heading_numbers::{HeadingCounter, Override};

    fn labels(kind: &str, levels: &[usize]) -> Vec<String> {
        let mut numbering = HeadingCounter::new(Kind::from_key(kind).unwrap().ladder());
        let plain = Override::default();
        levels.iter().map(|&level| numbering.next(level, &plain).unwrap().label).collect()
    }

    #[test]
    fn reports_count_parts_sections_and_points() {
        assert_eq!(
            labels("bao-cao", &[1, 2, 3, 4, 4, 3, 4, 2, 1, 2]),
            ["Phần I", "I.", "1.", "a)", "b)", "2.", "a)", "II.", "Phần II", "I."]
        );
    }

    #[test]
    fn resolutions_count_articles_and_nested_clauses() {
        assert_eq!(
            labels("nghi-quyet", &[1, 2, 2, 3, 3, 4, 1, 2]),
            ["Điều 1.", "1.", "2.", "2.1.", "2.2.", "a)", "Điều 2.", "1."]
        );
    }

    #[test]
    fn a_set_number_counts_on() {
        let mut numbering = HeadingCounter::new(Kind::from_key("bao-cao").unwrap().ladder());
        let plain = Override::default();
        let set = Override { number: Some("d".into()), rung: None };
        assert_eq!(numbering.next(4, &set).unwrap().label, "d)");
        assert_eq!(numbering.next(4, &plain).unwrap().label, "đ)");
    }

    #[test]
    fn a_set_scheme_joins_the_number_above() {
        let mut numbering = HeadingCounter::new(Kind::from_key("bao-cao").unwrap().ladder());
        let plain = Override::default();
        let nested = Override { number: None, rung: Some(Rung::Nested) };
        for _ in 0..5 {
            numbering.next(3, &plain);
        }
        assert_eq!(numbering.next(4, &nested).unwrap().label, "5.1.");
        assert_eq!(numbering.next(4, &nested).unwrap().label, "5.2.");
    }
}
