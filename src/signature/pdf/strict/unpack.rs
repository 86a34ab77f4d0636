//! Tables and object streams unpacked, within limits that hold for the whole file.

use lopdf::{Object, Stream};

use crate::signature::pdf::strict::fault::{Limit, StructureFault};

/// Objects of all writings of a file together.
const MAX_OBJECTS: usize = 500_000;

/// Bytes that tables and object streams of all writings unpack to.
const MAX_UNPACKED: usize = 64 << 20;

/// Values of all objects of all writings together; one takes up some hundred bytes.
const MAX_VALUES: usize = 1_500_000;

/// Entries of object streams that the second reader goes through: it begins at the first for every object.
const MAX_STEPS: usize = 60_000_000;

/// What may still be read of a file.
#[derive(Debug)]
pub(crate) struct Budget {
    objects: usize,
    values: usize,
    steps: usize,
    unpacked: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { objects: MAX_OBJECTS, values: MAX_VALUES, steps: MAX_STEPS, unpacked: MAX_UNPACKED }
    }
}

impl Budget {
    /// Takes so many objects.
    pub(super) fn take_objects(&mut self, count: usize) -> Result<(), StructureFault> {
        let left = self.objects.checked_sub(count);
        self.objects = left.ok_or(StructureFault::TooLarge(Limit::Objects, MAX_OBJECTS))?;
        Ok(())
    }

    /// Takes so many values.
    pub(super) fn take_values(&mut self, count: usize) -> Result<(), StructureFault> {
        let left = self.values.checked_sub(count);
        self.values = left.ok_or(StructureFault::TooLarge(Limit::Values, MAX_VALUES))?;
        Ok(())
    }

    /// Takes so many steps of the second reader.
    pub(super) fn take_steps(&mut self, count: usize) -> Result<(), StructureFault> {
        let left = self.steps.checked_sub(count);
        self.steps = left.ok_or(StructureFault::TooLarge(Limit::Steps, MAX_STEPS))?;
        Ok(())
    }

    /// How many objects are left.
    pub(super) fn objects(&self) -> usize {
        self.objects
    }

    /// Unpacks a stream, which may be packed once and in one way.
    pub(super) fn unpack(&mut self, stream: &Stream) -> Result<Option<Vec<u8>>, StructureFault> {
        if !is_flate_or_plain(stream) {
            return Ok(None);
        }
        let Ok(bytes) = stream.decompressed_content_with_limit(self.unpacked) else {
            // a stream that is broken and one that is too large are told apart by what was left
            let too_large = stream.content.len().saturating_mul(MAX_RATIO) >= self.unpacked;
            let fault = StructureFault::TooLarge(Limit::Unpacked, MAX_UNPACKED);
            return if too_large { Err(fault) } else { Ok(None) };
        };
        self.unpacked -= bytes.len().min(self.unpacked);
        Ok(Some(bytes))
    }
}

/// How many bytes one packed byte gives at most.
const MAX_RATIO: usize = 1032;

fn is_flate_or_plain(stream: &Stream) -> bool {
    let is_flate = |filter: &Object| filter.as_name().is_ok_and(|name| name == b"FlateDecode");
    !stream.dict.has(b"F")
        && match stream.dict.get(b"Filter") {
            Err(_) => true,
            Ok(Object::Array(filters)) => filters.len() <= 1 && filters.iter().all(is_flate),
            Ok(filter) => is_flate(filter),
        }
        && has_plain_parameters(stream)
}

/// Whether its parameters stand in the stream itself: readers do not all follow them elsewhere.
fn has_plain_parameters(stream: &Stream) -> bool {
    let is_plain = |object: &Object| {
        object.is_null() || object.as_dict().is_ok_and(|own| own.iter().all(|(_, value)| value.as_reference().is_err()))
    };
    !stream.dict.has(b"DP")
        && match stream.dict.get(b"DecodeParms") {
            Err(_) => true,
            Ok(Object::Array(list)) => list.iter().all(is_plain),
            Ok(one) => is_plain(one),
        }
}
