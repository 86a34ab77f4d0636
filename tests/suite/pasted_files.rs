//! Whole files as people with Notepad make them: every word stands in the document in its order, or one finding names the
//! line, and its repair, made to the letter, gives the document.

mod paste;
mod random;
mod taken;
mod told;

use paste::{Paste, assert_words, body, load, repaired};
use vanthu::base::finding::{Finding, Severity};

use crate::support::Project;

#[test]
fn files_are_taken_as_they_are_meant() {
    for Paste(name, file, expected) in taken::taken() {
        let (document, findings) = load(&file);
        let document = document.unwrap_or_else(|| panic!("{name} {findings:#?}"));
        assert!(findings.iter().all(|finding| finding.severity() == Severity::Advice), "{name} {findings:#?}");
        assert_words(name, &document, expected);
    }
}

#[test]
fn files_of_notepad_in_utf16_are_read() {
    for Paste(name, file, expected) in taken::taken() {
        for (mark, big) in [("\u{feff}", false), ("\u{feff}", true), ("", false)] {
            let units = format!("{mark}{file}");
            let bytes: Vec<u8> = units
                .encode_utf16()
                .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
                .collect();
            let (document, findings) = load(bytes);
            assert_words(name, &document.unwrap_or_else(|| panic!("{name} {findings:#?}")), expected);
        }
    }
}

#[test]
fn files_are_told_once_and_repaired_to_the_letter() {
    for (Paste(name, file, expected), code, line) in told::told() {
        let (document, findings) = load(&file);
        let real: Vec<&Finding> = findings.iter().filter(|one| one.severity() != Severity::Advice).collect();
        assert_eq!(real.len(), 1, "{name} {findings:#?}");
        let place = real[0].place.as_ref().map(|place| place.line_column().0);
        assert_eq!((real[0].code.id, place), (code, Some(line)), "{name} {real:#?}");
        assert!(document.is_none() || real[0].severity() == Severity::Warning, "{name}");
        let repaired = repaired(real[0]);
        let (document, findings) = load(&repaired);
        let document = document.unwrap_or_else(|| panic!("{name}\n{repaired}\n{findings:#?}"));
        // of a whole letter the parts that the template prints are told then
        let is_left = |one: &Finding| one.severity() == Severity::Advice || one.code.id == "D19";
        assert!(findings.iter().all(is_left), "{name}\n{repaired}\n{findings:#?}");
        assert_words(name, &document, expected);
    }
}

#[test]
fn figures_and_the_office_are_read_past_what_nobody_sees() {
    let figures =
        "ky_bao_cao:\u{a0}năm\u{a0}2026\nthu:\u{200b}\n\u{a0}\u{a0}tong\u{ad}: 262.000\u{200e}\n  giam:\t\u{2011}5,2\n";
    let office = crate::support::OFFICE.replace("ubnd:", "\u{feff}ubnd\u{a0}:").replace("ct-ubnd", "ct\u{2011}ubnd");
    for write in [
        |text: &str| text.as_bytes().to_vec(),
        |text: &str| "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
    ] {
        let project = Project::empty()
            .file("co-quan.yaml", write(&office))
            .file("nam-2026/so-lieu.yaml", write(figures))
            .file("nam-2026/bao-cao.yaml", write(&body("noi_dung: |\n  Thu {{ thu.tong }}, giảm {{ thu.giam }}.\n")));
        let (document, findings) = project.session().load("nam-2026/bao-cao.yaml");
        let document = document.unwrap_or_else(|| panic!("{findings:#?}"));
        assert_eq!(findings.iter().count(), 0, "{findings:#?}");
        assert_words("figures", &document, "Thu 262 000 giảm 5 2");
        assert!(document.body.texts().iter().any(|text| text.value.contains("-5,2")));
    }
}

#[test]
fn figures_brought_into_a_file_in_utf16_leave_it_one() {
    let units = |text: &str| -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let project = Project::new()
        .file("nam-2026/so-lieu.yaml", units("ky_bao_cao: năm 2026\r\nthu:\r\n  tong: 5 # năm\r\n"))
        .file("gui.csv", "Mã;Thực hiện\nthu.tong;7\n");
    let output = project.run(&["figures", "import", "gui.csv", "--to", "nam-2026"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let written = std::fs::read(project.path().join("nam-2026/so-lieu.yaml")).unwrap();
    assert_eq!(written, units("ky_bao_cao: năm 2026\r\nthu:\r\n  tong: 7 # năm\r\n"));
}
