//! Puts a document together from its tree, the office and what its expressions can name.

mod issuers;
mod marks;
mod normative;
mod parts;

use std::collections::BTreeMap;

use crate::base::digest::Digest;
use crate::base::finding::{Finding, Findings, codes, suggest};
use crate::base::io::names::OFFICE_FILE;
use crate::base::io::workspace::Workspace;
use crate::base::source::{DataPath, Text};
use crate::base::text::word_signs::{as_typed, with_plain_hyphens};
use crate::content::expression::Scope;
use crate::content::expression::field_reader::FieldReader;
use crate::content::expression::interpolated::Escaping;
use crate::content::markdown::Images;
use crate::content::markdown::fenced::schema::OneOrMany;
use crate::domain::document::citation::{Cited, issued_by};
use crate::domain::document::date::IssueDate;
use crate::domain::document::normative::{IssuingBody, page as page_of, symbol as symbol_of_year};
use crate::domain::document::{
    Detail, Document, Issuer, Kind, Normative, Origin, RedlineFields, References, Signatory, Use, kind,
};
use crate::load::attached_file::AttachedFile;
use crate::load::dates::invalid_date;
use crate::load::images;
use crate::load::office::{self, Office};
use crate::load::own_fields::{self, OwnFields};
use crate::load::references;
use crate::load::refused_expressions;
use crate::load::schema::{DocumentSchema, KeyOr, SignatoriesSchema, SignatorySchema};
use crate::load::text_file::TextFile;

/// A document as it is written.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    /// From the workspace.
    pub(super) path: &'a str,
    pub(super) reader: FieldReader<'a>,
    pub(super) schema: &'a DocumentSchema,
    /// The files of attached documents, in the order of `kem_theo`.
    pub(super) attached: &'a [Option<AttachedFile>],
    /// The file that its text stands in.
    pub(super) text: Option<&'a TextFile>,
}

/// Builds a document; what is wrong goes to `findings`, and blanks keep the pass going.
pub(super) fn build(
    written: Written<'_>,
    workspace: &Workspace,
    office: &Office,
    scope: &Scope,
    findings: &mut Findings,
) -> Document {
    let Written { path, reader, schema, attached, text } = written;
    let kind = Kind::from_key(&schema.loai).unwrap_or(kind::ALL[0]);
    let mut builder = Builder { reader, office, scope, images: Images::default(), findings };
    let is_normative = schema.quy_pham && IssuingBody::of_kind(kind).is_some();
    let usual = if is_normative { IssuingBody::ladder() } else { kind.ladder() };
    let ladder = builder.ladder(schema.bac_danh_so.as_ref(), &"bac_danh_so".into(), usual);
    builder.refuse_expressions();
    let issuer = builder.issuers(&schema.co_quan);
    let normative = builder.normative(schema, kind, &issuer);
    let issued_on = builder.date();
    let symbol = builder.symbol(kind, &issuer, is_normative.then_some(issued_on));
    let recipients = builder.recipients(schema.noi_nhan.as_ref());
    let own = OwnFields { kind, reader, scope };
    let details = own.details(builder.findings);
    let subject = match kind.has_subject() {
        true => builder.plain(&"trich_yeu".into()).unwrap_or_else(blank),
        false => own_fields::subject(kind, &details),
    };
    // what is cited above the text is named whole there, and short in the text
    let [subject_note, authority] = ["chu_thich_trich_yeu", "tham_quyen"].map(|key| builder.plain(&key.into()));
    let (legal_bases, addressees) = (builder.legal_bases(schema.can_cu.as_deref()), builder.addressees(schema));
    let mut body = builder.own_body(text, schema.bac_danh_so.is_some(), ladder.clone());
    body.blocks.splice(0..0, own.sent_documents(builder.findings));
    let body = builder.with_adoption(body, normative.as_ref(), &issuer);
    let signatories = builder.signing_all(schema.nguoi_ky.as_ref(), &details, normative.as_ref());
    let document = Document {
        kind,
        number: builder.number(),
        symbol,
        secrecy: builder.secrecy(),
        marks: builder.marks(schema, kind, &issuer),
        place_name: builder.place_name(),
        issued_on,
        subject,
        subject_note,
        authority,
        legal_bases,
        addressees,
        stray_keys: own.stray_keys(),
        details,
        body,
        annexes: builder.annexes(schema.phu_luc.as_deref(), &"phu_luc".into(), &ladder),
        attached: builder.attached(schema.kem_theo.as_deref().unwrap_or_default(), attached),
        attached_files: files(attached, text),
        recipients: builder.with_drafter(recipients),
        signatories,
        layout: if is_normative { page_of(&office.layout) } else { office.layout.clone() },
        images: BTreeMap::new(),
        uses: scope.uses(),
        citations: scope.citations(),
        braces: scope.braces(),
        redline_fields: RedlineFields::new(),
        redline: false,
        references: References::default(),
        normative,
        issuer,
    };
    let images = images::read(workspace, path, builder.images, findings);
    let mut document = Document { images, ..document };
    references::resolve(&mut document, findings);
    document
}

