//! `so-lieu.yaml`: the figures of a period → [`Figures`].

pub(super) mod mistakes;
pub(crate) mod spreadsheet;
pub(super) mod totals;

use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes, did_you_mean, suggest};
use crate::base::source::{DataPath, Place, Source};
use crate::content::expression::errors::unreadable;
use crate::content::expression::field_reader::Reader;
use crate::content::expression::names;
use crate::domain::document::IssueDate;
use crate::domain::figures::number::Unreadable;
use crate::domain::figures::{Entry, Figures, Group, Indicator, Number, Period, Value, period};
use crate::formats::yaml::node::{Key, Node, Value as Tree};
use crate::load::wording::misdated;

/// Keys of the file that are no groups.
pub(crate) const FILE_KEYS: [&str; 4] = ["ky_bao_cao", "den_ngay", "nguon", "so_voi"];

/// Keys of an indicator.
pub(crate) const INDICATOR_KEYS: [&str; 12] = [
    "ten",
    "don_vi",
    "ke_hoach",
    "thuc_hien",
    "uoc_thuc_hien",
    "cung_ky",
    "ky_truoc",
    "so_le",
    "cong_don",
    "la_tong",
    "nguon",
    "ghi_chu",
];

/// Keys that a group may have too, so that they do not make an indicator.
pub(crate) const SHARED_KEYS: [&str; 3] = ["ten", "nguon", "ghi_chu"];

/// The key that says a group's values are shares of one whole.
pub(crate) const SHARES: &str = "ty_trong";

/// Reads the figures of a file, totals completed.
pub(crate) fn figures(source: &Arc<Source>, root: &Node, folder: &str, findings: &mut Findings) -> Figures {
    let mut figures = typed(source, root, folder, findings);
    totals::complete(&mut figures.root, findings);
    figures
}

/// Reads the figures of a file as typed: a spreadsheet may add to them before totals are completed.
pub(super) fn typed(source: &Arc<Source>, root: &Node, folder: &str, findings: &mut Findings) -> Figures {
    let reader = Reader { source, root };
    let mut walker = Walker { source, findings };
    let Tree::Map(entries) = &root.value else {
        let finding = Finding::new(codes::WRONG_TYPE, "tệp số liệu phải là một nhóm trường")
            .hint("viết `tên_nhóm:` rồi thụt các chỉ tiêu vào dưới");
        walker.findings.push(finding.at(Place::new(source, root.range.start..root.range.start)));
        return Figures::default();
    };
    let default_source = reader.optional(&"nguon".into()).map(|text| text.value);
    let groups = entries.iter().filter(|(key, _)| !FILE_KEYS.contains(&key.name.as_str()));
    let groups =
        groups.filter_map(|(key, node)| walker.entry(key, node, &DataPath::default(), default_source.as_deref()));
    let root_group = Group { path: String::new(), name: None, entries: Arc::new(groups.collect()) };
    mistakes::compared(source, root, walker.findings);
    let compared = |key: &str| reader.optional(&DataPath::from("so_voi").key(key)).map(|text| text.value);
    Figures {
        folder: folder.to_owned(),
        period: walker.period(reader),
        closing: walker.closing(reader),
        year_before: compared("cung_ky"),
        previous: compared("ky_truoc"),
        root: root_group,
    }
}

struct Walker<'a> {
    source: &'a Arc<Source>,
    findings: &'a mut Findings,
}

