//! `searchsorted` of every pair of dtypes, layout and length, with and without a sorter, compared with the oracle.

use argwhere::{
    Array, DType, Error, Index, Scalar, Search, Side, Sorter, kernels, searchsorted,
    searchsorted_into, typed,
};
use argwhere_tests::{
    Buffer, Element, Laid, Layout, Model, cases, check, for_each_ordered_pair, oracle, promotion,
    test_each_dtype,
};
use ndarray::{Array1, Array2, ArrayView1, IxDyn, arr0, array, s};

test_each_dtype!(every_pair_and_palette, every_layout_of_each_operand);

/// An array sorted by value, with NaN at the end.
fn sorted(mut model: Model) -> Model {
    model.values.sort_by(|&a, &b| {
        let [before, after] = [oracle::sorts_before(a, b), oracle::sorts_before(b, a)];
        after.cmp(&before)
    });
    model
}

/// Sorted arrays of a dtype and some lengths, one per palette.
fn sorted_models(dtype: DType, len: usize) -> Vec<Model> {
    let palettes = 0..cases::palettes(dtype).len();
    let filled = palettes.map(|palette| cases::filled(dtype, &[len], palette));
    if matches!(dtype, DType::Complex64 | DType::Complex128) {
        filled.collect()
    } else {
        filled.map(sorted).collect()
    }
}

fn every_pair_and_palette(dtype: DType) {
    for (_, other) in promotion::NAMES {
        for (len, shape) in [
            (19, &[23][..]),
            (1, &[3, 2]),
            (0, &[2]),
            (70, &[]),
            (5, &[0]),
        ] {
            for x1 in sorted_models(dtype, len) {
                let x1 = Laid::new(&x1, &Layout::c(1));
                for palette in 0..cases::palettes(other).len() {
                    let x2 = cases::filled(other, shape, palette);
                    check::positions(&x1, &Laid::new(&x2, &Layout::c(shape.len())));
                }
            }
        }
    }
}

fn every_layout_of_each_operand(dtype: DType) {
    let mut others = promotion::NAMES.into_iter().map(|(_, other)| other);
    let wider =
        |&other: &DType| other != dtype && promotion::standard().promote(dtype, other).is_some();
    let other = others.find(wider).unwrap_or(dtype);
    for x1 in sorted_models(dtype, 25) {
        for x1 in Laid::all(&x1) {
            for other in [dtype, other] {
                for shape in [&[20][..], &[3, 2]] {
                    let x2 = cases::filled(other, shape, 1);
                    check::positions(&x1, &Laid::new(&x2, &Layout::c(shape.len())));
                }
            }
        }
    }
    let x1 = Laid::new(&sorted_models(dtype, 40).swap_remove(0), &Layout::c(1));
    for other in [dtype, other] {
        for ndim in 0..=3 {
            for shape in cases::shapes(ndim) {
                for x2 in Laid::all(&cases::filled(other, shape, 0)) {
                    check::positions(&x1, &x2);
                }
            }
        }
        for shape in [&[70, 2][..], &[2, 70]] {
            for x2 in Laid::all(&cases::filled(other, shape, 0)) {
                check::positions(&x1, &x2);
            }
        }
    }
}

/// Every layout of `out`; on error it does not change.
#[test]
fn into_every_layout_of_the_output() {
    let x1 = sorted(cases::filled(DType::Int16, &[30], 0));
    let wrong = cases::filled(DType::Int16, &[3, 2], 0);
    for shape in [
        &[][..],
        &[7],
        &[700],
        &[3, 4],
        &[300, 3],
        &[3, 300],
        &[2, 3, 4],
        &[2, 0],
    ] {
        let x2 = cases::filled(DType::Int32, shape, 0);
        for x1 in [&x1, &wrong] {
            let x1 = Laid::new(x1, &Layout::c(x1.ndim()));
            for layout in Layout::all(shape.len()) {
                let x2 = Laid::new(&x2, &layout);
                let answer = oracle::positions(&x1.model, &x2.model, false);
                for layout in Buffer::layouts(shape.len()) {
                    check::agree_into(
                        &answer,
                        &Buffer::new(DType::Int64, shape, &layout),
                        |out| {
                            let mut out = out.of::<Index, IxDyn>();
                            searchsorted_into(x1.view(), x2.view(), Side::Left, &mut out)
                        },
                        || format!("{x1:?}\n  {x2:?}"),
                    );
                }
            }
        }
    }
}

