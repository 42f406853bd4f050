//! The meta-schemas of the drafts, built in: nothing is ever fetched.

/// The text of the meta-schema at a URI without fragment.
pub(crate) fn text(uri: &str) -> Option<&'static str> {
    let uri = uri
        .strip_prefix("https://")
        .or_else(|| uri.strip_prefix("http://"))?;
    let path = uri.strip_prefix("json-schema.org/")?;
    let found = TEXTS.iter().find(|(known, _)| *known == path);
    found.map(|(_, text)| *text)
}

macro_rules! texts {
    ($($path:literal => $file:literal,)*) => {
        [$(($path, include_str!(concat!("meta/", $file)))),*]
    };
}

const TEXTS: [(&str, &str); 19] = texts! {
    "draft-04/schema" => "draft-04.json",
    "draft-06/schema" => "draft-06.json",
    "draft-07/schema" => "draft-07.json",
    "draft/2019-09/schema" => "2019-09/schema.json",
    "draft/2019-09/meta/core" => "2019-09/core.json",
    "draft/2019-09/meta/applicator" => "2019-09/applicator.json",
    "draft/2019-09/meta/validation" => "2019-09/validation.json",
    "draft/2019-09/meta/meta-data" => "2019-09/meta-data.json",
    "draft/2019-09/meta/format" => "2019-09/format.json",
    "draft/2019-09/meta/content" => "2019-09/content.json",
    "draft/2020-12/schema" => "2020-12/schema.json",
    "draft/2020-12/meta/core" => "2020-12/core.json",
    "draft/2020-12/meta/applicator" => "2020-12/applicator.json",
    "draft/2020-12/meta/unevaluated" => "2020-12/unevaluated.json",
    "draft/2020-12/meta/validation" => "2020-12/validation.json",
    "draft/2020-12/meta/meta-data" => "2020-12/meta-data.json",
    "draft/2020-12/meta/format-annotation" => "2020-12/format-annotation.json",
    "draft/2020-12/meta/format-assertion" => "2020-12/format-assertion.json",
    "draft/2020-12/meta/content" => "2020-12/content.json",
};
