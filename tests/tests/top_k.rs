//! `top_k` of every dtype, rank, layout, axis, `k` and mode, compared with the oracle, which sorts.

use argwhere::{
    Array, ArrayView, DType, Error, Index, Mode, kernels, standard, top_k, top_k_into, typed,
};
use argwhere_tests::cases::Random;
use argwhere_tests::golden::{array as recorded, cases as golden, indices};
use argwhere_tests::{
    Buffer, Element, Laid, Layout, Model, cases, check, oracle, test_at_every_level,
    test_each_dtype,
};
use ndarray::{
    Array1, Array2, ArrayD, ArrayView1, ArrayView2, Axis, Dimension, Ix1, Ix2, Ix3, IxDyn, arr0,
    array, s,
};
use std::time::{Duration, Instant};

test_each_dtype!(
    every_rank_layout_and_axis,
    long_lanes,
    into_every_layout,
    typed_functions_and_kernels,
);

const MODES: [Mode; 2] = [Mode::Largest, Mode::Smallest];

/// Every axis and the two just outside the valid range, with numbers of elements around the limits.
fn every_axis(model: &Model, layouts: &[Layout]) {
    let ndim = model.ndim().cast_signed();
    let mut searches = Vec::new();
    for axis in -ndim - 1..=ndim {
        let len = model.shape.get(axis.rem_euclid(ndim.max(1)).unsigned_abs());
        let len = len.copied().unwrap_or(0);
        let mut ks = vec![0, 1, 2, len.saturating_sub(1), len, len + 1];
        ks.sort_unstable();
        ks.dedup();
        for (at, k) in ks.into_iter().enumerate() {
            // A negative axis is the same search as the one that counts from the front.
            if axis >= 0 || at == 1 {
                for mode in MODES {
                    searches.push((k, axis, mode, oracle::top_k(model, k, axis, mode)));
                }
            }
        }
    }
    for layout in layouts {
        let x = Laid::new(model, layout);
        for &(k, axis, mode, ref answer) in &searches {
            if x.model == *model {
                check::top_k_is(&x, k, axis, mode, answer);
            } else {
                check::top_k(&x, k, axis, mode);
            }
        }
    }
}

fn every_rank_layout_and_axis(dtype: DType) {
    for ndim in 0..=1 {
        for model in cases::models(dtype, ndim) {
            every_axis(&model, &Layout::all(ndim));
        }
    }
    for (turn, shape) in cases::shapes(2).iter().enumerate() {
        for palette in [turn, turn + 2] {
            every_axis(&cases::filled(dtype, shape, palette), &Layout::all(2));
        }
    }
    for ndim in 3..=8 {
        let model = cases::filled(dtype, cases::shapes(ndim)[0], ndim);
        every_axis(&model, &[Layout::c(ndim), mixed(ndim)]);
    }
}

/// Backwards along every other axis, and with gaps along the rest.
fn mixed(ndim: usize) -> Layout {
    let step = (0..ndim).map(|axis| if axis % 2 == 0 { -1 } else { 2 });
    Layout {
        step: step.collect(),
        ..Layout::c(ndim)
    }
}

/// Lanes with more elements than are kept, and than are scanned or gathered together: as rows, as columns, with gaps, of
/// ties, of mostly one value, rising and falling.
fn long_lanes(dtype: DType) {
    if matches!(dtype, DType::Complex64 | DType::Complex128) {
        return;
    }
    for (palette, (len, lanes)) in [(67, 3), (130, 18), (700, 2)].into_iter().enumerate() {
        for shape in [[lanes, len], [len, lanes]] {
            let axis = isize::from(shape[0] == lanes && lanes != len);
            let models = [
                cases::filled(dtype, &shape, palette),
                cases::sparse(dtype, &shape, palette),
                ordered(dtype, &shape, false),
                ordered(dtype, &shape, true),
            ];
            for (at, model) in models.iter().enumerate() {
                for layout in [Layout::c(2), mixed(2)] {
                    let x = Laid::new(model, &layout);
                    for k in [1, 3 + at, len / 4] {
                        check::top_k(&x, k, axis, MODES[(at + k) % 2]);
                    }
                }
            }
        }
    }
}

/// Elements that rise or fall along both axes, as far as the dtype allows.
fn ordered(dtype: DType, shape: &[usize], falls: bool) -> Model {
    let random = cases::filled(dtype, shape, 1);
    let mut values = random.values;
    let line = Model::new(dtype, &[values.len()], values.clone());
    let mode = MODES[usize::from(!falls)];
    let sorted = oracle::top_k(&line, values.len(), 0, mode).expect("the dtype has an order");
    values.clone_from(&sorted.0.values);
    // The transposed order, so that lanes of either axis rise.
    let (rows, columns) = (shape[0], shape[1]);
    Model::from_fn(dtype, shape, |at| {
        if rows < columns {
            values[at[1] * rows + at[0]]
        } else {
            values[at[0] * columns + at[1]]
        }
    })
}

