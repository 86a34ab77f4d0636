//! README, the clerk's guide and the page of codes say what the program does: commands run, examples build,
//! messages and codes are the real ones. `UPDATE_DOCS=1 cargo test readme` rewrites the messages and codes.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use vanthu::base::finding::{Severity, codes};

use crate::support::Project;
use crate::support::pages::{blocks, bodies, builds, file_name, lists, page, read, workspace};

/// What stands around an example that is only a part of a document.
const BASE: [(&str, &str); 6] = [
    ("loai", "loai: bao-cao\n"),
    ("co_quan", "co_quan: ubnd\n"),
    ("trich_yeu", "trich_yeu: Kết quả công tác\n"),
    ("noi_dung", "noi_dung: |\n  Nội dung.\n"),
    ("noi_nhan", "noi_nhan: chung\n"),
    ("nguoi_ky", "nguoi_ky: ct-ubnd\n"),
];

/// Codes by first letter, under these headings.
const GROUPS: [(char, &str); 12] = [
    ('Y', "Cách viết tệp YAML"),
    ('D', "Mục và giá trị"),
    ('T', "Nội dung văn bản"),
    ('N', "Số liệu"),
    ('L', "Trang và chữ"),
    ('V', "Soát lỗi câu chữ"),
    ('R', "Mở kỳ mới"),
    ('S', "Sổ đăng ký văn bản"),
    ('C', "Chữ ký số"),
    ('K', "Nhật ký và kho lưu trữ"),
    ('I', "Nhập từ Word"),
    ('W', "Tệp, thư mục, mẫu trình bày, phông chữ"),
];

fn updating() -> bool {
    std::env::var_os("UPDATE_DOCS").is_some()
}

/// The example with the rest of a document around it.
fn completed(part: &str) -> String {
    let missing = BASE.iter().filter(|(key, _)| !part.lines().any(|line| line.starts_with(&format!("{key}:"))));
    missing.fold(part.to_owned(), |text, (_, line)| text + line)
}

fn as_body(markdown: &str) -> String {
    let lines = markdown.lines().map(|line| format!("  {line}\n"));
    completed(&lines.fold("noi_dung: |\n".to_owned(), |text, line| text + &line))
}

#[test]
fn readme_has_the_two_commands_a_fresh_machine_needs() {
    assert_eq!(bodies("README.md", "sh"), ["cargo run --release -- build data\n", "cargo test\n"]);
}

#[test]
fn examples_build_without_a_warning() {
    for page in ["README.md", "docs/huong-dan.md"] {
        let (mut project, documents, parts) = workspace(page);
        assert!(!documents.is_empty(), "{page}");
        for path in documents {
            builds(&project, &path, &path);
        }
        let markdown = bodies(page, "markdown");
        let texts = parts.iter().map(|part| completed(part)).chain(markdown.iter().map(|text| as_body(text)));
        for text in texts.collect::<Vec<_>>() {
            project = project.file("phan.yaml", &text);
            builds(&project, "phan.yaml", &text);
        }
    }
}

#[test]
fn commands_of_the_guide_run() {
    let project = Project::empty();
    let commands: String = bodies("docs/huong-dan.md", "sh").concat();
    // what is to be merged stands in the folder once that is made
    let letters = bodies("docs/huong-dan.md", "yaml").into_iter().filter(|body| body.contains("\ndanh_sach:"));
    let letters = letters.map(|body| (file_name(&body).unwrap().to_owned(), body));
    let files: Vec<_> = letters.chain(lists("docs/huong-dan.md")).collect();
    let (first, last) = commands.split_once("vanthu build thang-12/lay-y-kien.yaml").unwrap();
    let write =
        files.iter().fold(String::new(), |all, (name, body)| all + &format!("cat > {name} <<'HẾT'\n{body}HẾT\n"));
    let commands_and_files = format!("{first}{write}vanthu build thang-12/lay-y-kien.yaml{last}");
    let script = format!("set -eux\nvanthu() {{ \"$VANTHU\" \"$@\"; }}\n{commands_and_files}");
    let known = |line: &str| ["mkdir ", "cd ", "vanthu "].iter().any(|start| line.starts_with(start));
    assert!(commands.lines().all(known), "{commands}");
    let mut shell = assert_cmd::Command::new("sh");
    shell.args(["-c", &script]).current_dir(project.path()).env("VANTHU", env!("CARGO_BIN_EXE_vanthu"));
    let output = shell.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let letter = "out/thang-12/lay-y-kien-02-Trần Thị Bình.pdf";
    for made in ["out/bao-cao.pdf", "out/thang-12/bao-cao-thang.pdf", "in-thu/thang-12/bao-cao-thang-01.png", letter] {
        assert!(project.path().join("van-ban").join(made).is_file(), "{made}");
    }
}

