//! Documents get their numbers, in the order they are named.

use std::path::{Path, PathBuf};

use super::register::WorkspaceRegister;
use super::register::assign::{NumberRequest, Numbered};
use crate::base::finding::{Finding, Findings, codes};
use crate::base::io::workspace::Workspace;
use crate::operations::common::copies;
use crate::operations::common::status::{Refused, Status};

/// What to number.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Documents and folders.
    pub paths: Vec<PathBuf>,
    /// Date, number and copies, when they are named.
    pub ask: NumberRequest,
}

/// What is reported while documents get their numbers.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// Warnings of a register or of a document, or what keeps a document from its number.
    Found(&'a Findings),
    /// A document has its number; the document as the clerk reads its path.
    Numbered(&'a str, &'a Numbered),
}

/// Gives documents their numbers.
///
/// # Errors
/// No document gets a number: a path holds none, or a register cannot be used.
pub fn number(request: &Request, on: &mut dyn FnMut(Event<'_>)) -> Result<Status, Refused> {
    let (mut registries, mut documents) = (Vec::new(), Vec::new());
    let mut all = Findings::default();
    for path in &request.paths {
        let warned = &mut |warnings: Findings| {
            on(Event::Found(&warnings));
            all.extend(warnings);
        };
        documents.extend(collect(path, &mut registries, warned).map_err(Refused::failed)?);
    }
    for (at, registry) in registries.iter().enumerate() {
        let own = documents.iter().filter(|(of, _)| *of == at).map(|(_, document)| document.clone());
        let copies = copies::told(registry.workspace(), &own.collect::<Vec<_>>());
        on(Event::Found(&copies));
        all.extend(copies);
    }
    if request.ask.number.is_some() && documents.len() > 1 {
        let finding = Finding::new(codes::NUMBER_TAKEN, "một số chỉ cấp cho một văn bản");
        return Err(Refused::failed(finding.hint("bỏ `--number`, hoặc chỉ ghi một văn bản")));
    }
    for (registry, document) in documents {
        let Some(registry) = registries.get_mut(registry) else { continue };
        let shown = registry.workspace().shown(&document);
        let found = match registry.assign_number(&document, &request.ask) {
            Ok(numbered) => {
                on(Event::Numbered(&shown, &numbered));
                numbered.findings
            }
            Err(found) => found,
        };
        on(Event::Found(&found));
        all.extend(found);
    }
    Ok(Status::of(&all))
}

/// The documents of a path, each with its register.
fn collect(
    path: &Path,
    registries: &mut Vec<WorkspaceRegister>,
    warned: &mut dyn FnMut(Findings),
) -> Result<Vec<(usize, String)>, Findings> {
    let workspace = Workspace::containing(path)?;
    let known = registries.iter().position(|registry| registry.workspace().root() == workspace.root());
    let at = match known {
        Some(at) => at,
        None => {
            let (registry, warnings) = WorkspaceRegister::open(path)?;
            warned(warnings);
            registries.push(registry);
            registries.len() - 1
        }
    };
    Ok(registries[at].documents(path)?.into_iter().map(|document| (at, document)).collect())
}
