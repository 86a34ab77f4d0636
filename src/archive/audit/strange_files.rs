//! What lies in the folder of the archive and is not of it: junk of operating systems, copies of sharing programs.

use super::Archive;
use crate::archive::index::database::FILE as INDEX;
use crate::archive::ocfl::store::{LAYOUT, ROOT_MARK};
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::durable::kept;
use crate::base::io::files::names_in;
use crate::base::io::journal::{FILE as LOG, is_other_log};
use crate::base::io::names::{STORE_FOLDER, is_system_junk};

/// What the program itself writes there: beginnings of names.
const OWN: [&str; 8] = [LOG, "nhat-ky.dut-", "khoa", STORE_FOLDER, "tam", INDEX, "dang-lay-lai", ".vanthu-"];

impl Archive {
    /// What is not of the archive in its folder, other logs apart, which everybody who writes hears of.
    pub(super) fn strange_files(&self) -> Findings {
        let own = |name: &String| OWN.iter().any(|own| name == own || own.ends_with('-') && name.starts_with(own));
        let of_index = |name: &String| ["-wal", "-shm", "-journal"].iter().any(|end| *name == format!("{INDEX}{end}"));
        let names = names_in(self.folder()).into_iter();
        let strange = names.filter(|name| !own(name) && !of_index(name) && !is_other_log(name));
        strange.map(|name| self.strange(&name)).collect()
    }

    /// The files that tell readers of OCFL what the store is.
    pub(super) fn marks(&self) -> Findings {
        let root = self.store().root();
        // a first document that was broken off has left nothing to read yet
        if self.store().is_empty() {
            return Findings::default();
        }
        let wrong = |(name, text): &(&str, &str)| {
            kept(&root.join(name)).ok().flatten().is_none_or(|found| found != text.as_bytes())
        };
        let mark = wrong(&ROOT_MARK).then(|| {
            Finding::new(codes::AUDIT, "tệp đánh dấu kho OCFL không có hoặc bị sửa")
                .in_file(self.shows(&root.join(ROOT_MARK.0)))
                .hint("phục hồi tệp này từ bản sao lưu; lần lưu văn bản tới chương trình cũng tự ghi lại")
        });
        let layout = wrong(&LAYOUT).then(|| {
            Finding::new(codes::STRANGE_FILE, "ghi chú bố trí kho không có hoặc khác phiên bản của chương trình")
                .in_file(self.shows(&root.join(LAYOUT.0)))
                .hint("lần lưu văn bản tới chương trình tự ghi lại; văn bản trong kho không hỏng")
        });
        mark.into_iter().chain(layout).collect()
    }

    fn strange(&self, name: &str) -> Finding {
        if is_system_junk(name) {
            return system_junk(self.shows(&self.folder().join(name)));
        }
        let (what, hint) = if name.starts_with("chi-muc") {
            ("có một chỉ mục thứ hai, do phần mềm đồng bộ tạo ra", "xóa tệp này; chỉ mục tự làm lại từ kho và nhật ký")
        } else {
            ("tệp lạ trong thư mục kho", "xem tệp này từ đâu ra rồi chuyển tệp ấy ra ngoài thư mục kho")
        };
        Finding::new(codes::STRANGE_FILE, what).in_file(self.shows(&self.folder().join(name))).hint(hint)
    }
}

/// What to say of a file that an operating system has left among the documents.
pub(super) fn system_junk(shown: String) -> Finding {
    Finding::new(codes::STRANGE_FILE, "tệp rác của hệ điều hành trong kho")
        .in_file(shown)
        .hint("xóa tệp này; tệp không ảnh hưởng gì tới kho")
}
