//! The typed functions, for every dtype and static rank, compared with the oracle.

use argwhere::{ArrayView, DType, Error, typed};
use argwhere_tests::{
    Answer, Element, Fault, Laid, Model, Side, Value, cases, check, for_each_pair, oracle,
    promotion,
};
use ndarray::{
    ArcArray1, Array, Array1, Array2, ArrayRef, ArrayRef1, ArrayRef2, Axis, CowArray, Ix0, Ix1,
    Ix2, Ix3, Ix4, Ix5, Ix6, IxDyn, array,
};
use num_complex::Complex;

/// Converts a dynamic view to a typed one.
macro_rules! typed {
    ($x:ident as $element:ty, $dim:ty) => {
        &$x.into_ndarray::<$element, $dim>()
            .expect("dtype and rank match")
    };
}

/// Runs a body for every static rank and a dynamic one, as `body!(Element Dimension rank)`.
macro_rules! every_rank {
    ($body:ident $element:ty) => {
        $body!($element, Ix0, 0);
        every_rank_but_0!($body $element);
    };
}

macro_rules! every_rank_but_0 {
    ($body:ident $element:ty) => {
        $body!($element, Ix1, 1);
        $body!($element, Ix2, 2);
        $body!($element, Ix3, 3);
        $body!($element, Ix4, 4);
        $body!($element, Ix5, 5);
        $body!($element, Ix6, 6);
    };
}

macro_rules! search_everything {
    ($element:ty, $dim:ty, $ndim:literal) => {
        flat(<$element>::DTYPE, $ndim, Side::Max, |x| {
            typed::argmax(typed!(x as $element, $dim))
        });
        flat(<$element>::DTYPE, $ndim, Side::Min, |x| {
            typed::argmin(typed!(x as $element, $dim))
        });
    };
}

macro_rules! search_along {
    ($element:ty, $dim:ty, $ndim:literal) => {
        along(<$element>::DTYPE, $ndim, Side::Max, |x, axis| {
            typed::argmax_axis(typed!(x as $element, $dim), axis).map(|found| Model::read(&found))
        });
        along(<$element>::DTYPE, $ndim, Side::Min, |x, axis| {
            typed::argmin_axis(typed!(x as $element, $dim), axis).map(|found| Model::read(&found))
        });
    };
}

macro_rules! search_nonzero {
    ($element:ty, $dim:ty, $ndim:literal) => {
        nonzeros(<$element>::DTYPE, $ndim, |x| {
            typed::nonzero(typed!(x as $element, $dim))
                .map(|found| found.iter().map(Model::read).collect())
        });
    };
}

macro_rules! select_same_rank {
    ($element:ty, $dim:ty, $ndim:literal) => {
        selections(<$element>::DTYPE, $ndim, |condition, x1, x2| {
            let condition = typed!(condition as bool, $dim);
            let chosen = typed::where_(
                condition,
                typed!(x1 as $element, $dim),
                typed!(x2 as $element, $dim),
            );
            chosen.map(|chosen| Model::read(&chosen))
        });
    };
}

macro_rules! test_each_element {
    ($module:ident: $every:ident $body:ident for $($name:ident $element:ty),+ $(,)?) => {
        mod $module {
            use super::*;

            $(
                #[test]
                fn $name() {
                    $every!($body $element);
                }
            )+
        }
    };
}

test_each_element! { argmax_and_argmin: every_rank search_everything for
    bool bool, int8 i8, int16 i16, int32 i32, int64 i64, uint8 u8, uint16 u16, uint32 u32, uint64 u64,
    float32 f32, float64 f64,
}

test_each_element! { argmax_axis_and_argmin_axis: every_rank_but_0 search_along for
    bool bool, int8 i8, int16 i16, int32 i32, int64 i64, uint8 u8, uint16 u16, uint32 u32, uint64 u64,
    float32 f32, float64 f64,
}

test_each_element! { nonzero: every_rank_but_0 search_nonzero for
    bool bool, int8 i8, int16 i16, int32 i32, int64 i64, uint8 u8, uint16 u16, uint32 u32, uint64 u64,
    float32 f32, float64 f64, complex64 Complex<f32>, complex128 Complex<f64>,
}

