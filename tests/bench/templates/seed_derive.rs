//! The seed's type as one writes it by hand for serde.

use serde::{Deserialize, Serialize};

/// What a client sends to start a connect session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConnectSessionCreate {
    /// The unique identifier for the account associated with this connect session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
    /// The categories of the provider to connect to
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub categories: Option<Vec<Categories>>,
    /// How long the session should be valid for in seconds
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<f64>,
    /// The ID of the specific Auth Config to use for this connect session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub integration_id: Option<String>,
    /// The label to be applied to the account associated with this connect session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The metadata for the connection
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metadata: Option<serde_json::Map<String, serde_json::Value>>,
    /// Whether several accounts may be created with the same owner and provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub multiple: Option<bool>,
    /// The origin owner identifier
    pub origin_owner_id: String,
    /// The origin owner name
    pub origin_owner_name: String,
    /// The origin username
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin_username: Option<String>,
    /// The provider to connect to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// The provider version to connect to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider_version: Option<String>,
    /// The connect session account type
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<Type>,
}

/// A category of providers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Categories {
    #[serde(rename = "ats")]
    Ats,
    #[serde(rename = "hris")]
    Hris,
    #[serde(rename = "hris-legacy", alias = "hrisLegacy")]
    HrisLegacy,
    #[serde(rename = "crm")]
    Crm,
    #[serde(rename = "iam")]
    Iam,
    #[serde(rename = "marketing")]
    Marketing,
    #[serde(rename = "lms")]
    Lms,
    #[serde(rename = "stackone", alias = "stackOne")]
    StackOne,
    #[serde(rename = "documents")]
    Documents,
    #[serde(rename = "ticketing")]
    Ticketing,
    #[serde(rename = "screening")]
    Screening,
    #[serde(rename = "messaging")]
    Messaging,
    #[serde(rename = "accounting")]
    Accounting,
    #[serde(rename = "scheduling")]
    Scheduling,
    /// Any other value.
    #[serde(untagged)]
    Unknown(String),
}

/// The connect session account type
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Type {
    #[serde(rename = "production", alias = "PRODUCTION")]
    Production,
    #[serde(rename = "test", alias = "TEST")]
    Test,
    /// Any other value.
    #[serde(untagged)]
    Unknown(String),
}
