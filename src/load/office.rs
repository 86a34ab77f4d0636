//! `co-quan.yaml`: the office with its issuers, signers, recipient lists and page settings.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes, did_you_mean, suggest};
use crate::base::io::names::OFFICE_FILE;
use crate::base::io::workspace::Workspace;
use crate::base::source::{DataPath, Source};
use crate::content::expression::field_reader::FieldReader;
use crate::domain::document::layout::{BODY, Hundredths, Layout, Limit, MARGINS, Setting};
use crate::domain::document::{Issuer, Kind, Signatory, kind, kind_words};
use crate::domain::register::series_rules::{Grouping, SeriesRules};
use crate::domain::retention::{LONGEST, Retention};
use crate::formats::yaml::node::{Node, Value};
use crate::formats::yaml::typed;
use crate::load::file::read;
use crate::load::refused_expressions;
use crate::load::schema;
use crate::load::schema::{IssuerSchema, LayoutSchema, OfficeSchema, SignatorySchema};

/// Ký hiệu of a council, and how keys of its people end.
const COUNCIL: &str = "HĐND";
const COUNCIL_KEY: &str = "hdnd";
/// The kind that a council issues.
const RESOLUTION: &str = "nghi-quyet";

/// The office of a workspace.
#[derive(Debug)]
pub struct Office {
    source: Arc<Source>,
    root: Node,
    pub(super) schema: OfficeSchema,
    pub(super) layout: Layout,
    retention: BTreeMap<String, Retention>,
    series_rules: SeriesRules,
}

impl Office {
    /// Loads the office of a workspace.
    ///
    /// # Errors
    /// Everything that keeps `co-quan.yaml` from being used.
    pub fn load(workspace: &Workspace) -> Result<(Self, Findings), Findings> {
        let mut findings = Findings::default();
        let Some((source, root)) = read(workspace, OFFICE_FILE, &mut findings) else {
            return Err(findings.in_source_order());
        };
        refused_expressions::refuse_in(&source, &root, None, &mut findings);
        let Some(schema) = typed::read::<OfficeSchema>(&source, &root, &schema::OFFICE, &mut findings) else {
            return Err(findings.in_source_order());
        };
        let reader = FieldReader { source: &source, root: &root };
        let layout = layout(reader, schema.trinh_bay.as_ref(), &mut findings);
        let retention = retention(reader, &schema, &mut findings);
        let series_rules = series_rules(reader, &schema, &mut findings);
        if findings.has_errors() {
            return Err(findings.in_source_order());
        }
        let office = Self { source, root, schema, layout, retention, series_rules };
        Ok((office, findings.in_source_order()))
    }

    /// The issuer of a new document and who signs for it: the council for a resolution where the office has one, else
    /// the first of the file.
    pub fn keys_for(&self, kind: Kind) -> (Option<String>, Option<String>) {
        let council = |(_, issuer): &&(String, Issuer)| issuer.symbol.value.trim() == COUNCIL;
        let issuers = self.issuers();
        let Some((issuer_key, issuer)) = issuers.iter().find(council).filter(|_| kind.key == RESOLUTION) else {
            return self.keys();
        };
        let name = issuer.name.lines().next().unwrap_or_default().to_uppercase();
        let signs = |key: &&String| {
            let capacity = self.schema.nguoi_ky.get(*key).and_then(|signatory| signatory.quyen_han.clone());
            // who certifies a resolution has no capacity that names the council
            let by_key = key.ends_with(COUNCIL_KEY) || key.ends_with(issuer_key.as_str());
            by_key || capacity.is_some_and(|capacity| capacity.to_uppercase().contains(&name))
        };
        (Some(issuer_key.clone()), self.schema.nguoi_ky.keys().find(signs).cloned())
    }

    /// The first issuer of the file and the first signer who signs for it, as a new document names them.
    pub fn keys(&self) -> (Option<String>, Option<String>) {
        let keys = |group: &str| match self.root.get(group).map(|node| &node.value) {
            Some(Value::Map(entries)) => entries.iter().map(|(key, _)| key.name.clone()).collect(),
            _ => Vec::new(),
        };
        let issuer = keys("co_quan").into_iter().next();
        let signers = keys("nguoi_ky");
        let own = signers.iter().find(|key| issuer.as_ref().is_some_and(|issuer| key.ends_with(issuer.as_str())));
        let signer = own.or(signers.first()).cloned();
        (issuer, signer)
    }

