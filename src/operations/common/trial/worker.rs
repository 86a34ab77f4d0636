//! The other process: it renders and sets what it is given, under a watch, and says what came of it.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::sync::{Arc, Mutex, PoisonError};

use super::message::{Answer, Order, Sheet};
use super::watch::Watch;
use crate::base::finding::Finding;
use crate::base::fonts::Fonts;
use crate::base::io::worker;
use crate::domain::document::IssueDate;
use crate::export::{Conformance, PdfOptions, pdf};
use crate::operations::common::guard::guarded;
use crate::render::{Arrangement, Markup, OwnTemplates, Trace};
use crate::typeset::Typesetter;
use crate::typeset::page_faults::{TextArea, faults};

/// Stack of the thread that works: what fits here fits on every thread of the program.
const STACK: usize = 2 << 20;

/// Where answers go.
type Answers = Arc<Mutex<Box<dyn Write + Send>>>;

fn say(answers: &Answers, answer: &Answer) {
    let mut to = answers.lock().unwrap_or_else(PoisonError::into_inner);
    // whoever does not listen any more needs no answer
    let _ = serde_json::to_vec(answer).map_err(io::Error::from).and_then(|answer| worker::write(&mut *to, &[&answer]));
}

/// Does what is ordered until the orders end; ends the process with what takes longer than it may.
///
/// # Errors
/// What comes is no order.
pub(crate) fn serve(orders: impl Read + Send + 'static, answers: impl Write + Send + 'static) -> io::Result<()> {
    let answers: Answers = Arc::new(Mutex::new(Box::new(answers)));
    let last = Arc::clone(&answers);
    let watch = Watch::start(Box::new(move |answer| {
        say(&last, &answer);
        std::process::exit(0);
    }));
    let work = move || Server::begin(BufReader::new(orders), answers, watch).and_then(Server::run);
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work)?;
    thread.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into()))
}

struct Server<R> {
    orders: R,
    answers: Answers,
    watch: Arc<Watch>,
    own: OwnTemplates,
    typesetter: Typesetter,
}

impl<R: BufRead> Server<R> {
    fn begin(mut orders: R, answers: Answers, watch: Arc<Watch>) -> io::Result<Self> {
        match next(&mut orders)? {
            Some((Order::Office { templates, folder, families, fonts }, files)) => {
                let fonts = Fonts::from_files(families, fonts.into_iter().zip(files));
                let (own, typesetter) = (OwnTemplates::from_files(templates, folder), Typesetter::new(fonts));
                Ok(Self { orders, answers, watch, own, typesetter })
            }
            _ => Err(io::ErrorKind::InvalidData.into()),
        }
    }

    fn run(mut self) -> io::Result<()> {
        while let Some((order, pieces)) = next(&mut self.orders)? {
            let answer = guarded(|| self.answer(order, pieces)).unwrap_or(Answer::Crashed);
            say(&self.answers, &answer);
        }
        Ok(())
    }

    fn answer(&mut self, order: Order, pieces: Vec<Vec<u8>>) -> Answer {
        match order {
            Order::Office { .. } => Answer::Crashed,
            Order::Render { template, context } => {
                let arrangement = Arrangement::from_portable(&template, &context);
                let rendered = self.watch.over(0, None, || arrangement.render(&self.own));
                rendered.map_or_else(|finding| Answer::Refused(finding.into()), Answer::Rendered)
            }
            Order::Set(sheet) => {
                let bytes = sheet.main.len();
                let (markup, date) = sheet.into_markup(&self.own, pieces);
                let watch = Arc::clone(&self.watch);
                let set = watch.over(bytes, None, || self.set(&markup, date));
                set.map_or_else(|finding| Answer::Refused(finding.into()), |()| Answer::Set)
            }
            Order::Explain { template, context, sheet } => {
                self.explain(&Arrangement::from_portable(&template, &context), sheet, pieces)
            }
        }
    }

    /// All that is done with pages, so that none of it can go wrong outside.
    fn set(&mut self, markup: &Markup, date: IssueDate) -> Result<(), Finding> {
        let folder = self.own.folder().to_owned();
        let pages = self.typesetter.typeset(markup, date, Some(&folder))?;
        faults(&pages.runs(), TextArea { side: 0.0, bottom: 0.0 });
        pages.words();
        let standards = vec![Conformance::A2a, Conformance::Ua1];
        // pages that no standard allows are told of those that are made
        let _ = pdf(&pages, &PdfOptions { standards, date, identity: String::new() }, Some(&folder));
        Ok(())
    }

    fn explain(&mut self, arrangement: &Arrangement, sheet: Option<Sheet>, pieces: Vec<Vec<u8>>) -> Answer {
        let answers = Arc::clone(&self.answers);
        let announce = move |name: &str, line| say(&answers, &Answer::Reached(name.to_owned(), line));
        let trace = Arc::new(Trace::new(announce));
        let bytes = sheet.as_ref().map_or(0, |sheet| sheet.main.len());
        let watch = Arc::clone(&self.watch);
        watch.over(bytes, Some(&trace), || {
            let traced = arrangement.render_traced(&self.own, &trace);
            let (Ok(traced), Some(sheet)) = (traced, sheet) else { return Answer::At(trace.suspect()) };
            let lines = Trace::main_lines(&sheet.main, &traced);
            let (markup, date) = sheet.into_markup(&self.own, pieces);
            trace.begin_setting();
            Answer::At(self.typesetter.set_traced(&markup, date, &trace, &lines).or_else(|| trace.suspect()))
        })
    }
}

/// The next order with its pieces; none at the end.
fn next(orders: &mut impl BufRead) -> io::Result<Option<(Order, Vec<Vec<u8>>)>> {
    let Some(mut pieces) = worker::read(orders)? else { return Ok(None) };
    let behind = pieces.split_off(1.min(pieces.len()));
    let order = serde_json::from_slice(&pieces.concat())?;
    Ok(Some((order, behind)))
}
