//! Arrays of a fixed length with a type for each element: tuples.

use crate::Read;
use crate::reader::{Reader, Slot};
use crate::shape::Constraint;
use crate::view::{Elements, Node, View};

macro_rules! tuples {
    ($($(($name:ident, $index:tt))+;)*) => {$(
        impl<$($name: Read + View),+> Read for ($($name,)+) {
            #[allow(non_snake_case)]
            fn read(
                reader: &mut Reader<'_>,
                constraints: &'static [Constraint],
            ) -> Option<Self> {
                let at = reader.position();
                $(let mut $name: Option<$name> = None;)+
                let slots: &mut [&mut dyn Slot] = &mut [$(&mut $name),+];
                reader.tuple(slots, constraints)?;
                let value = ($($name?,)+);
                reader.check(at, value.view(), constraints);
                Some(value)
            }
        }

        impl<$($name: View),+> View for ($($name,)+) {
            fn view(&self) -> Node<'_> {
                Node::Array(self)
            }
        }

        impl<$($name: View),+> Elements for ($($name,)+) {
            fn count(&self) -> usize {
                [$($index),+].len()
            }

            fn element(&self, index: usize) -> Node<'_> {
                match index {
                    $($index => self.$index.view(),)+
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
