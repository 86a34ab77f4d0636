//! Word files → what `vanthu import` makes of them, for tests.

use super::Project;
use super::word_file::{WordFile, letterhead, p, signature};

/// Who signs most of them.
pub(crate) const SIGNED: &[&str] = &["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "Lộc Văn Khải"];
/// Who issues them.
pub(crate) const UBND: &[&str] = &["ỦY BAN NHÂN DÂN", "PHƯỜNG HOA ĐÀO"];

/// A report with a usual head and signature around some text.
pub(crate) fn report(text: &str) -> String {
    letterhead(UBND, "Số: 412/BC-UBND", "Hoa Đào, ngày 05 tháng 12 năm 2025")
        + &p("bc", "BÁO CÁO")
        + &p("bc", "Tình hình tháng 11 năm 2025")
        + text
        + &signature(&["- UBND tỉnh (b/c);", "- Lưu: VT."], SIGNED)
}

/// What an import gave.
pub(crate) struct Imported {
    pub(crate) project: Project,
    pub(crate) yaml: String,
    pub(crate) told: String,
    pub(crate) code: i32,
}

pub(crate) fn import(file: &WordFile, more: &[&str]) -> Imported {
    import_bytes("tep.docx", &file.bytes(), more)
}

pub(crate) fn import_bytes(name: &str, bytes: &[u8], more: &[&str]) -> Imported {
    let project = Project::new().file(name, bytes);
    let output = project.run(&[&["import", name, "--out", "vb.yaml"], more].concat());
    let yaml = std::fs::read_to_string(project.path().join("vb.yaml")).unwrap_or_default();
    let told = String::from_utf8(output.stderr).unwrap();
    Imported { project, yaml, told, code: output.status.code().unwrap() }
}

impl Imported {
    /// Everything behind `noi_dung: |` up to the next field.
    pub(crate) fn text(&self) -> String {
        let text = self.yaml.split_once("noi_dung: |\n").map_or("", |(_, text)| text);
        let lines = text.lines().take_while(|line| line.is_empty() || line.starts_with("  "));
        lines.map(|line| line.trim_start_matches("  ")).collect::<Vec<_>>().join("\n").trim().to_owned()
    }

    /// The document builds, and prints these words.
    pub(crate) fn builds(&self, words: &[&str]) {
        let built = self.project.build("vb.yaml");
        assert!(!built.findings.has_errors(), "{}\n{:?}", self.yaml, built.findings);
        let pages = self.project.pages("vb.yaml");
        let printed: String =
            pages.iter().flat_map(|page| page.texts.iter().map(|run| run.text.clone())).collect::<Vec<_>>().join(" ");
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        for word in words {
            assert!(squeezed(&printed).contains(&squeezed(word)), "{word}: {printed}");
        }
    }
}

/// The text of a report around these paragraphs.
pub(crate) fn text_of(paragraphs: &str) -> String {
    let imported = import(&WordFile::new(report(paragraphs)), &[]);
    assert_eq!(imported.code, 0, "{}", imported.told);
    imported.text()
}
