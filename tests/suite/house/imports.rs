//! Which file names which: modules, `use` lines and paths of a tree of sources, followed to where an item stands.

use std::collections::{BTreeMap, BTreeSet};

use super::tokens::{Token, tokens};

/// Texts of the files of `src`, by their path from there.
pub(super) type Sources = BTreeMap<String, String>;

/// A file that names something of another one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Import {
    pub(super) from: String,
    /// Where the item stands that the path leads to.
    pub(super) to: String,
    /// The file of the module that the path was written with; it may only pass the item on.
    pub(super) through: String,
    pub(super) line: usize,
    pub(super) path: String,
}

type Path = Vec<String>;

/// What one module holds.
#[derive(Default)]
struct Module {
    file: String,
    items: BTreeSet<String>,
    /// Names brought in: under which name, or all of them, from where.
    uses: Vec<(Option<String>, Path)>,
}

/// A path in the text of a module.
struct Mention {
    module: Path,
    path: Path,
    line: usize,
}

/// Where a name leads.
enum Target {
    Module(Path),
    /// An item of this module.
    Item(Path),
}

/// All modules of a tree.
#[derive(Default)]
pub(super) struct House {
    modules: BTreeMap<Path, Module>,
    mentions: Vec<Mention>,
}

/// The module a file is: `a/b.rs` and `a/b/mod.rs` are `a::b`.
fn module_of(file: &str) -> Path {
    let name = file.trim_end_matches(".rs").trim_end_matches("/mod");
    match name {
        "lib" => Vec::new(),
        _ => name.split('/').map(str::to_owned).collect(),
    }
}

impl House {
    /// Reads every file.
    pub(super) fn read(sources: &Sources) -> Self {
        let mut house = Self::default();
        for (file, text) in sources {
            Reader { house: &mut house, file, tokens: tokens(text), at: 0, open: vec![(0, module_of(file))] }.read();
        }
        house
    }

    /// Every import from one file to another, once for each pair, where it is met first.
    pub(super) fn imports(&self) -> Vec<Import> {
        let mut seen = BTreeSet::new();
        let mut imports = Vec::new();
        for mention in &self.mentions {
            let from = &self.modules[&mention.module].file;
            let Some((through, to)) = self.resolve(&mention.module, &mention.path, &mut Vec::new()) else { continue };
            let (Target::Module(to) | Target::Item(to)) = to;
            let file = |module: &Path| self.modules.get(module).map(|module| module.file.clone());
            let (Some(through), Some(to)) = (file(&through), file(&to)) else { continue };
            if (*from != to || *from != through) && seen.insert((from.clone(), to.clone(), through.clone())) {
                let path = mention.path.join("::");
                imports.push(Import { from: from.clone(), to, through, line: mention.line, path });
            }
        }
        imports
    }

    /// Every path of two names or more: file, line, names.
    pub(super) fn paths(&self) -> impl Iterator<Item = (&str, usize, &[String])> {
        self.mentions
            .iter()
            .map(|mention| (self.modules[&mention.module].file.as_str(), mention.line, mention.path.as_slice()))
    }

    /// The module a path is written with, and where it leads; nothing for a path to another crate.
    fn resolve(&self, from: &[String], path: &[String], asked: &mut Vec<(Path, String)>) -> Option<(Path, Target)> {
        let mut at = from.to_vec();
        let mut rest = path;
        let mut started = false;
        while let Some((first, others)) = rest.split_first() {
            match first.as_str() {
                "crate" if !started => at = Vec::new(),
                // the binary names the library by its name
                "vanthu" if !started && from == ["main"] => at = Vec::new(),
                "super" => _ = at.pop(),
                "self" => {}
                _ => break,
            }
            started = true;
            rest = others;
        }
        let mut through = at.clone();
        let mut passed_on = false;
        for (i, name) in rest.iter().enumerate() {
            let last = i + 1 == rest.len();
            let child = [at.as_slice(), std::slice::from_ref(name)].concat();
            match self.look_up(&at, name, last, asked) {
                Some(Target::Module(module)) => {
                    passed_on |= module != child && (i > 0 || started);
                    if !passed_on {
                        through.clone_from(&module);
                    }
                    at = module;
                }
                // a name brought in by `use` was counted there
                Some(Target::Item(_)) if i == 0 && !started => return None,
                Some(Target::Item(module)) => return Some((through, Target::Item(module))),
                None if i == 0 && !started => return None,
                None => return Some((through, Target::Item(at))),
            }
        }
        Some((through, Target::Module(at)))
    }

    /// What a name means in a module.
    fn look_up(&self, module: &Path, name: &str, last: bool, asked: &mut Vec<(Path, String)>) -> Option<Target> {
        let here = self.modules.get(module)?;
        let child = [module.as_slice(), &[name.to_owned()]].concat();
        let is_module = self.modules.contains_key(&child);
        if is_module && !(last && here.items.contains(name)) {
            return Some(Target::Module(child));
        }
        if here.items.contains(name) {
            return Some(Target::Item(module.clone()));
        }
        let question = (module.clone(), name.to_owned());
        if asked.contains(&question) {
            return None;
        }
        asked.push(question);
        let named = here.uses.iter().filter(|(alias, _)| alias.as_deref() == Some(name));
        let found = named.filter_map(|(_, path)| self.resolve(module, path, asked)).map(|(_, target)| target).next();
        let found = found.or_else(|| {
            let all = here.uses.iter().filter(|(alias, _)| alias.is_none());
            all.filter_map(|(_, path)| match self.resolve(module, path, asked)?.1 {
                Target::Module(of) => self.look_up(&of, name, last, asked),
                Target::Item(_) => None,
            })
            .next()
        });
        asked.pop();
        found
    }
}