/// Writes to arrays in every layout, and to none of the elements around them. On error nothing is written.
fn into_every_layout(dtype: DType) {
    for (turn, shape) in [&[5][..], &[4, 3], &[2, 9, 2], &[3, 1, 2, 2]]
        .into_iter()
        .enumerate()
    {
        let ndim = shape.len();
        let model = cases::filled(dtype, shape, turn + 1);
        for (of_values, layout) in Buffer::layouts(ndim)
            .iter()
            .zip(Layout::all(ndim).iter().skip(turn).cycle())
        {
            let x = Laid::new(&model, layout);
            for (axis, &len) in shape.iter().enumerate() {
                for (k, mode) in [1, 2, 0, len + 1]
                    .into_iter()
                    .zip(MODES.into_iter().cycle())
                {
                    let axis = axis.cast_signed();
                    let expected = oracle::top_k(&x.model, k, axis, mode);
                    into(&x, k, axis, mode, of_values, expected.ok());
                }
            }
        }
    }
}

fn into(
    x: &Laid,
    k: usize,
    axis: isize,
    mode: Mode,
    layout: &Layout,
    expected: Option<(Model, Model)>,
) {
    let mut shape = x.model.shape.clone();
    shape[axis.unsigned_abs()] = k;
    let of_indices = Buffer::layouts(shape.len()).pop().expect("a layout");
    let mut values = Buffer::new(x.model.dtype, &shape, layout);
    let mut found = Buffer::new(DType::Int64, &shape, &of_indices);
    let (before, of_found) = (values.stored(), found.stored());
    let result = top_k_into(
        x.view(),
        k,
        axis,
        mode,
        values.view_mut(),
        &mut found.of::<_, IxDyn>(),
    );
    let (expected, stored) = match expected {
        Some((new, indices)) => (
            true,
            (values.stored_with(&new), found.stored_with(&indices)),
        ),
        None => (false, (before, of_found)),
    };
    assert_eq!(result.is_ok(), expected, "{result:?} of {x:?}");
    assert_eq!(
        (values.stored(), found.stored()),
        stored,
        "k {k}, axis {axis}, {mode:?}, of {x:?}"
    );
}

fn typed_functions_and_kernels(dtype: DType) {
    macro_rules! each {
        ($($variant:ident $element:ident $dim:ident $rank:ident),*) => {$(
            if dtype == DType::$variant {
                let ndim = <$dim as Dimension>::NDIM.expect("a static rank");
                let model = cases::filled(dtype, cases::shapes(ndim)[0], ndim);
                let x = model.to_array().into_ndarray::<$element, $dim>().expect("dtype and rank");
                for (axis, k, mode) in [(0, 1, Mode::Largest), (ndim - 1, 2, Mode::Smallest)] {
                    let k = k.min(x.len_of(Axis(axis)));
                    let expected = oracle::top_k(&model, k, axis.cast_signed(), mode).expect("an answer");
                    let read = |values: &_, indices: &_| (read(values), read(indices));
                    let (mut values, mut found) = typed::top_k(&x, k, Axis(axis), mode).expect("it exists");
                    assert_eq!(read(&values, &found), expected);
                    values.fill($element::default());
                    found.fill(-1);
                    typed::top_k_into(&x, k, Axis(axis), mode, &mut values, &mut found).expect("the shapes fit");
                    assert_eq!(read(&values, &found), expected);
                    values.fill($element::default());
                    found.fill(-1);
                    kernels::top_k::$element::$rank(x.view(), k, Axis(axis), mode, values.view_mut(), found.view_mut())
                        .expect("the shapes fit");
                    assert_eq!(read(&values, &found), expected);
                }
            }
        )*};
        ($($variant:ident $element:ident;)*) => {
            $(each!($variant $element Ix1 rank1, $variant $element Ix2 rank2, $variant $element Ix3 rank3);)*
        };
    }
    fn read<T: Element, D: Dimension>(x: &ndarray::Array<T, D>) -> Model {
        Model::read(T::erase(x.view().into_dyn()))
    }
    each! {
        Bool bool; Int8 i8; Int16 i16; Int32 i32; Int64 i64;
        UInt8 u8; UInt16 u16; UInt32 u32; UInt64 u64; Float32 f32; Float64 f64;
    }
}