/// The files that the text and the attached documents stand in, by content.
fn files(attached: &[Option<AttachedFile>], text: Option<&TextFile>) -> BTreeMap<String, Digest> {
    let files = attached.iter().flatten().map(|file| (file.path.clone(), file.digest.clone()));
    files.chain(text.map(|file| (file.path.clone(), file.digest.clone()))).collect()
}

/// What a document is called in others; what is wrong with it goes to `findings`.
pub(super) fn head(
    written: Written<'_>,
    shown: String,
    office: &Office,
    scope: &Scope,
    findings: &mut Findings,
) -> Cited {
    let Written { path, reader, schema, .. } = written;
    let kind = Kind::from_key(&schema.loai).unwrap_or(kind::ALL[0]);
    let mut builder = Builder { reader, office, scope, images: Images::default(), findings };
    let issuer = builder.issuers(&schema.co_quan);
    let authority = builder.plain(&"tham_quyen".into());
    let issued_on = builder.date();
    let is_normative = schema.quy_pham && IssuingBody::of_kind(kind).is_some();
    Cited {
        path: path.to_owned(),
        shown,
        kind,
        number: builder.number().map(|number| number.value),
        symbol: builder.symbol(kind, &issuer, is_normative.then_some(issued_on)).one_line(),
        issued_on,
        issuer: issued_by(&issuer.name, authority.as_ref()),
        subject: match kind.has_subject() {
            true => builder.plain(&"trich_yeu".into()).unwrap_or_else(blank),
            false => own_fields::subject(kind, &OwnFields { kind, reader, scope }.details(builder.findings)),
        }
        .one_line(),
        only_in_register: false,
        through: scope.citations().into_iter().flat_map(|cited| [vec![cited.path], cited.through].concat()).collect(),
    }
}

fn blank() -> Text {
    Text { value: String::new(), place: None }
}

struct Builder<'a> {
    reader: FieldReader<'a>,
    office: &'a Office,
    scope: &'a Scope,
    images: Images,
    findings: &'a mut Findings,
}

