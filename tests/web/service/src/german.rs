//! What a violation says, in German. A `match` over [`ViolationCode`] is complete: with a code
//! that joins it, this file no longer compiles.

use fieldwright_runtime::{Value, Violation, ViolationCode};

/// The sentence for a violation; none where the author of the schema has words of their own.
pub fn german(violation: &Violation) -> Option<String> {
    use ViolationCode as Code;
    let plain = |name: &str| violation.parameter(name);
    let quoted = |name: &str| format!("„{}“", plain(name));
    let limit = plain("limit");
    Some(match violation.kind() {
        Code::Type => format!(
            "erwartet wird {}, gefunden wurde {}",
            types(&plain("expected")),
            types(&plain("found"))
        ),
        Code::Required => format!("{} fehlt", quoted("property")),
        Code::MinLength => format!(
            "braucht mindestens {limit} Zeichen, hat aber {}",
            plain("actual")
        ),
        Code::MaxLength => format!(
            "darf höchstens {limit} Zeichen haben, hat aber {}",
            plain("actual")
        ),
        Code::Pattern => format!("muss zum Muster {} passen", plain("pattern")),
        Code::Format => format!("muss das Format {} haben", plain("format")),
        Code::Minimum => format!("muss mindestens {limit} sein"),
        Code::Maximum => format!("darf höchstens {limit} sein"),
        Code::ExclusiveMinimum => format!("muss größer als {limit} sein"),
        Code::ExclusiveMaximum => format!("muss kleiner als {limit} sein"),
        Code::MultipleOf => format!("muss ein Vielfaches von {limit} sein"),
        Code::MinItems => format!(
            "braucht mindestens {limit} Einträge, hat aber {}",
            plain("actual")
        ),
        Code::MaxItems | Code::Items => {
            format!(
                "darf höchstens {limit} Einträge haben, hat aber {}",
                plain("actual")
            )
        }
        Code::UniqueItems => format!(
            "die Einträge {} und {} sind gleich, müssen sich aber unterscheiden",
            plain("first"),
            plain("second")
        ),
        Code::Contains => "mindestens ein Eintrag muss passen, aber keiner tut es".to_owned(),
        Code::MinContains => format!(
            "braucht mindestens {limit} passende Einträge, hat aber {}",
            plain("actual")
        ),
        Code::MaxContains => format!(
            "darf höchstens {limit} passende Einträge haben, hat aber {}",
            plain("actual")
        ),
        Code::UnevaluatedItems => "ein solcher Eintrag ist nicht erlaubt".to_owned(),
        Code::MinProperties => format!(
            "braucht mindestens {limit} Angaben, hat aber {}",
            plain("actual")
        ),
        Code::MaxProperties => format!(
            "darf höchstens {limit} Angaben haben, hat aber {}",
            plain("actual")
        ),
        Code::AdditionalProperties | Code::UnevaluatedProperties => {
            near(format!("{} ist unbekannt", quoted("property")), violation)
        }
        Code::PropertyNames => format!("{} ist als Name nicht erlaubt", quoted("property")),
        Code::DependentRequired => {
            format!(
                "{} fehlt, wird aber von {} verlangt",
                quoted("required"),
                quoted("property")
            )
        }
        Code::Const => format!("muss {} sein", plain("allowed")),
        Code::Enum => near(one_of("", violation), violation),
        Code::AnyOf | Code::OneOf => match plain("matches").as_str() {
            "" | "0" if violation.parameters.get("allowed").is_some() => {
                let tag = match violation.parameters.get("property") {
                    Some(_) => format!("{} ", quoted("property")),
                    None => String::new(),
                };
                near(one_of(&tag, violation), violation)
            }
            "" | "0" => "passt zu keiner der Möglichkeiten".to_owned(),
            several => format!("passt zu {several} Möglichkeiten, erlaubt ist genau eine"),
        },
        Code::Not => "ist hier ausgeschlossen".to_owned(),
        Code::FalseSchema => "hier ist kein Wert erlaubt".to_owned(),
        Code::Schema => format!(
            "lässt sich nicht beurteilen, das Schema ist fehlerhaft: {}",
            plain("problem")
        ),
        Code::Syntax => format!("ist kein JSON: {}", plain("problem")),
        Code::DuplicateKey => format!("{} steht zweimal im selben Objekt", quoted("property")),
        Code::Depth => format!("ist tiefer als {limit} Ebenen verschachtelt"),
        Code::Representation => format!("lässt sich nicht als {} darstellen", plain("type")),
        Code::Coerced => format!(
            "wurde aus einem Text gelesen, erwartet wird {}",
            types(&plain("expected"))
        ),
        Code::Style => format!(
            "passt nicht in die Schreibweise des Parameters: {}",
            plain("problem")
        ),
        Code::Requires => format!(
            "{} verlangt {}",
            quoted("property"),
            others(violation, "und")
        ),
        Code::Conflicts => {
            format!(
                "{} schließt {} aus",
                quoted("property"),
                others(violation, "und")
            )
        }
        Code::Ineffective => {
            format!(
                "{} wirkt nicht neben {}",
                quoted("property"),
                others(violation, "oder")
            )
        }
        Code::Compare => {
            let relation = match plain("operator").as_str() {
                "<" => "kleiner sein als",
                "<=" => "höchstens so groß sein wie",
                ">" => "größer sein als",
                ">=" => "mindestens so groß sein wie",
                "!=" => "sich unterscheiden von",
                _ => "gleich sein wie",
            };
            format!(
                "{} muss {relation} {}",
                quoted("property"),
                others(violation, "und")
            )
        }
        Code::AtLeastOneOf => format!(
            "mindestens eines von {} wird gebraucht",
            others(violation, "und")
        ),
        Code::ExactlyOneOf => format!(
            "genau eines von {} wird gebraucht",
            others(violation, "und")
        ),
        // A rule of this program: by its name, else in the author's words.
        Code::Check => match &*violation.code {
            "each_sku_once" => "jeder Artikel darf nur einmal vorkommen".to_owned(),
            _ => return None,
        },
    })
}

