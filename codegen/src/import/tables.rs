//! The blocks of a document -> pages: a type for each table of fields, an enum for each table of
//! values that belongs to no field. Other tables are reported.

use std::collections::BTreeSet;

use super::assembled::{assemble, root};
use super::blocks::{self, Block, Grid};
use super::by_cells;
use super::by_names;
use super::calling::{self, between, folded, same, slug, weak_title};
use super::columns::{self, Kind, Role};
use super::combined;
use super::facts;
use super::language::Language;
use super::page::{Body, Page};
use super::report::Reports;
use super::row::{RawValue, Row};
use super::script_dates;
use super::text;
use super::titles::{self, Title};
use super::types::{self, plain};
use super::valued;
use crate::source::{SourceId, Span};

/// The most languages of fenced blocks that count.
const FENCES: usize = 16;

/// Reads the tables of a document.
pub(super) fn read(source: SourceId, path: &str, text: &str, reports: &mut Reports) -> Vec<Page> {
    let mut reader = TablesReader {
        reports,
        path,
        stack: Vec::new(),
        words: Vec::new(),
        anchors: Vec::new(),
        used: false,
        drafts: Vec::new(),
        candidates: Vec::new(),
        bullets: Pending::default(),
        samples: Vec::new(),
        class: None,
        named: BTreeSet::new(),
        enum_below: None,
    };
    let mut fences = Vec::new();
    let mut last = Span::new(source, 0, 0);
    for block in combined::joined(blocks::read(source, text)) {
        if !matches!(block, Block::Words(_)) {
            reader.end_bullets(last);
        }
        match block {
            Block::Heading { level, text } => {
                reader.declared(last);
                reader.heading(level, text);
            }
            Block::Anchor(id) => reader.anchors.push((0, id)),
            Block::Words(words) => {
                let begins = reader.bullets.values.is_empty();
                if reader.section_of_field(&words)
                    || reader.union(&words, || place(source, text, &words))
                {
                } else if !reader.bullets(&words) {
                    reader.names_alone(&words, || place(source, text, &words));
                    if !reader.is_class(&words) {
                        reader.push(words);
                    }
                } else if begins {
                    last = place(source, text, &words);
                }
            }
            Block::Fence(language, text) => {
                // Each page of the document has them all.
                if fences.len() < FENCES && !fences.contains(&language) {
                    fences.push(language);
                }
                reader.sample(text);
            }
            Block::Table(grid) => reader.table(grid),
        }
    }
    reader.end_bullets(last);
    reader.declared(last);
    reader.settle_candidates();
    let has_signs = text.contains(":heavy_check_mark:") || text.contains(":heavy_minus_sign:");
    // What no language of an SDK can read is of no SDK.
    let general = !has_signs || reader.drafts.iter().any(says_plainly);
    reader.pages(path, &fences, general)
}

/// Whether a table has a type that only documents of people have: `list of strings`.
fn says_plainly(draft: &Draft) -> bool {
    let Body::Fields(rows) = &draft.body else {
        return false;
    };
    let is_code = |cell: &str| Language::sdks().any(|of| types::parse(cell, of).is_some());
    let is_plain = |row: &Row| plain::is_known(&row.ty) && !is_code(&row.ty);
    rows.iter().any(is_plain)
}

/// The span of words.
fn place(source: SourceId, text: &str, words: &str) -> Span {
    let line = words.lines().next().unwrap_or_default();
    let start = text.find(line).unwrap_or_default();
    let at = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
    Span::new(source, at(start), at(start + line.len()))
}

/// A type before all tables are known.
pub(super) struct Draft {
    /// The name of the headings' subject.
    pub(super) base: Option<String>,
    /// `Request`, `Parameters`.
    pub(super) part: Option<String>,
    pub(super) intro: String,
    pub(super) span: Span,
    pub(super) anchors: Vec<String>,
    pub(super) body: Body,
    pub(super) open: bool,
    /// The head of a table of fields.
    pub(super) head: Vec<String>,
    /// Values in JSON around it.
    pub(super) samples: Vec<String>,
    /// The heading right above is the mark of its fields.
    pub(super) is_marked: bool,
}

