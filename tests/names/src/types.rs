//! Every name as the name of a dtype and of its type, with all other types in scope.

macro_rules! types {
    ($($name:ident)*) => {$(
        #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
        pub struct $name(pub ::core::primitive::i8);

        impl crate::Small for $name {
            fn new(the_number: ::core::primitive::i8) -> Self {
                Self(the_number)
            }

            fn get(self) -> ::core::primitive::i8 {
                self.0
            }
        }
    )*};
}

/// A table of pairs of dtypes, of which the first widens to the second.
macro_rules! groups {
    ($table:ident: $(($narrow:ident $($wide:ident)?))*) => {
        ::argwhere::kernels! {
            pub mod $table;
            ranks 0..=1;
            operations { nonzero }
            dtypes {
                $($narrow: self::$narrow; $($wide: $wide, zero = $wide(0), scalar = crate::scalar::<$wide>;)?)*
            }
            promotion { $($($narrow < $wide with crate::widen::<$narrow, $wide>;)?)* }
        }
    };
}

with_names!(types);
with_groups!(groups);
