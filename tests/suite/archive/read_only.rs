//! An archive on a medium that cannot be written: everything readable works, and nothing is left on it.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{office, told};
use crate::support::Project;

/// Who owns nothing; whoever may write everywhere runs the program as that.
const NOBODY: u32 = 65_534;

/// Every file and folder below, and the folder itself.
fn everything(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> =
        entries.flat_map(|path| if path.is_dir() { everything(&path) } else { vec![path] }).collect();
    found.push(folder.to_owned());
    found
}

fn permit(folder: &Path, of_file: u32, of_folder: u32) {
    for path in everything(folder) {
        let mode = if path.is_dir() { of_folder } else { of_file };
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }
}

/// Runs the program without the right to write.
fn read(program: &Path, project: &Project, args: &[&str]) -> (i32, String) {
    let mut command = Command::new(program);
    command.args(args).current_dir(project.path()).env("NO_COLOR", "1");
    if fs::metadata(project.path()).unwrap().uid() == 0 {
        command.uid(NOBODY).gid(NOBODY);
    }
    let output = command.output().unwrap();
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    (output.status.code().unwrap(), text)
}

#[test]
fn what_can_be_read_works_where_nothing_can_be_written() {
    let project = office();
    assert_eq!(told(&project, &["finalize", "nam-2025/bao-cao.yaml"]).0, 0);
    // the program may lie where only its owner gets
    let elsewhere = tempfile::tempdir().unwrap();
    let (program, away) = (elsewhere.path().join("vanthu"), elsewhere.path().join("ra"));
    fs::hard_link(env!("CARGO_BIN_EXE_vanthu"), &program)
        .or_else(|_| fs::copy(env!("CARGO_BIN_EXE_vanthu"), &program).map(|_| ()))
        .unwrap();
    fs::create_dir(&away).unwrap();
    fs::set_permissions(elsewhere.path(), Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(&away, Permissions::from_mode(0o777)).unwrap();
    let away = away.to_str().unwrap();
    let [out, copy, bag] = ["chot.pdf", "sao-luu", "goi"].map(|name| format!("{away}/{name}"));
    let before = everything(project.path());
    for index in ["as it was left", "lost"] {
        if index == "lost" {
            permit(project.path(), 0o644, 0o755);
            fs::remove_file(project.path().join("luu-tru/chi-muc.sqlite")).unwrap();
        }
        permit(project.path(), 0o444, 0o555);
        let wanted: [(&[&str], &str); 9] = [
            (&["archive", "list"], "05/BC-UBND"),
            (&["archive", "search", "dieu dong"], "05/BC-UBND"),
            (&["archive", "show", "05/BC-UBND"], "Lần lưu 1"),
            (&["archive", "get", "05/BC-UBND", "--to", &out], "lần lưu 1"),
            (&["archive", "audit"], "kho đúng như nhật ký ghi"),
            (&["archive", "backup", &copy], "đã so toàn bộ với bảng kê"),
            (&["archive", "export", "--year", "2025", "--out", &bag], "1 văn bản"),
            (&["archive", "rebuild-document", "05/BC-UBND"], "giống hệt bản chốt"),
            (&["register", "--year", "2025"], "05/BC-UBND"),
        ];
        for (args, said) in wanted {
            let (code, text) = read(&program, &project, args);
            assert!(code == 0 && text.contains(said), "index {index}, {args:?}: {text}");
        }
        let (code, text) = read(&program, &project, &["register", "reserve", "--kind", "bao-cao", "--for", "thử"]);
        assert!(code != 0 && text.contains("lỗi[W05]"), "index {index}: {text}");
        [&copy, &bag].into_iter().for_each(|made| fs::remove_dir_all(made).unwrap());
        fs::remove_file(&out).unwrap();
    }
    permit(project.path(), 0o644, 0o755);
    let after = everything(project.path());
    assert!(after.iter().all(|path| before.contains(path)), "{after:?}");
}
