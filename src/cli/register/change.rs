//! `vanthu register reserve`, `give-back`, `enter`, `replace`, `amend`, `correct`, `recall`: what a văn thư does to lines.

use chrono::NaiveDate;

use crate::base::finding::Findings;
use crate::base::io::paths;
use crate::cli::args::register::{EnterArgs, GiveBackArgs, ReserveArgs, WantedArgs};
use crate::cli::register::open;
use crate::cli::{CLEAN, report};
use crate::domain::document::Kind;
use crate::domain::register::Act;
use crate::operations::register::{Reservation, Wanted};

impl From<&WantedArgs> for Wanted {
    fn from(args: &WantedArgs) -> Self {
        Self { text: args.number.clone(), year: args.year }
    }
}

pub(super) fn reserve(args: &ReserveArgs) -> Result<u8, Findings> {
    let mut registry = open()?;
    let Some(kind) = Kind::from_key(&args.kind) else { return Err(Findings::default()) };
    let wanted = Reservation {
        kind,
        issuer: args.issuer.clone(),
        year: args.year,
        count: args.count,
        purpose: args.purpose.clone(),
    };
    for reference in registry.reserve(&wanted)? {
        report::line(&format!("{reference}  giữ trước cho: {}", args.purpose));
    }
    Ok(CLEAN)
}

pub(super) fn give_back(args: &GiveBackArgs) -> Result<u8, Findings> {
    let mut registry = open()?;
    let entry = registry.give_back(&Wanted::from(&args.wanted), &args.reason)?;
    report::line(&format!("{}  trả lại: {}", entry.facts.reference, args.reason));
    if let Some(document) = &entry.facts.document {
        report::note(&format!("Bỏ dòng `so` trong {} nếu văn bản còn dùng", registry.workspace().shown(document)));
    }
    Ok(CLEAN)
}

pub(super) fn enter(args: &EnterArgs) -> Result<u8, Findings> {
    let mut registry = open()?;
    let (entered, findings) = registry.enter(&args.file)?;
    report::findings(&findings);
    let known = if entered.known > 0 { format!(", {} dòng đã có", entered.known) } else { String::new() };
    report::line(&format!("{}  ghi {} dòng vào sổ{known}", paths::show(&args.file), entered.new));
    Ok(CLEAN)
}

pub(super) fn deal(
    act: Act,
    wanted: &WantedArgs,
    by: Option<&String>,
    reason: &str,
    on: Option<NaiveDate>,
) -> Result<u8, Findings> {
    let mut registry = open()?;
    let by = by.map(|text| Wanted { text: text.clone(), year: None });
    let (entry, findings) = registry.deal(act, &Wanted::from(wanted), by.as_ref(), reason, on)?;
    report::findings(&findings);
    let by = entry.dealings.last().and_then(|(_, dealing)| dealing.by.as_ref());
    let by = by.map(|by| format!(" bằng {by}")).unwrap_or_default();
    report::line(&format!("{}  {}{by}: {reason}", entry.facts.reference, act.outcome()));
    Ok(CLEAN)
}
