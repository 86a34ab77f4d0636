//! `vanthu number`: the next number of a series, into the log first and then into the document, under one lock. Which
//! number is next says `domain::register::next_number`.
//!
//! A run that is killed in between has written the log; the next finds the line of the document there and writes the
//! same number, so that none is lost and none is given twice.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::messages::{ahead_of_today, give_back_first, out_of_order, same_number, skipped, taken, used_up};
use super::workspace::WorkspaceRegister;
use super::write_number::with_number_and_date;
use crate::base::clock;
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::files::rewrite;
use crate::base::io::names::MAX_YAML;
use crate::base::source::Text;
use crate::base::text::nfc;
use crate::domain::document::date::short as day;
use crate::domain::document::normative::symbol_in;
use crate::domain::document::{Document, IssueDate, Signatory, without_list_marks};
use crate::domain::register::problems::printed_before;
use crate::domain::register::{Entry, EntryNumber, Facts, Reference, RegisterEvent, Series, State};
use crate::load::DocumentFile;
use crate::operations::common::unnumbered::unnumbered;
use crate::operations::finalize::number_paper::{keep_under_number, may_be_numbered};

/// Assignment the line of nơi nhận begins that says who keeps the file copy.
const COPY: &str = "Lưu";

/// What is asked for beside the document.
#[derive(Debug, Clone, Copy, Default)]
pub struct NumberRequest {
    /// The date, when the document has none.
    pub date: Option<NaiveDate>,
    /// A number of choice, instead of the next.
    pub number: Option<EntryNumber>,
    /// Assignment many copies go out.
    pub copies: Option<u32>,
}

/// How a document came to its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assignment {
    /// It has just got it.
    New,
    /// It had it in the register, and what the register says was brought up to the document.
    Updated,
    /// It had it in the register, and now in its file too.
    WrittenBack,
    /// It had it in the register and in its file.
    Unchanged,
}

/// A document with its number.
#[derive(Debug)]
pub struct Numbered {
    /// Number and symbol.
    pub reference: Reference,
    /// Its date.
    pub date: NaiveDate,
    /// How it came to it.
    pub assignment: Assignment,
    /// What its number was reserved for.
    pub reserved_for: Option<String>,
    /// Warnings.
    pub findings: Findings,
}

/// The number for a document that has none yet, and what is to be said of it.
#[derive(Default)]
struct Chosen {
    number: EntryNumber,
    /// What it was reserved for.
    reserved_for: Option<String>,
    /// The numbers that stay empty before it.
    skipped: Option<Finding>,
}

impl WorkspaceRegister {
    /// Gives a document its number and date, or tells which it has.
    ///
    /// # Errors
    /// The document has errors; the number is another's; the document has another number; it was issued and its file
    /// says otherwise; the log or the document cannot be written.
    pub(crate) fn assign_number(&mut self, path: &str, request: &NumberRequest) -> Result<Numbered, Findings> {
        let mut writer = self.lock()?;
        // read under the lock: another clerk may just have numbered the same file
        let draft = DocumentFile::read(self.workspace(), path)?;
        let row = draft.sample();
        let loaded = draft.load(self.workspace(), self.office(), self.periods(), row);
        let shown = self.workspace().shown(path);
        let Some(read) = loaded.document else { return Err(loaded.findings.about(&shown)) };
        if !read.kind.is_numbered() {
            return Err(Findings::from(unnumbered(read.kind)).about(&shown));
        }
        let about = |finding: Finding| Findings::from(finding).about(&shown);
        let document = nfc(path);
        let known = self.register().entry_of(&document).cloned();
        let date = date(&read, request, known.as_ref()).map_err(about)?;
        let mut facts = self.facts(&read, request, date, known.as_ref());
        facts.document = Some(document);
        facts.recipients = recipients(&read, row.is_some());
        let assignment = match &known {
            Some(entry) => agree(entry, &facts, &read, request).map_err(about)?,
            None => Assignment::New,
        };
        let mut choice = Chosen::default();
        if assignment == Assignment::New {
            choice = self.choose_number(&facts, &read, request).map_err(about)?;
            facts.reference.number = choice.number;
        }
        // a file that cannot be written to gets no number
        let bytes = self.workspace().read(path, MAX_YAML)?.unwrap_or_default();
        let waiting = self.register().waiting_of(path).cloned();
        if let Some(waiting) = &waiting {
            may_be_numbered(self.workspace(), waiting, &facts, &bytes).map_err(about)?;
        }
        let file = with_number(&shown, &bytes, facts.reference.number, date)?;
        match assignment {
            Assignment::New => self.write(&mut writer, &RegisterEvent::Numbered(facts.clone()))?,
            Assignment::Updated => self.write(&mut writer, &RegisterEvent::Updated(facts.clone()))?,
            Assignment::WrittenBack | Assignment::Unchanged => {}
        }
        if let Some(bytes) = &file {
            rewrite(&self.workspace().root().join(path), bytes)?;
        }
        drop(writer);
        let mut findings = self.suspicions(&facts);
        if let Some(waiting) = &waiting {
            findings.extend(keep_under_number(self.workspace(), waiting, &facts)?);
        }
        let assignment =
            if assignment == Assignment::Unchanged && file.is_some() { Assignment::WrittenBack } else { assignment };
        findings.extend(choice.skipped);
        let (findings, reserved_for) = (findings.about(&shown), choice.reserved_for);
        Ok(Numbered { reference: facts.reference, date, assignment, reserved_for, findings })
    }

