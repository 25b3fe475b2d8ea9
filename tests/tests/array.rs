//! The dynamic array and its views: conversion without copying, their properties, slicing and transposing.

use argwhere::{Array, ArrayView, ArrayViewMut, DType, Error, Operand};
use argwhere_tests::{Element, Laid, Model, cases, test_each_dtype};
use ndarray::{
    Array1, Array2, Axis, Ix0, Ix1, Ix2, Ix3, Ix4, Ix5, Ix6, IxDyn, NewAxis, SliceInfoElem, arr0,
    array, s,
};
use num_complex::Complex;

/// Converts to a dynamic array and back for one element type and rank: every step keeps memory, shape and strides.
macro_rules! there_and_back {
    ($element:ty, $dim:ty, $shape:expr) => {
        let shape: &[usize] = &$shape;
        let model = cases::filled(<$element>::DTYPE, shape, 0);
        let elements = model
            .values
            .iter()
            .map(|&value| <$element>::of(value))
            .collect();
        let x = ndarray::Array::<$element, _>::from_shape_vec(shape, elements)
            .expect("the lengths match");
        let x: ndarray::Array<$element, $dim> = x.into_dimensionality().expect("the rank matches");
        let x = x.reversed_axes();
        let (first, shape, strides, len) = (
            x.as_ptr(),
            x.shape().to_vec(),
            x.strides().to_vec(),
            x.len(),
        );

        let view = ArrayView::from(&x);
        assert_eq!((view.shape(), view.strides()), (&shape[..], &strides[..]));
        assert_eq!(
            (view.dtype(), view.ndim(), view.len()),
            (<$element>::DTYPE, shape.len(), len)
        );
        assert_eq!(view.is_empty(), len == 0);
        let back = view
            .into_ndarray::<$element, $dim>()
            .expect("the same dtype and rank");
        assert_eq!(
            (back.as_ptr(), back.shape(), back.strides()),
            (first, &shape[..], &strides[..])
        );
        let back = ArrayView::from(x.view())
            .into_ndarray::<$element, IxDyn>()
            .expect("any rank");
        assert_eq!((back.as_ptr(), back.strides()), (first, &strides[..]));

        let array = Array::from(x);
        assert_eq!((array.shape(), array.strides()), (&shape[..], &strides[..]));
        assert_eq!(
            (array.dtype(), array.ndim(), array.len()),
            (<$element>::DTYPE, shape.len(), len)
        );
        assert_eq!(array.is_empty(), len == 0);
        for view in [
            array.view(),
            ArrayView::from(&array),
            ArrayView::from(&array.view()),
        ] {
            let converted = view.into_ndarray::<$element, IxDyn>().expect("any rank");
            assert_eq!(
                (converted.as_ptr(), converted.strides()),
                (first, &strides[..])
            );
        }
        let converted = array
            .as_ndarray::<$element, $dim>()
            .expect("the same dtype and rank");
        assert_eq!(
            (converted.as_ptr(), converted.strides()),
            (first, &strides[..])
        );
        let back = array
            .into_ndarray::<$element, $dim>()
            .expect("the same dtype and rank");
        assert_eq!(
            (back.as_ptr(), back.shape(), back.strides()),
            (first, &shape[..], &strides[..])
        );
    };
}

macro_rules! test_conversions {
    ($($name:ident: $element:ty;)+) => {
        mod conversion_copies_nothing {
            use super::*;

            $(
                #[test]
                fn $name() {
                    there_and_back!($element, Ix0, []);
                    there_and_back!($element, Ix1, [5]);
                    there_and_back!($element, Ix2, [2, 3]);
                    there_and_back!($element, Ix3, [2, 3, 2]);
                    there_and_back!($element, Ix4, [2, 1, 2, 3]);
                    there_and_back!($element, Ix5, [2, 0, 2, 1, 3]);
                    there_and_back!($element, Ix6, [1, 2, 1, 2, 1, 2]);
                    there_and_back!($element, IxDyn, [2, 1, 1, 2, 1, 1, 3]);
                }
            )+
        }
    };
}

