//! What a drawing takes from elsewhere, or has that only a browser shows: the page would lack it without a word.

use roxmltree::{Document, Node};

use super::limits::href;
use crate::formats::picture::fault::Fault;

/// Tells what would be missing.
///
/// # Errors
/// Something would.
pub(super) fn check(drawing: &Document<'_>) -> Result<(), Fault> {
    for node in drawing.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        // where a link leads to is not part of the drawing
        let leads = matches!(name, "a" | "script");
        let elsewhere = href(&node).map(str::trim).filter(|link| !leads && !link.starts_with('#') && !is_data(link));
        if let Some(link) = elsewhere.filter(|link| !link.is_empty()) {
            return Err(linked(link));
        }
        let imports = name == "style" && node.text().is_some_and(|text| text.contains("@import"));
        if imports {
            return Err(linked("@import"));
        }
        if name == "foreignObject" && !has_stand_in(&node) {
            return Err(Fault::new(
                "là SVG có chữ kiểu trang web (`foreignObject`), in ra sẽ mất",
                "xuất hình thành PNG; trong draw.io bỏ chọn Word Wrap và Formatted Text của ô chữ rồi xuất lại SVG",
            ));
        }
    }
    Ok(())
}

/// Whether a link is the thing itself.
pub(super) fn is_data(link: &str) -> bool {
    link.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:"))
}

/// Whether what only a browser shows stands in a choice with something else.
fn has_stand_in(node: &Node<'_, '_>) -> bool {
    let choice = node.parent().filter(|parent| parent.tag_name().name() == "switch");
    choice.is_some_and(|choice| {
        choice.children().any(|other| {
            other.is_element() && !matches!(other.tag_name().name(), "foreignObject" | "a" | "title" | "desc")
        })
    })
}

fn linked(link: &str) -> Fault {
    const SHOWN: usize = 60;
    let shown: String = link.chars().filter(|c| !c.is_control()).take(SHOWN).collect();
    let more = if link.chars().count() > SHOWN { "…" } else { "" };
    Fault::new(
        format!("lấy thêm tệp khác (`{shown}{more}`), in ra sẽ thiếu"),
        "nhúng tệp đó vào hình (Inkscape: Extensions, Images, Embed Images), hoặc xuất hình thành PNG",
    )
}
