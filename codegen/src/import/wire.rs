//! Names as an SDK spells them -> names as JSON has them.
//!
//! Ruby and Python put an underscore behind a name that their language has taken; Go and C# write
//! `WalletID` for `wallet_id`. The original spelling is lost, so each language has a default case,
//! which may be overridden.

use super::language::Language;

/// How names are spelled in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum WireCase {
    /// As the page spells them.
    AsIs,
    /// `wallet_id`
    Snake,
    /// `walletId`
    Camel,
    /// `wallet-id`
    Kebab,
}

impl WireCase {
    /// The most frequent case behind the SDKs of a language.
    pub(super) const fn of(language: Language) -> Self {
        match language {
            Language::Go | Language::CSharp => Self::Snake,
            _ => Self::AsIs,
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::AsIs => "as they stand",
            Self::Snake => "in snake case",
            Self::Camel => "in camel case",
            Self::Kebab => "in kebab case",
        }
    }
}

/// The name without the underscore that keeps it from a keyword.
pub(super) fn unescaped(name: &str, language: Language) -> &str {
    let escapes = matches!(language, Language::Ruby | Language::Python | Language::Java);
    let bare = name.trim_end_matches('_');
    if escapes && !bare.is_empty() {
        bare
    } else {
        name
    }
}

/// The name without an underscore in front that keeps it from a keyword.
pub(super) fn unprefixed(name: &str) -> &str {
    const KEYWORDS: [&str; 78] = [
        "and",
        "as",
        "async",
        "await",
        "break",
        "case",
        "catch",
        "char",
        "class",
        "const",
        "continue",
        "def",
        "default",
        "del",
        "do",
        "double",
        "else",
        "end",
        "enum",
        "extends",
        "final",
        "float",
        "fn",
        "for",
        "from",
        "func",
        "global",
        "goto",
        "if",
        "impl",
        "import",
        "in",
        "int",
        "interface",
        "is",
        "lambda",
        "let",
        "long",
        "loop",
        "match",
        "mod",
        "module",
        "move",
        "native",
        "new",
        "not",
        "null",
        "object",
        "operator",
        "or",
        "override",
        "package",
        "pass",
        "private",
        "protected",
        "pub",
        "public",
        "range",
        "ref",
        "return",
        "self",
        "short",
        "static",
        "struct",
        "super",
        "switch",
        "this",
        "throw",
        "trait",
        "try",
        "type",
        "use",
        "var",
        "void",
        "where",
        "while",
        "with",
        "yield",
    ];
    let bare = name.strip_prefix('_');
    bare.filter(|bare| KEYWORDS.contains(bare)).unwrap_or(name)
}

/// The name in JSON.
pub(super) fn wire(name: &str, case: WireCase) -> String {
    let words = words(name);
    if words.is_empty() {
        return name.to_owned();
    }
    let lower = |word: &String| word.to_lowercase();
    match case {
        WireCase::AsIs => name.to_owned(),
        WireCase::Snake => words.iter().map(lower).collect::<Vec<_>>().join("_"),
        WireCase::Kebab => words.iter().map(lower).collect::<Vec<_>>().join("-"),
        WireCase::Camel => {
            let mut out = String::new();
            for word in &words {
                let lower = word.to_lowercase();
                let mut chars = lower.chars();
                match chars.next().filter(|_| !out.is_empty()) {
                    Some(first) => {
                        out.extend(first.to_uppercase());
                        out.push_str(chars.as_str());
                    }
                    None => out.push_str(&lower),
                }
            }
            out
        }
    }
}

/// `HTTPServerIDs` -> `HTTP`, `Server`, `IDs`; `order_id` -> `order`, `id`.
pub(super) fn words(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or('\0');
    let mut out: Vec<String> = Vec::new();
    let mut word = String::new();
    for (index, c) in chars.iter().copied().enumerate() {
        if !c.is_alphanumeric() {
            out.extend(Some(std::mem::take(&mut word)).filter(|w| !w.is_empty()));
            continue;
        }
        let previous = if index == 0 { '\0' } else { at(index - 1) };
        // The `s` of `IDs` belongs to the initials.
        let plural = at(index + 1) == 's' && !at(index + 2).is_lowercase();
        let after_small = c.is_uppercase() && (previous.is_lowercase() || previous.is_numeric());
        let last_initial =
            c.is_uppercase() && previous.is_uppercase() && at(index + 1).is_lowercase() && !plural;
        let after_plural = c.is_uppercase() && previous == 's';
        if (after_small || last_initial || after_plural) && !word.is_empty() {
            out.push(std::mem::take(&mut word));
        }
        word.push(c);
    }
    out.extend(Some(word).filter(|w| !w.is_empty()));
    out
}

#[cfg(test)]
mod tests {
    use super::{WireCase, wire};

    #[test]
    fn names_go_back_to_the_wire() {
        let cases = [
            ("WalletID", "wallet_id", "walletId", "wallet-id"),
            ("ID", "id", "id", "id"),
            ("URL", "url", "url", "url"),
            ("HTTPServer", "http_server", "httpServer", "http-server"),
            ("AccountIDs", "account_ids", "accountIds", "account-ids"),
            ("IDsToSkip", "ids_to_skip", "idsToSkip", "ids-to-skip"),
            (
                "Address2Line",
                "address2_line",
                "address2Line",
                "address2-line",
            ),
            ("created_at", "created_at", "createdAt", "created-at"),
            ("x", "x", "x", "x"),
            ("$", "$", "$", "$"),
        ];
        for (name, snake, camel, kebab) in cases {
            assert_eq!(wire(name, WireCase::Snake), snake, "{name}");
            assert_eq!(wire(name, WireCase::Camel), camel, "{name}");
            assert_eq!(wire(name, WireCase::Kebab), kebab, "{name}");
            assert_eq!(wire(name, WireCase::AsIs), name);
        }
    }
}
