//! Paths and the template of their operation: `/pets/{petId}/files/{name}.{format}`.

use std::borrow::Cow;

use super::percent;
use super::read::Given;
use super::style::Kind;
use super::table::{Outcome, Parameter, Parameters};
use crate::Map;

/// A part of a template.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    /// Literal text of a path, percent-encoded.
    Literal(String),
    /// The parameter of this index; `None` if no parameter has the name.
    Parameter(Option<usize>),
}

/// Characters that templates contain unencoded (RFC 3986 section 3.3), `%` for encoded text.
const LITERAL: &str = "/:@!$&'()*+,;=%";

/// The names in a template, in order.
pub(super) fn template_names(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split('{').skip(1);
    parts.filter_map(|part| Some(part.split_once('}')?.0))
}

/// Splits a template; the prefix that a style adds to a value is part of the literal before it.
pub(super) fn template(text: &str, parameters: &[Parameter]) -> Vec<Part> {
    let text = text.split(['?', '#']).next().unwrap_or_default();
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (before, after) = rest.split_once('{').unwrap_or((rest, ""));
        percent::encode(&mut literal, before, LITERAL);
        let Some((name, after)) = after.split_once('}') else {
            percent::encode(
                &mut literal,
                rest.get(before.len()..).unwrap_or(""),
                LITERAL,
            );
            break;
        };
        rest = after;
        let index = parameters.iter().position(|one| one.name == name);
        match index.and_then(|index| parameters.get(index)) {
            Some(one) if one.style.kind == Kind::Label => literal.push('.'),
            Some(one) if one.style.kind == Kind::Matrix => literal.push(';'),
            _ => {}
        }
        if !literal.is_empty() {
            parts.push(Part::Literal(std::mem::take(&mut literal)));
        }
        parts.push(Part::Parameter(index));
    }
    if !literal.is_empty() {
        parts.push(Part::Literal(literal));
    }
    parts
}

/// The text of each parameter in a path; `None` if the path does not match. A parameter ends where
/// the next literal starts first, or where the last literal of its segment ends the segment.
fn matched<'t>(parts: &[Part], path: &'t str) -> Option<Vec<(usize, &'t str)>> {
    let mut found = Vec::new();
    let mut rest = path;
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Literal(text) => rest = rest.strip_prefix(text.as_str())?,
            Part::Parameter(index) => {
                let segment = rest.split('/').next().unwrap_or_default();
                let length = length(segment, parts.get(at + 1..).unwrap_or_default())?;
                let (text, after) = rest.split_at_checked(length)?;
                found.extend(index.map(|index| (index, text)));
                rest = after;
            }
        }
    }
    rest.is_empty().then_some(found)
}

/// How much of a segment a parameter is, before these parts.
fn length(segment: &str, parts: &[Part]) -> Option<usize> {
    let mut after = parts.iter();
    let Some(Part::Literal(next)) = after.find(|part| matches!(part, Part::Literal(_))) else {
        return Some(segment.len());
    };
    let within = next.split('/').next().unwrap_or_default();
    let is_last = within.len() < next.len() || after.next().is_none();
    match within {
        "" => Some(segment.len()),
        _ if is_last => segment.strip_suffix(within).map(str::len),
        _ => segment.find(within),
    }
}

impl Parameters {
    pub(super) fn read_path(&self, path: &str) -> Outcome {
        let table = self.table();
        let Some(found) = matched(&table.template, path).filter(|_| !path.contains(['?', '#']))
        else {
            let problem = format!("the path does not match {}", self.template);
            return Outcome::new(Map::new(), vec![self.problem(None, &problem)]);
        };
        let mut given: Vec<Given<'_>> = Vec::new();
        given.resize_with(table.parameters.len(), Given::default);
        let (mut value, mut problems) = (Map::new(), Vec::new());
        for (index, text) in found {
            let (Some(given), Some(parameter)) =
                (given.get_mut(index), table.parameters.get(index))
            else {
                continue;
            };
            match plain(text, parameter) {
                Ok(text) => given.texts.push(text),
                Err(problem) => problems.push(self.problem(Some(parameter), problem)),
            }
        }
        self.values(given, &mut value, &mut problems);
        Outcome::new(value, problems)
    }
}

/// The text without the name that `matrix` repeats: `color=a;color=b` as `a;b`.
fn plain<'t>(text: &'t str, parameter: &Parameter) -> Result<Cow<'t, str>, &'static str> {
    let is_members = parameter.style.explode && parameter.shape.is_object();
    if parameter.style.kind != Kind::Matrix || is_members {
        return Ok(Cow::Borrowed(text));
    }
    let value = |text: &'t str| {
        let after = text.strip_prefix(parameter.name.as_str());
        let after = after.ok_or("the name does not stand in front of the value")?;
        match after.strip_prefix('=') {
            Some(value) => Ok(value),
            None if after.is_empty() => Ok(""),
            None => Err("the name does not stand in front of the value"),
        }
    };
    if !parameter.style.explode {
        return value(text).map(Cow::Borrowed);
    }
    let values: Result<Vec<&str>, &'static str> = text.split(';').map(value).collect();
    values.map(|values| Cow::Owned(values.join(";")))
}

#[cfg(test)]
mod tests {
    use super::{Part, matched, template};
    use crate::web::{Location, Parameters};

    fn read(path: &str, text: &str) -> Option<Vec<String>> {
        const LINES: &str = "a\nb\n";
        let leaked: &'static str = Box::leak(path.to_owned().into());
        let parameters = Parameters::new(Location::Path, leaked, LINES);
        let found = matched(&parameters.table().template, text)?;
        Some(found.into_iter().map(|(_, text)| text.to_owned()).collect())
    }

    #[test]
    fn paths_match_their_template() {
        for (path, text, expected) in [
            ("/x/{a}", "/x/1", Some(vec!["1"])),
            ("/x/{a}", "/x/", Some(vec![""])),
            ("/x/{a}", "/x/1/2", None),
            ("/x/{a}", "/y/1", None),
            ("/x/{a}/z", "/x/1/z", Some(vec!["1"])),
            ("/x/{a}/z", "/x/1/zz", None),
            ("/{a}...{b}", "/m...d", Some(vec!["m", "d"])),
            ("/{a}.{b}", "/m.tar.gz", Some(vec!["m", "tar.gz"])),
            ("/{a}.json", "/m.json.json", Some(vec!["m.json"])),
            ("/{a}.json/{b}", "/m.json.json/x", Some(vec!["m.json", "x"])),
            ("/{a}{b}", "/mn", Some(vec!["mn", ""])),
            ("/a b/{a}", "/a%20b/x", Some(vec!["x"])),
            ("/x/{c}/{b}", "/x/1/2", Some(vec!["1", "2"])),
        ] {
            let expected = expected.map(|list| list.into_iter().map(str::to_owned).collect());
            assert_eq!(read(path, text), expected, "{path} on {text}");
        }
    }

    #[test]
    fn braces_that_do_not_close_are_literal() {
        let literal = Part::Literal("/a%7Bb".to_owned());
        assert_eq!(template("/a{b", &[]), [literal]);
    }
}
