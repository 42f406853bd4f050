//! `std::net`.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::refused;
use crate::{Ipv4, Ipv6, Violations};

impl TryFrom<&Ipv4> for Ipv4Addr {
    type Error = Violations;
    fn try_from(text: &Ipv4) -> Result<Self, Violations> {
        text.parse().map_err(|_| refused("std::net::Ipv4Addr"))
    }
}

impl TryFrom<Ipv4Addr> for Ipv4 {
    type Error = Violations;
    fn try_from(address: Ipv4Addr) -> Result<Self, Violations> {
        Self::try_from(address.to_string())
    }
}

impl TryFrom<&Ipv6> for Ipv6Addr {
    type Error = Violations;
    fn try_from(text: &Ipv6) -> Result<Self, Violations> {
        text.parse().map_err(|_| refused("std::net::Ipv6Addr"))
    }
}

impl TryFrom<Ipv6Addr> for Ipv6 {
    type Error = Violations;
    fn try_from(address: Ipv6Addr) -> Result<Self, Violations> {
        Self::try_from(address.to_string())
    }
}
