//! How far a signer is trusted: its time as proved, its chain, and what revoked it.

use chrono::{DateTime, SecondsFormat, Utc};

use crate::base::clock;
use crate::base::finding::codes;
use crate::signature::cms::message::{Message, Signed};
use crate::signature::pki::chain::{self, Chain, Doubt, Purpose};
use crate::signature::pki::evidence::Evidence;
use crate::signature::validate::report::{Fact, Kind, Standing};
use crate::signature::validate::signature::Judged;

/// Minutes that this computer's clock may be behind that of a timestamp.
const CLOCKS_APART: i64 = 10;

/// Decides how far each signer is trusted, timestamps over the whole file first: they prove the time of the others.
pub(crate) fn stand(judged: &mut [Judged], evidence: &Evidence) {
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

/// Whether a timestamp leads to a root of the office and is not of the future.
pub(crate) fn is_trusted_stamp(message: &Message, signed: &Signed, evidence: &Evidence, at: DateTime<Utc>) -> bool {
    let (between, sources) = evidence.with(message);
    chain::usable(&signed.certificate, Purpose::Timestamping).is_ok()
        && at <= evidence.now + chrono::Duration::minutes(CLOCKS_APART)
        && chain::follow(&signed.certificate, &evidence.trust.roots, &between, &sources, at, evidence.now).is_ok()
}
