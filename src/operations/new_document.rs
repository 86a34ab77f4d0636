//! A new document: the skeleton of its form, fitted to the office it will stand in.

use std::path::{Path, PathBuf};

use crate::base::assets;
use crate::base::finding::{Finding, codes};
use crate::base::io::names::OFFICE_FILE;
use crate::base::io::workspace::Workspace;
use crate::base::io::{files, paths};
use crate::domain::document::Kind;
use crate::load::{Office, schemas};
use crate::operations::common::status::Refused;

/// A new document that was written.
#[derive(Debug)]
pub struct Created {
    /// Every file written, as the clerk reads its path; the document first.
    pub files: Vec<String>,
    /// The document.
    pub document: String,
}

/// Writes a new document of a kind, ready to fill; with an office profile and its schemas when there is none yet.
/// Without a path it is named after the kind, in a folder too.
///
/// # Errors
/// The file is there already or cannot be written, or the folder's office cannot be read.
pub fn new_document(kind: &str, path: Option<&Path>) -> Result<Created, Refused> {
    let path = target(kind, path);
    let files = skeleton(kind, &path).map_err(Refused::failed)?;
    for (path, text) in &files {
        files::write(path, text.as_bytes()).map_err(Refused::failed)?;
    }
    Ok(Created { files: files.iter().map(|(path, _)| paths::show(path)).collect(), document: paths::show(&path) })
}

/// The file to make: named after the kind when only a folder is given, and always ending in `.yaml`.
fn target(kind: &str, path: Option<&Path>) -> PathBuf {
    let named = PathBuf::from(format!("{kind}.yaml"));
    match path {
        None => named,
        Some(folder) if folder.is_dir() => folder.join(named),
        Some(path) if path.extension().is_some_and(|end| end == "yaml" || end == "yml") => path.to_owned(),
        Some(path) => {
            let mut path = path.to_owned().into_os_string();
            path.push(".yaml");
            path.into()
        }
    }
}

/// The files `vanthu new` writes: the document, and an office profile with its schemas when there is none yet.
///
/// # Errors
/// The file is there already, or the folder's office cannot be read.
fn skeleton(kind: &str, path: &Path) -> Result<Vec<(PathBuf, String)>, Finding> {
    if path.exists() {
        return Err(Finding::new(codes::FILE_EXISTS, "tệp đã có, chương trình không ghi đè")
            .in_file(crate::base::io::paths::show(path))
            .hint("chọn tên khác: `vanthu new <loại> <tệp>`"));
    }
    let Some(kind) = Kind::from_key(kind) else {
        return Err(Finding::new(codes::UNKNOWN_VALUE, format!("không có loại văn bản `{kind}`"))
            .hint("xem các loại bằng `vanthu new --help`"));
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let existing = folder.ancestors().find(|folder| folder.is_dir() || folder.as_os_str().is_empty());
    let existing = existing.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut files = Vec::new();
    let (office, depth) = match Workspace::containing(existing) {
        Ok(workspace) => {
            let depth = depth(&workspace, existing, folder);
            let office =
                Office::load(&workspace).map_err(|findings| findings.into_iter().next().unwrap_or_else(unreadable))?.0;
            (office.keys(), depth)
        }
        Err(_) => {
            files.push((folder.join(OFFICE_FILE), asset("moi/co-quan.yaml")));
            files.extend(schemas().into_iter().map(|(name, schema)| (folder.join(name), format!("{schema:#}\n"))));
            ((Some("ubnd".to_owned()), Some("chu-tich".to_owned())), 0)
        }
    };
    files.insert(0, (path.to_owned(), fill(kind, office, depth)));
    Ok(files)
}

/// How many folders below the office the document stands.
fn depth(workspace: &Workspace, existing: &Path, folder: &Path) -> usize {
    let known = workspace.relative(existing).unwrap_or_default();
    let known = known.split('/').filter(|part| !part.is_empty()).count();
    let new = folder
        .strip_prefix(existing)
        .map_or(0, |rest| rest.components().filter(|c| matches!(c, std::path::Component::Normal(_))).count());
    known + new
}

fn fill(kind: Kind, (issuer, signatory): (Option<String>, Option<String>), depth: usize) -> String {
    let name = kind.form.template().replace(".typ.j2", ".yaml");
    let addressees = if kind.has_addressees {
        "\n# Kính gửi: một nơi trên một dòng, hoặc danh sách mỗi nơi một dòng\nkinh_gui: \"[điền nơi gửi]\"\n"
    } else {
        ""
    };
    let signatory = match signatory {
        Some(key) => format!("nguoi_ky: {key}"),
        None => "nguoi_ky:\n  chuc_vu: \"[điền chức vụ, in hoa]\"\n  ho_ten: \"[điền họ tên]\"".to_owned(),
    };
    asset(&format!("moi/{name}"))
        .replace("$schema=", &format!("$schema={}", "../".repeat(depth)))
        .replace("@LOAI@", kind.key)
        .replace("@CO_QUAN@", issuer.as_deref().unwrap_or("ubnd"))
        .replace("@NGUOI_KY@", &signatory)
        .replace("@KINH_GUI@", addressees)
}

fn asset(name: &str) -> String {
    assets::find(assets::SKELETONS, name).unwrap_or_default().to_owned()
}

fn unreadable() -> Finding {
    Finding::new(codes::UNREADABLE, format!("không đọc được `{OFFICE_FILE}`")).hint("chạy `vanthu build` để xem lỗi")
}
