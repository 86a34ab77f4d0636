//! What is reported of an expression that gives no value: in the words of the clerk, with the nearest name that would do.

use std::error::Error as _;

use minijinja::{Error, ErrorKind};

use super::refusal::Refusal;
use super::scope::Scope;
use super::values::{Figure, PeriodObject};
use super::{grammar, merge_record};
use crate::base::finding::{Finding, codes, did_you_mean, nearest};
use crate::base::source::Place;
use crate::base::text::fold::fold;

/// Unknown names of a document for which known ones are looked for.
const MAX_EXPLAINED: usize = 200;

impl Scope {
    pub(super) fn explain(&self, error: &Error, text: &str, place: Place) -> Box<Finding> {
        if let Some(refusal) = error.source().and_then(|source| source.downcast_ref::<Refusal>()) {
            let finding = Finding::new(refusal.code, &refusal.message).at(place).hint(&refusal.hint);
            return Box::new(finding.of_figures(refusal.is_of_figures));
        }
        let finding = match error.kind() {
            ErrorKind::UndefinedError => return self.undefined(text, place),
            ErrorKind::UnknownFilter => {
                let name = error.detail().unwrap_or_default().split_whitespace().nth(1).unwrap_or(text);
                Finding::new(codes::BROKEN_EXPRESSION, format!("không có phép biến đổi `{name}`"))
                    .hint("các phép biến đổi: `so_le`, `phan_tram`, `diem_phan_tram`, `tien`, `hai_chu_so`, `la_ma`, `bang_chu`, `ngay_dai`, `ngay_ngan`, `in_hoa`, `hoa_dau`")
            }
            ErrorKind::UnknownFunction | ErrorKind::UnknownMethod | ErrorKind::UnknownTest => {
                Finding::new(codes::BROKEN_EXPRESSION, format!("biểu thức `{text}` dùng một hàm không có"))
                    .hint("chỉ dùng tên số liệu, phép tính và phép biến đổi")
            }
            ErrorKind::MissingArgument | ErrorKind::TooManyArguments => {
                let message = format!("`{text}` thiếu hoặc thừa giá trị trong ngoặc tròn");
                Finding::new(codes::BROKEN_EXPRESSION, message)
                    .hint("viết như `so_le(1)`, `phan_tram(2)`, `tien(\"tỷ đồng\", 1)`; các phép khác không có ngoặc")
            }
            ErrorKind::OutOfFuel => {
                Finding::new(codes::BROKEN_EXPRESSION, format!("biểu thức `{text}` quá dài")).hint("rút gọn biểu thức")
            }
            ErrorKind::InvalidOperation => {
                Finding::new(codes::BROKEN_EXPRESSION, format!("phép tính trong `{text}` không làm được"))
                    .hint("kiểm tra các giá trị trong biểu thức có phải là số không")
            }
            _ => return self.malformed(text, place),
        };
        Box::new(finding.at(place))
    }

    pub(super) fn malformed(&self, text: &str, place: Place) -> Box<Finding> {
        if let Some((what, repaired)) = pasted_signs(text) {
            let finding = Finding::new(codes::BROKEN_EXPRESSION, format!("biểu thức có {what} của Word"));
            return Box::new(finding.at(place).hint(format!("gõ lại thành `{{{{ {repaired} }}}}`")));
        }
        if let Some(bare) = accented(text).filter(|bare| self.knows(bare)) {
            let finding = Finding::new(codes::UNDEFINED_EXPRESSION, format!("tên số liệu `{text}` viết có dấu"));
            return Box::new(finding.at(place).hint(format!("viết không dấu: `{{{{ {bare} }}}}`")));
        }
        if let Some((percentage, repaired)) = typed_percentage(text) {
            let message = format!("biểu thức có `{percentage}` ngoài dấu ngoặc kép");
            let finding = Finding::new(codes::BROKEN_EXPRESSION, message);
            return Box::new(finding.at(place).hint(format!("viết `{{{{ {repaired} }}}}`")));
        }
        Box::new(
            Finding::new(codes::BROKEN_EXPRESSION, format!("biểu thức `{text}` viết sai"))
                .at(place)
                .hint("viết như `{{ du_lich.luot_khach }}`, dùng được `+ - * / ( )` và phép biến đổi `|`; muốn in nguyên dấu ngoặc nhọn thì viết `\\{{`"),
        )
    }

