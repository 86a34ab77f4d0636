//! The views of a difference: the old version, the redline, the new version, and their pages as pictures.

use crate::base::finding::{Finding, Findings, codes};
use crate::compare::redline;
use crate::domain::document::Document;
use crate::export::PagesCompared;
use crate::operations::common::options::Options;
use crate::operations::common::session::Session;
use crate::operations::diff::difference::{Difference, Pair, Side, Source, document};
use crate::typeset::Pages;

/// One way to look at two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// The old version.
    Original,
    /// The new version with the words of the old one struck out at their places.
    Redline,
    /// The new version.
    Clean,
}

impl View {
    /// How the file of the view ends.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Original => "goc",
            Self::Redline => "sua",
            Self::Clean => "sach",
        }
    }
}

impl Difference {
    /// The PDF of a view.
    ///
    /// # Errors
    /// A version has errors, or is the record of a build where its document is needed.
    pub(crate) fn view(&mut self, pair: &Pair, view: View) -> Result<Vec<u8>, Findings> {
        if view == View::Original {
            let (session, path) = self.old.desk_of(pair.old.as_deref())?;
            let document = document(session, &path)?;
            return Ok(pdf(session, &path, &document)?);
        }
        let old = if view == View::Redline { Some(self.old.reading(pair.old.as_deref())?) } else { None };
        let (session, path) = self.new.desk_of(pair.new.as_deref())?;
        let document = document(session, &path)?;
        let document = old.map_or_else(|| document.clone(), |old| redline(&old, &document));
        Ok(pdf(session, &path, &document)?)
    }

    /// The pages of both versions, drawn and paired.
    ///
    /// # Errors
    /// As for [`Difference::view`].
    pub(crate) fn pages(&mut self, pair: &Pair) -> Result<PagesCompared, Findings> {
        let set = |side: &mut Side, path: Option<&str>| -> Result<Pages, Findings> {
            let (session, path) = side.desk_of(path)?;
            let document = document(session, &path)?;
            Ok(pages(session, &document)?)
        };
        let old = set(&mut self.old, pair.old.as_deref())?;
        let new = set(&mut self.new, pair.new.as_deref())?;
        Ok(PagesCompared::new(&old, &new))
    }
}

impl Side {
    fn desk_of(&mut self, path: Option<&str>) -> Result<(&mut Session, String), Finding> {
        match &mut self.source {
            Source::Session { session, .. } => Ok((session, path.unwrap_or_default().to_owned())),
            Source::Record(_) => Err(Finding::new(codes::NOT_COMPARABLE, "phiếu nguồn gốc không tạo lại trang được")
                .in_file(path.unwrap_or_default())
                .hint("bản in là tệp PDF cạnh phiếu đó; muốn tạo lại thì dùng `tệp@lần-lưu` của git")),
        }
    }
}

fn pages(session: &mut Session, document: &Document) -> Result<Pages, Finding> {
    let markup = session.render(document)?;
    session.typeset(&markup, document)
}

fn pdf(session: &mut Session, path: &str, document: &Document) -> Result<Vec<u8>, Finding> {
    let pages = pages(session, document)?;
    session.pdf(&pages, path, document, &Options::default())
}