impl Walker<'_> {
    fn period(&mut self, reader: Reader<'_>) -> Option<Period> {
        let text = reader.optional(&"ky_bao_cao".into())?;
        let period = Period::parse(&text.value);
        if period.is_none() {
            self.findings.push(
                Finding::new(codes::UNKNOWN_PERIOD, format!("kỳ báo cáo `{}` không đọc được", text.value))
                    .at_optional(text.place)
                    .path("ky_bao_cao".into())
                    .hint(format!("viết như: {}", period::FORMS)),
            );
        }
        period
    }

    fn closing(&mut self, reader: Reader<'_>) -> Option<crate::base::source::Text> {
        let text = reader.optional(&"den_ngay".into()).filter(|text| text.value.trim() != "?")?;
        if let Err(error) = IssueDate::parse(&text.value) {
            let finding = misdated(&error, "den_ngay", &text.value).at_optional(text.place.clone());
            self.findings.push(finding.path("den_ngay".into()));
        }
        Some(text)
    }

    fn entry(&mut self, key: &Key, node: &Node, above: &DataPath, source: Option<&str>) -> Option<Entry> {
        let path = above.key(&key.name);
        if mistakes::is_rest_of_number(key, node) {
            return None; // told with the number before it
        }
        let words = node.text().filter(|text| !text.is_empty() && Number::parse(text) == Err(Unreadable::NotANumber));
        if let Some(field) = words.filter(|text| *text != "?").and_then(|_| mistakes::misspelt(key, above)) {
            let finding = Finding::new(codes::UNKNOWN_KEY, format!("không có trường `{path}`"));
            self.push(finding.hint(did_you_mean(field)), key, path);
            return None;
        }
        names::misnamed(self.source, key, &path, self.findings);
        match &node.value {
            Tree::Scalar { .. } => {
                let mut indicator = blank(&path, source);
                indicator.place = Some(Place::new(self.source, key.range.clone()));
                indicator.actual = Some(self.value(node, &|| path.clone(), &mut indicator.unit));
                Some(Entry::Indicator(indicator))
            }
            Tree::Map(entries) if is_indicator(entries) => {
                Some(Entry::Indicator(self.indicator(key, node, entries, &path, source)))
            }
            Tree::Map(entries) => Some(Entry::Group(self.group(node, entries, &path, source))),
            Tree::List(_) => {
                let finding =
                    Finding::new(codes::WRONG_TYPE, format!("`{path}` phải là một chỉ tiêu hoặc một nhóm chỉ tiêu"));
                self.push(finding.hint("viết mỗi chỉ tiêu một dòng `tên_chỉ_tiêu:`, thụt vào dưới nhóm"), key, path);
                None
            }
        }
    }

    fn group(&mut self, node: &Node, entries: &[(Key, Node)], path: &DataPath, source: Option<&str>) -> Group {
        let own = node.get("nguon").and_then(Node::text);
        mistakes::cut_numbers(self.source, entries, path, self.findings);
        let children =
            entries.iter().filter(|(key, _)| !SHARED_KEYS.contains(&key.name.as_str()) && key.name != SHARES);
        let group = Group {
            path: path.to_string(),
            name: node.get("ten").and_then(Node::text).map(str::to_owned),
            entries: Arc::new(children.filter_map(|(key, node)| self.entry(key, node, path, own.or(source))).collect()),
        };
        if self.holds(node, SHARES, path) {
            totals::check_shares(&group, self.findings);
        }
        group
    }

    fn indicator(
        &mut self,
        key: &Key,
        node: &Node,
        entries: &[(Key, Node)],
        path: &DataPath,
        source: Option<&str>,
    ) -> Indicator {
        mistakes::cut_numbers(self.source, entries, path, self.findings);
        for (field, value) in entries {
            if !mistakes::is_rest_of_number(field, value) && !INDICATOR_KEYS.contains(&field.name.as_str()) {
                let finding = Finding::new(
                    codes::UNKNOWN_KEY,
                    format!("không có trường `{}` trong chỉ tiêu `{path}`", field.name),
                );
                let hint = suggest(&field.name, INDICATOR_KEYS, || {
                    format!("các trường dùng được: {}", INDICATOR_KEYS.map(|name| format!("`{name}`")).join(", "))
                });
                self.push(finding.hint(hint), field, path.key(&field.name));
            }
        }
        let text = |name: &str| {
            node.get(name).and_then(Node::text).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let mut unit = text("don_vi");
        let mut value = |name: &str| node.get(name).map(|node| self.value(node, &|| path.key(name), &mut unit));
        let (plan, actual, estimate) = (value("ke_hoach"), value("thuc_hien"), value("uoc_thuc_hien"));
        let (year_before, previous) = (value("cung_ky"), value("ky_truoc"));
        Indicator {
            name: text("ten"),
            plan,
            actual,
            estimate,
            year_before,
            previous,
            decimals: self.decimals(node, path),
            adds_up: self.holds(node, "cong_don", path),
            is_total: self.holds(node, "la_tong", path),
            source: text("nguon").or(source.map(str::to_owned)),
            note: text("ghi_chu"),
            place: Some(Place::new(self.source, key.range.clone())),
            unit,
            path: path.to_string(),
        }
    }

    /// A field that is yes or no; absent means no.
    fn holds(&mut self, node: &Node, name: &str, path: &DataPath) -> bool {
        let Some(field) = node.get(name).filter(|field| !field.is_null()) else {
            return false;
        };
        match field.text().map(|text| text.trim().to_lowercase()).as_deref() {
            Some("có" | "true") => true,
            Some("không" | "false") => false,
            _ => {
                self.findings.push(
                    Finding::new(codes::WRONG_TYPE, format!("`{name}` chỉ nhận `có` hoặc `không`"))
                        .at(Place::new(self.source, field.range.clone()))
                        .path(path.key(name))
                        .hint(format!("viết như `{name}: có`")),
                );
                false
            }
        }
    }

    fn decimals(&mut self, node: &Node, path: &DataPath) -> Option<u32> {
        let field = node.get("so_le")?;
        let place = || Place::new(self.source, field.range.clone());
        let finding = |finding: Finding| finding.at(place()).path(path.key("so_le")).hint("viết như `so_le: 1`");
        decimals(field.text()).map_err(|problem| self.findings.push(finding(problem))).ok()
    }

    /// Nothing and `?` mean "not yet".
    fn value(&mut self, node: &Node, path: &dyn Fn() -> DataPath, unit: &mut Option<String>) -> Value {
        let place = Place::new(self.source, node.range.clone());
        let Some(text) = node.text().map(str::trim) else {
            let finding = Finding::new(codes::WRONG_TYPE, format!("`{}` phải là một số", path())).at(place);
            self.findings.push(finding.path(path()).hint("viết một số như `262.000`; chưa có thì viết `?`"));
            return Value::Missing;
        };
        if node.is_null() || text == "?" {
            return Value::Missing;
        }
        let error = match Number::parse(text) {
            Ok(written) => {
                if written.percent && unit.is_none() {
                    *unit = Some("%".to_owned());
                }
                return Value::Known { number: written.number, decimals: written.decimals, place: Some(place) };
            }
            Err(error) => error,
        };
        self.findings.push(unreadable(&error, text).at(place).path(path()));
        Value::Missing
    }

    fn push(&mut self, finding: Finding, key: &Key, path: DataPath) {
        self.findings.push(finding.at(Place::new(self.source, key.range.clone())).path(path));
    }
}

/// The decimals an indicator is printed with.
pub(super) fn decimals(text: Option<&str>) -> Result<u32, Finding> {
    let decimals = text.and_then(|text| text.trim().parse().ok()).filter(|decimals| *decimals <= 6);
    decimals.ok_or_else(|| Finding::new(codes::NOT_A_NUMBER, "số chữ số lẻ phải là số từ 0 đến 6"))
}

/// A map is an indicator when it has a key that no group has.
pub(crate) fn is_indicator(entries: &[(Key, Node)]) -> bool {
    let own = |name: &str| INDICATOR_KEYS.contains(&name) && !SHARED_KEYS.contains(&name);
    entries.iter().any(|(key, _)| own(&key.name))
}

pub(super) fn blank(path: &DataPath, source: Option<&str>) -> Indicator {
    Indicator {
        path: path.to_string(),
        name: None,
        unit: None,
        plan: None,
        actual: None,
        estimate: None,
        year_before: None,
        previous: None,
        decimals: None,
        adds_up: false,
        is_total: false,
        source: source.map(str::to_owned),
        note: None,
        place: None,
    }
}
