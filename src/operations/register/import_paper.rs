//! Lines of the paper register taken over: all of them or none, each number once.

use std::collections::HashMap;
use std::path::Path;

use chrono::Datelike;

use super::messages::ahead_of_today;
use super::workspace::WorkspaceRegister;
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::files::read;
use crate::base::io::paths::show;
use crate::domain::document::{IssueDate, Kind, ReferenceNumber, kind};
use crate::domain::register::{EntryNumber, Facts, Reference, RegisterEvent, Series};
use crate::formats::spreadsheet::open;
use crate::load::{PaperRegisterColumn, PaperRegisterLine, read_paper_register};

// how columns are called
const NUMBER_AND_SYMBOL: [&str; 4] = ["so_ky_hieu", "so_va_ky_hieu", "so_ky_hieu_van_ban", "so"];
const SYMBOL: [&str; 1] = ["ky_hieu"];
const KIND: [&str; 3] = ["loai", "ten_loai", "loai_van_ban"];
const ISSUER: [&str; 2] = ["co_quan", "co_quan_ban_hanh"];
const DATE: [&str; 6] = ["ngay", "ngay_thang", "ngay_thang_van_ban", "ngay_van_ban", "ngay_ban_hanh", "ngay_ky"];
const SIGNATORY: [&str; 1] = ["nguoi_ky"];
const RECIPIENTS: [&str; 2] = ["noi_nhan", "noi_nhan_van_ban"];
const KEPT_BY: [&str; 3] = ["luu", "don_vi_nguoi_nhan_ban_luu", "nguoi_nhan_ban_luu"];
const COPIES: [&str; 2] = ["so_luong_ban", "so_ban"];
const NOTE: [&str; 1] = ["ghi_chu"];
const SUBJECT: [&str; 4] = ["trich_yeu", "ten_loai_va_trich_yeu", "ten_loai_va_trich_yeu_noi_dung_van_ban", "noi_dung"];

/// The columns of the decree's book in its order, then those that say what a symbol leaves open.
const KNOWN: [PaperRegisterColumn; 13] = [
    column("Số, ký hiệu", &NUMBER_AND_SYMBOL),
    column("Ngày tháng", &DATE),
    column("Trích yếu", &SUBJECT),
    column("Người ký", &SIGNATORY),
    column("Nơi nhận", &RECIPIENTS),
    column("Lưu", &KEPT_BY),
    column("Số bản", &COPIES),
    // filled in by hand
    column("Ngày chuyển", &["ngay_chuyen"]),
    column("Ký nhận", &["ky_nhan"]),
    column("Ghi chú", &NOTE),
    column("Ký hiệu", &SYMBOL),
    column("Loại", &KIND),
    column("Cơ quan", &ISSUER),
];

const fn column(heading: &'static str, names: &'static [&'static str]) -> PaperRegisterColumn {
    PaperRegisterColumn { heading, names }
}

/// What became of a spreadsheet of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Imported {
    /// Lines taken over.
    pub new: usize,
    /// Lines that stood in the register already, word by word.
    pub known: usize,
}

impl WorkspaceRegister {
    /// Takes the lines of a spreadsheet over, with warnings; nothing when one of them is wrong.
    ///
    /// # Errors
    /// The spreadsheet cannot be read; every line that is wrong; the log cannot be written.
    pub(crate) fn import_paper(&mut self, file: &Path) -> Result<(Imported, Findings), Findings> {
        let shown = show(file);
        let lines = read_paper_register(&shown, &read(file, open::MAX_SHEET)?, &KNOWN)?;
        let mut writer = self.lock()?;
        let (mut fresh, mut findings, mut known) = (Vec::new(), Findings::default(), 0);
        // a number once in its series, and a symbol with it once whatever the series
        let (mut numbers, mut references) = (HashMap::new(), HashMap::new());
        for line in &lines {
            let facts = match self.line(line) {
                Ok(facts) => facts,
                Err(wrong) => {
                    findings.extend(wrong.into_iter().map(|finding| line.locate(finding)));
                    continue;
                }
            };
            if self.register().get(&facts.reference).is_some_and(|entry| entry.from_paper && entry.facts == facts) {
                known += 1;
                continue;
            }
            if let Some(finding) = self.holder(&facts) {
                findings
                    .push(line.locate(finding.hint("mỗi số chỉ có một văn bản trong năm; sửa số, hoặc bỏ dòng này")));
                continue;
            }
            let number = (Series::of_facts(self.office().series_rules(), &facts), facts.reference.number);
            let before = numbers.insert(number, line.location());
            if let Some(before) = before.or(references.insert(facts.reference.clone(), line.location())) {
                let message = format!("số {} đã có ở {before}", facts.reference);
                findings.push(line.locate(Finding::new(codes::NUMBER_TAKEN, message).hint("sửa số, hoặc bỏ một dòng")));
            } else {
                let ahead = facts.date.and_then(ahead_of_today);
                findings.extend(ahead.map(|finding| line.locate(finding)));
                fresh.push(facts);
            }
        }
        if findings.has_errors() {
            return Err(findings);
        }
        let new = fresh.len();
        for facts in fresh {
            self.write(&mut writer, &RegisterEvent::FromPaper(facts))?;
        }
        Ok((Imported { new, known }, findings))
    }

