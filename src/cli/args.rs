//! What can be typed after `vanthu`, with help in Vietnamese.

use std::io::Write;
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Parser, Subcommand, ValueEnum};

use super::{CLEAN, FAILED};
use crate::document::kind;
use crate::export::Conformance;
use crate::finding::nearest;

const HELP: &str = "\
{about}

Cách dùng: {usage}

{all-args}{after-help}";

/// Soạn văn bản hành chính từ YAML, in ra PDF đúng thể thức Nghị định 30/2020/NĐ-CP.
#[derive(Debug, Parser)]
#[command(name = "vanthu", version, help_template = HELP, disable_help_subcommand = true, disable_help_flag = true, disable_version_flag = true)]
#[command(subcommand_value_name = "LỆNH", subcommand_help_heading = "Các lệnh", next_help_heading = "Tùy chọn")]
#[command(
    after_help = "Ví dụ:\n  vanthu build data\n  vanthu new bao-cao\n\nXem cách dùng từng lệnh: vanthu build --help"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// In trợ giúp
    #[arg(short, long, action = ArgAction::Help, global = true)]
    help: Option<bool>,
    /// In phiên bản
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Build(BuildArgs),
    New(NewArgs),
    Schema(SchemaArgs),
}

/// Dựng văn bản thành PDF
#[derive(Debug, clap::Args)]
#[command(help_template = HELP, next_help_heading = "Tùy chọn")]
#[command(
    after_help = "Ví dụ: dựng mọi văn bản của năm 2025, kèm hình từng trang\n  vanthu build data/nam-2025 --format pdf,png"
)]
pub(crate) struct BuildArgs {
    /// Văn bản hoặc thư mục; bỏ trống thì dựng cả thư mục làm việc đang đứng
    #[arg(value_name = "ĐƯỜNG_DẪN", help_heading = "Tham số")]
    pub(crate) paths: Vec<PathBuf>,
    /// Thư mục nhận kết quả [mặc định: out]
    #[arg(long, value_name = "THƯ_MỤC")]
    pub(crate) out: Option<PathBuf>,
    /// Dạng kết quả, cách nhau bằng dấu phẩy: pdf, png (mỗi trang một hình), typ (mã Typst)
    #[arg(
        long,
        value_name = "DẠNG",
        value_delimiter = ',',
        default_value = "pdf",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(crate) format: Vec<FormatArg>,
    /// Chuẩn của tệp PDF [mặc định: a-2a,ua-1]; ví dụ 1.7, a-2b, a-3a
    #[arg(long, value_name = "CHUẨN", value_delimiter = ',', default_value = "a-2a,ua-1", hide_default_value = true)]
    pub(crate) pdf_standard: Vec<Conformance>,
    /// In kết quả và lỗi dạng JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum FormatArg {
    Pdf,
    Png,
    Typ,
}

/// Tạo văn bản mới để điền
#[derive(Debug, clap::Args)]
#[command(help_template = HELP, next_help_heading = "Tùy chọn")]
#[command(
    after_help = "Ví dụ: tạo báo cáo trong thư mục của tháng 12\n  vanthu new bao-cao data/thang-12-2025/bao-cao.yaml"
)]
pub(crate) struct NewArgs {
    /// Loại văn bản: bao-cao, nghi-quyet, to-trinh, cong-van, …
    #[arg(value_name = "LOẠI", help_heading = "Tham số", value_parser = kind_key)]
    pub(crate) kind: String,
    /// Tệp sẽ tạo [mặc định: <loại>.yaml trong thư mục đang đứng]
    #[arg(value_name = "TỆP", help_heading = "Tham số")]
    pub(crate) path: Option<PathBuf>,
}

/// In lược đồ JSON để trình soạn thảo gợi ý tên trường
#[derive(Debug, clap::Args)]
#[command(help_template = HELP, next_help_heading = "Tùy chọn")]
#[command(after_help = "Ví dụ: ghi hai lược đồ vào thư mục làm việc\n  vanthu schema --out data")]
pub(crate) struct SchemaArgs {
    /// Lược đồ nào
    #[arg(value_name = "TÊN", help_heading = "Tham số", default_value = "van-ban", hide_default_value = true, value_parser = ["van-ban", "co-quan"], hide_possible_values = true)]
    pub(crate) name: String,
    /// Ghi mọi lược đồ vào thư mục này thay vì in ra
    #[arg(long, value_name = "THƯ_MỤC")]
    pub(crate) out: Option<PathBuf>,
}

fn kind_key(text: &str) -> Result<String, String> {
    if kind::Kind::from_key(text).is_some() {
        return Ok(text.to_owned());
    }
    let known = kind::ALL.map(|kind| kind.key);
    Err(match nearest(text, known) {
        Some(name) => format!("ý bạn là `{name}`?"),
        None => format!("các loại có sẵn: {}", known.join(", ")),
    })
}

/// Says in Vietnamese what is wrong with the arguments; help and version are no errors.
pub(crate) fn explain(error: &clap::Error) -> u8 {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let _ = write!(std::io::stdout().lock(), "{}", error.render());
        return CLEAN;
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let _ = write!(std::io::stderr().lock(), "{}", error.render());
        return FAILED;
    }
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::UnknownArgument => format!("không có tùy chọn `{argument}`"),
        ErrorKind::InvalidSubcommand => format!("không có lệnh `{}`", context(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            format!("`{argument}` chưa có giá trị")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("`{argument}` không nhận giá trị `{value}`"),
        ErrorKind::MissingRequiredArgument => format!("thiếu {argument}"),
        ErrorKind::MissingSubcommand => "thiếu lệnh".to_owned(),
        _ => "tham số không đúng".to_owned(),
    };
    super::report::note(&format!("lỗi: {message}"));
    let offered =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue].map(context);
    let own = std::error::Error::source(error).map(ToString::to_string);
    let valid = context(ContextKind::ValidValue);
    let hint = match offered.into_iter().find(|text| !text.is_empty()) {
        Some(name) => format!("ý bạn là `{name}`?"),
        None => own.unwrap_or_else(|| {
            if valid.is_empty() {
                "xem `vanthu --help`".to_owned()
            } else {
                format!("các giá trị dùng được: {valid}")
            }
        }),
    };
    super::report::note(&format!("  = gợi ý: {hint}"));
    FAILED
}
