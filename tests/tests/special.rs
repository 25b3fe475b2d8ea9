//! Special values with written-out results: NaN of every kind and at every position, zeros of both signs, infinities,
//! integer extremes, and arrays of equal elements.

use argwhere::{Along, ArrayView, Index, argmax, argmin, nonzero, where_};
use argwhere_tests::{Element, Model, Value, test_at_every_level};
use ndarray::{Array1, Array2, ArrayD, Axis, ShapeBuilder, s};
use num_complex::Complex;

/// Lengths from 1 to several unrolled vector registers of any dtype. `lengths.rs` has longer ones.
const LENGTHS: [usize; 11] = [1, 2, 3, 8, 16, 17, 33, 64, 100, 257, 1000];

/// The index that a search of a one-dimensional array finds. The search must find it in every storage: contiguous,
/// backwards, with gaps, and along either axis of a matrix.
fn index_of<T: Element>(elements: &[T], search: Search) -> Index {
    let length = elements.len();
    let row = Array1::from(elements.to_vec());
    let backward: Array1<T> = elements.iter().rev().copied().collect();
    let spread: Array1<T> = elements
        .iter()
        .flat_map(|&element| [element, elements[0], elements[length / 2]])
        .collect();
    let rows = Array2::from_shape_fn((3, length), |(_, i)| elements[i]);
    let columns = Array2::from_shape_fn((length, 5), |(i, _)| elements[i]);

    let flat = |view| {
        search(view, Along::all())
            .expect("the array is not empty")
            .into_raw_vec_and_offset()
            .0[0]
    };
    let index = flat(T::erase(row.view().into_dyn()));
    assert_eq!(
        flat(T::erase(backward.slice(s![..;-1]).into_dyn())),
        index,
        "backwards: {elements:?}"
    );
    assert_eq!(
        flat(T::erase(spread.slice(s![..;3]).into_dyn())),
        index,
        "with gaps: {elements:?}"
    );
    for (x, axis) in [(&rows, Axis(1)), (&columns, Axis(0))] {
        let along = Along::axis(axis.0.cast_signed());
        let found = search(T::erase(x.view().into_dyn()), along).expect("the array is not empty");
        assert!(
            found.iter().all(|&found| found == index),
            "along {axis:?} of {elements:?}: found {found}, expected {index}"
        );
    }
    index
}