test_conversions! {
    bool: bool;
    int8: i8;
    int16: i16;
    int32: i32;
    int64: i64;
    uint8: u8;
    uint16: u16;
    uint32: u32;
    uint64: u64;
    float32: f32;
    float64: f64;
    complex64: Complex<f32>;
    complex128: Complex<f64>;
}

#[test]
fn a_failed_conversion_returns_the_array_unchanged() {
    let x = array![[1.5f32, -2.0], [0.0, 7.0]];
    let first = x.as_ptr();
    let rejected = Array::from(x).into_ndarray::<f64, Ix2>().unwrap_err();
    assert_eq!(
        rejected.error,
        Error::DTypeMismatch {
            expected: "float64",
            found: "float32"
        }
    );
    let rejected = rejected.value.into_ndarray::<f32, Ix3>().unwrap_err();
    assert_eq!(
        rejected.error,
        Error::RankMismatch {
            expected: 3,
            found: 2
        }
    );
    let x = rejected.value.into_ndarray::<f32, Ix2>().unwrap();
    assert_eq!((x.as_ptr(), x), (first, array![[1.5f32, -2.0], [0.0, 7.0]]));
}

#[test]
fn a_failed_conversion_returns_the_view_unchanged() {
    let x = array![1u8, 2, 3, 4, 5];
    let view = ArrayView::from(x.slice(s![..;-2]));
    let rejected = view.into_ndarray::<i8, Ix1>().unwrap_err();
    assert_eq!(
        rejected.error,
        Error::DTypeMismatch {
            expected: "int8",
            found: "uint8"
        }
    );
    let rejected = rejected.value.into_ndarray::<u8, Ix0>().unwrap_err();
    assert_eq!(
        rejected.error,
        Error::RankMismatch {
            expected: 0,
            found: 1
        }
    );
    let back = rejected.value.into_ndarray::<u8, Ix1>().unwrap();
    assert_eq!(
        (back.as_ptr(), back.strides()),
        (&raw const x[4], &[-2][..])
    );
    assert_eq!(back, array![5, 3, 1]);
}

#[test]
fn a_view_outlives_the_dynamic_views_it_was_made_from() {
    let x = array![[1i64, 2], [3, 4]];
    let column = {
        let view = ArrayView::from(&x);
        let copied = ArrayView::from(&view);
        copied
            .slice(s![.., 1])
            .unwrap()
            .into_ndarray::<i64, Ix1>()
            .unwrap()
    };
    assert_eq!(column, array![2, 4]);
}

test_each_dtype!(views_of_every_layout);

/// Reading, copying, transposing and displaying follow the logical array, whatever its strides.
fn views_of_every_layout(dtype: DType) {
    for ndim in 0..=6 {
        for model in cases::models(dtype, ndim) {
            for x in Laid::all(&model) {
                let view = x.view();
                assert_eq!(Model::read(&view), x.model, "{x:?}");
                assert_eq!(
                    (view.len(), view.is_empty()),
                    (x.model.values.len(), x.model.values.is_empty()),
                    "{x:?}"
                );
                let copy = view.to_owned();
                assert_eq!(Model::read(&copy), x.model, "{x:?}");
                assert_eq!(view.to_string(), copy.to_string(), "{x:?}");
                assert_eq!(Model::read(view.t()), transposed(&x.model), "{x:?}");
            }
        }
    }
}

fn transposed(model: &Model) -> Model {
    let shape: Vec<usize> = model.shape.iter().rev().copied().collect();
    Model::from_fn(model.dtype, &shape, |mut index| {
        index.reverse();
        model.at(&index)
    })
}

#[test]
fn axes_permute_in_every_order() {
    let model = cases::filled(DType::UInt16, &[2, 3, 4], 0);
    for x in Laid::all(&model) {
        for axes in [
            [0, 1, 2],
            [0, 2, 1],
            [1, 0, 2],
            [1, 2, 0],
            [2, 0, 1],
            [2, 1, 0],
        ] {
            let shape = axes.map(|axis| model.shape[axis]);
            let expected = Model::from_fn(model.dtype, &shape, |index| {
                let mut own = [0; 3];
                for (&axis, i) in axes.iter().zip(index) {
                    own[axis] = i;
                }
                x.model.at(&own)
            });
            let permuted = x
                .view()
                .permuted_axes(&axes)
                .expect("each axis is named once");
            assert_eq!(Model::read(permuted), expected, "{axes:?} of {x:?}");
        }
    }
}