#[test]
fn results_are_the_golden_ones() {
    for case in golden(include_str!("../golden/top_k.json")) {
        let model = recorded(&case);
        let number = |name: &str| case[name].as_u64().expect("a number");
        let (k, axis) = (number("k"), number("axis"));
        let (k, axis) = (
            k.try_into().expect("it fits"),
            axis.try_into().expect("it fits"),
        );
        let x = Laid::new(&model, &Layout::c(model.ndim()));
        for (mode, name) in MODES.into_iter().zip(["largest", "smallest"]) {
            let result = &case[name];
            let mut values = result.clone();
            values["dtype"] = case["dtype"].clone();
            let found = indices(&result["indices"], Some(&result["shape"]));
            check::top_k_is(&x, k, axis, mode, &Ok((recorded(&values), found)));
        }
    }
}

/// Random elements, of which the first ones raise the threshold only slowly, against a sort.
fn random<T: Element + standard::Ordered + PartialOrd>(
    len: usize,
    element: impl Fn(&mut Random) -> T,
) {
    let mut random = Random::new(len as u64);
    let x: Array1<T> = (0..len).map(|_| element(&mut random)).collect();
    for mode in MODES {
        let mut sorted: Vec<usize> = (0..len).collect();
        sorted.sort_by(|&a, &b| {
            let order = x[a].partial_cmp(&x[b]).expect("there is no NaN");
            if mode == Mode::Largest {
                order.reverse()
            } else {
                order
            }
        });
        for k in [1, 2, 10, 100, len / 10, len / 2, len - 1, len] {
            let (values, indices) = typed::top_k(&x, k, Axis(0), mode).expect("k is in range");
            for (at, &expected) in sorted[..k].iter().enumerate() {
                assert_eq!(
                    indices[at],
                    Index::try_from(expected).expect("it fits"),
                    "{k} {at}"
                );
                assert_eq!(values[at].value(), x[expected].value());
            }
        }
    }
}

test_at_every_level! {
    fn many_elements() {
        random(3_000, |random| u8::try_from(random.below(256)).expect("it fits"));
        random(3_000, |random| u16::try_from(random.below(60_000)).expect("it fits"));
        random(3_000, |random| i32::try_from(random.below(1 << 30)).expect("it fits") - (1 << 29));
        random(3_000, |random| random.below(1 << 30) as u64);
        random(3_000, |random| f32::from_bits(u32::try_from(random.below(0x7f80_0000)).expect("it fits")));
        random(3_000, |random| f64::from(u32::try_from(random.below(1 << 30)).expect("it fits")) - 5e8);
    }

    /// NaN at the start, everywhere but at a few places, and as the only elements.
    fn mostly_nan() {
        let len = 3000;
        for (numbers, k) in [(&[][..], 5), (&[7, 2999][..], 1), (&[7, 2999][..], 2), (&[7, 2999][..], 4), (&[0, 400, 1500][..], 200)] {
            for negative_zero in [false, true] {
                let mut x = Array1::from_elem(len, f32::NAN);
                for &at in numbers {
                    x[at] = if negative_zero { -0.0 } else { f32::NEG_INFINITY };
                }
                for mode in MODES {
                    let (values, found) = typed::top_k(&x, k, Axis(0), mode).unwrap();
                    let nans = (0..len).filter(|at| !numbers.contains(at));
                    let expected: Vec<usize> = numbers.iter().copied().chain(nans).take(k).collect();
                    assert!(found.iter().map(|&at| usize::try_from(at).unwrap()).eq(expected.iter().copied()));
                    assert!(values.iter().zip(&expected).all(|(value, &at)| value.to_bits() == x[at].to_bits()));
                }
            }
        }
    }
}

/// Dtypes without native kernels, and a newtype with them.
mod types {
    use bytemuck::TransparentWrapper;
    use std::cmp::Ordering;

    /// A number of which multiples of 3 are like NaN: not equal to themselves.
    #[derive(Debug, Clone, Copy, Default)]
    pub struct Odd(pub i32);

    impl PartialEq for Odd {
        fn eq(&self, other: &Self) -> bool {
            self.0 % 3 != 0 && self.0 == other.0
        }
    }

    impl PartialOrd for Odd {
        fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
            (self.0 % 3 != 0 && other.0 % 3 != 0).then(|| self.0.cmp(&other.0))
        }
    }

    /// Greater than everything, which is no order.
    #[derive(Debug, Clone, Copy, PartialEq, Default)]
    pub struct Boast(pub u8);

    impl PartialOrd for Boast {
        fn partial_cmp(&self, _: &Self) -> Option<Ordering> {
            Some(Ordering::Greater)
        }
    }

    #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, TransparentWrapper)]
    #[repr(transparent)]
    pub struct Metres(pub f64);
}

