//! Tên loại văn bản: names, abbreviations and forms of Decree 30 [N30 Điều 7; N30-III I and II].

use crate::domain::document::heading_numbers::{Ladder, Rung};

/// Kinds made of chapters and articles.
const REGULATIONS: [&str; 2] = ["quy-che", "quy-dinh"];

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
    /// Mẫu 1.6.
    Telegram,
    /// Mẫu 1.7.
    Invitation,
    /// Mẫu 1.8.
    Introduction,
    /// Mẫu 1.9.
    Minutes,
    /// Mẫu 1.10.
    Leave,
    /// Mẫu 1.4 with both persons, what may be done and until when.
    Authorization,
    /// Mẫu 1.4 with a list of documents: phiếu gửi, phiếu chuyển, phiếu báo.
    Slip,
    /// Hợp đồng, bản ghi nhớ, bản thỏa thuận: the decree gives them a sign and no model.
    Agreement,
    /// Thư công: the decree names it and gives it neither sign nor model.
    OpenLetter,
}

impl Form {
    /// File name of the built-in arrangement.
    pub fn template(self) -> &'static str {
        match self {
            Self::Resolution => "mau-1.1-nghi-quyet.typ.j2",
            Self::Decision => "mau-1.2-quyet-dinh.typ.j2",
            Self::Named => "mau-1.4-ten-loai.typ.j2",
            Self::Letter => "mau-1.5-cong-van.typ.j2",
            Self::Telegram => "mau-1.6-cong-dien.typ.j2",
            Self::Invitation => "mau-1.7-giay-moi.typ.j2",
            Self::Introduction => "mau-1.8-giay-gioi-thieu.typ.j2",
            Self::Minutes => "mau-1.9-bien-ban.typ.j2",
            Self::Leave => "mau-1.10-giay-nghi-phep.typ.j2",
            Self::Authorization => "mau-1.4-giay-uy-quyen.typ.j2",
            Self::Slip => "mau-1.4-phieu.typ.j2",
            Self::Agreement => "ngoai-mau-hai-ben.typ.j2",
            Self::OpenLetter => "ngoai-mau-thu-cong.typ.j2",
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
    /// `BC`; empty for công văn and thư công.
    pub abbreviation: &'static str,
    /// Which form arranges it.
    pub form: Form,
    /// The key of those it is addressed to, where its form has them: `kinh_gui` [N30-I II.9.d], `kinh_moi`, `dien`.
    pub addressees: Option<&'static str>,
}

const fn kind(
    key: &'static str,
    name: &'static str,
    abbreviation: &'static str,
    form: Form,
    addressees: Option<&'static str>,
) -> Kind {
    Kind { key, name, abbreviation, form, addressees }
}

/// `kinh_gui`.
const TO: Option<&str> = Some("kinh_gui");

/// All kinds, in the order of Điều 7.
pub const ALL: [Kind; 29] = [
    kind("nghi-quyet", "nghị quyết", "NQ", Form::Resolution, None),
    kind("quyet-dinh", "quyết định", "QĐ", Form::Decision, None),
    kind("chi-thi", "chỉ thị", "CT", Form::Named, None),
    kind("quy-che", "quy chế", "QC", Form::Named, None),
    kind("quy-dinh", "quy định", "QyĐ", Form::Named, None),
    kind("thong-cao", "thông cáo", "TC", Form::Named, None),
    kind("thong-bao", "thông báo", "TB", Form::Named, None),
    kind("huong-dan", "hướng dẫn", "HD", Form::Named, None),
    kind("chuong-trinh", "chương trình", "CTr", Form::Named, None),
    kind("ke-hoach", "kế hoạch", "KH", Form::Named, None),
    kind("phuong-an", "phương án", "PA", Form::Named, None),
    kind("de-an", "đề án", "ĐA", Form::Named, None),
    kind("du-an", "dự án", "DA", Form::Named, None),
    kind("bao-cao", "báo cáo", "BC", Form::Named, TO),
    kind("bien-ban", "biên bản", "BB", Form::Minutes, None),
    kind("to-trinh", "tờ trình", "TTr", Form::Named, TO),
    kind("hop-dong", "hợp đồng", "HĐ", Form::Agreement, None),
    kind("cong-van", "công văn", "", Form::Letter, TO),
    kind("cong-dien", "công điện", "CĐ", Form::Telegram, Some("dien")),
    kind("ban-ghi-nho", "bản ghi nhớ", "BGN", Form::Agreement, None),
    kind("ban-thoa-thuan", "bản thỏa thuận", "BTT", Form::Agreement, None),
    kind("giay-uy-quyen", "giấy ủy quyền", "GUQ", Form::Authorization, None),
    kind("giay-moi", "giấy mời", "GM", Form::Invitation, Some("kinh_moi")),
    kind("giay-gioi-thieu", "giấy giới thiệu", "GGT", Form::Introduction, None),
    kind("giay-nghi-phep", "giấy nghỉ phép", "GNP", Form::Leave, None),
    kind("phieu-gui", "phiếu gửi", "PG", Form::Slip, TO),
    kind("phieu-chuyen", "phiếu chuyển", "PC", Form::Slip, Some("kinh_chuyen")),
    kind("phieu-bao", "phiếu báo", "PB", Form::Slip, TO),
    kind("thu-cong", "thư công", "", Form::OpenLetter, TO),
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
            Form::Resolution | Form::Decision | Form::Agreement => {
                Ladder::new(vec![Rung::Article, Rung::Arabic, Rung::Nested, Rung::Letter])
            }
            // a regulation that stands alone has the divisions of one that is attached
            _ if REGULATIONS.contains(&self.key) => {
                Ladder::new(vec![Rung::Chapter, Rung::Article, Rung::Arabic, Rung::Letter])
            }
            _ => Ladder::new(vec![Rung::Part, Rung::Roman, Rung::Arabic, Rung::Letter]),
        }
    }

    /// Whether the kind has an authority block and căn cứ before its formula.
    pub(crate) fn has_authority(self) -> bool {
        matches!(self.form, Form::Resolution | Form::Decision)
    }

    /// Whether a sentence of its form begins with who issues it, which `tham_quyen` may name otherwise.
    pub(crate) fn names_issuer(self) -> bool {
        matches!(self.form, Form::Telegram | Form::Invitation | Form::Introduction | Form::Leave)
    }

    /// Whether place and date stand in its head: not of biên bản [N30-III mẫu 1.9], nor of what two parties agree.
    pub fn has_place_and_date(self) -> bool {
        !matches!(self.form, Form::Minutes | Form::Agreement)
    }

    /// Whether the letterhead of the issuer stands at its head; above an agreement stand both parties.
    pub(crate) fn has_letterhead(self) -> bool {
        self.form != Form::Agreement
    }

    /// Whether it has number and sign, and so a line of the register: thư công has none [N30-III I].
    pub fn is_numbered(self) -> bool {
        self.form != Form::OpenLetter
    }

    /// Whether a trích yếu is printed: giấy giới thiệu and giấy nghỉ phép have none [N30-III mẫu 1.8, 1.10].
    pub(crate) fn has_subject(self) -> bool {
        !matches!(self.form, Form::Introduction | Form::Leave)
    }

    /// Whether it names who receives copies; what parties agree and a thư công need not.
    pub(crate) fn has_recipients(self) -> bool {
        !matches!(self.form, Form::Agreement | Form::OpenLetter)
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
