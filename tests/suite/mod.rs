//! One file per subject.

mod acceptance;
mod cli;
mod compare;
mod diff_cli;
mod figure_findings;
mod figures_blocks;
mod figures_cli;
mod figures_exact;
mod figures_page;
mod findings;
mod footnotes;
mod golden;
mod house;
mod journal;
mod layout;
mod markdown;
mod merge;
mod number;
mod properties;
mod readme;
mod regenerate;
mod register;
mod reproducible;
mod roll;
mod sheets;
mod watch;
