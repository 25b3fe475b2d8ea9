//! The functions of both tables, as functions without generic parameters: they are compiled here, once, and not again with each
//! change of the extension module.

use crate::tables::{numpy, standard};
use argwhere::par::Par;
use argwhere::{Along, AlongAxes, Error, Index, Mode, Search};
use ndarray::{Array1, Array2, ArrayD};

type Result<T> = core::result::Result<T, Error>;

/// Functions of one array.
macro_rules! functions {
    ($($name:ident($($parameter:ident: $type:ty),*) -> $result:ty;)*) => {$(
        #[doc = concat!("`", stringify!($name), "` of the table `standard`.")]
        #[inline(never)]
        pub fn $name(x: standard::ArrayView<'_>, $($parameter: $type,)* par: Par) -> Result<$result> {
            standard::par::$name(x, $($parameter,)* par)
        }
    )*};
}

functions! {
    argmax(along: Along) -> ArrayD<Index>;
    argmin(along: Along) -> ArrayD<Index>;
    nanargmax(along: Along) -> ArrayD<Index>;
    nanargmin(along: Along) -> ArrayD<Index>;
    argminmax(along: Along) -> (ArrayD<Index>, ArrayD<Index>);
    count_nonzero(along: AlongAxes) -> ArrayD<Index>;
    nonzero() -> Vec<Array1<Index>>;
    argwhere() -> Array2<Index>;
    flatnonzero() -> Array1<Index>;
    top_k(k: usize, axis: isize, mode: Mode) -> (standard::Array, ArrayD<Index>);
}

/// `extract` of the table `standard`.
#[inline(never)]
pub fn extract(
    condition: standard::ArrayView<'_>,
    x: standard::ArrayView<'_>,
) -> Result<standard::Array> {
    standard::extract(condition, x)
}

/// The functions of two arrays, per table.
macro_rules! promoting {
    ($($module:ident $table:ident;)*) => {$(
        #[doc = concat!("The functions that promote as the table `", stringify!($table), "` says.")]
        pub mod $module {
            use super::*;

            /// `where_` of the table.
            #[inline(never)]
            pub fn where_(
                condition: $table::ArrayView<'_>,
                x1: $table::Operand<'_>,
                x2: $table::Operand<'_>,
                par: Par,
            ) -> Result<$table::Array> {
                $table::par::where_(condition, x1, x2, par)
            }

            /// `searchsorted` of the table.
            #[inline(never)]
            pub fn searchsorted(
                x1: $table::ArrayView<'_>,
                x2: $table::Operand<'_>,
                search: Search<'_>,
            ) -> Result<ArrayD<Index>> {
                $table::searchsorted(x1, x2, search)
            }
        }
    )*};
}

promoting! {
    of_standard standard;
    of_numpy numpy;
}
