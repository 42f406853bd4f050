//! The extractor in an actix-web service.

mod support;

use actix_web::body::MessageBody;
use actix_web::dev::ServiceResponse;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::{App, web};
use fieldwright_generated::connect_session_create::ConnectSessionCreate;
use fieldwright_web::actix::Valid;
use support::{BROKEN, VALID};

async fn create(Valid(session): Valid<ConnectSessionCreate>) -> String {
    session.origin_owner_name
}

async fn answer(content_type: &str, body: &'static str) -> ServiceResponse<impl MessageBody> {
    let app = App::new().route("/sessions", web::post().to(create));
    let service = init_service(app).await;
    let request = TestRequest::post().uri("/sessions");
    let request = request.insert_header((CONTENT_TYPE, content_type));
    call_service(&service, request.set_payload(body).to_request()).await
}

#[actix_web::test]
async fn a_valid_body_reaches_the_handler() {
    let answer = answer("application/json; charset=utf-8", VALID).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(&*read_body(answer).await, b"Acme");
}

#[actix_web::test]
async fn a_broken_body_is_told_everything() {
    let answer = answer("application/vnd.api+json", BROKEN).await;
    let content_type = answer.headers().get(CONTENT_TYPE).unwrap();
    let content_type = content_type.to_str().unwrap().to_owned();
    let status = answer.status().as_u16();
    support::is_refused(status, &content_type, &read_body(answer).await);
}

#[actix_web::test]
async fn what_is_no_json_is_refused() {
    assert_eq!(answer("application/json", "{").await.status(), 400);
    assert_eq!(answer("text/plain", VALID).await.status(), 415);
}
