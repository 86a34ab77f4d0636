//! Two versions compared document by document: what changed, and on request the redline, other views, and the pages.

mod difference;
mod views;

use std::path::{Component, Path, PathBuf};

use difference::{Difference, Pair};
pub(crate) use views::View;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::paths;
pub use crate::compare::{Change, ChangeKind, Run};
pub(crate) use crate::export::{PageState, PagesCompared};
use crate::operations::common::guard::guarded;
use crate::operations::common::outputs;
use crate::operations::common::status::Status;

/// Where views and pictures go when nobody says.
const OUT: &str = "out/so-sanh";

/// What to compare.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The old version: a document, a folder, `tệp@lần-lưu` of git, the record of a build.
    pub old: String,
    /// The new version.
    pub new: String,
    /// The file of the redline, when one is wanted.
    pub redline: Option<PathBuf>,
    /// Views that are wanted as PDFs in the output folder.
    pub views: Vec<View>,
    /// Whether the pages are compared too.
    pub pages: bool,
    /// The output folder; none for the usual one.
    pub out: Option<PathBuf>,
}

/// How the versions of a document stand to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Only the old version has it.
    Removed,
    /// Only the new version has it.
    Added,
    /// Both have it, with no difference.
    Same,
    /// Both have it, with differences.
    Different,
}

/// A document compared.
#[derive(Debug)]
pub struct Compared {
    /// As the clerk should read it.
    pub name: String,
    /// How its versions stand to one another.
    pub standing: Standing,
    /// What changed.
    pub changes: Vec<Change>,
    /// Its pages, when they were compared.
    pub pages: Option<PagesCompared>,
    /// Every file written.
    pub written: Vec<String>,
    /// Whether it is one of several.
    pub among_others: bool,
}

/// The sum of a comparison.
#[derive(Debug, Default)]
pub struct Summary {
    /// Documents without a difference.
    pub same: usize,
    /// Documents with differences, or that only one version has.
    pub different: usize,
    /// Warnings, and what keeps documents from being compared.
    pub findings: Findings,
}

impl Summary {
    /// How the comparison ended: what could not be compared leaves it undone.
    pub fn status(&self) -> Status {
        if self.findings.has_errors() { Status::Failed } else { Status::when(self.different == 0) }
    }
}

/// Compares two versions.
pub fn diff(request: &Request, on: &mut dyn FnMut(&Compared)) -> Summary {
    let mut summary = Summary::default();
    if let Err(finding) = refuse_outputs(request) {
        summary.findings.push(finding);
        return summary;
    }
    let (mut difference, warnings) = match Difference::open(&request.old, &request.new) {
        Ok(opened) => opened,
        Err(findings) => {
            summary.findings.extend(findings);
            return summary;
        }
    };
    summary.findings.extend(warnings);
    let pairs = difference.pairs().to_vec();
    if request.redline.is_some() && pairs.len() > 1 {
        let finding = Finding::new(codes::NOT_COMPARABLE, "`--redline` ghi một văn bản, ở đây có nhiều văn bản");
        summary.findings.push(finding.hint("dùng `--view sua --out <thư mục>`"));
        return summary;
    }
    for pair in &pairs {
        let compared = guarded(|| compared(request, &mut difference, pair));
        match compared.unwrap_or_else(|crash| Err(crash.in_file(pair.name.as_str()).into())) {
            Ok(compared) => {
                let same = compared.standing == Standing::Same;
                *if same { &mut summary.same } else { &mut summary.different } += 1;
                on(&Compared { among_others: pairs.len() > 1, ..compared });
            }
            Err(findings) => summary.findings.extend(findings),
        }
    }
    summary
}

/// Refuses before anything is compared what could never be written.
fn refuse_outputs(request: &Request) -> Result<(), Finding> {
    if let Some(redline) = &request.redline {
        outputs::refuse_other_kind(redline, "pdf")?;
    }
    request.out.as_deref().map_or(Ok(()), outputs::refuse_kept_folder)
}

fn compared(request: &Request, difference: &mut Difference, pair: &Pair) -> Result<Compared, Findings> {
    let mut made = Compared {
        name: pair.name.clone(),
        standing: Standing::Same,
        changes: Vec::new(),
        pages: None,
        written: Vec::new(),
        among_others: false,
    };
    match (&pair.old, &pair.new) {
        (Some(_), None) => return Ok(Compared { standing: Standing::Removed, ..made }),
        (None, Some(_)) => return Ok(Compared { standing: Standing::Added, ..made }),
        _ => made.changes = difference.compare(pair)?,
    }
    let mut write = |path: &Path, bytes: &[u8]| -> Result<(), Finding> {
        outputs::write(path, bytes)?;
        made.written.push(paths::show(path));
        Ok(())
    };
    if let Some(path) = &request.redline {
        write(path, &difference.view(pair, View::Redline)?)?;
    }
    let out = request.out.clone().unwrap_or_else(|| PathBuf::from(OUT));
    let stem = stem(pair);
    for view in &request.views {
        write(&out.join(format!("{stem}-{}.pdf", view.key())), &difference.view(pair, *view)?)?;
    }
    if request.pages {
        let pages = difference.pages(pair)?;
        for picture in pages.pictures(stem)? {
            write(&out.join(&picture.path), &picture.bytes)?;
        }
        made.pages = Some(pages);
    }
    let pages_differ = made.pages.as_ref().is_some_and(PagesCompared::differ);
    if !made.changes.is_empty() || pages_differ {
        made.standing = Standing::Different;
    }
    Ok(made)
}

/// The path of a document's files in the output folder, without ending.
fn stem(pair: &Pair) -> &str {
    let stem = pair.new.as_deref().or(pair.old.as_deref()).unwrap_or_default();
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    // of a record the path as typed, which may lead anywhere
    let outside = Path::new(stem).components().any(|part| !matches!(part, Component::Normal(_)));
    if outside { stem.rsplit(['/', '\\']).next().unwrap_or(stem) } else { stem }
}
