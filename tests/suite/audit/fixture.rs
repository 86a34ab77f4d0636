//! An office with every part that a page can have, in three documents.

use vanthu::audit::{Audit, Fault};
use vanthu::domain::document::Document;
use vanthu::operations::common::session::Session;
use vanthu::typeset::Pages;

use crate::support::Project;

/// The office of all three.
const OFFICE: &str = "\
dia_danh: Hoa Đào
co_quan:
  so:
    chu_quan: ỦY BAN NHÂN DÂN TỈNH HOA LÝ
    ten: SỞ NỘI VỤ
    ky_hieu: SNV
    lien_he: |-
      Số 5 đường Hoa Ban, phường Hoa Đào
      Điện thoại: 02053.000.000
nguoi_ky:
  gd:
    quyen_han: KT. GIÁM ĐỐC
    chuc_vu: PHÓ GIÁM ĐỐC
    ho_ten: Hoàng Thị Mai
noi_nhan:
  chung: [Như trên, UBND tỉnh (b/c), 'Lưu: VT']
";

/// What all three have in common.
const HEAD: &str = "co_quan: so\nso: 5\nngay: 2026-01-05\nnguoi_ky: gd\nnoi_nhan: chung\n";

/// A sentence of three lines.
const LONG: &str = "Các đơn vị rà soát nhiệm vụ được giao, phân công rõ người, rõ việc, rõ thời hạn, rõ kết quả và báo cáo tiến độ trước ngày làm việc cuối cùng của tháng; đơn vị nào chậm thì nêu rõ lý do và cách khắc phục.";

/// The three documents: a report, a decision with what it issues, a letter.
pub(super) fn documents() -> [(&'static str, String); 3] {
    let report = format!(
        "loai: bao-cao\n{HEAD}trich_yeu: Kết quả công tác\nkinh_gui: [Bộ Nội vụ, Văn phòng Ủy ban nhân dân tỉnh]\ndo_khan: khan\ndo_mat: mat\nluu_hanh: noi-bo\n\
         noi_dung: |\n  # ĐÁNH GIÁ CHUNG\n\n  ## KẾT QUẢ\n\n  {LONG}\n\n  {LONG}\n\n  ---\n\n  ### Việc đã xong\n\n  {LONG}\n\n  #### Hồ sơ trễ hạn\n\n  {LONG}\n\n\
         phu_luc:\n  - ten: Danh mục việc\n    noi_dung: |\n      {LONG}\n\n      ---\n\n      {LONG}\n  - ten: Danh mục người\n    noi_dung: |\n      {LONG}\n"
    );
    let decision = format!(
        "loai: quyet-dinh\n{HEAD}trich_yeu: Về việc ban hành Quy chế làm việc\ntham_quyen: GIÁM ĐỐC SỞ NỘI VỤ\n\
         can_cu: [Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025, Theo đề nghị của Chánh Văn phòng]\n\
         noi_dung: |\n  #\n\n  Ban hành kèm theo Quyết định này Quy chế làm việc. {LONG}\n\n  # Tổ chức thực hiện\n\n  {LONG}\n\n\
         kem_theo:\n  - loai: quy-che\n    trich_yeu: Làm việc\n    noi_dung: |\n      # QUY ĐỊNH CHUNG\n\n      ## Phạm vi\n\n      {LONG}\n"
    );
    let letter = format!(
        "loai: cong-van\n{HEAD}trich_yeu: trả lời về biên chế năm 2026\nkinh_gui: Bộ Nội vụ\nnoi_dung: |\n  {LONG}\n\n  {LONG}\n"
    );
    [("bao-cao.yaml", report), ("quyet-dinh.yaml", decision), ("cong-van.yaml", letter)]
}

/// The workspace of the three.
pub(super) fn project() -> Project {
    let project = Project::empty().file("co-quan.yaml", OFFICE);
    documents().into_iter().fold(project, |project, (name, text)| project.file(name, text))
}

/// A document of a workspace and its pages.
pub(super) fn set(session: &mut Session, path: &str) -> (Document, Pages) {
    let (document, findings) = session.load(path);
    let document = document.unwrap_or_else(|| panic!("{path}: {findings:#?}"));
    let markup = session.render(&document).unwrap();
    let pages = session.typeset(&markup, &document).unwrap_or_else(|finding| panic!("{path}: {finding:#?}"));
    (document, pages)
}

/// The audit of a document of a workspace.
pub(super) fn audit_of(session: &mut Session, path: &str) -> Audit {
    let (document, pages) = set(session, path);
    session.audit(&pages, &document)
}

/// Faults, for a message.
pub(super) fn told(audit: &Audit) -> String {
    let line = |fault: &Fault| {
        let Fault { rule, page, words, measured, allowed, .. } = fault;
        format!("{} trang {page} `{words}` {measured} ({allowed})\n", rule.id)
    };
    audit.faults.iter().map(line).collect()
}
