//! What can be typed after `vanthu archive`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Subcommand;
use clap::builder::RangedU64ValueParser;

use super::values::{day, kind_key};

/// Lưu trữ: lưu, tìm, xem, lấy ra, kiểm tra, sao lưu
#[derive(Debug, clap::Args)]
#[command(disable_help_subcommand = true, subcommand_required = true, arg_required_else_help = true)]
#[command(subcommand_value_name = "LỆNH", subcommand_help_heading = "Các lệnh")]
#[command(override_usage = "vanthu archive <LỆNH>")]
#[command(
    after_help = "Ví dụ: lưu bản đã ký, rồi tìm lại\n  vanthu archive add 418-da-ky.pdf\n  vanthu archive search quyet dinh 215\n\nXem cách dùng từng lệnh: vanthu archive add --help"
)]
pub(crate) struct ArchiveArgs {
    #[command(subcommand)]
    pub(crate) action: Action,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    Add(AddArgs),
    List(ListArgs),
    Search(SearchArgs),
    Show(ShowArgs),
    Get(GetArgs),
    Due(DueArgs),
    Export(ExportArgs),
    RebuildDocument(RebuildDocumentArgs),
    Audit(AuditArgs),
    Checkpoint(CheckpointArgs),
    Backup(BackupArgs),
    Restore(RestoreArgs),
    Rebuild(RebuildArgs),
}

/// Lưu tệp đã ký hoặc đã quét, giữ nguyên như lúc nhận
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu archive add [TÙY_CHỌN] <TỆP>...")]
#[command(
    after_help = "Ví dụ: lưu bản lãnh đạo vừa ký\n  vanthu archive add 418-da-ky.pdf\n\nVí dụ: lưu bản quét của văn bản chỉ có trong sổ giấy\n  vanthu archive add quet.pdf --for 12/QĐ-UBND --date 2024-03-05 --subject \"Về việc điều động công chức\""
)]
pub(crate) struct AddArgs {
    /// Tệp PDF đã ký, đã quét, hoặc tệp bất kỳ
    #[arg(value_name = "TỆP", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Của văn bản nào: số, ký hiệu như 418/BC-UBND, hoặc tệp văn bản .yaml
    #[arg(long = "for", value_name = "VĂN_BẢN")]
    pub(crate) wanted: Option<String>,
    /// Thư nào, khi văn bản trộn theo danh sách; tên như `vanthu archive show` liệt kê
    #[arg(long, value_name = "TÊN")]
    pub(crate) letter: Option<String>,
    /// Ngày ban hành, khi văn bản không chốt bằng chương trình; ví dụ 2024-03-05
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    pub(crate) date: Option<NaiveDate>,
    /// Trích yếu, khi văn bản không chốt bằng chương trình
    #[arg(long, value_name = "TRÍCH_YẾU")]
    pub(crate) subject: Option<String>,
    /// Loại, khi văn bản không chốt bằng chương trình và ký hiệu không cho biết; ví dụ cong-van
    #[arg(long, value_name = "LOẠI", value_parser = kind_key)]
    pub(crate) kind: Option<String>,
    /// Người ký, khi văn bản không chốt bằng chương trình
    #[arg(long, value_name = "HỌ_TÊN")]
    pub(crate) signer: Option<String>,
}

