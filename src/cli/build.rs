//! `vanthu build`: a progress bar, a line a document, the sum.

pub(crate) mod document;
mod letters;

use indicatif::{ProgressBar, ProgressStyle};
use letters::LettersReport;
use serde_json::{Value, json};

use super::args::build::BuildArgs;
use super::{interrupt, report};
use crate::base::finding::{Findings, Severity};
use crate::base::text::one_line;
use crate::operations::build::bundle::{Bundle, BundledDocument};
use crate::operations::build::{self, Done, Event, FigureChange, Request, Summary};
use crate::operations::common::options::{Format, Options};
use crate::operations::common::status::Status;
use crate::operations::update::outcome::State;

/// Characters of a value in the list of changes.
const MAX_VALUE: usize = 60;

pub(crate) fn run(args: &BuildArgs) -> Status {
    let options = Options {
        formats: args.format.iter().map(|format| Format::from(*format)).collect(),
        standards: args.pdf_standard.clone(),
        is_final: args.is_final,
        force: args.force,
    };
    let (paths, out) = (args.paths.clone(), args.out.clone());
    let request = Request { paths, out, options, every_letter: report::is_json(), bundle: args.bundle.clone() };
    let mut bar = ProgressBar::hidden();
    let mut printer = Printer::new(args);
    let built = build::build(&request, &interrupt::stopped, &mut |event| {
        if let Event::Begun { documents, .. } = event {
            interrupt::listen();
            bar = progress(documents as u64);
        }
        if let Event::Document(done) = event {
            bar.set_message(done.shown.clone());
        }
        bar.suspend(|| printer.print(event));
        if let Event::Document(_) = event {
            bar.inc(1);
        }
    });
    bar.finish_and_clear();
    match built {
        Ok(summary) => {
            printer.finish(&summary);
            summary.status()
        }
        Err(refused) => report::refused(&refused),
    }
}

/// Prints a run as it goes on.
struct Printer<'a> {
    args: &'a BuildArgs,
    json: Vec<Value>,
    bundle: Value,
    letters: LettersReport,
}

impl<'a> Printer<'a> {
    fn new(args: &'a BuildArgs) -> Self {
        Self { args, json: Vec::new(), bundle: Value::Null, letters: LettersReport::default() }
    }

    fn print(&mut self, event: Event<'_>) {
        match event {
            Event::Document(done) if report::is_json() => self.json.push(as_json(done)),
            Event::Bundle(bundle, _) if report::is_json() => self.bundle = bundle.map_or(Value::Null, bundle_as_json),
            _ if report::is_json() => {}
            Event::Waiting(out) => report::note(&format!("Đang chờ lần tạo khác ghi xong vào {out}")),
            Event::Begun { warnings, .. } => report::findings(warnings),
            Event::Document(done) if done.is_letter() => {
                self.letters.findings(&done.findings);
                if self.args.explain {
                    document::print(done, &Findings::default(), true);
                }
            }
            Event::Document(done) => document::print(done, &done.findings, self.args.explain),
            Event::Bundle(bundle, findings) => {
                report::findings(findings);
                bundle.into_iter().for_each(print_bundle);
            }
            Event::Letters(letters) => std::mem::take(&mut self.letters).finish(letters),
        }
    }

    fn finish(self, summary: &Summary) {
        if report::is_json() {
            report::findings(&summary.findings);
            let changes: Vec<_> = summary.changes.iter().map(change_as_json).collect();
            let mut result = json!({ "van_ban": self.json, "thay_doi": changes });
            if self.args.bundle.is_some() {
                result["tap"] = self.bundle;
            }
            report::result(result);
        } else {
            print_changes(&summary.changes);
            print_sum(summary);
        }
    }
}

fn print_bundle(bundle: &Bundle) {
    let Bundle { file, pages, parts, is_new } = bundle;
    let kept = if *is_new { "" } else { "  không đổi" };
    report::line(&format!("{file}  tập {} văn bản, {pages} trang{kept}", parts.len()));
}

fn bundle_as_json(bundle: &Bundle) -> Value {
    let Bundle { file, pages, parts, is_new } = bundle;
    let part =
        |part: &BundledDocument| json!({ "van_ban": part.document, "tu_trang": part.first, "den_trang": part.last });
    let parts: Vec<Value> = parts.iter().map(part).collect();
    json!({ "ket_qua": file, "so_trang": pages, "dung_lai": is_new, "cac_phan": parts })
}

fn progress(count: u64) -> ProgressBar {
    if count < 2 || report::is_json() {
        return ProgressBar::hidden();
    }
    // indicatif draws on stderr and only when that is a terminal
    let style =
        ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(count).with_style(style)
}

fn print_changes(changes: &[FigureChange]) {
    if changes.is_empty() {
        return;
    }
    report::line("Số liệu, thông tin đổi so với lần tạo trước:");
    for FigureChange { from, old, new, places } in changes {
        report::line(&format!("  {from}: {} → {}", shortened(old), shortened(new)));
        places.iter().for_each(|place| report::line(&format!("    {place}")));
    }
}

fn print_sum(sum: &Summary) {
    let (errors, warnings) = (sum.findings.count(Severity::Error), sum.findings.count(Severity::Warning));
    if sum.failed > 0 || sum.made + sum.unchanged > 1 || warnings > 0 {
        let kept = if sum.unchanged > 0 { format!(", {} không đổi", sum.unchanged) } else { String::new() };
        report::note(&format!(
            "Xong: {} văn bản{kept}, {} chưa tạo được PDF; {errors} lỗi, {warnings} cảnh báo",
            sum.made, sum.failed
        ));
    }
    if sum.left > 0 {
        report::note(&format!("Dừng theo lệnh: còn {} văn bản chưa tạo PDF, các văn bản khác giữ bản cũ", sum.left));
    }
}

/// A document as programs read it.
pub(super) fn as_json(done: &Done) -> Value {
    json!({
        "van_ban": done.shown,
        "ket_qua": done.written,
        "so_trang": done.pages,
        "loi": done.state == State::Failed,
        "dung_lai": done.state == State::Made,
        "ly_do": done.reasons.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

fn change_as_json(FigureChange { from, old, new, places }: &FigureChange) -> Value {
    json!({ "nguon": from, "cu": old, "moi": new, "vi_tri": places })
}

fn shortened(text: &str) -> String {
    let line = one_line(text);
    if line.chars().count() <= MAX_VALUE {
        return line;
    }
    let kept: String = line.chars().take(MAX_VALUE).collect();
    format!("{}…", kept.trim_end())
}