/// Slices follow Python's rule, except that a bound outside the axis is an error, as in `ndarray`. A range whose end is
/// before its start is empty. A negative step walks the range backwards.
#[test]
fn every_small_slice() {
    let len = 4isize;
    let x = array![0i64, 1, 2, 3];
    let bounds = || -len - 2..=len + 2;
    let absolute = |bound: isize| if bound < 0 { bound + len } else { bound };
    for start in bounds() {
        for end in bounds().map(Some).chain([None]) {
            for step in -5..=5isize {
                let (from, to) = (absolute(start), end.map_or(len, absolute));
                let fits = [from, to].iter().all(|bound| (0..=len).contains(bound)) && step != 0;
                let mut expected: Vec<i64> = (from..to)
                    .map(|i| i64::try_from(i).expect("the number fits"))
                    .collect();
                if step < 0 {
                    expected.reverse();
                }
                let every = step.unsigned_abs().max(1);
                let expected =
                    Model::flat(&expected.into_iter().step_by(every).collect::<Vec<_>>());
                let given = ArrayView::from(&x).slice([SliceInfoElem::Slice { start, end, step }]);
                match given {
                    Ok(given) => assert!(
                        fits && Model::read(&given) == expected,
                        "{start}..{end:?};{step}: {given}"
                    ),
                    Err(Error::Slice {
                        axis: 0, len: 4, ..
                    }) => assert!(
                        !fits,
                        "{start}..{end:?};{step} is in range but gives an error"
                    ),
                    Err(error) => panic!("{start}..{end:?};{step}: {error}"),
                }
            }
        }
    }
}

#[test]
fn slices_far_out_of_range_do_not_panic() {
    let (some, none) = (array![1u8, 2, 3], Array1::<u8>::zeros(0));
    let far = [isize::MIN, isize::MIN + 1, -4, -1, 0, 3, 4, isize::MAX];
    for x in [&some, &none] {
        for start in far {
            let given = ArrayView::from(x).slice([SliceInfoElem::Index(start)]);
            let inside = usize::try_from(start).is_ok_and(|start| start < x.len())
                || (start == -1 && x.len() == 3);
            assert_eq!(given.is_ok(), inside, "element {start} of {x}");
            for end in far {
                for step in far {
                    // Another test checks which ranges are errors; here the call must only not panic.
                    let _ = ArrayView::from(x).slice([SliceInfoElem::Slice {
                        start,
                        end: Some(end),
                        step,
                    }]);
                }
            }
        }
    }
}

#[test]
fn a_slice_picks_removes_and_inserts_axes() {
    let x = Array::from(array![
        [[1i32, 2], [3, 4], [5, 6]],
        [[7, 8], [9, 10], [11, 12]]
    ]);
    let slice = |given: Result<ArrayView<'_>, Error>| given.map(|view| view.to_owned());
    assert_eq!(
        slice(x.view().slice(s![1, .., ..])),
        Ok(array![[7, 8], [9, 10], [11, 12]].into())
    );
    assert_eq!(
        slice(x.view().slice(s![0, -1, ..])),
        Ok(array![5, 6].into())
    );
    assert_eq!(slice(x.view().slice(s![1, 1, 1])), Ok(arr0(10).into()));
    assert_eq!(
        slice(x.view().slice(s![.., ..;2, 1])),
        Ok(array![[2, 6], [8, 12]].into())
    );
    assert_eq!(
        slice(x.view().slice(s![0, ..2, NewAxis, ..;-1])),
        Ok(array![[[2, 1]], [[4, 3]]].into())
    );
    let cut = x
        .view()
        .t()
        .slice(s![0, 1.., ..])
        .and_then(|part| part.t().slice(s![1, ..]));
    assert_eq!(slice(cut), Ok(array![9, 11].into()));
}