macro_rules! test_kernels {
    ($($name:ident: $left:ty, $right:ty;)+) => {
        /// The named kernel and the typed functions of every pair.
        #[test]
        fn kernels_and_typed_functions() {
            $(pair::<$left, $right>(
                |x1, x2, how, out| {
                    kernels::searchsorted::$name::rank1(x1, x2, Side::Left, out.view_mut())?;
                    let new = typed::searchsorted(&x1, &x2, Side::Left)?;
                    assert_eq!(new, *out);
                    typed::searchsorted_into(&x1, &x2, how, out)
                },
            );)+
        }
    };
}

type Call<A, B> =
    fn(ArrayView1<A>, ArrayView1<B>, Search<'_>, &mut Array1<Index>) -> Result<(), Error>;

/// Compares a call with the oracle. It writes the positions on the left, and then those on the right.
fn pair<A: Element, B: Element>(call: Call<A, B>) {
    let x1 = sorted(cases::filled(A::DTYPE, &[21], 0));
    let x2 = cases::filled(B::DTYPE, &[18], 0);
    let elements: Array1<A> = x1.values.iter().map(|&value| A::of(value)).collect();
    let values: Array1<B> = x2.values.iter().map(|&value| B::of(value)).collect();
    let mut out = Array1::zeros(18);
    call(elements.view(), values.view(), Search::right(), &mut out).expect("the pair is ordered");
    let expected = oracle::positions(&x1, &x2, true).expect("the pair is ordered");
    assert_eq!(Model::read(&out), expected, "{:?} {:?}", A::DTYPE, B::DTYPE);
}

for_each_ordered_pair!(test_kernels);

/// Lengths around the groups, blocks and buffers of the search, with sorted, reversed and shuffled values.
#[test]
fn every_length_and_order_of_values() {
    for len in [0, 1, 2, 16, 17, 64, 65, 513, 3000] {
        let x1: Array1<i32> = (0..len).map(|at| at / 3 * 2).collect();
        for count in [1, 3, 4, 16, 17, 65, 512, 1100] {
            let ascending: Array1<i32> = (0..count)
                .map(|at| at * (len + 3) / count * 2 / 3 - 1)
                .collect();
            let shuffled: Array1<i32> = (0..count).map(|at| at * 7919 % (len + 2) - 1).collect();
            for values in [
                ascending.view(),
                ascending.slice(s![..;-1]),
                shuffled.view(),
            ] {
                compare(&x1, &values.to_owned());
            }
        }
    }
}

/// Compares several types of the elements with the definition. Element number `n` of `x1` is `n / 3 * 2`.
fn compare(x1: &Array1<i32>, x2: &Array1<i32>) {
    let len = i32::try_from(x1.len()).expect("a small number");
    let left = |value: i32| Index::from(((value + 1) / 2 * 3).clamp(0, len));
    let right = |value: i32| left(value + 1);
    let positions: [(Side, &dyn Fn(i32) -> Index); 2] =
        [(Side::Left, &left), (Side::Right, &right)];
    for (side, position) in positions {
        let expected = x2.mapv(position);
        let found = |found: Result<Array1<Index>, Error>| assert_eq!(found.as_ref(), Ok(&expected));
        found(typed::searchsorted(x1, x2, side));
        found(typed::searchsorted(
            &x1.mapv(f64::from),
            &x2.mapv(f64::from),
            side,
        ));
        found(typed::searchsorted(&x1.mapv(i64::from), x2, side));
        found(typed::searchsorted(x1, &x2.mapv(i64::from), side));
    }
}

/// The NaNs of `x1` are at its end, and every NaN is equal to every other.
#[test]
fn nan_and_signed_zero() {
    let nans = [f64::NAN, -f64::NAN, f64::from_bits(0x7ff0_0000_0000_0001)];
    let mut x1 = array![f64::NEG_INFINITY, -1.0, -0.0, 0.0, 0.0, f64::INFINITY].to_vec();
    x1.extend(nans);
    let x1 = Array1::from(x1);
    for nan in nans {
        for count in [1, 5, 16, 64, 200] {
            let mut x2 = Array1::from_elem(count, 0.0);
            x2[count / 2] = nan;
            let mut left = Array1::from_elem(count, 2);
            left[count / 2] = 6;
            let mut right = Array1::from_elem(count, 5);
            right[count / 2] = 9;
            assert_eq!(typed::searchsorted(&x1, &x2, Side::Left), Ok(left.clone()));
            assert_eq!(typed::searchsorted(&x1, &-&x2, Side::Right), Ok(right));
            // Through a conversion, and with elements that are read one by one.
            let narrow = x2.mapv(|value| if value.is_nan() { f32::NAN } else { 0.0 });
            assert_eq!(typed::searchsorted(&x1, &narrow, Side::Left), Ok(left));
        }
        let mut long = Array1::linspace(0.0_f32, 99_999.0, 100_000);
        long.slice_mut(s![70_000..]).fill(f32::NAN);
        let found = |side| typed::searchsorted(&long, &arr0(nan), side);
        assert_eq!(found(Side::Left), Ok(arr0(70_000)));
        assert_eq!(found(Side::Right), Ok(arr0(100_000)));
    }
}

/// An array that is not sorted has some result.
#[test]
fn not_sorted() {
    for len in [1, 10, 100, 1000] {
        let x1 = cases::filled(DType::Float64, &[len], 2);
        for count in [1, 20, 700] {
            let mut x2 = cases::filled(DType::Float64, &[count], 2);
            for _ in 0..2 {
                let found =
                    searchsorted(&x1.to_array(), &x2.to_array(), Side::Left).expect("a result");
                let len = Index::try_from(len).expect("a length");
                assert!(found.iter().all(|position| (0..=len).contains(position)));
                x2 = sorted(x2);
            }
        }
    }
}

#[test]
fn a_scalar_takes_the_dtype_of_the_array() {
    let x1 = array![1u8, 3, 3, 200];
    let found = |x2: Scalar, side| {
        let mut out = arr0(-1);
        let found = searchsorted(
            &x1,
            Array::from(x1.clone()).dtype().scalar(x2)?.view(),
            side,
        )?;
        searchsorted_into(&x1, x2, side, &mut out)?;
        assert_eq!(found, out.clone().into_dyn());
        assert_eq!(searchsorted(&x1, x2, side), Ok(out.clone().into_dyn()));
        Ok(out.into_scalar())
    };
    assert_eq!(found(Scalar::Int(3), Side::Left), Ok(1));
    assert_eq!(found(Scalar::Int(3), Side::Right), Ok(3));
    let out_of_range = found(Scalar::Int(256), Side::Left);
    assert_eq!(
        out_of_range,
        Err(Error::ScalarOutOfRange {
            scalar: Scalar::Int(256),
            dtype: "uint8"
        })
    );
    let kind = found(Scalar::Float(0.5), Side::Left);
    assert_eq!(
        kind,
        Err(Error::ScalarKind {
            scalar: Scalar::Float(0.5),
            dtype: "uint8"
        })
    );
    let floats = array![0.5_f32, 1.5];
    assert_eq!(
        searchsorted(&floats, f64::NAN, Side::Right),
        Ok(arr0(2).into_dyn())
    );
    let error = searchsorted(&floats, num_complex::Complex::new(1.0, 0.0), Side::Right);
    assert_eq!(
        error,
        Err(Error::Unordered {
            operation: "searchsorted",
            dtype: "complex64",
            table: "standard"
        })
    );
}

/// In NumPy's table a float beside integers promotes both.
#[cfg(feature = "all")]
#[test]
fn a_scalar_takes_a_dtype_of_its_own() {
    use argwhere::numpy;
    let x1 = array![1u8, 3, 3, 200];
    assert_eq!(
        numpy::searchsorted(&x1, 2.5, Side::Left),
        Ok(arr0(1).into_dyn())
    );
    assert_eq!(
        numpy::searchsorted(&x1, 1e300, Side::Left),
        Ok(arr0(4).into_dyn())
    );
    let x1 = array![(1_i64 << 53) - 1, 1 << 53, (1 << 53) + 1];
    // Both are compared as float64.
    assert_eq!(
        numpy::searchsorted(&x1, 2f64.powi(53), Side::Right),
        Ok(arr0(3).into_dyn())
    );
}

macro_rules! each_integer {
    ($($integer:ident)*) => {$(
        #[test]
        fn $integer() {
            let element = |at: usize| i32::try_from(at * 5 % 101).expect("a small number");
            let x1 = Array1::from_shape_fn(101, element);
            let mut order: Vec<$integer> = (0..101).collect();
            order.sort_by_key(|&at| element(usize::try_from(at).expect("a position")));
            let order = Array1::from(order);
            let sorted: Array1<i32> = (0..101).collect();
            for count in [1, 2, 40, 600] {
                let x2 = Array1::from_shape_fn(count, |at| i32::try_from(at * 7 % 103).expect("a small number") - 1);
                for side in [Side::Left, Side::Right] {
                    let expected = typed::searchsorted(&sorted, &x2, side);
                    let with = |sorter: Sorter<'_>| {
                        let search = Search::from(side).sorter(sorter);
                        assert_eq!(typed::searchsorted(&x1, &x2, search.clone()), expected);
                        assert_eq!(typed::searchsorted(&x1.mapv(i64::from), &x2, search.clone()), expected);
                        assert_eq!(typed::searchsorted(&x1, &x2.mapv(i64::from), search), expected);
                    };
                    with(Sorter::from(&order));
                    with(order.view().into());
                    with(order.as_slice().expect("contiguous").into());
                    with((&order.to_vec()).into());
                    with((&order.view().into_dyn()).into());
                    with((&Array::from(order.clone())).into());
                    let reversed: Array1<$integer> = order.iter().rev().copied().collect();
                    with(Sorter::from(reversed.slice(s![..;-1])));
                    // A strided array under a sorter.
                    let twice = Array2::from_shape_fn((101, 2), |(at, k)| if k == 0 { x1[at] } else { -7 });
                    let search = Search::from(side).sorter(&order);
                    assert_eq!(typed::searchsorted(&twice.column(0), &x2, search), expected);
                }
            }
        }
    )*};
}

