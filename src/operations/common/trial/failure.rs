//! A trial that did not end within its limits, in the clerk's words.

use super::message::Answer;
use crate::base::finding::{Finding, codes};
use crate::render::OwnTemplates;

/// How a trial ended without a verdict.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Failure {
    OutOfTime,
    OutOfMemory,
    /// It took its process down: a stack or an allocation without end, a panic.
    Ended {
        /// The last line that it told it had reached.
        at: Option<(String, usize)>,
    },
    /// The machine starts no process.
    NotStarted,
}

impl Failure {
    /// What an answer without verdict comes to.
    pub(super) fn of(answer: Result<Answer, Self>) -> Self {
        match answer {
            Err(failure) => failure,
            Ok(Answer::OutOfTime) => Self::OutOfTime,
            Ok(Answer::OutOfMemory) => Self::OutOfMemory,
            Ok(_) => Self::Ended { at: None },
        }
    }

    /// The finding, at the line of the template where that is known.
    pub(super) fn finding(self, own: &OwnTemplates, at: Option<(String, usize)>) -> Finding {
        let message = match self {
            Self::OutOfTime => "mẫu trình bày của cơ quan chạy quá lâu",
            Self::OutOfMemory => "mẫu trình bày của cơ quan dùng quá nhiều bộ nhớ",
            Self::Ended { .. } => "mẫu trình bày của cơ quan làm việc dàn trang dừng đột ngột",
            Self::NotStarted => {
                return Finding::new(
                    codes::TEMPLATE,
                    "chưa thử được mẫu của cơ quan vì máy không mở thêm được tiến trình",
                )
                .in_file(own.folder())
                .hint("đóng bớt chương trình khác rồi chạy lại");
            }
        };
        let (file, here) = match at {
            Some((name, line)) => (format!("{}/{name}:{line}", own.folder()), "ở dòng này"),
            None => (own.folder().to_owned(), "trong mẫu"),
        };
        Finding::new(codes::TEMPLATE, message)
            .in_file(file)
            .hint(format!("xem {here}: vòng lặp, chữ hay trang nhân lên nhiều lần, cỡ quá lớn, hàm lặp lại không dừng"))
            .hint("hoặc đổi tên tệp để dùng mẫu có sẵn của chương trình")
    }
}
