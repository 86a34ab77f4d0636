//! Names of the files of an object. Of a document with a list what was finalized lies in folders: `ban-chot.pdf` is
//! `ban-chot/an.pdf` for the letter `an`.

/// The PDF as finalized.
pub(crate) const FINALIZED: &str = "ban-chot.pdf";
/// The same in objects of earlier versions, which called chốt phát hành.
pub(crate) const FINALIZED_BEFORE: &str = "phat-hanh.pdf";
/// The file as signed, scanned or otherwise final; with another ending when it is no PDF.
pub(crate) const SIGNED: &str = "da-ky.pdf";
/// What the issued PDF was made from.
pub(crate) const RECORD: &str = "ho-so-dung.json";
/// What the document is.
pub(crate) const METADATA: &str = "sieu-du-lieu.json";
/// What was found of the signatures when the file was kept.
pub(crate) const VALIDATION_REPORT: &str = "ket-qua-kiem-tra.json";
/// Folder of the files the document was made from, by their paths in the workspace.
pub(crate) const INPUTS: &str = "dau-vao";

/// The file of a letter that stands for one of these; of the whole document without a letter.
pub(crate) fn of(file: &str, letter: Option<&str>) -> String {
    match (file.rsplit_once('.'), letter) {
        (Some((name, ending)), Some(letter)) => format!("{name}/{letter}.{ending}"),
        _ => file.to_owned(),
    }
}

/// Whether a path is one of these, of the document or of a letter, whatever its ending.
pub(crate) fn is(path: &str, file: &str) -> bool {
    let name = file.split('.').next().unwrap_or(file);
    path.strip_prefix(name).is_some_and(|rest| rest.starts_with(['.', '/']))
}

/// Whether a path is a PDF as finalized.
pub(crate) fn is_finalized(path: &str) -> bool {
    [FINALIZED, FINALIZED_BEFORE].iter().any(|file| is(path, file))
}

/// The letter a path is of; none when it is of the whole document.
pub(crate) fn letter(path: &str) -> Option<&str> {
    path.split_once('/')?.1.rsplit_once('.').map(|(letter, _)| letter)
}