mod a_sorter_of_every_integer_type {
    use super::*;

    each_integer! { i8 i16 i32 i64 u8 u16 u32 u64 }
}

/// With one value, only the elements that it is compared with are read.
#[test]
fn a_sorter_of_a_long_array() {
    let x1: Array1<i32> = (0..100_000).rev().collect();
    let order: Array1<i64> = (0..100_000).rev().collect();
    let search = Search::left().sorter(&order);
    let found = typed::searchsorted(&x1, &array![7_i64], search.clone());
    assert_eq!(found, Ok(array![7]));
    let all: Array1<Index> = (0..100_000).collect();
    assert_eq!(typed::searchsorted(&x1, &all, search), Ok(all));
}

#[test]
fn errors_of_a_sorter() {
    let x1 = array![5, 1, 3];
    let mut out = array![-7];
    let mut error = |sorter: Sorter<'_>| {
        let search = Search::left().sorter(sorter);
        let error =
            typed::searchsorted_into(&x1, &array![2], search.clone(), &mut out).unwrap_err();
        assert_eq!(out, array![-7]);
        assert_eq!(searchsorted(&x1, 2, search), Err(error.clone()));
        error
    };
    assert_eq!(
        error((&array![1, 2]).into()),
        Error::SorterLength {
            len: 2,
            expected: 3
        }
    );
    assert_eq!(
        error((&array![[1], [2], [0]]).into()),
        Error::NotOneDimensional {
            argument: "sorter",
            shape: vec![3, 1]
        }
    );
    assert_eq!(
        error((&arr0(1)).into()),
        Error::NotOneDimensional {
            argument: "sorter",
            shape: vec![]
        }
    );
    assert_eq!(
        error((&array![1, -1, 0]).into()),
        Error::SorterOutOfRange {
            position: 1,
            entry: -1,
            len: 3
        }
    );
    assert_eq!(
        error((&array![1, 2, u64::MAX]).into()),
        Error::SorterOutOfRange {
            position: 2,
            entry: u64::MAX.into(),
            len: 3
        }
    );
    assert_eq!(
        error((&array![3_u8, 9, 9]).into()),
        Error::SorterOutOfRange {
            position: 0,
            entry: 3,
            len: 3
        }
    );
    assert_eq!(
        error((&Array::from(array![1.0_f32, 2.0, 0.0])).into()),
        Error::SorterNotInteger { dtype: "float32" }
    );
    assert_eq!(
        error((&Array::from(array![true])).into()),
        Error::SorterNotInteger { dtype: "bool" }
    );
    // Repeated entries are not an error.
    assert!(typed::searchsorted(&x1, &array![2], Search::left().sorter(&array![1, 1, 1])).is_ok());
    // An error far behind the first part.
    let long = Array1::<i32>::zeros(2000);
    let mut order: Array1<u16> = (0..2000).collect();
    order[1999] = 2000;
    let error = typed::searchsorted(&long, &array![2], Search::left().sorter(&order));
    assert_eq!(
        error,
        Err(Error::SorterOutOfRange {
            position: 1999,
            entry: 2000,
            len: 2000
        })
    );
}