#[test]
fn messages_of_the_guide_are_the_real_ones() {
    let name = "docs/huong-dan.md";
    let text = read(name);
    let blocks = blocks(&text);
    let wrong = blocks.windows(2).filter(|pair| pair[0].info == "yaml sai");
    let mut right = text.clone();
    let mut count = 0;
    for pair in wrong {
        let path = file_name(&pair[0].body).unwrap();
        let office = bodies(name, "yaml").into_iter().find(|body| file_name(body) == Some("co-quan.yaml")).unwrap();
        let project = Project::empty().file("co-quan.yaml", office).file(path, &pair[0].body);
        let output = project.run(&["build", path]);
        let said = String::from_utf8(output.stderr).unwrap();
        let said = format!("{}\n", said.split("\nXong:").next().unwrap().trim_end());
        right = right.replace(&format!("```text\n{}```", pair[1].body), &format!("```text\n{said}```"));
        assert_eq!(output.status.code(), Some(1));
        count += 1;
    }
    assert!(count > 0);
    compare(name, &text, &right);
}

#[test]
fn loi_md_lists_every_code() {
    let name = "docs/loi.md";
    let text = read(name);
    let mut right = text.split("\n## ").next().unwrap().trim_end().to_owned() + "\n";
    let advice = advice(&text);
    for (letter, title) in GROUPS {
        if !codes::ALL.iter().any(|code| code.id.starts_with(letter)) {
            continue;
        }
        let _ = write!(right, "\n## {title}\n\n| Mã | Mức | Ý nghĩa | Làm gì |\n|---|---|---|---|\n");
        for code in codes::ALL.iter().filter(|code| code.id.starts_with(letter)) {
            let advice = advice.get(code.id).map_or("", String::as_str);
            let level = match code.severity {
                Severity::Error => "lỗi",
                Severity::Warning => "cảnh báo",
                Severity::Advice => "gợi ý",
            };
            let _ = writeln!(right, "| {} | {level} | {} | {advice} |", code.id, code.meaning);
            assert!(updating() || !advice.is_empty(), "{name}: viết việc cần làm cho {}", code.id);
        }
    }
    assert!(codes::ALL.iter().all(|code| GROUPS.iter().any(|(letter, _)| code.id.starts_with(*letter))));
    compare(name, &text, &right);
}

/// The hand-written last column by code.
/// A heading as a link names it.
fn anchor(heading: &str) -> String {
    let kept =
        heading.trim().to_lowercase().chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c)).collect::<String>();
    kept.replace(' ', "-")
}

/// A page without its examples and what is written as code.
fn prose(text: &str) -> String {
    let mut fenced = false;
    let lines = text.lines().filter(|line| {
        let is_fence = line.starts_with("```");
        fenced ^= is_fence;
        !fenced && !is_fence
    });
    lines.flat_map(|line| line.split('`').step_by(2).chain(["\n"])).collect()
}

#[test]
fn links_lead_to_pages_and_headings() {
    let docs =
        fs::read_dir(page("docs")).unwrap().map(|entry| format!("docs/{}", entry.unwrap().file_name().display()));
    let pages = docs.filter(|name| name.ends_with(".md")).chain(["README.md".to_owned(), "CONTRIBUTING.md".to_owned()]);
    let mut lost = Vec::new();
    for name in pages {
        let text = prose(&read(&name));
        let links = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
        let pictures = text.split("src=\"").skip(1).filter_map(|rest| rest.split_once('"'));
        for (target, _) in links.chain(pictures).filter(|(target, _)| !target.starts_with("http")) {
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let file = if file.is_empty() { page(&name) } else { page(&name).with_file_name("").join(file) };
            let headings = || {
                let text = fs::read_to_string(&file).unwrap_or_default();
                text.lines()
                    .filter(|line| line.starts_with('#'))
                    .map(|line| anchor(line.trim_start_matches('#')))
                    .collect::<Vec<_>>()
            };
            if !file.exists() || !heading.is_empty() && !headings().iter().any(|known| known == heading) {
                lost.push(format!("{name}: {target}"));
            }
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}

fn advice(text: &str) -> BTreeMap<&str, String> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let cells = rows.map(|row| row.splitn(4, " | ").collect::<Vec<_>>());
    cells.filter(|cells| cells.len() == 4).map(|cells| (cells[0], cells[3].to_owned())).collect()
}

fn compare(name: &str, written: &str, right: &str) {
    if updating() {
        fs::write(page(name), right).unwrap();
        return;
    }
    let different = written.lines().zip(right.lines()).find(|(a, b)| a != b);
    assert!(written == right, "{name} không khớp chương trình: {different:#?}\nchạy: UPDATE_DOCS=1 cargo test readme");
}
