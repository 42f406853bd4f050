//! What the types of dates and times of other crates have as fields.

/// Lets a type be a field: it is read and written as a text type. Each is given with the text
/// type, what messages call it, and the way from `&Self` to the text.
macro_rules! fields {
    ($($held:ty = $text:ident, $name:literal, $write:expr;)*) => {$(
        impl crate::Model for $held {
            fn read_value(r: &mut crate::Reader<'_>, c: crate::Checks) -> Option<Self> {
                r.converted(c, $name, |text: &$text| Self::try_from(text).ok())
            }

            fn view_value(&self) -> crate::Node<'_> {
                crate::Node::Custom(self)
            }

            crate::whole_value! {}
        }

        impl crate::Custom for $held {
            fn value(&self) -> Option<crate::Value> {
                let write: fn(&Self) -> Result<$text, Violations> = $write;
                write(self).ok().map(|text| crate::Value::from(text.as_str()))
            }
        }
    )*};
}
