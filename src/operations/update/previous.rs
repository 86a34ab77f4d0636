//! What the last build of a document has left in the output folder.

use std::path::Path;

use crate::base::digest::Digest;
use crate::base::finding::{Finding, codes};
use crate::base::io::{files, paths};
use crate::operations::common::options::{Format, Options};
use crate::operations::common::outputs::SIGNATURE_KEY;
use crate::operations::update::record::{MAX_RECORD, Record};
use crate::operations::update::target::Target;

/// What the last build of a document has left in the output folder.
pub(crate) struct Previous<'a> {
    out: &'a Path,
    /// Folder of the document, with `/` at its end unless it is the workspace itself.
    folder: &'a str,
    pub(crate) pdf: String,
    pub(crate) record: Option<Record>,
    /// The bytes of the record.
    pub(super) bytes: Vec<u8>,
    /// Whether there is a record that could not be read.
    pub(super) unreadable: bool,
}

/// How a file of the last build is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Condition {
    /// As it was written.
    Intact,
    /// As it was written, with more behind it.
    Extended,
    /// Otherwise, or not at all.
    Altered,
}

impl<'a> Previous<'a> {
    pub(crate) fn read(target: Target<'a>, out: &'a Path) -> Self {
        let found = files::read_start(&out.join(target.record()), MAX_RECORD);
        let folder = target.folder();
        let name = target.name();
        let record = found.as_ref().filter(|(_, more)| !more).and_then(|(bytes, _)| Record::parse(bytes));
        let ours = |record: &Record| {
            record.document == target.document && record.outputs.keys().all(|output| is_output(output, name))
        };
        let record = record.filter(ours);
        let unreadable = found.is_some() && record.is_none();
        let bytes = found.map(|(bytes, _)| bytes).unwrap_or_default();
        Self { out, folder, pdf: format!("{name}.pdf"), unreadable, record, bytes }
    }

    fn condition(&self, name: &str) -> Condition {
        let written = self.record.as_ref().and_then(|record| record.outputs.get(name));
        let path = self.out.join(format!("{}{name}", self.folder));
        let found = written.and_then(|written| Some((written, files::read_start(&path, written.bytes)?)));
        match found {
            Some((written, (bytes, more)))
                if bytes.len() as u64 == written.bytes && Digest::of(&bytes) == written.sha256 =>
            {
                if more {
                    Condition::Extended
                } else {
                    Condition::Intact
                }
            }
            _ => Condition::Altered,
        }
    }

    /// Whether a file is there as the last build wrote it.
    pub(crate) fn is_intact(&self, name: &str) -> bool {
        self.condition(name) == Condition::Intact
    }

    /// Whether something was appended to the PDF after it was built, or a signature stands in one that no record
    /// knows as it is: tools may write the whole file anew.
    fn is_signed(&self) -> bool {
        let path = self.out.join(format!("{}{}", self.folder, self.pdf));
        match self.condition(&self.pdf) {
            Condition::Intact => false,
            Condition::Extended => true,
            Condition::Altered => files::contains(&path, SIGNATURE_KEY),
        }
    }

    /// Whether everything of a format is there as a build of these pages wrote it.
    pub(crate) fn holds(&self, format: Format, set_from: &Digest) -> bool {
        let names: Vec<&String> = self.names(format).collect();
        !names.is_empty() && names.into_iter().all(|name| !self.is_older(name, set_from) && self.is_intact(name))
    }

    /// Whether every format asked for is there as a build of these pages wrote it.
    pub(super) fn holds_all(&self, options: &Options, set_from: &Digest) -> bool {
        options.formats.iter().all(|format| self.holds(*format, set_from))
    }

    /// Whether a file was set from something else.
    pub(super) fn is_older(&self, name: &str, set_from: &Digest) -> bool {
        let written = self.record.as_ref().and_then(|record| record.outputs.get(name));
        written.is_some_and(|written| written.set_from != *set_from)
    }

    pub(super) fn names(&self, format: Format) -> impl Iterator<Item = &String> {
        let outputs = self.record.iter().flat_map(|record| record.outputs.keys());
        outputs.filter(move |name| format_of(name) == format)
    }

    /// A signed PDF is not written over.
    pub(crate) fn refuse_signed(&self) -> Result<(), Finding> {
        if !self.is_signed() {
            return Ok(());
        }
        let path = paths::show(&self.out.join(format!("{}{}", self.folder, self.pdf)));
        Err(Finding::new(
            codes::SIGNED_OUTPUT,
            "tệp PDF đã được ký hoặc ghi thêm sau khi tạo, chương trình không ghi đè",
        )
        .in_file(path)
        .hint("chuyển tệp đã ký sang nơi lưu rồi tạo lại, hoặc tạo PDF vào thư mục khác bằng `--out`"))
    }
}

/// The format of a file that a build wrote.
pub(super) fn format_of(name: &str) -> Format {
    match name.rsplit('.').next() {
        _ if name.contains('/') => Format::Typ,
        Some("png") => Format::Png,
        _ => Format::Pdf,
    }
}

/// Whether a build of `stem` writes a file of this name. A record may come from a stranger, and its names decide
/// which files are read and taken away.
fn is_output(name: &str, stem: &str) -> bool {
    let Some(rest) = name.strip_prefix(stem) else {
        return false;
    };
    let page = |number: &str| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let part = |part: &str| !matches!(part, "" | "." | "..") && !part.contains('\\');
    match rest.strip_prefix('/') {
        Some(inner) => inner.split('/').all(part),
        None => rest == ".pdf" || rest.strip_prefix('-').and_then(|rest| rest.strip_suffix(".png")).is_some_and(page),
    }
}
