//! R01: which numbers of a text are taken for figures of the previous period, and which are not.

use vanthu::operations::new_period::roll;

use crate::support::{Project, report};

/// Figures of a year with a plan, a result and one of the year before, among them small numbers and equal ones.
const SMALL: &str = "\
ky_bao_cao: năm 2025
ho: {don_vi: hộ, thuc_hien: 9}
cay: {don_vi: cây, thuc_hien: 45}
vu: {don_vi: vụ, thuc_hien: 120}
thu: {don_vi: triệu đồng, thuc_hien: 1.500, ke_hoach: 1.543, cung_ky: 1.368}
chi: {don_vi: triệu đồng, thuc_hien: 2.345}
no: {don_vi: triệu đồng, thuc_hien: 2.345}
giam_ngheo: 4,25%
";

#[test]
fn numbers_are_told_when_they_are_figures_and_only_then() {
    for (words, hint) in [
        ("hòa giải 9 vụ, 9 hộ, trồng 45 cây", None),
        ("Điều 120, tờ bản đồ số 120, Quyết định số 2345", None),
        ("120 người, 1.500 hộ dân cùng ngày 9/9", None),
        ("thu 1.500 triệu đồng", Some("`1.500` bằng `{{ thu }}`")),
        ("xử lý 120 vụ", Some("`120` bằng `{{ vu }}`")),
        ("thu 1,5 tỷ đồng", Some("`1,5 tỷ đồng` bằng `{{ thu }} triệu đồng`")),
        ("thu 1,5 tỷ.", Some("`1,5 tỷ` bằng `{{ thu }} triệu đồng`")),
        ("chi 2,345 tỷ đồng", Some("sửa lại cho kỳ mới")),
        ("chi 2.345 triệu đồng", Some("sửa lại cho kỳ mới")),
        ("thu 2 tỷ đồng", None),
        // one of many percentages, and a count that is as large by chance
        ("tốt nghiệp đạt 97,2%, khử khuẩn 120 giếng", None),
        ("trồng 1.543 cây; thu đủ; tốt nghiệp đạt 97,2%", Some("`1.543` bằng `{{ thu.ke_hoach }}`")),
        ("thu đạt 97,2% kế hoạch", Some("`97,2%` bằng `{{ thu.so_ke_hoach }}`")),
        ("thu bằng 109,6% cùng kỳ", Some("`109,6%` bằng `{{ thu.so_cung_ky }}`")),
        ("thu tăng 9,6% so với cùng kỳ", Some("sửa lại cho kỳ mới")),
        ("còn 4,25% hộ nghèo", Some("`4,25%` bằng `{{ giam_ngheo }}`")),
        ("đạt 100%, 95% và 97%", None),
        ("tổng số 1.368 lượt", Some("`1.368` bằng `{{ thu.cung_ky }}`")),
    ] {
        let project = Project::new()
            .file("nam-2025/so-lieu.yaml", SMALL)
            .file("nam-2025/bao-cao.yaml", report(&format!("Phường {words}")));
        let told = roll(&project.path().join("nam-2026"), &project.path().join("nam-2025"), None).unwrap().findings;
        let told: Vec<String> = told.iter().map(|finding| format!("{} {:?}", finding.message, finding.hints)).collect();
        match hint {
            None => assert!(told.is_empty(), "{words}: {told:?}"),
            Some(hint) => assert!(told.len() == 1 && told[0].contains(hint), "{words}: {told:?}"),
        }
    }
}
