//! `CHECKLIST.md` says what the code measures, and by which test.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use vanthu::audit::{Part, RULES, UNMEASURED, Weight};

const NAME: &str = "CHECKLIST.md";

const HEAD: &str = "\
# Thể thức trên trang: từng quy định của Phụ lục I

Mỗi dòng một quy định của Phụ lục I, Nghị định 30/2020/NĐ-CP, bằng lời của chương trình. `vanthu check --pages` đo từng điều trên
trang đã dàn, không hỏi mẫu trình bày; mẫu riêng của cơ quan cũng bị đo. Cột cuối là kiểm thử giữ quy định ấy: lỗi được cài vào
mẫu hoặc vào trang thì phải bị nêu tên. Trang này do `UPDATE_DOCS=1 cargo test --locked suite::audit` ghi từ mã nguồn.

Chữ *mẫu* ở cột đầu là điều chỉ thấy ở mẫu văn bản hoặc cột ví dụ, Nghị định không ghi thành lời.
";

/// The test that plants a fault against a rule, read from the tests themselves.
fn test_of(id: &str) -> Option<&'static str> {
    let planted = include_str!("planted.rs");
    let (templates, moved) = planted.split_once("const MOVED").unwrap();
    let holds = |text: &str| text.contains(&format!("\"{id}\","));
    match (holds(templates), holds(moved)) {
        (true, _) => Some("every_fault_planted_in_a_template_is_named"),
        (false, true) => Some("every_fault_moved_into_finished_pages_is_named"),
        _ => None,
    }
}

fn page() -> String {
    let mut page = HEAD.to_owned();
    for part in Part::ALL {
        let name = part.name();
        let mut letters = name.chars();
        let title: String = letters.next().unwrap().to_uppercase().chain(letters).collect();
        let _ = write!(page, "\n## {title} ({})\n\n| Căn cứ | Quy định | Kiểm thử |\n|---|---|---|\n", part.code().id);
        for rule in RULES.iter().filter(|rule| rule.part == part) {
            let article = rule.article.trim_start_matches("Nghị định 30/2020/NĐ-CP, ");
            let weight = if rule.weight == Weight::Model { " (*mẫu*)" } else { "" };
            let test = test_of(rule.id).unwrap_or_else(|| panic!("{} has no test", rule.id));
            let _ = writeln!(page, "| {article}{weight} | `{}`: {} | `{test}` |", rule.id, rule.says);
        }
        for (_, article, says, why) in UNMEASURED.iter().filter(|(of, ..)| *of == part) {
            let _ = writeln!(page, "| Phụ lục I, mục {article} | {says} | không đo: {why} |");
        }
    }
    page
}

#[test]
fn the_checklist_and_the_code_agree() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(NAME);
    let right = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &right).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), right, "UPDATE_DOCS=1 ghi lại {NAME}");
}
