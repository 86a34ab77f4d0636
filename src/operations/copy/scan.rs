//! Whether a scan is as the decree wants it for an electronic copy: in colour, 200 dots an inch or more [N30-I phần II, I.2].

use crate::base::finding::{Finding, Findings, codes};
use crate::signature::pdf::revisions::last_reading;
use crate::signature::pdf::scans::{Scanned, scanned};

/// Dots an inch.
const LEAST: f64 = 200.0;

/// How far below is a rounding of the scanner.
const ROUNDING: f64 = 0.97;

/// What is to be looked at of a scan.
pub(super) fn look(bytes: &[u8], shown: &str) -> Findings {
    let mut findings = Findings::default();
    let Some(document) = last_reading(bytes) else { return findings };
    let pages = scanned(&document);
    let say = |what: String, pages: Vec<String>| {
        Finding::new(codes::COPY_TO_CHECK, format!("{what}, trang {}", pages.join(", ")))
            .in_file(shown)
            .hint("quét lại: ảnh màu, từ 200 dpi, tỷ lệ 100% (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II)")
    };
    let of = |is: &dyn Fn(&Scanned) -> bool| -> Vec<String> {
        (1..).zip(&pages).filter(|(_, page)| is(page)).map(|(number, _)| i32::to_string(&number)).collect()
    };
    let coarse = of(&|page| page.dots < LEAST * ROUNDING);
    let grey = of(&|page| !page.has_colour);
    if !coarse.is_empty() {
        findings.push(say("bản quét thưa hơn 200 dpi".to_owned(), coarse));
    }
    if !grey.is_empty() {
        findings.push(say("bản quét không có màu".to_owned(), grey));
    }
    findings
}
