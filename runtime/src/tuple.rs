//! Arrays of a fixed length with a type for each element: tuples.

use crate::model::{Empty, Model};
use crate::reader::Reader;
use crate::shape::Checks;
use crate::view::{Elements, Node};

macro_rules! tuples {
    ($($(($name:ident, $index:tt))+;)*) => {$(
        impl<$($name: Model + PartialEq),+> Model for ($($name,)+) {
            #[allow(non_snake_case)]
            fn read_value(reader: &mut Reader<'_>, checks: Checks) -> Option<Self> {
                let at = reader.position();
                $(let mut $name: Option<$name> = None;)+
                let slots: &mut [&mut dyn Model] = &mut [$(&mut $name),+];
                reader.tuple(slots, checks)?;
                let value = ($($name?,)+);
                reader.check(at, value.view_value(), checks);
                Some(value)
            }

            fn view_value(&self) -> Node<'_> {
                Node::Array(self)
            }

            crate::whole_value! {}
        }

        impl<$($name: Empty),+> Empty for ($($name,)+) {
            const EMPTY: Self = ($($name::EMPTY,)+);
        }

        impl<$($name: Model),+> Elements for ($($name,)+) {
            fn count(&self) -> usize {
                [$($index),+].len()
            }

            fn element(&self, index: usize) -> Node<'_> {
                match index {
                    $($index => self.$index.view_value(),)+
                    _ => Node::Absent,
                }
            }
        }
    )*};
}

tuples! {
    (A, 0);
    (A, 0) (B, 1);
    (A, 0) (B, 1) (C, 2);
    (A, 0) (B, 1) (C, 2) (D, 3);
    (A, 0) (B, 1) (C, 2) (D, 3) (E, 4);
    (A, 0) (B, 1) (C, 2) (D, 3) (E, 4) (F, 5);
    (A, 0) (B, 1) (C, 2) (D, 3) (E, 4) (F, 5) (G, 6);
    (A, 0) (B, 1) (C, 2) (D, 3) (E, 4) (F, 5) (G, 6) (H, 7);
    (A, 0) (B, 1) (C, 2) (D, 3) (E, 4) (F, 5) (G, 6) (H, 7) (I, 8);
    (A, 0) (B, 1) (C, 2) (D, 3) (E, 4) (F, 5) (G, 6) (H, 7) (I, 8) (J, 9);
    (A, 0) (B, 1) (C, 2) (D, 3) (E, 4) (F, 5) (G, 6) (H, 7) (I, 8) (J, 9) (K, 10);
    (A, 0) (B, 1) (C, 2) (D, 3) (E, 4) (F, 5) (G, 6) (H, 7) (I, 8) (J, 9) (K, 10) (L, 11);
}
