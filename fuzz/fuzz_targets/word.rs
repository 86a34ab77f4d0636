//! Any bytes as a Word file: read or refused, and what was taken over is a document of its own.
//!
//! What is no package is the text of one, packed here; seeds are such texts and whole files.
//!
//! `cargo +nightly fuzz run word -s none fuzz/corpus/word fuzz/seeds/word -- -max_len=32768`

#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use tempfile::TempDir;
use vanthu::operations::import_document::{ImportRequest, TrackedChoice, import_document};
use vanthu_fuzz::{Held, none_is_ours, package, workspace};

/// More would fuzz the speed of unpacking.
const MAX_BYTES: usize = 32 << 10;

static PLACE: Held<TempDir> = Held::new();

fuzz_target!(|bytes: &[u8]| -> Corpus {
    if bytes.len() > MAX_BYTES {
        return Corpus::Reject;
    }
    let mut place = PLACE.lock();
    let folder = place.get_or_insert_with(|| workspace(&[]));
    let (_, packed) = package(bytes);
    let file = folder.path().join("tep.docx");
    std::fs::write(&file, packed).expect("the file is written");
    let out = folder.path().join("van-ban.yaml");
    _ = std::fs::remove_file(&out);
    _ = std::fs::remove_file(folder.path().join("so-lieu.yaml"));
    _ = std::fs::remove_dir_all(folder.path().join("hinh"));
    let request = ImportRequest {
        file,
        pasted: None,
        kind: Some("bao-cao".to_owned()),
        out: Some(out),
        period: Some(folder.path().to_owned()),
        changes: Some(TrackedChoice::Accept),
    };
    match import_document(&request) {
        Err(refused) => none_is_ours(&refused.findings),
        Ok(imported) => none_is_ours(&imported.findings),
    }
    Corpus::Keep
});
