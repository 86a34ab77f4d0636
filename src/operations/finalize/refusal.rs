//! Why a document cannot be finalized, and what is reported of it.

use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::paths::argument;

/// Why a document cannot be finalized; files are named as the clerk reaches them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FinalizeRefusal {
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
    /// A file it is made from changed while it was finalized.
    ChangedMeanwhile {
        /// The file.
        file: String,
    },
    /// What would be kept does not give its pages again.
    NotRebuilt {
        /// The document.
        document: String,
    },
    /// Another document was finalized under its number.
    FinalizedOtherwise {
        /// The document.
        document: String,
        /// `418/BC-UBND`.
        reference: String,
    },
}

/// What comes before its turn in the order of the decree [N30 Điều 15.2, 15.3].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum OutOfOrder {
    /// It has no number, or no whole date.
    NotNumbered {
        /// The document.
        document: String,
    },
    /// A paper document is no longer as it was signed.
    ChangedSinceFinalized {
        /// The document.
        document: String,
    },
    /// It is to be signed on paper, and has a number before.
    PaperWithNumber {
        /// The document.
        document: String,
        /// Its number.
        number: String,
    },
}

impl From<FinalizeRefusal> for Finding {
    fn from(refusal: FinalizeRefusal) -> Self {
        use FinalizeRefusal as Refusal;
        match refusal {
            Refusal::NotInRegister { document, reference } => {
                Self::new(codes::NOT_NUMBERED, format!("văn bản số {reference} chưa vào sổ đăng ký văn bản đi"))
                    .hint(format!("vào sổ: `vanthu number {}`", argument(&document)))
                    .in_file(document)
            }
            Refusal::OutputChanged { file } => {
                Self::new(codes::NOT_NUMBERED, "tệp PDF trong thư mục kết quả không phải do lần tạo cuối ghi")
                    .in_file(file)
                    .hint("chuyển tệp đó đi chỗ khác, tạo lại bằng `vanthu build --force`, rồi chốt")
            }
            Refusal::ChangedSinceBuild { document } => {
                Self::new(codes::NOT_NUMBERED, "văn bản đã đổi sau lần tạo PDF cuối")
                    .in_file(document)
                    .hint("tạo lại bằng `vanthu build`, xem lại PDF, rồi chốt")
            }
            Refusal::ChangedMeanwhile { file } => {
                Self::new(codes::NOT_NUMBERED, "tệp đã đổi trong khi chốt")
                    .in_file(file)
                    .hint("đừng sửa tệp trong lúc chốt; tạo lại bằng `vanthu build` rồi chốt")
            }
            Refusal::NotRebuilt { document } => {
                Self::new(codes::NOT_REBUILT, "từ các tệp sẽ lưu không tạo lại được đúng văn bản này")
                    .in_file(document)
                    .hint("gửi dòng này cho đơn vị hỗ trợ phần mềm; văn bản mật thì không gửi")
            }
            Refusal::FinalizedOtherwise { document, reference } => {
                Self::new(codes::ALREADY_ISSUED, format!("{reference} đã có trong kho với nội dung khác"))
                    .in_file(document)
                    .hint("văn bản đã chốt không sửa được: chưa ký thì mở lại bằng `vanthu reopen`, đã ký thì ban hành văn bản mới để thay thế, sửa đổi, đính chính hoặc thu hồi")
                    .hint(format!("xem bản đã chốt: `vanthu archive show {reference}`"))
            }
        }
    }
}

impl From<OutOfOrder> for Finding {
    fn from(refusal: OutOfOrder) -> Self {
        match refusal {
            OutOfOrder::NotNumbered { document } => {
                let document_argument = argument(&document);
                Self::new(codes::NOT_NUMBERED, "văn bản chưa có số hoặc chưa đủ ngày, tháng, năm")
                    .hint(format!(
                        "văn bản điện tử cấp số rồi mới chốt: `vanthu number {document_argument}` (Nghị định 30/2020/NĐ-CP, Điều 15.3)"
                    ))
                    .hint(format!(
                        "văn bản giấy ký xong mới cấp số, chốt bản trình ký: `vanthu finalize --paper {document_argument}` (Điều 15.2)"
                    ))
                    .in_file(document)
            }
            OutOfOrder::PaperWithNumber { document, number } => {
                Self::new(
                    codes::NUMBERED_TOO_SOON,
                    format!("văn bản đã có số {number}, văn bản giấy ký xong mới cấp số"),
                )
                .hint("văn bản điện tử thì bỏ `--paper` (Nghị định 30/2020/NĐ-CP, Điều 15.3)")
                .hint("văn bản giấy thì trả số bằng `vanthu register give-back`, bỏ dòng `so` và `ngay`, chốt, ký, rồi cấp số (Điều 15.2)")
                .in_file(document)
            }
            OutOfOrder::ChangedSinceFinalized { document } => {
                Self::new(codes::FROZEN, "tệp đã đổi sau khi chốt bản trình ký, bản đã ký là bản cũ")
                    .hint("khôi phục nội dung như lúc chốt rồi cấp số")
                    .hint(format!(
                        "bản đó chưa ký thì `vanthu reopen {} --reason \"…\"`, chốt lại và trình ký bản mới",
                        argument(&document)
                    ))
                    .in_file(document)
            }
        }
    }
}

impl From<OutOfOrder> for Findings {
    fn from(refusal: OutOfOrder) -> Self {
        Finding::from(refusal).into()
    }
}

impl From<FinalizeRefusal> for Findings {
    fn from(refusal: FinalizeRefusal) -> Self {
        Finding::from(refusal).into()
    }
}
