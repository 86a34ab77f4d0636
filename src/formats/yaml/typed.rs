//! A conformed tree → a typed value.

use crate::base::finding::{Finding, Findings, codes};
use crate::base::source::Source;

/// Reads data that conforms; a failure here is ours.
pub(crate) fn deserialize<T: serde::de::DeserializeOwned>(
    data: serde_yaml::Value,
    source: &Source,
    findings: &mut Findings,
) -> Option<T> {
    serde_path_to_error::deserialize(data)
        .map_err(|error| {
            findings.push(
                Finding::new(codes::OUR_BUG, format!("chương trình không đọc được `{}`", error.path()))
                    .in_file(source.name())
                    .hint("gửi tệp này cho người phát triển chương trình"),
            );
        })
        .ok()
}
