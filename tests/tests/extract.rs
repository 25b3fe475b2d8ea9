//! `extract` of every dtype and rank, and of every pair of layouts, compared with the oracle.

use argwhere::{
    Array, ArrayView, ArrayViewMut, DType, Error, extract, extract_into, kernels, typed,
};
use argwhere_tests::golden::{array, cases as golden_cases};
use argwhere_tests::{
    Buffer, Element, Laid, Layout, Model, cases, check, oracle, test_at_every_level,
    test_each_dtype, with_element,
};
use ndarray::{
    Array1, Array2, ArrayD, ArrayView1, ArrayView2, Ix0, Ix1, Ix2, Ix3, Ix4, IxDyn, arr0, array, s,
};
use num_complex::Complex;
use std::time::{Duration, Instant};

test_each_dtype!(
    every_rank_and_layout,
    every_pair_of_layouts,
    rows_around_lanes_and_masks,
    every_layout_of_the_output,
    typed_functions_and_kernels,
);

fn every_rank_and_layout(dtype: DType) {
    for ndim in 0..=8 {
        let palettes = cases::palettes(dtype).len();
        for (palette, shape) in cases::shapes(ndim).iter().enumerate() {
            let x = cases::filled(dtype, shape, palette % palettes);
            let conditions = cases::conditions(shape);
            for (at, layout) in Layout::all(ndim).iter().enumerate() {
                let x = Laid::new(&x, layout);
                // Conditions that choose all elements or none need few layouts.
                for condition in &conditions[..if at < 3 { 3 } else { 1 }] {
                    check::extracted(&Laid::new(condition, layout), &x);
                }
            }
        }
    }
}

fn every_pair_of_layouts(dtype: DType) {
    for shape in [&[19][..], &[3, 5], &[2, 3, 4]] {
        let condition = Laid::all(&cases::filled(DType::Bool, shape, 0));
        let x = Laid::all(&cases::filled(dtype, shape, 1));
        for condition in &condition {
            for x in &x {
                check::extracted(condition, x);
            }
        }
    }
}

fn rows_around_lanes_and_masks(dtype: DType) {
    for length in [31, 33, 63, 64, 129] {
        let shape = [3, length];
        let x = cases::filled(dtype, &shape, 0);
        let mixed = cases::filled(DType::Bool, &shape, 0);
        let sparse = cases::sparse(DType::Bool, &shape, 0);
        let [mixed, sparse] = [mixed, sparse].map(|model| Laid::new(&model, &Layout::c(2)));
        for x in &Laid::all(&x) {
            check::extracted(&mixed, x);
            check::extracted(&sparse, x);
        }
        let x = Laid::new(&x, &Layout::c(2));
        for condition in &Laid::all(&mixed.model) {
            check::extracted(condition, &x);
        }
    }
}

fn every_layout_of_the_output(dtype: DType) {
    for shape in [&[][..], &[40], &[3, 4], &[0, 3], &[3, 70]] {
        let c = Layout::c(shape.len());
        let x = Laid::new(&cases::filled(dtype, shape, 0), &c);
        for condition in cases::conditions(shape) {
            let condition = Laid::new(&condition, &c);
            let answer = oracle::extract(&condition.model, &x.model);
            let expected = answer.as_ref().expect("the shapes are equal");
            for layout in Buffer::layouts(1) {
                check::agree_into(
                    &answer,
                    &Buffer::new(dtype, &expected.shape, &layout),
                    |out| extract_into(condition.view(), x.view(), out.view_mut()),
                    || format!("extract\n  {condition:?}\n  {x:?}"),
                );
            }
        }
    }
}

