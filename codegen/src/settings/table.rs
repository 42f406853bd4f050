//! The table of settings. A row has the documentation, the name, the Rust type and the default of a
//! setting, and the command's option for it.
//!
//! It defines the fields of [`Settings`](super::Settings) and of the overrides for single types,
//! the keys of fieldwright.toml with their JSON Schema, the options of the command, the methods of
//! `Generator`, and the tables of `codegen/docs/settings.md`. A new setting is a row here and its
//! use; if its values are words, they are an enum in `values.rs`.

/// Calls the macro `$then` with all rows. A row's parts: documentation, which reads as help of an
/// option, too; `name: [type] = default => row`.
macro_rules! each_setting {
    ($then:ident) => {
        $then! {
            // Allowed for an input, and for one type or field of it.
            inputs_and_types {
                /// The type of an optional field that may be null.
                nullable_optional: [NullableOptional] = NullableOptional::Maybe => Row::GENERATE;
                /// Whether null stands for an optional property that is absent: the normalised
                /// schema accepts it, and the field is an `Option<T>`.
                null_as_absent: [bool] = false => Row::READ;
                /// What a property's default does.
                defaults: [Defaults] = Defaults::Constant => Row::GENERATE.see("#defaults");
                /// The type of a field with the format `date-time`, `date` or `time`.
                datetime: [DateTimes] = DateTimes::Text => Row::GENERATE.see("#dates-and-times");
                /// The type of a field with the JSON type `number`.
                numbers: [Numbers] = Numbers::F64 => Row::GENERATE;
                /// Which values are read from a text that holds one, as `"16"` is for an integer. Each
                /// time is advice of `report_json`; the normalised schema shows where.
                coerce: [Coerce] = Coerce::NONE => Row::READ.value("VALUES").see("#coercion");
                /// How properties are handled that a schema does not mention.
                unknown: [UnknownProperties] = UnknownProperties::Ignore => Row::GENERATE;
                /// Whether enums of strings or integers, and unions that a property distinguishes, keep
                /// values that the schema does not name; changes the normalised schema.
                open: [Option<Open>] = None
                    => Row::READ.or_else("the schema decides").see("#values-that-are-not-known");
                /// Whether enums and unions are `#[non_exhaustive]`: other crates match them with
                /// a `_` arm, which a new value does not break.
                non_exhaustive: [bool] = false => Row::GENERATE;
                /// Whether structs have builders. Those of OpenAPI documents and JSON Schemas have
                /// them only where this is set.
                builders: [Option<bool>] = None => Row::GENERATE.or_else("`true` for field tables");
                /// Further derives: `["Eq", "Hash", "my_crate::Schema"]`. For a whole input each
                /// type gets those of the language that it can have; for one type and those
                /// inside, one that it cannot have is an error.
                derive: [Vec<RustPath>] = Vec::new() => Row::FILE.see("#derives");
            }
            // Allowed for an input, or for all.
            inputs {
                /// Which types of an OpenAPI document are made.
                operations: [Operations] = Operations::All
                    => Row::READ.see("openapi.md#operations");
                /// Whether inline types of one document with equal schemas are one type.
                inline: [Inline] = Inline::Shared => Row::GENERATE;
                /// Whether types with properties that are `readOnly` or `writeOnly` have request
                /// and response types.
                direction_types: [Option<DirectionTypes>] = None => Row::GENERATE
                    .or_else("`split` for OpenAPI documents")
                    .see("openapi.md#request-and-response-types");
                /// What serde's `Deserialize` checks.
                deserialize: [DeserializeChecks] = DeserializeChecks::Shape => Row::GENERATE;
                /// The effect of `format`.
                formats: [Option<Formats>] = None => Row::READ.or_else("the dialect decides");
                /// Whether keywords of objects or arrays imply the type in a JSON Schema that names none,
                /// as they do in OpenAPI; the normalised schema has it.
                implied_types: [bool] = false => Row::READ.see("json-schema.md#types");
                /// Whether objects of which a document says `type: object` and nothing more have the
                /// properties that their examples show; changes the normalised schema.
                infer_from_examples: [bool] = false
                    => Row::READ.feature("infer").see("infer.md#examples-of-documents");
                /// The dialect of schemas that do not name theirs: `2020-12`, `2019-09`,
                /// `draft-07`, `draft-06`, `draft-04` or the URI of a meta-schema.
                dialect: [Option<String>] = None => Row::READ.value("NAME-OR-URI");
                /// The name of a JSON Schema's root type.
                root_name: [Option<String>] = None
                    => Row::READ.value("NAME").or_else("its `title`, else the file's stem");
                /// Overlays (Overlay Specification 1.0 or 1.1) that change the input before it is
                /// read, in this order.
                overlays: [Vec<PathBuf>] = Vec::new()
                    => Row::READ.option("overlay").value("FILE").feature("overlay").see("#overlays");
                /// The types to make, and those they refer to: patterns over the names in the
                /// schema, where `*` is any text and `?` one character.
                include: [Vec<String>] = Vec::new() => Row::GENERATE.value("PATTERN");
                /// The types to leave out unless others refer to them: patterns as in `include`.
                exclude: [Vec<String>] = Vec::new() => Row::GENERATE.value("PATTERN");
                /// How many files of Rust an input becomes.
                files: [Option<Files>] = None => Row::GENERATE
                    .or_else("`many` for more than 4,000 types")
                    .requires("out")
                    .see("openapi.md#files");
                /// Whether a Markdown page is written.
                docs: [bool] = true => Row::FILE;
                /// Whether the input has pages in the HTML reference, `html/` below the output's
                /// folder.
                html: [bool] = false => Row::FILE.feature("html");
                /// Whether everything is made that can be: an input that fails is left out, a
                /// reference that leads nowhere becomes a type that accepts anything. The errors
                /// are reported all the same.
                keep_going: [bool] = false => Row::GENERATE.command_only();
            }
            // May stand for one type or field only: `field("name"): type, kind, of what`.
            types {
                /// The Rust name.
                rename("rename"): String, SettingKind::Text, "types, fields", "";
                /// The Rust name of the type that stands inside.
                rename_type("rename_type"): String, SettingKind::Text, "fields", "";
                /// A custom type, by its path; it implements the runtime's `Model`, as `custom_type!` writes it.
                custom_type("type"): RustPath, SettingKind::TypePath, "types, fields, items",
                    "#custom-types";
                /// Whether a named value with constraints is a type of its own; where not, the
                /// constraints go where it is used. Roots, lists, maps and what needs the evaluator
                /// stay types.
                newtype("newtype"): bool, SettingKind::Flag, "values", "";
                /// Functions that must hold for every value, as the rule `check` of a field table:
                /// `["crate::rules::ends_in_time"]`.
                rules("rules"): Vec<RustPath>, SettingKind::FunctionPaths, "types",
                    "field-table.md";
                /// Whether the property must be present; changes the normalised schema.
                required("required"): bool, SettingKind::Flag, "fields", "";
            }
        }
    };
}
pub(crate) use each_setting;
