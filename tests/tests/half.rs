//! float16 and bfloat16: the table `argwhere::half` against JAX, and every operation against the oracle.
//!
//! The answers of JAX are written by `data/promotion/half.py`. The oracle knows no 16-bit floats. It searches the same
//! numbers as float32, which represents each of them exactly.

use argwhere::half::{
    Array, ArrayView, DType, argmax, argmin, argminmax, argwhere, count_nonzero, extract,
    flatnonzero, kernels, nanargmax, nanargmin, nonzero, searchsorted, top_k, typed, where_,
};
use argwhere::{Along, AlongAxes, Best, Error, Mode, Scalar, Side};
use argwhere_tests::oracle::{self, Answer};
use argwhere_tests::stored::{self, Stored, json};
use argwhere_tests::{Laid, Layout, Model, Value, cases, check, test_at_every_level};
use half::{bf16, f16};
use ndarray::{ArrayD, ArrayRef, ArrayViewD, IxDyn};
use num_complex::Complex;

/// One of the two types.
trait Half: Copy + PartialEq + std::fmt::Debug + 'static {
    const DTYPE: DType;
    /// The smallest positive element.
    const TINY: Self;
    fn of(float: f32) -> Self;
    fn float(self) -> f32;
    fn bits(self) -> u16;
    fn of_bits(bits: u16) -> Self;
    fn erase(view: ArrayViewD<'_, Self>) -> ArrayView<'_>;
    fn inside(array: Array) -> ArrayD<Self>;
}

macro_rules! halves {
    ($($half:ident $variant:ident;)*) => {$(
        impl Half for $half {
            const DTYPE: DType = DType::$variant;
            const TINY: Self = $half::from_bits(1);

            fn of(float: f32) -> Self {
                $half::from_f32(float)
            }

            fn float(self) -> f32 {
                self.to_f32()
            }

            fn bits(self) -> u16 {
                self.to_bits()
            }

            fn of_bits(bits: u16) -> Self {
                $half::from_bits(bits)
            }

            fn erase(view: ArrayViewD<'_, Self>) -> ArrayView<'_> {
                view.into()
            }

            fn inside(array: Array) -> ArrayD<Self> {
                match array {
                    Array::$variant(array) => array,
                    other => panic!("the dtype is {}", other.dtype()),
                }
            }
        }
    )*};
}

halves! {
    f16 Float16;
    bf16 BFloat16;
}

/// Makes a test per type of each function.
macro_rules! of_each_type {
    ($($body:ident),+ $(,)?) => {$(
        mod $body {
            #[test]
            fn float16() {
                super::$body::<half::f16>();
            }

            #[test]
            fn bfloat16() {
                super::$body::<half::bf16>();
            }
        }
    )+};
}

/// An array of 16-bit floats in a layout, stored as uint16, and the same numbers as float32.
struct Halves {
    bits: Laid,
    floats: Model,
}

impl Halves {
    /// A float32 array, rounded.
    fn rounded<H: Half>(floats: &Model, layout: &Layout) -> Self {
        let bits = floats.values.iter().map(|&value| {
            let Value::Float32(float) = value else {
                panic!("{value:?} is not a float32")
            };
            // Palettes have the smallest float32, of either sign.
            let half = if float.abs().to_bits() == 1 {
                H::of(H::TINY.float().copysign(float))
            } else {
                H::of(float)
            };
            Value::Int(half.bits().into())
        });
        let bits = Model::new(argwhere::DType::UInt16, &floats.shape, bits.collect());
        let bits = Laid::new(&bits, layout);
        let floats = Model::new(
            argwhere::DType::Float32,
            &bits.model.shape,
            bits.model
                .values
                .iter()
                .map(|&bits| float::<H>(bits))
                .collect(),
        );
        Self { bits, floats }
    }

    fn all<H: Half>(floats: &Model) -> Vec<Self> {
        Layout::all(floats.ndim())
            .iter()
            .map(|layout| Self::rounded::<H>(floats, layout))
            .collect()
    }

    fn view<H: Half>(&self) -> ArrayView<'_> {
        let argwhere::ArrayView::UInt16(view) = self.bits.view() else {
            panic!("the elements are stored as uint16")
        };
        let raw = view.raw_view().cast::<H>();
        // SAFETY: an element has the size and the alignment of its bits, all bits are an element, and the array stays
        // borrowed for as long as the view.
        H::erase(unsafe { raw.deref_into_view() })
    }
}

