//! The one place that reaches the network: to an address that the office itself wrote down, when its clerk asks.

use std::io::Read;
use std::time::Duration;

use ureq::Agent;

use crate::base::finding::{Finding, codes};

/// Longest wait for an answer, connection and all.
const TIMEOUT: Duration = Duration::from_secs(20);

/// Sends bytes and gives the answer, of at most `limit` bytes. No other address is followed.
///
/// # Errors
/// Nobody answers in time, the answer is a refusal, or is longer.
pub(crate) fn post(address: &str, kind: &str, bytes: &[u8], limit: u64) -> Result<Vec<u8>, Finding> {
    let agent: Agent = Agent::config_builder().timeout_global(Some(TIMEOUT)).max_redirects(0).build().into();
    let answer = agent.post(address).header("Content-Type", kind).send(bytes);
    let answer = answer.map_err(|error| unreachable(address, &error))?;
    let mut found = Vec::new();
    let read = answer.into_body().into_reader().take(limit + 1).read_to_end(&mut found);
    match read {
        Ok(length) if length as u64 <= limit => Ok(found),
        Ok(_) => Err(failed(address, "trả lời dài quá mức")),
        Err(_) => Err(failed(address, "trả lời bị đứt giữa chừng")),
    }
}

fn unreachable(address: &str, error: &ureq::Error) -> Finding {
    failed(
        address,
        &match error {
            ureq::Error::StatusCode(code) => format!("từ chối (mã {code})"),
            ureq::Error::Timeout(_) => "không trả lời trong 20 giây".to_owned(),
            ureq::Error::HostNotFound => "không có trên mạng".to_owned(),
            ureq::Error::BadUri(_) => "không phải là địa chỉ `http://` hay `https://`".to_owned(),
            _ => "không kết nối được".to_owned(),
        },
    )
}

fn failed(address: &str, what: &str) -> Finding {
    Finding::new(codes::NETWORK, format!("`{address}` {what}"))
        .hint("kiểm tra mạng và địa chỉ trong `co-quan.yaml`, rồi làm lại")
}