#[cfg(target_pointer_width = "64")]
#[test]
fn errors_of_shapes() {
    let x1 = array![[1, 2], [3, 4]];
    let not_1d = |shape: &[usize]| Error::NotOneDimensional {
        argument: "x1",
        shape: shape.to_vec(),
    };
    assert_eq!(searchsorted(&x1, 1, Side::Left), Err(not_1d(&[2, 2])));
    assert_eq!(searchsorted(&arr0(1), &x1, Side::Left), Err(not_1d(&[])));
    let mut out = Array1::from_elem(3, -7);
    let error = typed::searchsorted_into(&array![1, 2], &array![1, 2], Side::Left, &mut out);
    assert_eq!(
        error,
        Err(Error::ShapeMismatch {
            expected: vec![2],
            found: vec![3]
        })
    );
    assert_eq!(out, array![-7, -7, -7]);
    let too_large = Array1::<u8>::zeros(1);
    let too_large = too_large
        .broadcast([1 << 40, 1 << 20])
        .expect("it stretches");
    let error = searchsorted(&array![1_u8], too_large, Side::Left);
    assert_eq!(
        error,
        Err(Error::TooLarge {
            shape: vec![1 << 40, 1 << 20],
            item: 8
        })
    );
    assert_eq!(
        searchsorted(&array![1_u64], &array![1_i8], Side::Left),
        Err(Error::UndefinedPromotion {
            left: "uint64",
            right: "int8",
            table: "standard"
        })
    );
}

