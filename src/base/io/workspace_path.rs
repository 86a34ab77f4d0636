//! Paths from a workspace as text: `/` between folders on every system, `""` for the workspace itself.

/// A path from the workspace to a file or folder in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct WorkspacePath<'a>(&'a str);

impl<'a> WorkspacePath<'a> {
    /// The path a text is.
    pub(crate) fn of(text: &'a str) -> Self {
        Self(text)
    }

    /// Folder and file name.
    pub(crate) fn split(self) -> (&'a str, &'a str) {
        self.0.rsplit_once('/').unwrap_or(("", self.0))
    }

    /// The folder it lies in.
    pub(crate) fn folder(self) -> &'a str {
        self.split().0
    }

    /// Its last part.
    pub(crate) fn file_name(self) -> &'a str {
        self.split().1
    }

    /// A file or folder in this folder.
    pub(crate) fn join(self, name: &str) -> String {
        if self.0.is_empty() { name.to_owned() } else { format!("{}/{name}", self.0) }
    }

    /// A path written in a file of this folder, from the workspace, without `.` and `..`; none when it leads out.
    pub(crate) fn resolve(self, written: &str) -> Option<String> {
        let mut parts: Vec<&str> = self.0.split('/').filter(|part| !part.is_empty()).collect();
        for part in written.trim().split(['/', '\\']) {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(parts.join("/"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folder_and_name_join_to_the_path() {
        for (path, folder, name) in [("a/b/c.yaml", "a/b", "c.yaml"), ("c.yaml", "", "c.yaml"), ("", "", "")] {
            let read = WorkspacePath::of(path);
            assert_eq!((read.folder(), read.file_name()), (folder, name));
            assert_eq!(WorkspacePath::of(folder).join(name), path);
        }
        let resolved = |written| WorkspacePath::of("a/b").resolve(written);
        assert_eq!(resolved("../c/./d.yaml").as_deref(), Some("a/c/d.yaml"));
        assert_eq!(resolved("..\\..\\d.yaml").as_deref(), Some("d.yaml"));
        assert_eq!(resolved("../../../d.yaml"), None);
    }
}
