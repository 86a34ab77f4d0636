//! Tables between the lines of a text → blocks of the text; what stands in a frame of one row is text.

use crate::formats::word::model::{Piece, WordRow, WordTable};
use crate::load::word::draft::{Sureness, quoted};
use crate::load::word::inline::{self, Into};
use crate::load::word::lines::Line;
use crate::load::word::marks::with_number;
use crate::load::word::tables;
use crate::load::word::writer::Writer;

impl Writer<'_> {
    /// A table under its caption.
    pub(super) fn table(&mut self, table: &WordTable, caption: Option<String>) {
        if let [only] = table.rows.as_slice() {
            return self.lone_row(only, caption);
        }
        for paragraph in table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| cell.paragraphs()) {
            for piece in &paragraph.pieces {
                if let Piece::Picture(..) = piece {
                    self.report.not_taken("hình trong ô bảng", paragraph.text());
                }
            }
        }
        let Some(written) = tables::markdown(table, &mut self.notes) else { return };
        if !written.is_certain && written.heading > 1 {
            let first =
                table.rows.first().and_then(|row| row.cells.first()).map(|cell| cell.text()).unwrap_or_default();
            let what = format!("coi {} hàng đầu của bảng bắt đầu bằng {} là tiêu đề", written.heading, quoted(&first));
            self.report.guess(Sureness::Fair, "ô gộp ở hàng đầu", what);
        }
        if !table.has_rules {
            let what = "in đường kẻ cho bảng không có đường kẻ trong Word".to_owned();
            self.report.guess(Sureness::Low, "bảng trong văn bản có đường kẻ", what);
        }
        let caption = caption.map(|caption| format!("Bảng: {caption}\n\n")).unwrap_or_default();
        self.blocks.push(format!("{caption}{}", written.lines.join("\n")));
    }

    /// A table of one row has no heading: what stands in its cells is text.
    fn lone_row(&mut self, row: &WordRow, caption: Option<String>) {
        caption.into_iter().for_each(|caption| self.blocks.push(caption));
        for paragraph in row.cells.iter().flat_map(|cell| cell.paragraphs()) {
            self.pictures_of(&Line::new(paragraph.clone(), None), None);
            let text = inline::markdown_of(&paragraph.pieces, 0, Into::Paragraph, &mut self.notes);
            let text = with_number(paragraph, text);
            if !text.is_empty() {
                let what = format!("lấy {} ra khỏi khung", quoted(&paragraph.text()));
                self.report.guess(Sureness::Fair, "bảng chỉ có một hàng", what);
                self.blocks.push(inline::guarded(text));
            }
        }
    }
}