type Search = fn(ArrayView<'_>, Along) -> Result<ArrayD<Index>, argwhere::Error>;

fn max_and_min<T: Element>(elements: &[T]) -> (Index, Index) {
    (
        index_of(elements, |x, along| argmax(x, along)),
        index_of(elements, |x, along| argmin(x, along)),
    )
}

/// Positions in an array of the given length: both ends, the middle, and next to powers of two.
fn places(length: usize) -> impl Iterator<Item = usize> {
    [0, 1, 7, 8, 15, 16, 63, 64, 255, 256, length / 2, length - 1]
        .into_iter()
        .filter(move |&place| place < length)
}

fn same(place: usize) -> (Index, Index) {
    let place = place.try_into().expect("the position fits");
    (place, place)
}

macro_rules! float_tests {
    ($name:ident, $float:ty, nans: $nans:expr) => {
        mod $name {
            use super::*;

            /// Quiet and signalling NaNs of both signs, with payloads.
            fn nans() -> Vec<$float> {
                $nans
                    .into_iter()
                    .map(<$float>::from_bits)
                    .inspect(|nan| assert!(nan.is_nan()))
                    .collect()
            }

            /// Finite values of both signs, not sorted.
            fn finite(length: usize) -> Vec<$float> {
                [1.5, -2.0, 0.0, 7.25, -0.0, 7.25, -9.5]
                    .into_iter()
                    .cycle()
                    .take(length)
                    .collect()
            }

            test_at_every_level! {
                fn any_nan_at_any_position_wins_both_searches() {
                    for length in LENGTHS {
                        for place in places(length) {
                            for nan in nans() {
                                let mut x = finite(length);
                                x[place] = nan;
                                assert_eq!(
                                    max_and_min(&x),
                                    same(place),
                                    "{length} elements, {nan:?} at {place}"
                                );
                            }
                        }
                    }
                }

                fn the_first_of_several_nans_wins_whatever_its_bits() {
                    for length in LENGTHS {
                        for first in places(length) {
                            for (i, nan) in nans().into_iter().enumerate() {
                                let mut x = finite(length);
                                x[first] = nan;
                                x[first + 1..]
                                    .iter_mut()
                                    .skip(i)
                                    .step_by(3)
                                    .for_each(|later| *later = <$float>::NAN);
                                assert_eq!(
                                    max_and_min(&x),
                                    same(first),
                                    "{length} elements, {nan:?} at {first}"
                                );
                            }
                        }
                    }
                }

                fn an_array_of_nans_gives_the_first() {
                    for length in LENGTHS {
                        let x: Vec<$float> = nans().into_iter().cycle().take(length).collect();
                        assert_eq!(max_and_min(&x), (0, 0), "{length} elements");
                    }
                }

                fn nan_wins_over_infinities() {
                    for length in LENGTHS {
                        for place in places(length) {
                            let infinities = [<$float>::INFINITY, <$float>::NEG_INFINITY];
                            let mut x: Vec<$float> =
                                infinities.into_iter().cycle().take(length).collect();
                            let expected = if length == 1 { (0, 0) } else { (0, 1) };
                            assert_eq!(max_and_min(&x), expected, "{length} infinities");
                            x[place] = -<$float>::NAN;
                            assert_eq!(
                                max_and_min(&x),
                                same(place),
                                "{length} infinities, NaN at {place}"
                            );
                        }
                    }
                }

                fn zeros_of_either_sign_tie() {
                    for length in LENGTHS {
                        for (even, odd) in [(0.0, -0.0), (-0.0, 0.0)] {
                            let x: Vec<$float> = [even, odd].into_iter().cycle().take(length).collect();
                            assert_eq!(
                                max_and_min(&x),
                                (0, 0),
                                "{length} zeros, the first {even:?}"
                            );
                        }
                        for place in places(length) {
                            let mut highest = vec![-1.0; length];
                            highest[place..].fill(0.0);
                            highest[place] = -0.0;
                            assert_eq!(
                                max_and_min(&highest).0,
                                same(place).0,
                                "-0.0 before 0.0, {length} elements"
                            );
                            let mut lowest = vec![1.0; length];
                            lowest[place..].fill(-0.0);
                            lowest[place] = 0.0;
                            assert_eq!(
                                max_and_min(&lowest).1,
                                same(place).1,
                                "0.0 before -0.0, {length} elements"
                            );
                        }
                    }
                }

                fn the_smallest_difference_decides() {
                    for length in LENGTHS {
                        for place in places(length) {
                            let tiny = <$float>::from_bits(1);
                            let mut x = vec![0.0; length];
                            x[place] = tiny;
                            assert_eq!(
                                max_and_min(&x).0,
                                same(place).0,
                                "the smallest positive subnormal beats 0"
                            );
                            x[place] = -tiny;
                            assert_eq!(
                                max_and_min(&x).1,
                                same(place).1,
                                "the smallest negative subnormal beats 0"
                            );
                            let mut x = vec![<$float>::MAX; length];
                            x[place] = <$float>::INFINITY;
                            assert_eq!(
                                max_and_min(&x).0,
                                same(place).0,
                                "infinity beats the largest finite value"
                            );
                            let mut x = vec![<$float>::MIN; length];
                            x[place] = <$float>::NEG_INFINITY;
                            assert_eq!(
                                max_and_min(&x).1,
                                same(place).1,
                                "negative infinity beats the smallest finite value"
                            );
                        }
                    }
                }

                fn an_array_of_infinities_gives_the_first() {
                    for infinity in [<$float>::INFINITY, <$float>::NEG_INFINITY] {
                        for length in LENGTHS {
                            assert_eq!(
                                max_and_min(&vec![infinity; length]),
                                (0, 0),
                                "{length} times {infinity}"
                            );
                        }
                    }
                }

                fn zeros_of_either_sign_are_zero_and_nan_is_not() {
                    let mut x: Vec<$float> =
                        vec![0.0, -0.0, <$float>::from_bits(1), -<$float>::INFINITY];
                    x.extend(nans());
                    let found = nonzero(&Array1::from(x.clone())).unwrap();
                    let expected: Vec<Index> = (2..).take(x.len() - 2).collect();
                    assert_eq!(found[0].to_vec(), expected, "{x:?}");
                }

                fn where_keeps_every_bit() {
                    let mut x = nans();
                    x.extend([
                        0.0,
                        -0.0,
                        <$float>::from_bits(1),
                        <$float>::NEG_INFINITY,
                        <$float>::MAX,
                    ]);
                    let y: Vec<$float> = x.iter().rev().copied().collect();
                    for length in LENGTHS {
                        let [x, y] =
                            [&x, &y].map(|x| Array1::from_iter(x.iter().cycle().take(length).copied()));
                        for period in [1, 2, 3, 7] {
                            let condition = Array1::from_shape_fn(length, |i| i % period == 0);
                            let chosen = (0..length).map(|i| if i % period == 0 { x[i] } else { y[i] });
                            let expected: Vec<Value> = chosen.map(Element::value).collect();
                            let given = where_(&condition, &x, &y).unwrap();
                            assert_eq!(
                                Model::read(&given).values,
                                expected,
                                "every {period} of {length}"
                            );
                        }
                    }
                }

                fn a_complex_number_is_nonzero_if_either_part_is() {
                    let [nan, tiny] = [<$float>::NAN, <$float>::from_bits(1)];
                    let x: Array1<Complex<$float>> = [
                        (0.0, 0.0),
                        (-0.0, 0.0),
                        (0.0, -0.0),
                        (-0.0, -0.0),
                        (tiny, 0.0),
                        (0.0, -tiny),
                        (nan, 0.0),
                        (0.0, nan),
                        (nan, nan),
                        (1.0, 1.0),
                    ]
                    .into_iter()
                    .map(|(re, im)| Complex::new(re, im))
                    .collect();
                    assert_eq!(nonzero(&x).unwrap()[0].to_vec(), [4, 5, 6, 7, 8, 9]);
                }
            }
        }
    };
}

float_tests!(float32, f32, nans: [0x7fc0_0000, 0xffc0_0000, 0x7fff_ffff, 0xffff_ffff, 0x7f80_0001, 0xff80_0001, 0x7fc0_1234]);
float_tests!(float64, f64, nans: [
    0x7ff8_0000_0000_0000,
    0xfff8_0000_0000_0000,
    0x7fff_ffff_ffff_ffff,
    0xffff_ffff_ffff_ffff,
    0x7ff0_0000_0000_0001,
    0xfff0_0000_0000_0001,
    // Only the low half distinguishes this NaN from an infinity.
    0x7ff0_0000_8000_0000,
]);

macro_rules! integer_tests {
    ($($name:ident: $integer:ty),+ $(,)?) => {$(
        mod $name {
            use super::*;

            test_at_every_level! {
                fn the_extremes_are_found_at_every_position() {
                    let (min, max) = (<$integer>::MIN, <$integer>::MAX);
                    for length in LENGTHS {
                        for place in places(length) {
                            let mut x = vec![max - 1; length];
                            x[place] = max;
                            assert_eq!(max_and_min(&x).0, same(place).0, "MAX at {place} of {length}");
                            x.fill(min + 1);
                            x[place] = min;
                            assert_eq!(max_and_min(&x).1, same(place).1, "MIN at {place} of {length}");
                            x.fill(min);
                            x[place] = max;
                            assert_eq!(max_and_min(&x).0, same(place).0, "MAX among MIN at {place} of {length}");
                            x.fill(max);
                            x[place] = min;
                            assert_eq!(max_and_min(&x).1, same(place).1, "MIN among MAX at {place} of {length}");
                        }
                    }
                }

                fn equal_elements_give_the_first() {
                    for element in [<$integer>::MIN, 0, 1, <$integer>::MAX] {
                        for length in LENGTHS {
                            assert_eq!(max_and_min(&vec![element; length]), (0, 0), "{length} times {element}");
                        }
                    }
                }

                fn one_bit_makes_an_element_nonzero() {
                    for bit in 0..<$integer>::BITS {
                        let mut x = Array1::<$integer>::zeros(200);
                        x[77] = 1 << bit;
                        x[199] = 1 << bit;
                        assert_eq!(nonzero(&x).unwrap()[0].to_vec(), [77, 199], "bit {bit}");
                    }
                }
            }
        }
    )+};
}

integer_tests! {
    int8: i8, int16: i16, int32: i32, int64: i64, uint8: u8, uint16: u16, uint32: u32, uint64: u64,
}

test_at_every_level! {
    fn false_is_less_than_true() {
        for length in LENGTHS {
            assert_eq!(
                max_and_min(&vec![false; length]),
                (0, 0),
                "{length} times false"
            );
            assert_eq!(
                max_and_min(&vec![true; length]),
                (0, 0),
                "{length} times true"
            );
            for place in places(length).filter(|&place| place > 0) {
                let mut x = vec![false; length];
                x[place..].fill(true);
                assert_eq!(
                    max_and_min(&x),
                    (same(place).0, 0),
                    "true from {place} of {length}"
                );
                let x: Vec<bool> = x.into_iter().map(|value| !value).collect();
                assert_eq!(
                    max_and_min(&x),
                    (0, same(place).1),
                    "false from {place} of {length}"
                );
            }
        }
    }
}

/// An axis of length 1 may have any stride, because the stride is never used.
#[test]
fn the_stride_of_an_axis_of_length_1_is_not_used() {
    let row: Vec<i64> = (0..200).map(|at| at % 7).collect();
    let shape = (1, 200).strides((isize::MAX.unsigned_abs(), 1));
    let x = ndarray::ArrayView2::from_shape(shape, &row).expect("the stride is not used");
    let zeros = Array1::<i64>::zeros(200);
    assert_eq!(argwhere::typed::argmax_axis(&x, Axis(0)), Ok(zeros));
    assert_eq!(
        argwhere::typed::argmax_axis(&x, Axis(1)),
        Ok(Array1::from_elem(1, 6))
    );
}
