//! How large a drawing may be, and what is said of one that is larger.

use roxmltree::Node;

use crate::formats::picture::fault::Fault;

/// Elements of a drawing, each counted as often as it is drawn.
pub(super) const MAX_NODES: u32 = 200_000;

/// What anybody can do with a drawing that is too much.
pub(super) const EXPORT: &str = "trong chương trình vẽ, xuất hình thành PNG (300 dpi) rồi dùng tệp PNG";

/// A drawing that is too much.
pub(super) fn too_complex() -> Fault {
    Fault::new(format!("là SVG quá phức tạp, hơn {} nghìn nét vẽ hoặc lồng quá sâu", MAX_NODES / 1000), EXPORT)
}

/// What an element refers to in its `href`, by either name.
pub(super) fn href<'a>(node: &Node<'a, '_>) -> Option<&'a str> {
    node.attribute(("http://www.w3.org/1999/xlink", "href")).or_else(|| node.attribute("href"))
}
