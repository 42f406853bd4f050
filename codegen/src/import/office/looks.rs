//! How cells of XLSX look, where that says something: how far a name is put in, and what is struck
//! through (ECMA-376, part 1, 18.8).

use super::Problem;
use super::page::Cell;
use super::sheet::Row;
use super::xml::{Part, Tag, walk};

/// Steps of more depth are decoration.
const MOST: usize = 15;

/// The look of a style.
#[derive(Debug, Default, Clone, Copy)]
struct Look {
    indent: usize,
    is_struck: bool,
}

/// The looks of a workbook, by style.
#[derive(Debug, Default)]
pub(super) struct Looks(Vec<Look>);

impl Looks {
    /// Of the part `xl/styles.xml`.
    pub(super) fn read(styles: &str) -> Result<Self, Problem> {
        let (mut looks, mut fonts) = (Vec::<Look>::new(), Vec::<bool>::new());
        let (mut in_cells, mut in_fonts) = (false, false);
        let is_on = |tag: &Tag| !matches!(tag.get("val"), Some("0" | "false"));
        walk(styles, |part| {
            match part {
                Part::Open(tag) => match tag.name.as_str() {
                    "cellXfs" => in_cells = true,
                    "fonts" => in_fonts = true,
                    "font" if in_fonts => fonts.push(false),
                    "strike" if in_fonts => {
                        if let Some(last) = fonts.last_mut() {
                            *last = is_on(&tag);
                        }
                    }
                    "xf" if in_cells => {
                        let font = tag.get("fontId").and_then(|id| id.parse::<usize>().ok());
                        let is_struck = font.and_then(|id| fonts.get(id)).copied();
                        looks.push(Look {
                            indent: 0,
                            is_struck: is_struck.unwrap_or(false),
                        });
                    }
                    "alignment" if in_cells => {
                        let indent = tag.get("indent").and_then(|text| text.parse().ok());
                        if let (Some(last), Some(indent)) = (looks.last_mut(), indent) {
                            last.indent = usize::min(indent, MOST);
                        }
                    }
                    _ => {}
                },
                Part::Close(name) if name == "cellXfs" => in_cells = false,
                Part::Close(name) if name == "fonts" => in_fonts = false,
                _ => {}
            }
            Ok(())
        })?;
        Ok(Self(looks))
    }

    fn of(&self, cell: &Cell) -> Look {
        let look = cell.style.and_then(|style| self.0.get(style));
        look.copied().unwrap_or_default()
    }

    /// Writes signs of depth in front of the texts of the first column whose cells are put in, some
    /// more than others, and strikes the first text of a row that is struck through.
    pub(super) fn show(&self, rows: &mut [Row]) {
        // The first indent of each column.
        let mut indents: Vec<Option<usize>> = Vec::new();
        let mut column: Option<usize> = None;
        for row in rows.iter() {
            indents.resize(usize::max(indents.len(), row.len()), None);
            for (at, (first, cell)) in indents.iter_mut().zip(row).enumerate() {
                let indent = self.of(cell).indent;
                let is_other = !cell.is_blank() && *first.get_or_insert(indent) != indent;
                if is_other && column.is_none_or(|column| at < column) {
                    column = Some(at);
                }
            }
        }
        for row in rows {
            if let Some(cell) = row.iter_mut().find(|cell| !cell.is_blank())
                && self.of(cell).is_struck
            {
                cell.text = format!("~~{}~~", cell.text.trim());
            }
            let cell = column.and_then(|at| row.get_mut(at));
            if let Some(cell) = cell.filter(|cell| !cell.is_blank()) {
                let signs = "\u{bb}".repeat(self.of(cell).indent);
                let sign = if signs.is_empty() { "" } else { " " };
                cell.text = format!("{signs}{sign}{}", cell.text.trim_start());
            }
        }
    }
}
