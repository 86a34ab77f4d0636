//! Names this build of the program by what it is made from, so that records of PDFs can tell builds apart, and says
//! whether the reference documents are here, without which some tests are ignored.

use std::collections::hash_map::DefaultHasher;
use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// What decides how a page looks, beside the clerk's files.
const MADE_FROM: [&str; 5] = ["Cargo.lock", "Cargo.toml", "fonts", "src", "templates"];

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    for name in MADE_FROM {
        println!("cargo::rerun-if-changed={name}");
        add(Path::new(name), name, &mut hasher)?;
    }
    println!("cargo::rustc-env=VANTHU_BUILD={:016x}", hasher.finish());
    look_for_shared();
    Ok(())
}

/// Sets `cfg(shared)` where `VANTHU_SHARED` or `../shared` holds the reference documents. A folder that comes later is
/// not noticed here, as cargo would run this at every build for a path that is missing; a test notices it.
fn look_for_shared() {
    println!("cargo::rustc-check-cfg=cfg(shared)");
    println!("cargo::rerun-if-env-changed=VANTHU_SHARED");
    let folder = env::var_os("VANTHU_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let acceptance = folder.join("acceptance");
    if acceptance.is_dir() {
        println!("cargo::rerun-if-changed={}", acceptance.display());
        println!("cargo::rustc-cfg=shared");
    }
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