test_each_element! { where_: every_rank select_same_rank for
    bool bool, int8 i8, int16 i16, int32 i32, int64 i64, uint8 u8, uint16 u16, uint32 u32, uint64 u64,
    float32 f32, float64 f64, complex64 Complex<f32>, complex128 Complex<f64>,
}

fn flat(dtype: DType, ndim: usize, side: Side, search: fn(ArrayView<'_>) -> Result<usize, Error>) {
    for model in cases::models(dtype, ndim) {
        for x in Laid::all(&model) {
            let index = |index: usize| {
                Model::new(
                    DType::Int64,
                    &[],
                    vec![Value::Int(index.try_into().expect("the index fits"))],
                )
            };
            check::agree(
                &oracle::extremum(&x.model, side, None, false),
                || search(x.view()).map(index),
                || format!("typed arg{side:?} of {x:?}"),
            );
        }
    }
}

fn along(
    dtype: DType,
    ndim: usize,
    side: Side,
    search: fn(ArrayView<'_>, Axis) -> Result<Model, Error>,
) {
    for model in cases::models(dtype, ndim) {
        for x in Laid::all(&model) {
            for axis in 0..=ndim {
                check::agree(
                    &oracle::extremum(&x.model, side, Some(axis.cast_signed()), false),
                    || search(x.view(), Axis(axis)),
                    || format!("typed arg{side:?} along {axis} of {x:?}"),
                );
            }
        }
    }
}

fn nonzeros(dtype: DType, ndim: usize, search: fn(ArrayView<'_>) -> Result<Vec<Model>, Error>) {
    for model in cases::models(dtype, ndim) {
        for x in Laid::all(&model) {
            check::agree(
                &oracle::nonzero(&x.model),
                || search(x.view()),
                || format!("typed nonzero of {x:?}"),
            );
        }
    }
}

type Select = fn(ArrayView<'_>, ArrayView<'_>, ArrayView<'_>) -> Result<Model, Error>;

fn selections(dtype: DType, ndim: usize, select: Select) {
    for x1 in cases::models(dtype, ndim) {
        let x2 = cases::filled(dtype, &x1.shape, 1);
        let condition = cases::filled(DType::Bool, &x1.shape, 0);
        let laid = [condition, x1, x2].map(|model| Laid::all(&model));
        for (i, condition) in laid[0].iter().enumerate() {
            let turned = |operand: usize| &laid[operand][(i + operand) % laid[operand].len()];
            selection(condition, turned(1), turned(2), select);
        }
    }
}

fn selection(condition: &Laid, x1: &Laid, x2: &Laid, select: Select) {
    check::agree(
        &oracle::select(&condition.model, &x1.model, &x2.model),
        || select(condition.view(), x1.view(), x2.view()),
        || format!("typed where\n  {condition:?}\n  {x1:?}\n  {x2:?}"),
    );
}

macro_rules! every_promotion {
    ($($pair:ident: $left:ty, $right:ty;)+) => {
        #[test]
        fn where_promotes_every_defined_pair() {
            let mut tested = 0;
            $(
                let shape = [2, 3];
                let condition = cases::filled(DType::Bool, &shape, 0);
                let (x1, x2) = (cases::filled(<$left>::DTYPE, &shape, 1), cases::filled(<$right>::DTYPE, &[3], 1));
                let [condition, x1, x2] = [condition, x1, x2].map(|model| Laid::all(&model).swap_remove(0));
                selection(&condition, &x1, &x2, |condition, x1, x2| {
                    let condition = typed!(condition as bool, Ix2);
                    let chosen = typed::where_(condition, typed!(x1 as $left, Ix2), typed!(x2 as $right, Ix1));
                    chosen.map(|chosen| Model::read(&chosen))
                });
                tested += 1;
            )+
            let defined = promotion::standard().pairs().filter(|(_, _, result)| result.is_some());
            assert_eq!(tested, defined.count(), "the list of pairs is complete");
        }
    };
}

for_each_pair!(every_promotion);

#[test]
fn where_broadcasts_ranks_that_differ() {
    macro_rules! mixed {
        ($($condition:ident $left:ident $right:ident => $result:ident;)+) => {$(
            let shapes = [stringify!($condition), stringify!($left), stringify!($right)].map(shape_of);
            let dtypes = [DType::Bool, DType::Int16, DType::UInt8];
            let models = [0, 1, 2].map(|operand| cases::filled(dtypes[operand], &shapes[operand], 0));
            let [conditions, x1, x2] = models.map(|model| Laid::all(&model));
            for (i, condition) in conditions.iter().enumerate() {
                selection(condition, &x1[i % x1.len()], &x2[(i + 1) % x2.len()], |condition, x1, x2| {
                    let condition = typed!(condition as bool, $condition);
                    let chosen = typed::where_(condition, typed!(x1 as i16, $left), typed!(x2 as u8, $right));
                    chosen.map(|chosen: Array<i16, $result>| Model::read(&chosen))
                });
            }
        )+};
    }
    mixed! {
        Ix0 Ix0 Ix1 => Ix1;
        Ix0 Ix1 Ix2 => Ix2;
        Ix1 Ix2 Ix0 => Ix2;
        Ix2 Ix0 Ix1 => Ix2;
        Ix3 Ix1 Ix2 => Ix3;
        Ix1 Ix1 Ix4 => Ix4;
        Ix6 Ix2 Ix4 => Ix6;
        Ix2 Ix5 Ix3 => Ix5;
        IxDyn Ix2 Ix1 => IxDyn;
        Ix1 IxDyn Ix2 => IxDyn;
    }
}

/// A shape per rank. The shapes of all ranks broadcast together.
fn shape_of(dimension: &str) -> Vec<usize> {
    let lengths = [2, 1, 3, 2, 2, 4];
    let ndim = dimension
        .strip_prefix("Ix")
        .and_then(|rank| rank.parse().ok())
        .unwrap_or(3);
    lengths[lengths.len() - ndim..].to_vec()
}

#[test]
fn typed_functions_accept_a_dynamic_rank() {
    macro_rules! search {
        ($element:ty, $dim:ty, $ndim:literal) => {
            search_everything!($element, $dim, $ndim);
            search_along!($element, $dim, $ndim);
        };
    }
    search!(i16, IxDyn, 3);
    search!(f32, IxDyn, 2);
}

#[test]
fn shapes_that_do_not_broadcast_are_an_error() {
    let (condition, x1, x2) = (array![true, false], array![1u8, 2], array![1i16, 2, 3]);
    let expected: Answer<Model> = Err(vec![Fault::Broadcast]);
    check::agree(
        &expected,
        || typed::where_(&condition, &x1, &x2).map(|chosen| Model::read(&chosen)),
        || format!("{condition} {x1} {x2}"),
    );
}

#[test]
fn every_storage_of_ndarray_is_searched() {
    let owned: Array1<i32> = array![3, 9, 9];
    let mut changed = owned.clone();
    let shared: ArcArray1<i32> = owned.to_shared();
    let cow = CowArray::from(owned.view());
    assert_eq!(typed::argmax(&owned), Ok(1));
    assert_eq!(typed::argmax(&owned.view()), Ok(1));
    assert_eq!(typed::argmax(&changed.view_mut()), Ok(1));
    assert_eq!(typed::argmax(&shared), Ok(1));
    assert_eq!(typed::argmax(&cow), Ok(1));
    assert_eq!(
        argwhere::argmax(&shared, argwhere::Along::all()),
        Ok(array![1].sum_axis(Axis(0)).into_dyn())
    );
}

#[test]
fn results_have_static_types() {
    let x: Array2<f32> = array![[1.0, 7.0], [7.0, 2.0]];
    let flat: usize = typed::argmax(&x).unwrap();
    let along: Array1<i64> = typed::argmin_axis(&x, Axis(0)).unwrap();
    let [rows, columns]: [Array1<i64>; 2] = typed::nonzero(&x).unwrap();
    let chosen: Array2<f64> = typed::where_(&x.mapv(|x| x > 2.0), &x, &array![0.5f64]).unwrap();
    assert_eq!(flat, 1);
    assert_eq!(along, array![0, 1]);
    assert_eq!((rows, columns), (array![0, 0, 1, 1], array![0, 1, 0, 1]));
    assert_eq!(chosen, array![[0.5, 7.0], [7.0, 0.5]]);
}

/// Calls through the reference type that ndarray gives its arrays, as a user's function may.
fn first_and_last(x: &ArrayRef2<f32>) -> Result<(usize, usize), Error> {
    Ok((typed::argmax(x)?, typed::argmin(x)?))
}

#[test]
#[allow(
    clippy::needless_borrow,
    clippy::unnecessary_mut_passed,
    reason = "the test passes each kind of reference"
)]
fn references_of_every_kind_are_searched() {
    let mut x = array![[1.0f32, 0.0], [3.0, -2.0]];
    assert_eq!(first_and_last(&x), Ok((2, 3)));
    assert_eq!(first_and_last(&x.view()), Ok((2, 3)));
    let reference: &ArrayRef2<f32> = &x;
    assert_eq!(typed::argmax_axis(reference, Axis(1)), Ok(array![0, 0]));
    assert_eq!(
        typed::nonzero(reference),
        Ok([array![0, 1, 1], array![0, 0, 1]])
    );
    assert_eq!(typed::argmax(&&x), Ok(2));
    assert_eq!(typed::argmax(&mut x.view_mut()), Ok(2));
    assert_eq!(typed::argmax(&x.to_shared()), Ok(2));
    assert_eq!(typed::argmax(&CowArray::from(&x)), Ok(2));
    let mut found = array![9, 9, 9, 9];
    let out: &mut ArrayRef1<i64> = &mut found.slice_mut(ndarray::s![..;2]);
    assert_eq!(typed::argmin_axis_into(&x, Axis(0), out), Ok(()));
    assert_eq!(found, array![0, 9, 1, 9]);
    let mut shared = ArcArray1::from_elem(2, 9);
    let before = shared.clone();
    assert_eq!(typed::argmax_axis_into(&x, Axis(0), &mut shared), Ok(()));
    assert_eq!(
        (shared, before),
        (array![1, 0].into(), ArcArray1::from_elem(2, 9))
    );
}

/// A plain element takes the element type of the array beside it, as a scalar does in the dynamic function.
#[test]
fn where_takes_a_plain_element() {
    let (mask, x) = (array![true, false], array![[1i16, 2], [3, 4]]);
    assert_eq!(typed::where_(&mask, &x, 0), Ok(array![[1, 0], [3, 0]]));
    assert_eq!(typed::where_(&mask, 0i16, &x), Ok(array![[0, 2], [0, 4]]));
    let heights: Array1<f32> = typed::where_(&mask, &array![1.5f32, 2.5], 0.5).unwrap();
    assert_eq!(heights, array![1.5, 0.5]);
    let mut out = array![7i16, 7];
    assert_eq!(
        typed::where_into(&mask, 9, &array![1i16, 2], &mut out),
        Ok(())
    );
    assert_eq!(out, array![9, 2]);
    assert_eq!(
        typed::where_(&mask, true, &mask.view()),
        Ok(array![true, false])
    );
}

/// Every argument may be an [`ArrayRef`](ndarray::ArrayRef).
#[test]
fn where_takes_array_references() {
    fn clip(mask: &ArrayRef<bool, Ix1>, x: &ArrayRef<i16, Ix1>, out: &mut ArrayRef<i16, Ix1>) {
        typed::where_into(mask, x, &array![100u8], out).unwrap();
        assert_eq!(typed::where_(mask, x, 100), Ok(out.to_owned()));
    }
    let (mask, x) = (array![true, false], array![1i16, 2]);
    let mut out = Array1::zeros(2);
    clip(&mask, &x, &mut out);
    assert_eq!(out, array![1, 100]);
}

/// Code that is generic over the element types and the dimension, with public bounds.
#[test]
fn where_in_generic_code() {
    fn choose<A, B, D>(
        mask: &Array<bool, D>,
        x1: &Array<A, D>,
        x2: &Array<B, D>,
    ) -> Array1<A::Output>
    where
        A: argwhere::bounds::Where<argwhere::standard::Standard, B>,
        B: argwhere::bounds::Element,
        D: ndarray::Dimension + ndarray::DimMax<D, Output = D>,
    {
        let chosen = typed::where_(mask, x1, x2).unwrap();
        chosen.into_iter().collect()
    }
    let mask = array![true, false];
    assert_eq!(
        choose(&mask, &array![-1i8, 2], &array![3u8, 4]),
        array![-1i16, 4]
    );
}
