//! The meaning of OpenAPI's schema object beyond JSON Schema -> 2020-12; one function each.

use fieldwright_runtime::Value;

use crate::read::json_schema::{OpenApi, SchemaPlace, SchemaReader};
use crate::read::report::Report;
use crate::schema::{Alternatives, Assertion, EnumValue, Schema, Spanned, Types};
use crate::source::{Key, Kind, Node};

impl SchemaReader<'_, '_, '_> {
    /// All lifts, after the keywords have been read.
    pub(in crate::read) fn lift_openapi(&mut self, place: SchemaPlace<'_>, schema: &mut Schema) {
        self.listed_items(place.node, schema);
        self.values_of_elements(place.node, schema);
        crate::read::texts::texts_of_scalars(self, place.node, schema);
        self.unquoted.note(place.node);
        crate::read::implied::imply_type(schema);
        self.extensible_enum(place.node, schema);
        self.discriminator(place, schema);
        self.note_base(place, schema);
        self.nullable(place, schema);
        if !matches!(place.dialect.openapi, Some(OpenApi::V2 | OpenApi::V30)) {
            super::parts::note_media(place.node, schema);
        }
    }

    /// A list of `items` without `type: array`: documents without `anyOf` (2.0) use it for a value
    /// that is one of several. With the type it is a list by position, as in older drafts.
    fn listed_items(&mut self, node: Node<'_>, schema: &mut Schema) {
        let Some((key, list)) = node.entry("items") else {
            return;
        };
        if list.kind() == Kind::Sequence && schema.types.without(Types::NULL) == Types::ARRAY {
            self.listed_once(key, schema);
        }
        if list.kind() != Kind::Sequence || !schema.types.is_empty() || list.items().count() == 0 {
            return;
        }
        schema.alternatives.push(Alternatives {
            exactly_one: false,
            schemas: std::mem::take(&mut schema.prefix_items),
            discriminator: None,
        });
        schema.items = None;
        let message = "a list of `items` without `type: array`; read as `anyOf`";
        let help = "write `anyOf`, or `type: array` where elements have types by position";
        self.recovered("recovered-keyword", key.span, message, help);
    }

    /// A list of one under `items`: a hyphen too much, not a list whose first element alone is
    /// known.
    fn listed_once(&mut self, key: Key<'_>, schema: &mut Schema) {
        if let ([only], None) = (schema.prefix_items.as_slice(), schema.items) {
            schema.items = Some(*only);
            schema.prefix_items.clear();
            let message = "`items` is a list of one; read as the schema of all elements";
            let help = "write the schema itself, without a list around it";
            self.recovered("recovered-keyword", key.span, message, help);
        }
    }

    /// `type: array` with an `enum` none of whose values is an array: it lists the values of the
    /// elements.
    fn values_of_elements(&mut self, node: Node<'_>, schema: &mut Schema) {
        let is_array = schema.types.without(Types::NULL) == Types::ARRAY;
        let Some(listed) = schema.enumeration.as_ref().filter(|_| is_array) else {
            return;
        };
        let scalars = |value: &Value| value.as_array().is_none() && !value.is_null();
        let mut values = listed.value.iter().map(|value| &value.value.value);
        if listed.value.is_empty() || !values.all(scalars) {
            return;
        }
        let mut inner = match schema.items.map(|id| self.graph.get(id).clone()) {
            Some(inner) if inner.reference.is_none() && inner.enumeration.is_none() => inner,
            Some(_) => return, // it lists the values itself
            None => Schema::new(listed.span),
        };
        let span = listed.span;
        inner.enumeration = schema.enumeration.take();
        let listed = node.get("enum").unwrap_or(node);
        crate::read::texts::texts_of_values(self, listed, &mut inner);
        match schema.items {
            Some(id) => self.graph.set(id, inner),
            None => schema.items = Some(self.graph.add(inner)),
        }
        let message =
            "the values of this `enum` are no arrays; they are read as those of the elements";
        let help = "write `enum` under `items`";
        self.recovered("recovered-keyword", span, message, help);
    }

    /// `nullable: true` (3.0 section 4.7.24.1), `x-nullable` (2.0): adds null to the type. In 3.1,
    /// where it is not defined, it is an error with the same meaning.
    pub(in crate::read) fn nullable(&mut self, place: SchemaPlace<'_>, schema: &mut Schema) {
        let found = ["nullable", "x-nullable"].into_iter().find_map(|keyword| {
            let (key, node) = place.node.entry(keyword)?;
            (node.as_bool() == Some(true)).then_some(key)
        });
        let odd = place
            .node
            .get("nullable")
            .filter(|node| node.as_bool().is_none());
        if let Some(node) = odd {
            let message = "`nullable` is neither true nor false, and says nothing";
            self.recovered(
                "recovered-value",
                node.span(),
                message,
                "write `true` or `false`",
            );
        }
        let Some(key) = found else { return };
        if place.dialect.openapi == Some(OpenApi::V31) && key.text == "nullable" {
            let message =
                "`nullable` means nothing since OpenAPI 3.1; read as `null` beside the type";
            self.recovered(
                "recovered-keyword",
                key.span,
                message,
                "write `type: [..., \"null\"]`",
            );
        }
        if schema.types.meets(Types::NULL) {
            return;
        }
        let is_whole = schema.reference.is_some()
            || !schema.alternatives.is_empty()
            || !schema.all_of.is_empty();
        if is_whole {
            *schema = std::mem::replace(schema, Schema::new(schema.span)).or_null(&mut self.graph);
            return;
        }
        if !schema.types.is_empty() {
            schema.types = schema.types.with(Types::NULL);
        }
        self.null_among_values(schema);
    }

    /// An enum, or a constant, beside `nullable` that does not list null.
    fn null_among_values(&mut self, schema: &mut Schema) {
        if let Some(values) = &mut schema.enumeration
            && !values.value.iter().any(|value| value.value.value.is_null())
        {
            let span = values.span;
            values
                .value
                .push(EnumValue::plain(Spanned::new(Value::Null, span)));
            let message = "the enum does not list the null that `nullable` allows; it is added";
            self.recovered(
                "recovered-keyword",
                span,
                message,
                "add `null` to the values",
            );
        }
        for assertion in &mut schema.assertions {
            if let Assertion::Const(value) = &assertion.value {
                let span = assertion.span;
                let values = [value.clone(), Value::Null];
                let values = values.map(|value| EnumValue::plain(Spanned::new(value, span)));
                schema.enumeration = Some(Spanned::new(values.into(), span));
            }
        }
        if schema.enumeration.is_some() {
            let is_const = |a: &Spanned<Assertion>| matches!(a.value, Assertion::Const(_));
            schema.assertions.retain(|assertion| !is_const(assertion));
        }
    }

    /// Enums that announce values to come: `x-extensible-enum` with values or `true`,
    /// `x-ms-enum` with `modelAsString: true`, and `x-speakeasy-unknown-values: allow`.
    fn extensible_enum(&mut self, node: Node<'_>, schema: &mut Schema) {
        let listed = node.get("x-extensible-enum");
        let as_string = node
            .get("x-ms-enum")
            .and_then(|own| own.get("modelAsString"));
        let is_true = |own: Node<'_>| own.as_bool() == Some(true);
        let unknown = node
            .get("x-speakeasy-unknown-values")
            .and_then(Node::as_str);
        if unknown == Some("allow") || listed.is_some_and(is_true) || as_string.is_some_and(is_true)
        {
            schema.open |= schema.enumeration.is_some();
        }
        if let Some(listed) = listed.filter(|node| node.kind() == Kind::Sequence)
            && schema.enumeration.is_none()
        {
            let values = listed.items().filter_map(|item| {
                let text = item.as_str()?.to_owned();
                Some(EnumValue::plain(Spanned::new(
                    Value::String(text),
                    item.span(),
                )))
            });
            let values: Vec<EnumValue> = values.collect();
            if !values.is_empty() {
                schema.enumeration = Some(Spanned::new(values, listed.span()));
                schema.open = true;
            }
        }
        if schema.open && schema.types.is_empty() {
            schema.types = Types::STRING;
        }
    }
}
