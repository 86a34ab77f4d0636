//! What a template is given: its name and the values it can name; also in a form that another process can read.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::ValueKind;
use serde_json::{Map, Value as Json};

use super::environment::{Code, code, environment};
use super::templates::OwnTemplates;
use super::trace::Trace;
use crate::base::finding::Finding;

/// The one key of what stands for code of our own writer; no name of a template holds such a sign.
const CODE: &str = "\u{1}";

/// A template with the values it can name.
#[derive(Debug)]
pub(crate) struct Arrangement {
    /// `mau-1.1-nghi-quyet.typ.j2`.
    pub(crate) template: String,
    context: Value,
}

impl Arrangement {
    pub(super) fn new(template: impl Into<String>, context: Value) -> Self {
        Self { template: template.into(), context }
    }

    /// Writes the main file.
    ///
    /// # Errors
    /// A template of the office is wrong (W08); with the built-in ones it is our bug (W99).
    pub(crate) fn render(&self, own: &OwnTemplates) -> Result<String, Finding> {
        let templates = own.clone();
        let environment = environment(move |name| templates.find(name));
        let template = environment.get_template(&self.template);
        template.and_then(|template| template.render(&self.context)).map_err(|error| own.explain(&error))
    }

    /// Writes the main file with a mark where each line of a template begins, and notes in `trace` which lines ran.
    ///
    /// # Errors
    /// Those of [`Self::render`].
    pub(crate) fn render_traced(&self, own: &OwnTemplates, trace: &Arc<Trace>) -> Result<String, Finding> {
        let (templates, places, hits) = (own.clone(), Arc::clone(trace), Arc::clone(trace));
        let mut environment = environment(move |name| {
            let is_own = templates.contains(name);
            templates.find(name).map(|text| places.in_template(name, &text, is_own))
        });
        environment.add_function(Trace::FUNCTION, move |place: usize| {
            hits.hit(place);
            code(Trace::mark(place))
        });
        let template = environment.get_template(&self.template);
        template.and_then(|template| template.render(&self.context)).map_err(|error| own.explain(&error))
    }

    /// Its values for another process.
    pub(crate) fn portable(&self) -> Json {
        portable(&self.context)
    }

    /// What [`Self::portable`] gave.
    pub(crate) fn from_portable(template: &str, context: &Json) -> Self {
        Self::new(template, from_portable(context))
    }
}

fn portable(value: &Value) -> Json {
    if let Some(Code(code)) = value.downcast_object_ref::<Code>() {
        return Json::Object([(CODE.to_owned(), Json::from(code.as_str()))].into_iter().collect());
    }
    let items = || value.try_iter().into_iter().flatten();
    match value.kind() {
        ValueKind::Seq | ValueKind::Iterable => items().map(|item| portable(&item)).collect(),
        ValueKind::Map => {
            let entry = |key: Value| Some((key.to_string(), portable(&value.get_item(&key).ok()?)));
            Json::Object(items().filter_map(entry).collect::<Map<_, _>>())
        }
        _ => serde_json::to_value(value).unwrap_or_default(),
    }
}

fn from_portable(json: &Json) -> Value {
    match json {
        Json::Object(map) => match map.get(CODE).and_then(Json::as_str) {
            Some(text) => code(text),
            None => Value::from_pairs(map.iter().map(|(key, value)| (key.clone(), from_portable(value)))),
        },
        Json::Array(items) => Value::from(items.iter().map(from_portable).collect::<Vec<_>>()),
        Json::Null => Value::from(()),
        Json::Bool(is_so) => Value::from(*is_so),
        Json::String(text) => Value::from(text.as_str()),
        Json::Number(number) => match number.as_i64() {
            Some(whole) => Value::from(whole),
            None => Value::from(number.as_f64().unwrap_or_default()),
        },
    }
}

#[cfg(test)]
mod tests {
    use minijinja::context as values;

    use super::*;

    #[test]
    fn values_and_code_come_through_as_they_are() {
        let context = values! {
            ten => vec!["một", "hai"],
            trong => Option::<String>::None,
            so => values! { co => true, ma => code("#x") },
            gi => "\u{1}#x",
        };
        let there = Arrangement::from_portable("", &Arrangement::new("", context).portable());
        let text = "{% for t in ten %}{{ t }}{% endfor %}|{{ trong is none }}|{{ so.co }}|{{ so.ma }}|{{ gi|chuoi }}";
        let environment = environment(move |_| Some(text.to_owned()));
        let shown = environment.get_template("t").unwrap().render(&there.context).unwrap();
        assert_eq!(shown, "#\"một\";#\"hai\";|#\"True\";|#\"True\";|#x|\"\\u{1}#x\"");
    }
}