/// A repeated element is not copied, and a repeated entry of a sorter is checked once.
#[cfg(target_pointer_width = "64")]
#[test]
fn a_huge_broadcast_array() {
    const LEN: usize = 1 << 40;
    let one = array![5_i32];
    let x1 = one.broadcast(LEN).expect("it stretches");
    let found = |side: Search<'_>| typed::searchsorted(&x1, &array![4_i64, 5, 6], side);
    let len = Index::try_from(LEN).expect("a length");
    assert_eq!(found(Search::left()), Ok(array![0, 0, len]));
    let zero = array![0_u8];
    let order = zero.broadcast(LEN).expect("it stretches");
    assert_eq!(
        found(Search::right().sorter(order)),
        Ok(array![0, len, len])
    );
    let seven = array![-7];
    let order = seven.broadcast(LEN).expect("it stretches");
    let error = found(Search::right().sorter(order));
    assert_eq!(
        error,
        Err(Error::SorterOutOfRange {
            position: 0,
            entry: -7,
            len: LEN
        })
    );
}

/// The results of a table of newtypes and of types without native kernels.
mod own_table {
    use super::*;
    use bytemuck::TransparentWrapper;

    #[derive(Clone, Copy, Debug, PartialEq, PartialOrd, TransparentWrapper)]
    #[repr(transparent)]
    pub struct Metres(pub f32);

    impl From<i16> for Metres {
        fn from(x: i16) -> Self {
            Self(x.into())
        }
    }

