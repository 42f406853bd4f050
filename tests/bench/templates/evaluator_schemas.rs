//! The cases: schemas, instances made from nothing, and the macro's validators.

pub struct Case {
    pub name: &'static str,
    pub schema: &'static str,
    pub instance: String,
    pub valid: bool,
    /// The validator that the macro made.
    pub made: fn(&serde_json::Value) -> bool,
}

macro_rules! schema {
    ($constant:ident, $validator:ident, $text:literal) => {
        const $constant: &str = $text;
        #[jsonschema::validator(schema = $text)]
        struct $validator;
    };
}

schema!(
    REPOSITORIES,
    Repositories,
    r##"{
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "array",
    "items": { "$ref": "#/$defs/repository" },
    "$defs": {
        "user": {
            "type": "object",
            "required": ["login", "id", "type", "site_admin"],
            "properties": {
                "login": { "type": "string", "minLength": 1 },
                "id": { "type": "integer", "minimum": 0 },
                "node_id": { "type": "string" },
                "avatar_url": { "type": "string" },
                "url": { "type": "string" },
                "html_url": { "type": "string" },
                "type": { "enum": ["User", "Organization", "Bot"] },
                "site_admin": { "type": "boolean" }
            }
        },
        "repository": {
            "type": "object",
            "required": ["id", "name", "full_name", "private", "owner"],
            "properties": {
                "id": { "type": "integer" },
                "node_id": { "type": "string" },
                "name": { "type": "string", "maxLength": 100 },
                "full_name": { "type": "string" },
                "private": { "type": "boolean" },
                "owner": { "$ref": "#/$defs/user" },
                "html_url": { "type": "string" },
                "description": { "type": ["string", "null"] },
                "fork": { "type": "boolean" },
                "created_at": { "type": "string" },
                "updated_at": { "type": "string" },
                "size": { "type": "integer", "minimum": 0 },
                "stargazers_count": { "type": "integer", "minimum": 0 },
                "language": { "type": ["string", "null"] },
                "topics": { "type": "array", "items": { "type": "string" }, "uniqueItems": true },
                "visibility": { "enum": ["public", "private", "internal"] },
                "default_branch": { "type": "string" },
                "score": { "type": "number", "multipleOf": 0.01 }
            }
        }
    }
}"##
);

schema!(
    REQUEST,
    Request,
    r##"{
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["origin_owner_id", "origin_owner_name"],
    "properties": {
        "origin_owner_id": { "type": "string", "minLength": 1, "maxLength": 200 },
        "origin_owner_name": { "type": "string", "minLength": 1 },
        "origin_username": { "type": ["string", "null"] },
        "provider": { "type": ["string", "null"] },
        "categories": {
            "type": "array",
            "items": { "enum": ["ats", "hris", "crm", "iam", "lms", "marketing", "filestorage"] }
        },
        "account_id": { "type": ["string", "null"] },
        "label": { "type": ["string", "null"], "maxLength": 80 },
        "expires_in": { "type": "number", "exclusiveMinimum": 0 },
        "multiple": { "type": "boolean" },
        "type": { "enum": ["production", "test"] },
        "metadata": { "type": "object", "additionalProperties": { "type": ["string", "number"] } }
    },
    "additionalProperties": false
}"##
);

schema!(
    EVENTS,
    Events,
    r##"{
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "array",
    "items": {
        "oneOf": [
            { "$ref": "#/$defs/created" },
            { "$ref": "#/$defs/moved" },
            { "$ref": "#/$defs/removed" },
            { "type": "string", "minLength": 3 }
        ]
    },
    "$defs": {
        "created": {
            "type": "object",
            "required": ["kind", "id", "at"],
            "properties": {
                "kind": { "const": "created" },
                "id": { "type": "integer" },
                "at": { "type": "array", "prefixItems": [{ "type": "number" }, { "type": "number" }], "items": false }
            }
        },
        "moved": {
            "type": "object",
            "required": ["kind", "id", "from", "to"],
            "properties": {
                "kind": { "const": "moved" },
                "id": { "type": "integer" },
                "from": { "type": "string" },
                "to": { "type": "string" }
            }
        },
        "removed": {
            "type": "object",
            "required": ["kind", "id"],
            "properties": { "kind": { "const": "removed" }, "id": { "type": "integer" } }
        }
    }
}"##
);

