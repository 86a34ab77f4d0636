//! A document file read once, for the one document it is or for the many letters its `danh_sach` makes of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::base::digest::Digest;
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::workspace::Workspace;
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::source::Source;
use crate::content::expression::citations::cited_names;
use crate::content::expression::field_reader::FieldReader;
use crate::content::expression::interpolated::Escaping;
use crate::content::expression::{MergeRecord, Scope, called_columns, names_record};
use crate::domain::document::{Document, Use};
use crate::formats::records::model::{Cell, Records};
use crate::formats::records::read::read as read_records;
use crate::formats::spreadsheet::open::MAX_SHEET;
use crate::formats::yaml::node::Node;
use crate::formats::yaml::{decode, typed};
use crate::load::attached_file::{self, AttachedFile};
use crate::load::citations::Library;
use crate::load::document::{self, Written};
use crate::load::file::bytes;
use crate::load::letter_file_name::file_name;
use crate::load::office::Office;
use crate::load::periods::Periods;
use crate::load::schema::{self, DocumentSchema};
use crate::load::text_file::{self, TextFile};

/// What loading a document gives: the document unless it cannot be built, and what was found.
#[derive(Debug)]
pub struct Loaded {
    /// Absent when a finding is an error.
    pub document: Option<Document>,
    /// The folder of the figures its expressions name; absent when the file cannot be read at all.
    pub figures: Option<String>,
    /// Figures it uses, also when it cannot be built.
    pub uses: Vec<Use>,
    /// In the order of the clerk's file.
    pub findings: Findings,
}

/// Loads the document at `path` (from the workspace) with the office and the figures it belongs to. One with a list
/// comes as the letter that shows it best.
pub fn document(workspace: &Workspace, office: &Office, periods: &Periods, path: &str) -> Loaded {
    match DocumentFile::read(workspace, path) {
        Ok(file) => file.load(workspace, office, periods, file.sample()),
        Err(findings) => Loaded { document: None, figures: None, uses: Vec::new(), findings },
    }
}

/// A document as it is written, before its expressions are worked out.
#[derive(Debug)]
pub(crate) struct DocumentFile {
    path: String,
    source: Arc<Source>,
    root: Node,
    schema: DocumentSchema,
    list: Option<Arc<Records>>,
    /// The files of attached documents, in the order of `kem_theo`.
    attached: Vec<Option<AttachedFile>>,
    /// The file of `noi_dung_tep`.
    text: Option<TextFile>,
    findings: Findings,
    /// The document, its list and its attached documents, by content.
    inputs: BTreeMap<String, Digest>,
}

impl DocumentFile {
    /// Reads the document at `path` (from the workspace) and its list.
    ///
    /// # Errors
    /// The document cannot be read at all; one whose list cannot be read tells so when it is loaded.
    pub(crate) fn read(workspace: &Workspace, path: &str) -> Result<Self, Findings> {
        let mut findings = Findings::default();
        let read = |findings: &mut Findings| {
            let bytes = bytes(workspace, path, findings)?;
            let (source, root) = decode::read_as(workspace.shown(path), &bytes, Some(&schema::DOCUMENT), findings)?;
            let schema = typed::read(&source, &root, &schema::DOCUMENT, findings)?;
            Some((source, root, schema, Digest::of(&bytes)))
        };
        let Some((source, root, schema, digest)) = read(&mut findings) else {
            return Err(findings.in_source_order());
        };
        let inputs = BTreeMap::from([(path.to_owned(), digest)]);
        let attached = Vec::new();
        let mut file =
            Self { path: path.to_owned(), source, root, schema, list: None, attached, text: None, findings, inputs };
        file.read_text(workspace);
        file.read_list(workspace);
        file.read_attached(workspace);
        Ok(file)
    }

    fn read_attached(&mut self, workspace: &Workspace) {
        let reader = FieldReader { source: &self.source, root: &self.root };
        let count = self.schema.kem_theo.as_ref().map_or(0, Vec::len);
        self.attached = attached_file::read_all(workspace, &self.path, reader, count, &mut self.findings);
        let files = self.attached.iter().flatten();
        self.inputs.extend(files.map(|file| (file.path.clone(), file.digest.clone())));
    }

    fn read_text(&mut self, workspace: &Workspace) {
        let reader = FieldReader { source: &self.source, root: &self.root };
        self.text = text_file::read(workspace, &self.path, reader, &mut self.findings);
        self.inputs.extend(self.text.iter().map(|file| (file.path.clone(), file.digest.clone())));
    }

