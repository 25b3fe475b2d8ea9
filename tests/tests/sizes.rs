//! Elements of unusual sizes: zero bytes, larger than any buffer, and sizes that no vector lane has.

#![allow(
    clippy::large_stack_arrays,
    reason = "the test needs elements larger than any buffer"
)]

use argwhere::{Along, Error};
use argwhere_tests::check::at_every_level;
use ndarray::{Array, Array1, Array3, Axis, Dim, Dimension, IntoDimension, array, s};

macro_rules! numbered {
    ($($name:ident $bytes:literal $(, $align:meta)?;)+) => {$(
        /// An element of many bytes, with a number in the first and in the last byte.
        #[derive(Clone, Copy, PartialEq)]
        $(#[$align])?
        pub struct $name([i8; $bytes]);

        impl $name {
            fn new(number: i8) -> Self {
                let mut bytes = [99; $bytes];
                (bytes[0], bytes[$bytes - 1]) = (number, number);
                Self(bytes)
            }

            fn number(self) -> i8 {
                assert_eq!(self.0[0], self.0[$bytes - 1], "both ends of an element hold its number");
                self.0[0]
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                self.number().partial_cmp(&other.number())
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.number().fmt(f)
            }
        }

        impl From<i8> for $name {
            fn from(number: i8) -> Self {
                Self::new(number)
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::new(0)
            }
        }
    )+};
}

numbered! {
    Three 3;
    Aligned 64, repr(align(64));
    Page 5000;
    Huge 20_000;
}

/// An element of zero bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Nothing;

mod of {
    argwhere::kernels! {
        /// Elements of every size.
        pub(crate) mod sizes;

        dtypes {
            Bool: bool;
            Small: i8;
            Three: super::Three;
            Aligned: super::Aligned;
            Page: super::Page;
            Huge: super::Huge;
            Nothing: super::Nothing;
        }

        promotion {
            Small < Three;
            Small < Aligned;
            Small < Page;
            Small < Huge;
        }
    }
}

use of::sizes::{self, typed};

/// An array of numbers from -5 to 5 in a permuted order, where the extremes occur several times.
fn numbers<const N: usize>(shape: [usize; N]) -> Array<i8, Dim<[usize; N]>>
where
    Dim<[usize; N]>: Dimension,
    [usize; N]: IntoDimension<Dim = Dim<[usize; N]>>,
{
    let mut at = 0;
    Array::from_shape_simple_fn(shape, || {
        at += 1;
        i8::try_from(at * 7 % 11).expect("the value is below 11") - 5
    })
}

/// The array in C order, in Fortran order, and with gaps and backwards.
fn laid<T: Copy>(x: &Array3<T>, between: T) -> [Array3<T>; 3] {
    let (first, second, third) = x.dim();
    let mut columns = Array3::from_elem((third, second, first), between).reversed_axes();
    columns.assign(x);
    let mut wide = Array3::from_elem((2 * first, second, 3 * third), between);
    wide.slice_mut(s![..;2, ..;-1, ..;-3]).assign(x);
    [x.clone(), columns, wide.slice_move(s![..;2, ..;-1, ..;-3])]
}

macro_rules! test_each_size {
    ($($name:ident $type:ident;)+) => {$(
        mod $name {
            use super::*;

            #[test]
            fn a_search_over_all_matches_that_of_the_numbers() {
                for shape in [[1, 2, 7], [4, 3, 5], [2, 1, 40], [70, 1, 2], [3, 0, 2], [1, 1, 1]] {
                    let numbers = numbers(shape);
                    for x in laid(&numbers.mapv($type::new), $type::new(77)) {
                        at_every_level(|_| {
                            assert_eq!(typed::argmax(&x), typed::argmax(&numbers), "{shape:?}");
                            assert_eq!(typed::argmin(&x), typed::argmin(&numbers), "{shape:?}");
                        });
                    }
                }
            }

            #[test]
            fn a_search_along_an_axis_matches_that_of_the_numbers() {
                for shape in [[1, 2, 7], [4, 3, 5], [2, 1, 40], [40, 1, 2], [3, 0, 2], [1, 140, 1]] {
                    let numbers = numbers(shape);
                    for x in laid(&numbers.mapv($type::new), $type::new(77)) {
                        at_every_level(|_| {
                            for axis in [0, 1, 2].map(Axis) {
                                let max = typed::argmax_axis(&numbers, axis);
                                let min = typed::argmin_axis(&numbers, axis);
                                assert_eq!(typed::argmax_axis(&x, axis), max, "{shape:?} along {axis:?}");
                                assert_eq!(typed::argmin_axis(&x, axis), min, "{shape:?} along {axis:?}");
                            }
                        });
                    }
                }
            }

            #[test]
            fn nonzero_matches_that_of_the_numbers() {
                for shape in [[1, 2, 7], [4, 3, 5], [2, 1, 70], [0, 1, 2], [1, 1, 1]] {
                    let numbers = numbers(shape);
                    let expected = typed::nonzero(&numbers);
                    for x in laid(&numbers.mapv($type::new), $type::new(77)) {
                        at_every_level(|_| assert_eq!(typed::nonzero(&x), expected, "{shape:?}"));
                    }
                }
            }

            #[test]
            fn where_matches_that_of_the_numbers() {
                for shape in [[1, 2, 7], [4, 3, 5], [2, 1, 70], [0, 1, 2], [1, 1, 1]] {
                    let (x1, x2) = (numbers(shape), numbers([shape[2]]));
                    let condition = x1.mapv(|number| number > 0);
                    let expected = typed::where_(&condition, &x1, &x2).map(|chosen| chosen.mapv($type::new));
                    let row = x2.mapv($type::new);
                    for x in laid(&x1.mapv($type::new), $type::new(77)) {
                        at_every_level(|_| {
                            assert_eq!(typed::where_(&condition, &x, &row), expected, "{shape:?}");
                            // The numbers are promoted to elements.
                            assert_eq!(typed::where_(&condition, &x, &x2), expected, "{shape:?}");
                            assert_eq!(typed::where_(&condition, &x1, &row), expected, "{shape:?}");
                            for mut out in laid(&x, $type::new(55)) {
                                out.fill($type::new(66));
                                assert_eq!(typed::where_into(&condition, &x1, &row, &mut out), Ok(()));
                                assert_eq!(Ok(out), expected, "{shape:?}");
                            }
                        });
                    }
                }
            }
        }
    )+};
}

test_each_size! {
    three Three;
    aligned Aligned;
    page Page;
    huge Huge;
}

/// Shapes for arrays of zero-byte elements.
const ZERO_BYTE_SHAPES: [[usize; 3]; 6] = [
    [1, 2, 7],
    [2, 3, 300],
    [300, 1, 2],
    [2, 1, 9000],
    [3, 0, 2],
    [1, 1, 1],
];

/// All zero-byte elements are equal, and each is zero.
#[test]
fn zero_byte_elements_over_all() {
    for shape in ZERO_BYTE_SHAPES {
        let numbers = Array3::<i8>::zeros(shape);
        for x in laid(&numbers.mapv(|_| Nothing), Nothing) {
            at_every_level(|_| {
                assert_eq!(typed::argmax(&x), typed::argmax(&numbers), "{shape:?}");
                assert_eq!(typed::argmin(&x), typed::argmin(&numbers), "{shape:?}");
                assert_eq!(typed::nonzero(&x), typed::nonzero(&numbers), "{shape:?}");
            });
        }
    }
}

#[test]
fn zero_byte_elements_along_an_axis() {
    for shape in ZERO_BYTE_SHAPES {
        let numbers = Array3::<i8>::zeros(shape);
        for x in laid(&numbers.mapv(|_| Nothing), Nothing) {
            at_every_level(|_| {
                for axis in [0, 1, 2].map(Axis) {
                    let max = typed::argmax_axis(&numbers, axis);
                    let min = typed::argmin_axis(&numbers, axis);
                    assert_eq!(
                        typed::argmax_axis(&x, axis),
                        max,
                        "{shape:?} along {axis:?}"
                    );
                    assert_eq!(
                        typed::argmin_axis(&x, axis),
                        min,
                        "{shape:?} along {axis:?}"
                    );
                }
            });
        }
    }
}

#[test]
fn zero_byte_elements_in_where() {
    for shape in [[1, 2, 7], [2, 1, 9000], [3, 0, 2], [1, 1, 1]] {
        let condition = numbers(shape).mapv(|number| number > 0);
        let row = Array1::from_elem(shape[2], Nothing);
        let expected = Array3::from_elem(shape, Nothing);
        for x in laid(&expected, Nothing) {
            at_every_level(|_| {
                assert_eq!(typed::where_(&condition, &x, &x).as_ref(), Ok(&expected));
                assert_eq!(typed::where_(&condition, &row, &x).as_ref(), Ok(&expected));
                let mut out = x.clone();
                assert_eq!(typed::where_into(&condition, &row, &x, &mut out), Ok(()));
            });
        }
    }
}

#[test]
fn dynamic_arrays_of_elements_of_unusual_sizes() {
    let x = numbers([3, 4]).mapv(Huge::new);
    at_every_level(|_| {
        let found = sizes::argmax(&x, Along::all()).expect("the array is not empty");
        assert_eq!(
            Ok(found.sum()),
            typed::argmax(&x).map(|at| i64::try_from(at).expect("the number fits"))
        );
        let mut out = sizes::Array::from(x.clone());
        let yes = array![true, false, true, false];
        sizes::where_into(&yes, &x, &array![1i8], &mut out).expect("the shapes match");
        let chosen = typed::where_(&yes, &x, &array![Huge::new(1)]).expect("the shapes match");
        assert_eq!(out, chosen.into());
        let error = Error::UndefinedPromotion {
            left: "huge",
            right: "page",
            table: "sizes",
        };
        assert_eq!(sizes::where_(&yes, &x, &array![Page::new(1)]), Err(error));
    });
}
