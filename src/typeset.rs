//! Markup → pages, set by Typst in this process.

pub(crate) mod page_faults;
pub(crate) mod page_words;
mod pictures;
mod repairs;
pub mod runs;
mod traced;
mod world;

use std::sync::Arc;

use typst::diag::Warned;
use typst::layout::Abs;
use typst_layout::PagedDocument;
pub use world::{DocumentWorld, MAIN_FILE};

use crate::base::digest::Digest;
use crate::base::finding::{Finding, codes};
use crate::base::fonts::Fonts;
use crate::domain::document::IssueDate;
use crate::render::{Markup, Trace};
use pictures::Held;

/// Most repairs of a long document and of a short one; each sets it once more on the warm cache.
const MAX_REPAIRS: (usize, usize) = (24, 100);

/// Most pages that all repairs of a document together set anew, unless it is so long that few repairs are left to it.
const MAX_PAGES_SET: usize = 2400;

/// How many compilations an unused result of the cache outlives.
const CACHE_AGE: usize = 10;

/// Finished pages.
#[derive(Debug)]
pub struct Pages {
    pub(crate) document: PagedDocument,
    /// The markup that gives these pages: the rendered one with its repairs.
    pub(crate) markup: Markup,
    /// The memory of their pictures, given back after the pages.
    #[expect(dead_code, reason = "it is there to be dropped")]
    held: Arc<Held>,
}

impl Pages {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.document.pages().len()
    }

    /// The longest side of any page, mm.
    pub(crate) fn longest_side(&self) -> f64 {
        let sides = self.document.pages().iter().map(|page| page.frame.width().max(page.frame.height()).to_mm());
        sides.fold(0.0, f64::max)
    }

    /// One digest a page: of its words, rules and images and where they stand, to a hundredth of a millimetre.
    pub(crate) fn digests(&self) -> Vec<Digest> {
        self.runs().iter().map(runs::digest).collect()
    }

    /// Every run of text and every rule, page by page, in the order of drawing.
    pub fn runs(&self) -> Vec<runs::PageRuns> {
        runs::collect(&self.document)
    }
}

/// Sets pages and keeps what it has set warm for the next time.
#[derive(Debug)]
pub(crate) struct Typesetter {
    world: DocumentWorld,
}

impl Typesetter {
    /// A typesetter with these fonts.
    pub(crate) fn new(fonts: Fonts) -> Self {
        Self { world: DocumentWorld::new(fonts) }
    }

    /// Drops everything that is kept warm.
    pub(crate) fn forget() {
        typst::comemo::evict(0);
    }

    /// Sets a document.
    ///
    /// # Errors
    /// A template of the office is wrong (W08); with the built-in templates it is our bug (W99).
    pub(crate) fn typeset(
        &mut self,
        markup: &Markup,
        date: IssueDate,
        own_template: Option<&str>,
    ) -> Result<Pages, Finding> {
        let bottom = Abs::mm(f64::from(markup.bottom_margin.0) / 100.0);
        let mut tried = Vec::new();
        let held = Arc::new(Held::of(markup));
        let markup = pictures::in_screen_colours(markup);
        self.world.load(&markup, date);
        let mut pages = Pages { document: self.compile(own_template)?, markup, held: Arc::clone(&held) };
        while let Some(repair) = repairs::find(&pages.document, &self.world, bottom, &tried) {
            let mut markup = pages.markup.clone();
            let at = repair.at();
            markup.main = repair.apply(&markup.main);
            let moved = |place: usize| (place + markup.main.len()).saturating_sub(pages.markup.main.len());
            tried.iter_mut().filter(|tried| **tried >= at).for_each(|tried| *tried = moved(*tried));
            tried.push(moved(at));
            self.world.load(&markup, date);
            // a template of the office may not know what a repair writes: the pages stand as they were
            let Ok(document) = self.compile(own_template) else { break };
            pages = Pages { document, markup, held: Arc::clone(&held) };
            let most = (MAX_PAGES_SET / pages.count().max(1)).clamp(MAX_REPAIRS.0, MAX_REPAIRS.1);
            if tried.len() >= most {
                break;
            }
        }
        Ok(pages)
    }

    /// Sets a document once with sources that tell `trace` what they reach; the template and line of what stops it, if
    /// that is an error. `main_lines` are the places of the lines of the main file.
    pub(crate) fn set_traced(
        &mut self,
        markup: &Markup,
        date: IssueDate,
        trace: &Arc<Trace>,
        main_lines: &[Option<usize>],
    ) -> Option<(String, usize)> {
        let mut markup = pictures::in_screen_colours(markup);
        let of_main = |line: usize| main_lines.get(line).copied().flatten();
        markup.main = traced::with_end(&traced::traced(&markup.main, &of_main));
        for source in markup.imports.iter_mut().filter(|source| source.is_own) {
            let lines: Vec<&str> = source.text.lines().collect();
            let place = |line: usize| {
                let text = lines.get(line).copied().unwrap_or_default();
                Some(trace.place(&source.name, line + 1, text, true))
            };
            source.text = traced::traced(&source.text, &place);
        }
        self.world.set_trace(Arc::clone(trace));
        self.world.load(&markup, date);
        let error = typst::compile::<PagedDocument>(&self.world).output.err()?.into_iter().next()?;
        match self.world.line(error.span) {
            Some((name, line)) if name == MAIN_FILE => of_main(line - 1).and_then(|place| trace.own_place(place)),
            Some((name, line)) if markup.imports.iter().any(|own| own.is_own && own.name == name) => Some((name, line)),
            _ => trace.suspect(),
        }
    }

    fn compile(&self, own_template: Option<&str>) -> Result<PagedDocument, Finding> {
        let Warned { output, warnings: _ } = typst::compile::<PagedDocument>(&self.world);
        typst::comemo::evict(CACHE_AGE);
        output.map_err(|errors| {
            let Some(error) = errors.first() else {
                return failure("", own_template);
            };
            let finding = failure(&error.message, own_template);
            match self.world.imported_line(error.span).filter(|_| own_template.is_some()) {
                Some((name, line)) => finding.in_file(format!("{}/{name}:{line}", own_template.unwrap_or_default())),
                None => finding,
            }
        })
    }
}

/// A failure of Typst in the clerk's words.
pub(crate) fn failure(message: &str, own_template: Option<&str>) -> Finding {
    match own_template {
        Some(template) => Finding::new(codes::TEMPLATE, "mẫu trình bày của cơ quan không dàn trang được")
            .in_file(template)
            .hint(format!("Typst báo: {message}"))
            .hint("sửa mẫu, hoặc đổi tên tệp để dùng mẫu có sẵn của chương trình"),
        None => Finding::new(codes::OUR_BUG, format!("chương trình không dàn được trang: {message}"))
            .hint("gửi tệp văn bản và dòng này cho đơn vị hỗ trợ phần mềm (văn bản mật thì không gửi)"),
    }
}
