//! The texts of a document: its own, those of its annexes, and the documents that are attached to it.

use super::{Builder, blank};
use crate::base::finding::{Finding, codes, suggest};
use crate::base::source::DataPath;
use crate::content::expression::field_reader::FieldReader;
use crate::content::expression::interpolated::{Escaping, InterpolatedText};
use crate::content::markdown;
use crate::content::markdown::fenced::schema::OneOrMany;
use crate::domain::document::attached::KINDS;
use crate::domain::document::body::Block;
use crate::domain::document::heading_numbers::{Ladder, NAMES, Rung};
use crate::domain::document::ladders::{self, NAMED};
use crate::domain::document::{Annex, Attached, AttachedKind, Body};
use crate::load::annex_schema::AnnexSchema;
use crate::load::attached_file::{AttachedFile, item};
use crate::load::attached_schema::AttachedSchema;
use crate::load::text_file::TextFile;

impl Builder<'_> {
    /// The ladder written at a path; `usual` when there is none, or none that can be used.
    pub(super) fn ladder(&mut self, written: Option<&OneOrMany>, path: &DataPath, usual: Ladder) -> Ladder {
        match written {
            None => usual,
            Some(OneOrMany::One(name)) => match ladders::named(name.trim()) {
                Some(rungs) => Ladder::new(rungs.to_vec()),
                None => {
                    if !name.trim().is_empty() {
                        let known = NAMED.map(|(name, _)| name);
                        let hint = suggest(name, known, || format!("các bộ cấp: {}", quoted(&known)));
                        let finding = Finding::new(codes::UNKNOWN_VALUE, format!("không có bộ cấp đánh số `{name}`"));
                        let list = "hoặc ghi từng cấp, ví dụ `[chương, điều, khoản, điểm]`";
                        self.push(finding.hint(hint).hint(list), path.clone());
                    }
                    usual
                }
            },
            Some(OneOrMany::Many(names)) => {
                let mut rungs = Vec::new();
                for (i, name) in names.iter().enumerate() {
                    match Rung::from_name(name) {
                        Some(rung) => rungs.push(rung),
                        None => {
                            let finding = Finding::new(codes::UNKNOWN_VALUE, format!("không có cấp đánh số `{name}`"));
                            let known = quoted(&NAMES.map(|(name, _)| name));
                            self.push(finding.hint(format!("các cấp dùng được: {known}")), path.index(i));
                        }
                    }
                }
                if rungs.is_empty() { usual } else { Ladder::new(rungs) }
            }
        }
    }

    pub(super) fn body(&mut self, path: &DataPath, ladder: Ladder) -> Body {
        let Some(text) = self.reader.interpolated(path) else {
            return Body::default();
        };
        let text = text.evaluate(self.scope, Escaping::Markdown, self.findings);
        markdown::parse(&text, self.scope, ladder, &mut self.images, self.findings)
    }

    /// The text of the document: written in it, or in a file of its own.
    pub(super) fn own_body(&mut self, file: Option<&TextFile>, is_ladder_set: bool, ladder: Ladder) -> Body {
        match file {
            Some(file) => self.body_in(file, is_ladder_set, ladder),
            None => self.body(&"noi_dung".into(), ladder),
        }
    }

    /// The text that stands in a file of its own, numbered as that file is where the document does not say otherwise.
    fn body_in(&mut self, file: &TextFile, is_ladder_set: bool, ladder: Ladder) -> Body {
        let own = file.ladder.as_ref().filter(|_| !is_ladder_set);
        let ladder =
            own.map_or(ladder, |names| Ladder::new(names.iter().filter_map(|name| Rung::from_name(name)).collect()));
        let text = InterpolatedText::whole(&file.source);
        let text = text.evaluate(self.scope, Escaping::Markdown, self.findings);
        markdown::parse(&text, self.scope, ladder, &mut self.images, self.findings)
    }

    /// The annexes written at a path, numbered as `usual` says where they do not say themselves.
    pub(super) fn annexes(&mut self, items: Option<&[AnnexSchema]>, path: &DataPath, usual: &Ladder) -> Vec<Annex> {
        let items = items.unwrap_or_default().iter().enumerate();
        items
            .map(|(i, item)| {
                let path = path.index(i);
                let ladder = self.ladder(item.bac_danh_so.as_ref(), &path.key("bac_danh_so"), usual.clone());
                Annex {
                    title: self.plain(&path.key("ten")).unwrap_or_else(blank),
                    label: self.reader.optional(&path.key("nhan")),
                    landscape: item.kho_ngang,
                    body: self.body(&path.key("noi_dung"), ladder),
                }
            })
            .collect()
    }

    /// The attached documents, written here or in files of their own.
    pub(super) fn attached(&mut self, items: &[AttachedSchema], files: &[Option<AttachedFile>]) -> Vec<Attached> {
        let mut attached = Vec::new();
        for (n, schema) in items.iter().enumerate() {
            let file = files.get(n).and_then(Option::as_ref);
            self.scope.begin_text();
            attached.extend(match (&schema.tep, file) {
                (Some(_), Some(file)) => {
                    self.nothing_beside_file(schema, n);
                    Some(self.attached_in(file))
                }
                // what is wrong with the file is told
                (Some(_), None) => None,
                (None, _) => self.attached_here(schema, &item(n)),
            });
        }
        attached
    }

    /// An attached document that is written in the document itself.
    fn attached_here(&mut self, schema: &AttachedSchema, path: &DataPath) -> Option<Attached> {
        let given = [
            ("loai", schema.loai.is_some(), "`quy-che`"),
            ("trich_yeu", schema.trich_yeu.is_some(), "tên của văn bản kèm theo, không ghi lại tên loại"),
            ("noi_dung", schema.noi_dung.is_some(), "nội dung viết bằng Markdown"),
        ];
        for (key, _, what) in given.iter().filter(|(_, is_given, _)| !is_given) {
            let finding = Finding::new(codes::MISSING_KEY, format!("thiếu mục `{}`", path.key(key)));
            let finding = finding.at_optional(self.reader.place(path)).path(path.key(key));
            let hint = format!("thêm dòng `{key}: …` — {what}; văn bản ở tệp riêng thì ghi `tep: …`");
            self.findings.push(finding.hint(hint));
        }
        let kind = AttachedKind::from_key(schema.loai.as_deref()?)?;
        let ladder = self.ladder(schema.bac_danh_so.as_ref(), &path.key("bac_danh_so"), kind.ladder());
        Some(Attached {
            kind,
            subject: self.plain(&path.key("trich_yeu")).unwrap_or_else(blank),
            body: self.body(&path.key("noi_dung"), ladder.clone()),
            annexes: self.annexes(schema.phu_luc.as_deref(), &path.key("phu_luc"), &ladder),
        })
    }

    /// An attached document in a file of its own.
    fn attached_in(&mut self, file: &AttachedFile) -> Attached {
        let kind = AttachedKind::from_key(&file.schema.loai).unwrap_or(KINDS[0]);
        let reader = FieldReader { source: &file.source, root: &file.root };
        let mut inner = Builder { reader, images: Vec::new(), findings: &mut *self.findings, ..*self };
        let ladder = inner.ladder(file.schema.bac_danh_so.as_ref(), &"bac_danh_so".into(), kind.ladder());
        let mut attached = Attached {
            kind,
            subject: inner.plain(&"trich_yeu".into()).unwrap_or_else(blank),
            body: inner.body(&"noi_dung".into(), ladder.clone()),
            annexes: inner.annexes(file.schema.phu_luc.as_deref(), &"phu_luc".into(), &ladder),
        };
        let images = std::mem::take(&mut inner.images);
        self.images.extend(images.into_iter().map(|mut image| {
            image.value.insert_str(0, &file.prefix);
            image
        }));
        let bodies = attached.annexes.iter_mut().map(|annex| &mut annex.body);
        for body in std::iter::once(&mut attached.body).chain(bodies) {
            for block in &mut body.blocks {
                if let Block::Image { path, .. } = block {
                    path.value.insert_str(0, &file.prefix);
                }
            }
        }
        attached
    }

    /// An attached document stands in its file whole.
    fn nothing_beside_file(&mut self, schema: &AttachedSchema, n: usize) {
        let beside = [
            ("loai", schema.loai.is_some()),
            ("trich_yeu", schema.trich_yeu.is_some()),
            ("noi_dung", schema.noi_dung.is_some()),
            ("bac_danh_so", schema.bac_danh_so.is_some()),
            ("phu_luc", schema.phu_luc.is_some()),
        ];
        for (key, _) in beside.iter().filter(|(_, is_given)| *is_given) {
            let finding = Finding::new(codes::UNKNOWN_KEY, format!("`{key}` đứng cạnh `tep`"));
            self.push(
                finding.hint("chuyển mục này vào tệp của văn bản kèm theo, hoặc bỏ dòng `tep`"),
                item(n).key(key),
            );
        }
    }
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
