//! The one list of rules.

use crate::check::language_rule::LanguageRule;
use crate::check::rule::Rule;
use crate::check::rules::{arithmetic, capitals, citations, figures, form, period, punctuation, spelling, typography};

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

/// Every rule of language, a family after another.
pub const LANGUAGE: [LanguageRule; 25] = [
    spelling::impossible::RULE,
    spelling::doubled::RULE,
    spelling::confused::RULE,
    spelling::phrases::RULE,
    spelling::neighbours::RULE,
    spelling::joined::RULE,
    capitals::bodies::RULE,
    capitals::divisions::RULE,
    capitals::kinds::RULE,
    punctuation::spaces::RULE,
    punctuation::doubled::RULE,
    punctuation::brackets::RULE,
    citations::year::RULE,
    citations::calendar::RULE,
    citations::known_acts::RULE,
    citations::one_act_two_dates::RULE,
    citations::kind::RULE,
    citations::form::RULE,
    arithmetic::ratios::RULE,
    arithmetic::shares::RULE,
    arithmetic::changes::RULE,
    arithmetic::parts::RULE,
    arithmetic::grouping::RULE,
    arithmetic::ranks::RULE,
    arithmetic::anniversaries::RULE,
];
