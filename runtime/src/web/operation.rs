//! The constants of an operation, apart from its types.

/// An operation of an OpenAPI document (3.1 section 4.8.10): data for a router or a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operation {
    /// The HTTP method, in capitals (`GET`).
    pub method: &'static str,
    /// The template of the path, below the server's URL: `/pets/{petId}`.
    pub path: &'static str,
    /// The document's name for it.
    pub operation_id: Option<&'static str>,
    /// The media types of the request body, in the document's order; none without a body.
    pub request: &'static [&'static str],
    /// The responses, in the document's order.
    pub responses: &'static [Response],
}

/// A response of an [`Operation`] (3.1 section 4.8.16).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Response {
    /// The status as the document has it: `200`, `4XX` or `default`.
    pub status: &'static str,
    /// The media types of the body; none without a body.
    pub content: &'static [&'static str],
}

impl Operation {
    /// The response for a status: that of the status itself, else of its class (`4XX`), else the
    /// default.
    ///
    /// ```
    /// use fieldwright_runtime::{Operation, Response};
    ///
    /// const NOT_FOUND: Response = Response { status: "404", content: &[] };
    /// const OTHER: Response = Response { status: "default", content: &["application/json"] };
    /// const GET_PET: Operation = Operation {
    ///     method: "GET",
    ///     path: "/pets/{petId}",
    ///     operation_id: Some("getPet"),
    ///     request: &[],
    ///     responses: &[NOT_FOUND, OTHER],
    /// };
    /// assert_eq!(GET_PET.response(404), Some(&NOT_FOUND));
    /// assert_eq!(GET_PET.response(500), Some(&OTHER));
    /// ```
    #[must_use]
    pub fn response(&self, status: u16) -> Option<&'static Response> {
        let exact = status.to_string();
        let class = format!("{}XX", status / 100);
        let find = |wanted: &str| {
            let mut all = self.responses.iter();
            all.find(|response| response.status.eq_ignore_ascii_case(wanted))
        };
        find(&exact)
            .or_else(|| find(&class))
            .or_else(|| find("default"))
    }
}
