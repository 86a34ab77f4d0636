//! The decree's layout as measured facts: every component's place in mm and size in pt, on pages as they are set.

mod attached;
mod body;
mod closing;
mod copies;
mod ending;
mod flow;
mod letterhead;
mod normative;
mod other_forms;
mod own_forms;
mod page;
mod parts;
mod signers;
mod title;
