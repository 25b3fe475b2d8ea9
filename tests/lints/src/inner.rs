//! Tables in functions and in nested modules.

/// A table in a function.
///
/// # Errors
///
/// `Empty` if there are no elements.
pub fn in_a_function(x: &ndarray::Array1<i16>) -> Result<usize, argwhere::Error> {
    argwhere::kernels! {
        mod local;
        ranks 0..=1;
        dtypes { Bool: bool; Int16: i16; Int32: i32; }
        promotion { Int16 < Int32; }
    }
    let _ = local::dispatch!(&local::ArrayView::from(x), x => x.len());
    local::typed::argmax(x)
}

/// A public table in a function, of a type of this crate.
///
/// # Errors
///
/// `Empty` if there are no elements.
pub fn in_a_block(x: &ndarray::Array1<crate::own::Ticks>) -> Result<usize, argwhere::Error> {
    {
        argwhere::kernels! {
            /// A table in a block.
            pub mod local;
            ranks 0..=1;
            operations { argmax }
            dtypes { Ticks: crate::own::Ticks, zero = crate::own::Ticks(0); }
        }
        local::typed::argmax(x)
    }
}

/// A module.
pub mod outer {
    /// A module in a module.
    pub mod inner {
        use crate::own::Ticks;

        argwhere::kernels! {
            /// A table in nested modules, of types by relative paths.
            pub mod table;

            ranks 0..=1;

            dtypes {
                Bool: bool;
                Ticks: Ticks;
                Soil: super::super::super::own::Soil, zero = super::super::super::own::Soil::Rock;
                Turns: ::core::num::Wrapping<i16> as i16;
            }
        }
    }
}
