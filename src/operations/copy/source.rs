//! What is copied: a document that was issued, from the archive, or a PDF that is an original, a scan or a sao y.

use std::path::Path;

use super::part;
use super::request::CopyRequest;
use crate::archive::index::entry::Entry;
use crate::archive::pdf_info::PdfReader;
use crate::base::clock;
use crate::base::finding::{Finding, Findings, Severity, codes};
use crate::base::io::paths::argument;
use crate::base::io::{files, paths};
use crate::base::text::capitalized;
use crate::base::text::fold::fold;
use crate::base::text::one_line;
use crate::domain::document::body_name::ordinary_case;
use crate::domain::register::{CopyForm, CopyMedium, State, StatusAction};
use crate::operations::archive::{Named, original};
use crate::operations::common::progress::Warn;
use crate::operations::register::WorkspaceRegister;
use crate::operations::register::find_entry::EntryQuery;
use crate::signature::{self, Indication, TrustStore};

/// Longest file that is copied, in bytes.
const MAX_FILE: u64 = 200 << 20;

/// What is copied.
#[derive(Debug)]
pub(super) struct Source {
    /// Its bytes, or those of an extract that was set of it.
    pub(super) bytes: Vec<u8>,
    /// Whether they are those of a file that is copied as it is.
    pub(super) is_file: bool,
    /// The file as the clerk knows it.
    pub(super) shown: String,
    /// `412/BC-UBND`, when it is known.
    pub(super) reference: String,
    /// Where it is kept in the archive of the office.
    pub(super) object: Option<String>,
    /// What it is, in words.
    pub(super) described: String,
    /// Whether it is a picture of paper.
    pub(super) is_scan: bool,
    /// Whether it bears digital signatures.
    pub(super) was_signed: bool,
    /// What is to be looked at.
    pub(super) findings: Findings,
}

impl Source {
    /// Finds what is to be copied.
    ///
    /// # Errors
    /// There is none, or it may not be copied so.
    pub(super) fn find(
        here: &Path,
        registry: &WorkspaceRegister,
        request: &CopyRequest,
        warn: Warn<'_>,
    ) -> Result<Self, Findings> {
        let path = Path::new(&request.what);
        let is_pdf = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
        if is_pdf || path.is_file() && registry.find(&query(request)).is_err() {
            return Ok(of_file(path, request)?);
        }
        let issued = issued(registry, request)?;
        let name = issued.name.clone().unwrap_or_else(|| request.what.clone());
        let which = Named { name, year: request.year };
        let mut found = if request.form == CopyForm::Part {
            let (entry, bytes) = part::set(here, &which, &request.parts, warn)?;
            Self::of_entry(&entry, bytes, request)
        } else {
            let original = original::original(here, &which, request.letter.as_deref(), warn)?;
            let mut source = Self::of_entry(&original.entry, original.bytes, request);
            source.is_file = true;
            source.judge(original.outcome, None, request)?;
            source
        };
        found.findings.extend(issued.warning);
        Ok(found)
    }

    fn of_entry(entry: &Entry, bytes: Vec<u8>, request: &CopyRequest) -> Self {
        let date = chrono::NaiveDate::parse_from_str(&entry.date, "%Y-%m-%d")
            .map(|date| date.format(" ngày %d/%m/%Y").to_string());
        let issuer = ordinary_case(&one_line(&entry.issuer));
        let issuer = if issuer.is_empty() { issuer } else { format!(" của {issuer}") };
        let kind = capitalized(&entry.kind);
        let described = format!("{kind} số {}{}{issuer}: {}", entry.reference, date.unwrap_or_default(), entry.subject);
        Self {
            bytes,
            is_file: false,
            shown: request.what.clone(),
            reference: entry.reference.clone(),
            object: Some(entry.key.as_str().to_owned()),
            described,
            is_scan: false,
            was_signed: false,
            findings: Findings::default(),
        }
    }

