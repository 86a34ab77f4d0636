//! Styles of a Word file, each with what it takes over from those it is based on.

use std::collections::HashMap;

use roxmltree::Node;

use crate::formats::word::fault::Fault;
use crate::formats::word::model::{Lie, Script};
use crate::formats::word::xml::{self, attribute, child, elements, name, switch, value};

/// Styles based on one another.
const MAX_BASES: usize = 30;

/// What is said of words, where anything is said.
#[derive(Debug, Clone, Default)]
pub(super) struct RunLook {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) struck: Option<bool>,
    pub(super) capitals: Option<bool>,
    pub(super) script: Option<Script>,
    pub(super) font: Option<String>,
}

/// What is said of a paragraph, where anything is said.
#[derive(Debug, Clone, Default)]
pub(super) struct ParagraphLook {
    pub(super) lie: Option<Lie>,
    pub(super) outline: Option<usize>,
    pub(super) starts_page: Option<bool>,
    /// The list, and the level in it.
    pub(super) list: Option<(String, Option<usize>)>,
}

/// A style with its own words only.
#[derive(Debug, Clone, Default)]
struct Style {
    shown: String,
    base: Option<String>,
    run: RunLook,
    paragraph: ParagraphLook,
    has_rules: Option<bool>,
}

/// All styles of a file.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    run: RunLook,
    paragraph: ParagraphLook,
    /// The style of paragraphs that name none.
    usual: Option<String>,
}

impl RunLook {
    /// Reads `w:rPr`.
    pub(super) fn of(node: Node<'_, '_>) -> Self {
        let script = value(node, "vertAlign").map(|place| match place {
            "superscript" => Script::Super,
            "subscript" => Script::Sub,
            _ => Script::None,
        });
        let font =
            child(node, "rFonts").and_then(|fonts| attribute(fonts, "hAnsi").or_else(|| attribute(fonts, "ascii")));
        Self {
            bold: switch(node, "b"),
            italic: switch(node, "i"),
            hidden: switch(node, "vanish").or_else(|| switch(node, "webHidden")),
            capitals: switch(node, "caps"),
            struck: switch(node, "strike").or_else(|| switch(node, "dstrike")),
            script,
            font: font.map(str::to_owned),
        }
    }

    /// This look over another one, which stands where this says nothing.
    pub(super) fn over(self, base: &Self) -> Self {
        Self {
            bold: self.bold.or(base.bold),
            italic: self.italic.or(base.italic),
            hidden: self.hidden.or(base.hidden),
            struck: self.struck.or(base.struck),
            capitals: self.capitals.or(base.capitals),
            script: self.script.or(base.script),
            font: self.font.or_else(|| base.font.clone()),
        }
    }
}

impl ParagraphLook {
    /// Reads `w:pPr`.
    pub(super) fn of(node: Node<'_, '_>) -> Self {
        let lie = value(node, "jc").map(|lie| match lie {
            "center" => Lie::Centre,
            "right" | "end" => Lie::Right,
            "both" | "distribute" => Lie::Justified,
            _ => Lie::Left,
        });
        let outline = value(node, "outlineLvl").and_then(|level| level.parse::<usize>().ok());
        let list = child(node, "numPr").map(|list| {
            let level = value(list, "ilvl").and_then(|level| level.parse().ok());
            (value(list, "numId").unwrap_or_default().to_owned(), level)
        });
        Self { lie, outline, starts_page: switch(node, "pageBreakBefore"), list }
    }

    pub(super) fn over(self, base: &Self) -> Self {
        let list = match (self.list, &base.list) {
            // a level alone is one of the list of the style
            (Some((id, level)), Some((of_style, _))) if id.is_empty() => Some((of_style.clone(), level)),
            (list, of_style) => list.or_else(|| of_style.clone()),
        };
        Self {
            lie: self.lie.or(base.lie),
            outline: self.outline.or(base.outline),
            starts_page: self.starts_page.or(base.starts_page),
            list,
        }
    }
}

