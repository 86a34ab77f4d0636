//! Names this build of the program by what it is made from, so that records of PDFs can tell builds apart.

use std::collections::hash_map::DefaultHasher;
use std::hash::Hasher;
use std::path::Path;
use std::{fs, io};

/// What decides how a page looks, beside the clerk's files.
const MADE_FROM: [&str; 5] = ["Cargo.lock", "Cargo.toml", "fonts", "src", "templates"];

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    for name in MADE_FROM {
        println!("cargo::rerun-if-changed={name}");
        add(Path::new(name), name, &mut hasher)?;
    }
    println!("cargo::rustc-env=VANTHU_BUILD={:016x}", hasher.finish());
    Ok(())
}

/// Adds a file, or every file of a folder in the order of their names.
fn add(path: &Path, name: &str, hasher: &mut DefaultHasher) -> io::Result<()> {
    hasher.write(name.as_bytes());
    if path.is_dir() {
        let mut names: Vec<_> =
            fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.file_name())).collect::<Result<_, _>>()?;
        names.sort();
        return names.iter().try_for_each(|name| add(&path.join(name), &name.to_string_lossy(), hasher));
    }
    let bytes = fs::read(path)?;
    hasher.write_usize(bytes.len());
    hasher.write(&bytes);
    Ok(())
}