/// Names of JSON types, as in `string or null`.
fn types(names: &str) -> String {
    let names = names.split(" or ").map(|name| match name {
        "string" => "ein Text",
        "integer" => "eine ganze Zahl",
        "number" => "eine Zahl",
        "boolean" => "wahr oder falsch",
        "object" => "ein Objekt",
        "array" => "eine Liste",
        "null" => "null",
        other => other,
    });
    names.collect::<Vec<_>>().join(" oder ")
}

fn one_of(start: &str, violation: &Violation) -> String {
    let allowed = violation
        .parameters
        .get("allowed")
        .and_then(Value::as_array);
    let values: Vec<String> = allowed
        .unwrap_or_default()
        .iter()
        .map(Value::to_string)
        .collect();
    match values.as_slice() {
        [] => "hier ist kein Wert erlaubt".to_owned(),
        [only] => format!("{start}muss {only} sein"),
        values => format!("{start}muss eines von {} sein", values.join(", ")),
    }
}

fn near(text: String, violation: &Violation) -> String {
    match violation.parameter("nearest").as_str() {
        "" => text,
        nearest => format!("{text}; ist „{nearest}“ gemeint?"),
    }
}

/// „a“, „b“ und „c“.
fn others(violation: &Violation, last: &str) -> String {
    let others = violation.parameters.get("others").and_then(Value::as_array);
    let names = others.unwrap_or_default().iter().filter_map(Value::as_str);
    let mut names: Vec<String> = names.map(|name| format!("„{name}“")).collect();
    match (names.pop(), names.is_empty()) {
        (None, _) => String::new(),
        (Some(only), true) => only,
        (Some(end), false) => format!("{} {last} {end}", names.join(", ")),
    }
}
