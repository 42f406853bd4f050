//! Access to the operations of a document: security and servers (OpenAPI 3.1 sections 4.8.5, 4.8.27
//! and 4.8.30). Types do not depend on it; comparisons do.

use super::Spanned;
use crate::source::Span;

/// The access to all operations of a document.
#[derive(Debug, Clone, Default)]
pub(crate) struct Access {
    pub(crate) schemes: Vec<SecurityScheme>,
    /// The requirements of operations without their own.
    pub(crate) security: Security,
    pub(crate) servers: Vec<Spanned<String>>,
}

/// How credentials are sent.
#[derive(Debug, Clone)]
pub(crate) struct SecurityScheme {
    pub(crate) name: Spanned<String>,
    /// The properties of a request with credentials: `type`, `in`, `name`, `scheme`, by keyword.
    pub(crate) carried: Vec<(&'static str, String)>,
    /// The sources of credentials: the URLs of flows, by flow and keyword.
    pub(crate) addresses: Vec<(String, String)>,
    /// The scopes of flows, by flow.
    pub(crate) scopes: Vec<(String, String)>,
}

/// Any one of these requirements authorises a request; none if nothing is required.
#[derive(Debug, Clone, Default)]
pub(crate) struct Security {
    pub(crate) any_of: Vec<Requirement>,
    pub(crate) span: Option<Span>,
}

/// All of these schemes, each with these scopes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Requirement {
    pub(crate) schemes: Vec<(String, Vec<String>)>,
}

impl Security {
    /// Whether a request needs no credentials.
    pub(crate) fn is_open(&self) -> bool {
        self.any_of.is_empty() || self.any_of.iter().any(|one| one.schemes.is_empty())
    }

    /// Whether a request that satisfies `other` is authorised.
    pub(crate) fn admits(&self, other: &Requirement) -> bool {
        self.is_open() || self.any_of.iter().any(|one| one.is_within(other))
    }
}

impl Requirement {
    /// Whether `other` includes all of its requirements.
    fn is_within(&self, other: &Self) -> bool {
        self.schemes.iter().all(|(name, scopes)| {
            let mut others = other.schemes.iter();
            let found = others.find(|(other, _)| other == name);
            found.is_some_and(|(_, has)| scopes.iter().all(|scope| has.contains(scope)))
        })
    }

    /// In words: "`key` and `oauth` (read, write)".
    pub(crate) fn words(&self) -> String {
        let schemes = self
            .schemes
            .iter()
            .map(|(name, scopes)| match scopes.as_slice() {
                [] => format!("`{name}`"),
                scopes => format!("`{name}` ({})", scopes.join(", ")),
            });
        match self.schemes.is_empty() {
            true => "no credentials".to_owned(),
            false => schemes.collect::<Vec<_>>().join(" and "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Requirement, Security};

    fn requirement(schemes: &[(&str, &[&str])]) -> Requirement {
        let schemes = schemes.iter().map(|(name, scopes)| {
            let scopes = scopes.iter().map(|scope| (*scope).to_owned());
            ((*name).to_owned(), scopes.collect())
        });
        Requirement {
            schemes: schemes.collect(),
        }
    }

    #[test]
    fn requirements_admit_what_has_more() {
        let both = requirement(&[("key", &[]), ("oauth", &["read", "write"])]);
        let one = requirement(&[("oauth", &["read"])]);
        let of = |any_of: &[&Requirement]| Security {
            any_of: any_of.iter().map(|one| (*one).clone()).collect(),
            span: None,
        };
        assert!(of(&[&one]).admits(&both) && !of(&[&both]).admits(&one));
        assert!(of(&[]).admits(&one) && of(&[&both, &requirement(&[])]).admits(&one));
        assert!(of(&[&both, &one]).admits(&one));
        assert_eq!(both.words(), "`key` and `oauth` (read, write)");
    }
}
