//! How much stands in the tags of a drawing, counted before they are read: a reader compares the attributes of a tag with
//! one another.

/// Attributes that a tag may have; drawing programs write thirty.
const MAX_ATTRIBUTES: usize = 500;

/// Whether every tag of a drawing has so few attributes that it can be read.
pub(super) fn are_small(text: &str) -> bool {
    // no value holds the sign that opens a tag, so what stands up to the next one is looked at once
    text.split('<').skip(1).all(|tag| tag.starts_with(['!', '?', '/']) || attributes(tag.as_bytes()) <= MAX_ATTRIBUTES)
}

/// Values in quotes before the tag ends.
fn attributes(mut tag: &[u8]) -> usize {
    let mut count = 0;
    while let Some(sign) = memchr::memchr3(b'>', b'"', b'\'', tag) {
        if tag[sign] == b'>' {
            break;
        }
        count += 1;
        let value = &tag[sign + 1..];
        let Some(end) = memchr::memchr(tag[sign], value) else { break };
        tag = &value[end + 1..];
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted_wherever_a_tag_stands() {
        let tag = |count: usize| (0..count).map(|at| format!(" a{at}='>'")).collect::<String>();
        for (text, small) in [
            (format!("<svg{}/>", tag(500)), true),
            (format!("<svg{}/>", tag(501)), false),
            (format!("<!-- <g{}/> -->", tag(501)), false),
            (format!("<!DOCTYPE svg [<!ENTITY e \"<g{}/>\">]><svg>&e;</svg>", tag(501)), false),
            (format!("<!-- {} --><svg/>", "don't 'say' ".repeat(900)), true),
            (format!("<g>{}</g>", "'a' ".repeat(900)), true),
            ("<g a='".to_owned(), true),
        ] {
            assert_eq!(are_small(&text), small, "{}", &text[..text.len().min(60)]);
        }
    }
}
