//! A web service that takes orders: bodies and parameters are read and checked by generated types,
//! what only this program knows stands in [`rules`], and violations are reported in the client's language.

pub mod german;
pub mod models;
pub mod rules;
pub mod service;
