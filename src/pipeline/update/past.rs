//! What the last build of a document has left in the output folder.

use std::path::Path;

use crate::files::{self, MAX_ASSET};
use crate::finding::{Finding, codes};
use crate::pipeline::{Format, Target};
use crate::record::{Digest, MAX_RECORD, Record};

/// What the last build of a document has left in the output folder.
pub(in crate::pipeline) struct Past<'a> {
    out: &'a Path,
    /// Folder of the document, with `/` at its end unless it is the workspace itself.
    folder: &'a str,
    pub(in crate::pipeline) pdf: String,
    pub(in crate::pipeline) record: Option<Record>,
    /// Whether there is a record that could not be read.
    pub(super) broken: bool,
}

impl<'a> Past<'a> {
    pub(in crate::pipeline) fn read(target: Target<'a>, out: &'a Path) -> Self {
        let at = out.join(target.record());
        let bytes = if at.exists() { files::read(&at, MAX_RECORD).ok() } else { None };
        let record = bytes.as_deref().and_then(Record::parse).filter(|record| record.document == target.document);
        let folder = target.folder();
        let pdf = format!("{}.pdf", &target.stem[folder.len()..]);
        Self { out, folder, pdf, broken: at.exists() && record.is_none(), record }
    }

    fn bytes(&self, name: &str, limit: u64) -> Option<Vec<u8>> {
        let path = self.out.join(format!("{}{name}", self.folder));
        if path.is_file() { files::read(&path, limit).ok() } else { None }
    }

    /// Whether a file is there as the last build wrote it.
    pub(in crate::pipeline) fn intact(&self, name: &str) -> bool {
        let Some(written) = self.record.as_ref().and_then(|record| record.outputs.get(name)) else {
            return false;
        };
        let bytes = self.bytes(name, written.bytes);
        bytes.is_some_and(|bytes| bytes.len() as u64 == written.bytes && Digest::of(&bytes) == written.sha256)
    }

    /// Whether everything of a format is there as the last build wrote it.
    pub(super) fn holds(&self, format: Format) -> bool {
        let names: Vec<&String> = self.names(format).collect();
        !names.is_empty() && names.into_iter().all(|name| self.intact(name))
    }

    pub(super) fn names(&self, format: Format) -> impl Iterator<Item = &String> {
        let outputs = self.record.iter().flat_map(|record| record.outputs.keys());
        outputs.filter(move |name| match format {
            Format::Typ => name.contains('/'),
            Format::Pdf => !name.contains('/') && name.ends_with(".pdf"),
            Format::Png => !name.contains('/') && name.ends_with(".png"),
        })
    }

    /// A PDF to which something was appended after it was built is signed: it is not written over.
    pub(super) fn refuse_signed(&self) -> Result<(), Finding> {
        let written = self.record.as_ref().and_then(|record| record.outputs.get(&self.pdf));
        let found = written.and_then(|written| Some((written, self.bytes(&self.pdf, MAX_ASSET)?)));
        let signed = found.is_some_and(|(written, bytes)| {
            let length = usize::try_from(written.bytes).unwrap_or(usize::MAX);
            bytes.len() > length && Digest::of(&bytes[..length]) == written.sha256
        });
        if !signed {
            return Ok(());
        }
        let path = files::show(&self.out.join(format!("{}{}", self.folder, self.pdf)));
        Err(Finding::new(
            codes::SIGNED_OUTPUT,
            "tệp PDF đã được ký hoặc ghi thêm sau khi dựng, chương trình không ghi đè",
        )
        .in_file(path)
        .hint("chuyển tệp đã ký sang nơi lưu rồi dựng lại, hoặc dựng vào thư mục khác bằng `--out`"))
    }
}
