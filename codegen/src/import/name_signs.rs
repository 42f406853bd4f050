//! Signs around the name of a field -> what they say: blanks, dots and arrows in front show its depth,
//! a star or a question mark behind it a mark, a raised digit a note. Knows no types.

use super::field_name::Name;

impl Name {
    /// Signs in front that show how deep the field lies.
    pub(super) fn indents(&mut self, name: &mut String) {
        const SIGNS: [char; 11] = [
            '\u{bb}', '\u{203a}', '\u{2192}', '\u{21b3}', '\u{2514}', '\u{251c}', '\u{2500}',
            '\u{2502}', '\u{25b8}', '\u{2937}', '>',
        ];
        let mut blanks = 0usize;
        let mut dashes = 0;
        let mut end = 0;
        let mut tree = 0;
        // Dots: `.. active`, `... system`, `. . . value`.
        let rest = name.trim_start_matches(['.', ' ', '\u{a0}']);
        let front = name.get(..name.len() - rest.len()).unwrap_or_default();
        let dots = front.matches('.').count();
        if dots > 0 && front.ends_with([' ', '\u{a0}']) {
            self.depth = dots.saturating_sub(1).max(1);
            *name = rest.trim().to_owned();
            return;
        }
        for (at, c) in name.char_indices() {
            match c {
                '\u{2500}' | '\u{2502}' => {}
                // `=>448`
                '=' if name.get(at + 1..).is_some_and(|rest| rest.starts_with('>')) => {}
                c if SIGNS.contains(&c) => {
                    self.depth += 1;
                    let is_branch = matches!(c, '\u{2514}' | '\u{251c}');
                    tree = if is_branch { at + 1 } else { tree };
                }
                '\u{a0}' | '\u{2003}' | '\u{2002}' | '\u{3000}' if dashes == 0 => {
                    blanks += 1;
                }
                '\u{a0}' | '\u{2003}' | '\u{2002}' | '\u{3000}' => {}
                '\\' if name.get(at + 1..).is_some_and(|rest| rest.starts_with('-')) => {}
                '-' if name.get(at..).is_some_and(|rest| {
                    rest.starts_with("- ") || rest.starts_with("-\u{a0}") || rest.starts_with("--")
                }) =>
                {
                    dashes += 1
                }
                ' ' => {}
                _ => break,
            }
            end = at + c.len_utf8();
        }
        if self.depth == 0 && end > 0 {
            self.blanks = dashes + blanks;
            self.depth = if dashes > 0 {
                dashes
            } else {
                usize::div_ceil(blanks, 2)
            };
            let front = name.get(..end).unwrap_or_default();
            if dashes > 0 && front.chars().all(|c| c == '-') {
                front.clone_into(&mut self.dashes);
            }
        }
        // How far a branch is put in says how deep it is.
        if tree > 0 {
            self.blanks = tree;
        }
        *name = name.get(end..).unwrap_or_default().trim().to_owned();
    }

    /// `author [1]`, `name\u{b9}`, `id \u{1f511}`, `mail (new)`: one word, and a note about it.
    pub(super) fn without_note(&mut self, name: String) -> String {
        let is_plain = |c: char| c.is_alphanumeric() && !is_raised(c) || "_-.$@[]:/".contains(c);
        let end = name.find(|c| !is_plain(c)).unwrap_or(name.len());
        let (front, note) = name.split_at(end);
        let trimmed = note.trim();
        let in_brackets = |open: char, close: char| {
            let inner = trimmed
                .strip_prefix(open)
                .and_then(|rest| rest.strip_suffix(close));
            inner.is_some_and(|inner| !inner.is_empty() && !inner.contains([open, close]))
        };
        let is_footnote = trimmed
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'));
        let is_footnote =
            is_footnote.is_some_and(|inner| inner.chars().all(|c| c.is_ascii_digit()));
        let is_sign = |c: char| is_raised(c) || !c.is_ascii() && !c.is_alphanumeric();
        let is_apart = note.starts_with(' ');
        let is_note =
            is_apart && (is_footnote || in_brackets('(', ')')) || trimmed.chars().all(is_sign);
        if front.is_empty() || trimmed.is_empty() || !is_note {
            return name;
        }
        self.note = Some(trimmed.to_owned());
        front.to_owned()
    }

    /// `id*`, `name?`, `name!`
    pub(super) fn signs(&mut self, mut name: String) -> String {
        let bare = name.trim_end_matches(['*', '\u{2731}', ' ']);
        if let Some(bare) = bare.strip_suffix('?').filter(|bare| !bare.is_empty()) {
            // `owner? *`: the star is that of a footnote.
            self.required = Some(false);
            name = bare.trim().to_owned();
        } else if bare.len() < name.len()
            && !bare.is_empty()
            && !bare.ends_with(['.', '[', '-', '_'])
        {
            self.required = Some(true);
            name.truncate(bare.len());
        } else if let Some(bare) = name.strip_suffix('?').filter(|bare| !bare.is_empty()) {
            self.required = Some(false);
            name = bare.trim().to_owned();
        }
        name
    }
}

/// Digits and letters that are raised, and daggers.
fn is_raised(c: char) -> bool {
    matches!(
        c,
        '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2070}'
            ..='\u{209f}' | '\u{2020}' | '\u{2021}' | '\u{a7}'
    )
}
