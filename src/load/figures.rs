//! `so-lieu.yaml`: the figures of a period → [`Figures`].

pub(crate) mod keys;
pub(crate) mod mistakes;
pub(crate) mod spreadsheet;
pub(super) mod totals;

use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes, did_you_mean, suggest};
use crate::base::source::{DataPath, Place, Source};
use crate::base::text::number::{Number, Unreadable};
use crate::content::expression::field_reader::FieldReader;
use crate::content::expression::unreadable;
use crate::domain::document::IssueDate;
use crate::domain::figures::{Entry, Figures, Group, Indicator, Measure, Measures, Period, Reading, Value, unit};
use crate::formats::yaml::node::{Key, Node, Value as Tree};
use crate::load::dates::invalid_date;
use crate::load::figures::keys::{FILE_KEYS, INDICATOR_KEYS, SHARED_KEYS, SHARES, TEXTS, is_indicator};
use crate::load::refused_expressions;

/// Reads the figures of a file, totals completed.
pub(crate) fn read(source: &Arc<Source>, root: &Node, folder: &str, findings: &mut Findings) -> Figures {
    let mut figures = read_typed(source, root, folder, findings);
    totals::complete(&mut figures.root, findings);
    figures
}

/// Reads the figures of a file as typed: a spreadsheet may add to them before totals are completed.
pub(super) fn read_typed(source: &Arc<Source>, root: &Node, folder: &str, findings: &mut Findings) -> Figures {
    let reader = FieldReader { source, root };
    let mut figures = FiguresReader { source, findings, cut: Vec::new() };
    let Tree::Map(entries) = &root.value else {
        let finding = Finding::new(codes::WRONG_TYPE, "tệp số liệu phải là một nhóm mục")
            .hint("viết `tên_nhóm:` rồi thụt các chỉ tiêu vào dưới");
        figures.findings.push(finding.at(Place::new(source, root.range.start..root.range.start)));
        return Figures::unread(folder);
    };
    let default_source = reader.optional(&"nguon".into()).map(|text| text.value);
    let groups = entries.iter().filter(|(key, _)| !FILE_KEYS.contains(&key.name.as_str()));
    let groups =
        groups.filter_map(|(key, node)| figures.entry(key, node, &DataPath::default(), default_source.as_deref()));
    let root_group = Group { path: String::new(), name: None, entries: Arc::new(groups.collect()) };
    mistakes::compared(source, root, figures.findings);
    refused_expressions::refuse_in(source, root, Some(&TEXTS), figures.findings);
    let compared = Measure::OF_OTHER_PERIODS.into_iter().filter_map(|measure| {
        let folder = reader.optional(&DataPath::from("so_voi").key(measure.key()))?;
        Some((measure, folder.value))
    });
    let (period, reading) = figures.period(reader);
    Figures {
        reading,
        folder: folder.to_owned(),
        period,
        closing: figures.closing(reader),
        compared: compared.collect(),
        root: root_group,
    }
}

struct FiguresReader<'a> {
    source: &'a Arc<Source>,
    findings: &'a mut Findings,
    /// Where numbers begin of which YAML has only a part.
    cut: Vec<usize>,
}

