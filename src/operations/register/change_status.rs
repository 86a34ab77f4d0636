//! What became of issued documents since: replaced, amended, corrected or recalled, as Điều 18 of the decree asks.

use chrono::{Datelike, NaiveDate};

use super::find_entry::EntryQuery;
use super::messages::ahead_of_today;
use super::workspace::WorkspaceRegister;
use crate::base::clock;
use crate::base::finding::{Finding, Findings, codes};
use crate::domain::document::Kind;
use crate::domain::document::date::short as day;
use crate::domain::register::event::OfEntry;
use crate::domain::register::{Entry, Reference, RegisterEvent, State, StatusAction, StatusChange};

/// The kind by which form and technique are corrected [N30 Điều 18.3].
const CORRECTING: &str = "cong-van";

/// What is to be recorded of an issued document.
#[derive(Debug, Clone)]
pub(crate) struct StatusRequest<'a> {
    /// What is done to it.
    pub action: StatusAction,
    /// The document.
    pub entry: EntryQuery,
    /// The document that does it.
    pub by: Option<EntryQuery>,
    /// Lý do.
    pub reason: &'a str,
    /// The day; today when none is named.
    pub on: Option<NaiveDate>,
}

impl WorkspaceRegister {
    /// Records that an issued document is replaced, amended, corrected or recalled; its line then, and warnings.
    ///
    /// # Errors
    /// There is no such document, or it is not in force; the day is before its own; the document that does it is not
    /// in the register or cannot do it; the log cannot be written.
    pub(crate) fn change_status(&mut self, request: &StatusRequest<'_>) -> Result<(Entry, Findings), Finding> {
        let action = request.action;
        let mut writer = self.lock()?;
        let entry = self.find(&request.entry)?.clone();
        let reference = entry.facts.reference.clone();
        in_force(&entry, action)?;
        let on = request.on.unwrap_or_else(|| clock::now().date_naive());
        if let Some(own) = entry.facts.date.filter(|own| on < *own) {
            let message = format!("ngày {} {} ở trước ngày ban hành {reference}, {}", action.name(), day(on), day(own));
            return Err(Finding::new(codes::DATE_AND_NUMBER, message).hint("sửa `--date`, từ ngày ban hành trở đi"));
        }
        let mut findings = ahead_of_today(on).into_iter().collect::<Findings>();
        let by = match &request.by {
            // a higher office may recall; every other action is by a document of this office
            Some(by) if action == StatusAction::Recall => {
                Some(self.find(by).map_or_else(|_| by.text.clone(), |entry| entry.facts.reference.to_string()))
            }
            Some(by) => {
                // of several years, that of the day
                let of_year =
                    |finding| self.find(&EntryQuery { year: Some(on.year()), ..by.clone() }).map_err(|_| finding);
                let other = self.find(by).or_else(of_year)?;
                can_do(other, &entry, action)?;
                findings.extend(other_form(other, &entry, action));
                Some(other.facts.reference.to_string())
            }
            None => None,
        };
        let facts = StatusChange { on, by, reason: request.reason.to_owned() };
        let event = RegisterEvent::StatusChanged(action, OfEntry { reference: reference.clone(), facts });
        self.write(&mut writer, &event)?;
        Ok((self.register().get(&reference).cloned().unwrap_or(entry), findings))
    }
}

/// Whether something can still be done to a document.
fn in_force(entry: &Entry, action: StatusAction) -> Result<(), Finding> {
    let (reference, name) = (&entry.facts.reference, action.name());
    let (message, hint) = match entry.state {
        state if state.is_in_force() => return Ok(()),
        State::Changed(done) if done == action => (
            format!("văn bản {reference} đã {} rồi", done.outcome()),
            "xem việc đã làm với văn bản bằng `vanthu register`",
        ),
        State::Changed(done) => (
            format!("văn bản {reference} đã {}, không {name} được", done.outcome()),
            "xem việc đã làm với văn bản bằng `vanthu register`",
        ),
        State::Numbered | State::Finalized => (
            format!("văn bản {reference} chưa phát hành, không {name} được"),
            "văn bản chưa ký thì sửa tệp rồi tạo lại PDF; đã chốt thì mở lại trước bằng `vanthu reopen`",
        ),
        State::Signed | State::Issued => (
            format!("văn bản {reference} chưa phát hành, không {name} được"),
            "đã gửi đi thì ghi việc phát hành trước bằng `vanthu issue` (Nghị định 30/2020/NĐ-CP, Điều 18)",
        ),
        State::Reserved => (format!("số {reference} mới giữ trước, không {name} được"), "số này không có văn bản"),
        State::GivenBack => (format!("số {reference} đã trả lại, không {name} được"), "số này không có văn bản"),
    };
    Err(Finding::new(codes::WRONG_STATE, message).hint(hint))
}

/// Whether a document can do something to another: it stands itself, and not because of the other.
fn can_do(other: &Entry, entry: &Entry, action: StatusAction) -> Result<(), Finding> {
    let (doer, done) = (&other.facts.reference, &entry.facts.reference);
    let replaced_by = |reference: &Reference| {
        let replaces = |change: &StatusChange| change.by == Some(reference.to_string());
        other.changes.iter().any(|(action, change)| *action == StatusAction::Replace && replaces(change))
    };
    let hint = "sau `--by` ghi số của văn bản mới ban hành";
    if doer == done {
        let message = format!("{doer} không {} chính văn bản đó được", action.name());
        return Err(Finding::new(codes::WRONG_STATE, message).hint(hint));
    }
    let why = match other.state {
        State::GivenBack => format!("số {doer} đã trả lại"),
        State::Reserved => format!("số {doer} mới giữ trước, chưa có văn bản"),
        State::Changed(StatusAction::Recall) => format!("{doer} đã bị thu hồi"),
        State::Changed(StatusAction::Repeal) => format!("{doer} đã bị bãi bỏ"),
        State::Changed(StatusAction::Replace) if replaced_by(done) => format!("chính {done} đã thay thế {doer}"),
        _ => return Ok(()),
    };
    let message = format!("{doer} không {} {done} được: {why}", action.name());
    Err(Finding::new(codes::WRONG_STATE, message).hint(hint))
}

/// Wrong content is mended by a document of the same form, wrong form or technique by a letter [N30 Điều 18.3].
fn other_form(other: &Entry, entry: &Entry, action: StatusAction) -> Option<Finding> {
    let (doer, done) = (&other.facts, &entry.facts);
    let name = |key: &str| Kind::from_key(key).map_or_else(|| key.to_owned(), |kind| kind.name.to_owned());
    match action {
        StatusAction::Correct if doer.kind != CORRECTING => Some(
            Finding::new(codes::OTHER_FORM, format!("đính chính bằng công văn, {} là {}", doer.reference, name(&doer.kind)))
                .hint("văn bản mới sửa nội dung thì ghi bằng `vanthu register amend` hoặc `replace` (Nghị định 30/2020/NĐ-CP, Điều 18)"),
        ),
        StatusAction::Replace | StatusAction::Amend | StatusAction::Repeal if doer.kind != done.kind => {
            let message = format!(
                "{} là {}, {} là {}: không cùng hình thức",
                doer.reference,
                name(&doer.kind),
                done.reference,
                name(&done.kind)
            );
            Some(Finding::new(codes::OTHER_FORM, message).hint("sai nội dung thì thay thế, sửa đổi bằng văn bản cùng hình thức (Nghị định 30/2020/NĐ-CP, Điều 18); kiểm tra số sau `--by`"))
        }
        _ => None,
    }
}
