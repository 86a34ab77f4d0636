//! Bản sao: pages that stay as they are, a number of their own, what may be copied and what may not [N30 Điều 25–27].

use std::fs;
use std::process::Command;
use std::sync::{Arc, LazyLock};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use lopdf::Document;
use serde_json::Value;
use vanthu::base::digest::Digest;
use vanthu::base::io::journal::{Journal, Position};
use vanthu::base::io::names::ARCHIVE_FOLDER;

use crate::support::measure::words;
use crate::support::pages::bodies;
use crate::support::scan::{scan, scan_of};
use crate::support::signing::{PKI, Wish, sign};
use crate::support::{Project, done, report, told};

/// An office with issued documents, made once.
static OFFICE: LazyLock<Project> = LazyLock::new(make_office);

/// The same for a test that changes it.
fn office() -> Project {
    let project = Project::empty();
    let from = format!("{}/.", OFFICE.path().display());
    assert!(Command::new("cp").args(["-a", &from]).arg(project.path()).status().unwrap().success());
    project
}

/// A resolution with articles, a document of one page, and one that fills its last page.
fn make_office() -> Project {
    let resolution = "loai: nghi-quyet\nco_quan: hdnd\nngay: 2025-12-05\nso: 12\ntrich_yeu: Về kế hoạch năm 2026\ntham_quyen: HỘI ĐỒNG NHÂN DÂN\n\
        can_cu: [Căn cứ Luật Giá]\nnguoi_ky: {chuc_vu: CHỦ TỊCH, ho_ten: Chu Đình Thắng}\nnoi_nhan: chung\nnoi_dung: |\n  # Mục tiêu\n\n  Giữ đà tăng trưởng[^1].\n\n  # Chỉ tiêu\n\n  ## Kinh tế\n\n  Thu 120 tỷ đồng.\n\n  ## Xã hội\n\n  Giảm nghèo[^2].\n\n  # Tổ chức\n\n  Ủy ban nhân dân tổ chức thực hiện.\n\n  [^1]: Chú thích một.\n\n  [^2]: Chú thích hai.\n";
    let long = report(&[words(160).as_str(); 2].join("\n\n"));
    let project = Project::new()
        .file("a.yaml", report("Một."))
        .file("dai.yaml", long.replace("so: 5", "so: 6"))
        .file("nq.yaml", resolution)
        .file("chua.yaml", report("Hai.").replace("so: 5", "so: 7"))
        .file("mat.yaml", report("Ba.").replace("so: 5", "so: 8\ndo_mat: mat"));
    done(&project, &["number", "a.yaml", "dai.yaml", "nq.yaml", "chua.yaml", "mat.yaml"]);
    done(&project, &["build", "--final"]);
    done(&project, &["finalize", "a.yaml", "dai.yaml", "nq.yaml"]);
    for (name, number) in [("a", "05/BC-UBND"), ("dai", "06/BC-UBND"), ("nq", "12/NQ-HĐND")] {
        let made = fs::read(project.path().join(format!("out/{name}.pdf"))).unwrap();
        // a picture of the signature where it stands on nothing
        let rect = if name == "dai" { [0; 4] } else { [330, 420, 470, 480] };
        let stamp = Wish { rect, ..Wish::new("ChuKy1", &PKI.leader) };
        fs::write(project.path().join("ky.pdf"), sign(&made, &stamp)).unwrap();
        told(&project, &["archive", "add", "ky.pdf", "--for", number]);
        done(&project, &["issue", number, "--to", "Sở Nội vụ", "--date", "2025-12-05"]);
    }
    project
}