impl FiguresReader<'_> {
    fn period(&mut self, reader: FieldReader<'_>) -> (Option<Period>, Reading) {
        let Some(text) = reader.optional(&"ky_bao_cao".into()) else { return (None, Reading::Whole) };
        match Period::read(&text.value) {
            Ok(period) => (Some(period), Reading::Whole),
            Err(fault) => {
                let finding = mistakes::unknown_period(&text.value, &fault).at_optional(text.place);
                self.findings.push(finding.path("ky_bao_cao".into()));
                (None, Reading::WithoutPeriod)
            }
        }
    }

    fn closing(&mut self, reader: FieldReader<'_>) -> Option<crate::base::source::Text> {
        let text = reader.optional(&"den_ngay".into()).filter(|text| text.value.trim() != "?")?;
        if let Err(error) = IssueDate::parse(&text.value) {
            let finding = invalid_date(&error, "den_ngay", &text.value).at_optional(text.place.clone());
            self.findings.push(finding.path("den_ngay".into()));
        }
        Some(text)
    }

    fn entry(&mut self, key: &Key, node: &Node, above: &DataPath, source: Option<&str>) -> Option<Entry> {
        let path = above.key(&key.name);
        if mistakes::is_rest_of_number(key, node) {
            return None; // reported with the number before it
        }
        let words = node.text().filter(|text| !text.is_empty() && Number::parse(text) == Err(Unreadable::NotANumber));
        if let Some(field) = words.filter(|text| *text != "?").and_then(|_| mistakes::misspelt(key, above)) {
            let finding = Finding::new(codes::UNKNOWN_KEY, format!("không có mục `{path}`"));
            self.push(finding.hint(did_you_mean(field)), key, path);
            return None;
        }
        mistakes::unusable_name(self.source, key, &path, self.findings);
        match &node.value {
            Tree::Scalar { .. } => {
                let mut unit = None;
                let actual = self.value(node, &|| path.clone(), &mut unit);
                Some(Entry::Indicator(Indicator {
                    path: path.to_string(),
                    unit,
                    measures: Measures::from_iter([(Measure::Actual, actual)]),
                    source: source.map(str::to_owned),
                    place: Some(Place::new(self.source, key.range.clone())),
                    ..Indicator::default()
                }))
            }
            Tree::Map(entries) if is_indicator(entries) => {
                Some(Entry::Indicator(self.indicator(key, node, &path, source)))
            }
            Tree::Map(_) => Some(Entry::Group(self.group(node, &path, source))),
            Tree::List(_) => {
                let finding =
                    Finding::new(codes::WRONG_TYPE, format!("`{path}` phải là một chỉ tiêu hoặc một nhóm chỉ tiêu"));
                self.push(finding.hint("viết mỗi chỉ tiêu một dòng `tên_chỉ_tiêu:`, thụt vào dưới nhóm"), key, path);
                None
            }
        }
    }

    fn group(&mut self, node: &Node, path: &DataPath, source: Option<&str>) -> Group {
        let entries = node.entries();
        let own = node.get("nguon").and_then(Node::text);
        self.cut.extend(mistakes::cut_numbers(self.source, entries, path, self.findings));
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

    fn indicator(&mut self, key: &Key, node: &Node, path: &DataPath, source: Option<&str>) -> Indicator {
        let entries = node.entries();
        self.cut.extend(mistakes::cut_numbers(self.source, entries, path, self.findings));
        for (field, value) in entries {
            if !mistakes::is_rest_of_number(field, value) && !INDICATOR_KEYS.contains(&field.name.as_str()) {
                let finding =
                    Finding::new(codes::UNKNOWN_KEY, format!("không có mục `{}` trong chỉ tiêu `{path}`", field.name));
                let hint = suggest(&field.name, INDICATOR_KEYS, || {
                    format!("các mục dùng được: {}", INDICATOR_KEYS.map(|name| format!("`{name}`")).join(", "))
                });
                self.push(finding.hint(hint), field, path.key(&field.name));
            }
        }
        let text = |name: &str| {
            node.get(name).and_then(Node::text).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let mut unit = text("don_vi");
        let mut value = |measure: Measure| {
            let node = node.get(measure.key())?;
            Some((measure, self.value(node, &|| path.key(measure.key()), &mut unit)))
        };
        let measures = Measure::ALL.into_iter().filter_map(&mut value).collect();
        Indicator {
            name: text("ten"),
            measures,
            decimals: self.decimals(node, path),
            adds_up: self.holds(node, "cong_don", path),
            is_total: self.is_total(node, path),
            source: text("nguon").or(source.map(str::to_owned)),
            note: text("ghi_chu"),
            place: Some(Place::new(self.source, key.range.clone())),
            unit,
            path: path.to_string(),
        }
    }

    /// Whether it is the total of its group; outside of groups nothing says what it would add up.
    fn is_total(&mut self, node: &Node, path: &DataPath) -> bool {
        let is_total = self.holds(node, "la_tong", path);
        let Some(field) = node.get("la_tong").filter(|_| is_total && path.steps().len() == 1) else { return is_total };
        let finding = Finding::new(codes::WRONG_TYPE, format!("`{path}` là tổng nhưng không nằm trong nhóm nào"));
        let hint = "đưa chỉ tiêu này và các chỉ tiêu thành phần vào một nhóm: viết tên nhóm một dòng, các chỉ tiêu thụt vào dưới";
        let place = Place::new(self.source, field.range.clone());
        self.findings.push(finding.at(place).path(path.key("la_tong")).hint(hint));
        false
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
        if node.is_null() || text == "?" || self.cut.contains(&node.range.start) {
            return Value::Missing;
        }
        let error = match Number::parse(text) {
            Ok(written) => {
                if written.percent && unit.is_none() {
                    *unit = Some("%".to_owned());
                } else if written.percent && !unit.as_deref().is_some_and(unit::takes_percent_sign) {
                    self.findings.push(mistakes::percent_of(text, unit.as_deref()).at(place).path(path()));
                    return Value::Missing; // no number to add up
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
