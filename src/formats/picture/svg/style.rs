//! Which properties an element has: its own attributes, the rules that fit it, its `style`.

use roxmltree::{Document, Node};
use simplecss::{AttributeOperator, DeclarationTokenizer, Element, PseudoClass, StyleSheet};

/// Rules that the style sheets of a drawing may have; a reader sorts them in a time that grows with their square.
const MAX_RULES: usize = 2000;

/// Declarations that all rules together may have, and those of one element.
const MAX_DECLARATIONS: (usize, usize) = (20_000, 500);

/// The style sheets of a drawing.
pub(super) struct Styles<'a> {
    sheet: StyleSheet<'a>,
}

impl<'a> Styles<'a> {
    /// None when there are more rules or declarations than there may be.
    pub(super) fn of(drawing: &'a Document<'_>) -> Option<Self> {
        let styles = drawing.descendants().filter(|node| node.tag_name().name() == "style");
        let texts: Vec<&str> = styles.filter_map(|node| node.text()).collect();
        let rules: usize = texts.iter().map(|text| text.matches(['{', ',']).count()).sum();
        let declarations = |text: &str| text.matches(';').count();
        let own = |node: Node<'_, '_>| node.attribute("style").map_or(0, declarations);
        if rules > MAX_RULES
            || texts.iter().copied().map(declarations).sum::<usize>() > MAX_DECLARATIONS.0
            || drawing.descendants().any(|node| own(node) > MAX_DECLARATIONS.1)
        {
            return None;
        }
        let mut sheet = StyleSheet::new();
        texts.into_iter().for_each(|text| sheet.parse_more(text));
        Some(Self { sheet })
    }

    /// Declarations of all rules.
    pub(super) fn declarations(&self) -> usize {
        self.sheet.rules.iter().map(|rule| rule.declarations.len()).sum()
    }

    pub(super) fn rules(&self) -> usize {
        self.sheet.rules.len()
    }

    /// Names and values of the properties of an element, also of those that others outdo.
    pub(super) fn properties<'n>(&self, node: Node<'n, '_>) -> Vec<(&'n str, &'n str)>
    where
        'a: 'n,
    {
        let own = node.attributes().map(|attribute| (attribute.name(), attribute.value()));
        let mut found: Vec<_> = own.filter(|(name, _)| *name != "style").collect();
        for rule in self.sheet.rules.iter().filter(|rule| rule.selector.matches(&Styled(node))) {
            found.extend(rule.declarations.iter().map(|declaration| (declaration.name, declaration.value)));
        }
        let style = node.attribute("style").unwrap_or_default();
        found.extend(DeclarationTokenizer::from(style).map(|declaration| (declaration.name, declaration.value)));
        found
    }
}

/// An element as rules look at it.
struct Styled<'a, 'input>(Node<'a, 'input>);

impl Element for Styled<'_, '_> {
    fn parent_element(&self) -> Option<Self> {
        self.0.parent_element().map(Styled)
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.0.prev_sibling_element().map(Styled)
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.0.tag_name().name() == name
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator<'_>) -> bool {
        self.0.attribute(name).is_some_and(|value| operator.matches(value))
    }

    fn pseudo_class_matches(&self, class: PseudoClass<'_>) -> bool {
        matches!(class, PseudoClass::FirstChild) && self.0.prev_sibling_element().is_none()
    }
}
