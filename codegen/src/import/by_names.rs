//! The cells of names -> what all of them have in common: tags, signs of marks and depth, the numbers of an
//! outline, or that they are no names of fields at all.

use std::collections::BTreeSet;

use super::blocks::Grid;
use super::columns::{self, Role};
use super::table::Cell;
use super::text;
use super::types::plain;

pub(super) fn head(grid: &Grid, at: usize) -> String {
    let cell = grid.head.get(at).map(|cell| text::shown(&cell.text));
    cell.unwrap_or_default().trim().to_lowercase()
}

/// The cells of a column that say something.
pub(super) fn cells(grid: &Grid, at: usize) -> Vec<String> {
    let cells = grid.rows.iter().filter_map(|row| row.get(at));
    let cells = cells.map(|cell| text::entities(&text::with_breaks(&cell.text)));
    cells.filter(|text| !text.trim().is_empty()).collect()
}

/// Whether a table is one of data and no table of fields: no cell of its types is one, and no name is
/// spelled as documents have it, or all names are those of files.
pub(super) fn is_data(grid: &Grid, roles: &[Role]) -> bool {
    if are_people(grid, roles) {
        return true;
    }
    const ENDINGS: [&str; 24] = [
        "png", "jpg", "jpeg", "gif", "svg", "csv", "js", "ts", "css", "html", "md", "txt", "pdf",
        "zip", "json", "yaml", "yml", "xml", "py", "rs", "go", "java", "sh", "toml",
    ];
    let (Some(name), Some(ty)) = (
        columns::of(roles, Role::Name),
        columns::of(roles, Role::Type),
    ) else {
        return false;
    };
    let (names, types) = (cells(grid, name), cells(grid, ty));
    if names.len() < 2 || types.is_empty() {
        return false;
    }
    let is_file = |name: &String| {
        let ending = name
            .trim_matches('`')
            .rsplit_once('.')
            .map(|(_, ending)| ending.to_lowercase());
        ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
    };
    if names.iter().all(is_file) {
        return true;
    }
    let is_code = |text: &String| text.contains(['`', '_', '[', '<', '*', '\u{bb}']);
    let is_name = |name: &String| {
        // `CUST-NAME`, but not `BUG-1`.
        let is_number = name.ends_with(|c: char| c.is_ascii_digit());
        let shouts =
            !is_number && !name.contains(char::is_lowercase) && name.contains(char::is_uppercase);
        is_code(name) || shouts || name.trim().starts_with(char::is_lowercase)
    };
    let is_type = |cell: &String| {
        let is_sized = cell.contains(|c: char| c == '(' || c.is_ascii_digit());
        is_code(cell)
            || is_sized
            || cell.contains("](")
            || plain::parse_front(cell).is_some_and(|_| plain::is_known(cell))
    };
    !names.iter().any(is_name) && !types.iter().any(is_type)
}

/// Names and titles of people, where no column has types: each name has several words and nothing
/// describes it, or no name begins with a small letter or is in its title.
fn are_people(grid: &Grid, roles: &[Role]) -> bool {
    let says = [
        Role::Type,
        Role::Default,
        Role::Example,
        Role::Constraints,
        Role::AllowedValues,
        Role::Format,
    ];
    let has = |role: &Role| roles.contains(role);
    let (Some(name), Some(title)) = (
        columns::of(roles, Role::Name),
        columns::of(roles, Role::Title),
    ) else {
        return false;
    };
    let names = cells(grid, name);
    if says.iter().any(has) || names.len() < 2 {
        return false;
    }
    let is_several = |name: &String| name.trim().contains(' ') && !name.contains('`');
    let has_words = has(&Role::Description) || has(&Role::Notes);
    let is_capital = |name: &String| name.trim().starts_with(char::is_uppercase);
    let is_apart = |row: &Vec<Cell>| {
        let folded = |at: usize| row.get(at).map(|cell| super::calling::folded(&cell.text));
        let (name, title) = (folded(name), folded(title));
        name.zip(title).is_some_and(|(name, title)| {
            !title.is_empty() && !title.contains(&name) && !name.contains(&title)
        })
    };
    !has_words && names.iter().all(is_several)
        || names.iter().all(is_capital) && grid.rows.iter().all(is_apart)
}

