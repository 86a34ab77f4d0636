//! `vanthu archive audit`, `checkpoint`, `backup`, `restore` and `rebuild`: looking after the archive.

use serde_json::{Map, Value, json};

use crate::cli::args::archive::{BackupArgs, RestoreArgs};
use crate::cli::report;
use crate::operations::archive::{self, AuditReport, Audited, Copied, UnsoundVersion};
use crate::operations::common::status::Status;

/// Files that are not whole, named one by one.
const MAX_UNSOUND: usize = 20;

pub(super) fn audit(checkpoint: Option<&str>) -> Status {
    audited(checkpoint, report::result)
}

/// Audits, and hands on what programs are told.
fn audited(checkpoint: Option<&str>, keep: impl FnOnce(Value)) -> Status {
    let audited = archive::audit(report::here(), checkpoint, &mut report::findings);
    report::answer(audited, |audited| {
        report::findings(&audited.audit.findings);
        keep(as_json(&audited));
        print(&audited.audit);
        audited.status()
    })
}

fn as_json(Audited { audit, stamped }: &Audited) -> Value {
    let unsound = audit.unsound.iter();
    let unsound: Vec<_> = unsound
        .map(|unsound| json!({ "van_ban": unsound.document, "ban": unsound.version, "ket_luan": unsound.outcome }))
        .collect();
    json!({
        "van_ban": audit.documents, "ban_trinh_ky": audit.waiting, "tep": audit.files, "byte": audit.bytes, "su_kien": audit.events,
        "ma_cuoi": audit.head, "tep_ky_da_kiem": audit.validated.values().sum::<usize>(), "ket_luan": counted(audit),
        "moc_co_dau_thoi_gian": stamped,
        "khong_con_nguyen": unsound,
    })
}

/// `{"con_nguyen": 3}`
fn counted(audit: &AuditReport) -> Map<String, Value> {
    audit.validated_by_key().map(|(outcome, count)| (outcome.key().to_owned(), count.into())).collect()
}

fn print(audit: &AuditReport) {
    let waiting = if audit.waiting > 0 { format!("{} bản trình ký, ", audit.waiting) } else { String::new() };
    let events = audit.events.map_or("không đọc được nhật ký".to_owned(), |events| format!("{events} việc"));
    report::line(&format!(
        "Đã kiểm {} văn bản, {waiting}{} tệp ({} byte), {events}: {}",
        audit.documents,
        audit.files,
        audit.bytes,
        if audit.findings.has_errors() { "có chỗ không đúng" } else { "kho đúng như nhật ký ghi" }
    ));
    let Some(events) = audit.events else { return };
    let kept = audit.validated_by_key().map(|(outcome, count)| format!("{count} {}", outcome.words()));
    let kept = kept.collect::<Vec<_>>().join("; ");
    report::line(&format!("Tệp đã lưu: {}", if kept.is_empty() { "chưa có" } else { &kept }));
    for UnsoundVersion { document, version, outcome } in audit.unsound.iter().take(MAX_UNSOUND) {
        report::line(&format!("  {document}, lần lưu {version}: {}", outcome.words()));
    }
    if audit.unsound.len() > MAX_UNSOUND {
        report::line(&format!("  … và {} bản nữa, xem đủ bằng `--json`", audit.unsound.len() - MAX_UNSOUND));
    }
    report::line(&format!("Phiếu chốt nhật ký: {events} {}", audit.head));
}

pub(super) fn checkpoint() -> Status {
    let marked = archive::checkpoint(report::here(), &mut report::findings);
    report::answer(marked, |marked| {
        let (mark, now) = (&marked.checkpoint, marked.at);
        let stamped = marked.stamp.as_ref().ok().and_then(Option::as_ref).map(|stamp| stamp.at);
        report::result(json!({ "su_kien": mark.count, "ma_cuoi": mark.head, "luc": now, "dau_thoi_gian": stamped }));
        report::line(&mark.line());
        report::note(&format!(
            "Phiếu chốt lúc {}; in ra hoặc gửi thư, sau này đối chiếu bằng `vanthu archive audit --checkpoint`",
            now.format("%H:%M %d/%m/%Y")
        ));
        match &marked.stamp {
            Ok(None) => {}
            Ok(Some(stamp)) => {
                let known = if stamp.trusted { "đã xác thực nơi cấp" } else { "chưa có trong `chung-thu`" };
                let at = stamp.at.format("%H:%M:%S %d/%m/%Y");
                report::note(&format!("Dấu thời gian {at} của {} ({known}) đã ghi vào nhật ký", stamp.authority));
            }
            Err(finding) => report::findings(&finding.clone().into()),
        }
        marked.status()
    })
}

pub(super) fn backup(args: &BackupArgs) -> Status {
    let copied = archive::backup(report::here(), &args.folder, &mut report::findings);
    report::answer(copied, |copied| print_copied(&copied, "Đã sao lưu"))
}

pub(super) fn restore(args: &RestoreArgs) -> Status {
    report::answer(archive::restore(report::here(), &args.folder), |restored| {
        if restored.lacks_trust {
            report::note("Bản sao lưu không có thư mục `chung-thu`: sao chép lại từ máy cũ thì mới kiểm được người ký");
        }
        print_copied(&restored.copied, "Đã phục hồi");
        let mut result = copied_as_json(&restored.copied);
        // the copy may have been damaged where it lay
        audited(None, |audit| {
            result["kiem_tra"] = audit;
            report::result(result);
        })
    })
}

fn copied_as_json(copied: &Copied) -> Value {
    json!({ "tep_moi": copied.new, "tep_da_co": copied.same, "su_kien": copied.events })
}

fn print_copied(copied: &Copied, what: &str) -> Status {
    report::findings(&copied.damaged.iter().cloned().collect());
    report::result(copied_as_json(copied));
    let damaged = match copied.damaged.len() {
        0 => String::new(),
        count => format!("; {count} chỗ hỏng không sao chép"),
    };
    report::line(&format!(
        "{what}: {} tệp mới, {} tệp đã có, {} việc; đã so toàn bộ với bảng kê{damaged}",
        copied.new, copied.same, copied.events
    ));
    Status::when(copied.damaged.is_empty())
}

pub(super) fn reindex() -> Status {
    report::answer(archive::reindex(report::here(), &mut report::findings), |reindexed| {
        report::findings(&reindexed.findings);
        report::result(json!({ "van_ban": reindexed.documents }));
        report::line(&format!("Đã làm lại chỉ mục: {} văn bản", reindexed.documents));
        reindexed.status()
    })
}
