//! The body and the parameters of an axum request -> valid values, or problem details.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{StatusCode, header::CONTENT_TYPE, request::Parts};
use axum::response::{IntoResponse, Response};
use fieldwright_runtime::{self as rt, Model, PROBLEM_JSON, Violations, from_json};

/// A JSON body that keeps its schema. Axum's limit for bodies holds (2 MB by default).
pub struct Valid<T>(pub T);

impl<T: Model, S: Send + Sync> FromRequest<S> for Valid<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let content_type = request.headers().get(CONTENT_TYPE);
        if !crate::is_json(content_type.and_then(|value| value.to_str().ok())) {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
        }
        let body = Bytes::from_request(request, state).await;
        let body = body.map_err(IntoResponse::into_response)?;
        from_json(&body)
            .map(Valid)
            .map_err(|broken| refuse(&broken))
    }
}

/// The parameters in the query.
pub struct Query<T>(pub T);

impl<T: rt::Query, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        let query = T::from_query(parts.uri.query().unwrap_or_default());
        query.map(Query).map_err(|broken| refuse(&broken))
    }
}

/// The parameters in the path, which is matched against the operation's template.
pub struct Path<T>(pub T);

impl<T: rt::Path, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        let path = T::from_path(parts.uri.path());
        path.map(Path).map_err(|broken| refuse(&broken))
    }
}

/// The parameters in header fields. A field that is no text is none of them.
pub struct Header<T>(pub T);

impl<T: rt::Headers, S: Send + Sync> FromRequestParts<S> for Header<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        let fields = parts.headers.iter();
        let fields = fields.filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)));
        let headers = T::from_headers(fields);
        headers.map(Header).map_err(|broken| refuse(&broken))
    }
}

fn refuse(violations: &Violations) -> Response {
    let status = StatusCode::from_u16(violations.status());
    let status = status.unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    let body = violations.to_problem_details().to_string();
    (status, [(CONTENT_TYPE, PROBLEM_JSON)], body).into_response()
}
