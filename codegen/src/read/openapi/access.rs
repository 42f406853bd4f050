//! `security`, `securitySchemes` and `servers` -> the access to operations.
//!
//! ```yaml
//! servers: [{ url: "https://api.example.com/v1" }]
//! security: [{ key: [] }]
//! components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Key } } }
//! ```
//! 2.0 has `schemes`, `host` and `basePath`, and `securityDefinitions`.

use super::DocumentReader;
use super::{At, members};
use crate::read::json_schema::OpenApi;
use crate::schema::{Access, Requirement, Security, SecurityScheme, Spanned};
use crate::source::{Kind, Node};

/// The keys for how a request carries credentials.
const CARRIED: [&str; 4] = ["type", "in", "name", "scheme"];
/// The keys for the source of tokens.
const ADDRESSES: [&str; 5] = [
    "authorizationUrl",
    "tokenUrl",
    "refreshUrl",
    "deviceAuthorizationUrl",
    "openIdConnectUrl",
];

impl DocumentReader<'_, '_, '_> {
    /// Reads the access to all operations of the document.
    pub(super) fn access(&mut self, root: Node<'_>, at: At) {
        if !self.wants_operations() {
            return;
        }
        let holder = match at.version {
            OpenApi::V2 => Some((root, "securityDefinitions")),
            _ => root.get("components").map(|c| (c, "securitySchemes")),
        };
        let mut schemes = Vec::new();
        for (key, node) in holder
            .into_iter()
            .flat_map(|(node, key)| members(node, key))
        {
            self.followed(node, at, &mut |_, node, _| {
                let name = Spanned::new(key.text.to_owned(), key.span);
                schemes.push(scheme(name, node));
            });
        }
        self.graph.access = Access {
            schemes,
            security: security(root).unwrap_or_default(),
            servers: match at.version {
                OpenApi::V2 => old_servers(root),
                _ => servers(root),
            },
        };
    }
}

/// The `security` of a node, if it has one.
pub(super) fn security(node: Node<'_>) -> Option<Security> {
    let list = node
        .get("security")
        .filter(|list| list.kind() == Kind::Sequence)?;
    let requirements = list.items().map(|item| Requirement {
        schemes: { item.entries() }
            .map(|(key, scopes)| {
                let scopes = scopes.items().filter_map(Node::as_str).map(str::to_owned);
                (key.text.to_owned(), scopes.collect())
            })
            .collect(),
    });
    Some(Security {
        any_of: requirements.collect(),
        span: Some(list.span()),
    })
}

/// The addresses of `servers`; variables keep their names.
pub(super) fn servers(node: Node<'_>) -> Vec<Spanned<String>> {
    let list = node.get("servers").into_iter().flat_map(Node::items);
    let urls = list.filter_map(|server| {
        let url = server.get("url")?;
        Some(Spanned::new(url.as_str()?.to_owned(), url.span()))
    });
    urls.collect()
}

/// Those of 2.0 (section "Swagger Object").
fn old_servers(root: Node<'_>) -> Vec<Spanned<String>> {
    let text = |key: &str| root.get(key).and_then(Node::as_str);
    let Some(at) = root.get("host").or_else(|| root.get("basePath")) else {
        return Vec::new();
    };
    let address = format!(
        "{}{}",
        text("host").unwrap_or_default(),
        text("basePath").unwrap_or_default()
    );
    let schemes = root.get("schemes").into_iter().flat_map(Node::items);
    let mut found: Vec<Spanned<String>> = schemes
        .filter_map(|scheme| {
            Some(Spanned::new(
                format!("{}://{address}", scheme.as_str()?),
                scheme.span(),
            ))
        })
        .collect();
    if found.is_empty() {
        found.push(Spanned::new(address, at.span()));
    }
    found
}

fn scheme(name: Spanned<String>, node: Node<'_>) -> SecurityScheme {
    let text = |node: Node<'_>, key: &str| node.get(key).and_then(Node::as_str).map(str::to_owned);
    let carried = CARRIED.into_iter().filter_map(|key| {
        let value = text(node, key)?;
        // Schemes of HTTP have no case (RFC 9110 section 11.1).
        let value = if key == "scheme" {
            value.to_ascii_lowercase()
        } else {
            value
        };
        Some((key, value))
    });
    // In 2.0 the one flow is the scheme itself.
    let own = text(node, "flow").unwrap_or_default();
    let flows = members(node, "flows").map(|(key, flow)| (key.text.to_owned(), flow));
    let mut addresses = Vec::new();
    let mut scopes = Vec::new();
    for (flow, node) in std::iter::once((own, node)).chain(flows) {
        for key in ADDRESSES {
            let address = text(node, key);
            addresses.extend(
                address.map(|address| (format!("{flow} {key}").trim().to_owned(), address)),
            );
        }
        scopes.extend(members(node, "scopes").map(|(key, _)| (flow.clone(), key.text.to_owned())));
    }
    SecurityScheme {
        name,
        carried: carried.collect(),
        addresses,
        scopes,
    }
}
