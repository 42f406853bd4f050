//! Pages -> the types of one table, in the order of the pages.

use std::collections::{BTreeMap, BTreeSet};

use super::calling::folded;
use super::imported::{Imported, TypeOut};
use super::language::Language;
use super::names::{Id, Names, normalised};
use super::page::{Body, Page};
use super::parsed::ParsedRow;
use super::reference_page;
use super::report::Reports;
use super::types::Type;
use super::yaml::YamlNode;
use super::{Options, PageInput};
use crate::source::Span;

/// The content of a type before its rows are written.
#[derive(Debug, Clone)]
pub(super) enum Info {
    Object,
    Enum(super::enums::EnumInfo),
    /// The members, and the page on which they are named.
    Union(Vec<Type>, usize),
    /// Accepts anything, and why.
    Anything(String),
    /// A page that fieldwright wrote.
    Reference,
}

/// The pages, and what their rows say.
#[derive(Default)]
pub(super) struct ReadPages {
    pub(super) pages: Vec<Page>,
    pub(super) languages: Vec<Language>,
    /// The language that spells the names of each page, if it is known of a page of no SDK.
    pub(super) spellers: Vec<Option<super::notation::Speller>>,
    /// The rows of each page.
    pub(super) rows: Vec<Vec<ParsedRow>>,
}

/// The types that the pages have, by their number.
#[derive(Default)]
pub(super) struct MadeTypes {
    pub(super) names: Names,
    pub(super) infos: Vec<Info>,
    /// The page of each type, if it has one.
    pub(super) origin: Vec<Option<usize>>,
    /// Types by the link or name of a missing page.
    pub(super) missing: BTreeMap<String, Id>,
    /// Spellings of values in examples: type, value, spelling.
    pub(super) aliases: Vec<(Id, usize, String)>,
    /// Types that are the entries of maps.
    pub(super) map_entries: BTreeSet<Id>,
    pub(super) out: Vec<TypeOut>,
}

/// What is being written.
#[derive(Default)]
pub(super) struct Written {
    /// The row.
    pub(super) here: Option<Span>,
    /// The field whose type it is.
    pub(super) within: String,
}

/// Everything the steps share.
pub(super) struct Builder<'o> {
    pub(super) options: &'o Options,
    pub(super) reports: &'o mut Reports,
    pub(super) input: ReadPages,
    pub(super) types: MadeTypes,
    pub(super) at: Written,
    /// The names in examples.
    pub(super) shown: super::shown::Shown,
    /// The state for pages that fieldwright wrote.
    pub(super) returned: super::reference_rows::Returned,
    pub(super) used_renames: Vec<bool>,
    /// Pages that turned out to be none.
    left_out: Vec<String>,
}

