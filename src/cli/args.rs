//! What can be typed after `vanthu`, with help in Vietnamese.

pub(crate) mod archive;
pub(crate) mod figures;
pub(crate) mod issue;
pub(crate) mod number;
pub(crate) mod register;
pub(crate) mod values;
pub(crate) mod verify;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::cli::args::values::{kind_key, known_kinds};
use crate::export::Conformance;

const HELP: &str = "\
{about}

Cách dùng: {usage}

{all-args}{after-help}";

/// Soạn văn bản hành chính từ YAML, in ra PDF đúng thể thức Nghị định 30/2020/NĐ-CP.
#[derive(Debug, Parser)]
#[command(
    name = "vanthu",
    version,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true
)]
#[command(subcommand_value_name = "LỆNH", subcommand_help_heading = "Các lệnh")]
#[command(
    after_help = "Ví dụ:\n  vanthu build data\n  vanthu new bao-cao\n\nXem cách dùng từng lệnh: vanthu build --help"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// In trợ giúp
    #[arg(short, long, action = ArgAction::Help, global = true, display_order = 900)]
    help: Option<bool>,
    /// In phiên bản
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Build(BuildArgs),
    New(NewArgs),
    Figures(crate::cli::args::figures::FiguresArgs),
    Watch(WatchArgs),
    Rebuild(RebuildArgs),
    Impact(ImpactArgs),
    NewPeriod(NewPeriodArgs),
    Diff(DiffArgs),
    Number(crate::cli::args::number::NumberArgs),
    Register(crate::cli::args::register::RegisterArgs),
    Issue(crate::cli::args::issue::IssueArgs),
    Verify(crate::cli::args::verify::VerifyArgs),
    Archive(crate::cli::args::archive::ArchiveArgs),
    Schema(SchemaArgs),
}

/// Dựng văn bản thành PDF
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu build [TÙY_CHỌN] [ĐƯỜNG_DẪN]...")]
#[command(
    after_help = "Ví dụ: dựng mọi văn bản của năm 2025, kèm hình từng trang\n  vanthu build data/nam-2025 --format pdf,png"
)]
pub(crate) struct BuildArgs {
    /// Văn bản hoặc thư mục; bỏ trống thì dựng cả thư mục làm việc đang đứng
    #[arg(value_name = "ĐƯỜNG_DẪN")]
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
    /// Bản chính thức: không dựng khi còn thiếu số liệu
    #[arg(long = "final")]
    pub(crate) last: bool,
    /// Dựng lại cả những văn bản không đổi
    #[arg(long)]
    pub(crate) force: bool,
    /// Nói vì sao mỗi văn bản được dựng lại hay không
    #[arg(long)]
    pub(crate) explain: bool,
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
#[command(
    after_help = "Ví dụ: tạo báo cáo trong thư mục của tháng 12\n  vanthu new bao-cao data/thang-12-2025/bao-cao.yaml"
)]
pub(crate) struct NewArgs {
    /// Loại văn bản
    #[arg(value_name = "LOẠI", help = format!("Loại văn bản: {}", known_kinds()), value_parser = kind_key)]
    pub(crate) kind: String,
    /// Tệp sẽ tạo, hoặc thư mục có sẵn để tạo vào [mặc định: <loại>.yaml trong thư mục đang đứng]
    #[arg(value_name = "TỆP")]
    pub(crate) path: Option<PathBuf>,
}

/// Theo dõi thư mục, lưu tệp là có PDF mới
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu watch [TÙY_CHỌN] [ĐƯỜNG_DẪN]")]
#[command(after_help = "Ví dụ: vừa sửa nghị quyết vừa xem PDF\n  vanthu watch data/ky-hop-6")]
pub(crate) struct WatchArgs {
    /// Văn bản hoặc thư mục; bỏ trống thì cả thư mục làm việc đang đứng
    #[arg(value_name = "ĐƯỜNG_DẪN")]
    pub(crate) path: Option<PathBuf>,
    /// Thư mục nhận kết quả [mặc định: out]
    #[arg(long, value_name = "THƯ_MỤC")]
    pub(crate) out: Option<PathBuf>,
}

/// Dựng thử lại và so với bản đã dựng, không ghi đè
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu rebuild --check [TÙY_CHỌN] [ĐƯỜNG_DẪN]...")]
#[command(
    after_help = "Ví dụ: sau khi nâng cấp chương trình, xem văn bản năm 2025 có còn y nguyên\n  vanthu rebuild --check data/nam-2025"
)]
pub(crate) struct RebuildArgs {
    /// Văn bản hoặc thư mục; bỏ trống thì cả thư mục làm việc đang đứng
    #[arg(value_name = "ĐƯỜNG_DẪN")]
    pub(crate) paths: Vec<PathBuf>,
    /// Chỉ so, không ghi gì (muốn ghi thì dùng `vanthu build --force`)
    #[arg(long, required = true)]
    check: bool,
    /// Thư mục chứa kết quả đã dựng [mặc định: out]
    #[arg(long, value_name = "THƯ_MỤC")]
    pub(crate) out: Option<PathBuf>,
    /// In kết quả dạng JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Xem một số liệu hay dữ kiện dùng chung đụng đến những câu nào
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu impact [TÙY_CHỌN] <TỆP#TÊN>")]
#[command(
    after_help = "Ví dụ: trước khi sửa lượt khách, xem câu nào sẽ đổi theo\n  vanthu impact nam-2025/so-lieu.yaml#du_lich.luot_khach"
)]
pub(crate) struct ImpactArgs {
    /// Tệp dùng chung và tên trong tệp; bỏ `#TÊN` thì xem cả tệp
    #[arg(value_name = "TỆP#TÊN")]
    pub(crate) fact: String,
    /// In kết quả dạng JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Mở kỳ báo cáo mới từ kỳ cũ
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu new-period <THƯ_MỤC_MỚI> --from <THƯ_MỤC_CŨ> [--ky <KỲ>]")]
#[command(
    after_help = "Ví dụ: mở năm 2026 với các chỉ tiêu và văn bản của năm 2025\n  vanthu new-period data/nam-2026 --from data/nam-2025"
)]
pub(crate) struct NewPeriodArgs {
    /// Thư mục của kỳ mới, nằm cạnh thư mục của kỳ cũ
    #[arg(value_name = "THƯ_MỤC_MỚI")]
    pub(crate) folder: PathBuf,
    /// Thư mục của kỳ cũ
    #[arg(long, value_name = "THƯ_MỤC_CŨ")]
    pub(crate) from: PathBuf,
    /// Kỳ mới, khi tên thư mục không nói rõ; ví dụ "năm 2026"
    #[arg(long, value_name = "KỲ")]
    pub(crate) ky: Option<String>,
}

