//! Phát hành: a signed document is sent, and whoever gets it confirms that it came [N30 Điều 18.1].

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::find_entry::EntryQuery;
use super::messages::ahead_of_today;
use super::workspace::WorkspaceRegister;
use crate::base::clock;
use crate::base::finding::{Finding, Findings, codes, nearest};
use crate::domain::document::date::short as day;
use crate::domain::register::event::OfEntry;
use crate::domain::register::{Entry, Receipt, RegisterEvent, Sending, State, StatusAction};

/// A document to send.
#[derive(Debug, Clone)]
pub(crate) struct SendRequest {
    /// The document.
    pub entry: EntryQuery,
    /// The day; today when none is named.
    pub on: Option<NaiveDate>,
    /// To whom; those of its line when none are named.
    pub recipients: Vec<String>,
    /// How, in the clerk's words.
    pub how: Option<String>,
    /// Số lượng bản.
    pub copies: Option<u32>,
    /// Whether the signed original of a paper document is kept on paper alone.
    pub paper_original: bool,
}

impl WorkspaceRegister {
    /// Records that a signed document was sent; its line then, and warnings.
    ///
    /// # Errors
    /// There is no such document; it is not finalized or not signed, or was sent already and nobody new is named; the
    /// day is before its own; nobody is named; the log cannot be written.
    pub(crate) fn send(&mut self, request: &SendRequest) -> Result<(Entry, Findings), Finding> {
        let mut writer = self.lock()?;
        let entry = self.find(&request.entry)?.clone();
        may_be_sent(&entry, request)?;
        let reference = entry.facts.reference.clone();
        let on = request.on.unwrap_or_else(|| clock::now().date_naive());
        let mut findings = ahead_of_today(on).into_iter().collect::<Findings>();
        if let Some(own) = entry.facts.date {
            if on < own {
                let message = format!("ngày phát hành {} ở trước ngày ban hành {reference}, {}", day(on), day(own));
                let finding = Finding::new(codes::DATE_AND_NUMBER, message);
                return Err(finding.hint("sửa `--date`, từ ngày ban hành trở đi"));
            }
            findings.extend(late(&entry, own, on));
        }
        let named = !request.recipients.is_empty();
        let recipients = if named { request.recipients.clone() } else { entry.facts.recipients.clone() };
        if recipients.is_empty() {
            let finding = Finding::new(codes::WRONG_STATE, format!("sổ chưa ghi nơi nhận của {reference}"));
            return Err(finding.hint("ghi nơi nhận, mỗi nơi một lần `--to`, ví dụ `--to \"Sở Nội vụ\"`"));
        }
        let copies = request.copies.or(if entry.sent.is_empty() { entry.facts.copies } else { None });
        let facts =
            Sending { on, recipients, how: request.how.clone(), copies, paper_original: request.paper_original };
        self.write(&mut writer, &RegisterEvent::Sent(OfEntry { reference: reference.clone(), facts }))?;
        Ok((self.register().get(&reference).cloned().unwrap_or(entry), findings))
    }

    /// Records that a recipient has a document; its line then, and warnings.
    ///
    /// # Errors
    /// There is no such document, it was not sent, or not before that day; the log cannot be written.
    pub(crate) fn acknowledge(
        &mut self,
        wanted: &EntryQuery,
        recipient: &str,
        on: Option<NaiveDate>,
    ) -> Result<(Entry, Findings), Finding> {
        let mut writer = self.lock()?;
        let entry = self.find(wanted)?.clone();
        let reference = entry.facts.reference.clone();
        let Some(sent) = entry.sent.iter().map(|sending| sending.on).min() else {
            let finding = Finding::new(codes::WRONG_STATE, format!("{reference} chưa phát hành, chưa có ai nhận"));
            return Err(finding.hint(format!("ghi việc phát hành trước: `vanthu issue {reference}`")));
        };
        let on = on.unwrap_or_else(|| clock::now().date_naive());
        if on < sent {
            let message = format!("ngày nhận {} ở trước ngày phát hành {reference}, {}", day(on), day(sent));
            return Err(Finding::new(codes::DATE_AND_NUMBER, message).hint("sửa `--date`, từ ngày phát hành trở đi"));
        }
        let findings = ahead_of_today(on).into_iter().chain(near_recipient(&entry, recipient)).collect::<Findings>();
        let facts = Receipt { recipient: recipient.to_owned(), on };
        self.write(&mut writer, &RegisterEvent::Acknowledged(OfEntry { reference: reference.clone(), facts }))?;
        Ok((self.register().get(&reference).cloned().unwrap_or(entry), findings))
    }
}

