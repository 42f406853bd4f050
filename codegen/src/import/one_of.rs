//! Pages of openapi-generator's Ruby client that list the members of a union as code -> a union.
//!
//! ```ruby
//! OpenapiClient::Shape.openapi_one_of
//! # =>
//! # [
//! #   :'Circle',
//! #   :'Square'
//! # ]
//! ```

use super::page::{Body, Member, Page};
use super::report::Reports;
use crate::source::{SourceId, Span};

/// The union that a text lists; `None` if it lists none.
pub(super) fn read(
    source: SourceId,
    path: &str,
    text: &str,
    reports: &mut Reports,
) -> Option<Page> {
    let title = text.lines().find_map(|line| line.strip_prefix("# "))?;
    let title = title.rsplit("::").next()?.trim().to_owned();
    let begins = |line: &&str| {
        let call = line.trim_end();
        call.ends_with(".openapi_one_of") || call.ends_with(".openapi_any_of")
    };
    let mut lines = text.lines().skip_while(|line| !begins(line)).skip(1);
    let lines = lines.by_ref().take_while(|line| line.starts_with('#'));
    let names = lines.filter_map(|line| {
        let name = line.trim_start_matches(['#', ' ']).strip_prefix(":'")?;
        Some(name.split('\'').next()?.to_owned())
    });
    let members: Vec<Member> = names
        .map(|heading| Member {
            heading,
            code: String::new(),
        })
        .collect();
    let span = Span::new(source, 0, 0);
    if !members.is_empty() && text.contains(".openapi_discriminator_name") {
        let message =
            "has a discriminator, which is left out; the first alternative that fits is taken";
        let help = "write `discriminator` into the table";
        reports.lost("unread-limit", Some(span), &title, message, help);
    }
    (!members.is_empty()).then(|| Page {
        path: path.to_owned(),
        title,
        span,
        intro: String::new(),
        deprecated: false,
        body: Body::Union(members),
        fences: Vec::new(),
        general: true,
        is_client: false,
        anchors: Vec::new(),
    })
}
