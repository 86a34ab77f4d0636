//! Paragraphs that were split or joined: one of one document is several, next to one another, of the other.

use std::collections::HashMap;
use std::ops::Range;

use super::align::Step;
use super::reading::{Reading, Unit, UnitKind};
use super::token::{Anchors, Keys, Side, Token, labelled, paragraph_end, tokens};
use super::word_diff::{DiffTag, Segment, differences};

/// The part of a paragraph's words that must come from the one it was parted from.
const MIN_SHARE: f64 = 0.6;

/// Words that say so.
const MIN_WORDS: usize = 3;

/// Words of a paragraph up to which it is looked at: one of thousands is no paragraph.
const MAX_TOKENS: usize = 4000;

/// Paragraphs among which the first part of one without a partner is looked for, about where it should stand.
const MAX_LOOKED: usize = 64;

/// Paragraphs of one document that are those of the other; one side has one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Regrouped {
    pub(super) olds: Vec<usize>,
    pub(super) news: Vec<usize>,
}

/// All of them, by the units they hold.
#[derive(Debug, Default)]
pub(super) struct Regroups {
    pub(super) all: Vec<Regrouped>,
    of_old: HashMap<usize, usize>,
    of_new: HashMap<usize, usize>,
}

impl Regroups {
    /// Which of them a step belongs to.
    pub(super) fn of(&self, step: Step) -> Option<usize> {
        match step {
            Step::Kept(_, j) | Step::Moved(_, j) | Step::Added(j) => self.of_new.get(&j),
            Step::Removed(i) | Step::Left(i) => self.of_old.get(&i),
        }
        .copied()
    }

    fn add(&mut self, olds: Vec<usize>, news: Vec<usize>) {
        let place = self.all.len();
        self.of_old.extend(olds.iter().map(|i| (*i, place)));
        self.of_new.extend(news.iter().map(|j| (*j, place)));
        self.all.push(Regrouped { olds, news });
    }
}

impl Regrouped {
    /// Whether one paragraph became several.
    pub(super) fn is_split(&self) -> bool {
        self.olds.len() == 1
    }

    /// What became of the words, the ends of paragraphs among them; marks of notes that went or came are the notes'
    /// own change.
    pub(super) fn segments(&self, old: &Reading, new: &Reading, anchors: &Anchors) -> Vec<Segment> {
        let with_label = !self.keeps_its_number(old, new);
        let (a, b) = (run_on(old, &self.olds, with_label), run_on(new, &self.news, with_label));
        differences(&anchors.known_old(a), &anchors.known_new(b), anchors)
    }

    /// The same with every mark of a note, for the paragraphs themselves.
    pub(super) fn all_segments(&self, old: &Reading, new: &Reading, anchors: &Anchors) -> Vec<Segment> {
        differences(&run_on(old, &self.olds, false), &run_on(new, &self.news, false), anchors)
    }

    /// Whether the first paragraphs have the same number, or each the one the program gave it.
    pub(super) fn keeps_its_number(&self, old: &Reading, new: &Reading) -> bool {
        let (a, b) = (&old.units[self.olds[0]], &new.units[self.news[0]]);
        a.label == b.label || a.is_numbered() && b.is_numbered()
    }

    /// Whether only the first paragraph has a number or dash, so that the words can stand run on.
    pub(super) fn is_plain(&self, old: &Reading, new: &Reading) -> bool {
        let bare = |unit: &Unit| unit.label.is_empty();
        let rest = self.olds[1..].iter().map(|i| &old.units[*i]).chain(self.news[1..].iter().map(|j| &new.units[*j]));
        self.keeps_its_number(old, new) && rest.into_iter().all(bare)
    }
}

