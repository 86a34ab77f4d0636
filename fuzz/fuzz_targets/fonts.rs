//! Any bytes as a font of the office: used, or told of and passed over; the document is set with the fonts that are left.
//!
//! `cargo +nightly fuzz run fonts -s none fuzz/corpus/fonts fuzz/seeds/fonts -- -max_len=32768`

#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use tempfile::TempDir;
use vanthu::operations::common::options::Options;
use vanthu::operations::common::session::Session;
use vanthu_fuzz::{Held, none_is_ours, workspace};

/// More would fuzz the speed of shaping.
const MAX_BYTES: usize = 32 << 10;

const DOCUMENT: &str = "\
loai: bao-cao
co_quan: ubnd
trich_yeu: về phông chữ
noi_dung: |
  Chữ thường, **chữ đậm**, *chữ nghiêng*, 10 m^2^ và 25%: đủ dấu ăâêôơưđ.
";

static PLACE: Held<TempDir> = Held::new();

fuzz_target!(|bytes: &[u8]| -> Corpus {
    if bytes.len() > MAX_BYTES {
        return Corpus::Reject;
    }
    let mut place = PLACE.lock();
    let folder = place.get_or_insert_with(|| workspace(&[("van-ban.yaml", DOCUMENT), ("phong-chu/chu.ttf", "")]));
    std::fs::write(folder.path().join("phong-chu/chu.ttf"), bytes).expect("the font is written");
    let (mut session, findings) = Session::open(folder.path()).expect("a font keeps no workspace closed");
    none_is_ours(&findings);
    let built = session.build("van-ban.yaml", &Options::default());
    none_is_ours(&built.findings);
    assert!(built.findings.has_errors() || !built.outputs.is_empty());
    Corpus::Keep
});