impl Builder<'_> {
    fn push(&mut self, finding: Finding, path: DataPath) {
        let place = self.reader.place(&path);
        self.findings.push(finding.at_optional(place).path(path));
    }

    /// What is wrong with other fields that take no expressions is told where they are read.
    fn refuse_expressions(&mut self) {
        for path in [DataPath::from("dia_danh"), "ky_hieu".into(), DataPath::from("co_quan").key("ky_hieu")] {
            if let Some(text) = self.reader.interpolated(&path) {
                refused_expressions::refuse(&text, Some(self.scope), path, self.findings);
            }
        }
    }

    /// Who signs: those that are written, or who stand for the parties; as a normative form has them.
    fn signing_all(
        &mut self,
        written: Option<&SignatoriesSchema>,
        details: &[Detail],
        normative: Option<&Normative>,
    ) -> Vec<Signatory> {
        let mut signatories = self.signatories(written);
        if signatories.is_empty() {
            signatories = own_fields::signatories_of_parties(details);
        }
        let is_of_office = matches!(written, Some(SignatoriesSchema::Key(_)));
        signatories.into_iter().map(|one| Self::signing(one, normative, is_of_office)).collect()
    }

    /// As it is written, or as kind, issuer and drafting unit make it; a normative document has the year of its date in it.
    fn symbol(&mut self, kind: Kind, issuer: &Issuer, normative: Option<IssueDate>) -> Text {
        let written = self.reader.optional(&"ky_hieu".into());
        let derived = self.symbol_of(kind, issuer);
        let derived = match normative {
            Some(date) => Text { value: symbol_of_year(&derived.value, date), ..derived },
            None => derived,
        };
        written.map_or(derived, |text| Text { value: with_plain_hyphens(&text.value), ..text })
    }

    fn signatories(&mut self, written: Option<&SignatoriesSchema>) -> Vec<Signatory> {
        let path = DataPath::from("nguoi_ky");
        match written {
            None => Vec::new(),
            Some(SignatoriesSchema::Key(key)) => self.known_signatory(key, path).into_iter().collect(),
            Some(SignatoriesSchema::Here(schema)) => vec![self.signatory(schema, &path)],
            Some(SignatoriesSchema::Many(items)) => {
                let items = items.iter().enumerate();
                items
                    .filter_map(|(i, item)| match item {
                        KeyOr::Key(key) => self.known_signatory(key, path.index(i)),
                        KeyOr::Here(schema) => Some(self.signatory(schema, &path.index(i))),
                    })
                    .collect()
            }
        }
    }

    fn signatory(&mut self, schema: &SignatorySchema, path: &DataPath) -> Signatory {
        Signatory {
            capacity: schema.quyen_han.as_ref().and_then(|_| self.plain(&path.key("quyen_han"))),
            position: self.plain(&path.key("chuc_vu")).unwrap_or_else(blank),
            full_name: schema.ho_ten.as_ref().and_then(|_| self.plain(&path.key("ho_ten"))),
        }
    }

    /// The signatory of a key of the office's profile, named at a path of the document.
    fn known_signatory(&mut self, key: &str, path: DataPath) -> Option<Signatory> {
        let Some(schema) = self.office.schema.nguoi_ky.get(key) else {
            let known: Vec<&str> = self.office.schema.nguoi_ky.keys().map(String::as_str).collect();
            self.unknown_key("người ký", key, &known, path);
            return None;
        };
        let there = DataPath::from("nguoi_ky").key(key);
        let signatory = office::signatory(self.office.reader(), &there, schema);
        self.note_office(&path, there, key, signatory.name());
        Some(signatory)
    }

    fn recipients(&mut self, written: Option<&KeyOr<Vec<String>>>) -> Vec<Text> {
        let path = DataPath::from("noi_nhan");
        match written {
            None => Vec::new(),
            Some(KeyOr::Here(items)) => (0..items.len()).filter_map(|i| self.plain(&path.index(i))).collect(),
            Some(KeyOr::Key(key)) => match self.office.schema.noi_nhan.get(key) {
                Some(items) => {
                    let (reader, path_there) = (self.office.reader(), path.key(key));
                    let items: Vec<Text> =
                        (0..items.len()).filter_map(|i| reader.optional(&path_there.index(i))).collect();
                    let names: Vec<String> = items.iter().map(Text::one_line).collect();
                    self.note_office(&path, path_there, key, names.join("; "));
                    items
                }
                None => {
                    let known: Vec<&str> = self.office.schema.noi_nhan.keys().map(String::as_str).collect();
                    self.unknown_key("nơi nhận", key, &known, path);
                    Vec::new()
                }
            },
        }
    }

    /// Notes that a field of the document takes an entry of the office's profile, which stands `there`.
    fn note_office(&self, field: &DataPath, there: DataPath, key: &str, printed: String) {
        self.scope.note(Use {
            worth: String::new(),
            path: there.to_string(),
            origin: Origin::Office,
            reads: Vec::new(),
            expression: format!("{field}: {key}"),
            printed,
            awaited: Vec::new(),
            place: self.reader.place(field),
        });
    }

    fn unknown_key(&mut self, what: &str, key: &str, known: &[&str], path: DataPath) {
        if key.is_empty() {
            return; // the missing value has its own finding
        }
        let finding = Finding::new(codes::UNKNOWN_REFERENCE, format!("không có {what} `{key}` trong `{OFFICE_FILE}`"));
        let is_text = key.contains([' ', ';']);
        let hint = suggest(key, known.iter().copied(), || match known.is_empty() {
            _ if is_text && path == DataPath::from("noi_nhan") => {
                "viết ngay tại đây thì mỗi nơi nhận một dòng dưới `noi_nhan:`, bắt đầu bằng `- `".to_owned()
            }
            true => format!("thêm `{key}` vào mục `{path}` của `{OFFICE_FILE}`"),
            false => {
                let known = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                format!("các tên tắt có sẵn: {known}")
            }
        });
        self.push(finding.hint(hint), path);
    }

    /// A number with at most one letter after it, as `215a`.
    fn number(&mut self) -> Option<Text> {
        let text = self.reader.optional(&"so".into())?;
        let text = Text { value: as_typed(&text.value), ..text };
        let digits = text.value.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let plain = !digits.is_empty() && digits.len() <= 6 && digits.bytes().all(|b| b.is_ascii_digit());
        if !plain || text.value.len() > digits.len() + 1 || digits.bytes().all(|b| b == b'0') {
            let finding = Finding::new(codes::NOT_A_NUMBER, format!("`so` không nhận giá trị `{}`", text.value));
            self.push(
                finding.hint("chỉ viết số, ví dụ `so: 418`; ký hiệu chương trình tự ghép, chưa có số thì bỏ dòng này"),
                "so".into(),
            );
            return None;
        }
        Some(text)
    }

    fn date(&mut self) -> IssueDate {
        let Some(text) = self.reader.optional(&"ngay".into()) else {
            return IssueDate::Blank;
        };
        match IssueDate::parse(&as_typed(&text.value)) {
            Ok(date) => date,
            Err(error) => {
                self.push(invalid_date(&error, "ngay", &text.value), "ngay".into());
                IssueDate::Blank
            }
        }
    }

    fn place_name(&self) -> Text {
        let path = DataPath::from("dia_danh");
        self.reader.optional(&path).unwrap_or_else(|| {
            let name = self.office.reader().text(&path);
            self.scope.note(Use {
                worth: String::new(),
                path: path.to_string(),
                origin: Origin::Office,
                reads: Vec::new(),
                expression: path.to_string(),
                printed: name.value.clone(),
                awaited: Vec::new(),
                place: None,
            });
            name
        })
    }

    /// Text with expressions that is not Markdown: a line break is a line break.
    fn plain(&mut self, path: &DataPath) -> Option<Text> {
        let text = self.reader.interpolated(path)?;
        let text = text.evaluate(self.scope, Escaping::None, self.findings).into_text();
        Some(text).filter(|text| !text.value.trim().is_empty())
    }

    fn legal_bases(&mut self, items: Option<&[String]>) -> Vec<Text> {
        let count = items.unwrap_or_default().len();
        (0..count).filter_map(|i| self.plain(&DataPath::from("can_cu").index(i))).collect()
    }

    fn addressees(&mut self, schema: &DocumentSchema) -> Vec<Text> {
        let Some(key) = Kind::from_key(&schema.loai).and_then(|kind| kind.addressees) else { return Vec::new() };
        let written = match key {
            "dien" => schema.dien.as_ref(),
            "kinh_moi" => schema.kinh_moi.as_ref(),
            "kinh_chuyen" => schema.kinh_chuyen.as_ref(),
            _ => schema.kinh_gui.as_ref(),
        };
        let path = DataPath::from(key);
        let paths = match written {
            None => Vec::new(),
            Some(OneOrMany::One(_)) => vec![path],
            Some(OneOrMany::Many(items)) => (0..items.len()).map(|i| path.index(i)).collect(),
        };
        paths.iter().filter_map(|path| self.plain(path)).collect()
    }
}