    /// Whether a file may be copied in the form and on the medium that are asked for; `why` is what is wrong with it.
    fn judge(
        &mut self,
        outcome: Option<Indication>,
        why: Option<&Finding>,
        request: &CopyRequest,
    ) -> Result<(), Finding> {
        let is_copy = says_copy(&self.described);
        let refused = |message: &str| Finding::new(codes::NOT_COPIED, message).in_file(&self.shown);
        match outcome {
            None => {
                let hint = "lưu bản đã ký số, hoặc bản quét của bản gốc giấy, bằng `vanthu archive add` rồi sao";
                return Err(refused("kho chỉ có bản chốt chưa ai ký, không phải bản gốc hay bản chính").hint(hint));
            }
            Some(Indication::Altered | Indication::Invalid | Indication::Unknown) => {
                let hint =
                    format!("xem lý do bằng `vanthu verify {}`, lấy lại tệp đúng từ nơi gửi", argument(&self.shown));
                let why = why.map_or("tệp không toàn vẹn", |finding| &finding.message);
                return Err(refused(&format!("không sao: {why}")).hint(hint));
            }
            Some(Indication::Unsigned) if !request.is_scan => {
                return Err(refused("tệp không có chữ ký số và không phải bản quét, không phải bản gốc hay bản chính")
                    .hint("sao từ tệp đã ký số, hoặc từ bản quét của bản giấy đã ký, đóng dấu")
                    .hint("là bản quét đã nhận dạng chữ thì thêm `--scanned`"));
            }
            Some(Indication::Scan | Indication::Unsigned) => self.is_scan = true,
            Some(Indication::Rewritten | Indication::Unchecked | Indication::Intact) => self.was_signed = true,
        }
        match request.form {
            CopyForm::Original if is_copy => Err(refused("đây là bản sao, không sao y được").hint(
                "sao từ bản sao y là sao lục: `--as sao-luc` (Nghị định 30/2020/NĐ-CP, Điều 25.1 và 25.2)",
            )),
            CopyForm::Copy if !is_copy => Err(refused("sao lục chỉ làm từ bản sao y").hint(
                "sao từ bản gốc, bản chính thì dùng `--as sao-y`; sao từ bản sao y thì đưa bản quét và ghi `--of \"Bản sao y số 12/SY-UBND …\"` (Nghị định 30/2020/NĐ-CP, Điều 25.2)",
            )),
            CopyForm::Original if request.medium == CopyMedium::Electronic && self.was_signed => {
                Err(refused("văn bản điện tử đã ký số không sao y sang điện tử").hint(
                    "gửi chính tệp đã ký số; cần bản giấy thì bỏ `--electronic` (Nghị định 30/2020/NĐ-CP, Điều 25.1: sao y điện tử chỉ từ văn bản giấy)",
                ))
            }
            CopyForm::Copy if request.medium == CopyMedium::Electronic && self.was_signed => {
                Err(refused("sao lục sang điện tử chỉ từ bản sao y giấy").hint(
                    "bỏ `--electronic` để sao lục ra giấy (Nghị định 30/2020/NĐ-CP, Điều 25.2)",
                ))
            }
            _ => Ok(()),
        }
    }
}

/// Whether words name a sao y: by the symbol of one, or by what it is called.
fn says_copy(described: &str) -> bool {
    let folded = fold(described);
    described.split_whitespace().any(|word| word.contains("/SY-")) || folded.contains("sao y")
}