/// Liệt kê văn bản trong kho
#[derive(Debug, clap::Args)]
#[command(after_help = "Ví dụ: mọi nghị quyết năm 2025\n  vanthu archive list --kind nghi-quyet --year 2025")]
pub(crate) struct ListArgs {
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct FilterArgs {
    /// Chỉ loại này, ví dụ bao-cao
    #[arg(long, value_name = "LOẠI", value_parser = kind_key)]
    pub(crate) kind: Option<String>,
    /// Từ ngày, ví dụ 2025-01-01
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    pub(crate) from: Option<NaiveDate>,
    /// Đến ngày
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    pub(crate) to: Option<NaiveDate>,
    /// Người ký, một phần họ tên, không dấu cũng được
    #[arg(long, value_name = "HỌ_TÊN")]
    pub(crate) signer: Option<String>,
    /// Số văn bản
    #[arg(long, value_name = "SỐ")]
    pub(crate) number: Option<String>,
    /// Năm ban hành
    #[arg(long, value_name = "NĂM")]
    pub(crate) year: Option<i32>,
}

/// Tìm văn bản theo chữ, có dấu hay không dấu đều được
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu archive search [TÙY_CHỌN] [CHỮ]...")]
#[command(after_help = "Ví dụ: tìm không dấu theo tên loại và số\n  vanthu archive search quyet dinh 215")]
pub(crate) struct SearchArgs {
    /// Những chữ phải có trong văn bản; bản đúng dấu đứng trước [mặc định: chỉ lọc theo tùy chọn]
    #[arg(value_name = "CHỮ", required_unless_present_any = ["kind", "from", "to", "signer", "number", "year"])]
    pub(crate) words: Vec<String>,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    /// Nhiều nhất bao nhiêu kết quả [mặc định: 20]
    #[arg(long, value_name = "SỐ_LƯỢNG", default_value_t = 20, hide_default_value = true)]
    #[arg(value_parser = RangedU64ValueParser::<usize>::new().range(1..))]
    pub(crate) limit: usize,
}

/// Xem một văn bản trong kho: các bản, các tệp, kết quả kiểm tra
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu archive show [TÙY_CHỌN] <SỐ/KÝ-HIỆU>")]
#[command(after_help = "Ví dụ:\n  vanthu archive show 418/BC-UBND --year 2025")]
pub(crate) struct ShowArgs {
    #[command(flatten)]
    pub(crate) which: NamedArgs,
    /// Thư nào, khi văn bản trộn theo danh sách
    #[arg(long, value_name = "TÊN")]
    pub(crate) letter: Option<String>,
}

/// One document of the archive.
#[derive(Debug, clap::Args)]
pub(crate) struct NamedArgs {
    /// Số, ký hiệu như 418/BC-UBND, hoặc nơi lưu như 2025/bao-cao/418-bc-ubnd
    #[arg(value_name = "SỐ/KÝ-HIỆU")]
    pub(crate) named: String,
    /// Năm ban hành, khi nhiều năm có cùng số, ký hiệu
    #[arg(long, value_name = "NĂM")]
    pub(crate) year: Option<i32>,
}

/// Lấy tệp ra khỏi kho (bản trong kho giữ nguyên)
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu archive get [TÙY_CHỌN] <SỐ/KÝ-HIỆU>")]
#[command(after_help = "Ví dụ: lấy bản đã ký\n  vanthu archive get 418/BC-UBND --to 418.pdf")]
pub(crate) struct GetArgs {
    #[command(flatten)]
    pub(crate) which: NamedArgs,
    /// Lần lưu thứ mấy [mặc định: lần có kết quả kiểm tra cao nhất]
    #[arg(long, value_name = "SỐ")]
    pub(crate) version: Option<u32>,
    /// Tệp nào trong kho, như `vanthu archive show` liệt kê [mặc định: bản đã ký, chưa có thì bản chốt]
    #[arg(long, value_name = "TÊN")]
    pub(crate) file: Option<String>,
    /// Thư nào, khi văn bản trộn theo danh sách
    #[arg(long, value_name = "TÊN")]
    pub(crate) letter: Option<String>,
    /// Ghi ra tệp này [mặc định: tên theo số, ký hiệu, trong thư mục hiện tại]
    #[arg(long, value_name = "TỆP")]
    pub(crate) to: Option<PathBuf>,
}

/// Liệt kê văn bản đã hết thời hạn lưu trữ; không xóa gì
#[derive(Debug, clap::Args)]
#[command(after_help = "Ví dụ: những văn bản hết hạn tính đến năm 2030\n  vanthu archive due --year 2030")]
pub(crate) struct DueArgs {
    /// Tính đến năm nào [mặc định: năm nay]
    #[arg(long, value_name = "NĂM")]
    pub(crate) year: Option<i32>,
}

/// Xuất hồ sơ để giao nộp vào Lưu trữ: gói BagIt, kèm PDF và XML theo thời gian
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu archive export --out <THƯ_MỤC> [TÙY_CHỌN] [SỐ/KÝ-HIỆU]...")]
#[command(
    after_help = "Ví dụ: giao nộp mọi văn bản năm 2025\n  vanthu archive export --year 2025 --title \"Hồ sơ năm 2025\" --out /media/o-roi/ho-so-2025"
)]
pub(crate) struct ExportArgs {
    /// Các văn bản; bỏ trống thì lấy theo các tùy chọn dưới
    #[arg(value_name = "SỐ/KÝ-HIỆU")]
    pub(crate) named: Vec<String>,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    /// Tiêu đề hồ sơ
    #[arg(long, value_name = "TIÊU_ĐỀ", default_value = "Hồ sơ giao nộp", hide_default_value = true)]
    pub(crate) title: String,
    /// Thư mục mới sẽ nhận gói
    #[arg(long, value_name = "THƯ_MỤC")]
    pub(crate) out: PathBuf,
}

