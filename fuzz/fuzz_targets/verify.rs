//! Any bytes as a signed PDF: validated without a panic, and never called whole when nothing could be read of it.
//!
//! The bytes stand alone, beside an issued PDF as its rewritten form, or behind a signed one as an update; seeds are signed
//! files, and objects (`.obj`) that are given a table here. So the strict reader, the second reading, the comparison of
//! writings and that of pages, its pictures and fonts, all see them.
//!
//! `cargo +nightly fuzz run verify -s none fuzz/corpus/verify fuzz/seeds/verify -- -max_len=65536`

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::{Corpus, fuzz_target};
use vanthu::archive::pdf_info::PdfReader;
use vanthu::signature::{Indication, Integrity, Provenance, TrustStore, validate};
use vanthu_fuzz::{revision, take_in};

/// More would fuzz the speed of the PDF reader.
const MAX_BYTES: usize = 64 << 10;

/// A signed PDF whose end may be replaced.
static SIGNED: &[u8] = include_bytes!("../seeds/verify/chu-hinh.pdf");

static NOW: LazyLock<chrono::DateTime<chrono::FixedOffset>> =
    LazyLock::new(|| chrono::DateTime::parse_from_rfc3339("2026-03-01T08:00:00+07:00").expect("a moment"));

fuzz_target!(|bytes: &[u8]| -> Corpus {
    if bytes.len() > MAX_BYTES {
        return Corpus::Reject;
    }
    take_in();
    if bytes.first().is_some_and(u8::is_ascii_digit) {
        objects(bytes);
        return Corpus::Keep;
    }
    // the archive reads the same files to know whose they are
    let reader = PdfReader::new(bytes);
    (reader.info(), reader.text());
    let trust = TrustStore::none();
    let alone = validate(bytes, None, &trust, *NOW);
    assert!(!holds(alone.indication) || !alone.signatures.is_empty());
    let compared = validate(bytes, Some(*ISSUED), &trust, *NOW);
    assert!(compared.provenance != Provenance::Issued || bytes.starts_with(*ISSUED));
    let behind = [SIGNED, bytes].concat();
    let after = validate(&behind, None, &trust, *NOW);
    assert!(after.integrity != Integrity::Unsigned);
    assert!(!holds(after.indication) || after.revisions > 1 || bytes.is_empty());
    // bytes of the signed part replaced: the digest has to tell
    if let (Some((at, rest)), true) = (bytes.split_at_checked(2), bytes.len() > 2) {
        let mut changed = SIGNED.to_vec();
        let start = usize::from(u16::from_le_bytes([at[0], at[1]])) % SIGNED.len();
        let length = rest.len().min(64).min(SIGNED.len() - start);
        changed[start..start + length].copy_from_slice(&rest[..length]);
        let told = validate(&changed, None, &trust, *NOW);
        let hole = hole();
        let in_hole = start >= hole.0 && start + length <= hole.1;
        assert!(changed == SIGNED || in_hole || !holds(told.indication), "{start} {length}");
        // its pages beside those that were issued: what is called the same was looked at
        let told = validate(&changed, Some(*ISSUED), &trust, *NOW);
        assert!(changed.starts_with(*ISSUED) || told.provenance != Provenance::Issued, "{start} {length}");
    }
    Corpus::Keep
});

/// Objects as a whole file beside the issued one, and as an update of the signed one.
fn objects(bytes: &[u8]) {
    let trust = TrustStore::none();
    let whole = revision(&[], bytes);
    let told = validate(&whole, Some(*ISSUED), &trust, *NOW);
    assert!(told.provenance != Provenance::Issued || whole.starts_with(*ISSUED));
    let behind = revision(SIGNED, bytes);
    let after = validate(&behind, Some(*ISSUED), &trust, *NOW);
    assert!(after.integrity != Integrity::Unsigned);
    // what still holds says what it said
    let words = PdfReader::new(&behind).text();
    assert!(!holds(after.indication) || words.is_empty() || words == PdfReader::new(SIGNED).text());
}

/// Whether every signature is said to hold.
fn holds(indication: Indication) -> bool {
    matches!(indication, Indication::Intact | Indication::Unchecked | Indication::Rewritten)
}

/// The signed PDF before it was signed.
static ISSUED: LazyLock<&[u8]> = LazyLock::new(|| {
    let mark = SIGNED.windows(5).position(|window| window == b"%%EOF").map_or(SIGNED.len(), |at| at + 6);
    &SIGNED[..mark.min(SIGNED.len())]
});

/// Where the hexadecimal digits of the message stand; their capitals mean nothing.
fn hole() -> (usize, usize) {
    static HOLE: LazyLock<(usize, usize)> = LazyLock::new(|| {
        let find = |from: usize, wanted: &[u8]| {
            SIGNED[from..].windows(wanted.len()).position(|w| w == wanted).map_or(SIGNED.len(), |at| at + from)
        };
        let open = find(0, b"/Contents <").min(find(0, b"/Contents<"));
        (open, find(open, b">"))
    });
    *HOLE
}