/// A name that is no recipient's, but nearly one. Others may sign for a recipient: those are not told.
fn near_recipient(entry: &Entry, by: &str) -> Option<Finding> {
    let known: Vec<&str> = entry.sent.iter().flat_map(|sent| &sent.recipients).map(String::as_str).collect();
    let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    let near = nearest(by, known.iter().copied()).filter(|near| digits(near) == digits(by))?;
    (near != by).then(|| {
        let message = format!("{} không gửi cho `{by}`, có gửi cho `{near}`", entry.facts.reference);
        Finding::new(codes::NEAR_RECIPIENT, message).hint(format!(
            "gõ nhầm thì ghi lại: `vanthu register receipt {} --by \"{near}\"`; là nơi khác thì để nguyên",
            entry.facts.reference
        ))
    })
}

/// Whether a document has come so far that it can be sent.
fn may_be_sent(entry: &Entry, request: &SendRequest) -> Result<(), Finding> {
    let reference = &entry.facts.reference;
    let refused = |message: String, hint: String| Err(Finding::new(codes::WRONG_STATE, message).hint(hint));
    let document = entry.facts.document.as_deref().unwrap_or("VĂN_BẢN");
    match entry.state {
        State::Reserved | State::GivenBack => {
            refused(format!("số {reference} không có văn bản"), "xem sổ bằng `vanthu register`".to_owned())
        }
        State::Numbered => refused(
            format!("{reference} chưa chốt và chưa ký, chưa phát hành được"),
            format!(
                "chốt bằng `vanthu finalize`, ký, lưu bản đã ký, rồi phát hành: {document} (Nghị định 30/2020/NĐ-CP, Điều 14)"
            ),
        ),
        State::Finalized => refused(
            format!("{reference} chưa có bản đã ký, chưa phát hành được"),
            format!(
                "lưu bản đã ký: `vanthu archive add TỆP_ĐÃ_KÝ --for {reference}` (Nghị định 30/2020/NĐ-CP, Điều 14, 18)"
            ),
        ),
        State::Signed if entry.signed.is_empty() && !request.paper_original => refused(
            format!("kho chưa có bản đã ký của {reference}"),
            format!(
                "lưu bản quét: `vanthu archive add TỆP_QUÉT --for {reference}`; không quét thì thêm `--paper-original` (bản gốc giấy lưu tại văn thư)"
            ),
        ),
        State::Changed(action @ (StatusAction::Replace | StatusAction::Recall | StatusAction::Repeal)) => refused(
            format!("{reference} đã {}, không phát hành nữa", action.outcome()),
            "xem sổ bằng `vanthu register`".to_owned(),
        ),
        State::Issued | State::Changed(_) if request.recipients.is_empty() && !entry.sent.is_empty() => refused(
            format!("{reference} đã phát hành rồi"),
            "gửi thêm cho nơi khác thì ghi nơi đó sau `--to`".to_owned(),
        ),
        State::Signed | State::Issued | State::Changed(_) => Ok(()),
    }
}

/// A document goes out on the day it is signed, on the next working day at the latest [N30 Điều 18.1].
fn late(entry: &Entry, own: NaiveDate, on: NaiveDate) -> Option<Finding> {
    let is_first = entry.sent.is_empty();
    let next = (1..=7).filter_map(|days| own.checked_add_days(Days::new(days)));
    let next = next.into_iter().find(|date| !matches!(date.weekday(), Weekday::Sat | Weekday::Sun))?;
    (is_first && on > next).then(|| {
        let message =
            format!("{} ban hành ngày {}, phát hành ngày {}", entry.facts.reference, day(own), day(on));
        Finding::new(codes::SENT_LATE, message)
            .hint("văn bản phát hành trong ngày ký, chậm nhất ngày làm việc tiếp theo (Nghị định 30/2020/NĐ-CP, Điều 18.1); gõ nhầm ngày thì sửa `--date`")
    })
}
