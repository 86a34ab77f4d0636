//! What a drawing grows to when all that it refers to is drawn in its place, reckoned before anything is.

use std::collections::HashMap;

use roxmltree::{Document, Node, NodeId};

use super::limits::{EXPORT, MAX_NODES, href, too_complex};
use super::style::Styles;
use crate::formats::picture::fault::Fault;

/// Bytes of all elements, each as often as it is drawn.
const MAX_BYTES: u64 = 48 << 20;

/// Elements within elements, also by what they refer to.
const MAX_DEPTH: usize = 96;

/// Steps of the effects (shadows, blurring) of a drawing; each is worked out point by point.
const MAX_EFFECTS: u64 = 4;

/// Effects whose time has no measure.
const HEAVY: [&str; 6] =
    ["feTurbulence", "feConvolveMatrix", "feMorphology", "feDiffuseLighting", "feSpecularLighting", "feImage"];

/// What an element costs with all in it.
#[derive(Debug, Clone, Copy, Default)]
struct Cost {
    nodes: u64,
    bytes: u64,
    effects: u64,
    /// Elements within elements.
    height: usize,
}

impl Cost {
    fn add(&mut self, other: Self, times: u64) {
        self.nodes = self.nodes.saturating_add(other.nodes.saturating_mul(times));
        self.bytes = self.bytes.saturating_add(other.bytes.saturating_mul(times));
        self.effects = self.effects.saturating_add(other.effects.saturating_mul(times));
        self.height = self.height.max(other.height + 1);
    }
}

/// Reckons the cost of a drawing.
///
/// # Errors
/// It is more than a page takes.
pub(super) fn check(drawing: &Document<'_>, styles: &Styles<'_>) -> Result<(), Fault> {
    let mut named = HashMap::new();
    for node in drawing.descendants() {
        if let Some(id) = node.attribute("id") {
            named.entry(id).or_insert(node);
        }
    }
    let mut reckoning = Reckoning { styles, named, known: HashMap::new() };
    let cost = reckoning.cost(drawing.root_element(), 0)?;
    if cost.effects > MAX_EFFECTS {
        return Err(heavy());
    }
    if cost.nodes > MAX_NODES.into() || cost.bytes > MAX_BYTES {
        return Err(too_complex());
    }
    Ok(())
}

struct Reckoning<'a, 'input> {
    styles: &'a Styles<'a>,
    named: HashMap<&'a str, Node<'a, 'input>>,
    /// Costs by element; none while it is being reckoned.
    known: HashMap<NodeId, Option<Cost>>,
}

impl<'a, 'input> Reckoning<'a, 'input> {
    fn cost(&mut self, node: Node<'a, 'input>, depth: usize) -> Result<Cost, Fault> {
        if depth > MAX_DEPTH {
            return Err(too_complex());
        }
        match self.known.get(&node.id()) {
            Some(Some(cost)) => return Ok(*cost),
            Some(None) => return Err(Fault::new("là SVG có phần lặp lại chính phần ấy", EXPORT)),
            None => {}
        }
        self.known.insert(node.id(), None);
        let name = node.tag_name().name();
        if HEAVY.contains(&name) {
            return Err(heavy());
        }
        let written = node.range().len() as u64;
        let mut cost = Cost { nodes: 1, ..Cost::default() };
        for child in node.children().filter(|child| child.is_element() || child.is_text()) {
            cost.add(self.cost(child, depth + 1)?, 1);
        }
        let within: u64 = node.children().map(|child| child.range().len() as u64).sum();
        cost.bytes = cost.bytes.saturating_add(written.saturating_sub(within));
        if node.is_element() {
            self.add_references(node, depth, &mut cost)?;
        }
        if cost.height > MAX_DEPTH {
            return Err(too_complex());
        }
        self.known.insert(node.id(), Some(cost));
        Ok(cost)
    }

    fn add_references(&mut self, node: Node<'a, 'input>, depth: usize, cost: &mut Cost) -> Result<(), Fault> {
        if matches!(
            node.tag_name().name(),
            "use" | "pattern" | "linearGradient" | "radialGradient" | "filter" | "textPath"
        ) && let Some(target) =
            href(&node).and_then(|link| link.trim().strip_prefix('#')).and_then(|id| self.named.get(id))
        {
            let target = self.cost(*target, depth + 1)?;
            cost.add(target, 1);
        }
        let drawn = *cost;
        for (name, value) in self.styles.properties(node) {
            // what is inherited is drawn with every element inside, marks with every corner of its lines
            let times = match name {
                "fill" | "stroke" => drawn.nodes,
                _ if name.starts_with("marker") => drawn.nodes.saturating_add(drawn.bytes / 4),
                "clip-path" | "mask" => 1,
                "filter" => {
                    cost.effects = cost.effects.saturating_add(effects_by_name(value));
                    1
                }
                _ => continue,
            };
            for target in urls(value).filter_map(|id| self.named.get(id).copied()).collect::<Vec<_>>() {
                let mut target_cost = self.cost(target, depth + 1)?;
                if name == "filter" {
                    target_cost.effects += target.children().filter(Node::is_element).count() as u64;
                }
                cost.add(target_cost, times);
            }
        }
        Ok(())
    }
}

/// `url(#a)` → `a`.
fn urls(value: &str) -> impl Iterator<Item = &str> {
    value.split("url(").skip(1).filter_map(|rest| {
        let inner = rest.split(')').next()?.trim().trim_matches(['"', '\'']).trim();
        inner.strip_prefix('#')
    })
}

/// `blur(2px) drop-shadow(…)`.
fn effects_by_name(value: &str) -> u64 {
    let calls = value.matches('(').count() - value.matches("url(").count();
    calls as u64
}

fn heavy() -> Fault {
    Fault::new(format!("là SVG có nhiều hiệu ứng (bóng, làm mờ), nhiều nhất {MAX_EFFECTS} bước"), EXPORT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_however_they_are_written() {
        let found = |value| urls(value).collect::<Vec<_>>();
        assert_eq!(found("url(#a) url( '#b' ) url(\"#c\")"), ["a", "b", "c"]);
        assert_eq!(found("none"), [""; 0]);
        assert_eq!(effects_by_name("blur(2px) drop-shadow(1px 1px red) url(#x)"), 2);
    }
}
