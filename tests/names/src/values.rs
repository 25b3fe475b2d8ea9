//! Every name as that of a constant, a static, a function or a macro around the table.

/// A table of every kind of dtype and conversion, and a use of its macro.
macro_rules! table {
    () => {
        ::argwhere::kernels! {
            pub mod the_table;
            ranks 0..=1;
            dtypes {
                Condition: bool;
                Own: crate::Own, zero = crate::Own(0), scalar = |the_scalar| match the_scalar {
                    ::argwhere::Scalar::Int(0) => ::core::option::Option::Some(crate::Own(0)),
                    _ => ::core::option::Option::None,
                };
                Small: i16;
                Middle: i32;
                Large: f64;
            }
            promotion {
                Own < Small with |number_of_own| number_of_own.0.into();
                Small < Middle;
                lossy Middle < Large;
            }
        }

        /// Every form of the table's macro.
        pub fn number_of_elements() -> ::core::primitive::usize {
            let pair_of_any = the_table::dispatch!((an_array(), an_array()), (one_view, other_view) => {
                one_view.len() + other_view.len()
            });
            let pair_with_order = the_table::dispatch!((an_array(), an_array()),
                ordered (one_view, other_view) => one_view.len() + other_view.len(),
                else (_, _) => 0,
            );
            let one_with_order = the_table::dispatch!(an_array(), ordered one_view => one_view.len(), else _ => 0);
            pair_of_any + pair_with_order + one_with_order + the_table::dispatch!(an_array(), one_view => one_view.len())
        }

        fn an_array() -> &'static the_table::Array {
            ::core::panic!()
        }
    };
}

macro_rules! constants {
    ($($name:ident)*) => {
        /// Every name is a constant.
        pub mod constants_around_a_table {
            $(pub const $name: ::core::primitive::u8 = 0;)*
            table!();
        }
    };
}

macro_rules! statics {
    ($($name:ident)*) => {
        /// Every name is a static.
        pub mod statics_around_a_table {
            $(pub static $name: ::core::primitive::u8 = 0;)*
            table!();
        }
    };
}

macro_rules! functions {
    ($($name:ident)*) => {
        /// Every name is a function.
        pub mod functions_around_a_table {
            $(pub fn $name() {})*
            table!();
        }
    };
}

macro_rules! structs {
    ($($name:ident)*) => {
        /// Every name is a struct without fields, so a pattern as well.
        pub mod structs_around_a_table {
            $(pub struct $name;)*
            table!();
        }
    };
}

macro_rules! define {
    // Rust reserves this name.
    (macro_rules) => {};
    ($name:ident) => {
        macro_rules! $name {
            () => {};
        }
    };
}

macro_rules! macros {
    ($($name:ident)*) => {
        /// Every name is a macro.
        pub mod macros_around_a_table {
            $(define!($name);)*
            ::argwhere::kernels! {
                pub mod the_table;
                ranks 0..=1;
                dtypes { Condition: bool; Own: crate::Own; Small: i16; }
                promotion { Own < Small with |number_of_own| number_of_own.0.into(); }
            }
        }
    };
}

with_names!(constants);
with_names!(statics);
with_names!(functions);
with_names!(structs);
with_names!(macros);