/// One column below `Field`, each cell of which is a name as documents have them.
pub(super) fn is_list_of_names(grid: &Grid, roles: &[Role]) -> bool {
    let is_name = |name: &String| {
        let name = name.trim_matches('`');
        text::is_word(name) && name.starts_with(char::is_lowercase)
    };
    let names = cells(grid, 0);
    roles == [Role::Name]
        && matches!(
            head(grid, 0).as_str(),
            "field" | "fields" | "field name" | "property" | "attribute" | "column"
        )
        && names.len() > 1
        && names.iter().all(is_name)
}

/// `` `id` (*string*) ``: at least half of the names have a type behind them, and others look like them.
pub(super) fn are_typed(grid: &Grid, roles: &[Role]) -> bool {
    let Some(at) = columns::of(roles, Role::Name) else {
        return false;
    };
    let names = cells(grid, at);
    let typed = names
        .iter()
        .filter(|name| name.ends_with(')') && !super::field_name::name(name).ty.is_empty());
    names.len() > 1 && typed.count() * 2 >= names.len()
}

/// The names of a column that are all written as tags: `<MsgId>`.
pub(super) fn tags(grid: &mut Grid, roles: &[Role]) {
    let Some(at) = columns::of(roles, Role::Name) else {
        return;
    };
    let tag = |text: &str| {
        let text = text::shown(text);
        let inner = text
            .trim()
            .trim_matches('`')
            .strip_prefix('<')?
            .strip_suffix('>')?;
        text::is_word(inner).then(|| inner.to_owned())
    };
    let full = |row: &&Vec<Cell>| row.get(at).is_some_and(|cell| !cell.text.is_empty());
    let rows = || grid.rows.iter().filter(full);
    let is_tag = |row: &Vec<Cell>| row.get(at).is_some_and(|cell| tag(&cell.text).is_some());
    if rows().count() < 2 || !rows().all(is_tag) {
        return;
    }
    for cell in grid.rows.iter_mut().filter_map(|row| row.get_mut(at)) {
        if let Some(name) = tag(&cell.text) {
            cell.text = name;
        }
    }
}

/// Signs in front of all names: `+ name` and `- name` mark what is required and what is not, `+name`
/// below `order` lies in it, and `/order/line` is a path.
pub(super) fn signs(grid: &mut Grid, roles: &[Role]) {
    let Some(at) = columns::of(roles, Role::Name) else {
        return;
    };
    let names = cells(grid, at);
    let all = |is: fn(&str) -> bool| names.len() > 1 && names.iter().all(|name| is(name.trim()));
    let is_marked = |name: &str| name.starts_with("+ ") || name.starts_with("- ");
    // A mark before a link is no part of a name even where it is alone.
    let is_link = |name: &String| is_marked(name.trim()) && name.trim().get(2..3) == Some("[");
    let are_links = !names.is_empty() && names.iter().all(is_link);
    let is_path = |name: &str| {
        let mut parts = name.strip_prefix('/').unwrap_or_default().split('/');
        name.starts_with('/') && parts.all(|part| text::is_word(part.trim_start_matches('@')))
    };
    let is_below = |name: &&String| {
        let bare = name.trim().trim_start_matches('+');
        bare.len() < name.trim().len() && text::is_word(bare)
    };
    let first = names.first().map_or("+", |name| name.trim());
    let change: fn(&str) -> Option<String> = match () {
        () if are_links
            || all(is_marked) && names.iter().any(|name| name.trim().starts_with('+')) =>
        {
            marked
        }
        () if all(is_path) => |name| Some(name.strip_prefix('/')?.replace('/', ".")),
        () if !first.starts_with('+') && names.iter().any(|name| is_below(&name)) => deeper,
        () => return,
    };
    for cell in grid.rows.iter_mut().filter_map(|row| row.get_mut(at)) {
        if let Some(name) = change(cell.text.trim()) {
            cell.text = name;
        }
    }
}

