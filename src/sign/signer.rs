//! One signature after another: its message, its time, its certificate, and what came after it.

use chrono::{DateTime, SecondsFormat, Utc};
use lopdf::Object;

use super::algorithm::Hash;
use super::certificate::{Certificate, MOST};
use super::chain::{self, Chain, Doubt, Purpose};
use super::cms::{Fault, Message, Signed};
use super::difference::Changes;
use super::form;
use super::frame::{self, Framed, Placed};
use super::judgement::{Fact, Kind, Reason, Signature, Standing};
use super::revisions::Revision;
use super::revocation::Sources;
use super::trust::Trust;
use crate::clock;
use crate::finding::{Code, codes};

/// Largest certificate, CRL or answer kept in the file, bytes.
const MAX_EVIDENCE: usize = 32 << 20;

/// Minutes that this computer's clock may be behind that of a timestamp.
const CLOCKS_APART: i64 = 10;

/// All there is to check certificates against.
pub(super) struct Evidence {
    trust: Trust,
    pub(super) between: Vec<Certificate>,
    sources: Sources,
    now: DateTime<Utc>,
}

impl Evidence {
    /// From the office's folder and from the file itself.
    pub(super) fn of(revisions: &[Revision], trust: &Trust, now: DateTime<Utc>) -> Self {
        let mut sources = Sources { crls: trust.crls.clone(), ..Sources::default() };
        let mut between = trust.between.clone();
        if let Some(last) = revisions.last() {
            let document = &last.document;
            let store = form::catalog(document).and_then(|catalog| form::dictionary(document, catalog, b"DSS"));
            let streams = |key: &[u8]| -> Vec<Vec<u8>> {
                let list = store.map(|store| form::array(document, store, key)).unwrap_or_default();
                list.iter().take(MOST).filter_map(|item| content(form::follow(document, item))).collect()
            };
            between.extend(streams(b"Certs").iter().filter_map(|bytes| Certificate::read(bytes)));
            sources.crls.extend(streams(b"CRLs"));
            sources.answers.extend(streams(b"OCSPs"));
        }
        sources.certificates.clone_from(&between);
        Self { trust: trust.clone(), between, sources, now }
    }

    fn with(&self, message: &Message) -> (Vec<Certificate>, Sources) {
        let mut between = self.between.clone();
        between.extend(message.certificates.iter().cloned());
        let mut sources = self.sources.clone();
        sources.crls.extend(message.crls.iter().cloned());
        sources.answers.extend(message.answers.iter().cloned());
        sources.certificates.clone_from(&between);
        (between, sources)
    }
}

fn content(object: &Object) -> Option<Vec<u8>> {
    let stream = object.as_stream().ok()?;
    if stream.is_compressed() {
        stream.decompressed_content_with_limit(MAX_EVIDENCE).ok()
    } else {
        Some(stream.content.clone())
    }
}

/// A signature with what is known of it so far.
pub(super) struct Judged {
    pub(super) signature: Signature,
    /// The revision it covers.
    pub(super) covers: Option<usize>,
    pub(super) reasons: Vec<Reason>,
    checked: Option<(Message, Signed)>,
    /// When a timestamp over this signature, or this one over the file, was given, and whether its giver is trusted.
    stamped: Option<(DateTime<Utc>, bool)>,
}

impl Judged {
    fn say(&mut self, code: Code, fact: Fact, message: impl Into<String>, hint: &str) {
        let reason = Reason::new(code, fact, message);
        self.reasons.push(if hint.is_empty() { reason } else { reason.hint(hint) });
    }

    /// What was added behind the bytes this signature covers.
    pub(super) fn told_after(&mut self, revisions: &[Revision], changes: &[Changes], length: usize) {
        let Some(covers) = self.covers else { return };
        self.signature.covers_all = revisions.get(covers).is_some_and(|last| last.end == length);
        for change in changes.iter().skip(covers) {
            self.signature.after.extend(change.words());
            for what in &change.refused {
                self.signature.after.push(what.clone());
                let hint = "lấy lại tệp từ người ký; bản này không phải bản đã ký";
                self.say(codes::CHANGED_AFTER, Fact::Integrity, format!("sau khi ký: {what}"), hint);
            }
        }
    }
}

