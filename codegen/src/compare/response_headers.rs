//! The header fields of a response: which came, went, and must be there. Their types are compared
//! as types.

use super::change::Messages;
use super::operations::Comparison;
use crate::schema::{HeaderField, Response};
use crate::source::Span;

impl Comparison<'_> {
    /// Compares the header fields of a response; `name` is that of operation and status.
    pub(super) fn response_headers(
        &mut self,
        (old, new): (&Response, &Response),
        name: &str,
        spans: (Option<Span>, Option<Span>),
    ) {
        let find = |list: &[HeaderField], field: &HeaderField| {
            let mut list = list.iter();
            list.find(|other| other.name.eq_ignore_ascii_case(&field.name))
                .map(|other| (other.span, other.is_required))
        };
        for field in &old.headers {
            let header = format!("the header `{}` of the response {name}", field.name);
            let lost = field.is_required.then(|| {
                format!(
                    "clients that read the header `{}` of {name} may find none",
                    field.name
                )
            });
            let lost = Messages {
                responses: lost,
                ..Messages::default()
            };
            let span = Some(field.span);
            match find(&new.headers, field) {
                None => {
                    let message = format!("{header} is gone");
                    self.add(
                        "response-header-removed",
                        message,
                        (span, spans.1),
                        Some(lost),
                    );
                }
                Some((other, false)) if field.is_required => {
                    let message = format!("{header} is no longer required");
                    let spans = (span, Some(other));
                    self.add("response-header-optional", message, spans, Some(lost));
                }
                Some((other, true)) if !field.is_required => {
                    let message = format!("{header} is required now");
                    self.add(
                        "response-header-required",
                        message,
                        (span, Some(other)),
                        None,
                    );
                }
                Some(_) => {}
            }
        }
        for field in &new.headers {
            if find(&old.headers, field).is_none() {
                let message = format!("the response {name} has the new header `{}`", field.name);
                let spans = (spans.0, Some(field.span));
                self.add("response-header-added", message, spans, None);
            }
        }
    }
}
