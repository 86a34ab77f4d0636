//! How far a signer is trusted: its time as proved, its chain, and what revoked it.

use chrono::{DateTime, SubsecRound, Utc};

use crate::base::clock;
use crate::base::finding::{Finding, codes};
use crate::signature::cms::message::{Message, SignedMessage};
use crate::signature::pdf::byte_range::SignatureKind;
use crate::signature::pki::chain::{self, Chain, Purpose};
use crate::signature::pki::failure::{ChainFailure, ChainFault};
use crate::signature::pki::validation_data::ValidationData;
use crate::signature::validate::facts::Trust;
use crate::signature::validate::signature::{GivenTime, SignatureValidation};

/// A timestamp over the whole file that is trusted.
struct ProofOfExistence {
    /// The revision it covers.
    covers: usize,
    at: DateTime<Utc>,
}

/// Decides how far each signer is trusted, timestamps over the whole file first: they prove the time of the others.
pub(super) fn decide(validations: &mut [SignatureValidation], data: &ValidationData) {
    refuse_sha1_alone(validations);
    let proofs: Vec<ProofOfExistence> = validations.iter().filter_map(proof).collect();
    for validation in validations.iter_mut() {
        let Some((message, signed)) = validation.signed.take() else {
            validation.report.trust = Trust::Untrusted;
            continue;
        };
        let own = validation.timestamp.filter(GivenTime::proves).map(|timestamp| timestamp.at);
        let later = proofs.iter().filter(|proof| validation.covers.is_some_and(|own| own <= proof.covers));
        let proven = own.into_iter().chain(later.map(|proof| proof.at)).min();
        let at = proven.or(signed.claimed_time).or(validation.timestamp.map(|timestamp| timestamp.at));
        validation.report.signing_time = at.map(|at| clock::in_vietnam(at).trunc_subsecs(0));
        validation.report.timestamped = proven.is_some();
        if validation.timestamp.is_some_and(|timestamp| !timestamp.trusted) && !data.roots.is_empty() {
            validation.findings.push(
                Finding::new(
                    codes::TIMESTAMP_UNTRUSTED,
                    "dấu thời gian không do tổ chức chứng thực mà cơ quan tin cậy cấp",
                )
                .hint("thêm chứng thư gốc của nơi đóng dấu thời gian vào thư mục `chung-thu`"),
            );
        }
        let (trust, finding) = trust(validation.report.kind, &message, &signed, proven, data);
        validation.report.trust = trust;
        validation.findings.extend(finding);
    }
}

/// Where nobody but a timestamp vouches for the file, SHA-1 does not suffice: its maker may have another one at hand.
fn refuse_sha1_alone(validations: &mut [SignatureValidation]) {
    let is_alone = validations.iter().all(|one| one.report.kind == SignatureKind::Timestamp);
    for validation in validations.iter_mut().filter(|one| is_alone && one.timestamp.is_some_and(|at| at.uses_sha1)) {
        validation.report.sound = false;
        validation.findings.push(
            Finding::new(codes::SIGNATURE_ALGORITHM, "tệp chỉ có dấu thời gian dùng SHA-1, không còn an toàn")
                .hint("đề nghị nơi gửi ký tệp, hoặc đóng dấu thời gian lại bằng SHA-256"),
        );
    }
}

fn proof(validation: &SignatureValidation) -> Option<ProofOfExistence> {
    let over_file = validation.report.kind == SignatureKind::Timestamp && validation.report.sound;
    let timestamp = validation.timestamp.filter(|timestamp| over_file && timestamp.proves())?;
    Some(ProofOfExistence { covers: validation.covers?, at: timestamp.at })
}