schema!(
    TREE,
    Tree,
    r##"{
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$ref": "#/$defs/node",
    "$defs": {
        "node": {
            "type": "object",
            "required": ["name"],
            "properties": {
                "name": { "type": "string" },
                "next": { "anyOf": [{ "$ref": "#/$defs/node" }, { "type": "null" }] },
                "children": { "type": "array", "items": { "$ref": "#/$defs/node" } }
            },
            "additionalProperties": false
        }
    }
}"##
);

schema!(
    EXTENDED,
    Extended,
    r##"{
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "array",
    "items": {
        "allOf": [{ "$ref": "#/$defs/base" }],
        "anyOf": [
            { "properties": { "mail": { "type": "string" } }, "required": ["mail"] },
            { "properties": { "phone": { "type": "string" } }, "required": ["phone"] }
        ],
        "unevaluatedProperties": false
    },
    "$defs": {
        "base": {
            "type": "object",
            "properties": { "id": { "type": "integer" }, "name": { "type": "string" } },
            "required": ["id"]
        }
    }
}"##
);

pub fn cases() -> Vec<Case> {
    let mut out = vec![
        Case {
            name: "repositories",
            schema: REPOSITORIES,
            instance: repositories(),
            valid: true,
            made: Repositories::is_valid,
        },
        Case {
            name: "request",
            schema: REQUEST,
            instance: request("\"hris\""),
            valid: true,
            made: Request::is_valid,
        },
        Case {
            name: "request, invalid",
            schema: REQUEST,
            instance: request("\"hr\""),
            valid: false,
            made: Request::is_valid,
        },
        Case {
            name: "unions",
            schema: EVENTS,
            instance: events(),
            valid: true,
            made: Events::is_valid,
        },
        Case {
            name: "deep",
            schema: TREE,
            instance: deep(),
            valid: true,
            made: Tree::is_valid,
        },
    ];
    out.push(Case {
        name: "unevaluated",
        schema: EXTENDED,
        instance: extended(),
        valid: true,
        made: Extended::is_valid,
    });
    out
}

fn list(count: usize, item: impl Fn(usize) -> String) -> String {
    let items: Vec<String> = (0..count).map(item).collect();
    format!("[{}]", items.join(","))
}

fn repositories() -> String {
    list(200, |n| {
        format!(
            r##"{{"id":12{n},"node_id":"MDEwOlJlcG9{n}","name":"project-{n}","full_name":"somebody/project-{n}",
            "private":false,"owner":{{"login":"somebody{n}","id":{n},"node_id":"MDQ6VXNl","avatar_url":"https://avatars.example/{n}",
            "url":"https://api.example/users/{n}","html_url":"https://example/{n}","type":"User","site_admin":false}},
            "html_url":"https://example/somebody/project-{n}","description":"What a project is, in a sentence or two",
            "fork":false,"created_at":"2024-01-01T00:00:00Z","updated_at":"2024-02-01T00:00:00Z","size":{n},
            "stargazers_count":1{n},"language":"Rust","topics":["json","schema","rust","cli","tooling"],
            "visibility":"public","default_branch":"main","score":{n}.25}}"##
        )
    })
}

fn request(category: &str) -> String {
    format!(
        r##"{{"origin_owner_id":"customer-123","origin_owner_name":"Acme","origin_username":null,"provider":"somewhere",
        "categories":["ats",{category},"crm"],"account_id":"456","label":"A label","expires_in":1800,"multiple":false,
        "type":"production","metadata":{{"source":"telegram","weight":1.5}}}}"##
    )
}

fn events() -> String {
    list(300, |n| match n % 4 {
        0 => format!(r#"{{"kind":"created","id":{n},"at":[{n}.5,2]}}"#),
        1 => format!(r#"{{"kind":"moved","id":{n},"from":"a{n}","to":"b"}}"#),
        2 => format!(r#"{{"kind":"removed","id":{n}}}"#),
        _ => format!("\"event {n}\""),
    })
}

fn deep() -> String {
    let leaf = r#"{"name":"leaf","children":[{"name":"a"},{"name":"b"}],"next":null}"#;
    (0..50).fold(leaf.to_owned(), |inner, n| {
        format!(r#"{{"name":"n{n}","children":[{leaf}],"next":{inner}}}"#)
    })
}

fn extended() -> String {
    list(200, |n| {
        format!(r#"{{"id":{n},"name":"n{n}","phone":"12{n}"}}"#)
    })
}
