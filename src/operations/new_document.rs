//! A new document: the skeleton of its form, fitted to the office it will stand in.

mod attached;

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::base::assets;
use crate::base::finding::{Finding, codes};
use crate::base::io::names::{self, OFFICE_FILE};
use crate::base::io::workspace::Workspace;
use crate::base::io::{files, paths};
use crate::domain::document::Kind;
use crate::domain::document::normative::IssuingBody;
use crate::domain::figures::Period;
use crate::load::{Office, schemas};
use crate::operations::common::status::Refused;
use crate::operations::new_document::attached::NewAttached;

/// A new document that was written.
#[derive(Debug)]
pub struct Created {
    /// Every file written, as the clerk reads its path; the document first.
    pub files: Vec<String>,
    /// The document.
    pub document: String,
    /// Whether it is a normative one; none of a kind that never is.
    pub normative: Option<bool>,
}

/// Writes a new document of a kind, ready to fill; with an office profile and its schemas when there is none yet.
/// Without a path it is named after the kind, in a folder too. `attached` is the kind of a document that it issues, which
/// is written beside it; `normative` is for one under the Law on promulgation.
///
/// # Errors
/// The file is there already or cannot be written, the folder's office cannot be read, or the kind is never normative.
pub fn new_document(
    kind: &str,
    normative: bool,
    path: Option<&Path>,
    attached: Option<&str>,
) -> Result<Created, Refused> {
    let path = target(kind, path);
    let files = skeleton(kind, normative, &path, attached).map_err(Refused::failed)?;
    for (path, text) in &files {
        files::write(path, text.as_bytes()).map_err(Refused::failed)?;
    }
    let has_both = Kind::from_key(kind).and_then(IssuingBody::of_kind).is_some();
    Ok(Created {
        files: files.iter().map(|(path, _)| paths::show(path)).collect(),
        document: paths::show(&path),
        normative: has_both.then_some(normative),
    })
}

/// The file to make: named as told when only a folder is given, and always ending in `.yaml`.
pub(crate) fn target(name: &str, path: Option<&Path>) -> PathBuf {
    let named = PathBuf::from(format!("{name}.yaml"));
    match path {
        None => named,
        Some(folder) if folder.is_dir() || ends_as_folder(folder) => folder.join(named),
        Some(path) if path.extension().is_some_and(|end| end == "yaml" || end == "yml") => path.to_owned(),
        Some(path) => {
            let mut path = path.to_owned().into_os_string();
            path.push(".yaml");
            path.into()
        }
    }
}

/// Whether a path says of itself that it is a folder: `thang-12/`.
fn ends_as_folder(path: &Path) -> bool {
    path.to_string_lossy().ends_with(std::path::is_separator)
}

/// The files `vanthu new` writes: the document, and an office profile with its schemas when there is none yet.
///
/// # Errors
/// The file is there already, no document is looked for there, or the folder's office cannot be read.
fn skeleton(
    kind: &str,
    normative: bool,
    path: &Path,
    attached: Option<&str>,
) -> Result<Vec<(PathBuf, String)>, Finding> {
    if path.exists() {
        return Err(Finding::new(codes::FILE_EXISTS, "tệp đã có, chương trình không ghi đè")
            .in_file(paths::show(path))
            .hint("chọn tên khác: `vanthu new <loại> <tệp>`"));
    }
    let Some(kind) = Kind::from_key(kind) else {
        return Err(Finding::new(codes::UNKNOWN_VALUE, format!("không có loại văn bản `{kind}`"))
            .hint("xem các loại bằng `vanthu new --help`"));
    };
    let body = IssuingBody::of_kind(kind).filter(|_| normative);
    if normative && body.is_none() {
        let finding = Finding::new(codes::USAGE, format!("{} không là văn bản quy phạm", kind.name));
        return Err(finding.hint("bỏ `--normative`: chỉ nghi-quyet và quyet-dinh có mẫu của Nghị định 187/2025/NĐ-CP, văn bản khác theo Nghị định 30/2020/NĐ-CP"));
    }
    let attached = attached.map(|key| NewAttached::of(key, kind, path)).transpose()?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let (existing, missing) = existing_part(folder);
    let mut files = Vec::new();
    let (office, below) = match Workspace::containing(&existing) {
        Ok(workspace) => {
            let known = workspace.relative(&existing)?;
            let known = known.split('/').filter(|part| !part.is_empty()).map(str::to_owned);
            let office =
                Office::load(&workspace).map_err(|findings| findings.into_iter().next().unwrap_or_else(unreadable))?.0;
            (office.keys_for(kind), known.chain(missing).collect())
        }
        Err(_) => {
            let (top, below) = new_office_folder(folder);
            files.push((top.join(OFFICE_FILE), asset("moi/co-quan.yaml")));
            files.extend(schemas().into_iter().map(|(name, schema)| (top.join(name), format!("{schema:#}\n"))));
            let (issuer, signatory) = if kind.key == "nghi-quyet" { ("hdnd", "ct-hdnd") } else { ("ubnd", "ct-ubnd") };
            ((Some(issuer.to_owned()), Some(signatory.to_owned())), below)
        }
    };
    refuse_unseen(path, &below)?;
    let up = "../".repeat(below.len());
    let template = body.map_or_else(|| kind.form.template(), IssuingBody::template);
    let own = asset(&format!("moi/{}", template.replace(".typ.j2", ".yaml")));
    let text = match &attached {
        Some(attached) => attached.issuing_skeleton(kind, normative.then_some(own.as_str())),
        None => own,
    };
    files.insert(0, (path.to_owned(), fill(&text, kind, office, &up)));
    files.extend(attached.map(|attached| (attached.path.clone(), attached.skeleton(&up))));
    Ok(files)
}