    /// Địa danh.
    pub(crate) fn place_name(&self) -> String {
        self.reader().text(&DataPath::from("dia_danh")).one_line()
    }

    /// How long documents of a kind are kept.
    pub fn retention(&self, kind: Kind) -> Retention {
        self.retention.get(kind.key).copied().unwrap_or_default()
    }

    /// The address of the timestamp authority for marks of the log; none means no network.
    pub fn timestamps(&self) -> Option<&str> {
        self.schema.dau_thoi_gian.as_deref().map(str::trim).filter(|address| !address.is_empty())
    }

    /// How outgoing documents are numbered.
    pub(crate) fn series_rules(&self) -> &SeriesRules {
        &self.series_rules
    }

    /// The issuers by key, in alphabetical order.
    pub(crate) fn issuers(&self) -> Vec<(String, Issuer)> {
        let entries = self.schema.co_quan.iter();
        let path = DataPath::from("co_quan");
        let named = |(key, schema): (&String, &IssuerSchema)| {
            (key.clone(), Issuer { key: Some(key.clone()), ..issuer(self.reader(), &path.key(key), schema) })
        };
        entries.map(named).collect()
    }

    /// The signatories by key, in alphabetical order.
    pub(crate) fn signatories(&self) -> Vec<(String, Signatory)> {
        let path = DataPath::from("nguoi_ky");
        let entries = self.schema.nguoi_ky.iter();
        entries.map(|(key, schema)| (key.clone(), signatory(self.reader(), &path.key(key), schema))).collect()
    }

    /// Page and body sizes of the office.
    pub(crate) fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Lists of recipients, by key, as they are written.
    pub(crate) fn recipient_lists(&self) -> &BTreeMap<String, Vec<String>> {
        &self.schema.noi_nhan
    }

    /// Every name in the file.
    pub(crate) fn names(&self) -> Vec<String> {
        self.root.names()
    }

    pub(super) fn reader(&self) -> FieldReader<'_> {
        FieldReader { source: &self.source, root: &self.root }
    }
}

/// The issuer written at a path.
pub(super) fn issuer(reader: FieldReader<'_>, path: &DataPath, schema: &IssuerSchema) -> Issuer {
    Issuer {
        name: reader.text(&path.key("ten")),
        parent: schema.chu_quan.as_ref().and_then(|_| reader.optional(&path.key("chu_quan"))),
        symbol: reader.text(&path.key("ky_hieu")),
        bodies: Vec::new(),
        contact: schema.lien_he.as_ref().and_then(|_| reader.optional(&path.key("lien_he"))),
        key: None,
    }
}

/// The signatory written at a path.
pub(super) fn signatory(reader: FieldReader<'_>, path: &DataPath, schema: &SignatorySchema) -> Signatory {
    Signatory {
        capacity: schema.quyen_han.as_ref().and_then(|_| reader.optional(&path.key("quyen_han"))),
        position: reader.text(&path.key("chuc_vu")),
        full_name: schema.ho_ten.as_ref().and_then(|_| reader.optional(&path.key("ho_ten"))),
    }
}

fn retention(reader: FieldReader<'_>, schema: &OfficeSchema, findings: &mut Findings) -> BTreeMap<String, Retention> {
    let mut terms = BTreeMap::new();
    for (name, text) in &schema.thoi_han_luu_tru {
        let path = DataPath::from("thoi_han_luu_tru").key(name);
        let place = reader.optional(&path).and_then(|text| text.place);
        let finding = if Kind::from_key(name).is_none() {
            let kinds = kind::ALL.map(|kind| kind.key);
            let known = || suggest(name, kinds, || "xem các loại trong `vanthu new --help`".to_owned());
            let hint = kind_words::meant(name).map_or_else(known, did_you_mean);
            Finding::new(codes::UNKNOWN_VALUE, format!("không có loại văn bản `{name}`")).hint(hint)
        } else if let Some(term) = Retention::parse(text) {
            terms.insert(name.clone(), term);
            continue;
        } else {
            Finding::new(codes::UNKNOWN_VALUE, format!("thời hạn lưu trữ `{text}` không đọc được"))
                .hint(format!("viết `vĩnh viễn`, hoặc số năm từ 1 đến {LONGEST} như `20 năm`"))
        };
        findings.push(finding.path(path).at_optional(place));
    }
    terms
}

