//! A Word file or pasted text → a YAML document that builds, with a report of what was guessed and what was not taken.

mod figure_tables;
mod figures;
mod findings;
mod office;
mod repeated;
mod yaml;

use std::path::{Path, PathBuf};

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::names::{FIGURES_FILE, OFFICE_FILE};
use crate::base::io::workspace::Workspace;
use crate::base::io::{files, paths};
use crate::base::text::fold::ascii_name;
use crate::domain::document::Kind;
use crate::formats::word::model::{Changes, WordFile};
use crate::formats::word::read::{self, MAX_FILE};
use crate::load::word::draft::Draft;
use crate::load::word::recognize::{self, draft};
use crate::load::word::{plain, told};
use crate::load::{Office, SHEET_FILES};
use crate::operations::common::guard::guarded_job;
use crate::operations::common::status::Refused;
use crate::operations::new_document::{self, refuse_unseen_place};

/// What to import, and how.
#[derive(Debug, Clone)]
pub struct ImportRequest {
    /// A `.docx`, or a text file.
    pub file: PathBuf,
    /// A text that came without a file; then `file` only names it.
    pub pasted: Option<Vec<u8>>,
    /// Key of the kind; none to find it in the file.
    pub kind: Option<String>,
    /// The YAML file to write, or the folder to write it into; none for the folder one stands in.
    pub out: Option<PathBuf>,
    /// The folder of the period whose `so-lieu.yaml` is proposed from the tables of the file.
    pub period: Option<PathBuf>,
    /// Which tracked changes are taken, where the file has any.
    pub changes: Option<TrackedChoice>,
}

/// Which tracked changes are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrackedChoice {
    /// All of them.
    Accept,
    /// None of them.
    Original,
}

/// A document that was imported.
#[derive(Debug)]
pub struct ImportedDocument {
    /// The document, as the clerk reads its path.
    pub document: String,
    /// Pictures written beside it.
    pub pictures: Vec<String>,
    /// The figures that were proposed.
    pub figures: Option<String>,
    /// What was guessed, converted and not taken.
    pub findings: Findings,
    /// Whether it stands in the folder of an office, without which nothing is built.
    pub has_office: bool,
}

/// Imports a file.
///
/// # Errors
/// The file cannot be read, its kind is not known, a choice is missing, or the document is there already.
pub fn import_document(request: &ImportRequest) -> Result<ImportedDocument, Refused> {
    guarded_job(|| import(request))
}

fn import(request: &ImportRequest) -> Result<ImportedDocument, Refused> {
    let shown = paths::show(&request.file);
    let wanted = kind(request.kind.as_deref()).map_err(Refused::failed)?;
    let bytes = match &request.pasted {
        Some(bytes) if bytes.len() as u64 > MAX_FILE => return Err(Refused::failed(findings::too_long(&shown))),
        Some(bytes) => bytes.clone(),
        None => files::read(&request.file, MAX_FILE).map_err(Refused::failed)?,
    };
    let file = open(&shown, &bytes, request.changes)?;
    if !recognize::has_words(&file) {
        return Err(Refused::failed(findings::wordless(&shown)));
    }
    let converted = told::converted(&shown, &file);
    let target = target(request).map_err(Refused::failed)?;
    let stem = target.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut draft = draft(file, wanted, &file_name(&stem));
    let Some(kind) = draft.kind.and_then(Kind::from_key) else { return Err(findings::no_kind(&shown).into()) };
    if target.exists() {
        return Err(Refused::failed(
            Finding::new(codes::FILE_EXISTS, "tệp đã có, chương trình không ghi đè")
                .in_file(paths::show(&target))
                .hint("chọn tên khác bằng `--out`, hoặc xóa tệp cũ"),
        ));
    }
    refuse_unseen_place(&target).map_err(Refused::failed)?;
    let folder = target.parent().unwrap_or(Path::new("")).to_owned();
    let office = office_of(&folder)?;
    let proposal = period_figures(&shown, request, &mut draft);
    let text = yaml::document(&draft, kind, office.as_ref(), &shown);
    let mut findings = converted;
    findings.extend(told::of(&shown, &draft));
    findings.extend(findings::to_fill(&shown, kind, &yaml::left_to_fill(&draft, kind)));
    if office.is_none() {
        findings.push(findings::no_office(&folder, kind));
    }
    let (figures, told) = proposal;
    told.into_iter().for_each(|finding| findings.push(finding));
    let pictures = write(&target, &text, &draft, figures.as_ref())?;
    let figures = figures.map(|(path, _)| paths::show(&path));
    Ok(ImportedDocument { figures, document: paths::show(&target), pictures, findings, has_office: office.is_some() })
}