impl Draft {
    /// A type that is no table of fields.
    pub(super) fn of(
        (base, part): (Option<String>, Option<String>),
        intro: String,
        span: Span,
        anchors: Vec<String>,
        body: Body,
    ) -> Self {
        Self {
            base,
            part,
            intro,
            span,
            anchors,
            body,
            open: false,
            head: Vec::new(),
            samples: Vec::new(),
            is_marked: false,
        }
    }
}

/// An enum that no field has named yet.
pub(super) struct Candidate {
    /// How many types precede it.
    pub(super) at: usize,
    pub(super) draft: Draft,
    /// The head of its table.
    pub(super) head: Vec<String>,
}

/// Values in bullets that wait for the end of their list.
#[derive(Debug, Default)]
pub(super) struct Pending {
    pub(super) values: Vec<RawValue>,
    pub(super) open: bool,
    /// The words above them.
    pub(super) intro: Vec<String>,
}

pub(super) struct TablesReader<'r> {
    pub(super) reports: &'r mut Reports,
    pub(super) path: &'r str,
    /// The headings above, with their levels.
    pub(super) stack: Vec<(usize, String)>,
    pub(super) words: Vec<String>,
    /// The targets of links, with the level of the heading; 0 for one whose heading follows.
    anchors: Vec<(usize, String)>,
    /// A table has taken the name of the last heading.
    pub(super) used: bool,
    pub(super) drafts: Vec<Draft>,
    /// Tables that may be enums.
    pub(super) candidates: Vec<Candidate>,
    /// Values in bullets.
    pub(super) bullets: Pending,
    /// Values in JSON since the last table.
    pub(super) samples: Vec<String>,
    /// The name of the class in code, as it stands below the title.
    pub(super) class: Option<String>,
    /// The levels of headings that have named types.
    named: BTreeSet<usize>,
    /// The level of a heading that makes the tables of its subject enums.
    enum_below: Option<usize>,
}