/// The number with these bits.
fn float<H: Half>(bits: Value) -> Value {
    match bits {
        Value::Int(bits) => Value::Float32(H::of_bits(bits.try_into().expect("16 bits")).float()),
        other => panic!("{other:?} is not a uint16"),
    }
}

/// The numbers in an array of the type.
fn floats<H: Half>(array: &ArrayRef<H, IxDyn>) -> Model {
    Model::new(
        argwhere::DType::Float32,
        array.shape(),
        array
            .iter()
            .map(|half| Value::Float32(half.float()))
            .collect(),
    )
}

/// Checks every search for extremes.
fn extremes<H: Half>(x: &Halves) {
    use argwhere_tests::Side::{Max, Min};
    let ndim = x.floats.ndim().cast_signed();
    let view = || x.view::<H>();
    for keepdims in [false, true] {
        for axis in std::iter::once(None).chain((-ndim - 1..=ndim).map(Some)) {
            let along = || check::along(axis, keepdims);
            let input = |name| move || format!("{name}, axis {axis:?}, keepdims {keepdims}");
            let input = |name| {
                let text = input(name);
                move || format!("{}, {}, of {:?}", text(), H::DTYPE, x.floats)
            };
            let expected = [Min, Max].map(|side| oracle::extremum(&x.floats, side, axis, keepdims));
            let read = |found: ArrayD<i64>| Model::read(&found);
            check::agree(
                &expected[0],
                || argmin(view(), along()).map(read),
                input("argmin"),
            );
            check::agree(
                &expected[1],
                || argmax(view(), along()).map(read),
                input("argmax"),
            );
            let [min, max] = expected;
            let both: Answer<_> = min.and_then(|min| Ok((min, max?)));
            let pair = || argminmax(view(), along()).map(|(min, max)| (read(min), read(max)));
            check::agree(&both, pair, input("argminmax"));
            let of = |side| oracle::nan_extremum(&x.floats, side, axis, keepdims);
            check::agree(
                &of(Max),
                || nanargmax(view(), along()).map(read),
                input("nanargmax"),
            );
            check::agree(
                &of(Min),
                || nanargmin(view(), along()).map(read),
                input("nanargmin"),
            );
        }
    }
}

fn extremes_of_every_rank_layout_and_axis<H: Half>() {
    for ndim in 0..=4 {
        for model in cases::models(argwhere::DType::Float32, ndim) {
            for x in Halves::all::<H>(&model) {
                extremes::<H>(&x);
            }
        }
    }
}

fn extremes_along_any_axis_of_any_length<H: Half>() {
    let lengths = [15, 16, 17, 31, 32, 33, 63, 65, 127, 129, 255, 256, 257, 513];
    for (palette, length) in lengths.into_iter().enumerate() {
        for (shape, is_sparse) in [
            ([length, 3], false),
            ([3, length], true),
            ([length, 70], true),
        ] {
            let make = if is_sparse {
                cases::sparse
            } else {
                cases::filled
            };
            let model = make(argwhere::DType::Float32, &shape, palette);
            for layout in [Layout::c(2), Layout::f(2)] {
                extremes::<H>(&Halves::rounded::<H>(&model, &layout));
            }
        }
    }
}

fn extremes_of_long_rows<H: Half>() {
    for (palette, length) in [1023, 2048, 2049, 4097, 10_000]
        .into_iter()
        .cycle()
        .take(10)
        .enumerate()
    {
        for make in [cases::sparse, cases::filled] {
            let model = make(argwhere::DType::Float32, &[length], palette);
            extremes::<H>(&Halves::rounded::<H>(&model, &Layout::c(1)));
        }
    }
    for (rows, columns) in [(9, 2049), (10, 2111)] {
        let model = cases::sparse(argwhere::DType::Float32, &[rows, columns], columns);
        extremes::<H>(&Halves::rounded::<H>(&model, &Layout::c(2)));
    }
}

