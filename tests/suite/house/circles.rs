//! Circles of files: sets of files that reach each other, and the shortest way round in each.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::imports::Import;

type Graph<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// The shortest circle of every set of files that reach each other, each as its files in order, and how many files
/// the set holds.
pub(super) fn circles(imports: &[Import]) -> Vec<(Vec<&str>, usize)> {
    let mut graph: Graph = BTreeMap::new();
    for import in imports.iter().filter(|import| import.from != import.to) {
        graph.entry(&import.from).or_default().insert(&import.to);
    }
    let mut done = BTreeSet::new();
    let mut found = Vec::new();
    for start in graph.keys() {
        if done.contains(start) {
            continue;
        }
        let there = reached(&graph, start);
        let set: BTreeSet<&str> = there.into_iter().filter(|file| reached(&graph, file).contains(*start)).collect();
        let shortest = set.iter().filter_map(|file| round(&graph, file)).min_by_key(Vec::len);
        found.extend(shortest.map(|circle| (circle, set.len())));
        done.extend(set);
    }
    found
}

/// All files that can be reached from one, itself only if a way leads back.
fn reached<'a>(graph: &Graph<'a>, start: &str) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = vec![start];
    while let Some(file) = open.pop() {
        for next in graph.get(file).into_iter().flatten() {
            if found.insert(*next) {
                open.push(next);
            }
        }
    }
    found
}

/// The shortest way from a file back to itself.
fn round<'a>(graph: &Graph<'a>, start: &'a str) -> Option<Vec<&'a str>> {
    let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
    let mut open = VecDeque::from([start]);
    while let Some(file) = open.pop_front() {
        for next in graph.get(file).into_iter().flatten() {
            if *next == start {
                let mut way = vec![file];
                while let Some(before) = came_from.get(way[way.len() - 1]).copied() {
                    way.push(before);
                }
                way.reverse();
                return Some(way);
            }
            if !came_from.contains_key(next) {
                came_from.insert(*next, file);
                open.push_back(next);
            }
        }
    }
    None
}
