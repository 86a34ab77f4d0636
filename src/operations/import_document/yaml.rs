//! A draft → the text of its YAML file, as a clerk would write it.

use crate::domain::document::Kind;
use crate::domain::document::own_fields::{FIELDS, Need, OwnField, Shape};
use crate::load::Office;
use crate::load::word::draft::{Draft, DraftSigner, DraftText};
use crate::operations::figures::write::scalar;
use crate::operations::import_document::office;

/// The file.
pub(super) fn document(draft: &Draft, kind: Kind, office: Option<&Office>, from: &str) -> String {
    let mut out = Lines::default();
    out.line(&format!("# Nhập từ {}; đọc lại trước khi dùng.", from.replace(['\n', '\r'], " ")));
    out.field("loai", kind.key);
    issuer(&mut out, draft, kind, office);
    if let Some(number) = &draft.number {
        out.field("so", number.trim_start_matches('0'));
    }
    symbol(&mut out, draft, kind, office);
    draft.marks.iter().for_each(|(key, value)| out.field(key, value));
    if let Some(place) =
        draft.place_name.as_ref().filter(|place| office.is_none_or(|office| office.place_name() != **place))
    {
        out.field("dia_danh", &scalar(place));
    }
    if let Some(date) = &draft.issued_on {
        out.field("ngay", date);
    }
    match draft.subject.as_slice() {
        [] => out.field("trich_yeu", "\"[điền trích yếu]\""),
        lines => out.text("trich_yeu", lines),
    }
    if let Some(note) = &draft.subject_note {
        out.field("chu_thich_trich_yeu", &scalar(&plain(note)));
    }
    if !draft.authority.is_empty() {
        out.text("tham_quyen", &draft.authority);
    }
    out.list("can_cu", &draft.legal_bases);
    if let Some(key) = kind.addressees {
        out.list(key, &draft.addressees);
    }
    details(&mut out, draft, kind);
    body(&mut out, &draft.text, "");
    annexes(&mut out, draft);
    closing(&mut out, draft, office);
    out.finish()
}

fn issuer(out: &mut Lines, draft: &Draft, kind: Kind, office: Option<&Office>) {
    let known = office.and_then(|profile| office::issuer(profile, draft, kind));
    let usual = || office.filter(|_| draft.issuer.is_empty()).and_then(|office| office.keys_for(kind).0);
    if let Some(key) = known.or_else(usual) {
        return out.field("co_quan", &key);
    }
    out.line("co_quan:");
    if !draft.parent.is_empty() {
        out.text_in("  ", "chu_quan", &draft.parent);
    }
    match draft.issuer.as_slice() {
        [] => out.line("  ten: \"[điền tên cơ quan]\""),
        lines => out.text_in("  ", "ten", lines),
    }
    out.line(&format!("  ky_hieu: {}", scalar(&sign_of(draft, kind))));
}

/// The sign of the body that issues, from the document's own.
fn sign_of(draft: &Draft, kind: Kind) -> String {
    let own = draft.symbol.as_deref().map(|symbol| symbol.rsplit('/').next().unwrap_or(symbol)).unwrap_or_default();
    let begin = format!("{}-", kind.abbreviation);
    let sign = own.strip_prefix(&begin).filter(|_| !kind.abbreviation.is_empty()).unwrap_or(own);
    if sign.is_empty() { "[điền ký hiệu cơ quan]".to_owned() } else { sign.to_owned() }
}

/// The sign of the document, where it is not the one that the program makes.
fn symbol(out: &mut Lines, draft: &Draft, kind: Kind, office: Option<&Office>) {
    let Some(symbol) = &draft.symbol else { return };
    let key = office.and_then(|profile| office::issuer(profile, draft, kind));
    let of_office = || {
        let issuers = office?.issuers();
        issuers
            .into_iter()
            .find(|(known, _)| Some(known) == key.as_ref())
            .map(|(_, issuer)| issuer.symbol.value.clone())
    };
    let sign = of_office().unwrap_or_else(|| sign_of(draft, kind));
    if *symbol != kind.symbol(&sign) {
        out.field("ky_hieu", &scalar(symbol));
    }
}

/// Fields that only some kinds have, in the order of the form; those it cannot be without are left to fill in.
fn details(out: &mut Lines, draft: &Draft, kind: Kind) {
    let to_fill = left_to_fill(draft, kind);
    for (key, _) in kind.own_fields() {
        let Some(field) = FIELDS.iter().find(|field| field.key == *key) else { continue };
        match draft.details.iter().find(|(known, _)| known == key).map(|(_, texts)| texts.as_slice()) {
            Some([only]) if field.shape != Shape::Many => out.field(key, &scalar(&plain(only))),
            Some(texts) => out.list(key, texts),
            None if !to_fill.contains(&field) => {}
            None if matches!(field.shape, Shape::Groups(_)) => {
                out.line(&format!("{key}:"));
                ["A", "B"].iter().for_each(|side| out.line(&format!("  - ten: \"[điền tên {} {side}]\"", field.name)));
            }
            None => out.field(key, &format!("\"[điền {}]\"", field.name)),
        }
    }
}