fn elements_that_are_not_zero<H: Half>() {
    for ndim in 0..=4 {
        for model in cases::models(argwhere::DType::Float32, ndim) {
            for x in Halves::all::<H>(&model) {
                let input = || format!("{} of {:?}", H::DTYPE, x.floats);
                let view = || x.view::<H>();
                check::agree(
                    &oracle::nonzero(&x.floats),
                    || nonzero(view()).map(|found| found.iter().map(Model::read).collect()),
                    input,
                );
                check::agree(
                    &Ok((oracle::argwhere(&x.floats), oracle::flatnonzero(&x.floats))),
                    || {
                        Ok((
                            Model::read(&argwhere(view())?),
                            Model::read(&flatnonzero(view())?),
                        ))
                    },
                    input,
                );
                for axis in 0..=ndim {
                    let axes = (axis < ndim).then(|| vec![axis.cast_signed()]);
                    let along: AlongAxes = axes.as_ref().map_or(Along::all().into(), |axes| {
                        Along::axes(axes.iter().copied())
                    });
                    check::agree(
                        &oracle::count_nonzero(&x.floats, axes.as_deref(), false),
                        || count_nonzero(view(), along.clone()).map(|found| Model::read(&found)),
                        input,
                    );
                }
            }
        }
    }
    for length in [63, 64, 65, 1000, 5000] {
        let model = cases::sparse(argwhere::DType::Float32, &[length], 0);
        let x = Halves::rounded::<H>(&model, &Layout::c(1));
        check::agree(
            &oracle::nonzero(&x.floats),
            || nonzero(x.view::<H>()).map(|found| found.iter().map(Model::read).collect()),
            || format!("{:?}", x.floats),
        );
    }
}

fn best_elements<H: Half>() {
    for (palette, shape) in [&[19][..], &[3, 4], &[2, 3, 4], &[700], &[40, 9], &[3, 900]]
        .into_iter()
        .enumerate()
    {
        for palette in palette..palette + 4 {
            let model = cases::filled(argwhere::DType::Float32, shape, palette);
            for x in Halves::all::<H>(&model) {
                let lanes = 0..x.floats.ndim();
                for (axis, mode) in
                    lanes.flat_map(|axis| [(axis, Mode::Largest), (axis, Mode::Smallest)])
                {
                    let length = x.floats.shape[axis];
                    let axis = axis.cast_signed();
                    for k in [0, 1, 2, length / 2, length]
                        .into_iter()
                        .filter(|&k| k <= length)
                    {
                        check::agree(
                            &oracle::top_k(&x.floats, k, axis, mode),
                            || {
                                let (values, indices) = top_k(x.view::<H>(), k, axis, mode)?;
                                Ok((floats(&H::inside(values)), Model::read(&indices)))
                            },
                            || format!("top_k, k {k}, axis {axis}, {mode:?}, of {:?}", x.floats),
                        );
                    }
                }
            }
        }
    }
}

fn positions_among_sorted_elements<H: Half>() {
    for (palette, (length, count)) in [(1, 1), (5, 3), (19, 40), (100, 300), (1000, 70)]
        .into_iter()
        .cycle()
        .take(20)
        .enumerate()
    {
        let mut sorted = cases::filled(argwhere::DType::Float32, &[length], palette);
        let mut rounded = Halves::rounded::<H>(&sorted, &Layout::c(1)).floats.values;
        rounded.sort_by(|&a, &b| {
            if oracle::sorts_before(a, b) {
                std::cmp::Ordering::Less
            } else if oracle::sorts_before(b, a) {
                std::cmp::Ordering::Greater
            } else {
                std::cmp::Ordering::Equal
            }
        });
        sorted.values = rounded;
        let values = cases::filled(argwhere::DType::Float32, &[count], palette + 1);
        let values = Halves::rounded::<H>(&values, &Layout::c(1));
        for x1 in Halves::all::<H>(&sorted) {
            if x1.floats != sorted {
                // A layout that repeats elements.
                continue;
            }
            for side in [Side::Left, Side::Right] {
                check::agree(
                    &oracle::positions(&x1.floats, &values.floats, side == Side::Right),
                    || {
                        let found = searchsorted(x1.view::<H>(), values.view::<H>(), side);
                        found.map(|found| Model::read(&found))
                    },
                    || format!("{side:?}, {:?} in {:?}", values.floats, x1.floats),
                );
            }
        }
    }
}

