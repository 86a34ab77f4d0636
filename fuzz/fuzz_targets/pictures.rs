//! Any bytes as a picture that a document shows: its header is read, and it is set and written, or told of as the clerk's.
//!
//! `cargo +nightly fuzz run pictures -s none fuzz/corpus/pictures fuzz/seeds/pictures -- -max_len=32768`

#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use tempfile::TempDir;
use vanthu::operations::common::options::Options;
use vanthu::operations::common::session::Session;
use vanthu_fuzz::{Held, none_is_ours, workspace};

/// More would fuzz the speed of decoders.
const MAX_BYTES: usize = 32 << 10;

/// How pictures of each kind begin; what begins otherwise is taken for an SVG.
const KINDS: [(&[u8], &str); 2] = [(b"\x89PN", "png"), (b"\xff\xd8", "jpg")];

static PLACE: Held<(Session, TempDir)> = Held::new();

fn open() -> (Session, TempDir) {
    let document = |ending| {
        format!(
            "loai: bao-cao\nco_quan: ubnd\ntrich_yeu: về hình\nnoi_dung: |\n  Xem hình.\n\n  ![Hình](hinh.{ending})\n"
        )
    };
    let documents = ["png", "jpg", "svg"].map(|ending| (format!("{ending}.yaml"), document(ending)));
    let folder = workspace(&documents.each_ref().map(|(name, text)| (name.as_str(), text.as_str())));
    let (session, findings) = Session::open(folder.path()).expect("the workspace opens");
    assert!(findings.iter().next().is_none(), "{findings:?}");
    (session, folder)
}

fuzz_target!(|bytes: &[u8]| -> Corpus {
    if bytes.len() > MAX_BYTES {
        return Corpus::Reject;
    }
    let mut place = PLACE.lock();
    let (session, folder) = place.get_or_insert_with(open);
    let ending = KINDS.iter().find(|(head, _)| bytes.starts_with(head)).map_or("svg", |(_, ending)| ending);
    std::fs::write(folder.path().join(format!("hinh.{ending}")), bytes).expect("the picture is written");
    let built = session.build(&format!("{ending}.yaml"), &Options::default());
    none_is_ours(&built.findings);
    assert!(built.findings.has_errors() || !built.outputs.is_empty());
    Corpus::Keep
});
