//! The known name nearest to a misspelt one, and the hint that offers it.

/// Longest name that can be a misspelt one, in letters.
const MAX_NAME: usize = 200;

/// The known name nearest to a misspelt one, if one is near enough to offer.
pub(crate) fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = wrong.chars().count();
    if letters > MAX_NAME {
        return None;
    }
    // names of other lengths are further apart than that
    let known = known.into_iter().filter(|name| {
        let own = name.chars().count();
        own.abs_diff(letters) <= 1 + own / 4
    });
    known
        .map(|name| (strsim::damerau_levenshtein(wrong, name), name))
        .filter(|(distance, name)| *distance <= 1 + name.chars().count() / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// The hint that offers a name.
pub(crate) fn did_you_mean(name: &str) -> String {
    format!("có phải `{name}`?")
}

/// The hint for a misspelt name: the nearest known one, or what to do when none is near.
pub(crate) fn suggest<'a>(
    wrong: &str,
    known: impl IntoIterator<Item = &'a str>,
    otherwise: impl FnOnce() -> String,
) -> String {
    nearest(wrong, known).map_or_else(otherwise, did_you_mean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offers_only_near_names() {
        let known = ["trich_yeu", "noi_dung", "so"];
        assert_eq!(nearest("trich_yeuu", known), Some("trich_yeu"));
        assert_eq!(nearest("noidung", known), Some("noi_dung"));
        assert_eq!(nearest("hoan_toan_khac", known), None);
        assert_eq!(suggest("trich_yeuu", known, String::new), "có phải `trich_yeu`?");
        assert_eq!(suggest("hoan_toan_khac", known, || "bỏ dòng này".to_owned()), "bỏ dòng này");
    }
}