/// The typed functions and the named kernels of a dtype, of each rank.
fn typed_functions_and_kernels(dtype: DType) {
    macro_rules! of {
        ($($variant:ident $module:ident $element:ty),+ $(,)?) => {
            match dtype {
                $(DType::$variant => {
                    of!(@ $module $element: Ix1 1 rank1, Ix2 2 rank2, Ix3 3 rank3, Ix4 4 rank4, Ix0 0, IxDyn 5);
                })+
            }
        };
        (@ $module:ident $element:ty: $($dim:ident $ndim:literal $($rank:ident)?),+) => {$(
            of_rank::<$element>($ndim, &|condition, x, out, form| {
                let condition = condition.into_ndarray::<bool, $dim>()?;
                let x = x.into_ndarray::<$element, $dim>()?;
                match form {
                    Form::New => *out = typed::extract(&condition, &x)?.to_vec(),
                    Form::Into => typed::extract_into(&condition, &x, out)?,
                    Form::Kernel => {
                        let before = out.len();
                        let appended: Option<Result<(), Error>> = None$(.or(Some(
                            kernels::extract::$module::$rank(condition.view(), x.view(), out)
                        )))?;
                        // There is no kernel of the other ranks.
                        appended.unwrap_or_else(|| typed::extract(&condition, &x).map(|chosen| out.extend(chosen)))?;
                        out.drain(..before);
                    }
                }
                Ok(())
            });
        )+};
    }
    of!(
        Bool bool bool, Int8 i8 i8, Int16 i16 i16, Int32 i32 i32, Int64 i64 i64,
        UInt8 u8 u8, UInt16 u16 u16, UInt32 u32 u32, UInt64 u64 u64, Float32 f32 f32, Float64 f64 f64,
        Complex64 complex64 Complex<f32>, Complex128 complex128 Complex<f64>,
    );
}

#[derive(Debug, Clone, Copy)]
enum Form {
    New,
    Into,
    Kernel,
}

type Call<'a, T> = &'a dyn Fn(ArrayView<'_>, ArrayView<'_>, &mut Vec<T>, Form) -> Result<(), Error>;

fn of_rank<T: Element>(ndim: usize, call: Call<'_, T>) {
    for shape in cases::shapes(ndim) {
        let x = cases::filled(T::DTYPE, shape, 0);
        let condition = cases::filled(DType::Bool, shape, 0);
        for layout in [Layout::c(ndim), Layout::f(ndim)] {
            let [condition, x] = [&condition, &x].map(|model| Laid::new(model, &layout));
            for form in [Form::New, Form::Into, Form::Kernel] {
                check::agree(
                    &oracle::extract(&condition.model, &x.model),
                    || {
                        let mut out = vec![T::of(cases::decoys(T::DTYPE)[0]); 3];
                        call(condition.view(), x.view(), &mut out, form)?;
                        Ok(Model::flat(&out))
                    },
                    || format!("{form:?} of {condition:?} and {x:?}"),
                );
            }
        }
    }
}

/// Conditions of a length: of several densities, with whole masks of one value, and with one element.
fn conditions(len: usize) -> Vec<Array1<bool>> {
    let mut random = cases::Random::new(7);
    let mut random = |percent| Array1::from_shape_simple_fn(len, || random.below(100) < percent);
    let mut runs = random(50);
    runs.slice_mut(s![len / 3..len / 2]).fill(true);
    runs.slice_mut(s![len / 2..2 * len / 3]).fill(false);
    let one = |at| Array1::from_shape_fn(len, |k| k == at);
    let random = [0, 1, 6, 50, 99, 100].map(random);
    let ones = [0, len - 1].map(one);
    random.into_iter().chain([runs]).chain(ones).collect()
}

/// Rows of more than one batch of masks, contiguous and with gaps.
fn long_rows<T: argwhere::bounds::Extract<argwhere::standard::Standard>>(
    element: impl Fn(usize) -> T,
) {
    for len in [500, 4096, 4161] {
        let x = Array1::from_shape_fn(2 * len + 1, element_of(&element));
        for condition in conditions(len) {
            let mut wide = Array1::from_elem(2 * len, true);
            wide.slice_mut(s![..;2]).assign(&condition);
            let gaps = wide.slice(s![..;2]);
            for x in [
                x.slice(s![..len]),
                x.slice(s![1..;2]),
                x.slice(s![..len;-1]),
                x.slice(s![..1]).broadcast(len).expect("it stretches"),
            ] {
                let chosen = x
                    .iter()
                    .zip(&condition)
                    .filter(|&(_, &is_chosen)| is_chosen);
                let expected: Array1<T> = chosen.map(|(&x, _)| x).collect();
                for condition in [condition.view(), gaps] {
                    assert!(typed::extract(&condition, &x).as_ref() == Ok(&expected));
                    let mut out = Vec::with_capacity(expected.len());
                    let place = out.as_ptr();
                    typed::extract_into(&condition, &x, &mut out).expect("there is memory");
                    assert!(out == expected.to_vec() && out.as_ptr() == place);
                }
            }
        }
    }
}

/// The element at a position, whose number is its position modulo 256.
fn element_of<T>(element: impl Fn(usize) -> T) -> impl Fn(usize) -> T {
    move |at| element(at % 251)
}

