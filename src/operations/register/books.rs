//! The register on paper and in spreadsheets: the decree's books as PDF, CSV and XLSX.

use std::path::Path;

use crate::base::finding::{Finding, Findings, codes};
use crate::base::fonts::Fonts;
use crate::base::io::paths;
use crate::base::source::Text;
use crate::domain::document::Book;
use crate::domain::register::{WhichBook, copies_book, incoming_book, outgoing_book};
use crate::export::{self, Conformance, Output, PdfOptions};
use crate::formats::spreadsheet::write;
use crate::formats::spreadsheet::write::{Cell, Sheet};
use crate::operations::common::options::SheetFormat;
use crate::operations::common::outputs;
use crate::operations::common::setter::{Setter, Subject};
use crate::operations::register::workspace::WorkspaceRegister;
use crate::render::OwnTemplates;
use crate::typeset::Pages;

impl WorkspaceRegister {
    /// One of the books of a year, outgoing or incoming.
    ///
    /// # Errors
    /// Nothing stands in it.
    pub fn book(&self, which: WhichBook, incoming: bool) -> Result<Book, Finding> {
        let year = which.year;
        let issuers = self.office().issuers();
        let lines = |name: &Text| name.lines().map(str::to_owned).collect::<Vec<_>>();
        let of = |key: &str| issuers.iter().find(|(known, _)| known == key).map(|(_, issuer)| lines(&issuer.name));
        let place = self.office().place_name();
        let book = if incoming {
            let office = self.office().keys().0.and_then(|key| of(&key)).unwrap_or_default();
            incoming_book(self.register(), which, &place, office)
        } else {
            outgoing_book(self.register(), self.office().series_rules(), which, &place, of)
        };
        if book.parts.is_empty() {
            let direction = if incoming { "đến" } else { "đi" };
            let secret = if which.secret { " mật" } else { "" };
            let message = format!("sổ văn bản{secret} {direction} năm {year} chưa có dòng nào");
            let finding = Finding::new(codes::NO_ENTRY, message);
            let years: Vec<String> = self.register().years(incoming).iter().map(i32::to_string).collect();
            return Err(match years.is_empty() {
                true => finding.hint("cấp số cho văn bản đầu tiên bằng `vanthu number`"),
                false => finding.hint(format!("các năm có văn bản: {}", years.join(", "))),
            });
        }
        Ok(book)
    }

    /// The pages of a book.
    ///
    /// # Errors
    /// A template of the office is wrong.
    pub fn pages(&self, book: &Book) -> Result<Pages, Finding> {
        set(book, &mut self.setter()?)
    }

    /// Writes the book of copies of a year as PDF, a long one in volumes; the files as the clerk reads their paths, and how
    /// many pages they have together.
    ///
    /// # Errors
    /// Nothing stands in it, a template of the office is wrong, or the file cannot be written.
    pub(crate) fn write_copies_book(
        &self,
        year: Option<i32>,
        out: Option<&Path>,
    ) -> Result<(Vec<String>, usize), Findings> {
        let last = self.register().copies().iter().map(|copied| copied.reference.year).max();
        let year = year.or(last).unwrap_or_else(|| self.year(None, false));
        let issuers = self.office().issuers();
        let lines = |name: &Text| name.lines().map(str::to_owned).collect::<Vec<_>>();
        let of = |key: &str| issuers.iter().find(|(known, _)| known == key).map(|(_, issuer)| lines(&issuer.name));
        let book = copies_book(self.register(), year, &self.office().place_name(), of);
        if book.parts.is_empty() {
            let finding = Finding::new(codes::NO_ENTRY, format!("sổ bản sao năm {year} chưa có dòng nào"));
            return Err(finding.hint("làm bản sao đầu tiên bằng `vanthu copy`").into());
        }
        self.write_volumes(book, &format!("so-ban-sao-{year}"), out)
    }

    /// Writes the volumes of a book one after the other, so that no more than one is held; the files as the clerk reads
    /// their paths, and how many pages they have together.
    fn write_volumes(&self, book: Book, name: &str, out: Option<&Path>) -> Result<(Vec<String>, usize), Findings> {
        let (mut setter, volumes) = (self.setter()?, book.volumes());
        let several = volumes.len() > 1;
        let (mut paths, mut pages) = (Vec::new(), 0);
        for (volume, number) in volumes.iter().zip(1..) {
            let name = if several { format!("{name}-quyen-{number}") } else { name.to_owned() };
            let (output, count) = printed(volume, name, &mut setter)?;
            Setter::forget();
            paths.push(self.write_file(&output, out)?);
            pages += count;
        }
        Ok((paths, pages))
    }

