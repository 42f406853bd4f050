//! The catalogue of diagnostic codes, as `explain` shows it.

use fieldwright_runtime::nearest;

/// One diagnostic code.
#[derive(Debug)]
pub struct Code {
    /// Its stable name.
    pub name: &'static str,
    /// What it means and what to do, with an example where one helps.
    pub text: &'static str,
}

const fn code(name: &'static str, text: &'static str) -> Code {
    Code { name, text }
}

/// The code called `name`, or the nearest name there is.
///
/// # Errors
/// The nearest name, if one is near.
pub fn explain(name: &str) -> Result<&'static Code, Option<&'static str>> {
    let found = CODES.iter().find(|code| code.name == name);
    found.ok_or_else(|| nearest(name, CODES.iter().map(|code| code.name)))
}

/// All codes, by topic: files, tables, types, values, names,
/// imports, configuration.
pub const CODES: &[Code] = &[
    code(
        "unreadable-file",
        "The file is not there or may not be read. Paths on the command line are relative to the\nworking directory; paths in fieldwright.toml to the folder it lies in.",
    ),
    code(
        "not-utf8",
        "Inputs are read as UTF-8. Save the file in that encoding.",
    ),
    code(
        "yaml-syntax",
        "The text is not YAML 1.2. The place is where the reader gave up; the mistake is often a line\nabove it: a missing colon, a tab for indentation, an unclosed quote or bracket.",
    ),
    code(
        "json-syntax",
        "The text is not JSON (RFC 8259): no comments, no trailing commas, keys in double quotes.",
    ),
    code(
        "duplicate-field",
        "A type has two rows for the same field. Take one of the two out, or rename it.",
    ),
    code(
        "duplicate-key",
        "A mapping has the same key twice; which of them is meant cannot be known. Take one of them out.",
    ),
    code(
        "too-deep",
        "Values, types or brackets nest deeper than any real schema does. Make the structure flatter.",
    ),
    code(
        "too-large",
        "The file is too large, or its aliases expand to too many nodes, or its dynamic references to too\nmany schemas.",
    ),
    code(
        "bad-merge",
        "`<<` merges a mapping or a list of mappings into the mapping it stands in, nothing else.\nQuote it, \"<<\", to have it as a plain key.",
    ),
    code(
        "bad-tag",
        "Only YAML's core tags are known: !!str, !!int, !!float, !!bool, !!null, !!seq, !!map.",
    ),
    code(
        "unknown-anchor",
        "An alias (*name) needs an anchor (&name) before it in the same file, and cannot stand inside it.",
    ),
    code(
        "unknown-dialect",
        "The file does not say what it is. A field table starts with the line `fieldwright: 1`.",
    ),
    code(
        "guessed-dialect",
        "The schema does not name its draft, so it was guessed from the keywords. Drafts differ in what\nkeywords mean; name the one that is meant:\n\n    \"$schema\": \"https://json-schema.org/draft/2020-12/schema\"\n\nor choose it for all that do not with `--dialect` (`dialect` in fieldwright.toml).",
    ),
    code(
        "unknown-meta-schema",
        "`$schema` names a dialect that is none of the drafts, and its meta-schema is not at hand: the\nschema is read as 2020-12. `--map URI=PATH` says where the meta-schema lies on disk; its\n`$vocabulary` then decides which keywords mean something.",
    ),
    code(
        "unresolved-reference",
        "A reference leads to no schema: the place, the anchor or the file is not there, the file lies\noutside the folder that references may lead to, or the URI is none that is known. Nothing is ever\nfetched; `--map URI=PATH` (`[map]` in fieldwright.toml) says where a document lies on disk.",
    ),
    code(
        "unknown-version",
        "The version of field tables is 1: `fieldwright: 1`. OpenAPI is read from 2.0 to 3.2,\noverlays in 1.0 and 1.1.",
    ),
    code(
        "missing-key",
        "A part that is needed is not there; the message names it.",
    ),
    code(
        "unknown-key",
        "The key is not known at this place. If it is somebody's extension, start it with `x-`.",
    ),
    code(
        "misplaced-key",
        "The key is known, but belongs somewhere else; the help says where.",
    ),
    code(
        "misplaced-keyword",
        "A keyword says something about one JSON type only: `minLength` about strings, `minimum` about\nnumbers, `minItems` about arrays, `minProperties` about objects. On a row of another type it\nwould never do anything.",
    ),
    code(
        "wrong-type",
        "The value is of another kind than the key takes; the message names both.",
    ),
    code(
        "unsupported-keyword",
        "The keyword exists in JSON Schema but cannot be used here yet. It is refused, because leaving it\nout silently would accept values that the schema forbids.",
    ),
    code(
        "reserved-name",
        "The names of JSON types (string, number, integer, boolean, object, array, null) cannot be names of\ntypes of a table.",
    ),
    code(
        "unknown-type",
        "A row's `type` is a JSON type, a name under `types`, `X[]` or `map<X>`.\n\n    owner: { type: Person }      # needs `Person` under `types`",
    ),
    code(
        "never",
        "The row accepts no value (`false`). Leave it out, or give it a type.",
    ),
    code(
        "endless-type",
        "A value of the type could never be written down: it always contains another of its own kind,\nor is only another name for itself. Make a field in the circle optional or nullable.",
    ),
    code(
        "unknown-field",
        "A rule names the fields of the type it stands in, by their names on the wire.",
    ),
    code(
        "bad-rule",
        "A rule is a mapping with one of `requires`, `conflicts`, `ineffective`, `at_least_one_of`,\n`exactly_one_of`, and perhaps `id`, `message` and `severity`.\n\n    - { requires: { provider_version: [provider] }, message: ... }",
    ),
    code(
        "bad-pattern",
        "Patterns are ECMA-262 regular expressions, as in JavaScript. In YAML write them in single quotes,\nwhich keep backslashes: '^[a-z]\\d+$'.",
    ),
    code(
        "slow-pattern",
        "Back-references cannot be run in time linear in the text, so a hostile text could stop the program.\nRewrite the pattern without them.",
    ),
    code(
        "bad-multiple",
        "`multipleOf` is a number greater than 0 with at most 37 significant digits.",
    ),
    code(
        "empty-range",
        "A lower bound lies above its upper bound: no value could ever be valid.",
    ),
    code(
        "unknown-format",
        "The format is not one that can be checked. It is kept as documentation.",
    ),
    code(
        "bad-default",
        "A default must itself be what its row accepts: it stands for a value that was not sent.",
    ),
    code(
        "bad-example",
        "The example is not what its row accepts. It is shown as it stands, but readers will be misled.\nA list whose elements are all valid counts as a list of examples.",
    ),
    code(
        "duplicate-value",
        "Two values or aliases of an enum are spelled the same.",
    ),
    code(
        "name-collision",
        "Two names of the schema would be one identifier in Rust, such as `fooBar` and `foo_bar`.\nGive one of them another name:\n\n    foo_bar: { type: string, name: foo_bar_2 }",
    ),
    code(
        "two-shapes",
        "A row is one thing: a type of the table, an enum, a union, or a value of its types with\nkeywords. Give the other thing a name under `types` and refer to it.",
    ),
    code(
        "bad-name",
        "`name` takes a Rust identifier that is no keyword: LikeThis for types and variants, like_this
for fields.",
    ),
    code(
        "renamed",
        "The name of an inline type was taken, so it got its parent's name in front.\nTo choose its name, give it one of its own under `types`.",
    ),
    code(
        "assumed-alias",
        "An example spells a value of an enum as the SDK calls it, not as the list of values does:\n`PRODUCTION` for `production`. The table accepts both and writes the listed value.",
    ),
    code(
        "assumed-date",
        "The page links the same text for dates and for dates with a time, or, in Python, each by the\nother's name. The row's example decides; without one it is what these pages most often mean.",
    ),
    code(
        "assumed-extra",
        "SDKs keep the properties that a schema does not name in a field of their own, such as\n`additionalProperties` or `__pydantic_extra__`. It becomes `additionalProperties` of the type.",
    ),
    code(
        "assumed-integers",
        "A table of values has no quotes to tell the string 1 from the number. Values that all are\nintegers are taken for numbers.",
    ),
    code(
        "assumed-name",
        "Pages spell names as their language does: `WalletID`, `createdAt`, `from_`. How JSON spells them\ncannot be known. `--wire-case` chooses for all fields, `--rename Type.field=name` for one.",
    ),
    code(
        "assumed-null",
        "The page says that a field is optional, but not whether null may stand for it.\n`--optional-accepts-null yes|no` chooses; `nullable` in the table says it of one field.",
    ),
    code(
        "assumed-optional",
        "The row has no mark that says whether the field is required, or one that is not known. It is\ntaken for optional.",
    ),
    code(
        "assumed-required",
        "The table has no column that says which fields are required, but marks some of them: where some are\nmarked as optional, the others are taken for required, and the other way round. A column `Required`\nsays it of each.",
    ),
    code(
        "assumed-head",
        "A pasted table has rows but no head, so its columns are taken for Field, Type, Required, Description\nand Example. Write the names of the columns above the rows.",
    ),
    code(
        "assumed-type",
        "A table without a column of types shows a default or an example: `false` is taken for a boolean, `20`\nfor an integer, other texts for strings. A column `Type` says it.",
    ),
    code(
        "assumed-values",
        "A table of names and numbers lists the values of an enum as Protocol Buffers do, whose JSON has the\nnames. A column `Value` lists what JSON has.",
    ),
    code(
        "merged-cells",
        "A table of HTML has cells over several columns or rows. Their text is taken for each row they reach\ninto, and stands in the first of the columns.",
    ),
    code(
        "unknown-column",
        "The head of a column is no word that says something about fields, so its cells are left out. Rename\nthe column (Field, Type, Required, Description, Example, Default, Format, Constraints, Allowed values),\nor copy what it says into the description.",
    ),
    code(
        "skipped-table",
        "A table of the document is none of fields or values: a changelog, error codes, headers. Nothing of it\nis in the field table.",
    ),
    code(
        "skipped-row",
        "A row of a table names no field, or text between rows belongs to none. It is left out; the message\nshows it.",
    ),
    code(
        "unread-limit",
        "A cell says something about values that has no keyword or is not understood, such as a checksum. Write\nit into the table as `pattern`, `rules` or words.",
    ),
    code(
        "left-out-default",
        "The default of a row is no value of the row's type, so it could not stand for one that was not sent.\nIt is left out.",
    ),
    code(
        "no-types",
        "Nothing in the input could be made a type. A table of fields has a head with columns such as Field, Type,\nRequired and Description; an OpenAPI document has schemas or operations: look for a part that is misspelt\nor stands at the wrong place.",
    ),
    code(
        "left-out-example",
        "The example of a row is no value of the row's type, so it would mislead readers. Examples are read\nby the declared type: `40.00` is a string where the field is one.",
    ),
    code(
        "missing-page",
        "A cell links or names a type whose page was not given or could not be read. The type gets the\nlink's name and accepts any value. Import that page, too, or complete the type in the table.",
    ),
    code(
        "renamed-type",
        "Two pages of different folders have the same title, such as shared/data.md and errors/data.md. The\nlater one gets its folder's name in front; links are followed by path, so they stay right.",
    ),
    code(
        "repeated-row",
        "A page has a field or a value twice, or a row without a name. The first one is taken.",
    ),
    code(
        "skipped-page",
        "The page does not describe a type: prose, a table with other columns, a page given twice, or a file that\nis no text. Nothing of it is in the table.",
    ),
    code(
        "transport-type",
        "The page describes what an SDK keeps of a response: status code, headers, the raw response. That is not\npart of the API, so the type is left out; `--with-transport` takes it as well.",
    ),
    code(
        "unknown-cell",
        "The type of a row is none of the language. The field accepts any value. `--from` says which\nlanguage the pages are for where it was taken for another one.",
    ),
    code(
        "unknown-union",
        "A page of a union does not name its members, no cell that refers to it does, or one of them is on\nno page that was given. The type accepts any value.",
    ),
    code(
        "unknown-values",
        "A page has a section of values without any. The type accepts any value.",
    ),
    code(
        "unlike-unions",
        "Two cells that refer to the same union name different members. Those of the first one are taken.",
    ),
    code(
        "unusable-type",
        "What the page says cannot be a type, such as one that always contains another of its own kind. The\ntype accepts any value; the table says why.",
    ),
    code(
        "unused-rename",
        "`--rename Type.field=name` matches no field. The type is called as in the table or as the page's title,\nthe field as on the page or in JSON.",
    ),
    code(
        "same-module",
        "Two inputs have the same file stem, which names the module. Rename one of the files.",
    ),
    code(
        "toml-syntax",
        "fieldwright.toml is not TOML 1.0; the place is where the reader gave up.",
    ),
    code(
        "unknown-setting",
        "No setting of this name can stand here. `codegen/docs/settings.md` describes all settings;\n`fieldwright init` writes a file to start from.",
    ),
    code(
        "unused-setting",
        "A setting of a type or field has no target, or no effect on its target. A target is a\ntype as the schema names it, `Type.field` with the name on the wire, or a JSON pointer into the\nnormalised schema or the document (\"#/components/schemas/X/properties/y\", \"file.yaml#/...\"); in\nnames, `*` is any text. `required` has no effect on what is required already, `newtype` on structs,\n`unknown` where the schema says it itself, `datetime` where there are no dates or times.",
    ),
    code(
        "bad-overlay",
        "An overlay (Overlay Specification 1.0 or 1.1) is an object of `overlay`, `info` and `actions`; each action\nhas a `target` and one of `update`, `remove: true` and, from 1.1 on, `copy`. Objects are merged into\nobjects, arrays take new elements, and only a value can replace a value.",
    ),
    code(
        "bad-json-path",
        "The target of an overlay's action is a JSONPath of RFC 9535. Names with other characters than letters,\ndigits and `_` stand in brackets and quotes: `$.paths['/pets/{id}'].get['x-internal']`; filters compare\nthe node they look at: `$.paths.*[?@.deprecated == true]`.",
    ),
    code(
        "unmatched-target",
        "The target of an overlay's action selects nothing. The specification lets that pass, but most often\nthe document has changed and the overlay has not. What an earlier action removed is gone.",
    ),
    code(
        "bad-derive",
        "A derive of the language needs that all a type holds has it: no `Eq` where there is an `f64`, no `Copy`\nwhere there is text, no `Hash` where there is a map. What is derived for a type is derived for the\ninline types in it, but not for those it refers to: name these, too.",
    ),
    code(
        "unfilled-default",
        "`defaults = \"fill\"` gives a field its default where the property is absent. That is done for booleans,\nnumbers, strings and values of enums, and only where nothing depends on whether the property is\npresent: no rule over it, no count of properties, no keyword that needs the evaluator.",
    ),
    code(
        "bad-path",
        "`type` takes the path of a Rust type, `derive` paths of derives: `crate::Money`,\n`rust_decimal::Decimal`, `std::boxed::Box<crate::Node>`; a derive of the language needs none (`Hash`).",
    ),
    code(
        "bad-setting",
        "The setting does not take this value; the help lists those that it takes.",
    ),
    code("missing-setting", "A setting that is needed is not there."),
    code(
        "missing-feature",
        "The import of documents, the HTML reference and overlays are cargo features, so that build scripts\nneed not compile them. They are on by default and off with `default-features = false`:\n\n    fieldwright = { version = \"0.1\", default-features = false, features = [\"overlay\"] }",
    ),
    code(
        "recovered-keyword",
        "A keyword stands where the document's version or dialect does not have it, or has no value, but its\nmeaning is plain: `nullable` in OpenAPI 3.1, a boolean `required` in a schema, `exclusiveMinimum: true`\nafter draft 4. The message says how it is read. Write it as the help shows.",
    ),
    code(
        "recovered-value",
        "The value of a keyword has the wrong JSON type, but its meaning is plain: a bound in quotes, a number as\na description, a text as `deprecated`. The message says how it is read. Write it as the help shows.",
    ),
    code(
        "recovered-type",
        "`type` names a type that JSON does not have, but whose meaning is plain: `date`, `file`, `any`. The\nmessage says how it is read. Name one of JSON's types, with a `format` where one is meant.",
    ),
    code(
        "recovered-reference",
        "A reference leads nowhere as it is written, but its meaning is plain (`#/` for `#`), or nothing depends\non it (a `mapping` of a discriminator). The message says how it is read. Correct the reference.",
    ),
    code(
        "circular",
        "A schema leads back to itself without entering the instance, so that a validator could run for ever.\nAn alternative or a member of `allOf` that does so adds nothing and is left out. Where the\nalternatives of a type are made of it by `allOf`, inheritance is meant: they are made of what the\ntype says beside its alternatives.",
    ),
    code(
        "contradiction",
        "No value can be valid: members of `allOf` close each other out, types or values are disjoint, or a\nproperty must be there and is not allowed. The type keeps its name; reading it always fails.",
    ),
    code(
        "ambiguous-null",
        "Several alternatives of a `oneOf` accept null. By the letter null is refused, because exactly one must\nhold; so it is in JSON Schema. In OpenAPI 2.0 and 3.0, where `nullable` says so, it is accepted once.\nSay beside the alternatives whether null is allowed.",
    ),
    code(
        "left-out-value",
        "A value of an enum can never be valid: it is of another type, a keyword beside it refuses it, or it is\none of several alternatives of a `oneOf`. It is no value of the Rust enum.",
    ),
    code(
        "ignored-keyword",
        "Up to OpenAPI 3.0 a `$ref` stands alone: keywords beside it say nothing. `nullable`, `deprecated` and\n`description` are read all the same. Write `allOf: [{ $ref: ... }]` to say more.",
    ),
    code(
        "undefined-style",
        "The specification does not say how such a parameter is written: a style at a location that does not\nhave it, lists or objects inside lists, a path that does not name its parameters. It is read and\nwritten by the rules of the style as far as they go; what cannot be read back is refused when it is\nwritten.",
    ),
    code(
        "misspelt-keyword",
        "A key is no keyword, but nearly one, so it says nothing: `propertys`, `maxlength`, `nullabel`. Correct\nit; if it is an extension, start it with `x-`.",
    ),
    code(
        "untyped-object",
        "A JSON Schema of `properties` alone says nothing of values that are no objects: it accepts 12. Its Rust\ntype is a checked value, not a struct. Add `\"type\": \"object\"`, if objects are meant.",
    ),
    code(
        "repeated-anchor",
        "Two schemas of one resource have the same anchor, and the specification does not say which one a\nreference means. A dynamic anchor counts for the schema in whose `$defs` it stands; of others the first\none counts. Give the schema around it an `$id`, or the anchor another name.",
    ),
    code(
        "unused-pattern",
        "A pattern of `include` or `exclude` matches no type. Patterns are compared with the names in the\nschema, not with Rust names: `*` stands for any text, `?` for one character.",
    ),
];