/// The words of paragraphs one after another, each end marked.
fn run_on(reading: &Reading, units: &[usize], with_label: bool) -> Vec<Token> {
    let mut out = Vec::new();
    for (n, unit) in units.iter().map(|i| &reading.units[*i]).enumerate() {
        let words = tokens(&unit.words);
        if n > 0 {
            out.extend(paragraph_end());
        }
        out.extend(if n > 0 || with_label { labelled(unit, words) } else { words });
    }
    out
}

/// Finds the paragraphs that were split or joined.
pub(super) fn regroup(old: &Reading, new: &Reading, steps: &[Step], anchors: &Anchors) -> Regroups {
    let mut found = Regroups::default();
    let is_open = |step: &Step| match *step {
        Step::Kept(i, j) => {
            let (a, b) = (&old.units[i], &new.units[j]);
            a.kind == UnitKind::Paragraph && b.kind == UnitKind::Paragraph && a.words != b.words
        }
        Step::Added(j) => new.units[j].kind == UnitKind::Paragraph,
        Step::Removed(i) => old.units[i].kind == UnitKind::Paragraph,
        Step::Moved(..) | Step::Left(_) => false,
    };
    for window in steps.split(|step| !is_open(step)).filter(|window| window.len() > 1) {
        Window::new(window, old, new, anchors).regroup(&mut found);
    }
    found
}

/// Changed paragraphs without an unchanged one between them.
struct Window<'a> {
    old: &'a Reading,
    new: &'a Reading,
    anchors: &'a Anchors,
    olds: Vec<Member>,
    news: Vec<Member>,
    /// The words of each by key, sorted.
    old_words: Vec<Vec<u32>>,
    new_words: Vec<Vec<u32>>,
}

/// A paragraph of a window.
#[derive(Clone, Copy)]
struct Member {
    unit: usize,
    /// The place of the one it was paired with, in the other list.
    partner: Option<usize>,
    taken: bool,
}

impl<'a> Window<'a> {
    fn new(steps: &[Step], old: &'a Reading, new: &'a Reading, anchors: &'a Anchors) -> Self {
        let (mut olds, mut news): (Vec<Member>, Vec<Member>) = (Vec::new(), Vec::new());
        let member = |unit, partner| Member { unit, partner, taken: false };
        for step in steps {
            match *step {
                Step::Kept(i, j) => {
                    let places = (olds.len(), news.len());
                    olds.push(member(i, Some(places.1)));
                    news.push(member(j, Some(places.0)));
                }
                Step::Removed(i) => olds.push(member(i, None)),
                Step::Added(j) => news.push(member(j, None)),
                Step::Moved(..) | Step::Left(_) => {}
            }
        }
        let mut keys = Keys::default();
        let mut sorted = |reading: &Reading, members: &[Member]| -> Vec<Vec<u32>> {
            members.iter().map(|member| sorted_words(&reading.units[member.unit], &mut keys)).collect()
        };
        let (old_words, new_words) = (sorted(old, &olds), sorted(new, &news));
        Self { old, new, anchors, olds, news, old_words, new_words }
    }

    fn regroup(mut self, found: &mut Regroups) {
        for one in 0..self.olds.len() {
            let shared = |news: Range<usize>| self.shared(one..one + 1, news);
            let may_share = |new: usize| common(&self.old_words[one], &self.new_words[new]);
            let words = |new: usize| self.new_words[new].len();
            if let Some(run) = run(&self.olds, one, &self.news, &may_share, &shared, &words) {
                self.olds[one].taken = true;
                self.news[run.clone()].iter_mut().for_each(|new| new.taken = true);
                found.add(vec![self.olds[one].unit], run.map(|new| self.news[new].unit).collect());
            }
        }
        for one in 0..self.news.len() {
            let shared = |olds: Range<usize>| self.shared(olds, one..one + 1);
            let may_share = |old: usize| common(&self.new_words[one], &self.old_words[old]);
            let words = |old: usize| self.old_words[old].len();
            if let Some(run) = run(&self.news, one, &self.olds, &may_share, &shared, &words) {
                self.news[one].taken = true;
                self.olds[run.clone()].iter_mut().for_each(|old| old.taken = true);
                found.add(run.map(|old| self.olds[old].unit).collect(), vec![self.news[one].unit]);
            }
        }
    }