/// The fields of its own that a kind cannot be without and the file does not say.
pub(super) fn left_to_fill(draft: &Draft, kind: Kind) -> Vec<&'static OwnField> {
    let needs = kind.own_fields().iter().filter(|(_, need)| *need == Need::Required);
    let missing = needs.filter(|(key, _)| draft.details.iter().all(|(known, _)| known != key));
    missing.filter_map(|(key, _)| FIELDS.iter().find(|field| field.key == *key)).collect()
}

fn body(out: &mut Lines, text: &DraftText, indent: &str) {
    if let Some(ladder) = &text.ladder {
        let names: Vec<String> = ladder.iter().map(|name| scalar(&plain(name))).collect();
        out.line(&format!("{indent}bac_danh_so: [{}]", names.join(", ")));
    }
    if text.markdown.trim().is_empty() {
        return out.line(&format!("{indent}noi_dung: \"[điền nội dung]\""));
    }
    out.line(&format!("{indent}noi_dung: |"));
    for line in text.markdown.lines() {
        let line = if line.is_empty() { String::new() } else { format!("{indent}  {line}") };
        out.line(&line);
    }
}

fn annexes(out: &mut Lines, draft: &Draft) {
    for (n, annex) in draft.annexes.iter().filter(|annex| annex.attached.is_some()).enumerate() {
        if n == 0 {
            out.line("kem_theo:");
        }
        out.line(&format!("  - loai: {}", annex.attached.map_or("", |kind| kind.key)));
        match annex.title.as_slice() {
            [] => out.line("    trich_yeu: \"[điền trích yếu]\""),
            lines => out.text_in("    ", "trich_yeu", lines),
        }
        body(out, &annex.text, "    ");
    }
    for (n, annex) in draft.annexes.iter().filter(|annex| annex.attached.is_none()).enumerate() {
        if n == 0 {
            out.line("phu_luc:");
        }
        let title =
            if annex.title.is_empty() { "[điền tên phụ lục]".to_owned() } else { annex.title.join(" ") };
        out.line(&format!("  - ten: {}", scalar(&plain(&title))));
        if annex.landscape {
            out.line("    kho_ngang: true");
        }
        body(out, &annex.text, "    ");
    }
}

fn closing(out: &mut Lines, draft: &Draft, office: Option<&Office>) {
    match office.and_then(|profile| office::recipients(profile, draft)) {
        Some(key) if !draft.recipients.is_empty() => out.field("noi_nhan", &key),
        _ => out.list("noi_nhan", &draft.recipients),
    }
    match draft.signers.as_slice() {
        [] => {}
        [only] => match office.and_then(|profile| office::signatory(profile, only)) {
            Some(key) => out.field("nguoi_ky", &key),
            None => {
                out.line("nguoi_ky:");
                signer(out, only, "  ", "  ");
            }
        },
        many => {
            out.line("nguoi_ky:");
            for one in many {
                match office.and_then(|profile| office::signatory(profile, one)) {
                    Some(key) => out.line(&format!("  - {key}")),
                    None => signer(out, one, "  - ", "    "),
                }
            }
        }
    }
}

/// A signer in place; the first field follows another indent in a list.
fn signer(out: &mut Lines, signer: &DraftSigner, first: &str, indent: &str) {
    let mut indent_of_next = first;
    if !signer.capacity.is_empty() {
        out.text_at(indent_of_next, indent, "quyen_han", &signer.capacity);
        indent_of_next = indent;
    }
    out.line(&format!("{indent_of_next}chuc_vu: {}", scalar(&plain(&signer.position.join(" ")))));
    if let Some(name) = &signer.full_name {
        out.line(&format!("{indent}ho_ten: {}", scalar(&plain(name))));
    }
}

/// A text whose braces are signs: an expression is the clerk's own. Only double braces have an escape.
fn plain(text: &str) -> String {
    text.replace("{{", "\\{{").replace("{%", "{{ \"{%\" }}")
}

/// Lines of a YAML file.
#[derive(Debug, Default)]
struct Lines(Vec<String>);

impl Lines {
    fn line(&mut self, line: &str) {
        self.0.push(line.to_owned());
    }

    fn field(&mut self, key: &str, value: &str) {
        self.line(&format!("{key}: {value}"));
    }

    /// A text of one line or more.
    fn text(&mut self, key: &str, lines: &[String]) {
        self.text_in("", key, lines);
    }

    fn text_in(&mut self, indent: &str, key: &str, lines: &[String]) {
        self.text_at(indent, indent, key, lines);
    }

    /// The same, where the key stands behind a sign of its own.
    fn text_at(&mut self, first: &str, indent: &str, key: &str, lines: &[String]) {
        if let [only] = lines {
            return self.line(&format!("{first}{key}: {}", scalar(&plain(only))));
        }
        self.line(&format!("{first}{key}: |-"));
        lines.iter().for_each(|line| self.line(&format!("{indent}  {}", plain(line))));
    }

    fn list(&mut self, key: &str, items: &[String]) {
        if items.is_empty() {
            return;
        }
        self.line(&format!("{key}:"));
        items.iter().for_each(|item| self.line(&format!("  - {}", scalar(&plain(item)))));
    }

    /// Letters that YAML forbids are seen by nobody.
    fn finish(self) -> String {
        let text = self.0.join("\n") + "\n";
        text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
    }
}
