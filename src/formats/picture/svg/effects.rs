//! How much of a page the effects of a drawing cover: each is worked out point by point, also where nothing is drawn.

use usvg::filter::{Kind, Primitive};
use usvg::{Group, ImageKind, Node, Tree};

/// What all effects may cover, each step of each, in areas of the whole drawing.
const MAX_COVERED: f64 = 12.0;

/// Whether the effects of a drawing cover so little that they can be worked out.
pub(super) fn are_small(tree: &Tree) -> bool {
    let size = tree.size();
    covered(tree.root()) <= MAX_COVERED * f64::from(size.width()) * f64::from(size.height())
}

/// The areas of the effects of a group and all in it, as they are drawn.
fn covered(group: &Group) -> f64 {
    let steps: usize = group.filters().iter().map(|filter| filter.primitives().len()).sum();
    let place = group.abs_layer_bounding_box();
    let own = f64::from(place.width()) * f64::from(place.height()) * steps as f64;
    // a reader keeps so many points for each that is blurred
    let room = group.layer_bounding_box();
    let is_blurred = |primitive: &Primitive| blur(primitive) > room.width().max(room.height());
    if group.filters().iter().flat_map(|filter| filter.primitives()).any(is_blurred) {
        return f64::INFINITY;
    }
    own + group.children().iter().map(covered_by).sum::<f64>()
}

/// How far a step blurs.
fn blur(primitive: &Primitive) -> f32 {
    match primitive.kind() {
        Kind::GaussianBlur(blur) => blur.std_dev_x().get().max(blur.std_dev_y().get()),
        Kind::DropShadow(shadow) => shadow.std_dev_x().get().max(shadow.std_dev_y().get()),
        _ => 0.0,
    }
}

fn covered_by(node: &Node) -> f64 {
    let mut all = match node {
        Node::Group(group) => covered(group),
        Node::Image(image) => match image.kind() {
            // it has measures of its own
            ImageKind::SVG(tree) if !are_small(tree) => f64::INFINITY,
            _ => 0.0,
        },
        Node::Path(_) | Node::Text(_) => 0.0,
    };
    // masks, paths to clip with, patterns
    if !matches!(node, Node::Image(_)) {
        node.subroots(|root| all += covered(root));
    }
    all
}