/// The part of a folder's path that is there, and the names of those that are still to be made in it.
fn existing_part(folder: &Path) -> (PathBuf, Vec<String>) {
    let is_here = |folder: &Path| folder.as_os_str().is_empty();
    let existing = folder.ancestors().find(|folder| folder.is_dir() || is_here(folder)).unwrap_or(Path::new(""));
    let missing = folder.strip_prefix(existing).map(normal_parts).unwrap_or_default();
    (if is_here(existing) { ".".into() } else { existing.to_owned() }, missing)
}

/// The names along a path; one that leads out of a folder again leaves neither.
fn normal_parts(path: &Path) -> Vec<String> {
    let mut parts = Vec::new();
    for component in path.components() {
        match component {
            Component::Normal(name) => parts.push(name.to_string_lossy().into_owned()),
            Component::ParentDir => drop(parts.pop()),
            _ => {}
        }
    }
    parts
}

/// Where the profile of a new office stands, and the folders from there down to its first document: one stands in the
/// office's folder when nothing else is in it, and the folder of a period lies in the office's.
fn new_office_folder(folder: &Path) -> (PathBuf, Vec<String>) {
    let down = folder.components().all(|component| matches!(component, Component::Normal(_) | Component::CurDir));
    let names = normal_parts(folder);
    if down && names.first().is_some_and(|first| is_only_folder(first)) {
        return (PathBuf::new(), names);
    }
    let is_period = |folder: &&Path| folder.file_name().is_some_and(|name| is_period(&name.to_string_lossy()));
    let periods = folder.ancestors().take_while(is_period).count();
    let top = folder.ancestors().nth(periods).unwrap_or(folder).to_owned();
    let below = names.split_at(names.len() - periods).1.to_vec();
    (top, below)
}

fn is_period(name: &str) -> bool {
    Period::from_folder(name).is_some()
}

/// Whether one stands in a folder that has, or will have, no other folder in it.
fn is_only_folder(name: &str) -> bool {
    let entries = fs::read_dir(".").into_iter().flatten().flatten();
    let mut folders = entries.filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name());
    folders.all(|other| other == name || other.to_string_lossy().starts_with('.'))
}

/// Refuses a path at which no document would be looked for.
///
/// # Errors
/// The name or a folder of the path means something else.
pub(crate) fn refuse_unseen_place(path: &Path) -> Result<(), Finding> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let (existing, missing) = existing_part(folder);
    let below: Vec<String> = match Workspace::containing(&existing) {
        Ok(workspace) => {
            let known = workspace.relative(&existing)?;
            known.split('/').filter(|part| !part.is_empty()).map(str::to_owned).chain(missing).collect()
        }
        Err(_) => new_office_folder(folder).1,
    };
    refuse_unseen(path, &below)
}

/// A document where none is looked for would never be built.
fn refuse_unseen(path: &Path, below: &[String]) -> Result<(), Finding> {
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut names = below.iter().zip(0..).map(|(name, at)| (name, at == 0)).chain([(&file, false)]);
    let Some(what) = names.find_map(|(name, top)| names::means_something_else(name, top)) else { return Ok(()) };
    Err(Finding::new(codes::UNWRITABLE, what)
        .in_file(paths::show(path))
        .hint("chọn tên hoặc thư mục khác, ví dụ `vanthu new bao-cao nam-2026/bao-cao.yaml`"))
}

fn fill(text: &str, kind: Kind, (issuer, signatory): (Option<String>, Option<String>), up: &str) -> String {
    let addressees = kind.addressees.map_or_else(String::new, |key| {
        let to = if key == "kinh_chuyen" { "Kính chuyển" } else { "Kính gửi" };
        format!(
            "\n# {to}: một nơi trên một dòng, hoặc danh sách mỗi nơi một dòng\n{key}: \"[điền nơi nhận văn bản]\"\n"
        )
    });
    let above = if kind.addressees.is_some() { "  - Như trên\n" } else { "" };
    let signatory = match signatory {
        Some(key) => format!("nguoi_ky: {key}"),
        None => "nguoi_ky:\n  chuc_vu: \"[điền chức vụ, in hoa]\"\n  ho_ten: \"[điền họ tên]\"".to_owned(),
    };
    text.replace("$schema=", &format!("$schema={up}"))
        .replace("@LOAI@", kind.key)
        .replace("@CO_QUAN@", issuer.as_deref().unwrap_or("ubnd"))
        .replace("@NGUOI_KY@", &signatory)
        .replace("@KINH_GUI@", &addressees)
        .replace("@NHU_TREN@\n", above)
}

fn asset(name: &str) -> String {
    assets::find(assets::SKELETONS, name).unwrap_or_default().to_owned()
}

fn unreadable() -> Finding {
    Finding::new(codes::UNREADABLE, format!("không đọc được `{OFFICE_FILE}`")).hint("chạy `vanthu build` để xem lỗi")
}