fn kind(key: Option<&str>) -> Result<Option<Kind>, Finding> {
    let Some(key) = key else { return Ok(None) };
    match Kind::from_key(key) {
        Some(kind) => Ok(Some(kind)),
        None => Err(Finding::new(codes::UNKNOWN_VALUE, format!("không có loại văn bản `{key}`"))
            .hint("xem các loại bằng `vanthu new --help`")),
    }
}

/// The file as Word or a text editor shows it.
fn open(shown: &str, bytes: &[u8], changes: Option<TrackedChoice>) -> Result<WordFile, Refused> {
    let is_text =
        shown.rsplit('.').next().is_some_and(|end| matches!(end.to_lowercase().as_str(), "txt" | "md" | "text"));
    if is_text {
        return plain::read(bytes).ok_or_else(|| Refused::failed(told::not_text(shown, bytes)));
    }
    let taken = match changes {
        Some(TrackedChoice::Original) => Changes::Original,
        _ => Changes::Accepted,
    };
    let file = read::read(bytes, taken).map_err(|fault| Refused::failed(told::unreadable(shown, fault)))?;
    if file.changes.count > 0 && changes.is_none() {
        return Err(findings::undecided(shown, &file.changes).into());
    }
    Ok(file)
}

/// The file to write: named after the one that is read, unless told; beside the figures of its period.
fn target(request: &ImportRequest) -> Result<PathBuf, Finding> {
    let stem = request.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let name = file_name(&stem);
    let Some(period) = &request.period else { return Ok(new_document::target(&name, request.out.as_deref())) };
    let Some(out) = &request.out else { return Ok(period.join(format!("{name}.yaml"))) };
    let target = new_document::target(&name, Some(out));
    if target.parent().is_some_and(|folder| folder.components().eq(period.components())) {
        return Ok(target);
    }
    let finding = Finding::new(codes::USAGE, "`--out` ghi tệp ngoài thư mục của `--period`");
    Err(finding.hint("bỏ `--out`, hoặc ghi tệp trong thư mục ấy để văn bản lấy được số liệu"))
}

/// Files to write with the document, and what is told of them.
type Proposed = (Option<(PathBuf, String)>, Vec<Finding>);

/// The figures that a file proposes for its period; where the period has figures, none.
fn period_figures(shown: &str, request: &ImportRequest, draft: &mut Draft) -> Proposed {
    let Some(folder) = &request.period else { return (None, Vec::new()) };
    let known =
        std::iter::once(FIGURES_FILE).chain(SHEET_FILES).map(|name| folder.join(name)).find(|path| path.exists());
    if let Some(known) = known {
        let message = format!("`{}` đã có, số trong văn bản giữ như cũ", paths::show(&known));
        let finding = Finding::new(codes::IMPORT_GUESS, message).in_file(shown);
        return (None, vec![finding.hint("thêm số liệu mới vào tệp ấy, rồi thay số trong văn bản bằng `{{ … }}`")]);
    }
    let proposal = figures::propose(draft);
    let path = folder.join(FIGURES_FILE);
    let findings = proposal.findings(shown, &paths::show(&path));
    ((!proposal.is_empty()).then(|| (path, proposal.text(shown))), findings)
}

/// A name without blanks and marks, as files of a workspace are named.
fn file_name(stem: &str) -> String {
    let name = ascii_name(&stem.replace('.', "-"));
    if name.is_empty() { "van-ban".to_owned() } else { name }
}

/// The office whose workspace a folder is in.
fn office_of(folder: &Path) -> Result<Option<Office>, Refused> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let folder = folder.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("."));
    let Ok(workspace) = Workspace::containing(folder) else { return Ok(None) };
    if !workspace.root().join(OFFICE_FILE).is_file() {
        return Ok(None);
    }
    Office::load(&workspace).map(|(office, _)| Some(office)).map_err(Refused::failed)
}

/// Writes the document and its pictures, all or none.
fn write(
    target: &Path,
    text: &str,
    draft: &Draft,
    figures: Option<&(PathBuf, String)>,
) -> Result<Vec<String>, Refused> {
    let folder = target.parent().unwrap_or(Path::new(""));
    let mut new = vec![(target.to_owned(), text.as_bytes().to_vec())];
    new.extend(draft.pictures.iter().map(|(path, bytes)| (folder.join(path), bytes.clone())));
    let pictures = new.len();
    new.extend(figures.map(|(path, text)| (path.clone(), text.as_bytes().to_vec())));
    files::write_new(&new).map_err(Refused::failed)?;
    Ok(new[1..pictures].iter().map(|(path, _)| paths::show(path)).collect())
}
