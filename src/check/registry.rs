//! The one list of rules.

use crate::check::rule::Rule;
use crate::check::rules::{figures, form, period, typography};

/// Every rule, in the order in which findings without a place are reported.
pub const RULES: [Rule; 15] = [
    form::layout::RULE,
    form::kind::RULE,
    form::normative::RULE,
    form::signatory::RULE,
    form::recipients::RULE,
    form::file_copy::RULE,
    typography::glyphs::RULE,
    form::images::RULE,
    form::placeholder::RULE,
    form::typed_again::RULE,
    form::cited::RULE,
    form::attached::RULE,
    form::joint::RULE,
    figures::missing::RULE,
    period::stale::RULE,
];