/// A copy with the JSON that is told of it, and its bytes.
fn copied(project: &Project, args: &[&str]) -> (Value, Vec<u8>) {
    let output = project.run(&[&["copy"], args, &["--date", "2026-03-05", "--json"]].concat());
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{args:?}: {json:#}");
    let result = json["ket_qua"].clone();
    let path = result["tep_da_ghi"][0].as_str().unwrap();
    (result.clone(), fs::read(project.path().join(path)).unwrap())
}

/// The words of a page, and those of what is drawn over it; blanks apart.
fn text(bytes: &[u8], page: u32) -> String {
    let document = Document::load_mem(bytes).unwrap();
    let mut all = document.extract_text(&[page]).unwrap();
    let id = document.get_pages()[&page];
    let drawn = |document: &Document| -> Vec<lopdf::Object> {
        let resources = document.get_dictionary(id).unwrap().get(b"Resources").unwrap();
        let resources = document.dereference(resources).unwrap().1.as_dict().unwrap();
        let Ok(forms) = resources.get(b"XObject") else { return Vec::new() };
        let forms = document.dereference(forms).unwrap().1.as_dict().unwrap();
        forms.iter().filter(|(name, _)| name.starts_with(b"VtSao")).map(|(_, form)| form.clone()).collect()
    };
    for form in drawn(&document) {
        // the same as a page of its own
        let mut alone = document.clone();
        let form = document.dereference(&form).unwrap().1.as_stream().unwrap().clone();
        let content = form.decompressed_content().unwrap_or_else(|_| form.content.clone());
        let content = alone.add_object(lopdf::Stream::new(lopdf::Dictionary::new(), content));
        let page_of_it = alone.get_dictionary_mut(id).unwrap();
        page_of_it.set("Contents", content);
        if let Ok(resources) = form.dict.get(b"Resources") {
            page_of_it.set("Resources", resources.clone());
        }
        all.push_str(&alone.extract_text(&[page]).unwrap());
    }
    all.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The pixels of a page, row by row.
fn drawn(bytes: &[u8], page: usize) -> Vec<Vec<[u8; 3]>> {
    let pdf = Pdf::new(Arc::new(bytes.to_vec())).unwrap();
    let settings = RenderSettings { x_scale: 1.5, y_scale: 1.5, bg_color: WHITE, ..RenderSettings::default() };
    let pixels = render(&pdf.pages()[page], &RenderCache::new(), &InterpreterSettings::default(), &settings);
    let all: Vec<[u8; 3]> = pixels.data().iter().map(|pixel| [pixel.r, pixel.g, pixel.b]).collect();
    all.chunks(usize::from(pixels.width())).map(<[_]>::to_vec).collect()
}

/// The best file of a document in the archive.
fn original(project: &Project, number: &str) -> Vec<u8> {
    let to = project.path().join("lay-ra.pdf");
    let _ = fs::remove_file(&to);
    done(project, &["archive", "get", number, "--to", "lay-ra.pdf"]);
    fs::read(to).unwrap()
}

#[test]
fn pages_stay_as_they_are_and_the_block_comes_under_the_last_words_or_behind() {
    let project = office();
    for (number, on_last, pages) in [("05/BC-UBND", true, 1), ("06/BC-UBND", false, 2)] {
        let before = original(&project, number);
        let (told, copy) = copied(&project, &[number, "--as", "sao-y", "--to", "25 khối phố", "--copies", "25"]);
        assert_eq!(
            (told["cung_trang_cuoi"].as_bool(), told["so_trang"].as_u64()),
            (Some(on_last), Some(pages)),
            "{told:#}"
        );
        assert_eq!(told["cua"]["tep"], Digest::of(&before).digits());
        assert_eq!(told["tep"], Digest::of(&copy).digits());
        assert_eq!(told["cua"]["da_ky_so"], true);
        // nothing of the original is touched
        assert!(original(&project, number) == before);
        let (old, new) = (drawn(&before, 0), drawn(&copy, 0));
        assert_eq!(old.len(), new.len());
        let different: Vec<usize> = (0..old.len()).filter(|row| old[*row] != new[*row]).collect();
        let lowest = old.iter().rposition(|row| row.iter().any(|pixel| pixel[0] < 128)).unwrap();
        match on_last {
            true => {
                assert!(different[0] > lowest, "row {} of the page changed, its words reach {lowest}", different[0])
            }
            false => assert!(different.is_empty(), "{different:?}"),
        }
        let block = text(&copy, u32::try_from(pages).unwrap());
        for words in ["SAO Y", "SY-UBND", "ngày 05 tháng 3 năm 2026", "25 khối phố", "Lưu: VT"] {
            assert!(block.contains(words), "{words} in {block}");
        }
        assert_eq!(block.matches("CỘNG HÒA").count(), usize::from(on_last), "{block}");
        // what was signed is a picture of it now
        let document = Document::load_mem(&copy).unwrap();
        assert!(!document.catalog().unwrap().has(b"AcroForm"));
        assert!(memchr::memmem::find(&copy, b"/ByteRange").is_none());
    }
}

#[test]
fn a_page_of_its_own_can_be_asked_for() {
    let project = office();
    let (told, copy) = copied(&project, &["05/BC-UBND", "--as", "sao-y", "--new-page"]);
    assert_eq!((told["cung_trang_cuoi"].as_bool(), told["so_trang"].as_u64()), (Some(false), Some(2)));
    assert!(drawn(&original(&project, "05/BC-UBND"), 0) == drawn(&copy, 0));
}

#[test]
fn copies_of_every_form_are_numbered_together_and_stand_in_their_own_book() {
    let project = office();
    done(
        &project,
        &["copy", "05/BC-UBND", "--as", "sao-y", "--date", "2026-03-05", "--to", "Công an phường", "--copies", "2"],
    );
    done(&project, &["copy", "12/NQ-HĐND", "--as", "trich-sao", "--articles", "Điều 2", "--date", "2026-03-06"]);
    done(&project, &["copy", "12/NQ-HĐND", "--as", "sao-y", "--date", "2026-03-06", "--issuer", "hdnd"]);
    done(&project, &["copy", "05/BC-UBND", "--as", "sao-y", "--date", "2027-01-04"]);
    let listed = done(&project, &["register", "--year", "2026"]);
    for words in [
        "01/SY-UBND  05/03/2026  sao y Báo cáo số 05/BC-UBND ngày 05/12/2025 của Ủy ban nhân dân phường Hoa Đào",
        "02/TrS-UBND  06/03/2026  trích sao Điều 2 của Nghị quyết số 12/NQ-HĐND",
        "01/SY-HĐND",
        "Sổ bản sao năm 2026: 3 dòng",
    ] {
        assert!(listed.contains(words), "{words} in {listed}");
    }
    assert!(done(&project, &["register", "--year", "2027"]).contains("01/SY-UBND  04/01/2027"));
    // numbers of documents are not those of copies
    let listed: Value = serde_json::from_slice(&project.run(&["register", "--year", "2025", "--json"]).stdout).unwrap();
    assert_eq!(listed["ket_qua"]["van_ban_di"].as_array().unwrap().len(), 5);
    let book = done(&project, &["register", "book", "--copies", "--year", "2026"]);
    assert!(book.contains("so-ban-sao-2026.pdf"), "{book}");
    let book = fs::read(project.path().join("out/so-ban-sao-2026.pdf")).unwrap();
    assert!(text(&book, 1).contains("SỔ ĐĂNG KÝ BẢN SAO"), "{}", text(&book, 1));
    let journal = Journal::of(&project.path().join(ARCHIVE_FOLDER));
    let (events, _) = journal.since(&Position::default()).unwrap();
    assert_eq!(events.iter().filter(|event| event.kind == "sao").count(), 4);
    done(&project, &["archive", "audit"]);
}

#[test]
fn an_extract_has_the_whole_form_and_the_chosen_parts_with_their_numbers() {
    let project = office();
    let (json, copy) = copied(&project, &["12/NQ-HĐND", "--as", "trich-sao", "--articles", "khoản 2 Điều 2, Điều 3"]);
    assert_eq!(json["cua"]["phan"], serde_json::json!(["khoản 2 Điều 2", "Điều 3"]));
    let all: String =
        (1..=json["so_trang"].as_u64().unwrap()).map(|page| text(&copy, u32::try_from(page).unwrap())).collect();
    for words in [
        "CỘNG HÒA",
        "NQ-HĐND",
        "Về kế hoạch năm 2026",
        "Căn cứ Luật Giá",
        "Điều 2. Chỉ tiêu",
        "2. Xã hội",
        "Điều 3. Tổ chức",
        "Chú thích hai",
        "Chu Đình Thắng",
        "TRÍCH SAO",
        "01/TrS-UBND",
    ] {
        assert!(all.contains(words), "{words} in {all}");
    }
    for words in ["Điều 1.", "1. Kinh tế", "Chú thích một"] {
        assert!(!all.contains(words), "{words} in {all}");
    }
    let (code, refused) = told(&project, &["copy", "12/NQ-HĐND", "--as", "trich-sao", "--articles", "Điều 9"]);
    assert!(code != 0 && refused.contains("[S31]") && refused.contains("Điều 1, Điều 2, Điều 3"), "{refused}");
}

#[test]
fn an_electronic_copy_of_a_scan_has_its_line_however_the_page_is_turned() {
    let project = Project::new();
    for turned in [0, 90, 180, 270] {
        fs::write(project.path().join("quet.pdf"), scan(20, turned)).unwrap();
        let args = ["quet.pdf", "--as", "sao-y", "--electronic", "--of", "Quyết định số 7/QĐ-UBND", "--out", "kq"];
        let (told, copy) = copied(&project, &args);
        assert_eq!((told["so_trang"].as_u64(), told["dinh_dang"].as_str()), (Some(1), Some("dien-tu")));
        assert!(text(&copy, 1).contains("SAO Y; Ủy ban nhân dân phường Hoa Đào; 05/03/2026; "), "{}", text(&copy, 1));
        // as it is shown, the words stand in the upper right corner
        let (old, new) = (drawn(&fs::read(project.path().join("quet.pdf")).unwrap(), 0), drawn(&copy, 0));
        let changed: Vec<(usize, usize)> = (0..old.len())
            .flat_map(|row| (0..old[row].len()).map(move |column| (row, column)))
            .filter(|(row, column)| old[*row][*column] != new[*row][*column])
            .collect();
        assert!(!changed.is_empty());
        let (height, width) = (old.len(), old[0].len());
        assert!(
            changed.iter().all(|(row, column)| *row < height / 15 && *column > width / 3),
            "{turned}: {:?}",
            changed[0]
        );
    }
    // too coarse and without colour
    let output =
        project.run(&["copy", "quet.pdf", "--as", "sao-y", "--electronic", "--of", "Quyết định 7", "--out", "kq"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.matches("[S32]").count() == 2 && told.contains("200 dpi"), "{told}");
}

#[test]
fn files_with_more_pages_than_a_document_may_have_are_refused_and_named() {
    let project = Project::new().file("day.pdf", scan_of(2001, 1, 0)).file("qua-day.pdf", scan_of(10_001, 1, 0));
    for (file, says) in [
        ("day.pdf", "tệp có 2001 trang, bản sao nhiều nhất 2000 trang"),
        ("qua-day.pdf", "không sao: không kiểm được tệp: tệp có hơn 10000 trang, vượt giới hạn"),
    ] {
        let (code, said) = told(&project, &["copy", file, "--as", "sao-y", "--of", "Quyết định 7"]);
        assert!(code == 1 && said.contains("[S31]") && said.contains(says), "{said}");
    }
}

#[test]
fn what_may_not_be_copied_is_refused_with_the_article() {
    let project = office();
    let project = project.file("quet.pdf", scan(20, 0)).file("hong.pdf", "%PDF-1.7\nhỏng");
    let made = fs::read(project.path().join("out/a.pdf")).unwrap();
    let signed = original(&project, "05/BC-UBND");
    let mut altered = signed.clone();
    altered.extend_from_slice(b"\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n");
    let project = project.file("chua-ky.pdf", made).file("ky.pdf", signed).file("sua.pdf", altered);
    done(&project, &["copy", "05/BC-UBND", "--as", "sao-y", "--date", "2026-03-05"]);
    let before = fs::read(project.path().join("luu-tru/nhat-ky.jsonl")).unwrap();
    let mut all = String::new();
    for args in [
        &["07/BC-UBND", "--as", "sao-y"][..],
        &["08/BC-UBND", "--as", "sao-y"],
        &["99/BC-UBND", "--as", "sao-y"],
        &["05/BC-UBND", "--as", "sao-luc"],
        &["05/BC-UBND", "--as", "sao-y", "--electronic"],
        &["01/SY-UBND", "--as", "sao-luc"],
        &["05/BC-UBND", "--as", "trich-sao"],
        &["quet.pdf", "--as", "sao-y"],
        &["quet.pdf", "--as", "sao-y", "--of", "Bản sao y số 3/SY-UBND của UBND tỉnh"],
        &["quet.pdf", "--as", "sao-luc", "--of", "Quyết định số 7/QĐ-UBND"],
        &["quet.pdf", "--as", "trich-sao", "--articles", "Điều 1"],
        &["chua-ky.pdf", "--as", "sao-y"],
        &["sua.pdf", "--as", "sao-y"],
        &["ky.pdf", "--as", "sao-y", "--electronic"],
        &["hong.pdf", "--as", "sao-y", "--of", "Quyết định 7"],
        &["khong-co.pdf", "--as", "sao-y"],
        &["05/BC-UBND", "--as", "sao-y", "--signer", "ai"],
        &["05/BC-UBND", "--as", "sao-y", "--issuer", "ai"],
        &["05/BC-UBND", "--as", "sao-chup"],
    ] {
        let (code, said) = told(&project, &[&["copy"], args].concat());
        assert_ne!(code, 0, "{args:?}: {said}");
        assert!(!said.contains("W99"), "{said}");
        all += &format!("$ vanthu copy {}\n{said}[{code}]\n\n", args.join(" "));
    }
    // a refusal takes no number
    assert!(fs::read(project.path().join("luu-tru/nhat-ky.jsonl")).unwrap() == before);
    insta::assert_snapshot!(all);
}

#[test]
fn a_sao_luc_is_made_of_a_scanned_sao_y_and_a_foreign_signed_file_is_copied_whole() {
    let project = office();
    let project = project.file("quet.pdf", scan(20, 0)).file("den.pdf", original(&office(), "05/BC-UBND"));
    let (told, _) = copied(&project, &["quet.pdf", "--as", "sao-luc", "--of", "Bản sao y số 12/SY-UBND của UBND tỉnh"]);
    assert_eq!((told["so_ky_hieu"].as_str(), told["hinh_thuc"].as_str()), (Some("01/SL-UBND"), Some("sao-luc")));
    let (told, _) = copied(&project, &["den.pdf", "--as", "sao-y"]);
    assert_eq!(told["so_ky_hieu"], "02/SY-UBND");
    assert!(told["cua"]["ten"].as_str().unwrap().contains("05/BC-UBND"), "{told:#}");
}

#[test]
fn a_document_that_was_replaced_is_copied_with_a_warning_and_one_recalled_is_not() {
    let project = office();
    done(&project, &["register", "replace", "05/BC-UBND", "--by", "06/BC-UBND", "--reason", "số mới"]);
    let (code, said) = told(&project, &["copy", "05/BC-UBND", "--as", "sao-y"]);
    assert!(code == 0 && said.contains("[S32]") && said.contains("bị thay thế"), "{said}");
    done(&project, &["register", "recall", "06/BC-UBND", "--reason", "gửi nhầm"]);
    let (code, said) = told(&project, &["copy", "06/BC-UBND", "--as", "sao-y"]);
    assert!(code != 0 && said.contains("đã bị thu hồi"), "{said}");
}

#[test]
fn commands_of_the_page_run() {
    let project = office().file("ban-sao-y-quet.pdf", scan(20, 0)).file("quyet-dinh-quet.pdf", scan(20, 0));
    let project = {
        let signed = original(&project, "05/BC-UBND");
        project.file("cong-van-den.pdf", signed)
    };
    let commands = bodies("docs/ban-sao.md", "sh").concat();
    assert!(commands.lines().all(|line| line.starts_with("vanthu ")), "{commands}");
    assert!(commands.lines().count() > 6, "{commands}");
    for line in commands.lines() {
        let script = format!("set -eu\nvanthu() {{ \"$VANTHU\" \"$@\"; }}\n{line}");
        let mut shell = assert_cmd::Command::new("sh");
        shell.args(["-c", &script]).current_dir(project.path()).env("VANTHU", env!("CARGO_BIN_EXE_vanthu"));
        let output = shell.output().unwrap();
        assert!(output.status.success(), "{line}\n{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn the_archive_keeps_no_copies_and_shows_to_whom_the_original_went() {
    let project = office();
    done(&project, &["copy", "05/BC-UBND", "--as", "sao-y", "--date", "2026-03-05", "--out", "kq"]);
    fs::rename(project.path().join("kq/01-SY-UBND-2026.pdf"), project.path().join("sao.pdf")).unwrap();
    let (code, said) = told(&project, &["archive", "add", "sao.pdf", "--for", "01/SY-UBND"]);
    assert!(code == 1 && said.contains("01/SY-UBND là bản sao") && said.contains("register book --copies"), "{said}");
    done(&project, &["register", "receipt", "05/BC-UBND", "--by", "Sở Nội vụ", "--date", "2025-12-08"]);
    let said = done(&project, &["archive", "show", "05/BC-UBND"]);
    for line in ["Phát hành ngày 05/12/2025: Sở Nội vụ", "Sở Nội vụ đã nhận, ngày 08/12/2025", "Bản sao y 01/SY-UBND"]
    {
        assert!(said.contains(line), "{line} in {said}");
    }
    let json = done(&project, &["archive", "show", "05/BC-UBND", "--json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["ket_qua"]["phat_hanh"][0]["noi_nhan"][0], "Sở Nội vụ");
}