use types::{Boast, Metres, Odd};

argwhere::kernels! {
    mod table;
    ranks 0..=1;
    dtypes {
        Odd: Odd;
        Boast: Boast;
        Metres: Metres as f64;
        Pair: [u8; 2], unordered;
    }
    operations { top_k }
}

#[test]
fn a_type_without_native_kernels_is_searched_in_order() {
    let x = Array1::from_iter([3, 1, 8, 6, 8, -4, 1].map(Odd));
    let (values, found) = table::typed::top_k(&x, 7, Axis(0), Mode::Largest).unwrap();
    assert_eq!(found, array![2, 4, 1, 6, 5, 0, 3]);
    assert_eq!(values.mapv(|x| x.0), array![8, 8, 1, 1, -4, 3, 6]);
    for k in 1..=7 {
        let (_, found) = table::top_k(&x, k, 0, Mode::Smallest).unwrap();
        assert_eq!(found, array![5, 1, 6, 2, 4, 0, 3].slice(s![..k]).into_dyn());
    }
    let columns = Array2::from_shape_fn((7, 3), |(row, column)| {
        Odd(x[row].0 * i32::from(column != 1))
    });
    let (_, found) = table::typed::top_k(&columns, 2, Axis(0), Mode::Largest).unwrap();
    assert_eq!(found, array![[2, 0, 2], [4, 1, 4]]);
}

#[test]
fn a_type_without_an_order_gives_distinct_indices() {
    let x = Array1::from_iter((0..100).map(Boast));
    for k in [1, 2, 50, 100] {
        let (_, mut found) = table::typed::top_k(&x, k, Axis(0), Mode::Smallest).unwrap();
        found.as_slice_mut().unwrap().sort_unstable();
        let is_rising = found.windows(2).into_iter().all(|pair| pair[0] < pair[1]);
        assert!(is_rising && found[0] >= 0 && found[k - 1] < 100, "{found}");
    }
}

#[test]
fn a_newtype_runs_the_kernels_of_its_primitive() {
    let x = array![1.0, f64::NAN, -0.0, 0.0].mapv(Metres);
    let (values, found) = table::typed::top_k(&x, 3, Axis(0), Mode::Smallest).unwrap();
    assert_eq!(found, array![2, 3, 0]);
    assert!(values[0].0.is_sign_negative());
    let (mut values, mut found) = (values, found);
    table::kernels::top_k::metres::rank1(
        x.view(),
        3,
        Axis(0),
        Mode::Largest,
        values.view_mut(),
        found.view_mut(),
    )
    .unwrap();
    assert_eq!(found, array![0, 2, 3]);
    let pairs = array![[1u8, 2], [3, 4]].map_axis(Axis(1), |pair| [pair[0], pair[1]]);
    assert!(matches!(
        table::top_k(&pairs, 1, 0, Mode::Largest),
        Err(Error::Unordered { .. })
    ));
}

#[test]
fn generic_code_is_bounded_by_ordered() {
    fn second<T: standard::Ordered>(x: &Array1<T>) -> Result<Index, Error> {
        Ok(typed::top_k(x, 2, Axis(0), Mode::Largest)?.1[1])
    }
    assert_eq!(second(&array![1u8, 5, 3]), Ok(2));
}

#[test]
fn k_is_at_most_the_length() {
    let x = array![[1i16, 5, 2]];
    for (k, axis, len) in [(4, 1isize, 3), (usize::MAX, 0, 1)] {
        let error = Error::KOutOfRange {
            k,
            len,
            axis: axis.unsigned_abs(),
        };
        assert_eq!(top_k(&x, k, axis, Mode::Largest), Err(error.clone()));
        assert_eq!(
            typed::top_k(&x, k, Axis(axis.unsigned_abs()), Mode::Smallest),
            Err(error)
        );
    }
    let message =
        |k, axis, x: ArrayView<'_>| top_k(x, k, axis, Mode::Largest).unwrap_err().to_string();
    assert_eq!(
        message(4, 1, x.view().into()),
        "k is 4, but axis 1 has length 3; use 0..=3"
    );
    let empty = Array2::<f32>::zeros((3, 0));
    assert_eq!(
        message(1, 1, empty.view().into()),
        "k is 1, but axis 1 has length 0; use 0..=0"
    );
    let error = Error::AxisOutOfRange { axis: 0, ndim: 0 };
    assert_eq!(top_k(&arr0(1u8), 1, 0, Mode::Largest), Err(error));
    let error = Error::AxisOutOfRange { axis: 2, ndim: 2 };
    assert_eq!(typed::top_k(&x, 1, Axis(2), Mode::Largest), Err(error));
}

