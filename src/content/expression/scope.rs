//! What the expressions of a document can name, and what they print.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};
use minijinja::value::{Object, Value as Jinja, ValueKind};
use minijinja::{Environment, UndefinedBehavior};

use super::citations::{Citations, Known};
use super::dependencies::reads;
use super::filters;
use super::grammar::{self, Fault, MAX_DEPTH, MAX_STEPS};
use super::merge_record::{self, MergeRecord};
use super::values::{self, AWAITED_MARK, Figure, PeriodObject, Printed, Quantity};
use crate::base::finding::{Finding, codes};
use crate::base::source::Place;
use crate::base::text::nfc;
use crate::domain::document::citation::Citation;
use crate::domain::document::{Awaited, Origin, Use, after_braces};
use crate::domain::figures::compare::{Comparison, Obstacle};
use crate::domain::figures::{Almanac, Figures, Operand, Reading};
use crate::formats::yaml::node::{Node, Value};

/// Steps one expression may take; a sentence needs a few dozen.
const FUEL: u64 = 10_000;

/// Longest expression, in bytes; a sentence needs some hundred.
const MAX_EXPRESSION: usize = 2_000;

/// Longest value an expression may print, in bytes.
const MAX_VALUE: usize = 100_000;

/// Most that all expressions of a document may print together, in bytes; a long report prints some thousand.
const MAX_PRINTED: usize = 4_000_000;

/// What expressions can name.
#[derive(Debug)]
pub(crate) struct Scope {
    environment: Environment<'static>,
    root: Jinja,
    /// In the order of their files.
    pub(super) names: IndexSet<String>,
    /// Names of groups, each with the first name inside it.
    pub(super) groups: IndexMap<String, usize>,
    /// Names that were asked for in vain so far.
    pub(super) misses: Cell<usize>,
    /// The folder whose `chung.yaml` has a name; names of figures are not among them.
    shared: IndexMap<String, String>,
    pub(super) figures: Arc<Figures>,
    almanac: Arc<Almanac>,
    /// The record that a letter is for.
    record: Option<MergeRecord>,
    /// The documents that sentences name.
    documents: Citations,
    /// Where they named them so far.
    citations: RefCell<Vec<Citation>>,
    /// Figures and shared facts that sentences have used so far.
    uses: RefCell<Vec<Use>>,
    /// What stands behind braces that the clerk wants on the page.
    braces: RefCell<Vec<String>>,
    /// Bytes that expressions have printed so far.
    printed: Cell<usize>,
}

/// A table or chart that shows figures of a folder.
pub(crate) struct BlockUse<'a> {
    /// `bảng: Thu ngân sách`
    pub(crate) expression: String,
    pub(crate) folder: &'a str,
    /// What it shows of each.
    pub(crate) operands: &'a [Operand],
    pub(crate) place: &'a Place,
}

/// A map of facts that keeps the scalars as the clerk typed them.
#[derive(Debug)]
struct Names(IndexMap<String, Jinja>);

impl Names {
    /// Of several with one name the first.
    fn of(entries: impl IntoIterator<Item = (String, Jinja)>) -> Self {
        let mut names = IndexMap::new();
        for (name, value) in entries {
            names.entry(name).or_insert(value);
        }
        Self(names)
    }
}

impl Object for Names {
    fn get_value(self: &Arc<Self>, key: &Jinja) -> Option<Jinja> {
        self.0.get(key.as_str()?).cloned()
    }
}

