//! What a copy adds to the pages, set and put where the decree has it: under the last words when the page has room for it,
//! else on a page behind; the line of an electronic copy at the top of the first page.

use chrono::{Datelike, NaiveDate};

use super::request::{CopyRequest, Office};
use super::source::Source;
use crate::base::clock;
use crate::base::finding::{Finding, Findings, codes};
use crate::base::fonts::Fonts;
use crate::domain::document::IssueDate;
use crate::domain::document::body_name::ordinary_case;
use crate::domain::document::copy_block::{CopyBlock, CopyLook};
use crate::domain::document::layout::Hundredths;
use crate::domain::register::{CopyMedium, Reference};
use crate::export::{self, Conformance, CopiedPages, PdfOptions, Placing};
use crate::operations::common::setter::{Setter, Subject};
use crate::operations::register::WorkspaceRegister;
use crate::render::OwnTemplates;
use crate::signature::pdf::lowest_ink::lowest_ink;
use crate::signature::pdf::revisions::last_reading;
use crate::typeset::Pages;

/// Where the block stands on a page of its own, and where the text of a page ends, mm from its top.
const TOP: f64 = 20.0;
const BOTTOM: f64 = 277.0;

/// Room between the last words of a page and the rule, mm.
const ROOM: f64 = 8.0;

/// Sets what a copy adds.
pub(super) struct BlockSetter {
    setter: Setter,
    block: CopyBlock,
    medium: CopyMedium,
    new_page: bool,
}

impl BlockSetter {
    /// For a copy of a source by an office.
    ///
    /// # Errors
    /// A template of the office cannot be read.
    pub(super) fn new(
        registry: &WorkspaceRegister,
        request: &CopyRequest,
        office: &Office,
        source: &Source,
    ) -> Result<Self, Finding> {
        let (fonts, _) = Fonts::of(registry.workspace());
        let setter = Setter::new(OwnTemplates::of(registry.workspace())?, fonts);
        let layout = registry.office().layout();
        let copy = || "Lưu: VT".to_owned();
        let block = CopyBlock {
            look: CopyLook::Block { top: mm(TOP) },
            title: request.form.title().to_owned(),
            issuer: office.issuer.name.lines().map(str::to_owned).collect(),
            number: String::new(),
            symbol: String::new(),
            place_name: registry.office().place_name(),
            date: IssueDate::Blank,
            recipients: request.recipients.iter().cloned().chain([copy()]).collect(),
            signatory: office.signatory.clone(),
            of: source.described.clone(),
            sides: (layout.left, layout.right),
        };
        Ok(Self { setter, block, medium: request.medium, new_page: request.new_page })
    }

    /// The pages with what a copy adds to them, and where it stands.
    ///
    /// # Errors
    /// A template of the office is wrong.
    pub(super) fn add_to(
        &mut self,
        pages: &CopiedPages,
        reference: &Reference,
        on: NaiveDate,
    ) -> Result<(CopiedPages, Placing), Findings> {
        self.block.number = reference.number.to_string();
        self.block.symbol.clone_from(&reference.symbol);
        self.block.date = IssueDate::Day { year: on.year(), month: on.month(), day: on.day() };
        let placing = match self.medium {
            CopyMedium::Electronic => {
                let name = self.block.issuer.join(" ");
                self.block.look = CopyLook::Line {
                    office: ordinary_case(&name),
                    day: on.format("%d/%m/%Y").to_string(),
                    hour: clock::now().format("%H:%M:%S %:z").to_string(),
                };
                Placing::OnFirst
            }
            CopyMedium::Paper => self.place(pages)?,
        };
        let own = self.set()?;
        let options = PdfOptions {
            standards: vec![Conformance::A2a, Conformance::Ua1],
            date: self.block.date,
            identity: reference.to_string(),
        };
        let own = export::pdf(&own, &options, self.setter.own_templates())?;
        Ok((pages.with(&own, placing).ok_or_else(unwritten)?, placing))
    }

    fn set(&mut self) -> Result<Pages, Finding> {
        let markup = self.setter.render(Subject::Copy(&self.block))?;
        self.setter.typeset(&markup, Subject::Copy(&self.block))
    }

    /// Where the block goes: at once under the last words, where it has room.
    fn place(&mut self, pages: &CopiedPages) -> Result<Placing, Finding> {
        self.block.look = CopyLook::Block { top: mm(TOP) };
        let set = self.set()?;
        if self.new_page || set.count() > 1 || !pages.ends_upright() {
            return Ok(Placing::Behind);
        }
        let drawn = pages.bytes().and_then(|bytes| {
            let read = last_reading(&bytes)?;
            lowest_ink(&bytes, &read)
        });
        let Some(lowest) = drawn else { return Ok(Placing::Behind) };
        let top = (lowest + ROOM).max(TOP);
        if top + height(&set) > BOTTOM {
            return Ok(Placing::Behind);
        }
        self.block.look = CopyLook::Block { top: mm(top) };
        Ok(Placing::OnLast)
    }
}

/// The pages of what a copy adds, as they are set before they are joined to anything.
///
/// # Errors
/// A template of the office is wrong.
pub fn block_pages(registry: &WorkspaceRegister, block: &CopyBlock) -> Result<Pages, Finding> {
    let (fonts, _) = Fonts::of(registry.workspace());
    let mut setter = Setter::new(OwnTemplates::of(registry.workspace())?, fonts);
    let markup = setter.render(Subject::Copy(block))?;
    setter.typeset(&markup, Subject::Copy(block))
}

/// How much of its page a block takes, mm.
fn height(pages: &Pages) -> f64 {
    let runs = pages.runs();
    let ends = runs.iter().flat_map(|page| {
        page.texts
            .iter()
            .map(|run| run.ink[3] + run.size * 0.1)
            .chain(page.rules.iter().map(|rule| rule.y + rule.height))
    });
    ends.fold(TOP, f64::max) - TOP
}

/// Millimetres in hundredths.
fn mm(value: f64) -> Hundredths {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place on a page: 0 to 297 mm")]
    Hundredths((value * 100.0).round() as u32)
}

/// A copy that could not be put together, although its pages can be read.
pub(super) fn unwritten() -> Finding {
    Finding::new(codes::OUR_BUG, "chương trình không ghi được bản sao")
        .hint("gửi dòng này cho đơn vị hỗ trợ phần mềm (văn bản mật thì không gửi tệp)")
}