    /// A line as the register keeps it, or everything that is wrong with it.
    fn line(&self, line: &PaperRegisterLine) -> Result<Facts, Findings> {
        let mut findings = wrong_cells(line);
        let (number, symbol) = number_and_symbol(line);
        let symbol = symbol.unwrap_or_default();
        let kind = kind_of(line, &symbol);
        if kind.is_none() && !symbol.is_empty() {
            let message = format!("không biết `{symbol}` là loại văn bản nào");
            findings.push(Finding::new(codes::REGISTER_LINE, message).hint("ghi thêm cột `Loại`, ví dụ `báo cáo`"));
        }
        let issuer = self.issuer_of(line, &symbol);
        // without a symbol, that it is missing is reported
        if let Some(name) = issuer.as_ref().err().filter(|name| !name.is_empty()) {
            let message = format!("thông tin cơ quan không có cơ quan `{name}`");
            let hint = "ghi cột `Cơ quan` bằng tên tắt hoặc tên trong `co-quan.yaml`";
            findings.push(Finding::new(codes::REGISTER_LINE, message).hint(hint));
        }
        let number = number.as_deref().and_then(EntryNumber::parse);
        let date = line.get(&DATE).and_then(IssueDate::parse_day);
        let (Some(number), Some(date), Some(kind), Ok((issuer, issuer_name)), false) =
            (number, date, kind, issuer, findings.has_errors())
        else {
            return Err(findings);
        };
        let text = |names: &[&str]| line.get(names).map(str::to_owned);
        let recipients = line.get(&RECIPIENTS).unwrap_or_default().split(';').map(str::trim);
        Ok(Facts {
            reference: Reference { issuer, year: date.year(), number, symbol, secret: false },
            issuer_name,
            kind: kind.key.to_owned(),
            date: Some(date),
            subject: text(&SUBJECT).unwrap_or_default(),
            signatory: text(&SIGNATORY),
            recipients: recipients.filter(|name| !name.is_empty()).map(str::to_owned).collect(),
            kept_by: text(&KEPT_BY),
            copies: line.get(&COPIES).and_then(|count| count.parse().ok()),
            document: None,
            note: text(&NOTE),
        })
    }

    /// The issuer a line names, or the one whose symbol it bears.
    fn issuer_of(&self, line: &PaperRegisterLine, symbol: &str) -> Result<(String, String), String> {
        let issuers = self.office().issuers();
        let named = line.get(&ISSUER);
        let fits = |key: &str, name: &str, own: &str| match named {
            Some(named) => named == key || named.to_uppercase() == name.to_uppercase(),
            None => symbol == own || symbol.ends_with(&format!("-{own}")) || symbol.starts_with(&format!("{own}-")),
        };
        let mut found = issuers.iter().map(|(key, issuer)| (key, issuer.name.one_line(), issuer));
        let found = found.find(|(key, name, issuer)| fits(key, name, &issuer.symbol.value));
        found.map(|(key, name, _)| (key.clone(), name)).ok_or_else(|| named.unwrap_or(symbol).to_owned())
    }
}

/// What is wrong with number, symbol, date and subject of a line.
fn wrong_cells(line: &PaperRegisterLine) -> Findings {
    let mut findings = Findings::default();
    let mut wrong = |message: String, hint: &str| findings.push(Finding::new(codes::REGISTER_LINE, message).hint(hint));
    let example = "ghi cột `Số, ký hiệu`, ví dụ `15/BC-UBND`, hoặc hai cột `Số` và `Ký hiệu`";
    match number_and_symbol(line) {
        (None, _) => wrong("dòng chưa có số".to_owned(), example),
        (Some(number), _) if EntryNumber::parse(&number).is_none() => {
            wrong(format!("`{number}` không phải là số văn bản"), "chỉ viết chữ số, ví dụ `15`");
        }
        (Some(_), None) => wrong("dòng chưa có ký hiệu".to_owned(), example),
        (Some(_), Some(_)) => {}
    }
    match line.get(&DATE) {
        None => wrong("dòng chưa có ngày".to_owned(), "ghi cột `Ngày tháng`, ví dụ `05/12/2025`"),
        Some(date) if IssueDate::parse_day(date).is_none() => {
            wrong(format!("`{date}` không phải là ngày"), "viết ngày/tháng/năm, ví dụ `05/12/2025`");
        }
        Some(_) => {}
    }
    if let Some(count) = line.get(&COPIES).filter(|count| count.parse::<u32>().is_err()) {
        wrong(format!("`{count}` không phải là số bản"), "chỉ viết chữ số, ví dụ `12`");
    }
    if line.get(&SUBJECT).is_none() {
        wrong("dòng chưa có trích yếu".to_owned(), "ghi cột `Trích yếu`");
    }
    findings
}

/// Number and symbol, in one cell or in two.
fn number_and_symbol(line: &PaperRegisterLine) -> (Option<String>, Option<String>) {
    let whole = line.get(&NUMBER_AND_SYMBOL);
    match whole.and_then(ReferenceNumber::parse) {
        Some(ReferenceNumber { number, symbol }) => (Some(number), Some(symbol)),
        None => (whole.map(str::to_owned), line.get(&SYMBOL).map(str::to_owned)),
    }
}

/// The kind a line names, by its key or name, or the one whose abbreviation its symbol bears; a letter bears the symbol of
/// its office alone, or of office and unit.
fn kind_of(line: &PaperRegisterLine, symbol: &str) -> Option<Kind> {
    if let Some(named) = line.get(&KIND) {
        let named = named.to_lowercase();
        return kind::ALL.into_iter().find(|kind| kind.key == named || kind.name == named);
    }
    Kind::of_symbol(symbol).or_else(|| Kind::from_key("cong-van"))
}
