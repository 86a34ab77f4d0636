//! Which values of a figure an expression reads.

use crate::domain::figures::{Operand, operands_of};

/// The values an expression reads of the figure at `path`.
pub(super) fn reads(expression: &str, path: &str) -> Vec<Operand> {
    let mut found: Vec<Operand> = Vec::new();
    let named = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let mut whole = expression;
    while let Some(at) = whole.find(named) {
        let end = whole[at..].find(|c| !named(c)).map_or(whole.len(), |length| at + length);
        let name = &whole[at..end];
        whole = &whole[end..];
        let Some(rest) = name.strip_prefix(path).filter(|rest| rest.is_empty() || rest.starts_with('.')) else {
            continue;
        };
        let field = rest.trim_start_matches('.').split('.').next().unwrap_or_default();
        for operand in operands_of(field) {
            if !found.contains(operand) {
                found.push(*operand);
            }
        }
    }
    found
}