#[test]
fn an_array_of_another_shape_or_dtype_is_an_error() {
    let x = array![[1i16, 5, 2]];
    let (mut values, mut indices) = (Array2::<i16>::zeros((1, 2)), Array2::<Index>::zeros((1, 2)));
    let mut wrong = Array2::<Index>::zeros((2, 2));
    let error = Error::ShapeMismatch {
        expected: vec![1, 2],
        found: vec![2, 2],
    };
    let result = top_k_into(&x, 2, 1, Mode::Largest, values.view_mut(), &mut wrong);
    assert_eq!(result, Err(error.clone()));
    let mut other = Array2::<i16>::zeros((2, 2));
    let result = typed::top_k_into(&x, 2, Axis(1), Mode::Largest, &mut other, &mut indices);
    assert_eq!(result, Err(error));
    let mut other = Array2::<f32>::zeros((1, 2));
    let result = top_k_into(&x, 2, 1, Mode::Largest, other.view_mut(), &mut indices);
    assert_eq!(
        result,
        Err(Error::DTypeMismatch {
            expected: "int16",
            found: "float32"
        })
    );
    assert!(values.iter().all(|&x| x == 0) && indices.iter().chain(&wrong).all(|&x| x == 0));
    top_k_into(&x, 2, 1, Mode::Largest, values.view_mut(), &mut indices).unwrap();
    assert_eq!((values, indices), (array![[5, 2]], array![[1, 2]]));
}

#[cfg(target_pointer_width = "64")]
#[test]
fn results_are_empty_if_another_axis_is() {
    let x = ArrayD::<f64>::zeros(IxDyn(&[3, 0, 1 << 40]));
    let (values, indices) = top_k(&x, 2, 0, Mode::Largest).unwrap();
    assert_eq!(
        (values.shape(), indices.shape()),
        (&[2, 0, 1 << 40][..], &[2, 0, 1 << 40][..])
    );
    assert_eq!(
        values,
        Array::from(ArrayD::<f64>::zeros(IxDyn(&[2, 0, 1 << 40])))
    );
}

/// The number of elements of a view that repeats what is stored: more than can be visited.
#[cfg(target_pointer_width = "64")]
const MANY: usize = 1 << 40;

#[cfg(target_pointer_width = "64")]
#[test]
fn a_lane_is_searched_once_however_often_it_is_repeated() {
    let start = Instant::now();
    let row = Array1::from_iter((0..1 << 20).map(f64::from));
    let rows: ArrayView2<'_, f64> = row.broadcast((1 << 15, 1 << 20)).unwrap();
    for k in [1, 3] {
        let (values, found) = typed::top_k(&rows, k, Axis(1), Mode::Largest).unwrap();
        assert_eq!(values.shape(), [1 << 15, k]);
        let last = (1 << 20) - 1;
        assert!(
            found
                .rows()
                .into_iter()
                .all(|row| row[k - 1] == last + 1 - Index::try_from(k).unwrap())
        );
        assert!(
            values
                .column(0)
                .iter()
                .all(|value| value.to_bits() == row[row.len() - 1].to_bits())
        );
    }
    for one in [arr0(7.0), arr0(f32::NAN)] {
        let lane: ArrayView1<'_, f32> = one.broadcast(MANY).unwrap();
        for k in [1, 3, 300] {
            let (values, found) = typed::top_k(&lane, k, Axis(0), Mode::Smallest).unwrap();
            assert!(found.iter().copied().eq(0..Index::try_from(k).unwrap()));
            assert!(
                values
                    .iter()
                    .all(|value| value.to_bits() == one[()].to_bits())
            );
        }
    }
    assert!(start.elapsed() < Duration::from_secs(10), "it took long");
}

#[cfg(target_pointer_width = "64")]
#[test]
fn results_that_do_not_fit_are_an_error() {
    let one = arr0(1u16);
    let lane: ArrayView1<'_, u16> = one.broadcast(1 << 61).unwrap();
    let error = Error::TooLarge {
        shape: vec![1 << 61],
        item: size_of::<Index>(),
    };
    assert_eq!(
        typed::top_k(&lane, 1 << 61, Axis(0), Mode::Largest),
        Err(error.clone())
    );
    assert_eq!(top_k(lane, 1 << 61, 0, Mode::Smallest), Err(error));
}
