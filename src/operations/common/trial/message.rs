//! What is said between this process and the one that tries templates.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::base::finding::{Finding, codes};
use crate::base::fonts::Fonts;
use crate::domain::document::IssueDate;
use crate::domain::document::layout::Hundredths;
use crate::render::{ImageFile, Markup, OwnTemplates};

/// What a worker is to do.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Order {
    /// What it does the rest with; the pieces are the files of the fonts.
    Office { templates: BTreeMap<String, String>, folder: String, families: Vec<String>, fonts: Vec<String> },
    /// A main file to write.
    Render { template: String, context: Json },
    /// Pages to set; the pieces are the images.
    Set(Sheet),
    /// The line to find at which writing or setting stops.
    Explain { template: String, context: Json, sheet: Option<Sheet> },
}

/// The markup of one document.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Sheet {
    pub(super) main: String,
    bottom: u32,
    day: Option<(i32, u32, u32)>,
    images: Vec<String>,
}

/// What a worker answers.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    /// The main file.
    Rendered(String),
    /// The pages could be set.
    Set,
    /// A template is wrong.
    Refused(Told),
    /// It ran for as long as it may; the last that the worker says.
    OutOfTime,
    /// It took as much memory as it may; the last that the worker says.
    OutOfMemory,
    /// It panicked.
    Crashed,
    /// The template and line at which it stops, where that is known.
    At(Option<(String, usize)>),
    /// A line that it has reached, said while it goes on.
    Reached(String, usize),
}

/// A finding on its way.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Told {
    is_ours: bool,
    message: String,
    file: Option<String>,
    hints: Vec<String>,
}

impl Order {
    /// The order that comes first, with its pieces.
    pub(super) fn office<'a>(own: &OwnTemplates, fonts: &'a Fonts) -> (Self, Vec<&'a [u8]>) {
        let (names, files) = fonts.files().map(|(name, bytes)| (name.to_owned(), bytes)).unzip();
        let order = Self::Office {
            templates: own.files().clone(),
            folder: own.folder().to_owned(),
            families: fonts.families().to_vec(),
            fonts: names,
        };
        (order, files)
    }
}

impl Sheet {
    pub(super) fn of(markup: &Markup, date: IssueDate) -> Self {
        let day = match date {
            IssueDate::Day { year, month, day } => Some((year, month, day)),
            _ => None,
        };
        let images = markup.images.iter().map(|image| image.path.clone()).collect();
        Self { main: markup.main.clone(), bottom: markup.bottom_margin.0, day, images }
    }

    /// The markup again, with the bytes of its images.
    pub(super) fn into_markup(self, own: &OwnTemplates, images: Vec<Vec<u8>>) -> (Markup, IssueDate) {
        let date = self.day.map_or(IssueDate::Blank, |(year, month, day)| IssueDate::Day { year, month, day });
        let image = |(path, bytes)| ImageFile { path, bytes: Arc::new(bytes) };
        let markup = Markup {
            main: self.main,
            bottom_margin: Hundredths(self.bottom),
            imports: own.imports(),
            images: self.images.into_iter().zip(images).map(image).collect(),
        };
        (markup, date)
    }
}

impl Answer {
    /// Whether the worker has ended with it.
    pub(super) fn is_last(&self) -> bool {
        matches!(self, Self::OutOfTime | Self::OutOfMemory)
    }
}

impl From<Finding> for Told {
    fn from(finding: Finding) -> Self {
        let Finding { code, message, file, hints, .. } = finding;
        Self { is_ours: code == codes::OUR_BUG, message, file, hints }
    }
}

impl From<Told> for Finding {
    fn from(told: Told) -> Self {
        let Told { is_ours, message, file, hints } = told;
        let code = if is_ours { codes::OUR_BUG } else { codes::TEMPLATE };
        let finding = Self::new(code, message);
        let finding = match file {
            Some(file) => finding.in_file(file),
            None => finding,
        };
        hints.into_iter().fold(finding, Self::hint)
    }
}