test_at_every_level! {
    fn long_rows_of_each_width() {
        let small = |at: usize| u8::try_from(at).expect("it is small");
        long_rows(small);
        long_rows(|at| u16::from(small(at)) * 257);
        long_rows(|at| f32::from(small(at)));
        long_rows(|at| f64::from(small(at)));
        long_rows(|at| Complex::new(f64::from(small(at)), 1.0));
    }

    /// Every combination of axes that are stored, repeated or of length 1, beside a contiguous array.
    fn repeats_of_every_axis() {
        cases::repeated_axes(|n| n * 7 % 5 % 3, |x, shape| {
            let len: usize = shape.iter().product();
            let whole = ArrayD::from_shape_vec(IxDyn(shape), (0..len).collect()).expect("a shape");
            let whole = whole.mapv(|n| u16::try_from(n).expect("it is small"));
            let is_set = x.mapv(|x| x > 0);
            let repeated = is_set.broadcast(IxDyn(shape)).expect("it stretches");
            let chosen = whole.iter().zip(&repeated).filter(|&(_, &is_chosen)| is_chosen);
            let expected: Array1<u16> = chosen.map(|(&x, _)| x).collect();
            assert_eq!(typed::extract(&repeated, &whole), Ok(expected));
            let stretched = x.broadcast(IxDyn(shape)).expect("it stretches");
            let other = whole.mapv(|n| n % 3 == 1);
            let chosen = stretched.iter().zip(&other).filter(|&(_, &is_chosen)| is_chosen);
            let expected: Array1<i32> = chosen.map(|(&x, _)| x).collect();
            assert_eq!(typed::extract(&other, &stretched), Ok(expected));
        });
    }
}

#[test]
fn golden_results() {
    for case in golden_cases(include_str!("../golden/positions.json")) {
        let mask =
            serde_json::json!({ "dtype": "bool", "shape": case["shape"], "values": case["mask"] });
        let len = case["extract"].as_array().expect("a list").len();
        let chosen = serde_json::json!({ "dtype": case["dtype"], "shape": [len], "values": case["extract"] });
        let (condition, x) = (array(&mask), array(&case));
        for layout in [Layout::c(x.ndim()), Layout::f(x.ndim())] {
            let [condition, x] = [&condition, &x].map(|model| Laid::new(model, &layout));
            check::extracted_are(&condition, &x, &Ok(array(&chosen)));
        }
    }
}

#[test]
fn errors_say_what_is_wrong() {
    let x = array![[1_i16, 5], [7, 0]];
    let condition = array![[true, false], [false, true]];
    assert_eq!(
        extract(&x, &x),
        Err(Error::ConditionNotBool { dtype: "int16" })
    );
    let error = |expected: &[usize], found: &[usize]| {
        Err(Error::ShapeMismatch {
            expected: expected.to_vec(),
            found: found.to_vec(),
        })
    };
    // The condition is not broadcast, and its rank is not that of the elements.
    for shape in [&[2][..], &[1, 2], &[4], &[], &[2, 2, 1], &[0, 2]] {
        let condition = ArrayD::from_elem(IxDyn(shape), true);
        let mismatch = error(&[2, 2], shape);
        assert_eq!(extract(&condition, &x).map(|_| ()), mismatch);
        let mut out = array![9_i16, 9];
        assert_eq!(extract_into(&condition, &x, &mut out), mismatch);
        let x = x.view().into_dyn();
        assert_eq!(typed::extract(&condition, &x).map(|_| ()), mismatch);
        let mut vector = vec![9; 2];
        assert_eq!(typed::extract_into(&condition, &x, &mut vector), mismatch);
        assert_eq!((out, vector), (array![9, 9], vec![9, 9]));
    }
    let mut vector = vec![9];
    let column = condition.slice(s![.., ..1]);
    let found = kernels::extract::i16::rank2(column, x.view(), &mut vector);
    assert_eq!((found, vector), (error(&[2, 2], &[2, 1]), vec![9]));
    let into = |mut out: Array| {
        let before = out.clone();
        let error = extract_into(&condition, &x, ArrayViewMut::from(&mut out));
        assert_eq!(out, before);
        error
    };
    let mismatch = Error::DTypeMismatch {
        expected: "int16",
        found: "uint16",
    };
    assert_eq!(into(array![1_u16, 2].into()), Err(mismatch));
    for out in [
        array![1_i16, 2, 3].into_dyn(),
        array![1_i16].into_dyn(),
        array![[1_i16, 2]].into_dyn(),
        arr0(1_i16).into_dyn(),
    ] {
        assert_eq!(into(Array::from(out.clone())), error(&[2], out.shape()));
    }
}

