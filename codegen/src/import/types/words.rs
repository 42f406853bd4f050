//! One word of a document -> its JSON type, from any language or database. Knows no brackets and no
//! pages.

use fieldwright_runtime::Value;

use super::super::foreign_words::{self, folded};
use super::{Sure, Type};

/// The type of a word; `None` for the names of types.
pub(super) fn word(text: &str) -> Option<Type> {
    let key = key(text);
    if let Some(name) = text.strip_prefix("google.protobuf.") {
        return protobuf(name).or_else(|| known(&self::key(name)));
    }
    if let Some(ty) = dictionary(text).or_else(|| xml_schema(text)) {
        return Some(ty);
    }
    if matches!(text, "serde_json::Value" | "function" | "callback") {
        return Some(Type::Any);
    }
    // Go's `NullableInt32`
    if let Some(name) = text.strip_prefix("Nullable")
        && name.starts_with(char::is_uppercase)
    {
        return known(&self::key(name)).map(|ty| Type::Nullable(Box::new(ty)));
    }
    known(&key)
        .or_else(|| sized_text(text))
        // C's `uint8_t`
        .or_else(|| known(&self::key(text.strip_suffix("_t")?)))
        .or_else(|| known(&folded(&key)))
        .or_else(|| known(foreign_words::type_word(&key)?))
        .or_else(|| {
            // `time.Time`, `::String`, `\DateTime`: the last part is the name.
            let last = text.rsplit(['.', ':', '\\']).next()?;
            let is_part = last.len() < text.len() && !last.is_empty();
            is_part.then(|| known(&self::key(last)))?
        })
}

/// The types of SAP's data dictionary, which writes dates and times as digits alone.
fn dictionary(text: &str) -> Option<Type> {
    Some(match text {
        "CLNT" | "NUMC" | "DATS" | "TIMS" | "CUKY" | "UNIT" | "LANG" | "ACCP" | "LCHR" | "SSTR"
        | "STRG" => Type::String,
        "QUAN" | "CURR" | "FLTP" | "DEC" => Type::Number,
        _ => return None,
    })
}

/// `Max35Text`, `Exact3AlphaText`, `Min2Max5Text`: a text by the bounds in its name.
fn sized_text(text: &str) -> Option<Type> {
    const BOUNDS: [(&str, &[&str]); 3] = [
        ("Min", &["minLength"]),
        ("Max", &["maxLength"]),
        ("Exact", &["minLength", "maxLength"]),
    ];
    let mut rest = text.strip_suffix("Text")?;
    let mut keywords = Vec::new();
    while let Some((behind, names)) = BOUNDS
        .iter()
        .find_map(|(word, names)| Some((rest.strip_prefix(word)?, names)))
    {
        let end = behind.find(|c: char| !c.is_ascii_digit());
        let (digits, behind) = behind.split_at(end.unwrap_or(behind.len()));
        let count: u64 = digits.parse().ok()?;
        keywords.extend(names.iter().map(|name| ((*name).to_owned(), count.into())));
        rest = behind;
    }
    let is_text = matches!(
        rest,
        "" | "Alpha" | "AlphaNumeric" | "Alphanumeric" | "Numeric"
    );
    (is_text && !keywords.is_empty()).then(|| Type::With(Box::new(Type::String), keywords))
}

/// The types of XML Schema that are words for texts there alone: `xs:token`.
fn xml_schema(text: &str) -> Option<Type> {
    let (space, name) = text.split_once(':')?;
    let is_schema = matches!(space, "xs" | "xsd");
    let name = Some(name).filter(|_| is_schema)?;
    Some(match name {
        "token" | "normalizedString" | "NMTOKEN" | "Name" | "NCName" | "QName" | "language"
        | "ID" | "IDREF" | "ENTITY" | "NOTATION" | "anySimpleType" | "gYear" | "gYearMonth"
        | "gMonth" | "gMonthDay" | "gDay" | "hexBinary" => Type::String,
        "NMTOKENS" | "IDREFS" | "ENTITIES" => Type::Array(Box::new(Type::String)),
        _ => return None,
    })
}

