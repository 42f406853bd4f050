//! A query and a tree -> the selected locations, in the tree's order.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::{Comparison, Location, Pattern, Query, Segment, Selector, Term, Test, regex};
use crate::source::{Content, Limits, Tree, compare_numbers};

/// How many nodes a query may visit: filters within filters multiply.
const MOST: u64 = 200_000_000;

/// The query would visit too many nodes.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::overlay) struct TooMuch;

type Found<T> = Result<T, TooMuch>;

impl Query {
    /// The locations that the query selects below `root`; one may be selected twice.
    pub(in crate::overlay) fn find(&self, root: &Tree, limits: Limits) -> Found<Vec<Location>> {
        let left = limits.of(MOST);
        let mut finder = Finder { root, left };
        let found = finder.query(self, root)?;
        Ok(found.into_iter().map(|(place, _)| place).collect())
    }
}

/// A node and its location.
type Located<'t> = (Location, &'t Tree);

struct Finder<'t> {
    root: &'t Tree,
    left: u64,
}

impl<'t> Finder<'t> {
    fn spend(&mut self) -> Found<()> {
        self.left = self.left.checked_sub(1).ok_or(TooMuch)?;
        Ok(())
    }

    fn query(&mut self, query: &Query, here: &'t Tree) -> Found<Vec<Located<'t>>> {
        let start = if query.is_absolute { self.root } else { here };
        let mut nodes = vec![(Location::new(), start)];
        for segment in &query.segments {
            let mut next = Vec::new();
            for node in nodes {
                self.segment(segment, node, &mut next)?;
            }
            nodes = next;
        }
        Ok(nodes)
    }

    fn segment(
        &mut self,
        segment: &Segment,
        node: Located<'t>,
        out: &mut Vec<Located<'t>>,
    ) -> Found<()> {
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            for selector in &segment.selectors {
                self.select(selector, &node, out)?;
            }
            if segment.is_descendant {
                let first = open.len();
                let children = node.1.children().enumerate();
                open.extend(children.map(|(index, child)| (step(&node.0, index), child)));
                // The first child comes off the stack first.
                open[first..].reverse();
            }
        }
        Ok(())
    }

    fn select(
        &mut self,
        selector: &Selector,
        node: &Located<'t>,
        out: &mut Vec<Located<'t>>,
    ) -> Found<()> {
        self.spend()?;
        let (place, tree) = node;
        let mut push = |index: usize| {
            out.extend(tree.child(index).map(|child| (step(place, index), child)));
        };
        match (selector, &tree.content) {
            (Selector::Name(name), Content::Mapping(entries)) => {
                let index = entries.iter().position(|(key, _, _)| key == name);
                index.into_iter().for_each(push);
            }
            (Selector::Index(index), Content::Sequence(items)) => {
                let length = items.len() as i64;
                let index = if *index < 0 { length + index } else { *index };
                usize::try_from(index).into_iter().for_each(push);
            }
            (Selector::Slice(start, end, step), Content::Sequence(items)) => {
                slice(items.len() as i64, *start, *end, *step)
                    .into_iter()
                    .for_each(push);
            }
            (Selector::Wildcard, _) => (0..tree.children().count()).for_each(push),
            (Selector::Filter(test), _) => {
                for (index, child) in tree.children().enumerate() {
                    if self.holds(test, child)? {
                        push(index);
                    }
                }
            }
            (Selector::Name(_) | Selector::Index(_) | Selector::Slice(..), _) => {}
        }
        Ok(())
    }

    fn holds(&mut self, test: &Test, here: &'t Tree) -> Found<bool> {
        self.spend()?;
        Ok(match test {
            Test::Or(parts) => {
                for part in parts {
                    if self.holds(part, here)? {
                        return Ok(true);
                    }
                }
                false
            }
            Test::And(parts) => {
                for part in parts {
                    if !self.holds(part, here)? {
                        return Ok(false);
                    }
                }
                true
            }
            Test::Not(inner) => !self.holds(inner, here)?,
            Test::Exists(query) => !self.query(query, here)?.is_empty(),
            Test::Compare(left, comparison, right) => {
                let (left, right) = (self.term(left, here)?, self.term(right, here)?);
                compares(left.as_deref(), *comparison, right.as_deref())
            }
            Test::Matches(pattern) => self.matches(pattern, here)?,
        })
    }

