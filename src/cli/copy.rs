//! `vanthu copy`: a sao y, sao lục or trích sao with its number.

use serde_json::json;

use super::args::copy::CopyArgs;
use super::report;
use crate::domain::register::{CopyForm, CopyMedium};
use crate::operations::common::status::Status;
use crate::operations::copy::{CopyMade, CopyRequest, copy};

pub(crate) fn run(args: &CopyArgs) -> Status {
    let request = CopyRequest {
        what: args.what.clone(),
        year: args.year,
        letter: args.letter.clone(),
        form: args.form,
        medium: if args.electronic { CopyMedium::Electronic } else { CopyMedium::Paper },
        parts: args.articles.clone(),
        of: args.of.clone(),
        is_scan: args.scanned,
        issuer: args.issuer.clone(),
        signer: args.signer.clone(),
        recipients: args.to.clone(),
        copies: args.copies,
        on: args.date,
        new_page: args.new_page,
        out: args.out.clone(),
    };
    report::answer(copy(report::here(), &request, &mut |found| report::findings(found)), |made| {
        report::findings(&made.findings);
        print(&made);
        Status::of(&made.findings)
    })
}

fn print(made: &CopyMade) {
    let CopyMade { copied, path, pages, on_last_page, .. } = made;
    let mut result = serde_json::to_value(copied).unwrap_or_default();
    result["so_ky_hieu"] = json!(copied.reference.to_string());
    result["tep_da_ghi"] = json!([path]);
    result["so_trang"] = json!(pages);
    result["cung_trang_cuoi"] = json!(on_last_page);
    report::result(result);
    report::line(&format!("{}  {path}  {pages} trang", copied.reference));
    let next = match copied.medium {
        CopyMedium::Paper if *on_last_page => {
            "Phần bản sao đứng dưới văn bản ở trang cuối. In một mặt giấy, ký, đóng dấu"
        }
        CopyMedium::Paper => "Phần bản sao đứng ở trang riêng sau văn bản. In hai mặt hoặc đóng liền tờ, ký, đóng dấu",
        CopyMedium::Electronic => {
            "Ký số của cơ quan lên tệp này, chữ ký không có hình ảnh (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II)"
        }
    };
    report::note(next);
    if copied.of.was_signed && copied.form != CopyForm::Part {
        report::note(
            "Bản sao in hình chữ ký, không còn giá trị ký số; tệp đã ký số vẫn giữ nguyên, sổ ghi mã kiểm tra của tệp ấy",
        );
    }
}