/// Reads one file into the house.
struct Reader<'a> {
    house: &'a mut House,
    file: &'a str,
    tokens: Vec<(Token<'a>, usize)>,
    at: usize,
    /// Modules open here, each with the depth of braces it stands at.
    open: Vec<(usize, Path)>,
}

impl<'a> Reader<'a> {
    fn token(&self, ahead: usize) -> Option<Token<'a>> {
        self.tokens.get(self.at + ahead).map(|(token, _)| *token)
    }

    fn word(&self, ahead: usize) -> Option<&'a str> {
        match self.token(ahead)? {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }

    fn module(&mut self) -> &mut Module {
        let path = self.open.last().map(|(_, path)| path.clone()).unwrap_or_default();
        let file = self.file;
        self.house.modules.entry(path).or_insert_with(|| Module { file: file.to_owned(), ..Module::default() })
    }

    fn mention(&mut self, path: Path, line: usize) {
        let module = self.open.last().map(|(_, path)| path.clone()).unwrap_or_default();
        self.house.mentions.push(Mention { module, path, line });
    }

    fn read(&mut self) {
        self.module();
        let mut depth = 0;
        while let Some(token) = self.token(0) {
            let top = self.open.last().is_some_and(|(at, _)| *at == depth);
            match token {
                Token::Sign('{') => depth += 1,
                Token::Sign('}') => {
                    if self.open.len() > 1 && top {
                        self.open.pop();
                    }
                    depth = depth.saturating_sub(1);
                }
                Token::Word("mod") if self.token(2) == Some(Token::Sign('{')) => {
                    let name = self.word(1).unwrap_or_default().to_owned();
                    let inside = self.open.last().map(|(_, path)| [path.as_slice(), &[name]].concat());
                    depth += 1;
                    self.open.push((depth, inside.unwrap_or_default()));
                    self.module();
                    self.at += 2;
                }
                Token::Word("use") if self.token(1) != Some(Token::Sign('<')) => self.use_line(),
                Token::Word(_) => {
                    if top {
                        self.item();
                    }
                    self.path();
                }
                _ => {}
            }
            self.at += 1;
        }
    }

    /// Notes the item that begins here.
    fn item(&mut self) {
        let name = match self.word(0) {
            Some("fn" | "struct" | "enum" | "trait" | "type" | "const" | "static" | "union") => self.word(1),
            Some("macro_rules") => self.word(2),
            _ => None,
        };
        if let Some(name) = name.filter(|name| *name != "fn") {
            self.module().items.insert(name.to_owned());
        }
    }

    /// Notes the path that begins here, of two names or more.
    fn path(&mut self) {
        let line = self.tokens[self.at].1;
        let before = self.at.checked_sub(1).map(|at| self.tokens[at].0);
        let visibility = self.word(0) == Some("in") && before == Some(Token::Sign('('));
        let mut path: Path = self.word(0).into_iter().map(str::to_owned).collect();
        while self.token(1) == Some(Token::Separator)
            && let Some(next) = self.word(2)
        {
            path.push(next.to_owned());
            self.at += 2;
        }
        if path.len() > 1 {
            self.mention(path, line);
        }
        // `pub(in crate::a)` says who may look in, not what is used
        if visibility {
            while self.token(1).is_some_and(|token| token != Token::Sign(')')) {
                self.at += 1;
            }
        }
    }

    /// Notes all that a `use` names.
    fn use_line(&mut self) {
        self.at += 1;
        let mut found = Vec::new();
        self.branch(&[], &mut found);
        for (alias, path, line) in found {
            self.mention(path.clone(), line);
            self.module().uses.push((alias, path));
        }
    }

    /// One branch of a `use`, up to the comma, brace or semicolon behind it.
    fn branch(&mut self, before: &[String], found: &mut Vec<(Option<String>, Path, usize)>) {
        let mut path = before.to_vec();
        let line = self.tokens.get(self.at).map_or(0, |(_, line)| *line);
        loop {
            match self.token(0) {
                Some(Token::Word("self")) if !path.is_empty() => {}
                Some(Token::Word(name)) => path.push(name.to_owned()),
                Some(Token::Sign('*')) => {
                    found.push((None, path, line));
                    self.at += 1;
                    return;
                }
                Some(Token::Sign('{')) => {
                    self.at += 1;
                    while self.token(0).is_some_and(|token| token != Token::Sign('}')) {
                        self.branch(&path, found);
                        if self.token(0) == Some(Token::Sign(',')) {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    return;
                }
                Some(Token::Separator) => {}
                _ => return,
            }
            self.at += 1;
            match self.token(0) {
                Some(Token::Separator) => self.at += 1,
                Some(Token::Word("as")) => {
                    found.push((self.word(1).map(str::to_owned), path, line));
                    self.at += 2;
                    return;
                }
                _ => {
                    found.push((path.last().cloned(), path, line));
                    return;
                }
            }
        }
    }
}
