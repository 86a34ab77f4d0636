//! Names of bodies in ordinary case, as sentences write them: `Ủy ban nhân dân phường Hoa Đào` [N30-II].

use crate::base::text::capitalized;

/// What a body is, in small letters.
const BODIES: [&str; 6] = [
    "ủy ban nhân dân",
    "uỷ ban nhân dân",
    "hội đồng nhân dân",
    "thường trực hội đồng nhân dân",
    "văn phòng hội đồng nhân dân và ủy ban nhân dân",
    "ủy ban mặt trận tổ quốc việt nam",
];

/// The head of a body, before its name.
const HEADS: [&str; 2] = ["chủ tịch", "q. chủ tịch"];

/// Of what tier it is.
const TIERS: [&str; 8] = ["phường", "xã", "thị trấn", "đặc khu", "quận", "huyện", "tỉnh", "thành phố"];

/// Proper names inside the names of bodies.
const PROPER: [(&str, &str); 2] = [
    ("mặt trận tổ quốc việt nam", "Mặt trận Tổ quốc Việt Nam"),
    ("hội đồng nhân dân và ủy ban", "Hội đồng nhân dân và Ủy ban"),
];

/// A name in capitals as a sentence writes it; one of another pattern stays as it is typed.
pub(crate) fn ordinary_case(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let lower = name.to_lowercase();
    let (head, rest) = HEADS
        .iter()
        .find_map(|head| Some((*head, lower.strip_prefix(head)?.strip_prefix(' ')?)))
        .unwrap_or(("", lower.as_str()));
    let body = BODIES.iter().filter(|body| rest.starts_with(**body)).max_by_key(|body| body.len());
    let place = body.and_then(|body| rest[body.len()..].strip_prefix(' '));
    let tier = place.and_then(|place| TIERS.iter().find(|tier| place.starts_with(&format!("{tier} "))));
    let (Some(body), Some(place), Some(tier)) = (body, place, tier) else { return name.to_owned() };
    let mut body = capitalized(body);
    for (small, proper) in PROPER {
        body = body.replace(small, proper);
    }
    let own: Vec<String> = place[tier.len()..].split_whitespace().map(capitalized).collect();
    let head = if head.is_empty() { String::new() } else { capitalized(head) + " " };
    format!("{head}{body} {tier} {}", own.join(" "))
}

#[cfg(test)]
mod tests {
    use super::ordinary_case;

    #[test]
    fn bodies_of_known_patterns_are_written_as_in_sentences() {
        for (name, ordinary) in [
            ("ỦY BAN NHÂN DÂN PHƯỜNG HOA ĐÀO", "Ủy ban nhân dân phường Hoa Đào"),
            ("HỘI ĐỒNG NHÂN DÂN XÃ EA H'LEO", "Hội đồng nhân dân xã Ea H'leo"),
            ("CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG 5", "Chủ tịch Ủy ban nhân dân phường 5"),
            (
                "VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN VÀ ỦY BAN NHÂN DÂN XÃ A",
                "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã A",
            ),
            ("UBND PHƯỜNG A", "UBND PHƯỜNG A"),
            ("TRUNG TÂM HÀNH CHÍNH CÔNG", "TRUNG TÂM HÀNH CHÍNH CÔNG"),
            ("Ủy ban nhân dân phường B", "Ủy ban nhân dân phường B"),
        ] {
            assert_eq!(ordinary_case(name), ordinary);
        }
    }
}