/// Checks framing, digest and signature value of one signature.
pub(super) fn check(file: &[u8], revisions: &[Revision], placed: &Placed, evidence: &Evidence) -> Judged {
    let signature = Signature {
        field: placed.field.clone(),
        kind: placed.kind,
        sound: false,
        covers_all: false,
        covers_to: 0,
        after: Vec::new(),
        signer: None,
        organisation: None,
        issuer: None,
        serial: None,
        validity: None,
        algorithm: None,
        at: None,
        timestamped: false,
        trust: Standing::Unchecked,
        certificate: Vec::new(),
    };
    let mut judged = Judged { signature, covers: None, reasons: Vec::new(), checked: None, stamped: None };
    let framed = match frame::frame(file, revisions, placed) {
        Ok(framed) => framed,
        Err(reason) => {
            judged.reasons.push(reason);
            return judged;
        }
    };
    judged.covers = Some(framed.covers);
    judged.signature.covers_to = framed.to;
    let kind = form::value(&revisions[placed.revision].document, &placed.dictionary, b"SubFilter");
    let kind = kind.and_then(|kind| kind.as_name().ok()).unwrap_or_default().to_vec();
    match message(&mut judged, &framed, &kind, evidence) {
        Ok((message, signed)) => accept(&mut judged, placed, message, signed, &kind),
        Err(fault) => refuse(&mut judged, fault),
    }
    judged
}

fn message(
    judged: &mut Judged,
    framed: &Framed<'_>,
    kind: &[u8],
    evidence: &Evidence,
) -> Result<(Message, Signed), Fault> {
    let read = || Message::read(&framed.contents);
    match kind {
        b"ETSI.CAdES.detached" | b"adbe.pkcs7.detached" => {
            let message = read()?;
            let signed = message.check(&framed.parts, &evidence.between)?;
            stamp(judged, &message, evidence);
            Ok((message, signed))
        }
        b"ETSI.RFC3161" => {
            let message = read()?;
            let (at, signed, hash) = message.check_timestamp(&framed.parts, &evidence.between)?;
            weak(judged, hash);
            let trusted = is_trusted_stamp(&message, &signed, evidence, at);
            judged.stamped = Some((at, trusted));
            Ok((message, signed))
        }
        other => Err(Fault::Unusable(format!("kiểu chữ ký `{}`", String::from_utf8_lossy(other)))),
    }
}

/// The timestamp over the signature value.
fn stamp(judged: &mut Judged, message: &Message, evidence: &Evidence) {
    let Some(token) = message.timestamp() else { return };
    let checked = Message::read(&token)
        .and_then(|token| token.check_timestamp(&[message.value()], &evidence.between).map(|checked| (token, checked)));
    match checked {
        Ok((token, (at, signed, hash))) => {
            weak(judged, hash);
            let trusted = is_trusted_stamp(&token, &signed, evidence, at);
            judged.stamped = Some((at, trusted));
        }
        Err(_) => {
            let hint = "xin lại tệp từ người ký; dấu thời gian này không phải của chữ ký này";
            judged.say(codes::TIMESTAMP_WRONG, Fact::Integrity, "dấu thời gian không đúng với chữ ký", hint);
        }
    }
}

fn weak(judged: &mut Judged, hash: Hash) {
    if hash == Hash::Sha1 {
        judged.say(codes::TIMESTAMP_WEAK, Fact::Integrity, "dấu thời gian dùng hàm băm SHA-1 đã cũ", "");
    }
}

pub(super) fn is_trusted_stamp(message: &Message, signed: &Signed, evidence: &Evidence, at: DateTime<Utc>) -> bool {
    let (between, sources) = evidence.with(message);
    chain::usable(&signed.certificate, Purpose::Timestamping).is_ok()
        && at <= evidence.now + chrono::Duration::minutes(CLOCKS_APART)
        && chain::follow(&signed.certificate, &evidence.trust.roots, &between, &sources, at, evidence.now).is_ok()
}