/// A PDF that is not looked for in the archive.
fn of_file(path: &Path, request: &CopyRequest) -> Result<Source, Finding> {
    let shown = paths::show(path);
    if request.form == CopyForm::Part {
        let finding =
            Finding::new(codes::NOT_COPIED, "trích sao tạo lại văn bản, không làm từ tệp PDF").in_file(&shown);
        return Err(finding.hint("ghi số, ký hiệu của văn bản làm bằng chương trình này, ví dụ `vanthu copy 12/NQ-HĐND --as trich-sao --articles \"Điều 3\"`"));
    }
    let bytes = files::read(path, MAX_FILE)?;
    let info = PdfReader::new(&bytes).info();
    let reference = info.reference.map(|reference| reference.to_string()).unwrap_or_default();
    let titled = Some(info.title.trim().to_owned()).filter(|title| !reference.is_empty() && !title.is_empty());
    let Some(described) = request.of.clone().or(titled) else {
        let finding = Finding::new(codes::NOT_COPIED, "chưa biết tệp này là văn bản nào").in_file(&shown);
        return Err(finding.hint("ghi vào sổ cho rõ, ví dụ `--of \"Quyết định số 12/QĐ-UBND ngày 05/11/2026 của UBND tỉnh về việc giao chỉ tiêu\"`"));
    };
    let report = signature::validate(&bytes, None, &TrustStore::none(), clock::now());
    let mut source = Source {
        bytes,
        is_file: true,
        shown,
        reference,
        object: None,
        described,
        is_scan: false,
        was_signed: false,
        findings: Findings::default(),
    };
    let why = report.findings.iter().map(|found| &found.finding).find(|finding| finding.severity() == Severity::Error);
    source.judge(Some(report.indication), why, request)?;
    Ok(source)
}

/// A document of the register that may be copied.
#[derive(Default)]
struct Issued {
    /// By what the archive knows it; none of one that the register does not have.
    name: Option<String>,
    /// What became of it since.
    warning: Option<Finding>,
}

fn query(request: &CopyRequest) -> EntryQuery {
    EntryQuery { text: request.what.clone(), year: request.year }
}

/// Whether the register lets a document be copied; one that is kept in the archive alone came from elsewhere.
fn issued(registry: &WorkspaceRegister, request: &CopyRequest) -> Result<Issued, Finding> {
    let what = request.what.trim();
    if let Some(copied) = registry.register().copies().iter().find(|copied| copied.reference.to_string() == what) {
        let message = format!("{what} là bản sao: {copied}");
        return Err(Finding::new(codes::NOT_COPIED, message).hint(format!(
            "quét bản sao đã ký, đóng dấu rồi sao lục từ tệp quét: `vanthu copy quet.pdf --as sao-luc --of \"Bản sao y số {what} …\"`"
        )));
    }
    let entry = match registry.find(&query(request)) {
        Ok(entry) => entry,
        Err(finding) if finding.code == codes::NO_ENTRY && registry.register().named(what, request.year).is_empty() => {
            return Ok(Issued::default());
        }
        Err(finding) => return Err(finding),
    };
    let reference = &entry.facts.reference;
    if reference.secret {
        let finding = Finding::new(codes::NOT_COPIED, format!("{reference} là văn bản mật"));
        return Err(finding.hint("sao, chụp bí mật nhà nước theo Luật Bảo vệ bí mật nhà nước, không làm bằng chương trình này (Nghị định 30/2020/NĐ-CP, Điều 27)"));
    }
    let warning = match entry.state {
        State::Issued | State::Changed(StatusAction::Amend | StatusAction::Correct) => None,
        State::Changed(StatusAction::Recall) => {
            let finding = Finding::new(codes::NOT_COPIED, format!("{reference} đã bị thu hồi, không sao"));
            return Err(finding.hint("xem sổ bằng `vanthu register`"));
        }
        State::Changed(action) => {
            let message = format!("{reference} {}, bản sao chỉ để tra cứu", action.outcome());
            Some(Finding::new(codes::COPY_TO_CHECK, message).hint("báo rõ với nơi nhận, hoặc sao văn bản mới"))
        }
        _ => {
            let finding =
                Finding::new(codes::NOT_COPIED, format!("{reference} {}, chưa phát hành", entry.state.name()));
            return Err(finding
                .hint(format!("ký, lưu bản đã ký rồi phát hành bằng `vanthu issue {reference}`, sau đó mới sao")));
        }
    };
    Ok(Issued { name: Some(entry.object.clone().unwrap_or_else(|| reference.to_string())), warning })
}
