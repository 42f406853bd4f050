//! How a parameter is written, after the table of OpenAPI 3.1 section 4.8.12.6 (of 3.2 the same with
//! `cookie`) and RFC 6570.
//!
//! | style | where | `explode` | string | array | object |
//! |---|---|---|---|---|---|
//! | `form` | query, cookie | no | `c=blue` | `c=blue,black` | `c=R,100,G,200` |
//! | `form` | query, cookie | yes | `c=blue` | `c=blue&c=black` | `R=100&G=200` |
//! | `simple` | path, header | no | `blue` | `blue,black` | `R,100,G,200` |
//! | `simple` | path, header | yes | `blue` | `blue,black` | `R=100,G=200` |
//! | `label` | path | no | `.blue` | `.blue,black` | `.R,100,G,200` |
//! | `label` | path | yes | `.blue` | `.blue.black` | `.R=100.G=200` |
//! | `matrix` | path | no | `;c=blue` | `;c=blue,black` | `;c=R,100,G,200` |
//! | `matrix` | path | yes | `;c=blue` | `;c=blue;c=black` | `;R=100;G=200` |
//! | `spaceDelimited` | query | no | - | `c=blue%20black` | `c=R%20100%20G%20200` |
//! | `pipeDelimited` | query | no | - | `c=blue%7Cblack` | `c=R%7C100%7CG%7C200` |
//! | `deepObject` | query | yes | - | - | `c%5BR%5D=100&c%5BG%5D=200` |
//! | `cookie` | cookie | no | `c=blue` | `c=blue,black` | `c=R,100,G,200` |
//! | `cookie` | cookie | yes | `c=blue` | `c=blue; c=black` | `R=100; G=200` |
//!
//! Swagger 2's `collectionFormat` is `csv` for `form` or `simple`, `ssv` for `spaceDelimited`, `pipes` for
//! `pipeDelimited`, `multi` for `form` with `explode`; `tsv` has a separate delimiter. Combinations that
//! are not in the table are read and written by the same rules, with a warning of the generator.

use super::table::Location;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Form,
    Simple,
    Label,
    Matrix,
    Space,
    Pipe,
    Tab,
    Deep,
    Cookie,
    /// JSON text: `content` of a JSON media type.
    Json,
    /// The text itself: `content` of any other media type.
    Text,
}

/// The style of a parameter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) kind: Kind,
    pub(super) explode: bool,
    /// `allowReserved`: reserved characters are written as they are.
    pub(super) reserved: bool,
    /// `allowEmptyValue`: the parameter may be written without content instead of left out.
    pub(super) allows_empty: bool,
    /// Elements that are no scalars are JSON text (properties of forms without a style).
    pub(super) json_items: bool,
}

impl Style {
    /// The default of a location.
    pub(super) const fn of(location: Location) -> Self {
        let (kind, explode) = match location {
            Location::Query | Location::Form => (Kind::Form, true),
            Location::Path | Location::Headers => (Kind::Simple, false),
            Location::Cookies => (Kind::Form, true),
            Location::QueryJson => (Kind::Json, false),
        };
        Self {
            kind,
            explode,
            reserved: false,
            allows_empty: false,
            json_items: false,
        }
    }

    /// Takes in a word of a table.
    pub(super) fn word(&mut self, word: &str) {
        match word {
            "explode" => self.explode = true,
            "joined" => self.explode = false,
            "allowReserved" => self.reserved = true,
            "allowEmptyValue" => self.allows_empty = true,
            "jsonItems" => self.json_items = true,
            _ => self.kind = kind(word).unwrap_or(self.kind),
        }
    }

    /// The delimiter of elements that are written into one text.
    pub(super) const fn delimiter(self) -> char {
        match self.kind {
            Kind::Space => ' ',
            Kind::Pipe => '|',
            Kind::Tab => '\t',
            Kind::Label if self.explode => '.',
            Kind::Matrix if self.explode => ';',
            _ => ',',
        }
    }

    /// Whether the delimiter is percent-encoded itself: the elements then cannot have it.
    pub(super) const fn hides_delimiter(self) -> bool {
        matches!(self.kind, Kind::Space | Kind::Pipe | Kind::Tab)
    }

    /// Whether each element of an array and each property of an object is written by itself.
    pub(super) const fn repeats(self) -> bool {
        self.explode
            && matches!(
                self.kind,
                Kind::Form | Kind::Cookie | Kind::Space | Kind::Pipe | Kind::Tab
            )
    }

    /// The name a document has for it.
    pub(super) fn name(self) -> &'static str {
        let names = NAMES.iter();
        let mut names = names.filter(|(_, kind)| *kind == self.kind);
        names.next().map_or("form", |(name, _)| name)
    }
}

const NAMES: [(&str, Kind); 11] = [
    ("form", Kind::Form),
    ("simple", Kind::Simple),
    ("label", Kind::Label),
    ("matrix", Kind::Matrix),
    ("spaceDelimited", Kind::Space),
    ("pipeDelimited", Kind::Pipe),
    ("tabDelimited", Kind::Tab),
    ("deepObject", Kind::Deep),
    ("cookie", Kind::Cookie),
    ("json", Kind::Json),
    ("text", Kind::Text),
];

fn kind(word: &str) -> Option<Kind> {
    let mut names = NAMES.iter();
    let found = names.find(|(name, _)| *name == word)?;
    Some(found.1)
}
