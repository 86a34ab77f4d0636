//! A document built anew beside its record: the same bytes, or what differs and since which input.

use std::path::Path;

use crate::base::digest::Digest;
use crate::base::finding::{Finding, Findings, codes};
use crate::export::Conformance;
use crate::operations::common::options::{Format, Options};
use crate::operations::common::session::Session;
use crate::operations::common::status::Status;
use crate::operations::update::outcome::PrintedChange;
use crate::operations::update::previous::Previous;
use crate::operations::update::record::{Program, Record};
use crate::operations::update::recording::Rendered;
use crate::operations::update::target::Target;

/// How a document comes out against its record, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Byte by byte the same.
    Same,
    /// Otherwise, as the differences say.
    Different,
    /// It was never built into this folder.
    Unrecorded,
    /// It can no longer be built.
    Failed,
}

/// A document compared with its record.
#[derive(Debug)]
pub struct Rebuilt {
    /// How it comes out.
    pub outcome: Outcome,
    /// What is not as it was, in the clerk's words.
    pub differences: Vec<String>,
    /// Which inputs have changed since, in the clerk's words.
    pub causes: Vec<String>,
    /// Figures and facts that it would print otherwise.
    pub changes: Vec<PrintedChange>,
    /// What keeps it from being built or compared.
    pub findings: Findings,
}

impl Session {
    /// Builds a document again with the standards of its record and compares. The PDF in `out` stays as it is.
    pub fn rebuild(&mut self, path: &str, out: &Path) -> Rebuilt {
        self.rebuild_target(Target::of(path), out)
    }

    /// The same for a document or a letter.
    pub(crate) fn rebuild_target(&mut self, target: Target<'_>, out: &Path) -> Rebuilt {
        let previous = Previous::read(target, out);
        let Some(record) = previous.record.as_ref().filter(|record| record.outputs.contains_key(&previous.pdf)) else {
            let finding = Finding::new(codes::PATH_NOT_FOUND, "văn bản chưa có phiếu nguồn gốc để so")
                .in_file(crate::base::io::paths::show(&out.join(target.record())))
                .hint("tạo PDF của văn bản bằng `vanthu build`, hoặc chỉ đúng thư mục kết quả bằng `--out`");
            return Rebuilt { findings: finding.into(), ..Rebuilt::of(Outcome::Unrecorded) };
        };
        let causes = self.causes(target, record);
        let standards = record.standards.iter().filter_map(|name| name.parse::<Conformance>().ok()).collect();
        let options = Options { formats: vec![Format::Pdf], standards, ..Options::default() };
        let (document, mut findings) = self.checked(target, false);
        let built = document.ok_or(None).and_then(|document| {
            let markup = self.render(&document).map_err(Some)?;
            let rendered = Rendered { document: &document, markup: &markup };
            let new = self.record(target, self.digest(target, target.document), rendered, &options);
            let (outputs, pages) = self.make(target, &document, &markup, &options).map_err(Some)?;
            Ok((outputs, pages, new))
        });
        let (outputs, pages, new) = match built {
            Ok(built) => built,
            Err(finding) => {
                findings.extend(finding);
                let findings = findings.about(&self.workspace().shown(target.document));
                return Rebuilt { causes, findings, ..Rebuilt::of(Outcome::Failed) };
            }
        };
        let mut differences = Vec::new();
        if !previous.is_intact(&previous.pdf) {
            differences.push(format!("`{}` không còn như lúc tạo", previous.pdf));
        }
        let known = record.outputs.get(&previous.pdf).map(|written| &written.sha256);
        if outputs.first().map(|pdf| Digest::of(&pdf.bytes)).as_ref() != known {
            differences.extend(pages_that_differ(&record.pages, &pages.digests()));
        }
        let outcome = if differences.is_empty() { Outcome::Same } else { Outcome::Different };
        let changes = PrintedChange::between(&record.printed, &new.printed);
        Rebuilt { outcome, differences, causes, changes, findings: Findings::default() }
    }

    /// What is no longer as the record says it was.
    fn causes(&self, target: Target<'_>, record: &Record) -> Vec<String> {
        let mut causes = Vec::new();
        let this = Program::this();
        if record.program.version != this.version {
            let (old, new) = (&record.program.version, &this.version);
            causes.push(format!("chương trình đổi từ phiên bản {old} sang {new}"));
        } else if record.program != this {
            causes.push(format!("chương trình {} là một bản PDF khác", this.version));
        }
        for (input, digest) in &record.inputs {
            match self.digest(target, input) {
                Some(now) if now == *digest => {}
                Some(_) => causes.push(format!("`{input}` đã đổi")),
                None => causes.push(format!("không còn `{input}`")),
            }
        }
        let new = self.dependencies.office_files().filter(|(path, _)| !record.inputs.contains_key(*path));
        causes.extend(new.map(|(path, _)| format!("thêm `{path}`")));
        causes
    }
}

impl Rebuilt {
    /// How the comparison ended.
    pub fn status(&self) -> Status {
        Status::when(self.outcome == Outcome::Same)
    }

    /// This outcome, with nothing more to tell.
    pub fn of(outcome: Outcome) -> Self {
        Self {
            outcome,
            differences: Vec::new(),
            causes: Vec::new(),
            changes: Vec::new(),
            findings: Findings::default(),
        }
    }
}

/// `trang 3, 4 khác`, `thêm 1 trang`; when every page looks the same, the bytes alone differ.
fn pages_that_differ(old: &[Digest], new: &[Digest]) -> Vec<String> {
    let mut told = Vec::new();
    let different: Vec<String> = (1..)
        .zip(old.iter().zip(new))
        .filter(|(_, (old, new))| old != new)
        .map(|(n, _): (usize, _)| n.to_string())
        .collect();
    if !different.is_empty() {
        told.push(format!("trang {} khác", different.join(", ")));
    }
    match new.len().cmp(&old.len()) {
        std::cmp::Ordering::Greater => told.push(format!("thêm {} trang", new.len() - old.len())),
        std::cmp::Ordering::Less => told.push(format!("bớt {} trang", old.len() - new.len())),
        std::cmp::Ordering::Equal => {}
    }
    if told.is_empty() {
        told.push("các trang giống nhau, chỉ khác thông tin trong tệp PDF".to_owned());
    }
    told
}
