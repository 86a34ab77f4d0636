//! `vanthu archive audit`, `checkpoint`, `backup`, `restore` and `rebuild`: looking after the archive.

use serde_json::json;

use crate::archive::audit::{Audit, Checkpoint};
use crate::archive::backup::Copied;
use crate::archive::index::Index;
use crate::base::clock;
use crate::base::finding::{Finding, Findings, codes};
use crate::cli::archive::add::{judged, trust, words};
use crate::cli::archive::{as_json, open, refuse};
use crate::cli::args::archive::{AuditArgs, CheckpointArgs, FolderArgs, RebuildArgs, RestoreArgs};
use crate::cli::{CLEAN, FAILED, FINDINGS, report};
use crate::operations::archive;
use crate::signature::Trust;

/// Handed-in files that are not whole, named one by one.
const MOST_TOLD: usize = 20;

pub(super) fn audit(args: &AuditArgs) -> u8 {
    let checkpoint = args.checkpoint.as_deref().map(|text| {
        Checkpoint::parse(text).ok_or_else(|| {
            Finding::new(codes::AUDIT, format!("mốc `{text}` không đọc được"))
                .hint("chép đúng như đã in: số sự kiện, dấu cách, mã ít nhất 16 chữ số")
        })
    });
    let opened = checkpoint.transpose().and_then(|checkpoint| {
        let (workspace, archive) = open(None)?;
        if !archive.exists() && checkpoint.is_none() {
            return Err(archive.missing());
        }
        Ok((checkpoint, trust(&workspace)?, archive))
    });
    let (checkpoint, trust, archive) = match opened {
        Ok(opened) => opened,
        Err(finding) => return refuse(&finding.into(), args.json),
    };
    let now = clock::now();
    let mut audit = archive
        .audit(checkpoint.as_ref(), |file, issued| Ok(judged(file, issued, &trust, now)?.outcome.key().to_owned()));
    let (stamped, told) = archive.check_stamps(&trust, now);
    audit.findings.extend(told);
    if args.json {
        let unsound = audit.unsound.iter();
        let unsound: Vec<_> = unsound
            .map(|(whose, version, outcome)| json!({ "van_ban": whose, "ban": version, "ket_luan": outcome }))
            .collect();
        report::line(&format!(
            "{:#}",
            json!({
                "van_ban": audit.objects, "tep": audit.files, "byte": audit.bytes, "su_kien": audit.events,
                "ma_cuoi": audit.head, "tep_ky_da_kiem": audit.judged.values().sum::<usize>(), "ket_luan": audit.judged,
                "moc_co_dau_thoi_gian": stamped,
                "khong_con_nguyen": unsound, "phat_hien": as_json(&audit.findings),
            })
        ));
    } else {
        report::findings(&audit.findings);
        tell(&audit);
    }
    if audit.findings.has_errors() { FINDINGS } else { CLEAN }
}

fn tell(audit: &Audit) {
    let events =
        audit.events.map_or("không đọc được nhật ký".to_owned(), |events| format!("{events} sự kiện"));
    report::line(&format!(
        "Đã kiểm {} văn bản, {} tệp ({} byte), {events}: {}",
        audit.objects,
        audit.files,
        audit.bytes,
        if audit.findings.has_errors() { "có chỗ không đúng" } else { "kho đúng như nhật ký ghi" }
    ));
    let Some(events) = audit.events else { return };
    let kept = audit.judged.iter().map(|(outcome, count)| format!("{count} {}", words(outcome)));
    let kept = kept.collect::<Vec<_>>().join("; ");
    report::line(&format!("Bản nộp: {}", if kept.is_empty() { "chưa có" } else { &kept }));
    for (whose, version, outcome) in audit.unsound.iter().take(MOST_TOLD) {
        report::line(&format!("  {whose}, bản {version}: {}", words(outcome)));
    }
    if audit.unsound.len() > MOST_TOLD {
        report::line(&format!("  … và {} bản nữa, xem đủ bằng `--json`", audit.unsound.len() - MOST_TOLD));
    }
    report::line(&format!("Mốc nhật ký: {events} {}", audit.head));
}

pub(super) fn checkpoint(args: &CheckpointArgs) -> u8 {
    let now = clock::now();
    let marked = open(None).and_then(|(workspace, _)| Ok((trust(&workspace)?, workspace)));
    let marked =
        marked.map_err(Findings::from).and_then(|(trust, workspace)| archive::checkpoint(&workspace, &trust, now));
    let (mark, stamp) = match marked {
        Ok(marked) => marked,
        Err(findings) => return refuse(&findings, args.json),
    };
    if args.json {
        let stamped = stamp.as_ref().ok().and_then(Option::as_ref).map(|stamp| stamp.at);
        let of = json!({ "su_kien": mark.count, "ma_cuoi": mark.head, "luc": now, "dau_thoi_gian": stamped });
        report::line(&format!("{of:#}"));
    } else {
        report::line(&mark.line());
        report::note(&format!(
            "Mốc lúc {}; in ra hoặc gửi thư, sau này đối chiếu bằng `vanthu archive audit --checkpoint`",
            now.format("%H:%M %d/%m/%Y")
        ));
    }
    match stamp {
        Ok(Some(stamp)) => {
            let known = if stamp.trusted { "tin cậy" } else { "chưa có trong `chung-thu`" };
            let at = stamp.at.format("%H:%M:%S %d/%m/%Y");
            report::note(&format!("Dấu thời gian {at} của {} ({known}) đã ghi vào nhật ký", stamp.by));
            CLEAN
        }
        Ok(None) => CLEAN,
        Err(finding) => {
            report::findings(&finding.into());
            FINDINGS
        }
    }
}

pub(super) fn backup(args: &FolderArgs) -> u8 {
    let copy = open(None).and_then(|(_, archive)| {
        archive.sweep().map(|told| report::findings(&told))?;
        archive.backup(&args.folder)
    });
    copied(copy, "Đã sao lưu")
}

pub(super) fn restore(args: &RestoreArgs) -> u8 {
    let copy = open(None).and_then(|(workspace, archive)| {
        let copied = archive.restore(&args.folder)?;
        // what the index lacks is told by the audit that follows
        Index::rebuild(&archive)?;
        if Trust::folder_of(&workspace).is_none() {
            report::note("Bản sao lưu không có thư mục `chung-thu`: chép lại từ máy cũ thì mới kiểm được người ký");
        }
        Ok(copied)
    });
    match copied(copy, "Đã lấy lại") {
        // the copy may have been damaged where it lay
        CLEAN => audit(&AuditArgs { checkpoint: None, json: false }),
        code => code,
    }
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
        Err(finding) => refuse(&finding.into(), false),
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
        Err(finding) => refuse(&finding.into(), false),
    }
}
