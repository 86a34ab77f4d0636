//! A workspace in a temporary folder, and what tests ask of it.

pub(crate) mod failing_disk;
pub(crate) mod importing;
pub(crate) mod kinds;
pub(crate) mod measure;
pub(crate) mod pages;
pub(crate) mod reference;
pub(crate) mod register;
pub(crate) mod scan;
pub(crate) mod signing;
pub(crate) mod tree;
pub(crate) mod verbs;
pub(crate) mod watching;
pub(crate) mod word_file;

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Output;

pub(crate) use reference::acceptance;
use tempfile::TempDir;
use vanthu::domain::document::Document;
use vanthu::operations::common::options::Options;
use vanthu::operations::common::session::{Built, Session};
use vanthu::typeset::Pages;
use vanthu::typeset::runs::PageRuns;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// An office profile that most tests are content with.
pub(crate) const OFFICE: &str = include_str!("co-quan.yaml");

/// A workspace in a temporary folder.
pub(crate) struct Project {
    folder: TempDir,
    /// Where copies and bags go, which may not lie in the workspace.
    beside: TempDir,
}

impl Project {
    /// A workspace with [`OFFICE`].
    pub(crate) fn new() -> Self {
        Self::empty().file("co-quan.yaml", OFFICE)
    }

    /// A folder without anything.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), beside: tempfile::tempdir().unwrap() }
    }

    /// Adds a file.
    pub(crate) fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A path outside of the folder that lasts as long as it.
    pub(crate) fn beside(&self, name: &str) -> String {
        self.beside.path().join(name).to_string_lossy().into_owned()
    }

    /// The session of this workspace.
    pub(crate) fn session(&self) -> Session {
        Session::open(self.path()).unwrap_or_else(|findings| panic!("{findings:?}")).0
    }

    /// Builds one document.
    pub(crate) fn build(&self, path: &str) -> Built {
        self.session().build(path, &Options::default())
    }

    /// The laid-out pages of a document.
    pub(crate) fn pages(&self, path: &str) -> Vec<PageRuns> {
        pages(self.path(), path)
    }

    /// Runs the command in this folder.
    pub(crate) fn run(&self, args: &[&str]) -> Output {
        assert_cmd::Command::new(env!("CARGO_BIN_EXE_vanthu"))
            .args(args)
            .current_dir(self.path())
            .env("NO_COLOR", "1")
            .output()
            .unwrap()
    }
}

/// The command with its exit code and everything it says.
pub(crate) fn told(project: &Project, args: &[&str]) -> (i32, String) {
    let output = project.run(args);
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    (output.status.code().unwrap(), text)
}

/// What a command that ends well says.
pub(crate) fn done(project: &Project, args: &[&str]) -> String {
    let (code, text) = told(project, args);
    assert_eq!(code, 0, "{args:?}: {text}");
    text
}

/// A document `bao-cao` with this body, everything else plain.
pub(crate) fn report(body: &str) -> String {
    let body: String = body.lines().map(|line| format!("  {line}\n")).collect();
    format!(
        "loai: bao-cao\nco_quan: ubnd\nso: 5\nngay: 2025-12-05\ntrich_yeu: Kết quả công tác\nnguoi_ky: ct-ubnd\nnoi_nhan: chung\nnoi_dung: |\n{body}"
    )
}

/// The laid-out pages of a document in any workspace.
pub(crate) fn pages(workspace: &Path, path: &str) -> Vec<PageRuns> {
    let (mut session, _) = Session::open(workspace).unwrap_or_else(|findings| panic!("{findings:?}"));
    let (document, findings) = session.load(path);
    let document = document.unwrap_or_else(|| panic!("{findings:?}"));
    let markup = session.render(&document).unwrap();
    let pages = session.typeset(&markup, &document).unwrap();
    stand_the_audit(&session, &pages, &document);
    pages.runs()
}

/// Fails unless pages are as the decree says in every part. What an office lays out itself is its own affair, what a clerk
/// types small that should be capitals is the clerk's, and a redline shows two documents at once.
#[track_caller]
pub(crate) fn stand_the_audit(session: &Session, pages: &Pages, document: &Document) {
    if session.own_templates().is_some() || document.redline {
        return;
    }
    let mut faults = session.audit(pages, document).faults;
    faults.retain(|fault| !fault.is_typed);
    assert!(faults.is_empty(), "{faults:#?}");
}

/// An ODS workbook with these rows of cells.
pub(crate) fn open_document(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet><table:table table:name="Biểu 1">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let manifest = r#"<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"#;
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
    ])
}

/// A file packed of these parts.
pub(crate) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        to.start_file(*name, SimpleFileOptions::default()).unwrap();
        to.write_all(bytes).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// Cells of words in an ODS.
pub(crate) fn words(texts: &[&str]) -> String {
    texts
        .iter()
        .map(|t| format!(r#"<table:table-cell office:value-type="string"><text:p>{t}</text:p></table:table-cell>"#))
        .collect()
}

/// A row of cells in an ODS.
pub(crate) fn row(cells: &str) -> String {
    format!("<table:table-row>{cells}</table:table-row>")
}

/// How often something random is tried: `many` times for the long proof, which `VANTHU_LONG=1` asks for.
pub(crate) fn turns(few: u32, many: u32) -> u32 {
    if std::env::var_os("VANTHU_LONG").is_some() { many } else { few }
}

/// Every so many cases of a table, the first of them as told; all of them where time allows.
pub(crate) fn one_in<T>(few: u32, first: usize, all: &[T]) -> impl Iterator<Item = &T> {
    let step = turns(few, 1) as usize;
    all.iter().skip(first % step).step_by(step)
}

/// The lengths a sweep tries: every fifth, all of them where time allows.
pub(crate) fn sweep(lengths: std::ops::RangeInclusive<usize>) -> impl Iterator<Item = usize> {
    lengths.step_by(turns(5, 1) as usize)
}

/// All words of pages in reading order of the frames, blanks removed, and the places at which very long words may break.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
}

/// The sample workspace.
pub(crate) fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}
