//! `--period`: tables with the usual headings → a proposal of `so-lieu.yaml`, and a text that takes its numbers from there.

use std::collections::{BTreeSet, HashMap};

use crate::base::finding::{Finding, codes};
use crate::base::text::identifier::from_heading;
use crate::base::text::number::{Number, Written};
use crate::domain::figures::{Group, Indicator, Measure, Value};
use crate::load::word::draft::{Draft, quoted};
use crate::operations::figures::write::entries;
use crate::operations::import_document::figure_tables::{self, FigureTable};
use crate::operations::import_document::repeated::{self, Known};

/// Words of a name that its key has; longer keys are not read.
const KEY_WORDS: usize = 5;

/// Keys that mean something of their own in `so-lieu.yaml`.
const TAKEN: [&str; 17] = [
    "ky_bao_cao",
    "den_ngay",
    "so_voi",
    "ten",
    "don_vi",
    "ke_hoach",
    "thuc_hien",
    "uoc_thuc_hien",
    "cung_ky",
    "ky_truoc",
    "so_le",
    "cong_don",
    "la_tong",
    "nguon",
    "ghi_chu",
    "ty_trong",
    "ky",
];

/// What is proposed.
#[derive(Debug, Default)]
pub(super) struct Proposal {
    root: Group,
    keys: BTreeSet<String>,
    known: Vec<Known>,
    /// Numbers of the text that now come from the figures, those of tables left out.
    used: usize,
    /// Numbers of the text that may repeat a figure, in the words around them.
    unsure: Vec<String>,
    /// Tables without the usual headings, by their first words.
    passed_over: Vec<String>,
}

/// Finds figures in a draft, and writes their names in place of the numbers that are certainly theirs.
pub(super) fn propose(draft: &mut Draft) -> Proposal {
    let mut proposal = Proposal::default();
    let mut texts: Vec<&mut String> = std::iter::once(&mut draft.text)
        .chain(draft.annexes.iter_mut().map(|annex| &mut annex.text))
        .map(|text| &mut text.markdown)
        .collect();
    for text in &mut texts {
        proposal.take_tables(text);
    }
    let known = std::mem::take(&mut proposal.known);
    let by_number: HashMap<(Number, u32), Vec<&Known>> = known.iter().fold(HashMap::new(), |mut all, one| {
        all.entry((one.written.number, one.written.decimals)).or_insert_with(Vec::new).push(one);
        all
    });
    for text in texts {
        let (new, used, unsure) = repeated::replaced(text, &by_number);
        *text = new;
        proposal.used += used;
        proposal.unsure.extend(unsure);
    }
    proposal
}

impl Proposal {
    fn take_tables(&mut self, text: &mut String) {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for range in figure_tables::ranges(&lines) {
            let Some(table) = FigureTable::of(&lines, range.clone()) else {
                self.passed_over.push(lines[range.start].trim_matches(['|', ' ']).replace(" | ", ", "));
                continue;
            };
            self.take(&table, &mut lines);
        }
        *text = lines.join("\n");
    }

    fn take(&mut self, table: &FigureTable, lines: &mut [String]) {
        let name = table.caption.clone();
        let group = self.key("", name.as_deref().unwrap_or("bang"));
        let mut any = false;
        for row in &table.rows {
            let values: Vec<(usize, Measure, Written)> = row.values(table, &lines[row.line]);
            if values.is_empty() {
                continue;
            }
            any = true;
            let path = self.key(&format!("{group}."), &row.name);
            let mut indicator = Indicator {
                path: path.clone(),
                name: Some(row.name.clone()),
                unit: row.unit.clone(),
                ..Indicator::default()
            };
            for (column, measure, written) in values {
                let Written { number, decimals, .. } = written;
                *indicator.measures.get_mut(measure) = Some(Value::Known { number, decimals, place: None });
                let expression = format!("{{{{ {path}.{} }}}}", measure.key());
                lines[row.line] =
                    figure_tables::with_cell(&lines[row.line], column, &written.number.format(decimals), &expression);
                self.known.push(Known { name: row.name.clone(), unit: row.unit.clone(), written, expression });
            }
            self.root.add(indicator);
        }
        if any {
            self.root.group_or_new(&group).name = name;
        }
    }

    /// A key that is not taken, from the words of a name.
    fn key(&mut self, prefix: &str, name: &str) -> String {
        let words = from_heading(name).or_else(|| from_heading(&format!("chi tieu {name}")));
        let words = words.unwrap_or_else(|| "chi_tieu".to_owned());
        let short: Vec<&str> = words.split('_').take(KEY_WORDS).collect();
        let mut key = short.join("_");
        if TAKEN.contains(&key.as_str()) {
            key.push_str("_so");
        }
        let tries = std::iter::once(key.clone()).chain((2..).map(|n| format!("{key}_{n}")));
        let free = tries.map(|key| format!("{prefix}{key}")).find(|path| !self.keys.contains(path));
        let path = free.unwrap_or(key);
        self.keys.insert(path.clone());
        path
    }

    /// Whether anything is proposed.
    pub(super) fn is_empty(&self) -> bool {
        self.root.entries.is_empty()
    }

    /// `so-lieu.yaml`.
    pub(super) fn text(&self, from: &str) -> String {
        let from = from.replace(['\n', '\r'], " ");
        format!("# Số liệu lấy từ các bảng của {from}; đọc lại trước khi dùng.\n\n{}", entries(&self.root.entries, 0))
    }

    /// What is told of it.
    pub(super) fn findings(&self, shown: &str, figures: &str) -> Vec<Finding> {
        const SHOWN: usize = 3;
        let some = |words: &[String]| {
            let first = words.iter().take(SHOWN).map(|words| quoted(words)).collect::<Vec<_>>().join(", ");
            if words.len() > SHOWN { format!("{first}, …") } else { first }
        };
        let told = |message: String| Finding::new(codes::IMPORT_GUESS, message).in_file(shown);
        let mut found = Vec::new();
        if self.is_empty() {
            found.push(
                told("không thấy bảng có cột chỉ tiêu và cột số liệu".to_owned())
                    .hint("bảng cần tiêu đề như `Chỉ tiêu`, `Kế hoạch`, `Thực hiện`; hoặc tự ghi `so-lieu.yaml`"),
            );
        } else {
            let count = self.root.indicators().len();
            let message = format!("ghi {count} chỉ tiêu vào `{figures}`, {} số trong câu lấy từ đó", self.used);
            found.push(told(message).hint(format!("đọc lại tên, đơn vị trong `{figures}` trước khi dùng")));
        }
        if !self.unsure.is_empty() {
            let message =
                format!("{} số giống số liệu nhưng chưa chắc, giữ như cũ: {}", self.unsure.len(), some(&self.unsure));
            found.push(told(message).hint("đúng là số liệu ấy thì thay bằng tên của chỉ tiêu trong `{{ … }}`"));
        }
        if !self.passed_over.is_empty() {
            let message = format!(
                "{} bảng không có tiêu đề thường dùng, giữ như cũ: {}",
                self.passed_over.len(),
                some(&self.passed_over)
            );
            found.push(told(message).hint(
                "muốn dùng làm số liệu thì đổi tiêu đề cột thành `Chỉ tiêu`, `Kế hoạch`, `Thực hiện`, `Cùng kỳ`",
            ));
        }
        found
    }
}