#[test]
fn a_slice_is_a_view_of_the_same_memory() {
    let x = array![[1u64, 2, 3], [4, 5, 6], [7, 8, 9]];
    let part = ArrayView::from(&x).slice(s![1.., ..;-2]).unwrap();
    assert_eq!((part.shape(), part.strides()), (&[2, 2][..], &[3, -2][..]));
    assert_eq!(
        part.into_ndarray::<u64, Ix2>().unwrap().as_ptr(),
        &raw const x[[1, 2]]
    );
}

#[test]
fn slicing_a_0_d_array_returns_the_array() {
    let x = arr0(7i8);
    let none: [SliceInfoElem; 0] = [];
    assert_eq!(
        ArrayView::from(&x).slice(none).unwrap().to_owned(),
        Array::from(arr0(7i8))
    );
    assert!(ArrayView::from(&x).slice(s![0]).is_err());
}

#[test]
fn arrays_are_equal_if_dtype_shape_and_elements_are_equal() {
    let x = Array::from(array![[1i16, 2], [3, 4]]);
    assert_eq!(x, x.clone());
    assert_eq!(x, Array::from(array![[1i16, 3], [2, 4]].reversed_axes()));
    assert_eq!(x.view(), x.clone().view());
    assert_ne!(x, Array::from(array![[1i32, 2], [3, 4]]));
    assert_ne!(x, Array::from(array![[1i16, 2], [3, 5]]));
    assert_ne!(x, Array::from(array![1i16, 2, 3, 4]));
    assert_ne!(Array::from(array![f32::NAN]), Array::from(array![f32::NAN]));
    assert_eq!(Array::from(array![0.0f32]), Array::from(array![-0.0f32]));
}

#[test]
fn a_copy_has_its_own_memory() {
    let x = array![1.0f64, 2.0];
    let copy = ArrayView::from(&x).to_owned();
    let clone = copy.clone();
    let first = |array: &Array| array.as_ndarray::<f64, Ix1>().unwrap().as_ptr();
    assert!(first(&copy) != x.as_ptr() && first(&clone) != first(&copy));
}

#[test]
fn display_matches_ndarray_with_its_options() {
    let x = array![[1.0f32, -2.5], [f32::NAN, 0.125]];
    let dynamic = Array::from(x.clone());
    assert_eq!(dynamic.to_string(), x.to_string());
    assert_eq!(dynamic.view().t().to_string(), x.t().to_string());
    assert_eq!(format!("{dynamic:.2}"), format!("{x:.2}"));
    assert_eq!(format!("{dynamic:6.1}"), format!("{x:6.1}"));
    let long = Array2::<u8>::zeros((1000, 1000));
    assert_eq!(Array::from(long.clone()).to_string(), long.to_string());
    assert_eq!(Array::from(arr0(true)).to_string(), "true");
    assert_eq!(Array::from(Array1::<i8>::zeros(0)).to_string(), "[]");
    assert_eq!(
        Array::from(array![Complex::new(1.0f64, -1.0)]).to_string(),
        "[1-1i]"
    );
}

#[test]
fn debug_names_the_dtype_and_shows_elements_and_shape() {
    let x = Array::from(array![[1i16, 5], [9, 2]]);
    for text in [format!("{x:?}"), format!("{:?}", x.view())] {
        assert!(
            text.starts_with("Int16(") && text.contains("[9, 2]") && text.contains("shape=[2, 2]"),
            "{text}"
        );
    }
}

#[test]
fn dtypes_have_their_properties() {
    let sizes = DType::ALL.iter().map(|dtype| dtype.size());
    assert_eq!(
        sizes.collect::<Vec<_>>(),
        [1, 1, 2, 4, 8, 1, 2, 4, 8, 4, 8, 8, 16]
    );
    for dtype in DType::ALL {
        let complex = matches!(dtype, DType::Complex64 | DType::Complex128);
        assert_eq!(dtype.is_ordered(), !complex, "{dtype}");
    }
    assert_eq!(DType::of::<u16>(), DType::UInt16);
    assert_eq!(DType::of::<Complex<f64>>(), DType::Complex128);
}