fn chosen_elements<H: Half>() {
    for ndim in 0..=3 {
        for (at, model) in cases::models(argwhere::DType::Float32, ndim)
            .iter()
            .enumerate()
        {
            let layouts = Layout::all(ndim);
            for (i, layout) in layouts.iter().enumerate() {
                let x1 = Halves::rounded::<H>(model, layout);
                let other = cases::filled(argwhere::DType::Float32, &x1.floats.shape, at + 1);
                let x2 = Halves::rounded::<H>(&other, &Layout::c(ndim));
                let condition = cases::filled(argwhere::DType::Bool, &x1.floats.shape, i);
                let condition = Laid::new(&condition, &Layout::c(ndim));
                let argwhere::ArrayView::Bool(chosen) = condition.view() else {
                    panic!("a condition is bool")
                };
                let input = || format!("where {condition:?}\n{:?}\n{:?}", x1.floats, x2.floats);
                if x1.floats.shape == x2.floats.shape {
                    check::agree(
                        &oracle::select(&condition.model, &x1.floats, &x2.floats),
                        || {
                            let found = where_(chosen.view(), x1.view::<H>(), x2.view::<H>());
                            found.map(|found| floats(&H::inside(found)))
                        },
                        input,
                    );
                }
                check::agree(
                    &oracle::extract(&condition.model, &x1.floats),
                    || {
                        let found = extract(chosen.view(), x1.view::<H>());
                        found.map(|found| floats(&H::inside(found)))
                    },
                    input,
                );
            }
        }
    }
}

of_each_type!(
    extremes_of_every_rank_layout_and_axis,
    extremes_along_any_axis_of_any_length,
    extremes_of_long_rows,
    elements_that_are_not_zero,
    best_elements,
    positions_among_sorted_elements,
    chosen_elements,
);

/// The answers of JAX.
fn jax() -> serde_json::Value {
    json("jax_half.json")
}

fn named(name: &str) -> DType {
    name.parse().expect("a dtype of the table")
}

#[test]
fn every_pair_promotes_as_in_the_standard_or_in_jax() {
    let jax = jax();
    let pairs = jax["pairs"].as_object().expect("pairs");
    assert_eq!(pairs.len(), 225);
    assert_eq!(DType::ALL.len(), 15);
    for (pair, expected) in pairs {
        let (left, right) = pair.split_once(',').expect("two names");
        // A pair promotes if it does in the standard's table with float32 in place of the two.
        let [x1, x2] = [left, right].map(|name| {
            let name = if is_half(name) { "float32" } else { name };
            name.parse::<argwhere::DType>()
                .expect("a dtype of the standard")
        });
        let expected = x1
            .promote(x2)
            .map(|_| named(expected.as_str().expect("a name")));
        assert_eq!(
            named(left).promote(named(right)),
            expected,
            "{left} with {right}"
        );
    }
}

fn is_half(name: &str) -> bool {
    name == "float16" || name == "bfloat16"
}

/// The elements of a dtype with the bits in a list.
fn array(dtype: DType, bits: &serde_json::Value) -> Array {
    fn of<T: Stored>(bits: &serde_json::Value) -> ndarray::Array1<T> {
        stored::read(bits)
    }
    match dtype {
        DType::Bool => of::<bool>(bits).into(),
        DType::Int8 => of::<i8>(bits).into(),
        DType::Int16 => of::<i16>(bits).into(),
        DType::Int32 => of::<i32>(bits).into(),
        DType::Int64 => of::<i64>(bits).into(),
        DType::UInt8 => of::<u8>(bits).into(),
        DType::UInt16 => of::<u16>(bits).into(),
        DType::UInt32 => of::<u32>(bits).into(),
        DType::UInt64 => of::<u64>(bits).into(),
        DType::Float16 => of::<u16>(bits).mapv(f16::from_bits).into(),
        DType::BFloat16 => of::<u16>(bits).mapv(bf16::from_bits).into(),
        DType::Float32 => of::<f32>(bits).into(),
        DType::Float64 => of::<f64>(bits).into(),
        DType::Complex64 => of::<Complex<f32>>(bits).into(),
        DType::Complex128 => of::<Complex<f64>>(bits).into(),
    }
}

/// The bits of a floating-point or complex array.
fn bits(array: &Array) -> serde_json::Value {
    match array {
        Array::Float16(x) => stored::bits(&x.mapv(f16::to_bits)),
        Array::BFloat16(x) => stored::bits(&x.mapv(bf16::to_bits)),
        Array::Float32(x) => stored::bits(x),
        Array::Float64(x) => stored::bits(x),
        Array::Complex64(x) => stored::bits(x),
        Array::Complex128(x) => stored::bits(x),
        other => panic!(
            "{} is no dtype of a promotion of 16-bit floats",
            other.dtype()
        ),
    }
}