    /// What the register is to say of a document; the number is that of its line, or none yet.
    fn facts(&self, read: &Document, request: &NumberRequest, date: NaiveDate, known: Option<&Entry>) -> Facts {
        let issuer = self.issuer(&read.issuer);
        let symbol = symbol_in(&read.symbol.one_line(), date.year());
        let number = known.map_or(EntryNumber::of(1), |entry| entry.facts.reference.number);
        let copy =
            read.recipients.iter().map(|text| without_list_marks(&text.one_line())).find(|text| text.starts_with(COPY));
        let names: Vec<String> = read.signatories.iter().map(Signatory::name).collect();
        let kept_by = copy.map(|text| text.trim_start_matches(COPY).trim_start_matches(':').trim().to_owned());
        Facts {
            reference: Reference { issuer, year: date.year(), number, symbol, secret: read.secrecy.is_some() },
            issuer_name: read.issuer.name.one_line(),
            kind: read.kind.key.to_owned(),
            date: Some(date),
            subject: read.subject.one_line(),
            signatory: Some(names.join("; ")).filter(|names| !names.is_empty()),
            recipients: Vec::new(),
            kept_by,
            copies: request.copies.or_else(|| known.and_then(|entry| entry.facts.copies)),
            document: None,
            note: known.and_then(|entry| entry.facts.note.clone()),
        }
    }

    /// The number a document without a line is to have: as typed, as asked for, or the next.
    fn choose_number(&self, facts: &Facts, read: &Document, request: &NumberRequest) -> Result<Chosen, Finding> {
        let series = Series::of_facts(self.office().series_rules(), facts);
        let place = read.number.as_ref().and_then(|number| number.place.clone());
        let typed = typed(read);
        if let (Some(typed), Some(asked)) = (typed, request.number)
            && typed != asked
        {
            let message = format!("trong tệp ghi số {typed}, lệnh yêu cầu số {asked}");
            let finding = Finding::new(codes::RENUMBERED, message).at_optional(place);
            return Err(finding.hint("bỏ dòng `so` trong tệp, hoặc bỏ `--number`"));
        }
        let next = self.register().next_number(&series, &facts.reference);
        let Some(number) = typed.or(request.number) else {
            let number = next.ok_or_else(|| used_up(&series))?;
            return Ok(Chosen { number, ..Chosen::default() });
        };
        let wanted = Reference { number, ..facts.reference.clone() };
        let holder = self.register().holder(&series, &wanted);
        match holder {
            Some(holder) if !is_free(holder, &wanted) => {
                let next = next.map_or_else(String::new, |next| format!(" để cấp số tiếp theo ({next})"));
                let hint = match typed {
                    Some(_) => format!("sửa dòng `so`, hoặc bỏ dòng đó{next}"),
                    None => format!("bỏ `--number`{next}"),
                };
                Err(taken(holder).at_optional(place).hint(hint))
            }
            _ => {
                let reserved = holder.filter(|holder| holder.state == State::Reserved);
                let reserved_for = reserved.and_then(|holder| holder.facts.note.clone());
                let next = next.filter(|next| next.value < number.value);
                Ok(Chosen { number, reserved_for, skipped: next.map(|next| skipped(&series, &wanted, next.value)) })
            }
        }
    }

    /// What looks wrong beside the other lines of the series.
    fn suspicions(&self, facts: &Facts) -> Findings {
        let mut findings = Findings::default();
        let series = Series::of_facts(self.office().series_rules(), facts);
        let number = facts.reference.number;
        findings.extend(facts.date.and_then(ahead_of_today));
        let lines = self.register().of_series(&series).into_iter();
        let lines = lines.filter(|entry| entry.state != State::GivenBack && entry.facts.date.is_some());
        let dated: BTreeMap<EntryNumber, &Entry> = lines.map(|entry| (entry.facts.reference.number, entry)).collect();
        let before = dated.range(..number).next_back().filter(|(_, entry)| entry.facts.date > facts.date);
        let after = dated.range(number..).nth(1).filter(|(_, entry)| entry.facts.date < facts.date);
        for (_, other) in before.into_iter().chain(after) {
            findings.push(out_of_order(facts, &other.facts));
        }
        for second in self.register().with_number(facts.reference.year, number) {
            if let Some(first) = printed_before(self.register(), second)
                && [first, second].iter().any(|entry| entry.facts.reference == facts.reference)
            {
                findings.push(same_number(first, second));
            }
        }
        findings
    }
}

