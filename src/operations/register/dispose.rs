//! What became of issued documents since: replaced, amended, corrected or recalled, as Điều 18 of the decree asks.

use chrono::{Datelike, NaiveDate};

use crate::base::clock;
use crate::base::finding::{Finding, Findings, codes};
use crate::domain::document::Kind;
use crate::domain::document::date::short as day;
use crate::domain::register::{self, Act, Dealing, Entry, Reference, State};
use crate::operations::register::Registry;
use crate::operations::register::messages::ahead_of_today;
use crate::operations::register::reserve::Wanted;

/// The kind by which form and technique are corrected [N30 Điều 18.3].
const CORRECTING: &str = "cong-van";

impl Registry {
    /// Records that an issued document is replaced, amended, corrected or recalled; its line then, and warnings.
    ///
    /// # Errors
    /// There is no such document, or it is not in force; the day is before its own; the document that does it is not
    /// in the register or cannot do it; the log cannot be written.
    pub fn deal(
        &mut self,
        act: Act,
        wanted: &Wanted,
        by: Option<&Wanted>,
        reason: &str,
        on: Option<NaiveDate>,
    ) -> Result<(Entry, Findings), Finding> {
        let mut writer = self.lock()?;
        let entry = self.find(wanted)?.clone();
        let reference = &entry.facts.reference;
        in_force(&entry, act)?;
        let on = on.unwrap_or_else(|| clock::now().date_naive());
        if let Some(own) = entry.facts.date.filter(|own| on < *own) {
            let message = format!("ngày {} {} ở trước ngày văn bản {reference}, {}", act.name(), day(on), day(own));
            return Err(Finding::new(codes::DATE_AND_NUMBER, message).hint("sửa `--date`, từ ngày văn bản trở đi"));
        }
        let mut findings = ahead_of_today(on).map(Findings::from).unwrap_or_default();
        let by = match by {
            // a higher office may recall; every other act is by a document of this office
            Some(by) if act == Act::Recall => {
                Some(self.find(by).map_or_else(|_| by.text.clone(), |entry| entry.facts.reference.to_string()))
            }
            Some(by) => {
                // of several years, that of the day
                let of_year = |finding| self.find(&Wanted { year: Some(on.year()), ..by.clone() }).map_err(|_| finding);
                let other = self.find(by).or_else(of_year)?;
                can_do(other, &entry, act)?;
                findings.extend(other_form(other, &entry, act));
                Some(other.facts.reference.to_string())
            }
            None => None,
        };
        let dealing = Dealing { on, by, reason: reason.to_owned() };
        self.write(&mut writer, register::dealt(act, reference, &dealing))?;
        Ok((self.register.get(reference).cloned().unwrap_or(entry), findings))
    }
}

/// Whether something can still be done to a document.
fn in_force(entry: &Entry, act: Act) -> Result<(), Finding> {
    let (reference, act) = (&entry.facts.reference, act.name());
    let (message, hint) = match entry.state {
        state if state.is_in_force() => return Ok(()),
        State::Dealt(done) if done.name() == act => (
            format!("văn bản {reference} đã {} rồi", done.outcome()),
            "xem việc đã làm với văn bản bằng `vanthu register`",
        ),
        State::Dealt(done) => (
            format!("văn bản {reference} đã {}, không {act} được", done.outcome()),
            "xem việc đã làm với văn bản bằng `vanthu register`",
        ),
        State::Numbered | State::Issued => (
            format!("văn bản {reference} chưa phát hành, không {act} được"),
            "văn bản chưa phát hành thì sửa tệp rồi dựng lại",
        ),
        State::Reserved => (format!("số {reference} mới giữ trước, không {act} được"), "số này không có văn bản"),
        State::GivenBack => (format!("số {reference} đã trả lại, không {act} được"), "số này không có văn bản"),
    };
    Err(Finding::new(codes::WRONG_STATE, message).hint(hint))
}

/// Whether a document can do something to another: it stands itself, and not because of the other.
fn can_do(other: &Entry, entry: &Entry, act: Act) -> Result<(), Finding> {
    let (doer, done) = (&other.facts.reference, &entry.facts.reference);
    let replaced_by = |reference: &Reference| {
        other.dealings.iter().any(|(act, dealing)| *act == Act::Replace && dealing.by == Some(reference.to_string()))
    };
    let hint = "sau `--by` ghi số của văn bản mới ban hành";
    if doer == done {
        let message = format!("{doer} không {} chính nó được", act.name());
        return Err(Finding::new(codes::WRONG_STATE, message).hint(hint));
    }
    let why = match other.state {
        State::GivenBack => format!("số {doer} đã trả lại"),
        State::Reserved => format!("số {doer} mới giữ trước, chưa có văn bản"),
        State::Dealt(Act::Recall) => format!("{doer} đã bị thu hồi"),
        State::Dealt(Act::Replace) if replaced_by(done) => format!("chính {done} đã thay thế {doer}"),
        _ => return Ok(()),
    };
    let message = format!("{doer} không {} {done} được: {why}", act.name());
    Err(Finding::new(codes::WRONG_STATE, message).hint(hint))
}

/// Wrong content is mended by a document of the same form, wrong form or technique by a letter [N30 Điều 18.3].
fn other_form(other: &Entry, entry: &Entry, act: Act) -> Option<Finding> {
    let (doer, done) = (&other.facts, &entry.facts);
    let name = |key: &str| Kind::from_key(key).map_or_else(|| key.to_owned(), |kind| kind.name.to_owned());
    let told = |message: String| Finding::new(codes::OTHER_FORM, message);
    match act {
        Act::Correct if doer.kind != CORRECTING => Some(
            told(format!("đính chính bằng công văn, {} là {}", doer.reference, name(&doer.kind)))
                .hint("văn bản mới sửa nội dung thì ghi bằng `vanthu register amend` hoặc `replace` (Nghị định 30/2020/NĐ-CP, Điều 18)"),
        ),
        Act::Replace | Act::Amend if doer.kind != done.kind => Some(
            told(format!(
                "{} là {}, {} là {}: không cùng hình thức",
                doer.reference,
                name(&doer.kind),
                done.reference,
                name(&done.kind)
            ))
            .hint("sai nội dung thì thay thế, sửa đổi bằng văn bản cùng hình thức (Nghị định 30/2020/NĐ-CP, Điều 18); kiểm tra số sau `--by`"),
        ),
        _ => None,
    }
}