#[test]
fn a_vector_without_capacity_grows() {
    let x: Array1<u32> = (0..1000).collect();
    let condition = x.mapv(|x| x % 3 == 0);
    let mut out = vec![7; 10];
    typed::extract_into(&condition, &x, &mut out).expect("there is memory");
    let expected: Vec<u32> = (0..1000).step_by(3).collect();
    assert_eq!(out, expected);
    kernels::extract::u32::rank1(condition.view(), x.view(), &mut out).expect("there is memory");
    assert_eq!(out, expected.repeat(2));
}

/// The method with the array before the condition.
#[test]
fn the_method_calls_the_function() {
    use argwhere::Searching;

    let x = array![[1_i16, 5, 2], [7, 0, 3]];
    assert_eq!(x.extract(&x.mapv(|x| x > 2)), Ok(array![5, 7, 3]));
}

/// The number of elements of a view that repeats one stored element: more than can be visited.
#[cfg(target_pointer_width = "64")]
const MANY: usize = 1 << 40;

/// Asserts that a function does not visit every element of such a view.
#[track_caller]
fn at_once(function: impl FnOnce()) {
    let start = Instant::now();
    function();
    assert!(start.elapsed() < Duration::from_secs(10), "it took long");
}

#[cfg(target_pointer_width = "64")]
#[test]
fn a_condition_shown_many_times_is_counted_once() {
    let [no, yes] = [false, true].map(arr0);
    let [none, all]: [ArrayView1<'_, bool>; 2] =
        [&no, &yes].map(|value| value.broadcast(MANY).expect("it stretches"));
    let element = arr0(1.5_f64);
    let x: ArrayView1<'_, f64> = element.broadcast(MANY).expect("it stretches");
    let matrix: ArrayView2<'_, bool> = no.broadcast((1 << 30, 1 << 30)).expect("it stretches");
    let y: ArrayView2<'_, f64> = element.broadcast((1 << 30, 1 << 30)).expect("it stretches");
    at_once(|| {
        assert_eq!(typed::extract(&none, &x), Ok(array![]));
        assert_eq!(typed::extract(&matrix, &y), Ok(array![]));
        assert!(extract(none, x).is_ok_and(|chosen| chosen.is_empty()));
        let error = Error::TooLarge {
            shape: vec![MANY],
            item: 8,
        };
        assert_eq!(typed::extract(&all, &x), Err(error.clone()));
        assert_eq!(extract(all, x).map(|_| ()), Err(error.clone()));
        let mut out = vec![7.0];
        assert_eq!(typed::extract_into(&all, &x, &mut out), Err(error.clone()));
        assert_eq!(kernels::extract::f64::rank1(all, x, &mut out), Err(error));
        assert_eq!(out, [7.0]);
        let mut out = array![7.0];
        let mismatch = Error::ShapeMismatch {
            expected: vec![MANY],
            found: vec![1],
        };
        assert_eq!(extract_into(all, x, &mut out), Err(mismatch));
    });
}

/// One element of each of many columns: only the output may take time.
#[test]
fn a_column_shown_many_times_costs_what_is_found() {
    let rows = 100;
    let column = Array2::from_shape_fn((rows, 1), |(row, _)| row == 7);
    let element = Array2::from_shape_fn((rows, 1), |(row, _)| u8::try_from(row).expect("it fits"));
    let shape = (rows, 1 << 20);
    let condition = column.broadcast(shape).expect("it stretches");
    let x = element.broadcast(shape).expect("it stretches");
    let chosen = typed::extract(&condition, &x).expect("there is memory");
    assert!(chosen.len() == 1 << 20 && chosen.iter().all(|&x| x == 7));
}

#[test]
fn every_dtype_has_the_operation() {
    for dtype in [DType::Bool, DType::Complex128] {
        with_element!(dtype, T => {
            let x = ArrayD::<T>::from_elem(IxDyn(&[]), T::of(cases::decoys(dtype)[0]));
            assert_eq!(extract(&arr0(true), &x).map(|chosen| chosen.len()), Ok(1));
            assert_eq!(extract(&arr0(false), &x).map(|chosen| chosen.len()), Ok(0));
        });
    }
}