/// Tạo lại một văn bản từ chính các tệp đã lưu, so với bản chốt
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu archive rebuild-document [TÙY_CHỌN] <SỐ/KÝ-HIỆU>")]
#[command(after_help = "Ví dụ:\n  vanthu archive rebuild-document 418/BC-UBND")]
pub(crate) struct RebuildDocumentArgs {
    #[command(flatten)]
    pub(crate) which: NamedArgs,
}

/// Kiểm tra cả kho: toàn bộ tệp, nhật ký, chữ ký
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Ví dụ: kiểm tra, đối chiếu với phiếu chốt đã in tháng trước\n  vanthu archive audit --checkpoint \"1520 4f1c…\""
)]
pub(crate) struct AuditArgs {
    /// Phiếu chốt đã in ra trước đây: số việc và mã kiểm tra, như `vanthu archive checkpoint` hiện
    #[arg(long, value_name = "PHIẾU_CHỐT")]
    pub(crate) checkpoint: Option<String>,
}

/// Hiện phiếu chốt nhật ký (số việc đã ghi, mã kiểm tra) để in ra giấy hoặc gửi thư
#[derive(Debug, clap::Args)]
#[command(after_help = "Ví dụ:\n  vanthu archive checkpoint")]
pub(crate) struct CheckpointArgs {}

/// Sao lưu kho và nhật ký sang thư mục khác: chỉ sao chép phần còn thiếu, rồi so lại toàn bộ
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu archive backup <THƯ_MỤC>")]
#[command(after_help = "Ví dụ: sao lưu sang ổ rời\n  vanthu archive backup /media/o-roi/luu-tru")]
pub(crate) struct BackupArgs {
    /// Thư mục nhận bản sao lưu
    #[arg(value_name = "THƯ_MỤC")]
    pub(crate) folder: PathBuf,
}

/// Phục hồi kho từ bản sao lưu vào thư mục làm việc chưa có kho
#[derive(Debug, clap::Args)]
#[command(override_usage = "vanthu archive restore <THƯ_MỤC>")]
#[command(after_help = "Ví dụ: máy mới, phục hồi từ ổ rời\n  vanthu archive restore /media/o-roi/luu-tru")]
pub(crate) struct RestoreArgs {
    /// Thư mục chứa bản sao lưu
    #[arg(value_name = "THƯ_MỤC")]
    pub(crate) folder: PathBuf,
}

/// Làm lại chỉ mục tìm kiếm từ kho và nhật ký
#[derive(Debug, clap::Args)]
#[command(after_help = "Ví dụ:\n  vanthu archive rebuild")]
pub(crate) struct RebuildArgs {}
