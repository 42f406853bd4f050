//! The extractor in an axum service.

mod support;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header::CONTENT_TYPE};
use axum::response::Response;
use axum::routing::post;
use fieldwright_generated::connect_session_create::ConnectSessionCreate;
use fieldwright_web::axum::Valid;
use http_body_util::BodyExt;
use support::{BROKEN, VALID};
use tower::ServiceExt;

async fn create(Valid(session): Valid<ConnectSessionCreate>) -> String {
    session.origin_owner_name
}

async fn answer(content_type: &str, body: &'static str) -> Response {
    let service = Router::new().route("/sessions", post(create));
    let request = Request::post("/sessions").header(CONTENT_TYPE, content_type);
    let request = request.body(Body::from(body)).unwrap();
    service.oneshot(request).await.unwrap()
}

async fn body(answer: Response) -> Vec<u8> {
    answer
        .into_body()
        .collect()
        .await
        .unwrap()
        .to_bytes()
        .to_vec()
}

#[tokio::test]
async fn a_valid_body_reaches_the_handler() {
    let answer = answer("application/json; charset=utf-8", VALID).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(body(answer).await, b"Acme");
}

#[tokio::test]
async fn a_broken_body_is_told_everything() {
    let answer = answer("application/vnd.api+json", BROKEN).await;
    let content_type = answer.headers()[CONTENT_TYPE].to_str().unwrap().to_owned();
    let status = answer.status().as_u16();
    support::is_refused(status, &content_type, &body(answer).await);
}

#[tokio::test]
async fn what_is_no_json_is_refused() {
    assert_eq!(answer("application/json", "{").await.status(), 400);
    assert_eq!(answer("text/plain", VALID).await.status(), 415);
}
