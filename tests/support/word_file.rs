//! Word files made by hand for tests: paragraphs and tables as Word writes them, without any library.

use super::zipped;

const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math""#;

/// Parts of a file besides its text.
#[derive(Default)]
pub(crate) struct WordFile {
    body: String,
    /// Part name, relation id and type, content.
    parts: Vec<(String, String, String, Vec<u8>)>,
}

/// How a paragraph is set: `b` bold, `i` italic, `c` centred, `r` right.
pub(crate) fn p(look: &str, text: &str) -> String {
    paragraph(look, &run(look, text))
}

/// A paragraph around runs.
pub(crate) fn paragraph(look: &str, runs: &str) -> String {
    let lie = match look {
        look if look.contains('c') => r#"<w:jc w:val="center"/>"#,
        look if look.contains('r') => r#"<w:jc w:val="right"/>"#,
        _ => "",
    };
    format!("<w:p><w:pPr>{lie}</w:pPr>{runs}</w:p>")
}

/// Words set alike; a tab and a line break are those of Word.
pub(crate) fn run(look: &str, text: &str) -> String {
    let bold = if look.contains('b') { "<w:b/>" } else { "" };
    let italic = if look.contains('i') { "<w:i/>" } else { "" };
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let text = text.replace('\t', "</w:t><w:tab/><w:t xml:space=\"preserve\">");
    let text = text.replace('\n', "</w:t><w:br/><w:t xml:space=\"preserve\">");
    format!("<w:r><w:rPr>{bold}{italic}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// Words in a font.
pub(crate) fn in_font(font: &str, text: &str) -> String {
    format!(
        r#"<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>"#
    )
}

/// A table without lines, a cell a column.
pub(crate) fn side_by_side(cells: &[String]) -> String {
    let cells: String = cells.iter().map(|cell| format!("<w:tc>{cell}</w:tc>")).collect();
    format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
}

/// A table with lines; `<` joins a cell with the one at its left, `^` with the one above.
pub(crate) fn ruled(rows: &[&[&str]]) -> String {
    let row = |cells: &&[&str]| {
        let mut xml = String::from("<w:tr>");
        let mut at = 0;
        while at < cells.len() {
            let across = cells[at + 1..].iter().take_while(|cell| **cell == "<").count() + 1;
            let down = if cells[at] == "^" { "<w:vMerge/>" } else { r#"<w:vMerge w:val="restart"/>"# };
            let words = if cells[at] == "^" { String::new() } else { p("", cells[at]) };
            let words = if words.is_empty() { "<w:p/>".to_owned() } else { words };
            xml += &format!(r#"<w:tc><w:tcPr><w:gridSpan w:val="{across}"/>{down}</w:tcPr>{words}</w:tc>"#);
            at += across;
        }
        xml + "</w:tr>"
    };
    let rows: String = rows.iter().map(row).collect();
    let line = |side: &str| format!(r#"<w:{side} w:val="single" w:sz="4"/>"#);
    let lines: String =
        ["top", "left", "bottom", "right", "insideH", "insideV"].iter().map(|side| line(side)).collect();
    format!("<w:tbl><w:tblPr><w:tblBorders>{lines}</w:tblBorders></w:tblPr>{rows}</w:tbl>")
}

/// A letterhead in a table of two columns.
pub(crate) fn letterhead(issuer: &[&str], sign: &str, date: &str) -> String {
    let left: String =
        issuer.iter().map(|line| p("bc", line)).collect::<String>() + &p("c", "________") + &p("c", sign);
    let right = p("bc", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + &p("bc", "Độc lập - Tự do - Hạnh phúc")
        + &p("c", "___________")
        + &p("ic", date);
    side_by_side(&[left, right])
}

/// Recipients and signature in a table of two columns.
pub(crate) fn signature(recipients: &[&str], lines: &[&str]) -> String {
    let left = p("bi", "Nơi nhận:") + &recipients.iter().map(|line| p("", line)).collect::<String>();
    let right = lines.iter().map(|line| p("bc", line)).collect::<String>();
    side_by_side(&[left, right])
}

impl WordFile {
    /// A file with these paragraphs and tables.
    pub(crate) fn new(body: impl Into<String>) -> Self {
        Self { body: body.into(), ..Self::default() }
    }

    /// Adds a part of XML that the text refers to.
    pub(crate) fn part(mut self, name: &str, kind: &str, xml: &str) -> Self {
        let content = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{}", xml.replace("XMLNS", W));
        self.parts.push((
            format!("word/{name}"),
            format!("r{}", self.parts.len() + 1),
            kind.to_owned(),
            content.into(),
        ));
        self
    }

    /// Adds a picture under a relation.
    pub(crate) fn picture(mut self, name: &str, relation: &str, bytes: &[u8]) -> Self {
        self.parts.push((format!("word/media/{name}"), relation.to_owned(), "image".to_owned(), bytes.to_vec()));
        self
    }

    /// Its bytes.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let document = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document {W}><w:body>{}</w:body></w:document>",
            self.body
        );
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let relation = |(name, id, kind, _): &(String, String, String, Vec<u8>)| {
            let target = name.trim_start_matches("word/");
            format!(r#"<Relationship Id="{id}" Type="{office}/{kind}" Target="{target}"/>"#)
        };
        let relations: String = self.parts.iter().map(relation).collect();
        let package = "http://schemas.openxmlformats.org/package/2006";
        let types = format!(
            r#"<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{MAIN}.document.main+xml"/></Types>"#
        );
        let root = format!(
            r#"<Relationships xmlns="{package}/relationships"><Relationship Id="m" Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>"#
        );
        let own = format!(r#"<Relationships xmlns="{package}/relationships">{relations}</Relationships>"#);
        let mut entries: Vec<(&str, Vec<u8>)> = vec![
            ("[Content_Types].xml", types.into()),
            ("_rels/.rels", root.into()),
            ("word/document.xml", document.into()),
            ("word/_rels/document.xml.rels", own.into()),
        ];
        entries.extend(self.parts.iter().map(|(name, _, _, bytes)| (name.as_str(), bytes.clone())));
        let entries: Vec<(&str, &[u8])> = entries.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
        zipped(&entries)
    }
}
