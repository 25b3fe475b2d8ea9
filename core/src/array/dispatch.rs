//! The `dispatch!` of a table: it expands a body once per dtype, with a name bound to the typed view.
//!
//! A table's macro cannot name the table: it can be called from anywhere, and a macro does not know the module that it was
//! defined in. So it passes two lists of numbers to the macro here, which names only this crate. A number is the place of a
//! dtype in the table. The types of the arrays determine the table.

use crate::table::{HasDType, Table};
// For the macro, which names nothing outside this crate.
#[doc(hidden)]
pub use core;
use ndarray::ArrayViewD;

/// The table's dtype in the place `N` has the element type `T`. It is the only one of that place, so that rustc infers
/// it. An associated type could not be one that is private where the table is.
pub trait Nth<const N: usize, T>: HasDType<T> {}

/// The arguments that the `dispatch!` of a table takes. The macro of each table has its own `ID`.
#[diagnostic::on_unimplemented(
    message = "this `dispatch!` does not accept `{Self}`",
    label = "expected `&Array`, `&ArrayView` or `ArrayView` of the table that `dispatch!` belongs to",
    note = "pass the array by reference, with `&`; an `ndarray` array needs no dispatch, because its element type is known at compile time"
)]
pub trait Dispatch<'a, const ID: u64, M: Table> {
    /// Views the array.
    fn dispatch(self) -> Dispatched<'a, M>;
}

impl<'a, const ID: u64, M: Table, A> Dispatch<'a, ID, M> for &&'a A
where
    &'a A: Dispatch<'a, ID, M>,
{
    fn dispatch(self) -> Dispatched<'a, M> {
        (*self).dispatch()
    }
}

/// A dynamic view with the place of its dtype in the table.
#[derive(Debug)]
pub struct Dispatched<'a, M: Table> {
    place: usize,
    view: M::ArrayView<'a>,
}

impl<'a, M: Table> Dispatched<'a, M> {
    /// A view and its dtype's place.
    pub fn new(place: usize, view: M::ArrayView<'a>) -> Self {
        Self { place, view }
    }

    /// The dtype's place.
    #[must_use]
    pub fn place(&self) -> usize {
        self.place
    }

    /// The view as one of the dtype in the place `N`.
    ///
    /// # Panics
    ///
    /// If its dtype has another place.
    #[must_use]
    pub fn nth<const N: usize, T>(self) -> ArrayViewD<'a, T>
    where
        M: Nth<N, T>,
    {
        match M::unwrap_view(self.view) {
            Ok(view) => view,
            Err(_) => no_such_place(),
        }
    }

    /// The dynamic view.
    #[must_use]
    pub fn into_view(self) -> M::ArrayView<'a> {
        self.view
    }
}

/// Views an array for the `dispatch!` of a table.
pub fn of<'a, const ID: u64, M: Table>(array: impl Dispatch<'a, ID, M>) -> Dispatched<'a, M> {
    array.dispatch()
}

/// Whether both places are in the list.
#[must_use]
pub fn among(places: [usize; 2], these: &[usize]) -> bool {
    places.iter().all(|place| these.contains(place))
}

/// Every dtype has one of the places that a table's macro lists.
///
/// # Panics
///
/// Always.
pub fn no_such_place() -> ! {
    unreachable!("a dtype has a place in its table")
}

/// What a table's `dispatch!` calls, with its identity, the places of all dtypes and those of the ordered ones.
///
/// Its variables begin with two underscores, because a pattern names a constant around the call if one has its name.
#[doc(hidden)]
#[macro_export]
macro_rules! __dispatch {
    // Two arrays.
    ($id:literal $all:tt $ordered:tt ($a:expr, $b:expr), ($x:ident, $y:ident) => $body:expr $(,)?) => {
        match (
            $crate::array::dispatch::of::<$id, _>($a),
            $crate::array::dispatch::of::<$id, _>($b),
        ) {
            (__first, __second) => $crate::__dispatch!(@two $all $all __first __second $x $y $body),
        }
    };
    (
        $id:literal $all:tt $ordered:tt ($a:expr, $b:expr),
        ordered ($x:ident, $y:ident) => $body:expr,
        else ($p:pat_param, $q:pat_param) => $other:expr $(,)?
    ) => {
        match (
            $crate::array::dispatch::of::<$id, _>($a),
            $crate::array::dispatch::of::<$id, _>($b),
        ) {
            (__first, __second) => {
                if $crate::array::dispatch::among([__first.place(), __second.place()], &$ordered) {
                    $crate::__dispatch!(@two $ordered $ordered __first __second $x $y $body)
                } else {
                    let ($p, $q) = (__first.into_view(), __second.into_view());
                    ($other)
                }
            }
        }
    };
    // One array.
    ($id:literal $all:tt $ordered:tt $a:expr, $x:ident => $body:expr $(,)?) => {
        match $crate::array::dispatch::of::<$id, _>($a) {
            __array => $crate::__dispatch!(@one $all __array $x $body),
        }
    };
    (
        $id:literal $all:tt $ordered:tt $a:expr,
        ordered $x:ident => $body:expr,
        else $p:pat_param => $other:expr $(,)?
    ) => {
        match $crate::array::dispatch::of::<$id, _>($a) {
            __array => {
                if $crate::array::dispatch::among([__array.place(); 2], &$ordered) {
                    $crate::__dispatch!(@one $ordered __array $x $body)
                } else {
                    let $p = __array.into_view();
                    ($other)
                }
            }
        }
    };
    // A match arm per dtype. Without parentheses, rustc would call braces around the body unnecessary.
    (@one [$($n:literal),*] $a:ident $x:ident $body:expr) => {
        match $a.place() {
            $($n => {
                let $x = $a.nth::<$n, _>();
                ($body)
            })*
            _ => $crate::array::dispatch::no_such_place(),
        }
    };
    (@two [$($n:literal),*] $all:tt $a:ident $b:ident $x:ident $y:ident $body:expr) => {
        match $a.place() {
            $($n => {
                let $x = $a.nth::<$n, _>();
                $crate::__dispatch!(@one $all $b $y $body)
            })*
            _ => $crate::array::dispatch::no_such_place(),
        }
    };
    ($($other:tt)*) => {
        $crate::array::dispatch::core::compile_error!(
            "expected an array, a name for its typed view and a body; write `dispatch!(&array, x => x.len())`, \
             `dispatch!((&a, &b), (x, y) => x.len() + y.len())`, or for the ordered dtypes alone \
             `dispatch!(&array, ordered x => Some(x.len()), else _ => None)`"
        )
    };
}
