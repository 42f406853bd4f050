//! Requests to the service, and what it answers.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use fieldwright_example_service::models::shop_openapi::Order;
use fieldwright_example_service::rules::Cents;
use fieldwright_example_service::service::router;
use fieldwright_runtime::{Value, from_json};
use http_body_util::BodyExt;
use tower::ServiceExt;

async fn post(path: &str, language: &str, body: &str) -> (StatusCode, Vec<u8>) {
    let request = Request::post(path)
        .header("content-type", "application/json")
        .header("accept-language", language)
        .body(Body::from(body.to_owned()))
        .unwrap();
    let answer = router().oneshot(request).await.unwrap();
    let status = answer.status();
    (
        status,
        answer
            .into_body()
            .collect()
            .await
            .unwrap()
            .to_bytes()
            .to_vec(),
    )
}

/// The pointers and messages of problem details.
fn problems(body: &[u8]) -> Vec<(String, String)> {
    let details: Value = from_json(body).unwrap();
    let text = |value: &Value, key: &str| value[key].as_str().unwrap().to_owned();
    let errors = details["errors"].as_array().unwrap().iter();
    errors
        .map(|one| (text(one, "pointer"), text(one, "detail")))
        .collect()
}

#[tokio::test]
async fn an_order_is_placed() {
    let body = r#"{"lines":[{"sku":"SKU-0001","quantity":3}],"delivery":"drone"}"#;
    let (status, answer) = post("/customers/c-7/orders", "en", body).await;
    assert_eq!(status, StatusCode::CREATED);
    let order = Order::from_json(answer).unwrap();
    assert_eq!((order.id.as_str(), order.total), ("c-7/1", Cents(750)));
    assert_eq!(
        order.delivery.as_str(),
        "post",
        "a delivery that nobody knows"
    );
    let (status, _) = post("/customers/c-7/orders?dry_run=true", "en", body).await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_at_once() {
    let body = r#"{"lines":[{"sku":"SKU-1","quantity":0},{"sku":"SKU-0002"}],"note":7}"#;
    let (status, answer) = post("/customers/c-7/orders", "en", body).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let expected = [
        ("#/lines/0/sku", "must be a valid sku"),
        ("#/lines/0/quantity", "must be at least 1"),
        ("#/lines/1", "missing \"quantity\""),
        ("#/note", "expected a string, found a number"),
    ];
    assert_eq!(
        problems(&answer),
        expected.map(|(at, words)| (at.to_owned(), words.to_owned()))
    );
}

#[tokio::test]
async fn in_the_language_of_the_client() {
    let body = r#"{"lines":[{"sku":"SKU-0001","quantity":1},{"sku":"SKU-0001","quantity":101}]}"#;
    let (_, answer) = post("/customers/c-7/orders", "de-AT", body).await;
    let reported: Vec<String> = problems(&answer)
        .into_iter()
        .map(|(_, words)| words)
        .collect();
    assert_eq!(
        reported,
        [
            "jeder Artikel darf nur einmal vorkommen",
            "darf höchstens 100 sein"
        ]
    );
    let (status, answer) = post("/customers/nobody/orders?dry_run=maybe", "de", body).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(problems(&answer)[0].1, "muss zum Muster ^c-[0-9]+$ passen");
}