    fn read_list(&mut self, workspace: &Workspace) {
        let reader = FieldReader { source: &self.source, root: &self.root };
        let (list, name) = (reader.optional(&"danh_sach".into()), reader.optional(&"ten_tep".into()));
        let Some(written) = list else {
            if let Some(name) = name {
                let finding = Finding::new(codes::MISSING_KEY, "`ten_tep` chỉ dùng khi văn bản có `danh_sach`");
                let finding = finding.at_optional(name.place).path("ten_tep".into());
                self.findings.push(finding.hint("thêm dòng `danh_sach: …`, hoặc bỏ dòng này"));
            }
            return;
        };
        let folder = WorkspacePath::of(&self.path).folder();
        let path = WorkspacePath::of(folder).join(written.value.trim());
        let mut told = Findings::default();
        match workspace.read(&path, MAX_SHEET) {
            Ok(Some(bytes)) => {
                self.inputs.insert(path.clone(), Digest::of(&bytes));
                let texts = std::iter::once(&self.source).chain(self.text.iter().map(|file| &file.source));
                let columns = texts.flat_map(|source| called_columns(source.text())).collect();
                self.list = recipients(&workspace.shown(&path), &bytes, &columns, &mut told).map(Arc::new);
            }
            Ok(None) => told.push(
                Finding::new(codes::PATH_NOT_FOUND, format!("không có danh sách `{}`", written.value.trim()))
                    .at_optional(written.place)
                    .path("danh_sach".into())
                    .hint(format!("sao chép tệp vào `{}`, hoặc sửa lại tên tệp", workspace.shown(folder))),
            ),
            Err(finding) => told.push(finding.at_optional(written.place).path("danh_sach".into())),
        }
        self.findings.extend(told.about(&workspace.shown(&path)));
    }

    /// The letter that shows it best.
    pub(crate) fn sample(&self) -> Option<usize> {
        self.list.as_ref().map(|list| list.best_example())
    }

    /// The files it is read from, by content.
    pub(crate) fn inputs(&self) -> &BTreeMap<String, Digest> {
        &self.inputs
    }

    /// What stands in a row of the list, under which headings; none when there is something to say of the document or the
    /// list as they are written, which is told of every letter.
    pub(crate) fn row_cells(&self, row: usize) -> Option<Digest> {
        let list = self.list.as_ref().filter(|_| self.findings.iter().next().is_none())?;
        let row = list.rows.get(row).filter(|row| row.problem.is_none())?;
        let cells = list.columns.iter().zip(&row.cells).flat_map(|(column, cell)| {
            let (kind, text) = match cell {
                Cell::Text(text) => ("=", text.as_str()),
                Cell::Empty => ("", ""),
                Cell::Broken(formula) => ("!", formula.as_str()),
                Cell::Unclear(held) => ("~", held.as_str()),
            };
            [column.name.as_bytes(), column.heading.as_bytes(), kind.as_bytes(), text.as_bytes()]
        });
        Some(Digest::of_all(cells))
    }

    /// Loads the document, or its letter for a row of the list, counted from 0.
    pub(crate) fn load(&self, workspace: &Workspace, office: &Office, periods: &Periods, row: Option<usize>) -> Loaded {
        let mut findings = self.findings.clone();
        let mut scope = self.scope(periods, row, &mut findings);
        let library = Library { workspace, office, periods };
        let attached = self.attached.iter().flatten().map(|file| &file.source);
        let texts = std::iter::once(&self.source).chain(self.text.iter().map(|file| &file.source)).chain(attached);
        let cited: BTreeSet<String> = texts.flat_map(|source| cited_names(source.text())).collect();
        scope.set_documents(library.known(&cited, &self.path, &[]));
        let reader = FieldReader { source: &self.source, root: &self.root };
        let problem = row.and_then(|row| self.list.as_ref()?.rows.get(row)?.problem.clone());
        // without its list, or a good row of it, there is nothing to work expressions out with, and a finding says so
        let lost = self.schema.danh_sach.is_some() && (row.is_none() || problem.is_some());
        findings.extend(problem.map(|problem| *problem));
        if let (false, Some(Err(told))) = (lost || row.is_none(), self.pattern(&scope)) {
            findings.extend(told);
        }
        let written = Written {
            path: &self.path,
            reader,
            schema: &self.schema,
            attached: &self.attached,
            text: self.text.as_ref(),
        };
        let document = (!lost).then(|| document::build(written, workspace, office, &scope, &mut findings));
        let document = document.filter(|_| !findings.has_errors());
        let figures = Some(scope.figures().folder.clone());
        Loaded { document, figures, uses: scope.uses(), findings: findings.in_source_order() }
    }

