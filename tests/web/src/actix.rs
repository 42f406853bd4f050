//! The body and the parameters of an actix-web request -> valid values, or problem details.

use std::future::{Ready, ready};
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::error::{ErrorUnsupportedMediaType, InternalError};
use actix_web::http::{StatusCode, header::CONTENT_TYPE};
use actix_web::web::Bytes;
use actix_web::{Error, FromRequest, HttpRequest, HttpResponse};
use fieldwright_runtime::{self as rt, Model, PROBLEM_JSON, Violations, from_json};

/// A JSON body that keeps its schema. Actix's `PayloadConfig` holds (256 kB by default).
pub struct Valid<T>(pub T);

impl<T: Model + 'static> FromRequest for Valid<T> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let content_type = request.headers().get(CONTENT_TYPE);
        let is_json = crate::is_json(content_type.and_then(|value| value.to_str().ok()));
        let body = Bytes::from_request(request, payload);
        Box::pin(async move {
            if !is_json {
                return Err(ErrorUnsupportedMediaType("the content must be JSON"));
            }
            from_json(&body.await?).map(Valid).map_err(refuse)
        })
    }
}

/// The parameters in the query.
pub struct Query<T>(pub T);

impl<T: rt::Query + 'static> FromRequest for Query<T> {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let query = T::from_query(request.query_string());
        ready(query.map(Query).map_err(refuse))
    }
}

/// The parameters in the path, which is matched against the operation's template.
pub struct Path<T>(pub T);

impl<T: rt::Path + 'static> FromRequest for Path<T> {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let path = T::from_path(request.uri().path());
        ready(path.map(Path).map_err(refuse))
    }
}

/// The parameters in header fields. A field that is no text is none of them.
pub struct Header<T>(pub T);

impl<T: rt::Headers + 'static> FromRequest for Header<T> {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let fields = request.headers().iter();
        let fields = fields.filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)));
        let headers = T::from_headers(fields);
        ready(headers.map(Header).map_err(refuse))
    }
}

fn refuse(violations: Violations) -> Error {
    let status = StatusCode::from_u16(violations.status());
    let answer = HttpResponse::build(status.unwrap_or(StatusCode::UNPROCESSABLE_ENTITY))
        .content_type(PROBLEM_JSON)
        .body(violations.to_problem_details().to_string());
    InternalError::from_response(violations, answer).into()
}
