//! Why a document cannot be issued, and what is reported of it.

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::paths::argument;

/// Why a document cannot be issued; files are named as the clerk reaches them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum IssueRefusal {
    /// It has no number, or no whole date.
    NotNumbered {
        /// The document.
        document: String,
    },
    /// Its number is not that of its line in the register.
    NotInRegister {
        /// The document.
        document: String,
        /// `418/BC-UBND`.
        reference: String,
    },
    /// A PDF or record of the output folder is not as the last build left it.
    OutputChanged {
        /// The file.
        file: String,
    },
    /// Built now it would be another than the PDF.
    ChangedSinceBuild {
        /// The document.
        document: String,
    },
    /// A file it is made from changed while it was issued.
    ChangedMeanwhile {
        /// The file.
        file: String,
    },
    /// What would be kept does not give its pages again.
    NotRebuilt {
        /// The document.
        document: String,
    },
    /// Another document was issued under its number.
    IssuedOtherwise {
        /// The document.
        document: String,
        /// `418/BC-UBND`.
        reference: String,
    },
}

impl From<IssueRefusal> for Finding {
    fn from(refusal: IssueRefusal) -> Self {
        use IssueRefusal as Refusal;
        match refusal {
            Refusal::NotNumbered { document } => {
                Self::new(codes::NOT_NUMBERED, "văn bản chưa có số hoặc chưa đủ ngày, tháng, năm")
                    .hint(format!("cấp số: `vanthu number {}`", argument(&document)))
                    .in_file(document)
            }
            Refusal::NotInRegister { document, reference } => {
                Self::new(codes::NOT_NUMBERED, format!("văn bản số {reference} chưa vào sổ đăng ký văn bản đi"))
                    .hint(format!("vào sổ: `vanthu number {}`", argument(&document)))
                    .in_file(document)
            }
            Refusal::OutputChanged { file } => {
                Self::new(codes::NOT_NUMBERED, "tệp PDF trong thư mục kết quả không phải do lần dựng cuối ghi")
                    .in_file(file)
                    .hint("chuyển tệp đó đi chỗ khác, dựng lại bằng `vanthu build --force`, rồi phát hành")
            }
            Refusal::ChangedSinceBuild { document } => {
                Self::new(codes::NOT_NUMBERED, "văn bản đã đổi sau lần dựng cuối")
                    .in_file(document)
                    .hint("dựng lại bằng `vanthu build`, xem lại PDF, rồi phát hành")
            }
            Refusal::ChangedMeanwhile { file } => {
                Self::new(codes::NOT_NUMBERED, "tệp đã đổi trong khi phát hành")
                    .in_file(file)
                    .hint("đừng sửa tệp trong lúc phát hành; dựng lại bằng `vanthu build` rồi phát hành")
            }
            Refusal::NotRebuilt { document } => {
                Self::new(codes::NOT_REBUILT, "từ các tệp sẽ lưu không dựng lại được đúng văn bản này")
                    .in_file(document)
                    .hint("gửi thư mục làm việc cho người phát triển chương trình")
            }
            Refusal::IssuedOtherwise { document, reference } => {
                Self::new(codes::ALREADY_ISSUED, format!("{reference} đã có trong kho với nội dung khác"))
                    .in_file(document)
                    .hint("văn bản đã phát hành không sửa được: ban hành văn bản mới để thay thế, sửa đổi, đính chính hoặc thu hồi")
                    .hint(format!("xem bản đã phát hành: `vanthu archive show {reference}`"))
            }
        }
    }
}

impl From<IssueRefusal> for Findings {
    fn from(refusal: IssueRefusal) -> Self {
        Finding::from(refusal).into()
    }
}
