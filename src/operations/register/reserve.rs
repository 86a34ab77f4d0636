//! Numbers reserved for documents to come, and numbers given back.

use chrono::Datelike;

use super::find_entry::EntryQuery;
use super::messages::used_up;
use super::workspace::WorkspaceRegister;
use crate::base::clock;
use crate::base::finding::{Finding, codes, suggest};
use crate::domain::document::Kind;
use crate::domain::document::normative::IssuingBody;
use crate::domain::register::event::{OfEntry, Reason};
use crate::domain::register::{Entry, Facts, Reference, RegisterEvent, Series, State};
use crate::operations::common::unnumbered::unnumbered;

/// Numbers to be reserved.
#[derive(Debug, Clone)]
pub struct Reservation {
    /// The kind of the documents to come.
    pub kind: Kind,
    /// The issuer's key; the first of the office when none is named.
    pub issuer: Option<String>,
    /// The year; this one when none is named.
    pub year: Option<i32>,
    /// How many.
    pub count: u32,
    /// Whether they are of the series of secret documents.
    pub secret: bool,
    /// Whether they are of the series of normative documents.
    pub normative: bool,
    /// What for.
    pub purpose: String,
}

impl WorkspaceRegister {
    /// Reserves the next numbers of a series.
    ///
    /// # Errors
    /// The office has no such issuer; the log cannot be written.
    pub fn reserve(&mut self, reservation: &Reservation) -> Result<Vec<Reference>, Finding> {
        if !reservation.kind.is_numbered() {
            return Err(unnumbered(reservation.kind));
        }
        let issuers = self.office().issuers();
        let key = reservation.issuer.clone().or(self.office().keys().0).unwrap_or_default();
        let Some((_, issuer)) = issuers.iter().find(|(known, _)| *known == key) else {
            let finding = Finding::new(codes::UNKNOWN_REFERENCE, format!("thông tin cơ quan không có cơ quan `{key}`"));
            let known: Vec<&str> = issuers.iter().map(|(key, _)| key.as_str()).collect();
            let hint = suggest(&key, known.iter().copied(), || format!("các cơ quan có sẵn: {}", known.join(", ")));
            return Err(finding.hint(hint));
        };
        let body = IssuingBody::of_kind(reservation.kind);
        if reservation.normative && body.is_none_or(|body| !body.is(&issuer.symbol.value, &issuer.name.one_line())) {
            let message = format!("{} của `{key}` không là văn bản quy phạm", reservation.kind.name);
            let finding = Finding::new(codes::NORMATIVE_PART, message);
            return Err(finding
                .hint("bỏ `--normative`, hoặc ghi nghi-quyet với cơ quan HĐND, quyet-dinh với UBND (`--issuer`)"));
        }
        let mut writer = self.lock()?;
        let year = reservation.year.unwrap_or_else(|| clock::now().year());
        let symbol = reservation.kind.symbol(&issuer.symbol.value);
        let symbol = if reservation.normative { format!("{year}/{symbol}") } else { symbol };
        let like = Reference {
            issuer: key.clone(),
            year,
            symbol: symbol.clone(),
            secret: reservation.secret,
            ..Reference::default()
        };
        let series = Series::of(self.office().series_rules(), reservation.kind.key, &like);
        let mut reserved = Vec::new();
        for _ in 0..reservation.count {
            let mut reference = like.clone();
            reference.number = self.register().next_number(&series, &reference).ok_or_else(|| used_up(&series))?;
            let facts = Facts {
                reference: reference.clone(),
                issuer_name: issuer.name.one_line(),
                kind: reservation.kind.key.to_owned(),
                note: Some(reservation.purpose.clone()),
                ..Facts::default()
            };
            self.write(&mut writer, &RegisterEvent::Reserved(facts))?;
            reserved.push(reference);
        }
        Ok(reserved)
    }

    /// Takes a number back that no issued document has.
    ///
    /// # Errors
    /// There is no such number, or its document was issued; the log cannot be written.
    pub fn give_back(&mut self, wanted: &EntryQuery, reason: &str) -> Result<Entry, Finding> {
        let mut writer = self.lock()?;
        let entry = self.find(wanted)?.clone();
        let reference = &entry.facts.reference;
        match entry.state {
            State::Reserved | State::Numbered => {}
            State::GivenBack => {
                let finding = Finding::new(codes::WRONG_STATE, format!("số {reference} đã trả lại rồi"));
                return Err(finding.hint("xem sổ bằng `vanthu register`"));
            }
            _ => {
                let finding = Finding::new(
                    codes::WRONG_STATE,
                    format!("văn bản {reference} {}, không trả lại số được", entry.state.name()),
                );
                let year = reference.year;
                return Err(match entry.state {
                    State::Finalized => {
                        finding.hint(format!("chưa ký thì mở lại trước: `vanthu reopen {reference} --year {year} --reason \"…\"`"))
                    }
                    _ => finding.hint(format!(
                        "muốn thu hồi văn bản thì chạy `vanthu register recall {reference} --year {year} --reason \"…\"`"
                    )),
                });
            }
        }
        let facts = Reason { reason: reason.to_owned() };
        let event = RegisterEvent::GivenBack(OfEntry { reference: reference.clone(), facts });
        self.write(&mut writer, &event)?;
        Ok(entry)
    }
}
