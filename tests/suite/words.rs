//! The words of the office: no text that a person can meet uses a word that `docs/tu-dung.md` gives up.

use std::fs;
use std::path::{Path, PathBuf};

/// A word not to be used, what is used instead, and the phrases in which it is another word.
const GIVEN_UP: [(&str, &str, &[&str]); 34] = [
    ("dựng", "tạo PDF, tạo lại", &["xây dựng", "phục dựng", "tái dựng", "dựng lên"]),
    ("hồ sơ cơ quan", "thông tin cơ quan", &[]),
    ("hồ sơ dựng", "phiếu nguồn gốc", &[]),
    ("hồ sơ lưu", "văn bản lưu", &[]),
    ("siêu dữ liệu", "dữ liệu đặc tả", &[]),
    ("gạch sửa", "đánh dấu thay đổi", &[]),
    ("bản chính thức", "bản hoàn chỉnh", &[]),
    ("bản phát hành", "bản chốt", &["văn bản phát hành", "số lượng bản phát hành"]),
    ("ý bạn", "có phải", &[]),
    ("lệnh đòi", "lệnh yêu cầu", &[]),
    ("đứng yên", "giữ nguyên", &[]),
    ("ngồi chờ", "theo dõi thư mục", &[]),
    ("ngày văn bản", "ngày ban hành", &[]),
    ("mã thoát", "mã kết thúc", &[]),
    ("lúc ký", "thời điểm ký", &[]),
    ("túi bagit", "gói BagIt", &[]),
    ("đóng quyển", "đóng sổ", &[]),
    ("nộp lưu", "lưu", &[]),
    ("lấy lại kho", "phục hồi kho", &[]),
    ("bậc đánh số", "cấp đánh số", &[]),
    ("khối chữ ký", "phần chữ ký", &[]),
    ("khối `", "đoạn `", &[]),
    ("trường `", "mục `", &[]),
    ("tên trường", "tên mục", &[]),
    ("nháy ngược", "dấu ` (phím cạnh số 1)", &[]),
    ("từng byte giống", "giống hệt", &[]),
    ("giống từng byte", "giống hệt", &[]),
    ("người phát triển", "đơn vị hỗ trợ phần mềm", &[]),
    ("phép thử", "kiểm thử", &[]),
    ("chia nghìn", "ngăn hàng nghìn", &[]),
    ("in trợ giúp", "hiện trợ giúp", &[]),
    ("thư mục đang đứng", "thư mục hiện tại", &[]),
    ("còn nguyên", "toàn vẹn, giữ nguyên", &[]),
    ("mốc", "phiếu chốt", &["mốc thời gian", "cột mốc"]),
];

/// Every text of a tree that is for people: whole pages and templates, and of sources what is said in Vietnamese.
fn texts() -> Vec<(PathBuf, usize, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    for folder in ["src", "templates", "docs", "data"] {
        let mut files = Vec::new();
        walk(&root.join(folder), &mut files);
        for file in files {
            // the page of words names them, and figures of a ward are no words of ours
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let is_ours = folder != "data" || name.ends_with(".json") || name == "co-quan.yaml";
            let Ok(text) = fs::read_to_string(&file) else { continue };
            if name == "tu-dung.md" || !is_ours {
                continue;
            }
            let of_source = name.ends_with(".rs");
            for (line, number) in text.lines().zip(1..) {
                if !of_source || is_said(line) {
                    texts.push((file.clone(), number, line.to_owned()));
                }
            }
        }
    }
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    texts.extend(readme.lines().zip(1..).map(|(line, number)| (root.join("README.md"), number, line.to_owned())));
    texts
}

/// Whether a line of a source holds a text in quotes, or help for the command line or an editor.
fn is_said(line: &str) -> bool {
    let line = line.trim_start();
    line.contains('"') || line.starts_with("///")
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { walk(&path, files) } else { files.push(path) }
    }
}

/// Where a text uses a word that was given up.
fn wrong(text: &str) -> Vec<&'static str> {
    let text = text.to_lowercase();
    let stands_alone = |word: &str, at: usize| {
        let before = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        before && text[at + word.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric())
    };
    let is_other = |word: &str, at: usize, others: &[&str]| {
        others.iter().any(|other| {
            let inside = other.find(word).unwrap_or_default();
            at.checked_sub(inside).and_then(|from| text.get(from..)).is_some_and(|rest| rest.starts_with(other))
        })
    };
    let uses = |(word, _, others): &&(&'static str, &str, &[&str])| {
        text.match_indices(word).any(|(at, _)| stands_alone(word, at) && !is_other(word, at, others))
    };
    GIVEN_UP.iter().filter(uses).map(|(word, ..)| *word).collect()
}

#[test]
fn a_word_is_found_where_it_is_meant_and_not_inside_another() {
    assert_eq!(wrong("chưa dựng được"), ["dựng"]);
    assert_eq!(wrong("Dựng lại"), ["dựng"]);
    assert!(wrong("đầu tư xây dựng cơ bản, cột mốc").is_empty());
    assert_eq!(wrong("xây dựng xong thì dựng"), ["dựng"]);
}

#[test]
fn texts_use_the_words_of_the_office() {
    let mut found = Vec::new();
    for (file, line, text) in texts() {
        for word in wrong(&text) {
            let instead = GIVEN_UP.iter().find(|(known, ..)| *known == word).map_or("", |(_, instead, _)| instead);
            found.push(format!("{}:{line}: `{word}`, thay bằng `{instead}`: {}", file.display(), text.trim()));
        }
    }
    assert!(found.is_empty(), "{} chỗ:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_page_of_words_gives_up_what_is_looked_for() {
    let page =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tu-dung.md")).unwrap().to_lowercase();
    for word in [
        "dựng",
        "hồ sơ cơ quan",
        "hồ sơ dựng",
        "siêu dữ liệu",
        "bản gạch sửa",
        "bản chính thức",
        "ngày văn bản",
        "mã thoát",
        "lúc ký",
        "nộp lưu",
        "bậc đánh số",
        "khối chữ ký",
        "còn nguyên",
        "mốc",
    ] {
        assert!(page.contains(word), "{word}");
    }
}