    pub(super) fn undefined(&self, text: &str, place: Place) -> Box<Finding> {
        if let Some(bare) = accented(text).filter(|bare| self.knows(bare)) {
            let finding = Finding::new(codes::UNDEFINED_EXPRESSION, format!("tên số liệu `{text}` viết có dấu"));
            return Box::new(finding.at(place).hint(format!("viết không dấu: `{{{{ {bare} }}}}`")));
        }
        let name = self.unknown_name(text);
        let parted = self.without_period(name).or_else(|| name.rsplit_once('.'));
        if let Some((owner, attribute)) = parted
            && let Some((what, attributes)) = self.attributes_of(owner)
        {
            let finding = Finding::new(codes::UNDEFINED_EXPRESSION, format!("{what} không có `{attribute}`"));
            return Box::new(finding.at(place).hint(match nearest(attribute, attributes.iter().copied()) {
                Some(near) if near == attribute => {
                    "viết lại câu này, hoặc sửa `ky_bao_cao` trong `so-lieu.yaml` nếu ghi nhầm kỳ".to_owned()
                }
                Some(near) => did_you_mean(&format!("{owner}.{near}")),
                None => format!("viết được sau `{owner}.`: {}", attributes.join(", ")),
            }));
        }
        // one unknown figure is one cause, whatever is asked of it
        let name = match name.rsplit_once('.') {
            Some((owner, attribute))
                if Figure::ATTRIBUTES.contains(&attribute)
                    && !self.has_inside(owner)
                    && !merge_record::is_named(name) =>
            {
                owner
            }
            _ => name,
        };
        self.misses.set(self.misses.get() + 1);
        // so many more are counted, not read
        let names = self.names.iter().map(String::as_str).filter(|_| self.misses.get() <= MAX_EXPLAINED);
        let finding = Finding::new(codes::UNDEFINED_EXPRESSION, format!("không có số liệu `{name}`")).at(place);
        Box::new(match nearest(name, names) {
            _ if merge_record::is_named(name) => {
                finding.hint("thêm dòng `danh_sach: …`: tệp có dòng tiêu đề, mỗi nơi nhận một dòng")
            }
            _ if ["ky", "den_ngay"].contains(&name.split('.').next().unwrap_or_default()) => {
                finding.hint("thêm dòng `ky_bao_cao: năm 2025` vào `so-lieu.yaml`")
            }
            Some(near) => finding.hint(did_you_mean(near)),
            None if self.names.is_empty() => {
                finding.hint("thư mục này chưa có `so-lieu.yaml`; tạo tệp đó và ghi số liệu vào")
            }
            None => finding.hint(format!("thêm `{name}` vào `so-lieu.yaml`")),
        })
    }

