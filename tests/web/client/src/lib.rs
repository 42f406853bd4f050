//! A client of connect sessions. What is sent is valid before it leaves; what comes back is read and
//! checked by types that are made of a table.

use std::fmt;

use fieldwright_generated::connect_session_create::ConnectSessionCreate;
use fieldwright_runtime::Violations;
use reqwest::StatusCode;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};

/// What the server answers.
pub mod session {
    fieldwright_runtime::include_schema!("session");
}

use session::{ConnectSession, Refusal};

/// A client of one server.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    server: String,
    authorization: String,
}

/// Why there is no session.
#[derive(Debug)]
pub enum Error {
    /// The request would be refused: nothing was sent.
    Request(Violations),
    /// The server did not answer.
    Transport(reqwest::Error),
    /// The server refused the request, with these words.
    Refused(u16, String),
    /// The server answered something else than it says it does.
    Answer(Violations),
}

impl Client {
    /// A client of the server at this URL, with the value of its `Authorization`.
    pub fn new(server: impl Into<String>, authorization: impl Into<String>) -> Self {
        Self {
            http: reqwest::Client::new(),
            server: server.into(),
            authorization: authorization.into(),
        }
    }

    /// Starts a session.
    ///
    /// # Errors
    /// A request that breaks its schema, which is not sent, and all that can go wrong with the answer.
    pub async fn create(&self, session: &ConnectSessionCreate) -> Result<ConnectSession, Error> {
        session.validate().map_err(Error::Request)?;
        let url = format!("{}/connect_sessions", self.server);
        let request = self.http.post(url);
        let request = request
            .header(AUTHORIZATION, &self.authorization)
            .header(CONTENT_TYPE, "application/json")
            .body(session.to_json());
        let answer = request.send().await.map_err(Error::Transport)?;
        let status = answer.status();
        let body = answer.bytes().await.map_err(Error::Transport)?;
        if status == StatusCode::CREATED {
            return ConnectSession::from_json(&body).map_err(Error::Answer);
        }
        let words = Refusal::from_json(&body).map(|refusal| refusal.message);
        Err(Error::Refused(status.as_u16(), words.unwrap_or_default()))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(violations) => write!(f, "the request is not valid:\n{violations}"),
            Self::Transport(error) => write!(f, "the server did not answer: {error}"),
            Self::Refused(status, words) => write!(f, "the server refused ({status}): {words}"),
            Self::Answer(violations) => write!(f, "the answer is not valid:\n{violations}"),
        }
    }
}

impl std::error::Error for Error {}