fn layout(reader: FieldReader<'_>, schema: Option<&LayoutSchema>, findings: &mut Findings) -> Layout {
    let mut layout = Layout::default();
    if schema.is_none() {
        return layout;
    }
    let body = DataPath::from("trinh_bay");
    let margins = body.key("le");
    let rows = MARGINS.into_iter().map(|limit| (margins.key(limit.key), limit));
    let rows = rows.chain(BODY.into_iter().map(|limit| (body.key(limit.key), limit)));
    for (path, limit) in rows {
        let Some(text) = reader.optional(&path) else {
            continue;
        };
        match Hundredths::parse(&text.value) {
            Some(value) => {
                layout.set(limit.key, value);
                layout.settings.push(Setting { limit, value, text, path });
            }
            None => findings.push(not_a_number(&limit, &text.value, path.clone()).at_optional(text.place)),
        }
    }
    layout
}

fn not_a_number(limit: &Limit, written: &str, path: DataPath) -> Finding {
    Finding::new(codes::NOT_A_NUMBER, format!("{} `{written}` không phải là số", limit.name)).path(path).hint(format!(
        "viết bằng chữ số, không kèm đơn vị: `{}: {}`",
        limit.key,
        Hundredths(*limit.allowed.start()).vietnamese()
    ))
}

/// `so_van_ban`, and the issuers that number together.
fn series_rules(reader: FieldReader<'_>, schema: &OfficeSchema, findings: &mut Findings) -> SeriesRules {
    let path = DataPath::from("so_van_ban");
    let mut rules = SeriesRules::default();
    if let Some(schema) = &schema.so_van_ban {
        rules.grouping = Grouping::from_key(&schema.cach).unwrap_or_default();
        rules.groups = schema.nhom.values().cloned().collect();
        let groups = path.key("nhom");
        if rules.grouping == Grouping::Groups && schema.nhom.is_empty() {
            let finding = Finding::new(codes::SERIES, "đánh số `theo-nhom` mà chưa có nhóm nào");
            let finding = finding.at_optional(reader.place(&path.key("cach"))).path(path.key("cach"));
            findings.push(finding.hint("thêm `nhom:` với các nhóm, ví dụ `dieu-hanh: [bao-cao, ke-hoach]`"));
        }
        let mut taken: Vec<(&str, &str)> = Vec::new();
        for (name, kinds) in &schema.nhom {
            for (i, kind) in kinds.iter().enumerate() {
                let here = groups.key(name).index(i);
                match taken.iter().find(|(known, _)| known == kind) {
                    Some((_, first)) => findings.push(
                        Finding::new(codes::SERIES, format!("loại `{kind}` đã thuộc nhóm `{first}`"))
                            .at_optional(reader.place(&here))
                            .path(here)
                            .hint("mỗi loại văn bản chỉ thuộc một nhóm, bỏ bớt một chỗ"),
                    ),
                    None => taken.push((kind, name)),
                }
            }
        }
    }
    for (key, issuer) in &schema.co_quan {
        let Some(with) = &issuer.so_chung_voi else { continue };
        let here = DataPath::from("co_quan").key(key).key("so_chung_voi");
        let other = schema.co_quan.get(with).filter(|_| with != key);
        if other.is_some_and(|other| other.so_chung_voi.is_none()) {
            rules.shared.insert(key.clone(), with.clone());
            continue;
        }
        let finding = match other {
            Some(_) => Finding::new(codes::SERIES, format!("`{with}` lại dùng chung hệ thống số với cơ quan khác"))
                .hint("ghi thẳng tên tắt của cơ quan có hệ thống số"),
            None => {
                let finding = Finding::new(
                    codes::UNKNOWN_REFERENCE,
                    format!("không có cơ quan `{with}` để dùng chung hệ thống số"),
                );
                let known = schema.co_quan.keys().map(String::as_str).filter(|known| known != key);
                finding.hint(suggest(with, known, || "ghi tên tắt của một cơ quan khác trong mục `co_quan`".to_owned()))
            }
        };
        findings.push(finding.at_optional(reader.place(&here)).path(here));
    }
    rules
}
