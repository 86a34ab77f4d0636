//! Documents and books → markup → pages. What a template of the office has a part in is tried first.

use crate::base::finding::{Finding, codes};
use crate::base::fonts::Fonts;
use crate::domain::document::contents::Contents;
use crate::domain::document::copy_block::CopyBlock;
use crate::domain::document::{Book, Document, IssueDate};
use crate::operations::common::trial::{Office, Trial};
use crate::render::{self, Arrangement, Markup, OwnTemplates};
use crate::typeset::{Pages, Typesetter};

/// Longest side of a page, mm: the sheet of four pages A4. A larger one cannot be drawn.
const MAX_SIDE: f64 = 600.0;

/// What is set.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Subject<'a> {
    Document(&'a Document),
    Book(&'a Book),
    Contents(&'a Contents),
    Copy(&'a CopyBlock),
}

impl Subject<'_> {
    fn template(self, own: &OwnTemplates) -> String {
        match self {
            Self::Document(document) => render::template(document, own),
            Self::Book(_) => render::BOOK_TEMPLATE.to_owned(),
            Self::Contents(_) => render::CONTENTS_TEMPLATE.to_owned(),
            Self::Copy(_) => render::COPY_TEMPLATE.to_owned(),
        }
    }

    fn arrangement(self, own: &OwnTemplates, families: &[String]) -> Arrangement {
        match self {
            Self::Document(document) => render::arrangement(document, own, families),
            Self::Book(book) => render::book_arrangement(book, families),
            Self::Contents(contents) => render::contents_arrangement(contents, families),
            Self::Copy(block) => render::copy_arrangement(block, families),
        }
    }

    fn date(self) -> IssueDate {
        match self {
            Self::Document(document) => document.issued_on,
            Self::Book(book) => book.date,
            Self::Contents(contents) => contents.date,
            Self::Copy(block) => block.date,
        }
    }
}

/// Renders and sets with the templates and fonts of one office, on a warm cache.
#[derive(Debug)]
pub(crate) struct Setter {
    own: OwnTemplates,
    fonts: Fonts,
    typesetter: Typesetter,
    trial: Trial,
}

impl Setter {
    pub(crate) fn new(own: OwnTemplates, fonts: Fonts) -> Self {
        let typesetter = Typesetter::new(fonts.clone());
        Self { own, fonts, typesetter, trial: Trial::default() }
    }

    /// One of the same office, to work beside this one.
    pub(crate) fn twin(&self) -> Self {
        Self::new(self.own.clone(), self.fonts.clone())
    }

    /// Takes in the templates, and fonts where they are others; what stays is kept warm.
    pub(crate) fn reload(&mut self, own: OwnTemplates, fonts: Option<Fonts>) {
        if self.own != own || fonts.is_some() {
            (self.own, self.trial) = (own, Trial::default());
        }
        if let Some(fonts) = fonts {
            self.typesetter = Typesetter::new(fonts.clone());
            self.fonts = fonts;
        }
    }

    /// Gives back the memory of what was set, which nothing like it follows.
    pub(crate) fn forget() {
        Typesetter::forget();
    }

    /// The fonts.
    pub(crate) fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// The folder of the office's own templates as the clerk reads it, when there are any.
    pub(crate) fn own_templates(&self) -> Option<&str> {
        (!self.own.is_empty()).then(|| self.own.folder())
    }

    fn is_tried(&self, subject: Subject<'_>) -> bool {
        !self.own.is_empty() && Trial::is_possible() && self.own.touch(&subject.template(&self.own))
    }

    fn office(&self) -> Office<'_> {
        Office { own: &self.own, fonts: &self.fonts }
    }

    /// Writes the markup.
    ///
    /// # Errors
    /// A template of the office is wrong (W08); with the built-in ones it is our bug (W99).
    pub(crate) fn render(&self, subject: Subject<'_>) -> Result<Markup, Finding> {
        let arrangement = subject.arrangement(&self.own, self.fonts.families());
        let main = match self.is_tried(subject) {
            true => self.trial.render(self.office(), &arrangement)?,
            false => arrangement.render(&self.own)?,
        };
        Ok(match subject {
            Subject::Document(document) => render::markup(document, &self.own, main),
            Subject::Book(_) | Subject::Contents(_) => render::book_markup(&self.own, main),
            Subject::Copy(_) => render::copy_markup(&self.own, main),
        })
    }

    /// Sets markup.
    ///
    /// # Errors
    /// A template of the office is wrong (W08); with the built-in ones it is our bug (W99).
    pub(crate) fn typeset(&mut self, markup: &Markup, subject: Subject<'_>) -> Result<Pages, Finding> {
        if self.is_tried(subject) {
            let arrangement = || subject.arrangement(&self.own, self.fonts.families());
            self.trial.set(self.office(), markup, subject.date(), &arrangement)?;
        }
        let own = self.own_templates().map(str::to_owned);
        let pages = self.typesetter.typeset(markup, subject.date(), own.as_deref())?;
        match own.filter(|_| pages.longest_side() > MAX_SIDE) {
            Some(folder) => {
                Err(Finding::new(codes::TEMPLATE, format!("mẫu trình bày của cơ quan đặt trang dài hơn {MAX_SIDE} mm"))
                    .in_file(folder)
                    .hint("văn bản in trên giấy A4: đặt lại `width`, `height` của `page` trong mẫu"))
            }
            None => Ok(pages),
        }
    }
}
