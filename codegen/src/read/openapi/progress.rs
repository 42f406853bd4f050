//! What is noted while an OpenAPI document is read: the context of a part, the operations that are
//! read, the callbacks that wait, and the schemas that have a style.

use std::collections::{BTreeSet, VecDeque};

use crate::read::json_schema::{Location, OpenApi, Scope};
use crate::schema::{Direction, Sent, Transport};
use crate::source::Node;

/// The context of the current part of a document.
#[derive(Clone, Copy)]
pub(in crate::read) struct At {
    pub(super) document: usize,
    pub(super) scope: Scope,
    pub(super) version: OpenApi,
    /// The direction of the current body, if it has one.
    pub(super) direction: Option<Direction>,
    /// The location of the current body in an operation of a path.
    pub(super) sent: Option<Sent>,
    /// Whether the operation is one that the server calls.
    pub(super) is_called_back: bool,
    /// Whether the operation is one of a path of the server.
    pub(super) is_path: bool,
}

impl At {
    /// For a body in this direction. Those of operations that the server calls stay whole, because
    /// the server sends them.
    pub(super) fn towards(self, direction: Direction) -> Self {
        let direction = (!self.is_called_back).then_some(direction);
        Self { direction, ..self }
    }

    /// For the request body of an operation of a path, or the response with an index, the media
    /// type of which is known further in.
    pub(super) fn sent(self, operation: Option<usize>, response: Option<usize>) -> Self {
        let sent = operation.map(|operation| Sent {
            operation,
            response,
            media: 0,
        });
        Self { sent, ..self }
    }

    /// For the media type with an index.
    pub(super) fn media(mut self, media: usize) -> Self {
        if let Some(sent) = &mut self.sent {
            sent.media = media;
        }
        self
    }

    /// For the operations of webhooks and callbacks.
    pub(super) fn called_back(self) -> Self {
        Self {
            is_called_back: true,
            is_path: false,
            sent: None,
            ..self
        }
    }

    pub(super) fn location(self, node: Node<'_>) -> Location {
        Location {
            document: self.document,
            node: node.id(),
        }
    }
}

/// The progress of reading operations. Each is read once, through whatever references it is
/// reached, and callbacks are queued: they contain operations, which have callbacks.
#[derive(Default)]
pub(super) struct Progress {
    pub(super) operations: BTreeSet<Location>,
    pub(super) callbacks: VecDeque<(Location, String, At)>,
    /// The bodies that are forms.
    pub(super) carried: Vec<Carried>,
    /// The definitions of bodies of several parts, by their indices.
    pub(super) parts: Vec<usize>,
}

/// A schema whose values are written in a style.
pub(super) struct Carried {
    pub(super) location: Location,
    pub(super) scope: Scope,
    /// None for a body of several parts, each of which is a field.
    pub(super) transport: Option<Transport>,
}