impl Styles {
    /// Reads the part of the styles.
    pub(super) fn read(part: &str, bytes: &[u8]) -> Result<Self, Fault> {
        let text = xml::text(part, bytes)?;
        let document = xml::parse(part, &text)?;
        let mut styles = Self::default();
        for node in elements(document.root_element()) {
            match name(node) {
                "docDefaults" => styles.defaults(node),
                "style" => styles.style(node),
                _ => {}
            }
        }
        Ok(styles)
    }

    fn defaults(&mut self, node: Node<'_, '_>) {
        if let Some(look) = child(node, "rPrDefault").and_then(|default| child(default, "rPr")) {
            self.run = RunLook::of(look);
        }
        if let Some(look) = child(node, "pPrDefault").and_then(|default| child(default, "pPr")) {
            self.paragraph = ParagraphLook::of(look);
        }
    }

    fn style(&mut self, node: Node<'_, '_>) {
        let Some(id) = attribute(node, "styleId") else { return };
        let is_usual = matches!(attribute(node, "default"), Some("1" | "true" | "on"));
        if is_usual && attribute(node, "type") == Some("paragraph") {
            self.usual = Some(id.to_owned());
        }
        let style = Style {
            shown: value(node, "name").unwrap_or(id).to_owned(),
            base: value(node, "basedOn").map(str::to_owned),
            run: child(node, "rPr").map(RunLook::of).unwrap_or_default(),
            paragraph: child(node, "pPr").map(ParagraphLook::of).unwrap_or_default(),
            has_rules: child(node, "tblPr").and_then(|look| child(look, "tblBorders")).map(has_rules),
        };
        self.styles.insert(id.to_owned(), style);
    }

    /// A style and those it is based on, itself first.
    fn chain(&self, id: Option<&str>) -> Vec<&Style> {
        let mut chain = Vec::new();
        let mut next = id;
        while let Some(style) = next.and_then(|id| self.styles.get(id))
            && chain.len() < MAX_BASES
        {
            chain.push(style);
            next = style.base.as_deref();
        }
        chain
    }

    /// The style that a paragraph has, named or usual.
    pub(super) fn of_paragraph<'a>(&'a self, named: Option<&'a str>) -> Option<&'a str> {
        named.or(self.usual.as_deref())
    }

    /// Shown names of a style and its bases.
    pub(super) fn names(&self, id: Option<&str>) -> Vec<String> {
        self.chain(id).into_iter().map(|style| style.shown.clone()).collect()
    }

    /// How words of a style look.
    pub(super) fn run(&self, id: Option<&str>) -> RunLook {
        let own = self.chain(id).into_iter().fold(RunLook::default(), |look, style| look.over(&style.run));
        own.over(&self.run)
    }

    /// How words look that a style is put on, over what they had.
    pub(super) fn run_over(&self, id: Option<&str>, base: &RunLook) -> RunLook {
        let own = self.chain(id).into_iter().fold(RunLook::default(), |look, style| look.over(&style.run));
        own.over(base)
    }

    /// How paragraphs of a style lie.
    pub(super) fn paragraph(&self, id: Option<&str>) -> ParagraphLook {
        let chain = self.chain(id).into_iter();
        chain.fold(ParagraphLook::default(), |look, style| look.over(&style.paragraph)).over(&self.paragraph)
    }

    /// Whether tables of a style have lines.
    pub(super) fn has_rules(&self, id: Option<&str>) -> bool {
        self.chain(id).into_iter().find_map(|style| style.has_rules).unwrap_or(false)
    }
}

/// Whether a border is a line.
pub(super) fn is_drawn(line: Node<'_, '_>) -> bool {
    !matches!(attribute(line, "val"), None | Some("nil" | "none"))
}

/// Whether borders draw lines between or around cells.
pub(super) fn has_rules(borders: Node<'_, '_>) -> bool {
    elements(borders).any(is_drawn)
}