    /// The name that an expression has no value for: the first that is none, else the first with an unknown attribute.
    fn unknown_name<'a>(&self, text: &'a str) -> &'a str {
        // a filter is no name, nor are numbers and words in quotes
        let is_value = |name: &str, behind: &str| {
            let before = &text[..text.len() - behind.len() - name.len()];
            let is_quoted = !before.matches('"').count().is_multiple_of(2);
            name.starts_with(char::is_alphabetic) && !is_quoted && !before.trim_end().ends_with('|')
        };
        let names = merge_record::names(text).filter(|(name, behind)| is_value(name, behind));
        let names: Vec<&str> = names.map(|(name, _)| name).collect();
        let is_unknown = |name: &&&str| !self.knows(name);
        let has_other = |name: &&&str| {
            let Some((owner, attribute)) = name.rsplit_once('.') else { return false };
            self.attributes_of(owner).is_some_and(|(_, known)| !known.contains(&attribute))
        };
        let found = names.iter().find(is_unknown).or_else(|| names.iter().find(has_other));
        found.or_else(|| names.iter().find(|name| name.starts_with("ky."))).or(names.first()).copied().unwrap_or(text)
    }

    /// What a name with attributes stands for, and they.
    fn attributes_of(&self, owner: &str) -> Option<(String, &'static [&'static str])> {
        if let Some(indicator) = self.figures.indicator(owner) {
            return Some((format!("chỉ tiêu `{}`", indicator.path), &Figure::ATTRIBUTES));
        }
        let period = self.figures.period.clone().filter(|_| owner == "ky" || owner.starts_with("ky."))?;
        let mut keys = owner.split('.').skip(1);
        let PeriodObject(period) = keys.try_fold(PeriodObject(period), |at, key| at.neighbour(key))?;
        Some((format!("kỳ `{period}`"), &PeriodObject::ATTRIBUTES))
    }

    /// Of `ky.truoc.nam` the part that stands for a period, and the attribute that it has not: a session has none before.
    fn without_period<'a>(&self, name: &'a str) -> Option<(&'a str, &'a str)> {
        let mut at = PeriodObject(self.figures.period.clone()?);
        let mut end = "ky".len();
        for key in name.strip_prefix("ky.")?.split('.') {
            let Some(other) = at.neighbour(key) else { return Some((&name[..end], key)) };
            (at, end) = (other, end + 1 + key.len());
        }
        None
    }

    /// Whether a name is that of a group.
    fn has_inside(&self, group: &str) -> bool {
        self.groups.contains_key(group)
    }

    pub(super) fn inside(&self, group: &str) -> String {
        match self.groups.get(group).and_then(|first| self.names.get_index(*first)) {
            Some(name) => format!("viết cả tên, ví dụ `{name}`"),
            None => "viết cả tên của giá trị trong nhóm".to_owned(),
        }
    }
}

/// Curly quotes and dashes that Word writes for those of an expression, and the expression with its own.
fn pasted_signs(text: &str) -> Option<(&'static str, String)> {
    let quotes = ['“', '”', '„', '‘', '’'];
    let dashes = ['–', '—', '−'];
    let what = match (text.contains(quotes), text.contains(dashes)) {
        (true, _) => "dấu ngoặc kép cong",
        (_, true) => "dấu gạch dài",
        _ => return None,
    };
    Some((what, text.replace(quotes, "\"").replace(dashes, "-")))
}

/// A name without its marks, when it has any: `thu.tổng` is `thu.tong`.
fn accented(text: &str) -> Option<String> {
    let bare = fold(text.trim());
    let is_name = bare.chars().all(|c| c.is_ascii_alphanumeric() || "._".contains(c));
    (is_name && !text.trim().is_ascii()).then_some(bare)
}

/// The first percentage that stands as such in an expression, and the expression with all of them in quotes; none when
/// this does not mend it.
fn typed_percentage(text: &str) -> Option<(&str, String)> {
    let mut repaired = String::new();
    let (mut first, mut at, mut is_quoted) = (None, 0, false);
    for (sign, _) in text.match_indices(['%', '"', '\'']) {
        repaired.push_str(&text[at..sign]);
        at = sign + 1;
        if !text[sign..].starts_with('%') {
            is_quoted = !is_quoted;
            repaired.push_str(&text[sign..at]);
            continue;
        }
        let number = repaired.trim_end().len()
            - repaired.trim_end().trim_end_matches(|c: char| c.is_ascii_digit() || ".,".contains(c)).len();
        if is_quoted || number == 0 {
            repaired.push('%');
            continue;
        }
        repaired.truncate(repaired.trim_end().len());
        let start = repaired.len() - number;
        first = first.or_else(|| text[..sign].rfind(&repaired[start..]).map(|from| &text[from..at]));
        let quoted = format!("\"{}%\"", &repaired[start..]);
        repaired.replace_range(start.., &quoted);
    }
    repaired.push_str(&text[at..]);
    first.filter(|_| grammar::exact(&repaired).is_ok()).map(|first| (first, repaired))
}
