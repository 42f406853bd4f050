//! Measurements -> a Markdown table, one line for each pair that is compared.

/// One quantity of ours beside one of a peer's.
pub(crate) struct Row {
    pub(crate) what: String,
    pub(crate) peer: String,
    pub(crate) unit: &'static str,
    pub(crate) ours: f64,
    pub(crate) theirs: f64,
    pub(crate) bound: Bound,
}

/// What the ratio ours / peer has to keep.
#[derive(Clone, Copy)]
pub(crate) enum Bound {
    AtMost(f64),
    AtLeast(f64),
    /// Shown for information.
    None,
}

impl Bound {
    fn text(self) -> String {
        match self {
            Self::AtMost(most) => format!("<= {most}"),
            Self::AtLeast(least) => format!(">= {least}"),
            Self::None => String::new(),
        }
    }
}

/// One row for each peer; `values` are in the order ours, derive, garde.
pub(crate) fn rows(what: &str, unit: &'static str, values: &[f64], bound: Bound) -> Vec<Row> {
    let peers = ["serde derive", "serde + garde"];
    let (ours, others) = match values.split_first() {
        Some((ours, others)) => (*ours, others),
        None => return Vec::new(),
    };
    let row = |(peer, theirs): (&str, &f64)| Row {
        what: what.to_owned(),
        peer: peer.to_owned(),
        unit,
        ours,
        theirs: *theirs,
        bound,
    };
    peers.into_iter().zip(others).map(row).collect()
}

/// The whole table.
pub(crate) fn table(rows: &[Row]) -> String {
    let head = ["what", "peer", "ours", "theirs", "ratio", "bound", ""];
    let mut lines: Vec<Vec<String>> = vec![head.map(str::to_owned).to_vec()];
    lines.extend(rows.iter().map(|row| row.cells().to_vec()));
    // Numbers stand to the right.
    aligned(&lines, &[2, 3, 4])
}

/// The ratios of several tables with the same rows: a column for each, and no absolute quantity.
pub(crate) fn ratios(tables: &[(&str, Vec<Row>)]) -> String {
    let mut head = vec!["ours / peer".to_owned(), "peer".to_owned()];
    head.extend(tables.iter().map(|(name, _)| (*name).to_owned()));
    head.push("bound".to_owned());
    let mut lines = vec![head];
    let mut known: Vec<(&str, &str)> = Vec::new();
    for row in tables.iter().flat_map(|(_, rows)| rows) {
        let key = (&*row.what, &*row.peer);
        if !known.contains(&key) {
            known.push(key);
            lines.push(ratio_line(tables, key));
        }
    }
    aligned(&lines, &[])
}

/// The ratios of one quantity.
fn ratio_line(tables: &[(&str, Vec<Row>)], (what, peer): (&str, &str)) -> Vec<String> {
    let mut line = vec![what.to_owned(), peer.to_owned()];
    let mut bounds: Vec<(&str, String)> = Vec::new();
    for (name, rows) in tables {
        let row = rows.iter().find(|row| row.what == what && row.peer == peer);
        line.push(row.map_or_else(
            || "-".to_owned(),
            |row| {
                let verdict = if row.holds() == Some(false) {
                    " NOT HELD"
                } else {
                    ""
                };
                format!("{:.2}{verdict}", row.ratio())
            },
        ));
        if let Some(row) = row {
            bounds.push((name, row.bound.text()));
        }
    }
    let first = bounds
        .first()
        .map(|(_, text)| text.clone())
        .unwrap_or_default();
    // Where a table has a bound of its own, it is named.
    let others = bounds.iter().filter(|(_, text)| *text != first);
    let others: String = others
        .map(|(name, text)| format!(" ({name} {text})"))
        .collect();
    line.push(first + &others);
    line
}

/// Lines of a Markdown table, the first of them its head, in columns of equal width.
fn aligned(lines: &[Vec<String>], right: &[usize]) -> String {
    let columns = lines.first().map_or(0, Vec::len);
    let widths: Vec<usize> = (0..columns)
        .map(|column| lines.iter().map(|line| line[column].chars().count()).max())
        .map(Option::unwrap_or_default)
        .collect();
    let mut out = String::new();
    for (index, line) in lines.iter().enumerate() {
        let cells = line.iter().zip(&widths).enumerate();
        let cells: Vec<String> = cells
            .map(|(column, (cell, width))| match right.contains(&column) {
                true => format!("{cell:>width$}"),
                false => format!("{cell:<width$}"),
            })
            .collect();
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
        if index == 0 {
            let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
            out.push_str(&format!("| {} |\n", rules.join(" | ")));
        }
    }
    out
}

impl Row {
    fn quantity(&self, value: f64) -> String {
        match self.unit {
            "" => format!("{value}"),
            unit => format!("{value:.2} {unit}"),
        }
    }

    fn ratio(&self) -> f64 {
        self.ours / self.theirs
    }

    /// Whether the ratio keeps its bound; `None` where there is no bound.
    pub(crate) fn holds(&self) -> Option<bool> {
        match self.bound {
            Bound::AtMost(most) => Some(self.ratio() <= most),
            Bound::AtLeast(least) => Some(self.ratio() >= least),
            Bound::None => None,
        }
    }

    fn cells(&self) -> [String; 7] {
        let verdict = match self.holds() {
            Some(true) => "ok",
            Some(false) => "NOT HELD",
            None => "",
        };
        [
            self.what.clone(),
            self.peer.clone(),
            self.quantity(self.ours),
            self.quantity(self.theirs),
            format!("{:.2}", self.ratio()),
            self.bound.text(),
            verdict.to_owned(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::{Bound, ratios, rows, table};

    #[test]
    fn a_ratio_on_the_bound_holds() {
        let mut all = rows("check", "s", &[1.0, 2.0, 1.5], Bound::AtMost(0.5));
        all.extend(rows("read", "MB/s", &[1.0, 1.0, 1.1], Bound::AtLeast(1.0)));
        let table = table(&all);
        let verdicts: Vec<&str> = table
            .lines()
            .skip(2)
            .filter_map(|line| line.trim_end_matches([' ', '|']).rsplit(" | ").next())
            .map(str::trim)
            .collect();
        assert_eq!(verdicts, ["ok", "NOT HELD", "ok", "NOT HELD"]);
    }

    #[test]
    fn ratios_of_two_tables_stand_side_by_side() {
        let one = rows("check", "s", &[1.0, 4.0], Bound::AtMost(0.2));
        let two = rows("check", "s", &[1.0, 4.0], Bound::AtMost(0.25));
        let text = ratios(&[("a", one), ("b", two)]);
        let last = text.lines().last().unwrap_or_default();
        let cells: Vec<&str> = last.split('|').map(str::trim).collect();
        let expected = [
            "",
            "check",
            "serde derive",
            "0.25 NOT HELD",
            "0.25",
            "<= 0.2 (b <= 0.25)",
            "",
        ];
        assert_eq!(cells, expected);
    }
}