    fn setter(&self) -> Result<Setter, Finding> {
        let (fonts, _) = Fonts::of(self.workspace());
        Ok(Setter::new(OwnTemplates::of(self.workspace())?, fonts))
    }

    /// The books of a year as spreadsheets, those of secret documents apart; a book in which nothing stands is left out.
    ///
    /// # Errors
    /// Nothing stands in either.
    pub fn sheets(&self, year: i32, formats: &[SheetFormat]) -> Result<Vec<Output>, Findings> {
        let all = [(false, false), (false, true), (true, false), (true, true)];
        let (mut outputs, mut nothing) = (Vec::new(), None);
        for (secret, incoming) in all {
            let which = WhichBook { year, secret };
            let book = match self.book(which, incoming) {
                Ok(book) => book,
                Err(finding) => {
                    nothing = nothing.or(Some(finding));
                    continue;
                }
            };
            let (sheet, name) = (as_sheet(&book), stem(which, incoming));
            for format in formats {
                let (ending, bytes) = match format {
                    SheetFormat::Csv => ("csv", write::csv(&sheet)?),
                    SheetFormat::Xlsx => ("xlsx", write::xlsx(std::slice::from_ref(&sheet))?),
                };
                outputs.push(Output { path: format!("{name}.{ending}"), bytes });
            }
        }
        match nothing.filter(|_| outputs.is_empty()) {
            Some(finding) => Err(finding.into()),
            None => Ok(outputs),
        }
    }

    /// Writes the book of a year as PDF, a long one in volumes; the files as the clerk reads their paths, and how many pages
    /// they have together.
    ///
    /// # Errors
    /// Nothing stands in it, a template of the office is wrong, or the file cannot be written.
    pub(crate) fn write_book(
        &self,
        year: Option<i32>,
        (incoming, secret): (bool, bool),
        out: Option<&Path>,
    ) -> Result<(Vec<String>, usize), Findings> {
        let which = WhichBook { year: self.year(year, incoming), secret };
        self.write_volumes(self.book(which, incoming)?, &stem(which, incoming), out)
    }

    /// Writes both books of a year as spreadsheets, and tells each file once it is there.
    ///
    /// # Errors
    /// Nothing stands in either, or a file cannot be written.
    pub(crate) fn write_sheets(
        &self,
        year: Option<i32>,
        formats: &[SheetFormat],
        out: Option<&Path>,
        on: &mut dyn FnMut(&str),
    ) -> Result<(), Findings> {
        for output in self.sheets(self.year(year, false), formats)? {
            on(&self.write_file(&output, out)?);
        }
        Ok(())
    }

    /// Writes a file into a folder, or else into the output folder of the workspace.
    fn write_file(&self, output: &Output, out: Option<&Path>) -> Result<String, Finding> {
        let folder = out.map_or_else(|| self.workspace().reached("out"), Path::to_owned);
        let path = folder.join(&output.path);
        outputs::write(&path, &output.bytes)?;
        Ok(paths::show(&path))
    }
}

fn set(book: &Book, setter: &mut Setter) -> Result<Pages, Finding> {
    let markup = setter.render(Subject::Book(book))?;
    setter.typeset(&markup, Subject::Book(book))
}

/// The pages of a volume as PDF, with how many they are.
fn printed(volume: &Book, name: String, setter: &mut Setter) -> Result<(Output, usize), Findings> {
    let pages = set(volume, setter)?;
    let options =
        PdfOptions { standards: vec![Conformance::A2a, Conformance::Ua1], date: volume.date, identity: name.clone() };
    let bytes = export::pdf(&pages, &options, setter.own_templates())?;
    Ok((Output { path: format!("{name}.pdf"), bytes }, pages.count()))
}

fn stem(WhichBook { year, secret }: WhichBook, incoming: bool) -> String {
    let secret = if secret { "mat-" } else { "" };
    format!("so-van-ban-{secret}{}-{year}", if incoming { "den" } else { "di" })
}

fn as_sheet(book: &Book) -> Sheet {
    let cell = |text: &String| if text.is_empty() { Cell::Blank } else { Cell::Text(text.clone()) };
    let rows = book.parts.iter().flat_map(|part| &part.rows);
    Sheet {
        name: format!("{}", book.year),
        above: vec![format!("{} - NĂM {}", book.title, book.year)],
        head: book.columns.iter().map(|column| column.name.clone()).collect(),
        rows: rows.map(|row| row.iter().map(cell).collect()).collect(),
    }
}