#[test]
fn where_returns_the_bits_of_jax() {
    let jax = jax();
    let mut compared = 0;
    for (pair, result) in jax["pairs"].as_object().expect("pairs") {
        let (left, right) = pair.split_once(',').expect("two names");
        let [x1, x2] = [left, right].map(|name| array(named(name), &jax["elements"][name]));
        if !is_half(left) && !is_half(right) || named(left).promote(named(right)).is_none() {
            continue;
        }
        let first = |x: &Array| {
            x.view()
                .slice(ndarray::s![..1])
                .expect("it has an element")
                .to_owned()
        };
        for (takes_left, taken) in [(true, left), (false, right)] {
            let (x1, x2) = if takes_left {
                (x1.clone(), first(&x2))
            } else {
                (first(&x1), x2.clone())
            };
            let condition = ndarray::Array1::from_elem(x1.len().max(x2.len()), takes_left);
            let chosen = where_(&condition, &x1, &x2).expect("the pair has a promotion");
            let result = result.as_str().expect("a name");
            assert_eq!(chosen.dtype().name(), result);
            let expected = &jax["converted"][format!("{taken},{result}")];
            assert_eq!(
                &bits(&chosen),
                expected,
                "{taken} to {result}, for {left} with {right}"
            );
            compared += 1;
        }
    }
    // Each of the two with itself, the other, float32, float64 and both complex dtypes, in both orders, both operands.
    assert_eq!(compared, 2 * (4 + 2 * 2 * 4));
}

test_at_every_level! {
    fn searches_find_what_jax_finds() {
        let jax = jax();
        for name in ["float16", "bfloat16"] {
            let searches = jax["searches"][name].as_array().expect("a list");
            assert_eq!(searches.len(), 35);
            for search in searches {
                let x = array(named(name), &search["x"]);
                let one = |found: Result<ArrayD<i64>, Error>| found.expect("it is not empty")[IxDyn(&[])];
                for (function, found) in [
                    ("argmax", one(argmax(&x, Along::all()))),
                    ("argmin", one(argmin(&x, Along::all()))),
                    ("count_nonzero", one(count_nonzero(&x, Along::all()))),
                ] {
                    assert_eq!(search[function], found, "{function} of {x:?}");
                }
                if search["nanargmax"].is_number() {
                    assert_eq!(search["nanargmax"], one(nanargmax(&x, Along::all())), "{x:?}");
                    assert_eq!(search["nanargmin"], one(nanargmin(&x, Along::all())), "{x:?}");
                } else {
                    assert!(matches!(nanargmax(&x, Along::all()), Err(Error::AllNaN { .. })), "{x:?}");
                }
                let list = |found: &ArrayRef<i64, IxDyn>| found.iter().copied().collect::<serde_json::Value>();
                let found = nonzero(&x).expect("it has an axis");
                assert_eq!(search["nonzero"], list(&found[0].clone().into_dyn()), "{x:?}");
                let sorted = array(named(name), &search["sorted"]);
                for (side, key) in [(Side::Left, "searchsorted_left"), (Side::Right, "searchsorted_right")] {
                    let found = searchsorted(&sorted, &x, side).expect("both have an order");
                    assert_eq!(search[key], list(&found), "{side:?}, {x:?} in {sorted:?}");
                }
            }
        }
    }
}

#[test]
fn named_kernels_and_typed_functions() {
    let x = ndarray::arr2(&[[1.0, -0.0, f32::INFINITY], [0.0, 7.5, -3.0]]);
    let half = x.mapv(f16::from_f32);
    let found = kernels::argmax::float16::rank2(half.view());
    assert_eq!(
        found,
        Some(Best {
            value: f16::INFINITY,
            index: 2
        })
    );
    assert_eq!(typed::argmin(&half), Ok(5));
    assert_eq!(typed::count_nonzero(&half), 4);
    let half = x.mapv(bf16::from_f32);
    let found = kernels::argmin::bfloat16::rank2(half.view());
    assert_eq!(
        found,
        Some(Best {
            value: bf16::from_f32(-3.0),
            index: 5
        })
    );
    assert_eq!(
        typed::argmax_axis(&half, ndarray::Axis(0)),
        Ok(ndarray::array![0, 1, 0])
    );
}