    fn scope(&self, periods: &Periods, row: Option<usize>, findings: &mut Findings) -> Scope {
        let mut scope = periods.scope(FieldReader { source: &self.source, root: &self.root }, &self.path, findings);
        if let (Some(list), Some(row)) = (&self.list, row) {
            scope.set_record(MergeRecord::new(Arc::clone(list), row));
        }
        scope
    }

    /// The name of every letter's files, without folder and ending, in the order of the list.
    pub(crate) fn names(&self, periods: &Periods) -> Vec<Result<String, Findings>> {
        let Some(list) = &self.list else { return Vec::new() };
        let mut scope = self.scope(periods, None, &mut Findings::default());
        let file = WorkspacePath::of(&self.path).file_name();
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let digits = list.rows.len().to_string().len();
        // two systems of three take `An` and `an` for one name
        let mut taken: HashMap<String, usize> = HashMap::new();
        let mut names = Vec::new();
        for (row, n) in (0..list.rows.len()).zip(1..) {
            if let Some(problem) = &list.rows[row].problem {
                names.push(Err(Findings::from((**problem).clone())));
                continue;
            }
            scope.set_record(MergeRecord::new(Arc::clone(list), row));
            let name = self.pattern(&scope).unwrap_or_else(|| Ok(format!("{stem}-{n:0digits$}")));
            let name = name.and_then(|text| self.free(&text, row, list, &mut taken));
            names.push(name);
        }
        names
    }

    /// `ten_tep` for a row.
    fn pattern(&self, scope: &Scope) -> Option<Result<String, Findings>> {
        let reader = FieldReader { source: &self.source, root: &self.root };
        reader.optional(&"ten_tep".into())?;
        let mut findings = Findings::default();
        let text = reader.interpolated(&"ten_tep".into())?.evaluate(scope, Escaping::None, &mut findings).into_text();
        Some(if findings.has_errors() { Err(findings) } else { Ok(text.value) })
    }

    /// The name as a file may have it, unless a row before has it.
    fn free(
        &self,
        text: &str,
        row: usize,
        list: &Records,
        taken: &mut HashMap<String, usize>,
    ) -> Result<String, Findings> {
        let location = &list.rows[row].location;
        let Some(name) = file_name(text) else {
            let finding =
                Finding::new(codes::LIST_ROW, format!("`ten_tep` của dòng này thành `{text}`, không là tên tệp"));
            return Err(location.locate(finding.hint("thêm vào `ten_tep` vài chữ cố định, ví dụ `giay-moi-`")).into());
        };
        if let Some(first) = taken.get(&name.to_lowercase()) {
            let here = list.rows[*first].location.line();
            let message = format!("tên tệp `{name}` đã là của {here}");
            let hint = "thêm vào `ten_tep` một cột mà mỗi dòng một khác, ví dụ `{{ khach.stt }}`";
            return Err(location.locate(Finding::new(codes::LIST_NAME, message).hint(hint)).into());
        }
        taken.insert(name.to_lowercase(), row);
        Ok(name)
    }

    /// Whether a finding is about a row of the list, not about what all letters have in common.
    pub(crate) fn is_of_row(&self, finding: &Finding) -> bool {
        let Some(list) = &self.list else { return false };
        match &finding.place {
            Some(place) => place.source().name() == list.shown,
            None => finding.file.as_ref().is_some_and(|file| file.starts_with(&list.shown)),
        }
    }

    /// Findings about what a letter prints, those about a value of its row in the place of the row.
    pub(crate) fn placed(&self, findings: Findings, row: usize) -> Findings {
        let Some(row) = self.list.as_ref().and_then(|list| list.rows.get(row)) else { return findings };
        let mut placed = Findings::default();
        for mut finding in findings {
            if let Some(place) = finding.place.take_if(|place| names_record(place)) {
                let used = format!("giá trị này in ở {}:{}", place.source().name(), place.line_column().0);
                finding = row.location.locate(finding).hint(used);
            }
            placed.push(finding);
        }
        placed
    }
}

/// The list of a document, one record a letter.
fn recipients(shown: &str, bytes: &[u8], columns: &BTreeSet<String>, findings: &mut Findings) -> Option<Records> {
    let records = read_records(shown, bytes, columns, findings)?;
    if records.rows.is_empty() {
        let finding = Finding::new(codes::LIST_ROW, "danh sách chưa có dòng nào").in_file(shown);
        findings.push(finding.hint("ghi mỗi nơi nhận một dòng, dưới dòng tiêu đề"));
        return None;
    }
    Some(records)
}
