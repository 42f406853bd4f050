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
    let mut lines: Vec<[String; 7]> = vec![head.map(str::to_owned)];
    lines.extend(rows.iter().map(Row::cells));
    let widths: Vec<usize> = (0..7)
        .map(|column| lines.iter().map(|line| line[column].chars().count()).max())
        .map(Option::unwrap_or_default)
        .collect();
    let mut out = String::new();
    for (index, line) in lines.iter().enumerate() {
        let cells = line.iter().zip(&widths).enumerate();
        let cells: Vec<String> = cells
            .map(|(column, (cell, width))| match column {
                // Numbers stand to the right.
                2..=4 => format!("{cell:>width$}"),
                _ => format!("{cell:<width$}"),
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
    fn ratio(&self) -> f64 {
        self.ours / self.theirs
    }

    fn cells(&self) -> [String; 7] {
        let (bound, holds) = match self.bound {
            Bound::AtMost(most) => (format!("<= {most}"), Some(self.ratio() <= most)),
            Bound::AtLeast(least) => (format!(">= {least}"), Some(self.ratio() >= least)),
            Bound::None => (String::new(), None),
        };
        let verdict = match holds {
            Some(true) => "holds",
            Some(false) => "misses",
            None => "",
        };
        [
            self.what.clone(),
            self.peer.clone(),
            format!("{:.2} {}", self.ours, self.unit),
            format!("{:.2} {}", self.theirs, self.unit),
            format!("{:.2}", self.ratio()),
            bound,
            verdict.to_owned(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::{Bound, rows, table};

    #[test]
    fn a_ratio_on_the_bound_holds() {
        let mut all = rows("check", "s", &[1.0, 2.0, 1.5], Bound::AtMost(0.5));
        all.extend(rows("read", "MB/s", &[1.0, 1.0, 1.1], Bound::AtLeast(1.0)));
        let table = table(&all);
        let verdicts: Vec<&str> = table
            .lines()
            .skip(2)
            .filter_map(|line| line.trim_end_matches([' ', '|']).rsplit(' ').next())
            .collect();
        assert_eq!(verdicts, ["holds", "misses", "holds", "misses"]);
    }
}
