//! Any bytes as a document: the whole street, load → check → render → typeset → PDF, without a panic; and what
//! passes `check` is set, or the finding is not W99.
//!
//! `cargo +nightly fuzz run document -s none fuzz/corpus/document fuzz/seeds -- -dict=fuzz/words.dict -max_len=20480`

#![no_main]

use std::path::PathBuf;

use libfuzzer_sys::{Corpus, fuzz_target};
use tempfile::TempDir;
use vanthu::base::finding::{Finding, codes};
use vanthu::operations::common::options::Options;
use vanthu::operations::common::session::Session;
use vanthu_fuzz::{Held, workspace};

const DOCUMENT: &str = "van-ban.yaml";

/// More would fuzz the speed of Typst.
const MAX_BYTES: usize = 20 << 10;

/// One workspace for the whole process; the document in it is written over.
struct Place {
    session: Session,
    document: PathBuf,
    _folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = workspace(&[]);
        let (session, findings) = Session::open(folder.path()).expect("the workspace opens");
        assert!(findings.iter().next().is_none(), "{findings:?}");
        Self { session, document: folder.path().join(DOCUMENT), _folder: folder }
    }

    fn build(&mut self, bytes: &[u8]) -> Result<(), Finding> {
        std::fs::write(&self.document, bytes).expect("the document is written");
        let (Some(document), _) = self.session.load(DOCUMENT) else {
            return Ok(());
        };
        let markup = self.session.render(&document)?;
        let pages = self.session.typeset(&markup, &document)?;
        self.session.pdf(&pages, DOCUMENT, &document, &Options::default()).map(|_| ())
    }
}

static PLACE: Held<Place> = Held::new();

fuzz_target!(|bytes: &[u8]| -> Corpus {
    if bytes.len() > MAX_BYTES {
        return Corpus::Reject;
    }
    let result = PLACE.lock().get_or_insert_with(Place::new).build(bytes);
    if let Err(finding) = result {
        assert_ne!(finding.code.id, codes::OUR_BUG.id, "{finding:?}");
    }
    Corpus::Keep
});