    /// A number of halves; a negative one is not equal to itself.
    #[derive(Clone, Copy, Debug, PartialOrd, Default)]
    pub struct Halves(pub i32);

    impl PartialEq for Halves {
        fn eq(&self, other: &Self) -> bool {
            self.0 >= 0 && self.0 == other.0
        }
    }

    impl From<i16> for Halves {
        fn from(x: i16) -> Self {
            Self(2 * i32::from(x))
        }
    }

    #[derive(Clone, Copy, Debug, PartialEq, Default)]
    pub struct Colour(pub [u8; 3]);

    argwhere::kernels! {
        pub mod own;

        dtypes {
            Int16: i16;
            Byte: u8, only(argmax, searchsorted);
            Metres: Metres as f32;
            Halves: Halves, scalar = |_| None;
            Colour: Colour, unordered, scalar = |_| None;
            Grey: bool;
        }

        promotion {
            Int16 < Metres;
            Int16 < Halves;
            Byte < Colour with |x| Colour([x; 3]);
            Grey < Colour with |x| Colour([u8::from(x); 3]);
        }
    }

    #[test]
    fn newtypes_run_native_kernels() {
        let x1 = array![Metres(-1.0), Metres(0.0), Metres(2.5), Metres(f32::NAN)];
        let x2 =
            Array1::from_shape_fn(100, |at| i16::try_from(at % 5).expect("a small number") - 1);
        let expected = x2.mapv(|x| match x {
            -1 => 0,
            0 => 1,
            1 | 2 => 2,
            _ => 3,
        });
        assert_eq!(own::typed::searchsorted(&x1, &x2, Side::Left), Ok(expected));
        assert_eq!(
            own::searchsorted(&x1, 0, Side::Right),
            Ok(arr0(2).into_dyn())
        );
        let nan = array![Metres(-f32::NAN)];
        assert_eq!(
            own::typed::searchsorted(&x1, &nan, Side::Left),
            Ok(array![3])
        );
    }

    #[test]
    fn portable_types_and_values_that_are_not_equal_to_themselves() {
        let x1 = array![Halves(0), Halves(3), Halves(4), Halves(-1), Halves(-2)];
        let x2 = array![1_i16, 2, 3, 0, 0];
        let found = |side| own::typed::searchsorted(&x1, &x2, side);
        assert_eq!(found(Side::Left), Ok(array![1, 2, 3, 0, 0]));
        assert_eq!(found(Side::Right), Ok(array![1, 3, 3, 1, 1]));
        let x2 = Array1::from_elem(40, Halves(-7));
        let found = |side| own::typed::searchsorted(&x1, &x2, side);
        assert_eq!(found(Side::Left), Ok(Array1::from_elem(40, 3)));
        assert_eq!(found(Side::Right), Ok(Array1::from_elem(40, 5)));
    }

    /// A pair that promotes to a dtype without an order has no search.
    #[test]
    fn refused_dtypes() {
        let unordered = Error::Unordered {
            operation: "searchsorted",
            dtype: "colour",
            table: "own",
        };
        let (byte, grey) = (array![1_u8], array![true]);
        assert_eq!(
            own::searchsorted(&byte, &grey, Side::Left),
            Err(unordered.clone())
        );
        assert_eq!(
            own::searchsorted(&array![Colour([0; 3])], &byte, Side::Left),
            Err(unordered)
        );
        assert_eq!(
            own::searchsorted(&byte, &byte, Side::Left),
            Ok(array![0].into_dyn())
        );
        let undefined = Error::UndefinedPromotion {
            left: "byte",
            right: "int16",
            table: "own",
        };
        assert_eq!(
            own::searchsorted(&byte, &array![1_i16], Side::Left),
            Err(undefined)
        );
        let sorter = own::Array::from(array![Metres(0.0)]);
        let error = own::searchsorted(&byte, &byte, Search::left().sorter(&sorter));
        assert_eq!(error, Err(Error::SorterNotInteger { dtype: "metres" }));
        let sorter = own::Array::from(array![0_u8]);
        let found = own::searchsorted(&byte, &byte, Search::left().sorter(sorter.view()));
        assert_eq!(found, Ok(array![0].into_dyn()));
    }
}
