//! How values travel outside of JSON: as parameters and forms (OpenAPI 3.1 sections 4.8.12 and 4.8.15),
//! and the operations they travel for.

use super::{Security, Spanned};
use crate::source::Span;

/// How the properties of an object travel.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Transport {
    pub(crate) carrier: Carrier,
    /// The template of the path, for [`Carrier::Path`].
    pub(crate) template: String,
    /// The properties whose style is not the carrier's default, and all parameters.
    pub(crate) styles: Vec<Styled>,
    pub(crate) span: Span,
}

/// The carrier of the values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Carrier {
    Query,
    /// A query that is a form as a whole (3.2, `in: querystring`).
    QueryForm,
    /// A query that is JSON text as a whole (3.2, `in: querystring`).
    QueryJson,
    Path,
    Headers,
    Cookies,
    /// A body of `application/x-www-form-urlencoded`.
    Form,
}

/// The style of one property.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Styled {
    pub(crate) name: Spanned<String>,
    pub(crate) style: Style,
}

/// Whether a text is any bytes: as a part of a body, not in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bytes {
    No,
    /// It is, if it is a part: its media type is that of no text.
    Perhaps,
    Yes,
}

/// How one value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) kind: StyleKind,
    pub(crate) explode: bool,
    /// `allowReserved`.
    pub(crate) reserved: bool,
    /// `allowEmptyValue`.
    pub(crate) allows_empty: bool,
    /// Whether the document states it, and not only the carrier's default.
    pub(crate) is_explicit: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StyleKind {
    Form,
    Simple,
    Label,
    Matrix,
    Space,
    Pipe,
    /// Swagger 2's `tsv`.
    Tab,
    Deep,
    Cookie,
    /// `content` of a JSON media type.
    Json,
    /// `content` of any other.
    Text,
}

impl Carrier {
    /// Whether values without a style are written by their media types (3.1 section 4.8.15.1, 3.2
    /// for queries).
    pub(crate) const fn is_form(self) -> bool {
        matches!(self, Self::Form | Self::QueryForm)
    }
}

impl StyleKind {
    const ALL: [Self; 11] = [
        Self::Form,
        Self::Simple,
        Self::Label,
        Self::Matrix,
        Self::Space,
        Self::Pipe,
        Self::Tab,
        Self::Deep,
        Self::Cookie,
        Self::Json,
        Self::Text,
    ];

    /// As documents and tables name it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Simple => "simple",
            Self::Label => "label",
            Self::Matrix => "matrix",
            Self::Space => "spaceDelimited",
            Self::Pipe => "pipeDelimited",
            Self::Tab => "tabDelimited",
            Self::Deep => "deepObject",
            Self::Cookie => "cookie",
            Self::Json => "json",
            Self::Text => "text",
        }
    }

    /// The style that a document names.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        let styles = Self::ALL.into_iter();
        let mut styles = styles.filter(|kind| !matches!(kind, Self::Tab | Self::Json | Self::Text));
        styles.find(|kind| kind.name() == name)
    }

    /// Whether the specification defines it for the carrier.
    pub(crate) const fn is_for(self, carrier: Carrier) -> bool {
        match self {
            Self::Form => !matches!(carrier, Carrier::Path | Carrier::Headers),
            Self::Simple => matches!(carrier, Carrier::Path | Carrier::Headers),
            Self::Label | Self::Matrix => matches!(carrier, Carrier::Path),
            Self::Deep | Self::Space | Self::Pipe | Self::Tab => {
                matches!(carrier, Carrier::Query) || carrier.is_form()
            }
            Self::Cookie => matches!(carrier, Carrier::Cookies),
            Self::Json | Self::Text => true,
        }
    }

    /// The default of `explode`.
    pub(crate) const fn explodes(self) -> bool {
        matches!(self, Self::Form | Self::Cookie)
    }
}

impl Style {
    /// The default style of the carrier.
    pub(crate) const fn of(carrier: Carrier) -> Self {
        let kind = match carrier {
            Carrier::Path | Carrier::Headers => StyleKind::Simple,
            _ => StyleKind::Form,
        };
        Self::new(kind)
    }

    pub(crate) const fn new(kind: StyleKind) -> Self {
        Self {
            kind,
            explode: kind.explodes(),
            reserved: false,
            allows_empty: false,
            is_explicit: false,
        }
    }
}

impl Transport {
    /// The style of a property.
    pub(crate) fn style(&self, name: &str) -> Style {
        let mut styles = self.styles.iter();
        let found = styles.find(|styled| styled.name.value == name);
        found.map_or(Style::of(self.carrier), |styled| styled.style)
    }

    /// The names in the template of the path, in order.
    pub(crate) fn template_names(&self) -> impl Iterator<Item = &str> {
        let parts = self.template.split('{').skip(1);
        parts.filter_map(|part| Some(part.split_once('}')?.0))
    }
}

/// An operation of a document.
#[derive(Debug, Clone)]
pub(crate) struct Operation {
    /// In capitals.
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) id: Option<String>,
    /// The media types of the request body.
    pub(crate) request: Vec<String>,
    /// Whether there must be a request body.
    pub(crate) requires_body: bool,
    pub(crate) responses: Vec<Response>,
    /// The types of parameters; of a model, of bodies, too.
    pub(crate) parts: Vec<Part>,
    pub(crate) words: OperationWords,
    /// Its own security requirements, if it has any.
    pub(crate) security: Option<Security>,
    /// Its servers, if it or its path declares any.
    pub(crate) servers: Vec<Spanned<String>>,
    pub(crate) span: Span,
}

/// The documentation of an operation.
#[derive(Debug, Clone, Default)]
pub(crate) struct OperationWords {
    pub(crate) summary: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) deprecated: bool,
}

impl OperationWords {
    /// The best text for one line.
    #[cfg(feature = "html")]
    pub(crate) fn first(&self) -> Option<&String> {
        self.summary.as_ref().or(self.description.as_ref())
    }
}

/// The response of an operation with one status.
#[derive(Debug, Clone)]
pub(crate) struct Response {
    /// `200`, `4XX`, `default`.
    pub(crate) status: String,
    pub(crate) description: Option<String>,
    /// The media types of its body.
    pub(crate) media: Vec<String>,
    pub(crate) headers: Vec<HeaderField>,
}

/// A header field of a response.
#[derive(Debug, Clone)]
pub(crate) struct HeaderField {
    pub(crate) name: String,
    pub(crate) span: Span,
    pub(crate) is_required: bool,
}

/// A named type that an operation sends, receives or has its parameters in.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) role: Role,
    /// The media type of a body; empty if the document names none.
    pub(crate) media: String,
    /// The definition; in a model, the type. `None` for an unresolved reference.
    pub(crate) definition: Option<usize>,
}

/// The role of a type in an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Role {
    /// It holds the parameters that travel so: `path`, `query`, `headers`, `cookies`, `form`.
    Parameters(&'static str),
    Request,
    /// The body of the response with this status.
    Response(String),
}