/// Names of things that JSON writes in more than one way, and that are as often types of their own.
const LOOSE: [&str; 28] = [
    "attachment",
    "canonical",
    "code",
    "counter",
    "currency",
    "flag",
    "geojson",
    "geopoint",
    "group",
    "id",
    "identifier",
    "image",
    "latitude",
    "link",
    "longitude",
    "money",
    "notes",
    "percent",
    "percentage",
    "phone",
    "phonenumber",
    "properties",
    "quantity",
    "reference",
    "smallmoney",
    "timezone",
    "upload",
    "website",
];

/// Whether one word is the name of a thing and no type of a language.
pub(super) fn is_loose(text: &str) -> bool {
    // `ID` is a scalar of GraphQL.
    text != "ID" && text.chars().all(char::is_alphanumeric) && LOOSE.contains(&key(text).as_str())
}

/// The types of Protocol Buffers with a special form in JSON: a duration is `3.5s`, not ISO 8601.
fn protobuf(name: &str) -> Option<Type> {
    Some(match name {
        "Duration" | "FieldMask" => Type::String,
        "Value" => Type::Any,
        "ListValue" => Type::Array(Box::new(Type::Any)),
        "Empty" | "Struct" | "Any" => Type::Map(Box::new(Type::Any)),
        _ => return None,
    })
}

