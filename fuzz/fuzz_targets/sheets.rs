//! Any bytes as a spreadsheet, of figures and of letters: read or refused, and what was taken over reads the same again.
//!
//! A part of a workbook comes as it is and is packed here; seeds are such parts, packed workbooks and CSV.
//!
//! `cargo +nightly fuzz run sheets -s none fuzz/corpus/sheets fuzz/seeds/sheets -- -max_len=32768`

#![no_main]

use std::path::Path;

use libfuzzer_sys::{Corpus, fuzz_target};
use tempfile::TempDir;
use vanthu::operations::common::session::Session;
use vanthu::operations::figures;
use vanthu_fuzz::{Held, none_is_ours, package, workspace};

/// More would fuzz the speed of unpacking.
const MAX_BYTES: usize = 32 << 10;

const LETTER: &str = "\
loai: cong-van
co_quan: ubnd
trich_yeu: mời họp
kinh_gui: Ông bà có tên trong danh sách
noi_dung: Trân trọng kính mời.
";

static PLACE: Held<(Session, TempDir)> = Held::new();

fn open() -> (Session, TempDir) {
    let letters = ["xlsx", "ods", "csv"].map(|end| (format!("{end}.yaml"), format!("{LETTER}danh_sach: bang.{end}\n")));
    let folder = workspace(&letters.each_ref().map(|(name, text)| (name.as_str(), text.as_str())));
    let (session, _) = Session::open(folder.path()).expect("the workspace opens");
    std::fs::create_dir(folder.path().join("ky")).expect("the period is made");
    (session, folder)
}

fuzz_target!(|bytes: &[u8]| -> Corpus {
    if bytes.len() > MAX_BYTES {
        return Corpus::Reject;
    }
    let mut place = PLACE.lock();
    let (session, folder) = place.get_or_insert_with(open);
    let (ending, sheet) = package(bytes);
    let path = folder.path().join(format!("bang.{ending}"));
    std::fs::write(&path, sheet).expect("the sheet is written");
    import(&path, &folder.path().join("ky"));
    let document = format!("{ending}.yaml");
    let (loaded, findings) = session.load(&document);
    none_is_ours(&findings);
    assert!(loaded.is_some() || findings.has_errors());
    if let Some(merge) = session.merge(&document, false) {
        (0..merge.count()).for_each(|letter| _ = merge.stem(letter));
    }
    Corpus::Keep
});

/// Takes a sheet over twice: the second time finds nothing to change.
fn import(sheet: &Path, period: &Path) {
    let figures = period.join("so-lieu.yaml");
    _ = std::fs::remove_file(&figures);
    match figures::import(sheet, Some(period)) {
        Err(refused) => none_is_ours(&refused.findings),
        Ok(imported) => {
            none_is_ours(&imported.findings);
            let again = figures::import(sheet, Some(period)).expect("what was taken over is taken over again");
            assert!(again.changes.is_empty(), "{:?}", again.changes);
            _ = std::fs::remove_file(&figures);
        }
    }
}
