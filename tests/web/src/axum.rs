//! The body of an axum request -> a valid value, or problem details.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header::CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use fieldwright_runtime::{Model, PROBLEM_JSON, Violations, from_json};

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

fn refuse(violations: &Violations) -> Response {
    let status = StatusCode::from_u16(violations.status());
    let status = status.unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    let body = violations.to_problem_details().to_string();
    (status, [(CONTENT_TYPE, PROBLEM_JSON)], body).into_response()
}
