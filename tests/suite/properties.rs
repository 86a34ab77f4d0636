//! What must hold for any text: it comes out as itself, in every field, and never as markup.

use std::cell::RefCell;

use proptest::prelude::*;
use vanthu::base::fonts::Fonts;
use vanthu::base::text::nfc;
use vanthu::check::printable;
use vanthu::operations::common::session::Session;

use crate::support::{Project, squeezed};

/// Strings that have broken such programs before, and any characters the font has.
fn anything() -> impl Strategy<Value = String> {
    let hard = prop::sample::select(vec![
        "= tiêu đề",
        "- mục",
        "+ mục",
        "1. số",
        "/ a: b",
        "# x",
        "#panic()",
        "$x$",
        "@ref",
        "<nhan>",
        "// ghi chú",
        "/* a */",
        "\\",
        "\\u{41}",
        "\"",
        "'",
        "`mã`",
        "*đậm*",
        "_nghiêng_",
        "[^1]",
        "![a](b)",
        "{{ x }}",
        "{% if %}",
        "{# a #}",
        "{{",
        "}}",
        "a|b",
        "^2^",
        "~2~",
        "&amp;",
        "&#35;",
        "<br>",
        "~~~",
        "---",
        "***",
        "> x",
        "    thụt",
        "(Kèm theo",
        "a\"b\\c",
        "#(1)",
        ";",
        "];",
        "#[",
        "168/2025/NĐ-CP",
        "số 05/BC-UBND",
        "ngày 05 tháng 12 năm 2025",
        "hòa",
        "ho\u{300}a",
        "{so=\"d\"}",
        "x {so=\"d\"}",
        "Bảng: x",
        "\u{a0}",
    ])
    .prop_map(str::to_owned);
    let fonts = Fonts::embedded();
    let c = prop::char::range(' ', '\u{2fff}').prop_filter("có trong phông", move |c| printable(*c, &fonts));
    let any = prop::collection::vec(c, 1..24).prop_map(|chars| chars.into_iter().collect::<String>());
    prop::collection::vec(prop_oneof![hard, any], 1..4).prop_map(|parts| parts.concat())
}

/// A YAML scalar that holds exactly this text.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

thread_local! {
    /// One workspace and one warm typesetter for all cases.
    static BENCH: RefCell<(Project, Option<Session>)> = RefCell::new((Project::new(), None));
}

/// The words on the pages of a document with these shared facts, blanks removed.
fn words(facts: &str, document: &str) -> String {
    BENCH.with_borrow_mut(|(project, session)| {
        std::fs::write(project.path().join("chung.yaml"), facts).unwrap();
        std::fs::write(project.path().join("a.yaml"), document).unwrap();
        let session = session.get_or_insert_with(|| project.session());
        session.reload().unwrap();
        let (document, findings) = session.load("a.yaml");
        let document = document.unwrap_or_else(|| panic!("{findings:?}"));
        let markup = session.render(&document).unwrap_or_else(|finding| panic!("{finding:?}"));
        let pages = session.typeset(&markup, &document).unwrap_or_else(|finding| panic!("{finding:?}"));
        squeezed(&pages.runs().iter().flat_map(|page| &page.texts).map(|run| run.text.as_str()).collect::<String>())
    })
}

const REST: &str = "loai: bao-cao\nco_quan: ubnd\nngay: 2025-12-05\n";

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::support::turns(16, 96), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_in_a_plain_field_comes_out_as_itself(text in anything()) {
        prop_assume!(!squeezed(&text).is_empty());
        // commands of templates are refused everywhere, expressions in fields that take none
        prop_assume!(!text.contains("{%"));
        let (value, place) = (quoted(&text.replace("{{", "\\{{")), if text.contains("{{") { "x" } else { &text });
        let (place, least) = (quoted(place), if text.contains("{{") { 3 } else { 5 });
        let document = format!(
            "{REST}trich_yeu: x\ndia_danh: {place}\nky_hieu: {place}\nkinh_gui: {value}\nnguoi_ky:\n  quyen_han: {value}\n  chuc_vu: {value}\n  ho_ten: {value}\nnoi_nhan:\n  - {value}\n  - 'Lưu: VT'\nnoi_dung: x\n"
        );
        let found = words("a: 1", &document);
        // the program sets the marks of a list itself
        let bare = |text: &str| text.trim().trim_start_matches("- ").trim_end_matches([';', '.', ',']).trim().to_owned();
        let wanted = squeezed(&nfc(&text));
        let in_list = squeezed(&nfc(&bare(&text)));
        prop_assert!(found.matches(&wanted).count() >= least, "{found}");
        prop_assert!(found.contains(&in_list), "{found}");
    }

    #[test]
    fn any_value_in_running_text_comes_out_as_itself(text in anything()) {
        // a lone `?` is a fact still to come
        prop_assume!(!squeezed(&text).is_empty() && nfc(&text) != "?");
        // a fact is no text with expressions
        prop_assume!(!text.contains("{{") && !text.contains("{%"));
        let document = format!(
            "{REST}trich_yeu: \"{{{{ a.b }}}}\"\nchu_thich_trich_yeu: \"({{{{ a.b }}}})\"\ncan_cu:\n  - \"{{{{ a.b }}}}\"\nnoi_dung: |\n  {{{{ a.b }}}}\n\n  ## [{{{{ a.b }}}}]\n\n  - {{{{ a.b }}}}\n\n  Đoạn {{{{ a.b }}}}{{{{ a.b }}}} và **đậm {{{{ a.b }}}} đậm** hết.\n\n  | A | B |\n  |---|---|\n  | {{{{ a.b }}}} | x |\n"
        );
        let found = words(&format!("a:\n  b: {}\n", quoted(&text)), &document);
        let wanted = squeezed(&nfc(&text));
        prop_assert!(found.matches(&wanted).count() >= 8, "{found}");
    }
}

#[test]
fn nothing_in_data_reads_a_file_or_runs_code() {
    let attack = "#read(\"/etc/passwd\") #include \"/etc/passwd\" #eval(\"1+1\") {{ self }} {% include 'x' %}";
    let document = format!(
        "{REST}trich_yeu: {}\nnoi_dung: x\n",
        quoted(attack).replace("{{", "{{ \\\"{{\\\" }}").replace("{%", "{ %")
    );
    let found = words("a: 1", &document);
    assert!(found.contains("#read(\"/etc/passwd\")"), "{found}");
    assert!(!found.contains("root:x:0"));
}
