//! A Word file is a ZIP of parts: what it is, and its parts unpacked within limits, before anything of them is read.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;

use crate::formats::word::fault::{Fault, SAVE_AGAIN};

/// Largest file, bytes; a report of 200 pages without pictures has 300 KB.
pub(crate) const MAX_FILE: u64 = 50 << 20;

/// Parts of a file; one with 300 pictures has 320.
const MAX_PARTS: usize = 4000;

/// Bytes of one part that is XML, and of all that is unpacked.
const MAX_XML: u64 = 32 << 20;
const MAX_UNPACKED: u64 = 160 << 20;

/// The parts of a file, by name.
#[derive(Debug)]
pub(super) struct Package {
    parts: BTreeMap<String, Vec<u8>>,
    /// Names of parts that are left packed.
    pub(super) others: Vec<String>,
}

impl Package {
    /// Unpacks what is text or picture.
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Fault> {
        refuse_others(bytes)?;
        let mut archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::broken("không mở được các phần bên trong"))?;
        if archive.len() > MAX_PARTS {
            return Err(Fault::too_much(format!("có hơn {MAX_PARTS} phần")));
        }
        let mut package = Self { parts: BTreeMap::new(), others: Vec::new() };
        let mut left = MAX_UNPACKED;
        for at in 0..archive.len() {
            let part = archive.by_index(at).map_err(|_| Fault::broken("có phần không mở được"))?;
            let name = part.name().map_err(|_| Fault::broken("có phần không có tên"))?;
            let name = name.trim_start_matches('/').to_owned();
            if !is_read(&name) {
                package.others.push(name);
                continue;
            }
            let limit = if name.ends_with(".xml") || name.ends_with(".rels") { MAX_XML.min(left) } else { left };
            let mut unpacked = Vec::new();
            part.take(limit + 1)
                .read_to_end(&mut unpacked)
                .map_err(|_| Fault::broken(&format!("phần `{name}` không giải nén được")))?;
            if unpacked.len() as u64 > limit {
                return Err(Fault::too_much(format!("giải nén ra hơn {} MB", limit >> 20)));
            }
            left -= unpacked.len() as u64;
            package.parts.insert(name, unpacked);
        }
        if package.part("mimetype").is_some_and(|kind| kind.starts_with(b"application/vnd.oasis")) {
            return Err(Fault::new("là tệp của LibreOffice (ODT)", SAVE_AGAIN));
        }
        Ok(package)
    }

    /// A part, where the file has it.
    pub(super) fn part(&self, name: &str) -> Option<&[u8]> {
        self.parts.get(name).map(Vec::as_slice)
    }
}

/// Whether a part may be looked into.
fn is_read(name: &str) -> bool {
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    name.ends_with(".xml") || name.ends_with(".rels") || folder.ends_with("media") || name == "mimetype"
}

/// Says what a file is that is no ZIP.
fn refuse_others(bytes: &[u8]) -> Result<(), Fault> {
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let begins = |mark: &[u8]| bytes.trim_ascii_start().starts_with(mark);
    if bytes.starts_with(b"PK") {
        return Ok(());
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        let locked = memmem::find(bytes, &utf16("EncryptedPackage")).is_some();
        return Err(if locked {
            Fault::new(
                "có mật khẩu",
                "mở bằng Word với mật khẩu, chọn Tệp > Thông tin > Bảo vệ Tài liệu, bỏ mật khẩu rồi lưu thành .docx",
            )
        } else {
            Fault::new("là tệp Word kiểu cũ (.doc)", SAVE_AGAIN)
        });
    }
    Err(match () {
        () if bytes.is_empty() => Fault::new("trống, không có byte nào", "chọn lại tệp cần nhập"),
        () if begins(b"{\\rtf") => Fault::new("là tệp RTF", SAVE_AGAIN),
        () if begins(b"%PDF") => Fault::new(
            "là tệp PDF",
            "chương trình không đọc chữ từ PDF: xin tệp Word, hoặc dán chữ vào tệp .txt rồi nhập",
        ),
        () if begins(b"<") => Fault::new("là trang web hoặc XML, không phải tệp Word", SAVE_AGAIN),
        () => Fault::new("không phải tệp Word", SAVE_AGAIN),
    })
}