/// Nơi nhận without the file copy. `Như trên` says nothing in a register, those above are the addressees; nor does
/// `Như Điều 3`, which points into the document.
fn recipients(read: &Document, is_list: bool) -> Vec<String> {
    let names =
        read.recipients.iter().map(|text| without_list_marks(&text.one_line())).filter(|text| !text.starts_with(COPY));
    // a giấy giới thiệu goes to where it sends somebody
    let addressed: Vec<&Text> = match read.detail("duoc_cu_den") {
        Some(text) => vec![text],
        None => read.addressees.iter().collect(),
    };
    let above = || match is_list {
        true => vec!["Theo danh sách".to_owned()],
        false => addressed.iter().map(|text| without_list_marks(&text.one_line())).collect(),
    };
    let spelt = |text: String| match text.as_str() {
        "Như trên" if !addressed.is_empty() => above(),
        pointing if pointing.starts_with("Như ") => Vec::new(),
        _ => vec![text],
    };
    names.flat_map(spelt).collect()
}

/// The file with number and date; none when it says both already.
fn with_number(shown: &str, bytes: &[u8], number: EntryNumber, date: NaiveDate) -> Result<Option<Vec<u8>>, Findings> {
    let written = with_number_and_date(shown, bytes, &number.typed(), &date.format("%Y-%m-%d").to_string())?;
    Ok((written != bytes).then_some(written))
}

/// The number in the file.
fn typed(read: &Document) -> Option<EntryNumber> {
    EntryNumber::parse(&read.number.as_ref()?.value)
}

/// Whether a document that asks for a number may have it from the line that has it now.
fn is_free(holder: &Entry, wanted: &Reference) -> bool {
    holder.state == State::GivenBack || holder.state == State::Reserved && holder.facts.reference == *wanted
}

/// Whether a document and its line say the same, and what is to be done if not.
fn agree(entry: &Entry, facts: &Facts, read: &Document, request: &NumberRequest) -> Result<Assignment, Finding> {
    let had = &entry.facts.reference;
    let frozen = entry.state.is_frozen();
    let place = read.number.as_ref().and_then(|number| number.place.clone());
    let typed = typed(read);
    let other = [typed, request.number].into_iter().flatten().find(|number| *number != had.number);
    let same = *had == facts.reference && entry.facts.date == facts.date;
    if frozen && (typed.is_none() || other.is_some() || !same) {
        let message =
            format!("tệp này là văn bản {had} {}, không đổi số, ký hiệu và ngày được nữa", entry.state.name());
        let finding = Finding::new(codes::FROZEN, message).at_optional(place);
        return Err(finding.hint("văn bản mới thì sao chép sang tệp khác rồi bỏ dòng `so` và `ngay`"));
    }
    if let Some(other) = other {
        let finding = Finding::new(
            codes::RENUMBERED,
            format!("văn bản đã được cấp số {had} trong sổ, không cấp thêm số {other}"),
        );
        return Err(finding.at_optional(place).hint(give_back_first(had)));
    }
    if *had != facts.reference {
        let now = &facts.reference;
        let message = format!("văn bản đã vào sổ là {had} năm {}, nay trong tệp là {now} năm {}", had.year, now.year);
        return Err(Finding::new(codes::RENUMBERED, message).at_optional(place).hint(give_back_first(had)));
    }
    Ok(if entry.facts == *facts || frozen { Assignment::Unchanged } else { Assignment::Updated })
}

/// The date of a document: its own, as asked for, that of its line, or today.
fn date(read: &Document, request: &NumberRequest, known: Option<&Entry>) -> Result<NaiveDate, Finding> {
    let asked = request.date.or_else(|| known.and_then(|entry| entry.facts.date));
    let other = asked.unwrap_or_else(|| clock::now().date_naive());
    match read.issued_on {
        IssueDate::Day { year, month, day: of_month } => {
            let own = NaiveDate::from_ymd_opt(year, month, of_month).unwrap_or(other);
            let Some(asked) = request.date.filter(|asked| *asked != own) else { return Ok(own) };
            let message = format!("trong tệp ghi ngày {}, lệnh ghi ngày {}", day(own), day(asked));
            Err(Finding::new(codes::DATE_AND_NUMBER, message).hint("sửa dòng `ngay` trong tệp, hoặc bỏ `--date`"))
        }
        IssueDate::Month { year, month } if (other.year(), other.month()) != (year, month) => {
            let message = format!("trong tệp ghi tháng {month}/{year}, ngày cấp số là {}", day(other));
            let hint = format!("ghi ngày trong tháng đó, ví dụ `--date {year}-{month:02}-15`, hoặc sửa dòng `ngay`");
            Err(Finding::new(codes::DATE_AND_NUMBER, message).hint(hint))
        }
        IssueDate::Month { .. } | IssueDate::Blank => Ok(other),
    }
}
