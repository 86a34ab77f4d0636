//! The line of one document, after what was found in it.

use crate::base::finding::Findings;
use crate::cli::report;
use crate::operations::build::Done;
use crate::operations::update::outcome::State;

/// Prints findings, then the line of the document, then its reasons when they are asked for.
pub(crate) fn print(done: &Done, findings: &Findings, explain: bool) {
    let Done { shown, main, state, pages, reasons, seconds, .. } = done;
    report::findings(findings);
    let time = format!("{seconds:.2}").replace('.', ",");
    report::line(&match state {
        State::Made => format!("{main}  {pages} trang  {time} giây"),
        State::Kept => format!("{main}  {pages} trang  không đổi"),
        State::Failed => format!("{shown}  chưa tạo được PDF"),
    });
    if explain {
        reasons.iter().for_each(|reason| report::line(&format!("  vì {reason}")));
    }
}