/// Makes one table of all pages.
pub(crate) fn import(
    inputs: &[PageInput<'_>],
    options: &Options,
    reports: &mut Reports,
) -> Imported {
    let mut imported = Imported::default();
    let mut pages = read(inputs, &mut imported, reports);
    let spellers = super::notation::settle(&mut pages);
    let languages = super::language::detect(&pages, options.from);
    let mut builder = Builder {
        options,
        reports,
        input: ReadPages {
            spellers,
            rows: Vec::new(),
            pages,
            languages,
        },
        types: MadeTypes::default(),
        at: Written::default(),
        shown: super::shown::Shown::default(),
        returned: super::reference_rows::Returned::default(),
        used_renames: vec![false; options.renames.len()],
        left_out: Vec::new(),
    };
    builder.parse_rows();
    builder.name_types();
    builder.settle_words();
    builder.join_members();
    builder.see_examples();
    builder.settle_unions();
    builder.settle_reference_pages();
    let mut id = 0;
    // Types of missing pages are found on the way.
    while id < builder.types.infos.len() {
        builder.write_type(id);
        id += 1;
    }
    builder.write_aliases();
    builder.drop_map_entries();
    builder.write_inline();
    builder.check_renames();
    imported.types = builder.types.out;
    imported.empty.extend(builder.left_out);
    imported
}

/// Each page once, but those that are no page of a type.
fn read(inputs: &[PageInput<'_>], imported: &mut Imported, reports: &mut Reports) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let around = std::cell::OnceCell::new();
    for input in inputs {
        let start = Span::new(input.source, 0, 0);
        if !seen.insert(normalised(&input.path)) {
            let help = "it is taken once";
            reports.assumed(
                "skipped-page",
                Some(start),
                &input.path,
                "is given twice",
                help,
            );
            continue;
        }
        let found = if reference_page::is_reference_page(input.text) {
            let (head, pages) = reference_page::read(input.source, &input.path, input.text);
            imported.title = imported.title.take().or(head.title);
            imported.description = imported.description.take().or(head.description);
            pages
        } else if let Some(pages) = super::package::read(input, reports) {
            pages
        } else {
            let is_sdk_around = || *around.get_or_init(|| inputs.iter().any(|input| sdk(input).1));
            document(input, is_sdk_around, reports)
        };
        let mut is_used = false;
        for page in found {
            if let Body::Other(why) = page.body {
                let help = "pages of types have a table of Field and Type or of Name and Value, \
                            `Supported Types`, or a title alone";
                let message = format!("is skipped: {why}");
                reports.assumed("skipped-page", Some(start), &input.path, message, help);
                continue;
            }
            is_used = true;
            pages.push(page);
        }
        if !is_used {
            imported.empty.push(input.path.clone());
        }
        let file = input.path.rsplit('/').next().unwrap_or_default();
        imported.files.extend(is_used.then(|| file.to_owned()));
    }
    yield_titles(&mut pages, reports);
    pages
}

/// A table within a page of something else, such as an operation, leaves its name to the page that is
/// titled so.
fn yield_titles(pages: &mut [Page], reports: &mut Reports) {
    let is_title = |page: &Page| folded(&super::text::stem(&page.path)) == folded(&page.title);
    let titled = pages.iter().filter(|page| is_title(page));
    let titled: BTreeSet<String> = titled.map(|page| folded(&page.title)).collect();
    for page in pages.iter_mut().filter(|page| page.general) {
        if !titled.contains(&folded(&page.title)) || is_title(page) {
            continue;
        }
        let file = page.path.split('#').next().unwrap_or_default();
        let name = format!(
            "{}{}",
            super::text::stem(file),
            crate::name::camel(&page.title)
        );
        let message = format!("is called so because a page is titled `{}`", page.title);
        let help = "rename the type in the table if you like another name better";
        reports.lost("renamed-type", Some(page.span), &name, message, help);
        page.title = name;
    }
}

/// A text as a page of an SDK, and whether it is one as a whole.
fn sdk(input: &PageInput<'_>) -> (Page, bool) {
    let page = super::page::read(input.source, &input.path, input.text);
    let is_sdk = super::page::is_sdk(input.source, input.text, &page);
    (page, is_sdk)
}

/// The pages of a text: that of an SDK, or the tables of any other document.
fn document(
    input: &PageInput<'_>,
    is_sdk_around: impl Fn() -> bool,
    reports: &mut Reports,
) -> Vec<Page> {
    let (sdk, is_sdk) = sdk(input);
    if is_sdk {
        return vec![sdk];
    }
    if lists_operations(input.text) && is_sdk_around() {
        return vec![Page {
            body: Body::Other("it describes operations, whose parameters are no types"),
            ..sdk
        }];
    }
    let mut own = Reports::default();
    let pages = super::tables::read(input.source, &input.path, input.text, &mut own);
    // Among pages of types, one whose fields have no marks describes the SDK's settings.
    let is_unmarked = |page: &Page| match &page.body {
        Body::Fields(rows) => rows.iter().all(|row| row.required.is_none()),
        _ => false,
    };
    if pages.is_empty()
        && let Some(page) = super::named_list::read(input.source, &input.path, input.text, reports)
    {
        return vec![page];
    }
    let is_foreign = super::page::has_fields(input.text) && pages.iter().all(is_unmarked);
    if pages.is_empty() || is_foreign && is_sdk_around() {
        let mut sdk = sdk;
        // The heads of the tables say why none is read.
        if let Body::Other(why) = &mut sdk.body
            && own.has("skipped-table")
        {
            *why = "none of its tables is one of fields or values";
            reports.append(own);
        }
        return vec![sdk];
    }
    reports.append(own);
    pages
}

/// Whether headings are those of operations: their parameters and their errors.
fn lists_operations(text: &str) -> bool {
    let headings = || text.lines().filter_map(|line| line.strip_prefix('#'));
    let has = |wanted: &str| headings().any(|line| line.trim_matches(['#', ' ']) == wanted);
    has("Parameters") && (has("Errors") || has("Available Operations"))
}

impl Builder<'_> {
    /// Gives each page that is a type its name.
    fn name_types(&mut self) {
        for index in 0..self.input.pages.len() {
            if self.is_transport(index) {
                continue;
            }
            if self.is_prose(index) {
                continue;
            }
            let Some(page) = self.input.pages.get(index) else {
                continue;
            };
            let (span, title, path) = (page.span, page.title.clone(), page.path.clone());
            let info = self.info(index);
            let (id, renamed) = match self.input.pages.get(index).map(|page| &page.body) {
                Some(Body::Reference(page)) => (
                    self.types.names.add_reference_page(&title, &path, page),
                    false,
                ),
                _ => self.types.names.add(&title, &path),
            };
            if renamed {
                let message = "is called so because another page has its title or one like it";
                let help = "rename the type in the table if you like another name better";
                let name = self.types.names.name(id).to_owned();
                self.reports
                    .lost("renamed-type", Some(span), name, message, help);
            }
            let anchors = self
                .input
                .pages
                .get_mut(index)
                .map(|page| std::mem::take(&mut page.anchors));
            for anchor in anchors.unwrap_or_default() {
                self.types.names.alias(id, &anchor);
            }
            self.types.infos.push(info);
            self.types.origin.push(Some(index));
        }
    }

    /// Whether a page with a title and words is no union: its title is a usual word, and no cell
    /// names it. Reports it.
    fn is_prose(&mut self, index: usize) -> bool {
        let Some(page) = self.input.pages.get(index) else {
            return false;
        };
        let humps = page.title.chars().filter(|c| c.is_uppercase()).count();
        let is_name = humps > 1 && page.title.chars().any(char::is_lowercase);
        if !matches!(page.body, Body::Bare) || page.intro.is_empty() || is_name {
            return false;
        }
        // READMEs and similar files are spelled in capitals; pages of types lie among others.
        let (folder, file) = page.path.rsplit_once('/').unwrap_or(("", &page.path));
        let shouts = !file
            .split('.')
            .any(|part| part.chars().any(char::is_lowercase) && part != "md");
        let is_beside = |other: &Page| {
            let beside = other.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let is_type = matches!(
                other.body,
                Body::Fields(_) | Body::Values { .. } | Body::Union(_)
            );
            beside == folder && is_type && !other.general
        };
        let is_list = page
            .intro
            .lines()
            .any(|line| line.starts_with(['-', '*', '#', '|']));
        if !shouts && !is_list && self.input.pages.iter().any(is_beside) {
            return false;
        }
        let stem = super::text::stem(&page.path).to_lowercase();
        let title = page.title.to_lowercase();
        let names_title = |row: &ParsedRow| {
            let cell = row.cell.to_lowercase();
            cell.contains(&stem) || cell.contains(&title)
        };
        if self.input.rows.iter().flatten().any(names_title) {
            return false;
        }
        let help = "give it a table of fields or values if it is one of a type";
        let message = "is skipped: it has no table, and no cell refers to it";
        let (span, path) = (page.span, page.path.clone());
        self.reports
            .assumed("skipped-page", Some(span), &path, message, help);
        self.left_out.push(path);
        true
    }

    fn info(&mut self, index: usize) -> Info {
        let Some(page) = self.input.pages.get(index) else {
            return Info::Object;
        };
        match &page.body {
            Body::Values { values, open } => {
                let (values, open) = (values.clone(), *open);
                self.enum_info(index, &values, open)
            }
            Body::Union(_) => self.union_info(index),
            // Members come from the cells that name it.
            Body::Bare => Info::Union(Vec::new(), index),
            Body::Reference(_) => Info::Reference,
            Body::Fields(_) | Body::Other(_) => Info::Object,
        }
    }

    /// Removes the inline types that are written where they are linked, and writes those that need
    /// a name.
    fn write_inline(&mut self) {
        // Those that are found to be within themselves are linked by name everywhere.
        let mut named = 0;
        while self.named_inline() > named {
            named = self.named_inline();
            for id in 0..self.types.infos.len() {
                if matches!(self.types.infos.get(id), Some(Info::Reference))
                    && !self.is_written_elsewhere(id)
                {
                    let out = self.written(id);
                    if let Some(place) = self.types.out.get_mut(id) {
                        *place = out;
                    }
                }
            }
        }
        let out = std::mem::take(&mut self.types.out).into_iter().enumerate();
        let out = out.filter(|(id, out)| !self.is_written_elsewhere(*id) && !out.is_left_out);
        let out = out.map(|(_, out)| out).collect();
        self.types.out = out;
    }

    fn write_type(&mut self, id: Id) {
        let out = match self.is_written_elsewhere(id) {
            true => TypeOut::default(),
            false => self.written(id),
        };
        self.types.out.push(out);
    }

    fn written(&mut self, id: Id) -> TypeOut {
        let mut out = TypeOut {
            name: self.types.names.name(id).to_owned(),
            ..TypeOut::default()
        };
        let index = self.types.origin.get(id).copied().flatten();
        if let Some(page) = index.and_then(|index| self.input.pages.get(index)) {
            out.span = Some(page.span);
            let words = page.intro.clone();
            if !words.is_empty() {
                out.entries
                    .push(("description".to_owned(), YamlNode::text(words)));
            }
            if page.deprecated {
                out.entries
                    .push(("deprecated".to_owned(), YamlNode::flag(true)));
            }
        }
        match self.types.infos.get(id).cloned() {
            Some(Info::Object) => self.write_fields(id, index.unwrap_or(usize::MAX), &mut out),
            Some(Info::Enum(info)) => {
                let is_reference = index.is_some_and(|index| self.language(index) == Language::Own);
                self.write_enum(&info, is_reference, &mut out);
            }
            Some(Info::Union(members, page)) => self.write_union(page, &members, &mut out),
            Some(Info::Reference) => self.write_reference_page(id, &mut out),
            Some(Info::Anything(why)) => {
                out.entries
                    .push(("$comment".to_owned(), YamlNode::text(why)));
            }
            None => {}
        }
        out
    }

    /// A rename that meets no field is a mistake in writing it.
    fn check_renames(&mut self) {
        for ((field, _), used) in self.options.renames.iter().zip(&self.used_renames) {
            if !used {
                let message = format!("no field is called `{field}`");
                let help = "name it as `Type.field`, as the table or the page spells it";
                self.reports.warning("unused-rename", None, message, help);
            }
        }
    }
}
