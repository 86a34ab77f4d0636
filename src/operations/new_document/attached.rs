//! A new decision or resolution that issues another document: its own skeleton, and that of what it issues beside it.

use std::path::{Path, PathBuf};

use crate::base::assets;
use crate::base::finding::{Finding, codes, suggest};
use crate::base::io::paths;
use crate::base::text::capitalized;
use crate::domain::document::attached::KINDS;
use crate::domain::document::{AttachedKind, Kind};

/// What is issued, and its file beside the document that issues it.
pub(super) struct NewAttached<'a> {
    kind: AttachedKind,
    /// The document that issues it.
    issuing: &'a Path,
    /// Its own.
    pub(super) path: PathBuf,
}

impl<'a> NewAttached<'a> {
    /// What a key stands for, issued by a document of a kind.
    ///
    /// # Errors
    /// There is no such thing, the kind issues nothing, or the file is there.
    pub(super) fn of(key: &str, by: Kind, issuing: &'a Path) -> Result<Self, Finding> {
        let Some(kind) = AttachedKind::from_key(key) else {
            let known = KINDS.map(|kind| kind.key);
            let hint = suggest(key, known, || format!("các loại: {}", known.join(", ")));
            let finding = Finding::new(codes::UNKNOWN_VALUE, format!("không có loại văn bản kèm theo `{key}`"));
            return Err(finding.hint(hint));
        };
        if !by.has_authority() {
            let finding = Finding::new(codes::KEY_NOT_FOR_KIND, format!("{} không ban hành văn bản kèm theo", by.name));
            return Err(finding.hint(format!("chạy `vanthu new quyet-dinh --attach {key}`")));
        }
        let stem = issuing.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let own = if stem == by.key { key.to_owned() } else { format!("{stem}-{key}") };
        let path = issuing.with_file_name(format!("{own}.yaml"));
        if path.exists() {
            return Err(Finding::new(codes::FILE_EXISTS, "tệp đã có, chương trình không ghi đè")
                .in_file(paths::show(&path))
                .hint(format!("chọn tên khác: `vanthu new {} <tệp> --attach {key}`", by.key)));
        }
        Ok(Self { kind, issuing, path })
    }

    /// The skeleton of the document that issues it; of a normative one that of its form with another text.
    pub(super) fn issuing_skeleton(&self, by: Kind, normative: Option<&str>) -> String {
        let usual = asset("moi/ban-hanh-kem-theo.yaml");
        let text = normative.and_then(|form| with_text_of(form, &usual)).unwrap_or(usual);
        let text = text.replace("@TEN_LOAI@", &capitalized(by.name)).replace("@TEP_KEM_THEO@", &name(&self.path));
        text.replace("@TEN_KEM_THEO@", &capitalized(self.kind.name))
    }

    /// Its own skeleton; `up` leads from its folder to the office's.
    pub(super) fn skeleton(&self, up: &str) -> String {
        let text =
            asset(if self.kind.has_articles() { "moi/kem-theo-chuong-dieu.yaml" } else { "moi/kem-theo-muc.yaml" });
        let text = text.replace("$schema=", &format!("$schema={up}")).replace("@LOAI_KEM_THEO@", self.kind.key);
        text.replace("@TEN_KEM_THEO@", &capitalized(self.kind.name)).replace("@TEP_BAN_HANH@", &name(self.issuing))
    }
}

/// Where name, text and recipients begin in a skeleton of a normative form, and in the one of what issues others.
const SUBJECT: &str = "trich_yeu:";
const TEXT: [&str; 2] = ["# Nội dung viết bằng Markdown", "# Điều 1 ghi đúng"];
const RECIPIENTS: &str = "# Nơi nhận";

/// A skeleton with name and text of another.
fn with_text_of(form: &str, other: &str) -> Option<String> {
    let subject = other.lines().find(|line| line.starts_with(SUBJECT))?;
    let own = form.lines().find(|line| line.starts_with(SUBJECT))?;
    let text = &other[other.find(TEXT[1])?..other.find(RECIPIENTS)?];
    let (before, behind) = (&form[..form.find(TEXT[0])?], &form[form.find(RECIPIENTS)?..]);
    let before = before.replace(own, subject).replace("mẫu 17 ", "mẫu 18 ").replace("mẫu 19 ", "mẫu 20 ");
    Some(format!("{before}{text}{behind}"))
}

fn asset(name: &str) -> String {
    assets::find(assets::SKELETONS, name).unwrap_or_default().to_owned()
}

/// The name of a file.
fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
