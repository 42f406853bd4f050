//! What no schema says.

use std::collections::BTreeSet;
use std::str::FromStr;

use fieldwright_runtime::serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::models::shop_openapi::NewOrder;

/// Whether a text is one of this shop's numbers.
pub fn is_sku(text: &str) -> bool {
    text.strip_prefix("SKU-")
        .is_some_and(|digits| digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// A rule over a whole order.
pub fn each_sku_once(order: &NewOrder) -> bool {
    let mut seen = BTreeSet::new();
    order.lines.iter().all(|line| seen.insert(&line.sku))
}

/// An amount of money, as the program calculates with it; on the wire it is a text such as `12.50`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cents(pub u64);

fieldwright_runtime::custom_type!(Cents);

impl FromStr for Cents {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (euros, cents) = text.split_once('.').ok_or("no decimal point")?;
        let read = |digits: &str| digits.parse::<u64>().map_err(|_| "no amount");
        let cents = read(euros)?.checked_mul(100).zip(read(cents).ok());
        let sum = cents.and_then(|(euros, cents)| euros.checked_add(cents));
        sum.map(Self).ok_or("an amount that is too large")
    }
}

impl<'de> Deserialize<'de> for Cents {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(D::Error::custom)
    }
}

impl Serialize for Cents {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&format!("{}.{:02}", self.0 / 100, self.0 % 100))
    }
}
