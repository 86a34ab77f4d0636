//! Typst source that tells which statements it reaches: before each stands the reading of a file that only a traced
//! world has. Lines stay lines.

use typst::syntax::ast::Expr;
use typst::syntax::{SyntaxKind, SyntaxNode, parse};

/// The folder of files that stand for places.
const FOLDER: &str = "_dong/";

/// What stands for the end of the main file.
const END: &str = "het";

/// What a traced source reads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reached {
    /// A place.
    Place(usize),
    /// The end of the main file.
    End,
}

impl Reached {
    /// What a file stands for, by its path.
    pub(super) fn of(path: &str) -> Option<Self> {
        match path.strip_prefix(FOLDER)? {
            END => Some(Self::End),
            place => place.parse().ok().map(Self::Place),
        }
    }
}

/// A statement that reads what stands for a place.
fn reading(place: impl std::fmt::Display) -> String {
    format!("let _ = read(\"/{FOLDER}{place}\");")
}

/// The source with a reading before every statement of a line that has a place; lines count from 0.
pub(super) fn traced(text: &str, place: &dyn Fn(usize) -> Option<usize>) -> String {
    let mut statements = Vec::new();
    collect(&parse(text), 0, &mut statements);
    let mut out = String::with_capacity(text.len() * 2);
    let (mut at, mut line) = (0, 0);
    for (start, in_markup) in statements {
        line += text[at..start].matches('\n').count();
        out.push_str(&text[at..start]);
        at = start;
        if let Some(place) = place(line) {
            out.push_str(if in_markup { "#" } else { "" });
            out.push_str(&reading(place));
        }
    }
    out + &text[at..]
}

/// The main file with a reading at its end.
pub(super) fn with_end(text: &str) -> String {
    format!("{text}\n#{}", reading(END))
}

/// Where statements begin, and whether in markup, in the order of the text.
fn collect(node: &SyntaxNode, start: usize, found: &mut Vec<(usize, bool)>) {
    let mut at = start;
    let kind = node.kind();
    for child in node.children() {
        match kind {
            SyntaxKind::Markup if child.kind() == SyntaxKind::Hash => found.push((at, true)),
            SyntaxKind::Code if child.cast::<Expr>().is_some() => found.push((at, false)),
            _ => {}
        }
        // formulas are no markup
        if child.kind() != SyntaxKind::Equation {
            collect(child, at, found);
        }
        at += child.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_told_before_they_run_and_lines_stay() {
        let text = "= A #x\n#let f(y) = {\n  y\n  [#y]; 1\n}\n$ #x $\n#f[b #x]";
        let told = traced(text, &|line| (line != 0).then_some(line))
            .replace("let _ = read(\"/_dong/", "<")
            .replace("\");", ">");
        assert_eq!(told, "= A #x\n#<1>#let f(y) = {\n  <2>y\n  <3>[#<3>#y]; <3>1\n}\n$ #x $\n#<6>#f[b #<6>#x]");
        assert_eq!(Reached::of("_dong/12"), Some(Reached::Place(12)));
        assert_eq!(Reached::of("_dong/het"), Some(Reached::End));
        assert_eq!(Reached::of("hinh/1.png"), None);
    }
}
