//! The pages that have golden pictures: both letterheads, a page with table and chart, an annex on its side, a
//! signature block. README shows two of them.

use vanthu::export;
use vanthu::typeset::runs::PageRuns;

use super::picture::{Picture, TOLERANCE};
use super::review::{all_agree, folder, made, results, session, updating, write};

const REPORT: &str = "nam-2025/bao-cao-kinh-te-xa-hoi.yaml";
const RESOLUTION: &str = "ky-hop-6/nghi-quyet-ke-hoach-2026.yaml";

/// Largest golden picture, bytes: they stay in the repository for ever.
const LARGEST: usize = 40 * 1024;

/// One golden picture.
pub(super) struct GoldenPage {
    /// Name in `tests/golden`.
    pub(super) file: &'static str,
    sample: &'static str,
    /// Finds the page by what stands on it, so that text added before it does not matter.
    find: fn(&[PageRuns]) -> usize,
}

pub(super) const PAGES: [GoldenPage; 5] = [
    GoldenPage { file: "trang/bao-cao-dau-trang.png", sample: REPORT, find: |_| 0 },
    GoldenPage { file: "trang/bao-cao-bang-va-bieu-do.png", sample: REPORT, find: with_table_and_chart },
    GoldenPage { file: "trang/bao-cao-phu-luc.png", sample: REPORT, find: on_its_side },
    GoldenPage { file: "trang/nghi-quyet-dau-trang.png", sample: RESOLUTION, find: |_| 0 },
    GoldenPage { file: "trang/nghi-quyet-chu-ky.png", sample: RESOLUTION, find: |pages| pages.len() - 1 },
];

fn with_table_and_chart(pages: &[PageRuns]) -> usize {
    let has = |page: &PageRuns, words: &str| page.texts.iter().any(|run| run.text.starts_with(words));
    pages.iter().position(|page| has(page, "TT") && has(page, "Hình")).unwrap()
}

fn on_its_side(pages: &[PageRuns]) -> usize {
    pages.iter().position(|page| page.width > page.height).unwrap()
}

fn compare(page: &GoldenPage, actual: &Picture) -> Option<String> {
    let golden = folder().join(page.file);
    let bytes = actual.golden();
    if bytes.len() > LARGEST {
        return Some(format!("{} takes {} bytes, over {LARGEST}", page.file, bytes.len()));
    }
    if updating() {
        write(&golden, &bytes);
        return None;
    }
    let Ok(expected) = std::fs::read(&golden) else {
        return Some(format!("{} is missing", page.file));
    };
    let expected = Picture::read(&expected);
    let different = expected.difference(actual)?;
    let path = results().join(page.file);
    write(&path, &expected.panels(actual));
    Some(format!("{}: {different}\n  expected | difference | actual: {}", page.file, path.display()))
}

#[test]
fn golden_pictures_of_five_pages() {
    let mut session = session();
    let mut problems = Vec::new();
    for sample in [REPORT, RESOLUTION] {
        let (_, pages) = made(&mut session, sample);
        let runs = pages.runs();
        for page in PAGES.iter().filter(|page| page.sample == sample) {
            let at = (page.find)(&runs);
            let drawn = Picture::read(&export::png_of(&pages, at).unwrap()).halved();
            let coloured = runs[at].images.is_empty() && !drawn.is_grey();
            problems.extend(coloured.then(|| format!("{}: text that is not black", page.file)));
            problems.extend(compare(page, &drawn));
        }
    }
    all_agree(&problems);
}

#[test]
fn a_golden_picture_agrees_with_the_page_it_was_made_of() {
    let drawn = Picture::plain(40, 30, |x, y| [u8::try_from((x * 7 + y * 13) % 256).unwrap(); 3]);
    assert_eq!(Picture::read(&drawn.golden()).difference(&drawn), None);
}

#[test]
fn a_letter_moved_by_one_pixel_is_a_difference() {
    let stem = |at: usize| Picture::plain(40, 30, move |x, y| if x == at && y > 10 { [0; 3] } else { [255; 3] });
    let expected = Picture::read(&stem(20).golden());
    assert!(expected.difference(&stem(21)).is_some());
    assert!(expected.difference(&Picture::plain(40, 31, |_, _| [255; 3])).is_some(), "another size");
    let pale = 255 - TOLERANCE - 1;
    assert!(expected.difference(&Picture::plain(40, 30, |_, _| [pale; 3])).is_some());
}

#[test]
fn the_three_panels_stand_side_by_side_with_differences_in_red() {
    let expected = Picture::plain(4, 3, |_, _| [255; 3]);
    let actual = Picture::plain(4, 3, |x, _| if x == 1 { [0; 3] } else { [255; 3] });
    let panels = Picture::read(&expected.panels(&actual));
    assert_eq!((panels.width(), panels.height()), (12, 3));
    assert_eq!(panels.pixel(1, 0), [255; 3]);
    assert_eq!(panels.pixel(5, 0), [255, 0, 0]);
    assert_eq!(panels.pixel(9, 0), [0; 3]);
}
