//! Linearised files: readers that know of it begin with the table behind the first object, others with the last one.

use lopdf::Object;
use memchr::memmem;

use crate::signature::pdf::lexer::{Lexer, is_space};
use crate::signature::pdf::strict::fault::StructureFault;

/// Bytes in which the first object ends.
const HEAD: usize = 1024;

/// Checks that both tables are one in a file that is still as long as it says; one that was added to is read from its end.
///
/// # Errors
/// They are two.
pub(super) fn check(bytes: &[u8], table: usize) -> Result<(), StructureFault> {
    let head = &bytes[..bytes.len().min(HEAD)];
    if !may_say_so(bytes, head) {
        return Ok(());
    }
    let end = memmem::find(head, b"endobj").map(|at| at + b"endobj".len()).ok_or(StructureFault::Linearised)?;
    let blanks = bytes[end..].iter().take_while(|byte| is_space(**byte)).count();
    if end + blanks == table { Ok(()) } else { Err(StructureFault::Linearised) }
}

/// Whether a reader may take the first object for the word that the file is linearised and this long.
fn may_say_so(bytes: &[u8], head: &[u8]) -> bool {
    let mut lexer = Lexer::new(bytes, 0);
    lexer.skip_blank();
    match lexer.header().map(|_| lexer.object()) {
        Some(Ok(Object::Dictionary(first))) if first.has(b"Linearized") => match first.get(b"L") {
            Err(_) => false,
            Ok(Object::Integer(length)) => usize::try_from(*length) == Ok(bytes.len()),
            Ok(_) => true,
        },
        Some(Ok(_)) => false,
        _ => memmem::find(head, b"Linearized").is_some(),
    }
}
