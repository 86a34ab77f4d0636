//! Objects of a PDF made a whole file, or a whole update of one: a changed byte would else only ever break an offset.

use std::collections::BTreeMap;
use std::io::Write;
use std::ops::Range;

/// Highest number an object may have.
const MAX_NUMBER: usize = 9999;

/// Objects behind `before`, with lengths of streams set right, their table and a trailer. `before` is empty or has its
/// catalog in `1 0 obj`, as the objects have.
pub fn revision(before: &[u8], objects: &[u8]) -> Vec<u8> {
    let mut file = before.to_vec();
    if before.is_empty() {
        file.extend(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
    }
    let starts = starts(objects);
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([objects.len()]);
    let mut table = BTreeMap::new();
    file.extend(&objects[..starts.first().map_or(objects.len(), |(at, _)| *at)]);
    for ((start, number), end) in starts.iter().zip(ends) {
        table.insert(*number, file.len());
        file.extend(with_length(&objects[*start..end]));
    }
    if !file.ends_with(b"\n") {
        file.push(b'\n');
    }
    write_table(&mut file, before, &table);
    file
}

/// Where objects begin, and their numbers.
fn starts(objects: &[u8]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let lines = objects.split_inclusive(|byte| *byte == b'\n').scan(0, |at, line| {
        *at += line.len();
        Some((*at - line.len(), line))
    });
    for (at, line) in lines {
        let text = String::from_utf8_lossy(&line[..line.len().min(24)]).into_owned();
        let mut words = text.split(' ');
        let number = words.next().and_then(|word| word.parse().ok()).filter(|number| *number <= MAX_NUMBER);
        if let (Some(number), Some("0"), Some(word)) = (number, words.next(), words.next())
            && word.starts_with("obj")
        {
            found.push((at, number));
        }
    }
    found
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// The object with the length of its stream where it names one by digits.
fn with_length(object: &[u8]) -> Vec<u8> {
    let stream = || -> Option<(Range<usize>, usize)> {
        let start = find(object, b"stream\n")? + 7;
        let end = start + find(&object[start..], b"\nendstream")?;
        let digits = find(&object[..start], b"/Length ")? + 8;
        let count = object[digits..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        Some((digits..digits + count, end - start))
    };
    match stream() {
        Some((digits, length)) => {
            [&object[..digits.start], length.to_string().as_bytes(), &object[digits.end..]].concat()
        }
        None => object.to_vec(),
    }
}

fn write_table(file: &mut Vec<u8>, before: &[u8], table: &BTreeMap<usize, usize>) {
    let at = file.len();
    let mut text = "xref\n".to_owned();
    if before.is_empty() {
        text += "0 1\n0000000000 65535 f \n";
    }
    for (number, offset) in table {
        text += &format!("{number} 1\n{offset:010} 00000 n \n");
    }
    let size = table.keys().last().map_or(1, |last| last + 1).max(number_behind(before, b"/Size ").unwrap_or(0));
    text += &format!(
        "trailer\n<< /Root 1 0 R /Size {size} /ID [<31415926535897932384626433832795> <31415926535897932384626433832795>]"
    );
    if let Some(previous) = number_behind(before, b"startxref\n") {
        text += &format!(" /Prev {previous}");
    }
    text += &format!(" >>\nstartxref\n{at}\n%%EOF\n");
    file.write_all(text.as_bytes()).expect("memory is written");
}

/// The number behind the last such word.
fn number_behind(file: &[u8], word: &[u8]) -> Option<usize> {
    let at = file.windows(word.len()).rposition(|window| window == word)? + word.len();
    let digits: String =
        file[at..].iter().take_while(|byte| byte.is_ascii_digit()).map(|byte| char::from(*byte)).collect();
    digits.parse().ok()
}
