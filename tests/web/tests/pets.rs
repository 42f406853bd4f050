//! A service and a client that know methods, paths and parameters from the document alone: an axum
//! router, the same in actix-web, and a client of reqwest.

use actix_web::test::{TestRequest, call_service, init_service, read_body};
use axum::Router;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};
use fieldwright_runtime::prelude::*;
use fieldwright_runtime::{Operation, Value};
use fieldwright_web::axum::{Header, Path, Query};
use fieldwright_web::pets::operations::{GET_PET, LIST_PETS};
use fieldwright_web::pets::{Filter, GetPetPath, ListPetsHeaders, ListPetsQuery, Pet};

/// A handler at the method and path of an operation.
fn at(operation: Operation, handler: impl FnOnce(MethodFilter) -> MethodRouter) -> Router {
    let method = Method::from_bytes(operation.method.as_bytes()).unwrap();
    let method = MethodFilter::try_from(method).unwrap();
    Router::new().route(operation.path, handler(method))
}

fn router() -> Router {
    at(LIST_PETS, |method| on(method, list_pets)).merge(at(GET_PET, |method| on(method, get_pet)))
}

async fn list_pets(
    Query(query): Query<ListPetsQuery>,
    Header(headers): Header<ListPetsHeaders>,
) -> String {
    let owner = query.filter.and_then(|filter| filter.owner);
    let limit = query.limit.unwrap_or(20);
    let pets = (1..=limit).map(|id| Pet {
        id: id.into(),
        owner: owner.clone().unwrap_or_default(),
        tags: query.tags.clone(),
    });
    let mut pets: Vec<Pet> = pets.collect();
    pets.retain(|pet| headers.x_trace.is_none() || pet.id > 1);
    pets.to_json()
}

async fn get_pet(Path(path): Path<GetPetPath>) -> String {
    let (id, owner) = (path.pet_id, path.owner);
    let tags = None;
    Pet { id, owner, tags }.to_json()
}

/// The request of an operation, to be sent.
fn request(
    server: &str,
    operation: Operation,
    (path, query): (&str, &str),
    headers: Vec<(String, String)>,
) -> reqwest::RequestBuilder {
    let method = reqwest::Method::from_bytes(operation.method.as_bytes()).unwrap();
    let request = reqwest::Client::new().request(method, format!("{server}{path}?{query}"));
    let headers = headers.into_iter();
    headers.fold(request, |request, (name, value)| {
        request.header(name, value)
    })
}

#[tokio::test]
async fn a_client_and_a_service_agree() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = format!("http://{}", listener.local_addr().unwrap());
    let service = tokio::spawn(async move { axum::serve(listener, router()).await });

    let query = ListPetsQuery {
        limit: Some(2),
        tags: Some(vec!["house, small".to_owned(), "loud & proud".to_owned()]),
        filter: Some(Filter {
            age: None,
            owner: Some("Ada/Émile + 1".to_owned()),
        }),
    };
    let headers = ListPetsHeaders {
        x_trace: Some("a-1".to_owned()),
    };
    let query_text = query.to_query().unwrap();
    let headers = headers.to_headers().unwrap();
    let answer = request(&server, LIST_PETS, (LIST_PETS.path, &query_text), headers);
    let answer = answer.send().await.unwrap();
    let expected = LIST_PETS.response(answer.status().as_u16()).unwrap();
    assert_eq!(expected.content, ["application/json"]);
    let pets = Vec::<Pet>::from_json(answer.bytes().await.unwrap()).unwrap();
    let pet = Pet {
        id: 2,
        owner: query.filter.unwrap().owner.unwrap(),
        tags: query.tags,
    };
    assert_eq!(pets, [pet]);

    let path = GetPetPath {
        owner: "a/b c?".to_owned(),
        pet_id: 7,
    };
    let path_text = path.to_path().unwrap();
    assert_eq!(path_text, "/owners/a%2Fb%20c%3F/pets/7");
    let answer = request(&server, GET_PET, (&path_text, ""), Vec::new());
    let answer = answer.send().await.unwrap().bytes().await.unwrap();
    let pet = Pet::from_json(answer).unwrap();
    assert_eq!((pet.id, pet.owner), (7, "a/b c?".to_owned()));

    let answer = request(
        &server,
        LIST_PETS,
        ("/pets", "limit=101&filter[age]=x"),
        Vec::new(),
    );
    let answer = answer.send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 422);
    assert_eq!(
        pointers(&answer.bytes().await.unwrap()),
        ["#/limit", "#/filter/age"]
    );
    service.abort();
}

/// What problem details are about.
fn pointers(body: &[u8]) -> Vec<String> {
    let problem: Value = fieldwright_runtime::from_json(body).unwrap();
    let errors = problem.get("errors").and_then(Value::as_array).unwrap();
    let pointers = errors
        .iter()
        .map(|error| error.get("pointer").and_then(Value::as_str));
    pointers
        .map(|pointer| pointer.unwrap().to_owned())
        .collect()
}

#[actix_web::test]
async fn actix_reads_the_same() {
    use fieldwright_web::actix;

    async fn list(
        actix::Query(query): actix::Query<ListPetsQuery>,
        actix::Header(headers): actix::Header<ListPetsHeaders>,
    ) -> String {
        format!("{} {}", query.to_json(), headers.to_json())
    }
    async fn get(actix::Path(path): actix::Path<GetPetPath>) -> String {
        path.to_json()
    }
    let app = actix_web::App::new()
        .route(LIST_PETS.path, actix_web::web::get().to(list))
        .route(GET_PET.path, actix_web::web::get().to(get));
    let service = init_service(app).await;
    for (uri, status, expected) in [
        (
            "/pets?tags=a,b",
            200,
            r#"{"tags":["a","b"]} {"X-Trace":"t"}"#,
        ),
        ("/owners/a%2Fb/pets/7", 200, r#"{"owner":"a/b","petId":7}"#),
        ("/owners/a/pets/x", 422, "#/petId"),
        ("/pets?limit=0", 422, "#/limit"),
    ] {
        let request = TestRequest::get().uri(uri).insert_header(("x-trace", "t"));
        let answer = call_service(&service, request.to_request()).await;
        assert_eq!(answer.status(), status, "{uri}");
        let body = read_body(answer).await;
        match status {
            200 => assert_eq!(str::from_utf8(&body).unwrap(), expected),
            _ => assert_eq!(pointers(&body), [expected]),
        }
    }
}
