//! The documents of a workspace that a text names: found by name, read as far as their head.

use std::collections::BTreeSet;

use crate::base::finding::{Finding, Findings, codes, suggest};
use crate::base::io::journal::{Journal, Position};
use crate::base::io::names::is_document;
use crate::base::io::paths::argument;
use crate::base::io::workspace::Workspace;
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::source::DataPath;
use crate::base::text::nfc;
use crate::content::expression::citations::{Known, cited_names};
use crate::content::expression::field_reader::FieldReader;
use crate::domain::document::IssueDate;
use crate::domain::document::citation::Cited;
use crate::domain::register::{Facts, Register};
use crate::formats::yaml::{decode, typed};
use crate::load::document::{self, Written};
use crate::load::file::bytes;
use crate::load::office::Office;
use crate::load::periods::Periods;
use crate::load::schema::{DOCUMENT, DocumentSchema};

/// How names of documents end in their files.
const ENDINGS: [&str; 2] = [".yaml", ".yml"];

/// Documents of one name that a message tells.
const MAX_NAMED: usize = 5;

/// Where documents are looked for.
#[derive(Clone, Copy)]
pub(super) struct Library<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) office: &'a Office,
    pub(super) periods: &'a Periods,
}

impl Library<'_> {
    /// The documents that the text of the document at `path` names; `above` are those whose heads are being read for it.
    pub(super) fn known(self, names: &BTreeSet<String>, path: &str, above: &[&str]) -> Known {
        names.iter().map(|name| (name.clone(), self.cited(name, path, above).map_err(Box::new))).collect()
    }

    fn cited(self, name: &str, path: &str, above: &[&str]) -> Result<Cited, Finding> {
        let found = self.find(name.trim(), WorkspacePath::of(path).folder())?;
        if found == path {
            let finding = Finding::new(codes::CITED_NOT_FOUND, format!("văn bản viện dẫn chính mình: `{name}`"));
            return Err(finding.hint("viết thẳng, ví dụ `Nghị quyết này`"));
        }
        if above.contains(&found.as_str()) {
            let message = format!("trích yếu của `{found}` và của `{path}` viện dẫn lẫn nhau");
            return Err(
                Finding::new(codes::CITED_IN_A_CIRCLE, message).hint("gõ thẳng trích yếu của một trong hai văn bản")
            );
        }
        let shown = self.workspace.shown(&found);
        let unreadable = || {
            Finding::new(codes::CITED_UNREADABLE, format!("văn bản được viện dẫn `{found}` còn lỗi ở phần đầu"))
                .hint(format!("xem và sửa lỗi: `vanthu build {}`", argument(&shown)))
        };
        let cited = self.head(&found, above).map_err(|told| {
            let own = [codes::CITED_IN_A_CIRCLE, codes::CITED_UNREADABLE];
            let own = told.iter().find(|finding| own.contains(&finding.code));
            own.map_or_else(unreadable, |own| Finding { place: None, path: None, ..own.clone() })
        })?;
        Ok(self.with_register(cited))
    }

    /// What the document at `path` is called in others; `above` are the documents whose heads are being read for it.
    fn head(self, path: &str, above: &[&str]) -> Result<Cited, Findings> {
        let mut findings = Findings::default();
        let read = |findings: &mut Findings| {
            let bytes = bytes(self.workspace, path, findings)?;
            let (source, root) = decode::read_as(self.workspace.shown(path), &bytes, Some(&DOCUMENT), findings)?;
            let schema: DocumentSchema = typed::read(&source, &root, &DOCUMENT, findings)?;
            Some((source, root, schema))
        };
        let Some((source, root, schema)) = read(&mut findings) else { return Err(findings) };
        if schema.danh_sach.is_some() {
            let message =
                format!("`{path}` là thư trộn theo danh sách, mỗi thư một văn bản, không viện dẫn chung được");
            let finding = Finding::new(codes::CITED_UNREADABLE, message);
            return Err(finding.hint("gõ thẳng số, ngày của thư cần viện dẫn").into());
        }
        let reader = FieldReader { source: &source, root: &root };
        // what is wrong with the figures is told with the document itself
        let mut scope = self.periods.scope(reader, path, &mut Findings::default());
        let fields = [DataPath::from("trich_yeu"), "tham_quyen".into()];
        let texts = fields.iter().filter_map(|field| reader.optional(field)).map(|text| text.value);
        let names: BTreeSet<String> = texts.flat_map(|text| cited_names(&text)).collect();
        let above: Vec<&str> = above.iter().copied().chain([path]).collect();
        scope.set_documents(self.known(&names, path, &above));
        let shown = self.workspace.shown(path);
        let cited = document::head(
            Written { path, reader, schema: &schema, attached: &[], text: None },
            shown,
            self.office,
            &scope,
            &mut findings,
        );
        if findings.has_errors() { Err(findings) } else { Ok(cited) }
    }

    /// The file of a document by its name: in the folder first, then anywhere.
    fn find(self, name: &str, folder: &str) -> Result<String, Finding> {
        // from the workspace itself, when the name begins so
        let rooted = name.strip_prefix('/');
        let own = rooted.map_or_else(|| WorkspacePath::of(folder).join(name), str::to_owned);
        let is_file =
            |path: &str| self.workspace.metadata(path).is_ok_and(|found| found.is_some_and(|found| found.is_file()));
        let bare =
            |ending: &str| if ENDINGS.iter().any(|known| name.ends_with(known)) { "" } else { ending }.to_owned();
        let candidates = |base: &str| ENDINGS.map(|ending| format!("{base}{}", bare(ending)));
        if let Some(found) = candidates(&own).into_iter().find(|path| is_file(path)) {
            return Ok(found);
        }
        if name.contains('/') {
            let found = candidates(name).into_iter().find(|path| is_file(path));
            return found.ok_or_else(|| self.not_found(name));
        }
        let wanted = nfc(name);
        let is_it = |file: &str| is_document(file) && stem(file) == wanted;
        let mut found = self.workspace.named_like(&is_it)?;
        match found.len() {
            1 => Ok(found.remove(0)),
            0 => Err(self.not_found(name)),
            count => {
                let named: Vec<String> = found.iter().take(MAX_NAMED).map(|path| format!("`{path}`")).collect();
                let message = format!("có {count} văn bản tên `{name}`: {}", named.join(", "));
                let full = found[0].trim_end_matches(".yaml").trim_end_matches(".yml");
                let root = if full.contains('/') { "" } else { "/" };
                Err(Finding::new(codes::CITED_AMBIGUOUS, message)
                    .hint(format!("viết cả thư mục, ví dụ `van_ban(\"{root}{full}\")`")))
            }
        }
    }

    fn not_found(self, name: &str) -> Finding {
        let known = self.workspace.named_like(&is_document).unwrap_or_default();
        let whole = |path: &String| {
            WorkspacePath::of(WorkspacePath::of(path).folder()).join(&stem(WorkspacePath::of(path).file_name()))
        };
        let known: BTreeSet<String> = match name.contains('/') {
            true => known.iter().map(whole).collect(),
            false => known.iter().map(|path| stem(WorkspacePath::of(path).file_name())).collect(),
        };
        let hint = suggest(name, known.iter().map(String::as_str), || {
            "viết tên tệp của văn bản, không có đuôi `.yaml`; văn bản ở thư mục khác viết cả thư mục".to_owned()
        });
        Finding::new(codes::CITED_NOT_FOUND, format!("không có văn bản `{name}` để viện dẫn")).hint(hint)
    }

    /// Number and date that the register has given, where the file lacks them.
    fn with_register(self, mut cited: Cited) -> Cited {
        if cited.number.is_some() && matches!(cited.issued_on, IssueDate::Day { .. }) {
            return cited;
        }
        // a log that cannot be read is told by every job of the register
        let events = Journal::in_workspace(self.workspace).since(&Position::default());
        let Ok((events, _)) = events else { return cited };
        let register = Register::of(&events);
        let Some(Facts { reference, date: Some(date), .. }) = register.entry_of(&cited.path).map(|entry| &entry.facts)
        else {
            return cited;
        };
        cited.number = Some(reference.number.typed());
        cited.symbol.clone_from(&reference.symbol);
        if let Ok(date) = IssueDate::parse(&date.format("%Y-%m-%d").to_string()) {
            cited.issued_on = date;
        }
        cited.only_in_register = true;
        cited
    }
}

/// The name of a file without its ending.
fn stem(file: &str) -> String {
    let stem = ENDINGS.iter().find_map(|ending| file.strip_suffix(ending));
    nfc(stem.unwrap_or(file))
}
