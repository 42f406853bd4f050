//! The SDK's language of a page, by its content.
//!
//! A fence decides; else the spellings of types, links and names are weighed. Pages without clues
//! have the language of the pages around them.

use super::page::{Body, Page};

/// The language of an SDK's documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Language {
    /// Ruby with Sorbet's types.
    Ruby,
    /// Python with type hints.
    Python,
    /// TypeScript.
    TypeScript,
    /// Go.
    Go,
    /// Java.
    Java,
    /// C#.
    CSharp,
    /// PHP.
    Php,
    /// Pages that fieldwright wrote itself.
    Own,
    /// Documents that no SDK generator wrote.
    Plain,
}

impl Language {
    /// Those of SDKs, with the names of their fences.
    const ALL: [(Self, &'static str); 7] = [
        (Self::Ruby, "ruby"),
        (Self::Python, "python"),
        (Self::TypeScript, "typescript"),
        (Self::Go, "go"),
        (Self::Java, "java"),
        (Self::CSharp, "csharp"),
        (Self::Php, "php"),
    ];

    pub(super) fn sdks() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().map(|(language, _)| language)
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Ruby => "Ruby",
            Self::Python => "Python",
            Self::TypeScript => "TypeScript",
            Self::Go => "Go",
            Self::Java => "Java",
            Self::CSharp => "C#",
            Self::Php => "PHP",
            Self::Own => "fieldwright",
            Self::Plain => "the page",
        }
    }
}

/// Spellings in a type's cell that indicate a language.
const CLUES: &[(Language, &str, u32)] = &[
    (Language::Ruby, "T.nilable", 20),
    (Language::Ruby, "T::", 20),
    (Language::Ruby, "::String", 10),
    (Language::Ruby, "::Integer", 10),
    (Language::Ruby, "::Float", 10),
    (Language::Ruby, "::Object", 10),
    (Language::Ruby, "Models::", 10),
    (Language::Ruby, "Crystalline::", 20),
    (Language::Ruby, "ruby-doc.org", 20),
    (Language::Python, "Optional[", 10),
    (Language::Python, "Nullable[", 10),
    (Language::Python, "List[", 15),
    (Language::Python, "Dict[", 20),
    (Language::Python, "Literal[", 20),
    (Language::Python, "Union[", 20),
    (Language::Python, "*str*", 15),
    (Language::Python, "*Any*", 5),
    (Language::Python, "[models.", 3),
    (Language::Python, "docs.python.org", 20),
    (Language::TypeScript, "Record<", 20),
    (Language::TypeScript, "*number*", 15),
    (Language::TypeScript, "*boolean*", 3),
    (Language::TypeScript, "*any*", 3),
    (Language::TypeScript, "*[]", 15),
    (Language::TypeScript, ")[]", 15),
    (Language::TypeScript, "developer.mozilla.org", 20),
    (Language::TypeScript, "RFCDate", 20),
    (Language::TypeScript, "*\"", 10),
    (Language::Go, "map[", 20),
    (Language::Go, "`", 20),
    (Language::Go, "float64", 15),
    (Language::Go, "int64", 15),
    (Language::Go, "pkg.go.dev", 20),
    (Language::Go, "types.Date", 20),
    (Language::Go, "optionalnullable.", 20),
    (Language::Go, "*any*", 2),
    (Language::Java, "\\<", 15),
    (Language::Java, "Optional<", 15),
    (Language::Java, "JsonNullable", 20),
    (Language::Java, "Map<String", 20),
    (Language::Java, "*String*", 15),
    (Language::Java, "*Boolean*", 10),
    (Language::Java, "*Long*", 10),
    (Language::Java, "*Double*", 10),
    (Language::Java, "*boolean*", 3),
    (Language::Java, "*Object*", 10),
    (Language::Java, "docs.oracle.com", 20),
    (Language::CSharp, "Dictionary<", 20),
    (Language::CSharp, "List<", 10),
    (Language::CSharp, "microsoft.com", 20),
    (Language::CSharp, "*object*", 5),
    (Language::CSharp, "*double*", 3),
    (Language::CSharp, "*long*", 3),
    (Language::Php, "array<", 20),
    (Language::Php, "php.net", 20),
    (Language::Php, "*mixed*", 20),
    (Language::Php, "*?", 15),
    (Language::Php, "[?", 15),
    (Language::Php, "Components\\", 20),
    (Language::Php, "\\DateTime", 20),
    (Language::Php, "*float*", 3),
    (Language::Python, "*float*", 3),
    (Language::Php, "*int*", 2),
    (Language::Python, "*int*", 2),
    (Language::Php, "*bool*", 2),
    (Language::Python, "*bool*", 2),
    (Language::CSharp, "*bool*", 2),
    (Language::Go, "*bool*", 1),
    (Language::TypeScript, "*string*", 2),
    (Language::CSharp, "*string*", 2),
    (Language::Php, "*string*", 2),
    (Language::Go, "*string*", 1),
];

/// The score of each language, in the order of [`Language::ALL`].
type Scores = [u32; 7];

fn add(scores: &mut Scores, language: Language, points: u32) {
    let all = Language::ALL.iter().zip(scores.iter_mut());
    for (_, score) in all.filter(|((one, _), _)| *one == language) {
        *score += points;
    }
}