    /// How many words paragraphs of both documents share, in order.
    fn shared(&self, olds: Range<usize>, news: Range<usize>) -> usize {
        let units = |members: &[Member]| members.iter().map(|member| member.unit).collect::<Vec<_>>();
        let (a, b) =
            (run_on(self.old, &units(&self.olds[olds]), false), run_on(self.new, &units(&self.news[news]), false));
        if a.len().max(b.len()) > MAX_TOKENS {
            return 0;
        }
        let segments = differences(&a, &b, self.anchors);
        let kept = segments.iter().filter(|segment| segment.tag == DiffTag::Kept);
        kept.flat_map(|segment| &segment.tokens).filter(|token| token.is_word()).count()
    }
}

/// The words of a unit by key, sorted.
fn sorted_words(unit: &Unit, keys: &mut Keys) -> Vec<u32> {
    let words: Vec<Token> = tokens(&unit.words).into_iter().filter(Token::is_word).collect();
    let mut words = keys.all(&words, Side::Either);
    words.sort_unstable();
    words
}

/// How many words two sorted lists share: no fewer than they share in order.
fn common(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        shared += usize::from(x == y);
        (i, j) = (i + usize::from(x <= y), j + usize::from(y <= x));
    }
    shared
}

/// The part of a gap where the one that stands so far in its own gap may be found.
fn around(ones: &[Member], one: usize, gap: Range<usize>) -> (usize, usize) {
    if gap.len() <= MAX_LOOKED {
        return (gap.start, gap.end);
    }
    let before = ones[..one].iter().rev().take_while(|member| member.partner.is_none()).count();
    let behind = ones[one..].iter().take_while(|member| member.partner.is_none()).count();
    let middle = gap.start + gap.len() * before / (before + behind).max(1);
    (middle.saturating_sub(MAX_LOOKED / 2).max(gap.start), (middle + MAX_LOOKED / 2).min(gap.end))
}

/// The paragraphs of the other document, next to one another, that one paragraph became.
fn run(
    ones: &[Member],
    one: usize,
    many: &[Member],
    may_share: &impl Fn(usize) -> usize,
    shared: &impl Fn(Range<usize>) -> usize,
    words: &impl Fn(usize) -> usize,
) -> Option<Range<usize>> {
    if ones[one].taken {
        return None;
    }
    let is_own = |gain: usize, at: usize| gain >= MIN_WORDS && gain as f64 >= MIN_SHARE * words(at) as f64;
    let free = |at: usize| many.get(at).is_some_and(|member| member.partner.is_none() && !member.taken);
    let seed = match ones[one].partner {
        Some(at) => Some(at).filter(|at| !many[*at].taken),
        // between the partners of its neighbours
        None => {
            let start = ones[..one].iter().rev().find_map(|member| member.partner).map_or(0, |at| at + 1);
            let end = ones[one..].iter().find_map(|member| member.partner).unwrap_or(many.len());
            let (start, end) = around(ones, one, start..end.max(start));
            (start..end).find(|at| free(*at) && is_own(may_share(*at), *at) && is_own(shared(*at..at + 1), *at))
        }
    }?;
    let mut run = seed..seed + 1;
    let mut known = shared(run.clone());
    loop {
        let wider =
            [(run.end, run.start..run.end + 1), (run.start.wrapping_sub(1), run.start.wrapping_sub(1)..run.end)];
        let grown = wider.into_iter().filter(|(at, _)| free(*at)).find_map(|(at, wider)| {
            let now = shared(wider.clone());
            is_own(now.saturating_sub(known), at).then_some((wider, now))
        });
        let Some((wider, now)) = grown else { break };
        (run, known) = (wider, now);
    }
    (run.len() > 1).then_some(run)
}