/// How far a signer is trusted, and why not further.
fn trust(
    kind: SignatureKind,
    message: &Message,
    signed: &SignedMessage,
    proven: Option<DateTime<Utc>>,
    data: &ValidationData,
) -> (Trust, Option<Finding>) {
    let purpose = if kind == SignatureKind::Timestamp { Purpose::Timestamping } else { Purpose::Signing };
    let certificate = &signed.certificate;
    if let Err(failure) = chain::check_use(certificate, purpose) {
        return (Trust::Untrusted, Some(untrusted(failure)));
    }
    if data.roots.is_empty() {
        let finding = Finding::new(codes::NO_ROOTS, "chưa có chứng thư gốc nào để kiểm người ký").hint(
            "đặt chứng thư gốc (`.pem`, `.crt`, `.cer`) vào thư mục `chung-thu` cạnh `co-quan.yaml`, hoặc chỉ ra bằng `--roots`",
        );
        return (Trust::Unchecked, Some(finding));
    }
    let at = proven.or(signed.claimed_time).unwrap_or(data.now).min(data.now);
    let chain = match chain::follow(certificate, at, &data.with(message)) {
        Ok(chain) => chain,
        Err(failure) => return (Trust::Untrusted, Some(untrusted(failure))),
    };
    match insufficient(&chain, certificate.not_after(), proven.is_some(), data.now) {
        Some(finding) => (Trust::Insufficient, Some(finding)),
        None => (Trust::Trusted, None),
    }
}

/// What is missing to conclude on the time of signing.
fn insufficient(chain: &Chain, not_after: DateTime<Utc>, is_proven: bool, now: DateTime<Utc>) -> Option<Finding> {
    match *chain {
        Chain { revoked_later: Some(since), .. } if !is_proven => {
            let what =
                format!("chứng thư bị thu hồi từ {}, không có dấu thời gian chứng minh đã ký trước đó", day(since));
            Some(Finding::new(codes::TIME_UNPROVEN, what).hint("hỏi người ký; lần sau ký kèm dấu thời gian"))
        }
        Chain { revocation_known: false, .. } => {
            Some(Finding::new(codes::REVOCATION_UNKNOWN, "chưa biết chứng thư có bị thu hồi hay không").hint(
                "đặt danh sách thu hồi (`.crl`) của nơi cấp vào thư mục `chung-thu`, hoặc xin tệp có kèm dữ liệu kiểm chứng thư",
            ))
        }
        _ if !is_proven && not_after < now => {
            let what =
                format!("chứng thư hết hạn từ {}, không có dấu thời gian chứng minh đã ký trước đó", day(not_after));
            Some(Finding::new(codes::TIME_UNPROVEN, what).hint("lần sau ký kèm dấu thời gian"))
        }
        _ => None,
    }
}

fn untrusted(failure: ChainFailure) -> Finding {
    let ask = "hỏi lại người ký; không coi chữ ký này là của người đó cho đến khi rõ";
    match failure {
        ChainFailure::NoPath => Finding::new(codes::NO_PATH, "chứng thư của người ký không do tổ chức chứng thực mà cơ quan tin cậy cấp nào")
            .hint("nếu tin nơi cấp chứng thư này, đặt chứng thư gốc và trung gian của nơi đó vào thư mục `chung-thu`"),
        ChainFailure::OutOfTime => {
            Finding::new(codes::OUT_OF_TIME, "chứng thư chưa có hoặc đã hết hiệu lực vào thời điểm ký").hint(ask)
        }
        ChainFailure::WrongUse(why) => Finding::new(codes::WRONG_USE, why.to_string()).hint(ask),
        ChainFailure::Revoked(since) => {
            let what = format!("chứng thư đã bị thu hồi từ {}, trước thời điểm ký", day(since));
            Finding::new(codes::REVOKED, what).hint(ask)
        }
        ChainFailure::Broken(why) => Finding::new(codes::CHAIN_BROKEN, why.to_string()).hint(match why {
            ChainFault::OldSigner => "đề nghị người ký xin chứng thư mới cấp bằng SHA-256 rồi ký lại",
            ChainFault::OldAuthority => {
                "xin nơi cấp chứng thư trung gian mới ký bằng SHA-256 và đặt vào thư mục `chung-thu`; nơi cấp không còn thì đề nghị ký lại bằng chứng thư khác"
            }
            _ => ask,
        }),
    }
}

fn day(at: DateTime<Utc>) -> String {
    clock::in_vietnam(at).format("%d/%m/%Y").to_string()
}
