//! The client against a server that is started here, and answers as the test says.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use fieldwright_example_client::session::Status;
use fieldwright_example_client::{Client, Error};
use fieldwright_generated::connect_session_create::{Categories, ConnectSessionCreate};

/// A server that always gives this answer, and what it was sent.
async fn server(status: StatusCode, answer: &'static str) -> (String, Arc<Mutex<Vec<String>>>) {
    let sent = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&sent);
    let handler = move |headers: HeaderMap, body: String| async move {
        let authorization = headers["authorization"]
            .to_str()
            .unwrap_or_default()
            .to_owned();
        seen.lock().unwrap().extend([authorization, body]);
        (status, answer)
    };
    let router = Router::new().route("/connect_sessions", post(handler));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (address, sent)
}

fn session() -> ConnectSessionCreate {
    let session = ConnectSessionCreate::builder("owner-1", "Acme").categories([Categories::Ats]);
    session.label("first").build().unwrap()
}

#[tokio::test]
async fn a_session_is_started() {
    let answer = r#"{"id":"s-1","token":"t","status":"paused","created_at":"2025-01-31T08:00:00Z","more":1}"#;
    let (address, sent) = server(StatusCode::CREATED, answer).await;
    let started = Client::new(address, "Basic abc")
        .create(&session())
        .await
        .unwrap();
    assert_eq!((started.id.as_str(), started.token.as_str()), ("s-1", "t"));
    // A status that this client does not know is no reason to fail.
    assert!(!started.status.is_known() && started.status != Status::Active);
    let sent = sent.lock().unwrap();
    assert_eq!(sent[0], "Basic abc");
    assert_eq!(
        ConnectSessionCreate::from_json(&sent[1]).unwrap(),
        session()
    );
}

#[tokio::test]
async fn what_is_not_valid_is_not_sent() {
    let (address, sent) = server(StatusCode::CREATED, "{}").await;
    let mut wrong = session();
    wrong.metadata = None;
    wrong.expires_in = Some(f64::NAN);
    let error = Client::new(address, "Basic abc")
        .create(&wrong)
        .await
        .unwrap_err();
    assert!(
        error.to_string().contains("/expires_in [representation]"),
        "{error}"
    );
    assert!(sent.lock().unwrap().is_empty());
}

#[tokio::test]
async fn refusals_and_broken_answers_are_errors() {
    let (address, _) = server(StatusCode::UNAUTHORIZED, r#"{"message":"who are you?"}"#).await;
    let error = Client::new(address, "")
        .create(&session())
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "the server refused (401): who are you?");
    let (address, _) = server(StatusCode::CREATED, r#"{"id":"","status":"active"}"#).await;
    let error = Client::new(address, "")
        .create(&session())
        .await
        .unwrap_err();
    let Error::Answer(violations) = error else {
        panic!("{error}")
    };
    let found: Vec<(&str, &str)> = violations
        .iter()
        .map(|v| (v.instance.as_str(), &*v.code))
        .collect();
    assert_eq!(found, [("", "required"), ("/id", "minLength")]);
    let (address, _) = server(StatusCode::BAD_GATEWAY, "<html>").await;
    let error = Client::new(address, "")
        .create(&session())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Refused(502, words) if words.is_empty()));
}