fn scores(page: &Page) -> Scores {
    let mut scores = Scores::default();
    for fence in &page.fences {
        for (language, name) in Language::ALL {
            if fence == name {
                add(&mut scores, language, 1000);
            }
        }
    }
    let Body::Fields(rows) = &page.body else {
        return scores;
    };
    for row in rows {
        for (language, clue, points) in CLUES {
            if row.ty.contains(clue) {
                add(&mut scores, *language, *points);
            }
        }
        if row.ty.starts_with("**") || row.ty.starts_with("[]") {
            add(&mut scores, Language::Go, 20);
        }
        let (_, name) = row
            .name
            .as_ref()
            .map(|cell| super::text::name(&cell.text))
            .unwrap_or_default();
        let upper = name.starts_with(|c: char| c.is_uppercase());
        let inner = name.chars().any(char::is_uppercase);
        let spelled: &[Language] = match () {
            () if upper => &[Language::Go, Language::CSharp],
            () if name.contains('_') => &[Language::Ruby, Language::Python],
            () if inner => &[Language::TypeScript, Language::Java, Language::Php],
            () => &[],
        };
        for language in spelled {
            add(&mut scores, *language, 4);
        }
    }
    paths(page, rows, &mut scores);
    let small = |row: &super::row::Row| {
        let name = row
            .name
            .as_ref()
            .map(|cell| super::text::name(&cell.text).1);
        name.is_some_and(|name| name.starts_with(char::is_lowercase))
    };
    if rows.iter().any(small) {
        // Go and C# write every name with a capital.
        for ((language, fence), score) in Language::ALL.iter().zip(scores.iter_mut()) {
            let capitals = matches!(language, Language::Go | Language::CSharp);
            if capitals && !page.fences.iter().any(|known| known == fence) {
                *score = 0;
            }
        }
    }
    scores
}

/// Folders and files are spelled by the language, too.
fn paths(page: &Page, rows: &[super::row::Row], scores: &mut Scores) {
    let links = rows
        .iter()
        .filter_map(|row| row.ty.split_once("](").map(|(_, url)| url));
    for path in links.chain(std::iter::once(page.path.as_str())) {
        if path.contains("://") {
            continue;
        }
        if path.contains("Models/") {
            add(scores, Language::CSharp, 4);
            add(scores, Language::Php, 4);
        }
        if path.contains("pkg/models/") {
            add(scores, Language::Go, 8);
        }
        if path.contains("sdk/models/") {
            add(scores, Language::TypeScript, 8);
        }
    }
}

/// The language of each page; `from` overrides the clues on pages.
pub(super) fn detect(pages: &[Page], from: Option<Language>) -> Vec<Language> {
    let all: Vec<Scores> = pages.iter().map(scores).collect();
    let sum = votes(all.iter());
    let common = best(&sum).unwrap_or(Language::TypeScript);
    let each = pages.iter().zip(&all).map(|(page, scores)| {
        if matches!(page.body, Body::Reference(_)) || page.fences.iter().any(|f| f == "fieldwright")
        {
            return Language::Own;
        }
        if page.general {
            return from.unwrap_or_else(|| unmarked(page));
        }
        let near = || {
            let near = pages.iter().zip(&all);
            near.filter(|(other, _)| folder(&other.path) == folder(&page.path))
        };
        // Pages that leave no doubt decide for those around them.
        let sure = || {
            let voted = votes(
                near()
                    .filter(|(_, scores)| is_sure(scores))
                    .map(|(_, scores)| scores),
            );
            best(&voted).filter(|language| may_be(*language, page))
        };
        from.or_else(|| best(scores).filter(|_| is_sure(scores)))
            .or_else(sure)
            .or_else(|| best(scores))
            .or_else(|| best(&votes(near().map(|(_, scores)| scores))))
            .unwrap_or(common)
    });
    each.collect()
}

/// A page has one vote, so that long ones do not outweigh many.
fn votes<'s>(pages: impl Iterator<Item = &'s Scores>) -> Scores {
    let mut sum = Scores::default();
    for language in pages.filter_map(best) {
        add(&mut sum, language, 1);
    }
    sum
}

/// Whether some spelling on the page belongs to one language alone.
fn is_sure(scores: &Scores) -> bool {
    scores.iter().any(|score| *score >= 20)
}

/// Go and C# write every name with a capital.
fn may_be(language: Language, page: &Page) -> bool {
    let Body::Fields(rows) = &page.body else {
        return true;
    };
    let is_small = |row: &super::row::Row| {
        let name = row
            .name
            .as_ref()
            .map(|cell| super::text::name(&cell.text).1);
        name.is_some_and(|name| name.starts_with(char::is_lowercase))
    };
    !matches!(language, Language::Go | Language::CSharp) || !rows.iter().any(is_small)
}

/// The language of a page without the signs of an SDK: Ruby's types are distinctive.
fn unmarked(page: &Page) -> Language {
    let Body::Fields(rows) = &page.body else {
        return Language::Plain;
    };
    const RUBY: [&str; 6] = [
        "T.nilable(",
        "T::",
        "::String",
        "::Integer",
        "::Float",
        "Models::",
    ];
    let is_ruby = |row: &super::row::Row| RUBY.iter().any(|clue| row.ty.contains(clue));
    if rows.iter().any(is_ruby) {
        Language::Ruby
    } else {
        Language::Plain
    }
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The language with most points, if no other has as many.
fn best(scores: &Scores) -> Option<Language> {
    let most = *scores.iter().max()?;
    let mut leaders = Language::ALL
        .iter()
        .zip(scores)
        .filter(|(_, score)| **score == most);
    let (language, _) = leaders.next()?;
    (most > 0 && leaders.next().is_none()).then_some(language.0)
}