fn accept(judged: &mut Judged, placed: &Placed, message: Message, signed: Signed, kind: &[u8]) {
    let certificate = &signed.certificate;
    let day = |at: DateTime<Utc>| clock::in_vietnam(at).format("%Y-%m-%d").to_string();
    let signature = &mut judged.signature;
    signature.sound = true;
    signature.signer = Some(certificate.common_name());
    signature.organisation = certificate.organisation();
    signature.issuer = certificate.issuer_name();
    signature.serial = Some(certificate.serial());
    signature.validity = Some((day(certificate.not_before()), day(certificate.not_after())));
    signature.algorithm = Some(signed.algorithm.clone());
    signature.certificate.clone_from(&certificate.bytes);
    if !signed.names_certificate && kind == b"ETSI.CAdES.detached" {
        let hint = "báo cho nơi cấp phần mềm ký; chữ ký vẫn được kiểm như thường";
        judged.say(codes::NOT_PADES, Fact::Integrity, "chữ ký không ghi rõ chứng thư đã dùng như PAdES đòi hỏi", hint);
    }
    if signed.hash == Hash::Sha1 {
        let what = "nội dung được băm bằng SHA-1, không còn an toàn";
        judged.say(codes::SIGNATURE_ALGORITHM, Fact::Integrity, what, "ký lại bằng phần mềm dùng SHA-256");
        judged.signature.sound = false;
    }
    let said = placed.dictionary.get(b"M").ok().map(form::text).and_then(|text| date(&text));
    let claimed = signed.claimed.or(said);
    judged.checked = Some((message, Signed { claimed, ..signed }));
}

fn refuse(judged: &mut Judged, fault: Fault) {
    let again = "lấy lại tệp từ người ký, hoặc ký lại";
    match fault {
        Fault::Unreadable(why) => {
            judged.say(codes::SIGNATURE_UNUSABLE, Fact::Integrity, format!("chữ ký không đọc được: {why}"), again);
        }
        Fault::Unusable(what) => {
            let hint = "ký lại bằng phần mềm dùng PAdES, SHA-256, RSA từ 2048 bit hoặc ECDSA";
            judged.say(
                codes::SIGNATURE_ALGORITHM,
                Fact::Integrity,
                format!("chương trình không dùng được {what}"),
                hint,
            );
        }
        Fault::OtherContent => {
            judged.say(codes::SIGNED_CONTENT, Fact::Integrity, "nội dung đã ký bị thay sau khi ký", again);
        }
        Fault::Wrong(why) => judged.say(codes::SIGNATURE_WRONG, Fact::Integrity, why, again),
    }
}

/// Decides how far each signer is trusted, timestamps over the whole file first: they prove the time of the others.
pub(super) fn stand(judged: &mut [Judged], evidence: &Evidence) {
    let over: Vec<(usize, DateTime<Utc>)> = judged
        .iter()
        .filter(|one| one.signature.kind == Kind::Timestamp && one.signature.sound)
        .filter_map(|one| Some((one.covers?, one.stamped.filter(|(_, trusted)| *trusted)?.0)))
        .collect();
    for one in judged.iter_mut() {
        let Some((message, signed)) = one.checked.take() else {
            one.signature.trust = Standing::Untrusted;
            continue;
        };
        let own = one.stamped.filter(|(_, trusted)| *trusted).map(|(at, _)| at);
        let later = over.iter().filter(|(covers, _)| one.covers.is_some_and(|own| own <= *covers)).map(|(_, at)| *at);
        let proven = own.into_iter().chain(later).min();
        let at = proven.or(one.stamped.map(|(at, _)| at)).or(signed.claimed);
        one.signature.at = at.map(|at| clock::in_vietnam(at).to_rfc3339_opts(SecondsFormat::Secs, false));
        one.signature.timestamped = proven.is_some();
        if one.stamped.is_some_and(|(_, trusted)| !trusted) && !evidence.trust.is_empty() {
            let hint = "thêm chứng thư gốc của nơi đóng dấu thời gian vào thư mục `chung-thu`";
            one.say(codes::TIMESTAMP_UNTRUSTED, Fact::Trust, "dấu thời gian chưa dẫn tới gốc tin cậy", hint);
        }
        one.signature.trust = standing(one, &message, &signed, proven, evidence);
    }
}