#[test]
fn a_view_broadcasts_without_a_copy() {
    let x = array![1i8, 2, 3];
    let wide = ArrayView::from(&x).broadcast(&[1000, 1000, 3]).unwrap();
    assert_eq!(wide.strides(), [0, 0, 1]);
    assert_eq!(wide.len(), 3_000_000);
    assert_eq!(wide.into_ndarray::<i8, Ix3>().unwrap().as_ptr(), x.as_ptr());
}

#[cfg(target_pointer_width = "64")]
#[test]
fn broadcasting_to_more_elements_than_usize_can_count_is_an_error() {
    let x = arr0(1i8);
    for shape in [
        &[usize::MAX][..],
        &[1 << 40, 1 << 40],
        &[0, 1 << 40, 1 << 40],
    ] {
        let error = ArrayView::from(&x)
            .broadcast(shape)
            .expect_err("too many elements");
        assert_eq!(
            error,
            Error::TooLarge {
                shape: shape.to_vec(),
                item: 1
            }
        );
    }
}

/// Views and operands are covariant in their lifetime, as `ndarray`'s views are.
#[test]
fn views_convert_to_a_shorter_lifetime() {
    fn shorter<'a>(
        view: ArrayView<'static>,
        view_mut: ArrayViewMut<'static>,
        operand: Operand<'static>,
    ) -> (ArrayView<'a>, ArrayViewMut<'a>, Operand<'a>) {
        (view, view_mut, operand)
    }

    static ELEMENTS: [i16; 3] = [3, 1, 2];
    let whole = ArrayView::from(ndarray::ArrayView1::from(&ELEMENTS));
    let memory = Box::leak(Box::new([0i16; 2]));
    let view_mut = ArrayViewMut::from(ndarray::ArrayViewMut1::from(&mut memory[..]));
    let (view, view_mut, operand) = shorter(whole.clone(), view_mut, whole.into());
    assert_eq!((view.len(), view_mut.len()), (3, 2));
    assert_eq!(operand, Operand::Array(view));
}

test_each_dtype!(parts_of_every_layout);

/// Index by index, row by row: the parts are those of the logical array, whatever the strides.
fn parts_of_every_layout(dtype: DType) {
    for ndim in 1..=3 {
        for x in cases::models(dtype, ndim).iter().flat_map(Laid::all) {
            let view = x.view();
            for axis in 0..ndim {
                let parts: Vec<Model> = view
                    .axis_iter(Axis(axis))
                    .expect("it is an axis")
                    .map(Model::read)
                    .collect();
                let expected = (0..x.model.shape[axis]).map(|index| part(&x.model, axis, index));
                assert_eq!(parts, expected.collect::<Vec<_>>(), "axis {axis} of {x:?}");
                for (index, expected) in parts.iter().enumerate() {
                    let found = view.index_axis(Axis(axis), index).expect("it is an index");
                    assert_eq!(
                        Model::read(found),
                        *expected,
                        "index {index} of axis {axis} of {x:?}"
                    );
                }
            }
            let rows: Vec<_> = view.rows().map(|row| Model::read(row).values).collect();
            let len = x.model.shape[ndim - 1];
            assert!(rows.iter().all(|row| row.len() == len), "{x:?}");
            assert_eq!(
                rows.len(),
                x.model.shape[..ndim - 1].iter().product::<usize>(),
                "{x:?}"
            );
            assert_eq!(rows.concat(), x.model.values, "{x:?}");
            let flat = view
                .to_shape(&[x.model.values.len()])
                .expect("as many elements");
            assert_eq!(Model::read(&flat).values, x.model.values, "{x:?}");
        }
    }
}

fn part(model: &Model, axis: usize, index: usize) -> Model {
    let mut shape = model.shape.clone();
    shape.remove(axis);
    Model::from_fn(model.dtype, &shape, |mut at| {
        at.insert(axis, index);
        model.at(&at)
    })
}

