//! Dates as a PDF writes them.

use chrono::{DateTime, Utc};

/// A date of a PDF: `D:20260105101530+07'00'`.
pub(super) fn parse(text: &str) -> Option<DateTime<Utc>> {
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
        let at = |text| parse(text).map(|at| at.to_rfc3339());
        assert_eq!(at("D:20260105101530+07'00'").as_deref(), Some("2026-01-05T03:15:30+00:00"));
        assert_eq!(at("D:20260105101530Z").as_deref(), Some("2026-01-05T10:15:30+00:00"));
        assert_eq!(at("D:2026"), None);
        assert_eq!(at("D:20260105101530+0é"), None);
    }
}
