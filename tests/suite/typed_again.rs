//! Words that the template prints itself are told when they are typed again, and nothing else is.

use crate::support::{Project, report};

/// How many words typed again a document with these lines in place of its subject is told of.
fn told(kind: &str, lines: &str, text: &str) -> usize {
    let file = report(text).replace("bao-cao", kind).replacen("trich_yeu: Kết quả công tác", lines, 1);
    let built = Project::new().file("a.yaml", file).build("a.yaml");
    assert_eq!(built.outputs.len(), 1, "{kind} {lines} {:?}", built.findings);
    built.findings.iter().filter(|finding| finding.code.id == "D19").count()
}

#[test]
fn what_the_template_prints_is_told_and_nothing_else() {
    for (kind, lines, text, count) in [
        ("cong-van", "trich_yeu: V/v mời họp", "Một.", 1),
        ("cong-van", "trich_yeu: V/v V/v mời họp", "Một.", 1),
        ("cong-van", "trich_yeu: Về việc mời họp", "Một.", 1),
        ("cong-van", "trich_yeu: mời họp về việc đất đai", "Một.", 0),
        ("bao-cao", "trich_yeu: Báo cáo kết quả", "Một.", 1),
        ("bao-cao", "trich_yeu: BÁO CÁO BÁO CÁO kết quả", "Một.", 1),
        ("bao-cao", "trich_yeu: Kết quả công tác báo cáo", "Một.", 0),
        ("bao-cao", "trich_yeu: Báo chí và truyền thông", "Một.", 0),
        ("quyet-dinh", "trich_yeu: Quyết định chủ trương đầu tư", "## Một\nHai.", 0),
        ("quyet-dinh", "trich_yeu: QUYẾT ĐỊNH về việc giao đất", "## Một\nHai.", 1),
        ("bao-cao", "trich_yeu: A\nkinh_gui: 'Kính gửi: Sở Nội vụ'", "Một.", 1),
        ("bao-cao", "trich_yeu: A\nkinh_gui: [Sở Nội vụ, 'Kính gửi: Sở Tài chính']", "Một.", 1),
        ("bao-cao", "trich_yeu: A\nkinh_gui: Sở Nội vụ", "Kính gửi lời chào.", 0),
        ("bao-cao", "trich_yeu: A\nphu_luc: [{ten: 'PHỤ LỤC I: Biểu', noi_dung: B}]", "Một.", 1),
        ("bao-cao", "trich_yeu: A\nphu_luc: [{ten: 'Phụ lục 02', noi_dung: B}]", "Một.", 1),
        ("bao-cao", "trich_yeu: A\nphu_luc: [{ten: Phụ lục vi phạm hành chính, noi_dung: B}]", "Một.", 0),
        ("bao-cao", "trich_yeu: A\nphu_luc: [{ten: Biểu số 1, noi_dung: B}]", "Một.", 0),
        ("bao-cao", "trich_yeu: A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n**Độc lập – Tự do – Hạnh phúc**\n\nMột.", 1),
        ("bao-cao", "trich_yeu: A", "Tinh thần độc lập - tự do - hạnh phúc còn mãi.", 0),
        ("bao-cao", "trich_yeu: A\nkinh_gui: Sở Nội vụ", "Kính gửi: Sở Nội vụ\n\nMột.", 1),
        ("bao-cao", "trich_yeu: A", "**Kính gửi:** Sở Nội vụ\n\nMột.", 1),
        ("bao-cao", "trich_yeu: A", "Một.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.", 1),
        ("bao-cao", "trich_yeu: A", "Một.\n\n**TM. ỦY BAN NHÂN DÂN**\n\nCHỦ TỊCH\n\nLộc Văn Khải", 1),
        ("bao-cao", "trich_yeu: A", "Một.\n\nNơi nhận:\n- Như trên.\n\nKT. CHỦ TỊCH\n\nPHÓ CHỦ TỊCH", 1),
        (
            "bao-cao",
            "trich_yeu: A",
            "ỦY BAN NHÂN DÂN\n\nSố: 12/BC-UBND\n\nHoa Đào, ngày 05 tháng 12 năm 2025\n\nBÁO CÁO\n\nMột.",
            1,
        ),
        ("bao-cao", "trich_yeu: A", "Số:      /BC-UBND\n\nMột.", 1),
        (
            "bao-cao",
            "trich_yeu: A",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nKính gửi: Sở\n\nMột.\n\nNơi nhận: Như trên.",
            3,
        ),
        // words of a text
        ("bao-cao", "trich_yeu: A", "Số: 5 hộ.\n\nSố 12/BC-UBND đã gửi.\n\nSố: 12/BC-UBND của phường.", 0),
        ("bao-cao", "trich_yeu: A", "Họp tại Hà Nội, ngày 5 tháng 12 năm 2025 tốt đẹp.\n\nBáo cáo nêu rõ.", 0),
        ("bao-cao", "trich_yeu: A", "Nơi nhận hồ sơ: bộ phận một cửa.\n\nĐồng chí Lộc Văn Khải chủ trì.", 0),
        ("bao-cao", "trich_yeu: A", "# ỦY BAN NHÂN DÂN CÁC PHƯỜNG\nMột.\n\nChủ tịch ký.", 0),
        ("nghi-quyet", "trich_yeu: A", "QUYẾT NGHỊ:\n\n# Một\nHai.", 1),
        ("nghi-quyet", "trich_yeu: A", "# Quyết nghị\nHai.", 0),
    ] {
        assert_eq!(told(kind, lines, text), count, "{kind} {lines} {text}");
    }
}

#[test]
fn the_repair_of_a_subject_leaves_nothing_to_tell() {
    for subject in ["V/v mời họp", "Về việc V/v mời họp", "V/v: về việc V/v mời họp", "Về việc: mời họp"]
    {
        let file = |subject: &str| {
            report("Một.").replace("bao-cao", "cong-van").replace("Kết quả công tác", &format!("\"{subject}\""))
        };
        let built = Project::new().file("a.yaml", file(subject)).build("a.yaml");
        let told = built.findings.iter().find(|finding| finding.code.id == "D19").unwrap();
        let repaired = told.hints[0].rsplit('`').nth(1).unwrap();
        assert_eq!(repaired, "mời họp", "{subject} {told:?}");
    }
}