impl Scope {
    /// The figures of the document's period, then the shared facts of its folders; nearer folders win.
    pub(crate) fn new<'a>(
        figures: Arc<Figures>,
        almanac: Arc<Almanac>,
        trees: impl IntoIterator<Item = (&'a str, &'a Node)>,
    ) -> Self {
        let mut environment = Environment::empty();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(FUEL));
        filters::add(&mut environment);
        merge_record::add(&mut environment);
        let mut names: IndexSet<String> = figures.indicators().iter().map(|indicator| indicator.path.clone()).collect();
        let (mut entries, mut shared) = (Vec::new(), IndexMap::new());
        for (folder, tree) in trees {
            if let Value::Map(map) = &tree.value {
                for (key, node) in map {
                    shared.entry(key.name.clone()).or_insert_with(|| folder.to_owned());
                    entries.push((key.name.clone(), fact(node, &key.name, &mut names)));
                }
            }
        }
        for entry in figures.root.entries.iter() {
            entries.push((entry.path().to_owned(), values::entry_value(entry, &figures, &almanac)));
        }
        if let Some(period) = &figures.period {
            names.insert("ky".to_owned());
            entries.push(("ky".to_owned(), Jinja::from_object(PeriodObject(period.clone()))));
        }
        if let Some(closing) = &figures.closing {
            names.insert("den_ngay".to_owned());
            entries.push(("den_ngay".to_owned(), Jinja::from(closing.value.clone())));
        } else if figures.period.is_some() {
            names.insert("den_ngay".to_owned());
            entries.push(("den_ngay".to_owned(), Jinja::from_object(Quantity::missing("den_ngay"))));
        }
        let mut groups = IndexMap::new();
        for (at, name) in names.iter().enumerate() {
            for (end, _) in name.match_indices('.') {
                groups.entry(name[..end].to_owned()).or_insert(at);
            }
        }
        Self {
            environment,
            root: Jinja::from_object(Names::of(entries)),
            names,
            groups,
            misses: Cell::default(),
            shared,
            figures,
            almanac,
            record: None,
            documents: Citations::default(),
            citations: RefCell::default(),
            uses: RefCell::default(),
            braces: RefCell::default(),
            printed: Cell::default(),
        }
    }

    /// Lets expressions name a record of a list, and no other.
    pub(crate) fn set_record(&mut self, record: MergeRecord) {
        self.record = Some(record);
    }

    /// Lets expressions name documents, and no others.
    pub(crate) fn set_documents(&mut self, known: Known) {
        self.documents = Citations::new(known);
    }

    /// What follows is a document by itself, which names others whole where it names them first.
    pub(crate) fn begin_text(&self) {
        self.documents.begin_text();
    }

    /// Where other documents were named so far.
    pub(crate) fn citations(&self) -> Vec<Citation> {
        self.citations.borrow().clone()
    }

    /// The figures sentences refer to.
    pub(crate) fn figures(&self) -> &Arc<Figures> {
        &self.figures
    }

    /// Every period of the workspace.
    pub(crate) fn almanac(&self) -> &Arc<Almanac> {
        &self.almanac
    }

    /// What the values read of an indicator are, or a fact is, as far as that can be known.
    fn worth(&self, path: &str, reads: &[Operand]) -> String {
        let Some(indicator) = self.figures.indicator(path) else {
            let value = self.environment.compile_expression(path).and_then(|fact| fact.eval(self.root.clone()));
            return value.map(|value| value.to_string()).unwrap_or_default();
        };
        let comparison = Comparison { indicator, figures: &self.figures, almanac: &self.almanac };
        let known = reads.iter().map(|operand| match comparison.operand(*operand) {
            Ok(number) => number.format(indicator.decimals_of(indicator.value(), Some(number))),
            Err(_) => values::AWAITED.to_owned(),
        });
        known.collect::<Vec<_>>().join(" | ")
    }

    /// What the missing operands of an indicator wait for, each value with who supplies it; what is none waits for itself.
    fn awaited(&self, figures: &Figures, path: &str, missing: &[Operand]) -> Vec<Awaited> {
        let Some(indicator) = figures.indicator(path) else {
            return vec![Awaited { path: path.to_owned(), folder: None, period: None, operand: None, from: None }];
        };
        let comparison = Comparison { indicator, figures, almanac: &self.almanac };
        let missing = if missing.is_empty() { &[Operand::Value] } else { missing };
        let mut awaited: Vec<Awaited> = Vec::new();
        for value in missing.iter().flat_map(|operand| comparison.awaits(*operand)) {
            let other = value.figures.folder != self.figures.folder;
            let one = Awaited {
                period: value.figures.period.as_ref().filter(|_| other).map(ToString::to_string),
                folder: Some(value.figures.folder.clone()),
                operand: Some(value.operand),
                from: value.figures.indicator(&value.path).and_then(|indicator| indicator.source.clone()),
                path: value.path,
            };
            if !awaited.contains(&one) {
                awaited.push(one);
            }
        }
        awaited
    }

    /// Which of the values read of an indicator are still to come.
    fn missing(&self, path: &str, reads: &[Operand]) -> Vec<Operand> {
        let Some(indicator) = self.figures.indicator(path) else { return Vec::new() };
        let comparison = Comparison { indicator, figures: &self.figures, almanac: &self.almanac };
        let mut missing: Vec<Operand> = reads
            .iter()
            .filter_map(|operand| match comparison.operand(*operand) {
                Err(Obstacle::Missing(missing)) => Some(missing),
                _ => None,
            })
            .collect();
        missing.sort();
        missing.dedup();
        missing
    }

    /// The file that a name stands in: of shared facts the nearest, then the figures.
    fn origin(&self, path: &str) -> Origin {
        let head = path.split(['.', '[']).next().unwrap_or(path);
        let shared = self.shared.get(head);
        shared.map_or_else(|| Origin::Figures(self.figures.folder.clone()), |folder| Origin::Shared(folder.clone()))
    }

    /// Notes that a table or chart shows a figure in these words, and which of the values it shows are `missing`.
    pub(crate) fn note_block(&self, path: &str, block: &BlockUse<'_>, printed: String, missing: Vec<Operand>) {
        let figures = self.almanac.in_folder(block.folder).unwrap_or(&self.figures);
        let awaited = if missing.is_empty() { Vec::new() } else { self.awaited(figures, path, &missing) };
        self.note(Use {
            path: path.to_owned(),
            origin: Origin::Figures(block.folder.to_owned()),
            reads: block.operands.to_vec(),
            expression: block.expression.clone(),
            printed,
            worth: String::new(),
            awaited,
            place: Some(block.place.clone()),
        });
    }

    /// Notes that a figure or fact is used at a place.
    pub(crate) fn note(&self, used: Use) {
        self.uses.borrow_mut().push(used);
    }

    /// Notes braces that the clerk wants on the page, with the text that they begin.
    pub(super) fn note_braces(&self, text: &str) {
        self.braces.borrow_mut().push(after_braces(text));
    }

    /// What stands behind each of the braces that the clerk wants on the page, as [`after_braces`] gives it.
    pub(crate) fn braces(&self) -> Vec<String> {
        self.braces.borrow().clone()
    }

    /// Works something out a second time, so that its figures do not count twice.
    pub(crate) fn again<T>(&self, work: impl FnOnce(&Self) -> T) -> T {
        let (known, cited) = (self.uses.borrow().len(), self.citations.borrow().len());
        let done = work(self);
        self.uses.borrow_mut().truncate(known);
        self.citations.borrow_mut().truncate(cited);
        done
    }

    /// Everything used so far.
    pub(crate) fn uses(&self) -> Vec<Use> {
        self.uses.borrow().clone()
    }

    /// The text an expression stands for. `place` finds a stretch of the expression in the file.
    pub(crate) fn evaluate(&self, text: &str, place: &dyn Fn(Range<usize>) -> Place) -> Result<String, Box<Finding>> {
        let trimmed = text.trim();
        let start = text.len() - text.trim_start().len();
        let here = || place(start..start + trimmed.len());
        if trimmed.is_empty() {
            return Err(Box::new(
                Finding::new(codes::BROKEN_EXPRESSION, "biểu thức trống")
                    .at(here())
                    .hint("viết tên số liệu giữa `{{` và `}}`"),
            ));
        }
        if trimmed.len() > MAX_EXPRESSION {
            return Err(Box::new(
                Finding::new(codes::BROKEN_EXPRESSION, "biểu thức quá dài")
                    .at(here())
                    .hint("tách thành nhiều biểu thức, hoặc ghi kết quả thành một chỉ tiêu trong `so-lieu.yaml`"),
            ));
        }
        let exact = match grammar::exact(trimmed) {
            Ok(exact) => exact,
            Err(Fault::Unknown) => return Err(self.malformed(trimmed, here())),
            Err(Fault::TooDeep) => {
                let message = format!("biểu thức có hơn {MAX_DEPTH} ngoặc lồng nhau hoặc {MAX_STEPS} phép tính");
                let finding = Finding::new(codes::BROKEN_EXPRESSION, message).at(here());
                return Err(Box::new(finding.hint("ghi kết quả từng phần thành chỉ tiêu trong `so-lieu.yaml`")));
            }
        };
        let cited = self.documents.check(trimmed, &|range| place(start + range.start..start + range.end))?;
        let expression = self.environment.compile_expression_owned(exact);
        let expression = expression.map_err(|error| self.explain(&error, trimmed, here()))?;
        let used = expression.undeclared_variables(true);
        let root = self.record.as_ref().map_or_else(|| self.root.clone(), |record| record.names(self.root.clone()));
        let root = if cited.is_empty() { root } else { self.documents.names(root, &here()) };
        let value = expression.eval(root).map_err(|error| self.explain(&error, trimmed, here()));
        let printed = value.and_then(|value| self.printed(&value, trimmed, &here));
        let printed = match &self.record {
            Some(record) => record.check(&used, trimmed, printed, &here),
            None => printed,
        };
        let Printed { text: printed, is_awaited } = match printed {
            Err(finding) if finding.code == codes::UNDEFINED_EXPRESSION && self.may_be_unread(trimmed) => {
                return Ok(String::new());
            }
            printed => printed?,
        };
        let before = self.printed.replace(self.printed.get() + printed.len());
        if self.printed.get() > MAX_PRINTED {
            return self.printed_too_much(before, here());
        }
        self.note_names(&used, trimmed, &Printed { text: printed.clone(), is_awaited }, &here);
        self.note_citations(cited, trimmed, &printed);
        Ok(printed)
    }

    /// Notes the documents that an expression names.
    fn note_citations(&self, cited: Vec<(&'static str, Citation)>, text: &str, printed: &str) {
        for (attribute, citation) in cited {
            self.note(Use {
                path: attribute.to_owned(),
                origin: Origin::Document(citation.path.clone()),
                reads: Vec::new(),
                expression: text.to_owned(),
                printed: printed.to_owned(),
                worth: String::new(),
                awaited: Vec::new(),
                place: Some(citation.place.clone()),
            });
            self.citations.borrow_mut().push(citation);
        }
    }

    /// Told once: what more is printed stays away.
    fn printed_too_much(&self, before: usize, place: Place) -> Result<String, Box<Finding>> {
        if before > MAX_PRINTED {
            return Ok(String::new());
        }
        let finding = Finding::new(codes::BROKEN_EXPRESSION, "các biểu thức của văn bản in ra quá nhiều chữ");
        Err(Box::new(
            finding.at(place).hint("gõ đoạn dài thẳng vào văn bản một lần, hoặc chia văn bản thành nhiều tệp"),
        ))
    }

    /// Notes every name that an expression reads. Each value still to come counts, whatever the expression prints; what
    /// it awaits without such a value is a fact.
    fn note_names(&self, used: &HashSet<String>, text: &str, printed: &Printed, here: &dyn Fn() -> Place) {
        let mut named: Vec<&String> = used.iter().filter_map(|name| self.known_part(name)).collect();
        named.sort();
        named.dedup();
        let of_figures = |path: &str| matches!(self.origin(path), Origin::Figures(_));
        let read = |path: &str| if of_figures(path) { reads(text, path) } else { Vec::new() };
        let missing: Vec<Vec<Operand>> = named.iter().map(|path| self.missing(path, &read(path))).collect();
        // a fact, or a measure that a sentence asks for by its own name
        let of_another = printed.is_awaited && missing.iter().all(Vec::is_empty);
        let has_fact = named.iter().any(|path| self.figures.indicator(path).is_none());
        let alone = named.len() == 1;
        for (path, missing) in named.into_iter().zip(missing) {
            let may_be = has_fact == self.figures.indicator(path).is_none();
            let is_awaited = !missing.is_empty() || of_another && may_be;
            self.note(Use {
                path: path.clone(),
                origin: self.origin(path),
                reads: read(path),
                expression: text.to_owned(),
                printed: printed.text.clone(),
                worth: if alone { String::new() } else { self.worth(path, &read(path)) },
                awaited: if is_awaited { self.awaited(&self.figures, path, &missing) } else { Vec::new() },
                place: Some(here()),
            });
        }
    }

    /// Whether a name that is not known may stand in a file that cannot be read: one finding says so, of the file.
    fn may_be_unread(&self, text: &str) -> bool {
        let is_of_period = || text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "ky");
        match self.figures.reading {
            Reading::Whole => false,
            Reading::WithoutPeriod => is_of_period() && self.figures.period.is_none(),
            Reading::Partly => !merge_record::is_named(text),
        }
    }

    /// Whether expressions can name this.
    pub(super) fn knows(&self, name: &str) -> bool {
        !name.is_empty() && self.known_part(name).is_some()
    }

    /// The indicator or fact that a name stands for, alone or with a field of it.
    fn known_part(&self, name: &str) -> Option<&String> {
        let mut longer_first = name.rmatch_indices('.').map(|(end, _)| &name[..end]);
        std::iter::once(name).chain(&mut longer_first).find_map(|part| self.names.get(part))
    }

    fn printed(&self, value: &Jinja, text: &str, here: &dyn Fn() -> Place) -> Result<Printed, Box<Finding>> {
        if let Some(figure) = value.downcast_object_ref::<Figure>() {
            let quantity = figure.value().map_err(|error| self.explain(&error, text, here()))?;
            return Ok(Printed::from(&quantity));
        }
        if let Some(quantity) = value.downcast_object_ref::<Quantity>() {
            let quantity = quantity.clone().suits("").map_err(|error| self.explain(&error, text, here()))?;
            return Ok(Printed::from(&quantity));
        }
        let printed = match value.kind() {
            ValueKind::Undefined | ValueKind::Invalid => return Err(self.undefined(text, here())),
            ValueKind::Map | ValueKind::Seq | ValueKind::Iterable => {
                return Err(Box::new(
                    Finding::new(codes::BROKEN_EXPRESSION, format!("`{text}` là một nhóm, không phải một giá trị"))
                        .at(here())
                        .hint(self.inside(text)),
                ));
            }
            ValueKind::None => String::new(),
            _ => value.to_string(),
        };
        if printed.len() > MAX_VALUE {
            let finding =
                Finding::new(codes::BROKEN_EXPRESSION, format!("`{text}` cho ra một đoạn chữ quá dài")).at(here());
            return Err(Box::new(finding.hint("rút gọn biểu thức")));
        }
        // words that a filter joined to a value still to come, or that the clerk typed so
        let is_awaited = printed.contains(AWAITED_MARK);
        Ok(Printed { text: nfc(&printed), is_awaited })
    }
}

fn fact(node: &Node, path: &str, names: &mut IndexSet<String>) -> Jinja {
    match &node.value {
        _ if node.is_null() || node.text() == Some("?") => {
            names.insert(path.to_owned());
            Jinja::from_object(Quantity::missing(path))
        }
        Value::Scalar { text, .. } => {
            names.insert(path.to_owned());
            Jinja::from(text.clone())
        }
        Value::List(items) => {
            let items = items.iter().enumerate();
            Jinja::from(items.map(|(i, item)| fact(item, &format!("{path}[{i}]"), names)).collect::<Vec<_>>())
        }
        Value::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(key, node)| (key.name.clone(), fact(node, &format!("{path}.{}", key.name), names)));
            Jinja::from_object(Names::of(entries))
        }
    }
}
