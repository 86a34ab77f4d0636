//! Where the files of a document go in the output folder.