fn marked(name: &str) -> Option<String> {
    let (sign, name) = name.split_once(' ')?;
    let mark = if sign == "+" { "required" } else { "optional" };
    Some(format!("{} ({mark})", name.trim()))
}

fn deeper(name: &str) -> Option<String> {
    let bare = name.trim_start_matches('+');
    let depth = name.len() - bare.len();
    (depth > 0 && text::is_word(bare)).then(|| format!("{} {bare}", "\u{bb}".repeat(depth)))
}

/// `1`, `1.1`, `1.2`, `2`: numbers of rows, each below the row whose number it continues, are their depth.
pub(super) fn outline(grid: &mut Grid, roles: &mut [Role]) {
    if roles.contains(&Role::Depth) {
        return;
    }
    let number = |text: &str| {
        let text = text::shown(text);
        let text = text.trim_end_matches('.').to_owned();
        let mut parts = text.split('.');
        let is_number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
        parts.all(is_number).then_some(text)
    };
    let is_outline = |at: &usize| {
        let is_free = matches!(
            roles.get(*at),
            Some(Role::Ignored | Role::Unknown | Role::Title)
        );
        let mut known: BTreeSet<String> = BTreeSet::new();
        let mut is_deep = false;
        let rows = grid.rows.iter().filter_map(|row| row.get(*at));
        let mut numbers = rows.map(|cell| number(&cell.text));
        is_free
            && numbers.all(|found| {
                let Some(found) = found else { return false };
                let above = found.rsplit_once('.').map(|(above, _)| above);
                is_deep |= above.is_some();
                above.is_none_or(|above| known.contains(above)) && known.insert(found)
            })
            && is_deep
    };
    let Some(at) = (0..roles.len()).find(is_outline) else {
        return;
    };
    for cell in grid.rows.iter_mut().filter_map(|row| row.get_mut(at)) {
        let depth = text::shown(&cell.text)
            .trim_end_matches('.')
            .matches('.')
            .count();
        cell.text = depth.to_string();
    }
    if let Some(place) = roles.get_mut(at) {
        *place = Role::Depth;
    }
}

/// `=>448` in the cell of a number says how deep the row lies, as it does in front of a name.
pub(super) fn arrows(grid: &mut Grid, roles: &[Role]) {
    let Some(name) = columns::of(roles, Role::Name) else {
        return;
    };
    let free = |at: &usize| matches!(roles.get(*at), Some(Role::Ignored | Role::Unknown));
    let Some(at) = (0..roles.len()).filter(free).find(|at| {
        let cells = || grid.rows.iter().filter_map(|row| row.get(*at));
        let is_plain = |cell: &Cell| {
            let text = text::entities(&cell.text);
            let bare =
                text.trim_start_matches(['=', '-', '>', '\u{2192}', '\u{bb}', '\u{21b3}', ' ']);
            bare.chars().all(char::is_alphanumeric)
        };
        let mut depths = cells().map(arrow);
        let is_deep = depths.next() == Some(0) && depths.any(|depth| depth > 0);
        is_deep && cells().filter(|cell| arrow(cell) > 0).all(is_plain)
    }) else {
        return;
    };
    for row in &mut grid.rows {
        let depth = row.get(at).map_or(0, arrow);
        if let Some(cell) = row.get_mut(name).filter(|_| depth > 0) {
            cell.text = format!("{} {}", "\u{bb}".repeat(depth), cell.text.trim());
        }
    }
}

/// How many arrows stand in front of a text.
fn arrow(cell: &Cell) -> usize {
    let text = text::entities(&cell.text);
    let mut rest = text.trim().trim_matches('`');
    let signs = ["=>", "->", "\u{2192}", "\u{bb}", "\u{21b3}"];
    let mut count = 0;
    while let Some(next) = signs.iter().find_map(|sign| rest.strip_prefix(sign)) {
        rest = next.trim_start();
        count += 1;
    }
    // An arrow alone points at nothing.
    if rest.is_empty() || count > 8 {
        0
    } else {
        count
    }
}
