//! What one writing of a PDF added to the one before, permitted or not; typed until it is printed.

use std::fmt::{self, Display, Formatter};

use crate::signature::pdf::acroform::Rect;
use crate::signature::pdf::appended::AppendFault;

/// What came with one writing.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Changes {
    /// Fields that were signed.
    pub(crate) signed: Vec<String>,
    /// Fields other than signatures that were filled in, and where they show.
    pub(crate) filled: Vec<String>,
    pub(crate) filled_at: Vec<Appearance>,
    /// Fields that were added.
    pub(crate) added: Vec<AddedField>,
    /// Where new signatures show.
    pub(crate) shown: Vec<Appearance>,
    /// Whether certificates, CRLs or OCSP responses were added.
    pub(crate) validation_data: bool,
    /// Whether data about the file changed.
    pub(crate) metadata: bool,
    /// What is not permitted.
    pub(crate) disallowed: Vec<Disallowed>,
}

/// A field that was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AddedField {
    pub(crate) name: String,
    /// Whether it shows on the page.
    pub(crate) visible: bool,
}

/// A place where a signature shows, the page counted from zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Appearance {
    pub(crate) page: usize,
    pub(crate) rect: Rect,
}

impl Changes {
    /// All of it, what is permitted first.
    pub(crate) fn additions(&self) -> impl Iterator<Item = Addition> {
        let empty = self.added.iter().filter(|field| !self.signed.contains(&field.name));
        let signed = self.signed.iter().cloned().map(Addition::Signature);
        let is_reported = |name: &&String| self.disallowed.contains(&Disallowed::Field((*name).clone()));
        let filled = self.filled.iter().filter(move |name| !is_reported(name)).cloned().map(Addition::Filled);
        let empty = empty.map(|field| Addition::EmptyField(field.name.clone()));
        let validation_data = self.validation_data.then_some(Addition::ValidationData);
        let metadata = self.metadata.then_some(Addition::Metadata);
        let disallowed = self.disallowed.iter().cloned().map(Addition::Disallowed);
        signed.chain(filled).chain(empty).chain(validation_data).chain(metadata).chain(disallowed)
    }
}

/// Something that came after a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Addition {
    Signature(String),
    Filled(String),
    EmptyField(String),
    ValidationData,
    Metadata,
    Disallowed(Disallowed),
}

impl Display for Addition {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Signature(name) => write!(f, "chữ ký `{name}`"),
            Self::Filled(name) => write!(f, "ô `{name}` được điền"),
            Self::EmptyField(name) => write!(f, "ô ký trống `{name}`"),
            Self::ValidationData => f.write_str("dữ liệu kiểm chứng thư"),
            Self::Metadata => f.write_str("thông tin về tệp"),
            Self::Disallowed(what) => what.fmt(f),
        }
    }
}

/// A change that nobody needs to sign a file; pages are counted from zero, fields go by their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Disallowed {
    /// The writing was not properly added behind the one before.
    Append(AppendFault),
    CatalogExchanged,
    InfoExchanged,
    /// The permanent identity in the trailer.
    IdentityExchanged,
    Encrypted,
    PageCount {
        old: usize,
        new: usize,
    },
    PageOrder,
    /// A reference into nothing that now leads to this object.
    DanglingReference(u32),
    ObjectRemoved(ObjectKind),
    ObjectReplaced(ObjectKind),
    /// Title, identity or conformance in the metadata.
    Metadata,
    Info,
    AcroFormBroken,
    AcroForm,
    /// An action that runs when the file is opened.
    OpenAction,
    PageTree,
    OptionalContent,
    CatalogEntry(String),
    PageResources(usize),
    Page(usize),
    Field(String),
    EmptyFieldUnsigned(String),
    SignatureField(String),
    FieldRemoved(String),
    SignatureReplaced(String),
    InputFieldAdded(String),
    FieldNameReused(String),
    EmptyFieldVisible(String),
    AnnotationRemoved(usize),
    AnnotationAdded(usize),
    /// Annotations lie above one another otherwise than before.
    AnnotationOrder(usize),
    /// A widget that does not say with four numbers where it stands, leaves that place, or has not one picture with
    /// bounds.
    WidgetUnplaced(usize),
    PageHidden(usize),
}

