//! Templates of the office are tried in a process of their own: Typst knows no bound for loops, texts and pages, and
//! what a template asks for can take a whole run down. What ends there within its time and memory is done here.

mod failure;
mod message;
mod watch;
mod worker;

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use failure::Failure;
use message::{Answer, Order, Sheet, Told};
pub(crate) use worker::serve;

use crate::base::finding::Finding;
use crate::base::fonts::Fonts;
use crate::base::io::worker::{self as process, Worker};
use crate::domain::document::IssueDate;
use crate::render::{Arrangement, Markup, OwnTemplates};

/// What the program is run with to try templates.
pub(crate) const ARGUMENT: &str = "_thu-mau";

/// How long an answer is waited for beyond what the worker itself allows: it may be swapped out, or the machine asleep.
const PATIENCE: Duration = Duration::from_secs(60);

/// Tells which program tries templates.
pub(crate) use crate::base::io::worker::set_program;

/// What a template is tried with.
#[derive(Clone, Copy)]
pub(crate) struct Office<'a> {
    pub(crate) own: &'a OwnTemplates,
    pub(crate) fonts: &'a Fonts,
}

/// Tries templates one after another, in a worker that stays warm.
#[derive(Debug, Default)]
pub(crate) struct Trial {
    worker: Mutex<Option<Worker>>,
}

impl Trial {
    /// Whether templates can be tried: a library without a door has no program to run.
    pub(crate) fn is_possible() -> bool {
        process::has_program()
    }

    /// Writes the main file.
    ///
    /// # Errors
    /// A template is wrong, or does not end within its limits (W08).
    pub(crate) fn render(&self, office: Office<'_>, arrangement: &Arrangement) -> Result<String, Finding> {
        let order = Order::Render { template: arrangement.template.clone(), context: arrangement.portable() };
        match self.ask(office, &order, &[]) {
            Ok(Answer::Rendered(main)) => Ok(main),
            Ok(Answer::Refused(told)) => Err(told.into()),
            other => Err(Failure::of(other).finding(office.own, self.explain(office, arrangement, None))),
        }
    }

    /// Sets pages and writes them as PDF, to see whether that ends.
    ///
    /// # Errors
    /// A template is wrong, or does not end within its limits (W08).
    pub(crate) fn set(
        &self,
        office: Office<'_>,
        markup: &Markup,
        date: IssueDate,
        arrangement: &dyn Fn() -> Arrangement,
    ) -> Result<(), Finding> {
        match self.ask(office, &Order::Set(Sheet::of(markup, date)), &images(markup)) {
            Ok(Answer::Set) => Ok(()),
            Ok(Answer::Refused(told)) => {
                Err(self.placed(told, office, || self.explain(office, &arrangement(), Some((markup, date)))))
            }
            other => {
                let at = self.explain(office, &arrangement(), Some((markup, date)));
                Err(Failure::of(other).finding(office.own, at))
            }
        }
    }

    /// A refusal with the line of the template, where it names only their folder.
    fn placed(&self, told: Told, office: Office<'_>, explain: impl FnOnce() -> Option<(String, usize)>) -> Finding {
        let finding = Finding::from(told);
        if finding.file.as_deref() != Some(office.own.folder()) {
            return finding;
        }
        match explain() {
            Some((name, line)) => finding.in_file(format!("{}/{name}:{line}", office.own.folder())),
            None => finding,
        }
    }

    /// The template and line at which a trial stops, found by another trial that tells which lines it reaches.
    fn explain(
        &self,
        office: Office<'_>,
        arrangement: &Arrangement,
        set: Option<(&Markup, IssueDate)>,
    ) -> Option<(String, usize)> {
        let (template, context) = (arrangement.template.clone(), arrangement.portable());
        let sheet = set.map(|(markup, date)| Sheet::of(markup, date));
        let images = set.map(|(markup, _)| images(markup)).unwrap_or_default();
        let explained = self.ask(office, &Order::Explain { template, context, sheet }, &images);
        // its sources are not the ones to go on with
        *self.worker.lock().unwrap_or_else(PoisonError::into_inner) = None;
        match explained {
            Ok(Answer::At(at)) => at,
            Err(Failure::Ended { at }) => at,
            _ => None,
        }
    }

    /// What the worker answers. One that was ended from outside meanwhile is started again.
    fn ask(&self, office: Office<'_>, order: &Order, pieces: &[&[u8]]) -> Result<Answer, Failure> {
        let mut slot = self.worker.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(worker) = &mut *slot
            && give(worker, order, pieces).is_none()
        {
            *slot = None;
        } else if slot.is_some() {
            return self.answer(&mut slot);
        }
        let mut worker = Worker::start(ARGUMENT).map_err(|_| Failure::NotStarted)?;
        let (first, fonts) = Order::office(office.own, office.fonts);
        give(&mut worker, &first, &fonts).ok_or(Failure::NotStarted)?;
        let given = give(&mut worker, order, pieces);
        *slot = Some(worker);
        given.ok_or(Failure::Ended { at: None }).and_then(|()| self.answer(&mut slot))
    }

    /// The next answer that ends an order; a worker that gives none is ended.
    fn answer(&self, slot: &mut Option<Worker>) -> Result<Answer, Failure> {
        let mut at = None;
        while let Some(worker) = slot {
            let answer = worker.answer(PATIENCE).and_then(|answer| serde_json::from_slice(&answer).ok());
            match answer {
                Some(Answer::Reached(name, line)) => at = Some((name, line)),
                Some(answer) => {
                    if answer.is_last() {
                        *slot = None;
                    }
                    return Ok(answer);
                }
                None => *slot = None,
            }
        }
        Err(Failure::Ended { at })
    }
}

/// Gives a worker an order; none when it has ended.
fn give(worker: &mut Worker, order: &Order, pieces: &[&[u8]]) -> Option<()> {
    let order = serde_json::to_vec(order).ok()?;
    let frame: Vec<&[u8]> = std::iter::once(order.as_slice()).chain(pieces.iter().copied()).collect();
    worker.send(&frame).ok()
}

fn images(markup: &Markup) -> Vec<&[u8]> {
    markup.images.iter().map(|image| image.bytes.as_slice()).collect()
}