fn standing(
    one: &mut Judged,
    message: &Message,
    signed: &Signed,
    proven: Option<DateTime<Utc>>,
    evidence: &Evidence,
) -> Standing {
    let purpose = if one.signature.kind == Kind::Timestamp { Purpose::Timestamping } else { Purpose::Signing };
    if let Err(doubt) = chain::usable(&signed.certificate, purpose) {
        return doubted(one, &doubt);
    }
    if evidence.trust.is_empty() {
        let hint = "đặt chứng thư gốc (`.pem`, `.crt`, `.cer`) vào thư mục `chung-thu` cạnh `co-quan.yaml`, hoặc chỉ ra bằng `--roots`";
        one.say(codes::NO_ROOTS, Fact::Trust, "chưa có chứng thư gốc nào để kiểm người ký", hint);
        return Standing::Unchecked;
    }
    let (between, sources) = evidence.with(message);
    let claimed = proven.or(signed.claimed).unwrap_or(evidence.now).min(evidence.now);
    let certificate = &signed.certificate;
    let chain = match chain::follow(certificate, &evidence.trust.roots, &between, &sources, claimed, evidence.now) {
        Ok(chain) => chain,
        Err(doubt) => return doubted(one, &doubt),
    };
    match chain {
        Chain { revoked_later: Some(since), .. } if proven.is_none() => {
            let what =
                format!("chứng thư bị thu hồi từ {}, không có dấu thời gian chứng minh đã ký trước đó", day(since));
            one.say(codes::TIME_UNPROVEN, Fact::Trust, what, "hỏi người ký; lần sau ký kèm dấu thời gian");
            Standing::Insufficient
        }
        Chain { revocation_known: false, .. } => {
            let hint = "đặt danh sách thu hồi (`.crl`) của nơi cấp vào thư mục `chung-thu`, hoặc xin tệp có kèm dữ liệu kiểm chứng thư";
            one.say(codes::REVOCATION_UNKNOWN, Fact::Trust, "chưa biết chứng thư có bị thu hồi hay không", hint);
            Standing::Insufficient
        }
        _ if proven.is_none() && certificate.not_after() < evidence.now => {
            let what = format!(
                "chứng thư hết hạn từ {}, không có dấu thời gian chứng minh đã ký trước đó",
                day(certificate.not_after())
            );
            one.say(codes::TIME_UNPROVEN, Fact::Trust, what, "lần sau ký kèm dấu thời gian");
            Standing::Insufficient
        }
        _ => Standing::Trusted,
    }
}

fn doubted(one: &mut Judged, doubt: &Doubt) -> Standing {
    let ask = "hỏi lại người ký; không coi chữ ký này là của người đó cho đến khi rõ";
    match doubt {
        Doubt::NoPath => {
            let hint =
                "nếu tin nơi cấp chứng thư này, đặt chứng thư gốc và trung gian của nơi đó vào thư mục `chung-thu`";
            one.say(codes::NO_PATH, Fact::Trust, "chứng thư của người ký không dẫn tới gốc tin cậy nào", hint);
        }
        Doubt::Time => {
            one.say(codes::OUT_OF_TIME, Fact::Trust, "chứng thư chưa có hoặc đã hết hiệu lực lúc ký", ask);
        }
        Doubt::Use(why) => one.say(codes::WRONG_USE, Fact::Trust, why.clone(), ask),
        Doubt::Revoked(since) => {
            let what = format!("chứng thư đã bị thu hồi từ {}, trước lúc ký", day(*since));
            one.say(codes::REVOKED, Fact::Trust, what, ask);
        }
        Doubt::Other(why) => one.say(codes::CHAIN_BROKEN, Fact::Trust, why.clone(), ask),
    }
    Standing::Untrusted
}

fn day(at: DateTime<Utc>) -> String {
    clock::in_vietnam(at).format("%d/%m/%Y").to_string()
}

/// A date of a PDF: `D:20260105101530+07'00'`.
fn date(text: &str) -> Option<DateTime<Utc>> {
    let text = text.strip_prefix("D:").unwrap_or(text);
    let digits = text.bytes().take(14).take_while(u8::is_ascii_digit).count();
    let local = chrono::NaiveDateTime::parse_from_str(text.get(..digits)?, "%Y%m%d%H%M%S").ok()?;
    let zone: String = text[digits..].chars().filter(|c| *c != '\'').collect();
    let seconds = match zone.as_bytes() {
        [sign @ (b'+' | b'-'), hours @ ..] => {
            let number = |from: usize| zone.get(1 + from..3 + from).and_then(|digits| digits.parse::<i32>().ok());
            let size = number(0)? * 3600 + if hours.len() >= 4 { number(2)? * 60 } else { 0 };
            if *sign == b'-' { -size } else { size }
        }
        _ => 0,
    };
    Some(local.and_utc() - chrono::Duration::seconds(i64::from(seconds)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_pdf_are_read_in_their_zone() {
        let at = |text| date(text).map(|at| at.to_rfc3339());
        assert_eq!(at("D:20260105101530+07'00'").as_deref(), Some("2026-01-05T03:15:30+00:00"));
        assert_eq!(at("D:20260105101530Z").as_deref(), Some("2026-01-05T10:15:30+00:00"));
        assert_eq!(at("D:2026"), None);
        assert_eq!(at("D:20260105101530+0é"), None);
    }
}