impl TablesReader<'_> {
    fn heading(&mut self, level: usize, text: String) {
        let is_generic = matches!(titles::read(&text), Title::Generic) && !self.used;
        // `# Order`, `# Attributes`: all headings of the page are of one level.
        let kept = usize::from(level == 1 && is_generic);
        self.stack.retain(|(above, _)| *above < level + kept);
        self.anchors.retain(|(above, _)| *above < level + kept);
        let pending = self.anchors.iter_mut().filter(|(above, _)| *above == 0);
        pending.for_each(|(above, _)| *above = level);
        if level > 0 {
            self.anchors.push((level, slug(&text)));
        }
        let is_enum =
            matches!(titles::read(&text), Title::Generic) && titles::announces_enum(&text);
        let ends = |above: usize| level < above || level == above && !is_generic;
        if is_enum {
            self.enum_below = Some(level);
        } else if self.enum_below.is_some_and(ends) {
            self.enum_below = None;
        }
        self.stack.push((level, text));
        // The text between a title and `Fields` describes the whole.
        if !(is_generic && (1..3).contains(&self.words.len()) && calling::is_prose(&self.words)) {
            self.words.clear();
        }
        self.used = false;
    }

    fn table(&mut self, grid: Grid) {
        let mut grid = grid;
        let head: Vec<&str> = grid.head.iter().map(|cell| cell.text.as_str()).collect();
        let mut roles = columns::roles(head.iter().copied());
        by_cells::settle(&mut grid, &mut roles);
        valued::occurrences(&mut grid, &mut roles);
        valued::two_names(&mut grid, &roles);
        let head: Vec<&str> = grid.head.iter().map(|cell| cell.text.as_str()).collect();
        let mut kind = columns::kind(&head, &roles);
        let are_typed = kind == Kind::Other && by_names::are_typed(&grid, &roles);
        if are_typed || by_names::is_list_of_names(&grid, &roles) {
            kind = Kind::Fields;
        }
        // `Property | Value` with the types of fields that no table above has.
        let is_typed = kind == Kind::ValuesOf
            && !self.has_fields(&grid)
            && valued::role(&grid, &roles, false) == Some(Role::Type);
        if is_typed {
            kind = Kind::Values;
        }
        if kind == Kind::Values
            && let Some(role) = valued::role(&grid, &roles, self.announces_enum())
        {
            kind = Kind::Fields;
            grid = valued::renamed(grid, &mut roles, role);
            if role == Role::Default {
                let message = "has names and values that are none of an enum; the values are taken for defaults";
                let help = "put `Values` above the table if it lists the values of an enum";
                self.reports
                    .assumed("assumed-values", Some(grid.span), self.path, message, help);
            }
        }
        let head: Vec<&str> = grid.head.iter().map(|cell| cell.text.as_str()).collect();
        // Below the heading `Status`, a column `Status` lists its values.
        let heading = self
            .stack
            .last()
            .and_then(|(_, text)| titles::type_name(text));
        let is_named = heading.zip(head.first()).is_some_and(|(name, first)| {
            // `Order status`
            let end = folded(first);
            same(&name, first) || end.len() > 3 && folded(&name).ends_with(&end)
        });
        let [first, rest @ ..] = roles.as_mut_slice() else {
            return;
        };
        let are_words = rest
            .iter()
            .all(|role| matches!(role, Role::Description | Role::Notes));
        let is_listed = self.enum_below.is_some() && *first == Role::Name;
        if kind == Kind::Other && is_listed && are_words {
            let message = "has an enum of names without values; JSON is taken to have the names";
            let help = "write a column `Value` if JSON spells them otherwise";
            self.reports
                .assumed("assumed-values", Some(grid.span), self.path, message, help);
        }
        let is_listed = is_listed || *first == Role::Unknown && is_named;
        if kind == Kind::Other && is_listed && are_words {
            *first = Role::Value;
            kind = Kind::Values;
        }
        self.take(&grid, &mut roles, kind);
        self.words.clear();
    }

    /// Takes a table as what it is, or reports it.
    fn take(&mut self, grid: &Grid, roles: &mut [Role], kind: Kind) {
        let elsewhere = self
            .stack
            .last()
            .filter(|(_, text)| titles::is_elsewhere(text));
        if let Some((_, heading)) = elsewhere {
            let message = format!("stands below `{heading}` and is taken for no type");
            self.skip(grid, &message);
        } else {
            match kind {
                Kind::Fields if grid.rows.is_empty() && self.is_empty_type(roles) => {
                    self.empty_type(grid);
                }
                Kind::Fields | Kind::Values if grid.rows.is_empty() => {
                    self.skip(grid, "is a head without rows and is left out");
                }
                Kind::Fields if by_names::is_data(grid, roles) => {
                    let message = "has no type that is known and no names as documents have them, \
                                   and is taken for data";
                    self.skip(grid, message);
                }
                Kind::Fields => self.fields(grid, roles),
                Kind::Values => self.values(grid, roles),
                Kind::ValuesOf => self.values_of(grid),
                Kind::Other if self.vertical(grid) => {}
                Kind::Other if self.may_be_enum(grid, roles) => {}
                Kind::Other => {
                    let is_json = grid
                        .head
                        .iter()
                        .any(|cell| cell.text.starts_with("[block:"));
                    self.skip(
                        grid,
                        match is_json {
                            true => "is a table in JSON that cannot be read and is left out",
                            false => "has a head that is none of fields or values and is left out",
                        },
                    );
                }
            }
        }
    }

    /// The targets of links that lead here.
    pub(super) fn anchors_here(&self) -> Vec<String> {
        self.anchors.iter().map(|(_, id)| id.clone()).collect()
    }

    pub(super) fn take_anchors(&mut self) -> Vec<String> {
        let anchors = std::mem::take(&mut self.anchors);
        anchors.into_iter().map(|(_, id)| id).collect()
    }

    fn fields(&mut self, grid: &Grid, roles: &mut [Role]) {
        self.prose(grid, roles);
        self.assumptions(grid, roles);
        let groups = self.rows(grid, roles);
        let (base, part) = self.title();
        let intro = between(&self.words, &grid.head);
        self.report_list(&intro, base.as_deref().unwrap_or(self.path), grid.span);
        if let Some(other) = calling::extended(&intro) {
            let subject = base.clone().unwrap_or_else(|| self.path.to_owned());
            let message = format!("extends `{other}`, whose fields are not among its own");
            let help = "add the rows that it shares with the other type";
            self.reports
                .lost("unread-limit", Some(grid.span), subject, message, help);
        }
        let anchors = self.take_anchors();
        let many = groups.len() > 1;
        // `### Required`, `### Read-Only` above a list of fields.
        let heading = self.stack.last().map(|(_, text)| text.as_str());
        // `Required:` alone on a line.
        let line = self
            .words
            .last()
            .filter(|words| words.trim_end().ends_with([':', '*']));
        let last_line = |words: &String| facts::section(words.lines().next_back()?);
        let line = line.and_then(last_line);
        let mark = line.or_else(|| heading.and_then(facts::section));
        for (group, mut reads) in groups {
            if let Some(mark) = mark {
                reads.iter_mut().for_each(|read| read.take(mark));
            }
            if let Some(root) = root(&reads).filter(|read| !read.is_root) {
                let message = "stands above all other rows, and is taken for the object itself";
                let help = "mark the row as required or optional if it is a field";
                let place = root.row.name.as_ref().map(|cell| cell.span);
                let name = root.path.join(".");
                self.reports
                    .assumed("assumed-name", place, name, message, help);
            }
            let root_name = root(&reads).and_then(|read| titles::type_name(read.path.last()?));
            let (mut rows, open, words) = assemble(reads, roles);
            script_dates::settle(&mut rows, self.reports);
            // Lists below such headings are of one type.
            let last = self.drafts.last_mut();
            if let Some(last) =
                last.filter(|last| mark.is_some() && last.is_marked && last.base == base)
                && let Body::Fields(above) = &mut last.body
            {
                above.append(&mut rows);
                continue;
            }
            let named = titles::type_name(&group).filter(|_| many || base.is_none());
            // The words of the type say it already.
            let is_whole = |row: &Row| base.as_deref().is_some_and(|base| called(row) == base);
            match rows.as_mut_slice() {
                [only] if !intro.is_empty() && is_whole(only) => only.description.clear(),
                _ => {}
            }
            let body = self.body(rows, grid, base.as_deref());
            self.drafts.push(Draft {
                base: named.or_else(|| base.clone()).or(root_name),
                part: part.clone(),
                intro: if words.is_empty() {
                    intro.clone()
                } else {
                    words
                },
                span: grid.span,
                anchors: anchors.clone(),
                body,
                open,
                head: grid.head.iter().map(|cell| cell.text.clone()).collect(),
                samples: std::mem::take(&mut self.samples),
                is_marked: mark.is_some(),
            });
        }
    }

    /// The name of the table in the headings or the words above.
    pub(super) fn title(&mut self) -> (Option<String>, Option<String>) {
        if let Some(name) = self.class.take() {
            self.used = true;
            return (Some(name), None);
        }
        if let Some(name) = self
            .words
            .last()
            .and_then(|words| calling::strong_title(words))
        {
            if let Some(words) = self.words.pop() {
                let front = words.trim_end().rsplit_once('\n').map(|(front, _)| front);
                self.words.extend(front.map(str::to_owned));
            }
            self.used = true;
            return (Some(name), None);
        }
        let weak = self.words.iter().rev().map(|words| weak_title(words));
        // Only `Fields` is between a title and its table.
        let mut weak = weak.filter(|title| title.as_deref() != Some(""));
        let weak = weak.next().flatten();
        let is_used = std::mem::replace(&mut self.used, true);
        let is_bare = self.stack.iter().all(|(level, _)| *level == 0);
        if let Some(name) = weak.filter(|_| is_used || is_bare) {
            return (Some(name), None);
        }
        let mut part = None;
        for (level, heading) in self.stack.iter().rev() {
            match titles::read(heading) {
                Title::Name(name) => {
                    self.named.insert(*level);
                    return (Some(name), part);
                }
                // `#### Model` among headings that are names is one, too.
                Title::Generic if self.named.contains(level) && titles::may_be_name(heading) => {
                    return (
                        titles::type_name(heading).or_else(|| Some(text::shown(heading))),
                        part,
                    );
                }
                Title::Part(name) => part = part.or(Some(name)),
                Title::Generic | Title::None => {}
            }
        }
        let sentence = self
            .words
            .last()
            .and_then(|words| titles::in_sentence(words));
        (sentence, part)
    }
}

pub(super) fn called(row: &Row) -> &str {
    row.name.as_ref().map_or("", |cell| cell.text.as_str())
}