/// So sánh hai bản của văn bản: nói từng chỗ khác, dựng bản gạch sửa
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu diff [TÙY_CHỌN] <CŨ> <MỚI>")]
#[command(
    after_help = "Ví dụ: so với bản đã lưu trong git, dựng bản gạch sửa\n  vanthu diff data/ky-hop-6/nghi-quyet.yaml@HEAD~1 data/ky-hop-6/nghi-quyet.yaml --redline sua-doi.pdf\n\nMã kết thúc: 0 giống nhau, 1 có khác, 2 không so sánh được"
)]
pub(crate) struct DiffArgs {
    /// Bản cũ: văn bản, thư mục, `tệp@bản` trong git, hoặc hồ sơ dựng (.vanthu.json, .pdf)
    #[arg(value_name = "CŨ", display_order = 1)]
    pub(crate) old: String,
    /// Bản mới
    #[arg(value_name = "MỚI", display_order = 2)]
    pub(crate) new: String,
    /// Ghi bản gạch sửa vào tệp PDF này: chữ bớt gạch ngang, chữ thêm gạch chân
    #[arg(long, value_name = "TỆP")]
    pub(crate) redline: Option<PathBuf>,
    /// Ghi các bản, cách nhau bằng dấu phẩy: goc (bản cũ), sua (bản gạch sửa), sach (bản mới)
    #[arg(long, value_name = "BẢN", value_delimiter = ',', hide_possible_values = true)]
    pub(crate) view: Vec<ViewArg>,
    /// So sánh cả trang in, ghi hình từng trang khác nhau
    #[arg(long)]
    pub(crate) pages: bool,
    /// Thư mục nhận các bản và hình trang [mặc định: out/so-sanh]
    #[arg(long, value_name = "THƯ_MỤC")]
    pub(crate) out: Option<PathBuf>,
    /// In kết quả và lỗi dạng JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ViewArg {
    Goc,
    Sua,
    Sach,
}

/// In lược đồ JSON để trình soạn thảo gợi ý tên trường
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu schema [TÙY_CHỌN] [TÊN]")]
#[command(after_help = "Ví dụ: ghi hai lược đồ vào thư mục làm việc\n  vanthu schema --out data")]
pub(crate) struct SchemaArgs {
    /// Lược đồ nào: van-ban, co-quan [mặc định: van-ban]
    #[arg(value_name = "TÊN", default_value = "van-ban", hide_default_value = true, value_parser = ["van-ban", "co-quan"], hide_possible_values = true)]
    pub(crate) name: String,
    /// Ghi mọi lược đồ vào thư mục này thay vì in ra
    #[arg(long, value_name = "THƯ_MỤC")]
    pub(crate) out: Option<PathBuf>,
}

/// Reads what was typed.
///
/// # Errors
/// What clap says of it, help and version among them.
pub(crate) fn parse(typed: &[OsString]) -> Result<Args, clap::Error> {
    let mut command = in_vietnamese(Args::command(), None);
    let matches = command.try_get_matches_from_mut(typed)?;
    Args::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// A command and those below it, with one layout of their help; `above` are the words typed before its name.
fn in_vietnamese(command: clap::Command, above: Option<&str>) -> clap::Command {
    let headed = |arg: clap::Arg| {
        let heading = if arg.is_positional() { "Tham số" } else { "Tùy chọn" };
        arg.help_heading(heading)
    };
    let words = above.map_or_else(String::new, |above| format!("{above} ")) + command.get_name();
    let command = command.help_template(HELP).mut_args(headed);
    let command = command.mut_subcommands(|below| in_vietnamese(below, Some(&words)));
    // clap has no other way to its word for options
    let usage = command.clone().bin_name(&words).render_usage().to_string();
    match usage.strip_prefix("Usage: ") {
        Some(usage) if usage.contains("[OPTIONS]") => command.override_usage(usage.replace("[OPTIONS]", "[TÙY_CHỌN]")),
        _ => command,
    }
}

/// The commands that words begin with: `archive add` of `archive add a.pdf`.
pub(crate) fn verbs<'a>(words: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut command = Args::command();
    let verbs = words.into_iter().map_while(|word| {
        command = command.find_subcommand(word)?.clone();
        Some(word)
    });
    verbs.collect()
}
