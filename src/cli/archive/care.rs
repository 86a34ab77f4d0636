//! `vanthu archive audit`, `checkpoint`, `backup`, `restore` and `rebuild`: looking after the archive.

use serde_json::json;

use super::add::{key, trust};
use super::args::{AuditArgs, CheckpointArgs, FolderArgs, RebuildArgs, RestoreArgs};
use super::{as_json, open, refuse};
use crate::archive::audit::Checkpoint;
use crate::archive::backup::Copied;
use crate::archive::index::Index;
use crate::cli::{CLEAN, FAILED, FINDINGS, report};
use crate::clock;
use crate::finding::{Finding, codes};
use crate::sign;

pub(super) fn audit(args: &AuditArgs) -> u8 {
    let checkpoint = args.checkpoint.as_deref().map(|text| {
        Checkpoint::parse(text).ok_or_else(|| {
            Finding::new(codes::AUDIT, format!("mốc `{text}` không đọc được"))
                .hint("chép đúng như đã in: số sự kiện, dấu cách, mã ít nhất 16 chữ số")
        })
    });
    let opened = checkpoint.transpose().and_then(|checkpoint| {
        let (workspace, archive) = open(None)?;
        if !archive.exists() {
            return Err(archive.missing());
        }
        Ok((checkpoint, trust(&workspace)?, archive))
    });
    let (checkpoint, trust, archive) = match opened {
        Ok(opened) => opened,
        Err(finding) => return refuse(&finding.into()),
    };
    let now = clock::now();
    let audit =
        archive.audit(checkpoint.as_ref(), |file, issued| Ok(key(sign::judge(file, issued, &trust, now).outcome)));
    if args.json {
        report::line(&format!(
            "{:#}",
            json!({
                "van_ban": audit.objects, "tep": audit.files, "byte": audit.bytes, "su_kien": audit.events,
                "ma_cuoi": audit.head, "tep_ky_da_kiem": audit.judged, "phat_hien": as_json(&audit.findings),
            })
        ));
    } else {
        report::findings(&audit.findings);
        report::line(&format!(
            "Đã kiểm {} văn bản, {} tệp ({} byte), {} sự kiện, {} tệp ký: {}",
            audit.objects,
            audit.files,
            audit.bytes,
            audit.events,
            audit.judged,
            if audit.findings.has_errors() { "có chỗ không đúng" } else { "tất cả đúng" }
        ));
        report::line(&format!("Mốc nhật ký: {} {}", audit.events, audit.head));
    }
    if audit.findings.has_errors() { FINDINGS } else { CLEAN }
}

pub(super) fn checkpoint(args: &CheckpointArgs) -> u8 {
    let events = open(None).and_then(|(_, archive)| {
        let events = archive.journal().events()?;
        if events.is_empty() { Err(archive.missing()) } else { Ok(events) }
    });
    let events = match events {
        Ok(events) => events,
        Err(finding) => return refuse(&finding.into()),
    };
    let head = events.last().map(|event| event.hash.digits().to_owned()).unwrap_or_default();
    let now = clock::now();
    if args.json {
        report::line(&format!("{:#}", json!({ "su_kien": events.len(), "ma_cuoi": head, "luc": now })));
    } else {
        report::line(&format!("{} {head}", events.len()));
        report::note(&format!(
            "Mốc lúc {}; in ra hoặc gửi thư, sau này đối chiếu bằng `vanthu archive audit --checkpoint`",
            now.format("%H:%M %d/%m/%Y")
        ));
    }
    CLEAN
}

pub(super) fn backup(args: &FolderArgs) -> u8 {
    copied(open(None).and_then(|(_, archive)| archive.backup(&args.folder)), "Đã sao lưu")
}

pub(super) fn restore(args: &RestoreArgs) -> u8 {
    let copy = open(None).and_then(|(_, archive)| {
        let copied = archive.restore(&args.folder)?;
        let (_, told) = Index::rebuild(&archive)?;
        report::findings(&told);
        Ok(copied)
    });
    copied(copy, "Đã lấy lại")
}

fn copied(copied: Result<Copied, Finding>, what: &str) -> u8 {
    match copied {
        Ok(copied) => {
            report::line(&format!(
                "{what}: {} tệp mới, {} tệp đã có, {} sự kiện; đã so từng byte",
                copied.new, copied.same, copied.events
            ));
            CLEAN
        }
        Err(finding) => refuse(&finding.into()),
    }
}

pub(super) fn rebuild(_: &RebuildArgs) -> u8 {
    let rebuilt = open(None).and_then(|(_, archive)| {
        if !archive.exists() {
            return Err(archive.missing());
        }
        archive.sweep().map(|told| report::findings(&told))?;
        let (index, told) = Index::rebuild(&archive)?;
        Ok((index.entries()?.len(), told))
    });
    match rebuilt {
        Ok((count, told)) => {
            report::findings(&told);
            report::line(&format!("Đã làm lại chỉ mục: {count} văn bản"));
            if told.has_errors() { FAILED } else { CLEAN }
        }
        Err(finding) => refuse(&finding.into()),
    }
}
