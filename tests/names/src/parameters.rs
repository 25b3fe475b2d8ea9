//! Every name as a generic parameter of the function around the table.

macro_rules! types_around_a_table {
    ($($name:ident)*) => {
        /// Every name is a type parameter.
        pub fn types_around_a_table<$($name),*>() {
            ::argwhere::kernels! {
                pub mod the_table;
                ranks 0..=1;
                dtypes { Condition: bool; Own: crate::Own; Small: i16; }
                promotion { Own < Small with |number_of_own| number_of_own.0.into(); }
            }
        }
    };
}

macro_rules! constants_around_a_table {
    ($($name:ident)*) => {
        /// Every name is a const parameter.
        pub fn constants_around_a_table<$(const $name: ::core::primitive::usize),*>() {
            ::argwhere::kernels! {
                pub mod the_table;
                ranks 0..=1;
                dtypes { Condition: bool; Own: crate::Own; Small: i16; }
                promotion { Own < Small with |number_of_own| number_of_own.0.into(); }
            }
        }
    };
}

with_names!(types_around_a_table);
with_names!(constants_around_a_table);
