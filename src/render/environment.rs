//! minijinja as the templates see it: strict, with fuel, and every value leaving as a literal.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};

use super::literal;
use crate::domain::document::body::CLOSING;

/// Steps a template may take: loops over a few hundred recipients need thousands.
const FUEL: u64 = 5_000_000;

/// Code from our own writer: the one sort of value that is not made a literal.
#[derive(Debug)]
pub(crate) struct Code(pub(crate) String);

impl Object for Code {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Code as a template value.
pub(crate) fn code(code: impl Into<String>) -> Value {
    Value::from_object(Code(code.into()))
}

/// An environment whose templates come from `find`.
pub(crate) fn environment(find: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_loader(move |name| Ok(find(name)));
    environment.add_filter("chuoi", |value: String| code(literal::string(&value)));
    environment.add_filter("dau_ket", |value: Value| closing_after(&value.to_string()));
    environment.set_formatter(|out, _, value| {
        if let Some(Code(code)) = value.downcast_object_ref::<Code>() {
            return out.write_str(code).map_err(Error::from);
        }
        match value.kind() {
            ValueKind::Undefined => Err(Error::from(ErrorKind::UndefinedError)),
            ValueKind::None => Ok(()),
            _ => out.write_str(&literal::text(&value.to_string())).map_err(Error::from),
        }
    });
    environment
}

/// What closes a text behind its last words, `./.` or what is missing of it.
fn closing_after(words: &str) -> &'static str {
    match words.trim_end() {
        closed if closed.ends_with(CLOSING) => "",
        sentence if sentence.ends_with('.') => "/.",
        _ => CLOSING,
    }
}