#[test]
fn scalars_round_to_the_dtype() {
    let condition = ndarray::array![true, false];
    let zero = ndarray::arr1(&[f16::ZERO; 2]);
    for (scalar, expected) in [
        (Scalar::from(0.1), f16::from_f64(0.1)),
        (Scalar::from(1e6), f16::INFINITY),
        (Scalar::from(2049), f16::from_f32(2048.0)),
        (Scalar::from(f16::MAX), f16::MAX),
    ] {
        let found = where_(&condition, scalar, &zero).expect("float16 takes the scalar");
        assert_eq!(
            found,
            Array::from(ndarray::arr1(&[expected, f16::ZERO])),
            "{scalar}"
        );
    }
    let zero = ndarray::arr1(&[bf16::ZERO; 2]);
    let found = where_(&condition, 257, &zero).expect("bfloat16 takes the scalar");
    assert_eq!(
        found,
        Array::from(ndarray::arr1(&[bf16::from_f32(256.0), bf16::ZERO]))
    );
    // 1 + 2^-8 + 2^-40: by way of float32 it would become a tie, and round to the even 1.
    let found = where_(&condition, 1.0 + 2_f64.powi(-8) + 2_f64.powi(-40), &zero).expect("a float");
    assert_eq!(
        found,
        Array::from(ndarray::arr1(&[bf16::from_bits(0x3f81), bf16::ZERO]))
    );
    let complex = Complex::new(1.0, 2.0);
    let found = where_(&condition, complex, &zero).expect("the table has a dtype for it");
    assert_eq!(found.dtype(), DType::Complex64);
}

#[test]
fn elements_are_serialized_exactly() {
    for bits in 0..=u16::MAX {
        let x = Array::from(ndarray::arr1(&[f16::from_bits(bits)]));
        let bytes = postcard::to_allocvec(&x).expect("it is serialized");
        let back: Array = postcard::from_bytes(&bytes).expect("it is an array");
        assert_eq!(self::bits(&back), self::bits(&x));
        if bits % 7 == 0 && !f16::from_bits(bits).is_nan() {
            let text = serde_json::to_string(&x).expect("it is serialized");
            let back: Array = serde_json::from_str(&text).expect("it is an array");
            assert_eq!(self::bits(&back), self::bits(&x), "{text}");
        }
    }
    let x = Array::from(ndarray::arr1(&[
        bf16::from_f32(-1.5),
        bf16::NAN,
        bf16::INFINITY,
    ]));
    let text = serde_json::to_string(&x).expect("it is serialized");
    assert_eq!(
        text,
        r#"{"dtype":"bfloat16","shape":[3],"elements":[-1.5,"NaN","inf"]}"#
    );
    let bytes = postcard::to_allocvec(&x).expect("it is serialized");
    let back: Array = postcard::from_bytes(&bytes).expect("it is an array");
    assert_eq!(bits(&back), bits(&x));
}

#[test]
fn npy_files_hold_float16_and_not_bfloat16() {
    use argwhere::half::Half;
    use argwhere::npy;
    let x = Array::from(ndarray::arr2(&[[1.5, -0.0], [f32::NAN, 65504.0]]).mapv(f16::from_f32));
    let mut file = Vec::new();
    npy::write_as::<Half>(&mut file, &x).expect("it is written");
    assert!(String::from_utf8_lossy(&file).contains("'<f2'"));
    let back: Array = npy::read_as::<Half>(&file[..]).expect("it is read");
    assert_eq!(bits(&back), bits(&x));
    let x = Array::from(ndarray::arr1(&[bf16::ONE]));
    let mut file = Vec::new();
    let error = npy::write_as::<Half>(&mut file, &x).expect_err("NumPy has no bfloat16");
    assert!(
        matches!(
            error,
            npy::Error::Unsupported {
                dtype: "bfloat16",
                ..
            }
        ),
        "{error}"
    );
    assert!(file.is_empty());
}

#[test]
fn arrays_are_displayed() {
    let x = Array::from(ndarray::arr1(&[bf16::ONE, bf16::ZERO]));
    let shown = format!("{x}");
    assert!(shown.contains('1') && shown.contains('0'), "{shown}");
    assert_eq!(DType::BFloat16.to_string(), "bfloat16");
}