#[test]
fn views_along_an_axis_come_from_both_ends() {
    let x = Array::from(array![[1i16, 2], [3, 4], [5, 6]]);
    let mut rows = x.outer_iter().unwrap();
    assert_eq!(rows.len(), 3);
    assert_eq!(
        rows.next_back().map(|row| row.to_owned()),
        Some(array![5i16, 6].into())
    );
    assert_eq!(
        rows.clone().nth(1).map(|row| row.to_owned()),
        Some(array![3i16, 4].into())
    );
    assert_eq!(
        rows.next().map(|row| row.to_owned()),
        Some(array![1i16, 2].into())
    );
    assert_eq!(rows.size_hint(), (1, Some(1)));
    assert_eq!(
        (rows.nth(1), rows.next(), rows.next_back()),
        (None, None, None)
    );

    let scalar = Array::from(arr0(7u8));
    assert_eq!(
        scalar.rows().map(|row| row.to_owned()).collect::<Vec<_>>(),
        [Array::from(array![7u8])]
    );
    let empty = Array::from(Array2::<u8>::zeros((2, 0)));
    assert_eq!(
        empty.rows().map(|row| row.len()).collect::<Vec<_>>(),
        [0, 0]
    );
    assert_eq!(empty.t().rows().len(), 0);
}

#[test]
fn an_axis_or_index_that_is_not_there_is_an_error() {
    let x = Array::from(array![[1i16, 2, 3]]);
    let (axis, ndim) = (2, 2);
    assert_eq!(
        x.axis_iter(Axis(2)).err(),
        Some(Error::AxisOutOfRange { axis, ndim })
    );
    assert_eq!(
        x.index_axis(Axis(2), 0),
        Err(Error::AxisOutOfRange { axis, ndim })
    );
    let (axis, len, index) = (1, 3, 3);
    assert_eq!(
        x.index_axis(Axis(1), 3),
        Err(Error::IndexOutOfRange { axis, len, index })
    );
    assert!(x.index_axis(Axis(usize::MAX), usize::MAX).is_err());
    assert!(x.index_axis(Axis(0), usize::MAX).is_err());
    assert!(Array::from(arr0(1i8)).outer_iter().is_err());
}

#[test]
fn arrays_take_another_shape_or_come_back() {
    let x = Array::from(array![[1i32, 2, 3], [4, 5, 6]]);
    let first = |x: &Array| x.as_ndarray::<i32, IxDyn>().unwrap().as_ptr();
    let address = first(&x);
    let x = x.into_shape_with_order(&[3, 2]).unwrap();
    assert_eq!(
        (first(&x), &x),
        (address, &array![[1i32, 2], [3, 4], [5, 6]].into())
    );
    let view = x.view().into_shape_with_order(&[6]).unwrap();
    assert_eq!(view.to_owned(), array![1i32, 2, 3, 4, 5, 6].into());

    let (shape, to) = (vec![3, 2], vec![5]);
    let rejected = x.into_shape_with_order(&[5]).unwrap_err();
    assert_eq!(rejected.error, Error::Reshape { shape, to });
    let x = rejected.value;
    assert_eq!(first(&x), address);
    let (shape, strides) = (vec![2, 3], vec![1, 2]);
    let error = x.t().into_shape_with_order(&[6]).unwrap_err();
    assert_eq!(error, Error::NotRowMajor { shape, strides });
    assert_eq!(
        x.t().to_shape(&[6]).unwrap(),
        array![1i32, 3, 5, 2, 4, 6].into()
    );

    for shape in [
        &[usize::MAX, usize::MAX][..],
        &[0, usize::MAX, 2],
        &[7],
        &[],
    ] {
        assert!(x.to_shape(shape).is_err(), "{shape:?}");
        assert!(x.view().into_shape_with_order(shape).is_err(), "{shape:?}");
    }
    let empty = Array::from(Array1::<f32>::zeros(0));
    assert!(empty.to_shape(&[0, usize::MAX, 2]).is_err());
    assert_eq!(empty.to_shape(&[2, 0]).unwrap().shape(), [2, 0]);
}
