//! A pointer of an instance -> where its target begins in the text.

use super::Reader;

/// The offset in `text`, one JSON value, of the target of an instance pointer; 0 if there is none.
pub(super) fn offset_of(text: &str, pointer: &str) -> usize {
    let mut reader = Reader::new(text, false);
    let mut tokens = pointer.split('/').skip(1);
    let is_found = tokens.all(|token| {
        let token = token.replace("~1", "/").replace("~0", "~");
        reader.move_to(&token)
    });
    if is_found { reader.pos } else { 0 }
}

impl Reader<'_> {
    /// Moves to the member or the element that a reference token names; `false` if there is none.
    fn move_to(&mut self, token: &str) -> bool {
        if self.peek() == Some(b'[') {
            return token.parse().is_ok_and(|index| self.move_to_element(index));
        }
        if self.enter_object() {
            while let Some(key) = self.next_key() {
                if key == token {
                    return true;
                }
                self.skip_value();
            }
        }
        false
    }

    fn move_to_element(&mut self, index: usize) -> bool {
        self.pos += 1;
        self.skip_space();
        for _ in 0..index {
            self.skip_value();
            self.skip_space();
            if self.stopped || self.peek() != Some(b',') {
                return false;
            }
            self.pos += 1;
            self.skip_space();
        }
        self.peek() != Some(b']')
    }
}

#[cfg(test)]
mod tests {
    use super::offset_of;

    #[test]
    fn finds_what_a_pointer_names() {
        let text = r#"{"a": [1, {"b/c": 2, "d\n": []}, [3]], "\u00e9": "x"}"#;
        for (pointer, rest) in [
            ("", "{\"a\""),
            ("/a", "[1,"),
            ("/a/0", "1,"),
            ("/a/1/b~1c", "2,"),
            ("/a/1/d\n", "[]}"),
            ("/a/2/0", "3]"),
            ("/é", "\"x\""),
        ] {
            let offset = offset_of(text, pointer);
            assert!(text[offset..].starts_with(rest), "{pointer}: {offset}");
        }
        for pointer in ["/b", "/a/3", "/a/1/d\n/0", "/a/0/x", "/a/x", "/é/0"] {
            assert_eq!(offset_of(text, pointer), 0, "{pointer}");
        }
    }
}