/// Letters and digits in lower case, so that `date-time`, `Date Time` and `datetime` are one.
pub(super) fn key(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// Words for an RFC 3339 date and time.
const DATE_TIMES: [&str; 30] = [
    "isodatetime",
    "datetime",
    "datetime2",
    "datetimeoffset",
    "timestamp",
    "timestamptz",
    "timestampwithtimezone",
    "timestampwithouttimezone",
    "timestampltz",
    "timestampntz",
    "smalldatetime",
    "instant",
    "localdatetime",
    "offsetdatetime",
    "zoneddatetime",
    "iso8601",
    "iso8601datetime",
    "iso8601dateandtime",
    "dateandtime",
    "iso8601timestamp",
    "iso8601string",
    "timetime",
    "rfc3339",
    "datestring",
    "zeitstempel",
    "horodatage",
    "dateheure",
    "fechahora",
    "datahora",
    "datetimestring",
];

/// A noun for numbers with its kind behind it: `nombre entier`.
fn of_noun(key: &str) -> Option<Type> {
    Some(match key {
        "nombreentier" | "n\u{fa}meroentero" | "numeroentero" | "numerointero"
        | "n\u{fa}merointeiro" | "numerointeiro" => Type::Integer,
        "nombrer\u{e9}el" | "nombred\u{e9}cimal" => Type::Number,
        _ => return of_django(key),
    })
}

/// The fields of Django's models.
fn of_django(key: &str) -> Option<Type> {
    Some(match key {
        "charfield" | "textfield" | "slugfield" => Type::String,
        "integerfield" | "bigintegerfield" | "smallintegerfield" | "autofield" | "bigautofield" => {
            Type::Integer
        }
        "positiveintegerfield" => with(Type::Integer, "minimum", 0.into()),
        "booleanfield" | "nullbooleanfield" => Type::Boolean,
        "floatfield" | "decimalfield" => Type::Number,
        "datetimefield" => Type::DateTime(Sure::Yes),
        "datefield" => Type::Date(Sure::Yes),
        "emailfield" => format("email"),
        "urlfield" => format("uri"),
        "uuidfield" => format("uuid"),
        "jsonfield" => Type::Any,
        _ => return None,
    })
}

fn known(key: &str) -> Option<Type> {
    Some(match key {
        "string" | "str" | "text" | "varchar" | "varchar2" | "nvarchar" | "nvarchar2" | "nchar"
        | "char" | "character" | "charactervarying" | "clob" | "nclob" | "longtext"
        | "mediumtext" | "tinytext" | "ntext" | "citext" | "symbol" | "chararray" | "freetext"
        | "characters" | "alphanumeric" | "filepath" | "stringvalue" | "notes" | "snowflake"
        | "enum" | "enumeration" | "choice" | "radio" | "dropdown" | "picklist" | "select"
        | "markdown" | "html" | "oid" | "id" | "identifier" | "canonical" | "code"
        | "reference" | "base64url" | "xhtml" | "ip" | "ipaddress" | "inet" | "phone"
        | "phonenumber" | "geopoint" | "timezone" | "singleselect" | "singlechoice"
        | "singlelinetext" | "singlelineoftext" | "multilinetext" | "textarea" | "plaintext"
        | "stringenum" | "enumstring" | "zeichen" | "texte" | "richtext" | "cadenadetexto"
        | "chainedecaracteres" | "zeichenkette" | "cadena" | "texto" | "chaine" => Type::String,
        "url" | "uri" | "link" | "website" | "anyuri" => format("uri"),
        "email" | "emailaddress" => format("email"),
        "uuid" | "guid" | "uniqueidentifier" | "uuidv4" => format("uuid"),
        "hostname" | "domainname" => format("hostname"),
        "ipv4" => format("ipv4"),
        "ipv6" => format("ipv6"),
        "password" => format("password"),
        "duration" | "timespan" | "iso8601duration" | "timedelta" => format("duration"),
        "time"
        | "localtime"
        | "timeofday"
        | "timetz"
        | "timewithtimezone"
        | "timewithouttimezone" => format("time"),
        "bytes" | "bytestring" | "base64" | "base64binary" | "bytevalue" => format("byte"),
        "date" | "localdate" | "fulldate" | "iso8601date" | "isodate" | "dateonly" | "datum"
        | "fecha" => Type::Date(Sure::Yes),
        "multiplelinesoftext" | "rdfsliteral" => Type::String,
        _ if key.len() > 7 && of_noun(key).is_some() => return of_noun(key),
        _ if DATE_TIMES.contains(&key) => Type::DateTime(Sure::Yes),
        "binary" | "blob" | "file" | "bytea" | "varbinary" | "longblob" | "mediumblob"
        | "tinyblob" | "image" | "upload" | "attachment" => Type::Binary,
        "any" | "mixed" | "json" | "jsonb" | "anyvalue" | "variant" | "unknown" | "dynamic"
        | "anytype" | "jsonvalue" | "interface" | "various" | "varies" => Type::Any,
        "object" | "map" | "dict" | "dictionary" | "hash" | "hashmap" | "struct" | "record"
        | "jsonobject" | "keyvaluepairs" | "keyvaluemap" | "mapping" | "hstore" | "group"
        | "geojson" | "properties" | "block" | "attributes" | "plainobject" | "super"
        | "objekt" | "objeto" | "objet" => Type::Map(Box::new(Type::Any)),
        "array" | "list" | "set" | "jsonarray" | "collection" | "sequence" | "tuple" | "slice"
        | "liste" | "lista" | "tableau" | "arreglo" => Type::Array(Box::new(Type::Any)),
        "multiselect" | "multipleselect" | "multipleselects" | "multichoice" => {
            Type::Array(Box::new(Type::String))
        }
        "boolean" | "bool" | "bit" | "logical" | "flag" | "truefalse" | "yesno" | "boolvalue"
        | "checkbox" | "janein" | "ouinon" | "booleano" | "booleen" | "wahrheitswert"
        | "boolesch" | "logique" | "logico" => Type::Boolean,
        "integer" | "int" | "long" | "short" | "bigint" | "smallint" | "tinyint" | "mediumint"
        | "int2" | "int4" | "int8" | "int16" | "serial" | "bigserial" | "smallserial"
        | "wholenumber" | "biginteger" | "counter" | "byteint" | "year" | "epoch"
        | "unixtimestamp" | "unixtime" | "sint32" | "sfixed32" | "epochtimestamp" | "longint"
        | "autonumber" | "signedinteger" | "entier" | "entero" | "ganzzahl" | "inteiro" => {
            Type::Integer
        }
        "int32" | "int32value" | "32bitinteger" | "i32" => sized("int32"),
        "i8" | "i16" | "i128" | "isize" => Type::Integer,
        "int64" | "i64" | "sint64" | "sfixed64" | "int64value" | "64bitinteger" => sized("int64"),
        "u8"
        | "u16"
        | "u32"
        | "u64"
        | "u128"
        | "usize"
        | "uint"
        | "uint8"
        | "uint16"
        | "uint32"
        | "uint64"
        | "fixed32"
        | "fixed64"
        | "unsignedint"
        | "unsignedinteger"
        | "unsigned"
        | "nonnegativeinteger"
        | "positiveintegerorzero"
        | "ulong"
        | "ushort"
        | "intunsigned"
        | "bigintunsigned"
        | "smallintunsigned"
        | "tinyintunsigned"
        | "mediumintunsigned"
        | "integerunsigned"
        | "uint32value"
        | "uint64value" => with(Type::Integer, "minimum", 0.into()),
        "positiveint" | "positiveinteger" => with(Type::Integer, "minimum", 1.into()),
        "f32" | "f64" | "num" | "floatnumber" | "decimalnumber" | "flottant" | "flotante"
        | "gleitkommazahl" | "reel" | "latitude" | "longitude" | "number" | "float" | "double"
        | "decimal" | "numeric" | "real" | "money" | "bigdecimal" | "doubleprecision"
        | "float32" | "float64" | "single" | "smallmoney" | "percent" | "percentage"
        | "currency" | "quantity" | "floatvalue" | "doublevalue" | "bignumeric" | "calc"
        | "numero" | "nombre" | "zahl" | "dezimal" | "dezimalzahl" | "kommazahl" | "decimale"
        | "decimal128" | "float4" | "float8" => Type::Number,
        "true" | "false" => Type::Const(vec![key.to_owned()]),
        "null" | "nil" | "none" | "nonetype" | "void" | "undefined" => Type::Null,
        _ => return blocks(key),
    })
}

/// Blocks of a configuration, of which there are several.
fn blocks(key: &str) -> Option<Type> {
    let block = Box::new(Type::Map(Box::new(Type::Any)));
    Some(match key {
        "attributeslist" | "attributesset" | "blocklist" | "blockset" => Type::Array(block),
        "attributesmap" | "blockmap" => Type::Map(block),
        _ => return None,
    })
}

/// The type of an enum's values from a word: `enum<string>`.
pub(super) fn of_values(word: &str) -> Option<Type> {
    Some(match word.trim().to_lowercase().as_str() {
        "string" | "strings" | "str" => Type::String,
        "integer" | "int" => Type::Integer,
        "number" => Type::Number,
        "boolean" | "bool" => Type::Boolean,
        _ => return None,
    })
}

fn format(name: &str) -> Type {
    Type::Format(name.to_owned())
}

fn sized(format: &str) -> Type {
    with(Type::Integer, "format", format.into())
}

pub(super) fn with(ty: Type, keyword: &str, value: Value) -> Type {
    Type::With(Box::new(ty), vec![(keyword.to_owned(), value)])
}

/// A format in brackets after a type, and the resulting type.
pub(super) fn of_format(name: &str, base: &Type) -> Option<Type> {
    let name = name.trim().to_lowercase();
    Some(match (base, name.as_str()) {
        (Type::Integer, "int32" | "int64") => sized(&name),
        (Type::Number, "int32" | "int64") => sized(&name),
        (Type::Number, "float" | "double") => with(Type::Number, "format", name.as_str().into()),
        (Type::Number | Type::Integer, "decimal" | "float32" | "float64") => Type::Number,
        (Type::String, "date-time" | "datetime" | "iso8601" | "rfc3339" | "timestamp") => {
            Type::DateTime(Sure::Yes)
        }
        (Type::String, "date" | "full-date") => Type::Date(Sure::Yes),
        (Type::String, "binary") => Type::Binary,
        (Type::String, "url") => format("uri"),
        (Type::String, "base64") => format("byte"),
        (Type::String, "guid") => format("uuid"),
        (
            Type::String,
            "time"
            | "duration"
            | "email"
            | "idn-email"
            | "hostname"
            | "idn-hostname"
            | "ipv4"
            | "ipv6"
            | "uri"
            | "uri-reference"
            | "iri"
            | "iri-reference"
            | "uri-template"
            | "json-pointer"
            | "relative-json-pointer"
            | "uuid"
            | "byte"
            | "regex"
            | "password",
        ) => format(&name),
        _ => return None,
    })
}
