//! The names that files and folders of a workspace have, and how large files may be.

use std::path::Path;

use crate::base::io::copies::copy_name;
use crate::base::io::regular;
use crate::base::text::encoding::Encoding;
use crate::base::text::invisible::{is_invisible, visible};

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
    let Ok(start) = regular::read_start(path, LIST_START) else {
        return false;
    };
    let encoding = Encoding::of(&start);
    // what is cut off in the middle of a letter is not the first line
    let whole = encoding.decode(&start).or_else(|end| encoding.decode(&start[..end])).unwrap_or_default();
    let text = visible(&whole);
    let mut lines = text.lines().map(str::trim_end);
    let first = lines.find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#') && *line != "---");
    first.is_some_and(|line| line == "-" || line.starts_with("- "))
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

/// Names that Windows keeps for devices.
const DEVICE_NAMES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Whether some system takes a file of this name for a device: `nul.yaml`, `com1`.
pub(crate) fn is_device(name: &str) -> bool {
    let first = name.split('.').next().unwrap_or_default().trim().to_lowercase();
    let numbered = first.len() == 4
        && (first.starts_with("com") || first.starts_with("lpt"))
        && first.ends_with(|c: char| c.is_ascii_digit());
    numbered || DEVICE_NAMES.contains(&first.as_str())
}

/// Why a document or period is not to be called so: a name that means something else on some system; `top` when it
/// would lie in the workspace itself. None when it may.
pub(crate) fn means_something_else(name: &str, top: bool) -> Option<String> {
    let lower = name.to_lowercase();
    if top && is_no_place_for_documents(&lower) {
        return Some(format!("thư mục `{lower}` không phải chỗ để văn bản"));
    }
    if name.starts_with('.') {
        return Some(format!("tên `{name}` bắt đầu bằng dấu chấm là tên ẩn, chương trình không tìm văn bản ở đó"));
    }
    if name.starts_with('-') {
        return Some(format!("tên `{name}` bắt đầu bằng dấu gạch, các lệnh sẽ hiểu là tùy chọn"));
    }
    if is_device(name) {
        return Some(format!("tên `{name}` dành cho thiết bị của Windows"));
    }
    let is_other = is_shared(&lower) || is_system_junk(name) || lower.starts_with("so-lieu.");
    if is_other || copy_name(&lower).is_some_and(|copy| is_shared(&copy.original)) {
        return Some(format!("tên `{name}` dành cho tệp khác của thư mục, không phải văn bản"));
    }
    name.contains(is_invisible).then(|| "tên có ký tự không hiện ra".to_owned())
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