impl Display for Disallowed {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Append(fault) => fault.fmt(f),
            Self::CatalogExchanged => f.write_str("gốc của tệp bị thay"),
            Self::InfoExchanged => f.write_str("thông tin về tệp bị thay bằng thông tin khác"),
            Self::IdentityExchanged => f.write_str("mã nhận dạng của tệp bị thay"),
            Self::Encrypted => f.write_str("tệp bị khóa"),
            Self::PageCount { old, new } => write!(f, "số trang đổi từ {old} thành {new}"),
            Self::PageOrder => f.write_str("trang bị thay hoặc đổi chỗ"),
            Self::DanglingReference(id) => write!(f, "chỗ trống của tệp bị lấp (thành phần {id})"),
            Self::ObjectRemoved(kind) => write!(f, "{kind} bị bỏ"),
            Self::ObjectReplaced(kind) => write!(f, "{kind} bị thay"),
            Self::Metadata => f.write_str("tên hoặc chuẩn của tài liệu trong thông tin về tệp bị thay"),
            Self::Info => f.write_str("thông tin về tệp bị thay"),
            Self::AcroFormBroken => f.write_str("phần chữ ký của tệp bị hỏng"),
            Self::AcroForm => f.write_str("biểu mẫu của tệp bị thay"),
            Self::OpenAction => f.write_str("thêm việc tự chạy khi mở tệp"),
            Self::PageTree => f.write_str("các trang bị thay"),
            Self::OptionalContent => f.write_str("thêm hoặc thay lớp ẩn hiện"),
            Self::CatalogEntry(key) => write!(f, "mục `{key}` của tệp bị thay"),
            Self::PageResources(page) => write!(f, "phông chữ hoặc hình của trang {} bị thay", page + 1),
            Self::Page(page) => write!(f, "trang {} bị thay", page + 1),
            Self::Field(name) => write!(f, "ô `{name}` bị thay"),
            Self::EmptyFieldUnsigned(name) => write!(f, "ô ký trống `{name}` bị thay mà không được ký"),
            Self::SignatureField(name) => write!(f, "ô ký `{name}` bị thay"),
            Self::FieldRemoved(name) => write!(f, "ô `{name}` bị bỏ"),
            Self::SignatureReplaced(name) => write!(f, "chữ ký `{name}` bị thay"),
            Self::InputFieldAdded(name) => write!(f, "thêm ô nhập `{name}`"),
            Self::FieldNameReused(name) => write!(f, "thêm ô trùng tên `{name}`"),
            Self::EmptyFieldVisible(name) => write!(f, "thêm ô ký trống `{name}` có hình che trang"),
            Self::AnnotationRemoved(page) => write!(f, "trang {} bị bỏ chú thích hoặc ô ký", page + 1),
            Self::AnnotationAdded(page) => write!(f, "trang {} bị thêm chú thích", page + 1),
            Self::AnnotationOrder(page) => write!(f, "chú thích hoặc ô ký ở trang {} bị đổi thứ tự", page + 1),
            Self::WidgetUnplaced(page) => write!(f, "trang {} có ô ký không ghi rõ khung và hình", page + 1),
            Self::PageHidden(page) => write!(f, "khung chữ ký che gần hết trang {}", page + 1),
        }
    }
}

/// What an object of a PDF is to its reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ObjectKind {
    PageContent(usize),
    Font,
    Signature,
    /// The picture of the signature in this field.
    Appearance(String),
    Annotation,
    PageList,
    Structure,
    Layer,
    Picture,
    /// Something else; its object number.
    Other(u32),
}

impl Display for ObjectKind {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::PageContent(page) => write!(f, "nội dung trang {}", page + 1),
            Self::Font => f.write_str("phông chữ"),
            Self::Signature => f.write_str("một chữ ký đã có"),
            Self::Appearance(name) => write!(f, "hình thức của chữ ký `{name}`"),
            Self::Annotation => f.write_str("chú thích"),
            Self::PageList => f.write_str("danh sách trang"),
            Self::Structure => f.write_str("cấu trúc đọc của tài liệu"),
            Self::Layer => f.write_str("lớp ẩn hiện"),
            Self::Picture => f.write_str("hình"),
            Self::Other(id) => write!(f, "một phần của tệp (thành phần {id})"),
        }
    }
}
