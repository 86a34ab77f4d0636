//! The names that files and folders of a workspace have, and how large files may be.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use crate::base::io::copies::copy_name;
use crate::base::text::encoding::Encoding;
use crate::base::text::invisible::visible;

/// Whether a file name is that of a document: not of the office, figures or shared facts, nor of a copy of those.
pub(crate) fn is_document(name: &str) -> bool {
    is_yaml(name) && !is_shared(name) && !copy_name(name).is_some_and(|copy| is_shared(&copy.original))
}

/// Whether a file name is that of the office, figures or shared facts.
pub(crate) fn is_shared(name: &str) -> bool {
    let stem = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml"));
    stem.is_some_and(|stem| matches!(stem, "co-quan" | "so-lieu" | "chung"))
}

fn is_yaml(name: &str) -> bool {
    (name.ends_with(".yaml") || name.ends_with(".yml")) && !is_system_junk(name)
}

/// Whether a YAML file is a list, as `danh_sach` takes one: its first line begins with a dash.
pub(crate) fn is_list(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(LIST_START).read_to_end(&mut start));
    let encoding = Encoding::of(&start);
    // what is cut off in the middle of a letter is not the first line
    let whole = encoding.decode(&start).or_else(|end| encoding.decode(&start[..end])).unwrap_or_default();
    let text = visible(&whole);
    let mut lines = text.lines().map(str::trim_end);
    let first = lines.find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#') && *line != "---");
    read.is_ok() && first.is_some_and(|line| line == "-" || line.starts_with("- "))
}

/// Bytes of a YAML file that show whether it is a list.
pub(crate) const LIST_START: u64 = 4096;

/// The file that makes a folder a workspace.
pub(crate) const OFFICE_FILE: &str = "co-quan.yaml";

/// The file of a period's figures.
pub(crate) const FIGURES_FILE: &str = "so-lieu.yaml";

/// The file of facts that the documents of a folder share.
pub(crate) const SHARED_FILE: &str = "chung.yaml";

/// Folder of the office's own templates.
pub(crate) const TEMPLATE_FOLDER: &str = "mau";

/// Folder of the office's own fonts.
pub(crate) const FONT_FOLDER: &str = "phong-chu";

/// Folder of the register and the kept documents.
pub const ARCHIVE_FOLDER: &str = "luu-tru";

/// The kept documents in it, beside the log.
pub(crate) const STORE_FOLDER: &str = "kho";

/// Where versions are made ready beside it, on the same disk.
pub(crate) const STAGING_FOLDER: &str = "tam";

/// Folder of the certificates the office trusts.
pub(crate) const TRUST_FOLDER: &str = "chung-thu";

/// Folder of the results, when nobody names another.
const OUTPUT_FOLDER: &str = "out";

/// Whether a folder of the workspace holds something else than documents.
pub(crate) fn is_no_place_for_documents(folder: &str) -> bool {
    [TEMPLATE_FOLDER, FONT_FOLDER, ARCHIVE_FOLDER, TRUST_FOLDER, OUTPUT_FOLDER].contains(&folder)
}

/// Largest YAML file, bytes. The longest report known here has 92 KB.
pub(crate) const MAX_YAML: u64 = 4 << 20;

/// Largest image, bytes.
pub(crate) const MAX_IMAGE: u64 = 20 << 20;

/// Largest font or template, bytes.
pub(crate) const MAX_ASSET: u64 = 40 << 20;

/// Whether a file is one that operating systems leave in folders that people look into.
pub(crate) fn is_system_junk(name: &str) -> bool {
    let lower = name.to_lowercase();
    [".ds_store", "desktop.ini", "thumbs.db", ".directory", "$recycle.bin"].contains(&lower.as_str())
        || lower.starts_with("._")
        || lower.starts_with("~$")
}
