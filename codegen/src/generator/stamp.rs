//! The line of an imported table that shows whether somebody has edited it: a hash of all its other
//! lines. It is not secret, and does not protect against forgery.

const MARK: &str = "# unedited: ";

/// The table with that line below its first comment.
pub(super) fn stamped(yaml: &str) -> String {
    let head: usize = yaml
        .split_inclusive('\n')
        .take_while(|line| line.starts_with('#'))
        .map(str::len)
        .sum();
    let (head, body) = yaml.split_at(head);
    format!("{head}{MARK}{:016x}\n{body}", hash(yaml))
}

/// Whether a file is a table that an import wrote, as it wrote it.
pub(super) fn is_unedited(text: &str) -> bool {
    let Some(line) = text.lines().find(|line| line.starts_with(MARK)) else {
        return false;
    };
    let written_hash = line.get(MARK.len()..).unwrap_or_default();
    let rest: String = text
        .split_inclusive('\n')
        .filter(|other| other.trim_end_matches('\n') != line)
        .collect();
    written_hash == format!("{:016x}", hash(&rest))
}

/// FNV-1a, 64 bits.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::{is_unedited, stamped};

    #[test]
    fn an_edit_is_seen() {
        let table = "# A field table\n# a.md\nfieldwright: 1\ntypes: {}\n";
        let file = stamped(table);
        assert!(
            file.starts_with("# A field table\n# a.md\n# unedited: "),
            "{file}"
        );
        assert!(is_unedited(&file));
        assert!(!is_unedited(table));
        assert!(!is_unedited(&file.replace("{}", "{ A: string }")));
        assert!(!is_unedited(&format!("{file}\n")));
    }
}
