//! Where in the normalised schema a check stands: kept as a few words while
//! all is well, written out only for a violation.

use crate::layout::Field;

/// A place in the normalised schema.
pub(crate) struct Place {
    frame: Frame,
    /// The first steps; most readers never take more, and allocate nothing.
    near: [Step; NEAR],
    far: Vec<Step>,
    depth: usize,
}

const NEAR: usize = 16;

/// The named schema a place is in, and the property within it.
#[derive(Clone, Copy)]
pub(crate) struct Frame {
    pointer: &'static str,
    field: Option<&'static Field>,
    first_step: usize,
}

/// One step into the schema of a property.
#[derive(Clone, Copy)]
pub(crate) enum Step {
    Items,
    Prefix(u16),
    Values,
    /// The same schema, seen as one of its types.
    Here,
    AnyOf(u16),
    OneOf(u16),
}

impl Step {
    /// Into one of `prefixItems`.
    pub(crate) fn prefix(index: usize) -> Self {
        Self::Prefix(u16::try_from(index).unwrap_or(u16::MAX))
    }
}

impl Place {
    pub(crate) const fn root() -> Self {
        Self {
            frame: Frame {
                pointer: "#",
                field: None,
                first_step: 0,
            },
            near: [Step::Items; NEAR],
            far: Vec::new(),
            depth: 0,
        }
    }

    /// Goes into a named schema; give the result to [`Self::leave`].
    pub(crate) fn enter(&mut self, pointer: &'static str) -> Frame {
        let frame = Frame {
            pointer,
            field: None,
            first_step: self.depth,
        };
        std::mem::replace(&mut self.frame, frame)
    }

    pub(crate) fn leave(&mut self, outer: Frame) {
        self.frame = outer;
    }

    pub(crate) fn set_field(&mut self, field: Option<&'static Field>) {
        self.frame.field = field;
    }

    pub(crate) fn push(&mut self, step: Step) {
        match self.near.get_mut(self.depth) {
            Some(place) => *place = step,
            None => self.far.push(step),
        }
        self.depth += 1;
    }

    pub(crate) fn pop(&mut self) {
        self.depth -= 1;
        if self.depth >= NEAR {
            self.far.pop();
        }
    }

    /// The pointer of a keyword at this place.
    pub(crate) fn keyword(&self, keyword: &str) -> String {
        let mut out = self.pointer();
        push_segment(&mut out, keyword);
        out
    }

    /// The pointer of this place.
    pub(crate) fn pointer(&self) -> String {
        let start = match self.frame.field {
            Some(field) if !field.pointer.is_empty() => field.pointer,
            _ => self.frame.pointer,
        };
        // Room for a property, a step and a keyword.
        let mut out = String::with_capacity(start.len() + 64);
        out.push_str(start);
        if let Some(field) = self.frame.field.filter(|field| field.pointer.is_empty()) {
            out.push_str("/properties");
            push_fragment(&mut out, &field.name);
        }
        let steps = self.near.iter().take(self.depth).chain(&self.far);
        for step in steps.skip(self.frame.first_step) {
            match step {
                Step::Items => out.push_str("/items"),
                Step::Prefix(index) => out.push_str(&format!("/prefixItems/{index}")),
                Step::Values => out.push_str("/additionalProperties"),
                Step::Here => {}
                Step::AnyOf(index) => out.push_str(&format!("/anyOf/{index}")),
                Step::OneOf(index) => out.push_str(&format!("/oneOf/{index}")),
            }
        }
        out
    }
}

/// The same in an URI fragment (RFC 6901 section 6).
fn push_fragment(out: &mut String, token: &str) {
    if token.bytes().all(|byte| PLAIN[usize::from(byte)]) {
        out.push('/');
        out.push_str(token);
        return;
    }
    let mut plain = String::new();
    push_segment(&mut plain, token);
    push_encoded(out, &plain);
}

/// Appends a JSON pointer as part of a URI fragment: what RFC 3986 section 3.5 does not allow
/// there is percent-encoded in UTF-8.
pub(crate) fn push_encoded(out: &mut String, pointer: &str) {
    if pointer.bytes().all(stays) {
        out.push_str(pointer);
        return;
    }
    for byte in pointer.bytes() {
        if stays(byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
}

/// Whether a byte may stand in a fragment as it is.
const fn stays(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'-' | b'.' | b'_' | b'~' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+'
        )
        || matches!(byte, b',' | b';' | b'=' | b':' | b'@' | b'/' | b'?')
}

/// The bytes that stand for themselves in a reference token of a fragment.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        #[allow(clippy::cast_possible_truncation)] // below 256
        let own = byte as u8;
        plain[byte] = stays(own) && own != b'~' && own != b'/';
        byte += 1;
    }
    plain
};

/// Appends one reference token of a JSON pointer (RFC 6901 section 3).
pub(crate) fn push_segment(out: &mut String, token: &str) {
    out.push('/');
    // Most names are plain letters, which is quick to see.
    if token.bytes().all(|byte| PLAIN[usize::from(byte)])
        || !token.bytes().any(|byte| matches!(byte, b'~' | b'/'))
    {
        out.push_str(token);
        return;
    }
    for c in token.chars() {
        match c {
            '~' => out.push_str("~0"),
            '/' => out.push_str("~1"),
            c => out.push(c),
        }
    }
}
