//! Files with signs that Word, Excel, Zalo and web pages leave, taken as they are meant.

use super::paste::{HEAD, Paste, between, body, head};

/// Files that are taken as they are meant.
#[expect(clippy::too_many_lines, reason = "a table of cases")]
pub(super) fn taken() -> Vec<Paste> {
    let many = "Một câu của báo cáo dài.\n".repeat(3);
    vec![
        Paste(
            "hyphens of Word in keys and dates",
            body("noi_dung: |\n  Một.\n")
                .replace("bao-cao", "bao\u{2011}cao")
                .replace("2025-12-05", "2025\u{2011}12\u{2011}05")
                .replace("ct-ubnd", "ct\u{2011}ubnd"),
            "Một",
        ),
        Paste(
            "curly quotes around keys",
            body("noi_dung: |\n  Một.\n")
                .replace(": ubnd", ": “ubnd”")
                .replace(": 2025-12-05", ": “2025-12-05”")
                .replace(": 5", ": “5”"),
            "Một",
        ),
        Paste("the kind in words", body("noi_dung: |\n  Một.\n").replace("bao-cao", "Báo cáo"), "Một"),
        Paste("the kind in capitals", body("noi_dung: |\n  Một.\n").replace("bao-cao", "BÁO CÁO"), "Một"),
        Paste(
            "blanks that do not break behind colons",
            body("noi_dung: |\n  Một.\n").replace(": ", ":\u{a0}").replace(":\u{a0}|", ": |"),
            "Kết quả công tác",
        ),
        Paste(
            "blanks that do not break before colons",
            head("trich_yeu: ", "trich_yeu\u{a0}: "),
            "Kết quả công tác Nội dung",
        ),
        Paste(
            "tabs behind colons, as Excel parts cells",
            HEAD.replace(": ", ":\t") + "noi_dung:\t|\n  Một.\n",
            "Kết quả công tác Một",
        ),
        Paste(
            "a list indented with blanks that do not break",
            head("noi_nhan: chung", "noi_nhan:\n\u{a0}\u{a0}- Như trên;\n\u{a0}\u{a0}- Lưu: VT."),
            "Nội dung Như trên Lưu VT",
        ),
        Paste(
            "a body indented with blanks that do not break",
            body("noi_dung: |\n\u{a0}\u{a0}Câu một.\n\u{a0}\u{a0}Câu hai.\n"),
            "Câu một Câu hai",
        ),
        Paste(
            "a body indented with both kinds of blanks",
            body("noi_dung: |\n  Câu một.\n\u{a0} Câu hai.\n \u{a0}Câu ba.\n"),
            "Câu một Câu hai Câu ba",
        ),
        Paste(
            "blanks that do not break behind dashes",
            head("noi_nhan: chung", "noi_nhan:\n  -\u{a0}Như trên;\n  -\u{a0}Lưu: VT, HS."),
            "Như trên Lưu VT HS",
        ),
        Paste(
            "dashes of Word before recipients",
            head("noi_nhan: chung", "noi_nhan:\n  – Như trên;\n  – Lưu: VT."),
            "Nội dung Như trên Lưu VT",
        ),
        Paste(
            "bullets of Word before recipients",
            head("noi_nhan: chung", "noi_nhan:\n•\tNhư trên;\n•\tLưu: VT."),
            "Nội dung Như trên Lưu VT",
        ),
        Paste(
            "private bullets before legal bases",
            head("so: 5", "so: 5\ncan_cu:\n  \u{f0b7}\tCăn cứ Luật A;\n  \u{f0b7}\tCăn cứ Luật B;"),
            "Căn cứ Luật A Căn cứ Luật B",
        ),
        Paste(
            "soft hyphens of Word",
            body("noi_dung: |\n  Công\u{ad} tác phát\u{ad}triển kinh tế.\n").replace("trich_yeu", "trich\u{ad}_yeu"),
            "Công tác pháttriển kinh tế",
        ),
        Paste(
            "zero-width blanks of web pages around words",
            body("\u{200b}noi_dung\u{200b}: |\n  \u{200b}Thu\u{200b} ngân sách\u{200b}.\n"),
            "Thu ngân sách",
        ),
        Paste(
            "direction marks of Zalo",
            body("\u{200e}noi_dung: |\n  Thu \u{202a}123\u{202c} triệu \u{2066}đồng\u{2069}.\n")
                .replace("so: 5", "so: \u{200e}5\u{200e}"),
            "Thu 123 triệu đồng",
        ),
        Paste(
            "a mark of byte order in the middle, of two files put together",
            format!("\u{feff}{HEAD}\u{feff}noi_dung: |\n  Một.\n"),
            "Một",
        ),
        Paste(
            "line ends of Windows and decomposed letters",
            body("noi_dung: |\n  Thu ngân sa\u{301}ch.\n").replace('\n', "\r\n"),
            "Thu ngân sách",
        ),
        Paste(
            "line breaks of Word in the body",
            body("noi_dung: |\n  Câu một.\u{b}Câu hai.\u{2028}Câu ba.\n"),
            "Câu một Câu hai Câu ba",
        ),
        Paste(
            "a page break of Word on its own line",
            body("noi_dung: |\n  Câu một.\n\u{c}\n  Câu hai.\n"),
            "Câu một Câu hai",
        ),
        Paste(
            "notes between fields",
            format!("# Báo cáo tháng\n{}\n# Người ký: xem hồ sơ\n", between("noi_dung: |\n  Một.\n\n# người ký\n")),
            "Một",
        ),
        Paste(
            "a text that talks of fields",
            body("noi_dung: |\n  so: 5 là số.\n  Kết quả: tốt.\n  - Lưu: VT\n"),
            "so 5 là số Kết quả tốt Lưu VT",
        ),
        Paste(
            "an indent of four",
            body(&format!("noi_dung: |\n    {}\n", many.trim_end().replace('\n', "\n    "))),
            "Một câu của báo cáo dài Một câu của báo cáo dài Một câu của báo cáo dài",
        ),
        Paste("one paragraph without a bar", body("noi_dung: Một đoạn ngắn.\n"), "Một đoạn ngắn"),
        Paste("one paragraph on the line below", body("noi_dung:\n  Một đoạn ngắn.\n"), "Một đoạn ngắn"),
        Paste("a quoted text over lines", body("noi_dung: \"Câu một.\n\n  Câu hai.\"\n"), "Câu một Câu hai"),
    ]
}
