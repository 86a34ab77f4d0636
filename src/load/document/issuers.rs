//! Cơ quan ban hành: one body, or several that issue a document together.

use super::{Builder, blank};
use crate::base::source::{DataPath, Text};
use crate::domain::document::Issuer;
use crate::load::office;
use crate::load::schema::{IssuerSchema, IssuersSchema, KeyOr};

impl Builder<'_> {
    pub(super) fn issuers(&mut self, written: &IssuersSchema) -> Issuer {
        let path = DataPath::from("co_quan");
        match written {
            IssuersSchema::Key(key) => self.known_issuer(key, path),
            IssuersSchema::Here(schema) => self.issuer_here(schema, &path),
            IssuersSchema::Many(items) => {
                let items = items.iter().enumerate().map(|(i, item)| match item {
                    KeyOr::Key(key) => self.known_issuer(key, path.index(i)),
                    KeyOr::Here(schema) => self.issuer_here(schema, &path.index(i)),
                });
                together(items.collect())
            }
        }
    }

    fn issuer_here(&mut self, schema: &IssuerSchema, path: &DataPath) -> Issuer {
        let name = self.plain(&path.key("ten")).unwrap_or_else(blank);
        let parent = schema.chu_quan.as_ref().and_then(|_| self.plain(&path.key("chu_quan")));
        let contact = schema.lien_he.as_ref().and_then(|_| self.plain(&path.key("lien_he")));
        Issuer { name, parent, contact, ..office::issuer(self.reader, path, schema) }
    }

    /// The issuer of a key of the office's profile, named at a path of the document.
    fn known_issuer(&mut self, key: &str, path: DataPath) -> Issuer {
        let Some(schema) = self.office.schema.co_quan.get(key) else {
            let known: Vec<&str> = self.office.schema.co_quan.keys().map(String::as_str).collect();
            self.unknown_key("cơ quan", key, &known, path);
            return Issuer {
                name: blank(),
                parent: None,
                symbol: blank(),
                bodies: Vec::new(),
                contact: None,
                key: None,
            };
        };
        let there = DataPath::from("co_quan").key(key);
        let issuer = office::issuer(self.office.reader(), &there, schema);
        self.note_office(&path, there, key, issuer.name.one_line());
        Issuer { key: Some(key.to_owned()), ..issuer }
    }
}

/// Several bodies as one: their names under one another, their signs joined, the number of the first.
fn together(issuers: Vec<Issuer>) -> Issuer {
    let joined = |texts: Vec<&Text>, between: &str| {
        let values: Vec<&str> = texts.iter().map(|text| text.value.trim()).collect();
        Text { value: values.join(between), place: texts.first().and_then(|text| text.place.clone()) }
    };
    let bodies: Vec<Text> = issuers.iter().map(|issuer| issuer.name.clone()).collect();
    // what is above one of them alone stands before its own name
    let parents: Vec<&Text> = issuers.iter().filter_map(|issuer| issuer.parent.as_ref()).collect();
    let shared = parents.len() == issuers.len() && parents.windows(2).all(|pair| pair[0].value == pair[1].value);
    let names: Vec<&Text> = issuers
        .iter()
        .flat_map(|issuer| issuer.parent.iter().filter(|_| !shared).chain(std::iter::once(&issuer.name)))
        .collect();
    Issuer {
        name: joined(names, "\n"),
        parent: parents.first().filter(|_| shared).map(|parent| (*parent).clone()),
        symbol: joined(issuers.iter().map(|issuer| &issuer.symbol).collect(), "-"),
        bodies: if bodies.len() > 1 { bodies } else { Vec::new() },
        contact: issuers.first().and_then(|issuer| issuer.contact.clone()),
        key: issuers.first().and_then(|issuer| issuer.key.clone()),
    }
}
