//! An ELF file -> how many bytes of it are machine code, and how many are loaded.
//!
//! Reads the section headers only (64 bits, little endian). Debug information and
//! symbols are in sections that are not loaded, so stripping changes nothing here.

/// Sizes in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sizes {
    /// Sections that are executed.
    pub(crate) code: u64,
    /// All sections that the file brings into memory: code, tables, constants,
    /// relocations and what unwinding needs.
    pub(crate) loaded: u64,
}

/// The sizes, or `None` where this is no such file.
pub(crate) fn sizes(file: &[u8]) -> Option<Sizes> {
    const MAGIC: &[u8] = b"\x7fELF\x02\x01";
    const NO_BITS: u64 = 8;
    const ALLOCATED: u64 = 2;
    const EXECUTABLE: u64 = 4;
    if !file.starts_with(MAGIC) {
        return None;
    }
    let table = number(file, 0x28, 8)?;
    let entry = number(file, 0x3a, 2)?;
    let count = number(file, 0x3c, 2)?;
    let mut sizes = Sizes::default();
    for index in 0..count {
        let at = table.checked_add(index * entry)?;
        let kind = number(file, at + 4, 4)?;
        let flags = number(file, at + 8, 8)?;
        let size = number(file, at + 0x20, 8)?;
        // Zeroed memory has a size, but no bytes in the file.
        if flags & ALLOCATED != 0 && kind != NO_BITS {
            sizes.loaded += size;
        }
        if flags & EXECUTABLE != 0 {
            sizes.code += size;
        }
    }
    Some(sizes)
}

fn number(file: &[u8], at: u64, length: usize) -> Option<u64> {
    let at = usize::try_from(at).ok()?;
    let bytes = file.get(at..at.checked_add(length)?)?;
    let number = bytes.iter().rev();
    Some(number.fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::{Sizes, sizes};

    #[test]
    fn executable_and_loaded_sections_are_reported_apart() {
        let mut file = vec![0; 0x40];
        file[..6].copy_from_slice(b"\x7fELF\x02\x01");
        (file[0x28], file[0x3a], file[0x3c]) = (0x40, 0x40, 3);
        // Kind, flags, size: code, constants, zeroed memory.
        for (kind, flags, size) in [(1, 6, 100), (1, 2, 30), (8, 3, 7)] {
            let mut header = vec![0; 0x40];
            (header[4], header[8], header[0x20]) = (kind, flags, size);
            file.extend(header);
        }
        let found = Sizes {
            code: 100,
            loaded: 130,
        };
        assert_eq!(sizes(&file), Some(found));
        assert_eq!(sizes(&file[..0x60]), None);
        assert_eq!(sizes(b"MZ"), None);
    }
}
