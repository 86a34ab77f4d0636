//! What is wrong with the arguments, in Vietnamese; help and version are no errors.

use std::num::{IntErrorKind, ParseIntError};

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{door, report};
use crate::base::finding::{Finding, codes, did_you_mean};
use crate::operations::common::status::Status;

/// Says what is wrong after `vanthu VERB…` and how to go on.
pub(crate) fn explain(error: &Error, verbs: &[&str]) -> Status {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            door::help(&error.render().to_string());
            return Status::Clean;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand if !report::is_json() => {
            report::note(error.render().to_string().trim_end_matches('\n'));
            return Status::Failed;
        }
        _ => {}
    }
    let (message, hint) = (message(error), hint(error, verbs));
    report::note(&format!("lỗi: {message}"));
    report::note(&format!(" = gợi ý: {hint}"));
    if report::is_json() {
        let found = Finding::new(codes::USAGE, message);
        report::findings(&Finding { hints: vec![hint], ..found }.into());
    }
    Status::Failed
}

fn message(error: &Error) -> String {
    let argument = name(&context(error, ContextKind::InvalidArg));
    let value = context(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument if !argument.starts_with('-') => format!("thừa tham số `{argument}`"),
        ErrorKind::UnknownArgument => format!("không có tùy chọn `{argument}`"),
        ErrorKind::InvalidSubcommand => {
            format!("không có lệnh `{}`", context(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            format!("`{argument}` chưa có giá trị")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("`{argument}` không nhận giá trị `{value}`"),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => format!("`{argument}` không đi cùng giá trị"),
        // a second value where one goes, or a value before a command of the verb
        ErrorKind::ArgumentConflict if argument.is_empty() => "thừa tham số".to_owned(),
        ErrorKind::ArgumentConflict => {
            let other = name(&context(error, ContextKind::PriorArg));
            match other.is_empty() || other == argument {
                true => format!("`{argument}` viết hai lần"),
                false => format!("`{argument}` không dùng cùng `{other}`"),
            }
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => "thiếu lệnh".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("thiếu `{argument}`"),
        _ => "tham số không đúng".to_owned(),
    }
}

fn hint(error: &Error, verbs: &[&str]) -> String {
    let offered = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    if let Some(near) = offered.map(|kind| context(error, kind)).into_iter().find(|text| !text.is_empty()) {
        // the likeliest stands last
        let near = near.rsplit(", ").next().unwrap_or(&near).to_owned();
        return did_you_mean(&near);
    }
    if let Some(own) = std::error::Error::source(error) {
        return number_hint(own).unwrap_or_else(|| own.to_string());
    }
    let valid = context(error, ContextKind::ValidValue);
    if !valid.is_empty() {
        return format!("các giá trị dùng được: {valid}");
    }
    format!("xem `{} --help`", [&["vanthu"], verbs].concat().join(" "))
}

/// What is wrong with a number, of which clap and the standard library speak English.
fn number_hint(own: &(dyn std::error::Error + 'static)) -> Option<String> {
    let fewer = || "viết ít chữ số hơn".to_owned();
    if let Some(unread) = own.downcast_ref::<ParseIntError>() {
        return Some(match unread.kind() {
            IntErrorKind::PosOverflow | IntErrorKind::NegOverflow => fewer(),
            _ => "chỉ viết chữ số, ví dụ `12`".to_owned(),
        });
    }
    let told = own.to_string();
    let (value, range) = told.split_once(" is not in ")?;
    let (from, to) = range.split_once("..")?;
    Some(match to.trim_start_matches('=').parse() {
        Ok(to @ 1..=999_999) => format!("viết số từ {from} đến {to}"),
        _ if value.starts_with('-') && !from.starts_with('-') => format!("viết số từ {from} trở lên"),
        _ => fewer(),
    })
}

fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}

/// `--out <THƯ_MỤC>` is `--out`, `<LOẠI>` is `LOẠI`.
fn name(argument: &str) -> String {
    let first = argument.split(' ').next().unwrap_or_default();
    first.trim_end_matches("...").trim_matches(['<', '>', '[', ']']).to_owned()
}