    fn matches(&mut self, pattern: &Pattern, here: &'t Tree) -> Found<bool> {
        let text = self.term(&pattern.text, here)?;
        let Some(Content::String(text)) = text.as_deref() else {
            return Ok(false);
        };
        if let Some(fixed) = &pattern.fixed {
            return Ok(fixed.is_match(text));
        }
        let source = self.term(&pattern.pattern, here)?;
        let Some(Content::String(source)) = source.as_deref() else {
            return Ok(false);
        };
        Ok(regex(source, pattern.is_whole).is_some_and(|regex| regex.is_match(text)))
    }

    /// The value of a term; `None` is the RFC's Nothing.
    fn term<'a>(&mut self, term: &'a Term, here: &'t Tree) -> Found<Option<Cow<'a, Content>>>
    where
        't: 'a,
    {
        let number = |count: usize| Some(Cow::Owned(Content::Number(count.to_string())));
        Ok(match term {
            Term::Literal(content) => Some(Cow::Borrowed(content)),
            Term::Single(query) | Term::Value(query) => match self.query(query, here)?.as_slice() {
                [(_, only)] => Some(Cow::Borrowed(&only.content)),
                _ => None,
            },
            Term::Count(query) => number(self.query(query, here)?.len()),
            Term::Length(inner) => match self.term(inner, here)?.as_deref() {
                Some(Content::String(text)) => number(text.chars().count()),
                Some(Content::Sequence(items)) => number(items.len()),
                Some(Content::Mapping(entries)) => number(entries.len()),
                _ => None,
            },
        })
    }
}

fn step(place: &Location, index: usize) -> Location {
    let mut next = Location::with_capacity(place.len() + 1);
    next.extend_from_slice(place);
    next.push(index);
    next
}

/// The indices of a slice (section 2.3.4.2.2).
fn slice(length: i64, start: Option<i64>, end: Option<i64>, step: i64) -> Vec<usize> {
    let normal = |index: i64| if index < 0 { length + index } else { index };
    let mut found = Vec::new();
    if step > 0 {
        let mut index = normal(start.unwrap_or(0)).clamp(0, length);
        let end = normal(end.unwrap_or(length)).clamp(0, length);
        while index < end {
            found.extend(usize::try_from(index));
            index = index.saturating_add(step);
        }
    } else if step < 0 {
        let mut index = normal(start.unwrap_or(length - 1)).clamp(-1, length - 1);
        let end = end.map_or(-1, |end| normal(end).clamp(-1, length - 1));
        while index > end {
            found.extend(usize::try_from(index));
            index = index.saturating_add(step);
        }
    }
    found
}

fn compares(left: Option<&Content>, comparison: Comparison, right: Option<&Content>) -> bool {
    let equal = || match (left, right) {
        (None, None) => true,
        (Some(left), Some(right)) => equals(left, right),
        _ => false,
    };
    let order = match (left, right) {
        (Some(Content::Number(left)), Some(Content::Number(right))) => {
            Some(compare_numbers(left, right))
        }
        (Some(Content::String(left)), Some(Content::String(right))) => Some(left.cmp(right)),
        _ => None,
    };
    match comparison {
        Comparison::Equal => equal(),
        Comparison::NotEqual => !equal(),
        Comparison::Less => order == Some(Ordering::Less),
        Comparison::Greater => order == Some(Ordering::Greater),
        Comparison::LessOrEqual => order == Some(Ordering::Less) || equal(),
        Comparison::GreaterOrEqual => order == Some(Ordering::Greater) || equal(),
    }
}

/// Equality of JSON: the order of keys is of no account.
fn equals(left: &Content, right: &Content) -> bool {
    match (left, right) {
        (Content::Null, Content::Null) => true,
        (Content::Bool(left), Content::Bool(right)) => left == right,
        (Content::Number(left), Content::Number(right)) => compare_numbers(left, right).is_eq(),
        (Content::String(left), Content::String(right)) => left == right,
        (Content::Sequence(left), Content::Sequence(right)) => {
            let mut pairs = left.iter().zip(right);
            left.len() == right.len() && pairs.all(|(l, r)| equals(&l.content, &r.content))
        }
        (Content::Mapping(left), Content::Mapping(right)) => {
            let find = |key: &String| right.iter().find(|(other, _, _)| other == key);
            left.len() == right.len()
                && left.iter().all(|(key, _, value)| {
                    find(key).is_some_and(|(_, _, other)| equals(&value.content, &other.content))
                })
        }
        _ => false,
    }
}
