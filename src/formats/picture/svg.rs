//! SVG: what a drawing grows to, what it takes from elsewhere, and what of it a page would not show.

mod cost;
mod effects;
mod embedded;
mod limits;
mod links;
mod style;
mod words;

use roxmltree::{Document, ParsingOptions};

use super::facts::Picture;
use super::fault::Fault;
use crate::base::xml::{self, DocumentType, MAX_ATTRIBUTES, Refusal};
use embedded::Embedded;
use limits::{EXPORT, MAX_NODES, too_complex};
use style::Styles;

/// Tests of a rule of a style sheet on an element; to take in ten of its declarations takes as long.
const MAX_MATCHES: usize = 4_000_000;

/// Bytes that the abbreviations of a file may be written out to.
const MAX_ENTITIES: usize = 4 << 20;

/// Drawings within a drawing.
const MAX_INNER: usize = 2;

pub(super) fn inspect(bytes: &[u8]) -> Result<Picture, Fault> {
    inspect_inner(bytes, 0)
}

fn inspect_inner(bytes: &[u8], depth: usize) -> Result<Picture, Fault> {
    let text = text(bytes)?;
    let drawing = parse(text)?;
    if drawing.descendants().count() > MAX_NODES as usize {
        return Err(too_complex());
    }
    let styles = Styles::of(&drawing).ok_or_else(too_complex)?;
    let (nodes, written) = (drawing.descendants().count(), styles.declarations() / 10);
    if styles.rules().max(written).saturating_mul(nodes) > MAX_MATCHES {
        return Err(too_complex());
    }
    links::check(&drawing)?;
    cost::check(&drawing, &styles)?;
    let mut picture = Picture { ending: "svg", words: words::of(&drawing, &styles)?, ..Picture::default() };
    for image in embedded::all(&drawing) {
        let inner = match image? {
            Embedded::Points(points) => points.inspect()?,
            Embedded::Drawing(_) if depth == MAX_INNER => return Err(too_complex()),
            Embedded::Drawing(bytes) => inspect_inner(&bytes, depth + 1)?,
        };
        picture.weight += inner.weight;
        picture.words.text.push_str(&inner.words.text);
        picture.words.families.extend(inner.words.families);
    }
    if depth == 0 {
        drawn(text)?;
    }
    Ok(picture)
}

pub(super) fn read_whole(bytes: &[u8]) -> Result<(), Fault> {
    let drawing = parse(text(bytes)?)?;
    for image in embedded::all(&drawing) {
        match image? {
            Embedded::Points(points) => points.read_whole()?,
            Embedded::Drawing(bytes) => read_whole(&bytes)?,
        }
    }
    Ok(())
}

fn text(bytes: &[u8]) -> Result<&str, Fault> {
    std::str::from_utf8(bytes).map_err(|_| {
        Fault::new("là SVG không lưu bằng UTF-8", "mở hình bằng chương trình vẽ, lưu lại thành SVG (UTF-8) hoặc PNG")
    })
}

fn parse(text: &str) -> Result<Document<'_>, Fault> {
    xml::check(text, DocumentType::Allowed).map_err(|refusal| match refusal {
        Refusal::Broken(at) => broken(1 + text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count()),
        Refusal::Attributes => {
            let message = format!("là SVG có một nét vẽ ghi quá nhiều thuộc tính, nhiều nhất {MAX_ATTRIBUTES}");
            Fault::new(message, EXPORT)
        }
        Refusal::DocumentType | Refusal::Deep | Refusal::Namespaces => too_complex(),
    })?;
    if let Some(start) = text.find("<!ENTITY") {
        let end = text[start..].find("]>").map_or(text.len(), |end| start + end);
        let (declared, rest) = (&text[start..end], &text[end..]);
        // abbreviations of abbreviations grow without a measure
        if declared.contains('&') || declared.len().saturating_mul(rest.matches('&').count()) > MAX_ENTITIES {
            return Err(too_complex());
        }
    }
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES * 4, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => too_complex(),
        error => broken(error.pos().row as usize),
    })
}

fn broken(row: usize) -> Fault {
    let hint = "mở hình bằng chương trình vẽ, lưu lại thành SVG hoặc PNG";
    Fault::new(format!("là SVG hỏng ở dòng {row} của hình"), hint)
}

/// Draws it without its words.
fn drawn(text: &str) -> Result<(), Fault> {
    let tree = usvg::Tree::from_str(text, &usvg::Options::default()).map_err(|error| match error {
        usvg::Error::InvalidSize => Fault::new(
            "là SVG không có kích thước",
            "ghi `width`, `height` hoặc `viewBox` lớn hơn 0 cho hình, hoặc xuất thành PNG",
        ),
        usvg::Error::ElementsLimitReached => too_complex(),
        _ => Fault::new("là SVG hỏng", EXPORT),
    })?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let sane = |length: f32| length.is_finite() && (0.01..=100_000.0).contains(&length);
    if !sane(width) || !sane(height) || !(0.001..=1000.0).contains(&(width / height)) {
        return Err(Fault::new("là SVG có kích thước quá lớn, quá nhỏ hoặc quá dẹt", EXPORT));
    }
    if !effects::are_small(&tree) {
        return Err(Fault::new("là SVG có hiệu ứng (bóng, làm mờ) phủ rộng hơn hình nhiều lần", EXPORT));
    }
    if !tree.root().has_children() && !text.contains("<text") {
        return Err(Fault::new(
            "là SVG trống, không có nét vẽ nào",
            "mở hình bằng chương trình vẽ, kiểm tra rồi lưu lại",
        ));
    }
    Ok(())
}
