//! The router, its handler, and what becomes of violations.

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header::CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, on};
use fieldwright_runtime::prelude::*;
use fieldwright_runtime::{PROBLEM_JSON, Violations};

use crate::german::german;
use crate::models::shop_openapi::operations::PLACE_ORDER;
use crate::models::shop_openapi::{
    Delivery, NewOrder, Order, PlaceOrderHeaders, PlaceOrderPath, PlaceOrderQuery,
};
use crate::rules::Cents;

/// The service: method and path come from the document.
pub fn router() -> Router {
    let method = Method::from_bytes(PLACE_ORDER.method.as_bytes());
    let method = method
        .ok()
        .and_then(|method| MethodFilter::try_from(method).ok());
    match method {
        Some(method) => Router::new().route(PLACE_ORDER.path, on(method, place_order)),
        None => Router::new(),
    }
}

async fn place_order(uri: Uri, headers: HeaderMap, body: Bytes) -> Result<Response, Problem> {
    let fields = headers.iter();
    let fields = fields.filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)));
    let headers = PlaceOrderHeaders::from_headers(fields).map_err(Problem::english)?;
    let language = headers.accept_language.unwrap_or_default();
    let refused = |violations| Problem::refused(violations, &language);

    let path = PlaceOrderPath::from_path(uri.path()).map_err(refused)?;
    let query = PlaceOrderQuery::from_query(uri.query().unwrap_or_default()).map_err(refused)?;
    let order = NewOrder::from_json(&body).map_err(refused)?;

    // An open enum: a delivery that the document does not know yet is sent by post.
    let delivery = order.delivery.filter(Delivery::is_known);
    let total = order
        .lines
        .iter()
        .map(|line| 250 * u64::from(line.quantity))
        .sum();
    let placed = Order {
        id: format!("{}/1", path.customer),
        total: Cents(total),
        delivery: delivery.unwrap_or(Delivery::Post),
    };
    let status = match query.dry_run_or_default() {
        true => StatusCode::OK,
        false => StatusCode::CREATED,
    };
    let json = [(CONTENT_TYPE, "application/json")];
    Ok((status, json, placed.to_json()).into_response())
}

/// Violations as an answer: problem details after RFC 9457, in the client's language.
#[derive(Debug)]
pub struct Problem(Violations);

impl Problem {
    fn english(violations: Violations) -> Self {
        Self(violations)
    }

    fn refused(violations: Violations, language: &str) -> Self {
        match language.starts_with("de") {
            true => Self(violations.with_messages(german)),
            false => Self(violations),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status());
        let status = status.unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
        let body = self.0.to_problem_details().to_string();
        (status, [(CONTENT_TYPE, PROBLEM_JSON)], body).into_response()
    }
}
