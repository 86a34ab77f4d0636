//! What can be typed after `vanthu`, with help in Vietnamese.

pub(crate) mod archive;
pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod copy;
pub(crate) mod diff;
pub(crate) mod figures;
pub(crate) mod finalize;
pub(crate) mod impact;
pub(crate) mod import;
pub(crate) mod new;
pub(crate) mod new_period;
pub(crate) mod number;
pub(crate) mod rebuild;
pub(crate) mod register;
pub(crate) mod schema;
mod values;
pub(crate) mod verify;
pub(crate) mod watch;

use std::ffi::OsString;

use archive::ArchiveArgs;
use build::BuildArgs;
use check::CheckArgs;
use clap::{ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand};
use copy::CopyArgs;
use diff::DiffArgs;
use figures::FiguresArgs;
use finalize::{FinalizeArgs, IssueArgs, ReopenArgs};
use impact::ImpactArgs;
use import::ImportArgs;
use new::NewArgs;
use new_period::NewPeriodArgs;
use number::NumberArgs;
use rebuild::RebuildArgs;
use register::RegisterArgs;
use schema::SchemaArgs;
use verify::VerifyArgs;
use watch::WatchArgs;

const HELP: &str = "\
{about}

Cách dùng: {usage}

{all-args}{after-help}";

/// Soạn văn bản hành chính từ YAML, tạo PDF đúng thể thức Nghị định 30/2020/NĐ-CP.
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
    /// Hiện trợ giúp
    #[arg(short, long, action = ArgAction::Help, global = true, display_order = 900)]
    help: Option<bool>,
    /// Xuất một JSON duy nhất ra stdout: kết quả, lỗi, mã kết thúc
    #[arg(long, global = true, display_order = 899)]
    json: bool,
    /// Hiện phiên bản
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Build(BuildArgs),
    Check(CheckArgs),
    New(NewArgs),
    Import(ImportArgs),
    Figures(FiguresArgs),
    Watch(WatchArgs),
    Rebuild(RebuildArgs),
    Impact(ImpactArgs),
    NewPeriod(NewPeriodArgs),
    Diff(DiffArgs),
    Number(NumberArgs),
    Register(RegisterArgs),
    Finalize(FinalizeArgs),
    Reopen(ReopenArgs),
    Issue(IssueArgs),
    Copy(CopyArgs),
    Verify(VerifyArgs),
    Archive(ArchiveArgs),
    Schema(SchemaArgs),
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
    // clap has no other way to its word for options, and hands those of all verbs down later
    let with_option = command.clone().arg(clap::Arg::new("of all").long("of-all").action(ArgAction::SetTrue));
    let usage = with_option.bin_name(&words).render_usage().to_string();
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
