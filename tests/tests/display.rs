//! Dynamic arrays print as `ndarray`'s arrays do, without a copy of their elements: `allocations.rs` counts. Some of the
//! printed views repeat one element more often than memory could hold it.

use argwhere::Along;
use argwhere_tests::{Laid, cases, test_each_dtype, with_element};
use ndarray::{ArrayD, ArrayView, ArrayViewD, IxDyn, arr0};
use std::fmt::{Debug, Display};

/// A soil. It prints as its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub enum Soil {
    /// Softest.
    #[default]
    Sand,
    /// Hardest.
    Rock,
}

argwhere::kernels! {
    mod terrain;
    ranks 0..=1;
    operations { argmax }
    dtypes { Soil: Soil; }
}

#[cfg(target_pointer_width = "64")]
#[test]
fn a_broadcast_view_of_ones_own_dtype_prints_at_once() {
    let rock = arr0(Soil::Rock);
    let view: ArrayView<'_, Soil, IxDyn> = rock
        .broadcast(IxDyn(&[1 << 34]))
        .expect("a scalar broadcasts");
    let dynamic = terrain::ArrayView::from(view);
    let shown = dynamic.to_string();
    assert!(
        shown.starts_with("[Rock, Rock") && shown.contains("..."),
        "{shown}"
    );
    let debug = format!("{dynamic:?}");
    assert!(
        debug.starts_with("Soil([Rock, Rock") && debug.contains("17179869184"),
        "{debug}"
    );
}

#[test]
fn elements_of_ones_own_print_as_ndarray_prints_them() {
    let soils = ndarray::array![[Soil::Rock, Soil::Sand], [Soil::Sand, Soil::Sand]];
    let x = terrain::Array::from(soils);
    assert_eq!(x.to_string(), "[[Rock, Sand],\n [Sand, Sand]]");
    assert_eq!(x.t().to_string(), "[[Rock, Sand],\n [Sand, Sand]]");
    assert_eq!(terrain::argmax(&x, Along::all()).unwrap()[[]], 0);
}

/// Shapes around the number of elements, and of indices per axis, from which on some are left out.
const SHAPES: [&[usize]; 20] = [
    &[],
    &[0],
    &[1],
    &[11],
    &[499],
    &[500],
    &[3, 0, 2],
    &[1, 1, 1],
    &[2, 3, 1, 2],
    &[11, 46],
    &[12, 45],
    &[45, 12],
    &[250, 2],
    &[2, 250],
    &[6, 7, 12],
    &[7, 6, 13],
    &[8, 1, 9, 1, 7],
    &[2, 2, 2, 7, 2, 2, 2, 2],
    &[1, 500, 1],
    &[500, 1, 1, 1],
];

/// Compares the texts of a typed view and of a dynamic one, with each option that a format has.
#[track_caller]
fn assert_prints_alike<T: Display + Debug>(
    typed: &ArrayViewD<'_, T>,
    dynamic: &argwhere::ArrayView<'_>,
) {
    assert_eq!(format!("{dynamic}"), format!("{typed}"));
    assert_eq!(format!("{dynamic:#}"), format!("{typed:#}"));
    assert_eq!(format!("{dynamic:>7.1}"), format!("{typed:>7.1}"));
    assert_eq!(format!("{dynamic:+08}"), format!("{typed:+08}"));
    let text = format!("{typed:?}");
    let (elements, _) = text
        .split_once(", shape=")
        .expect("ndarray names the shape");
    let (name, shape, strides) = (
        format!("{:?}", dynamic.dtype()),
        typed.shape(),
        typed.strides(),
    );
    assert_eq!(
        format!("{dynamic:?}"),
        format!("{name}({elements}, shape={shape:?}, strides={strides:?})")
    );
    let text = format!("{typed:#?}");
    let (elements, _) = text
        .split_once(", shape=")
        .expect("ndarray names the shape");
    assert!(format!("{dynamic:#?}").starts_with(&format!(
        "{name}(\n    {}",
        elements.replace('\n', "\n    ")
    )));
}

#[test]
fn every_shape_prints_as_ndarray_prints_it() {
    for shape in SHAPES {
        let mut next = 0.0;
        let x = ArrayD::from_shape_simple_fn(IxDyn(shape), || {
            next += 0.25;
            next
        });
        let mut reversed = x.view().reversed_axes();
        assert_prints_alike::<f64>(&x.view(), &x.view().into());
        assert_prints_alike::<f64>(&reversed.view(), &reversed.view().into());
        (0..shape.len()).for_each(|axis| reversed.invert_axis(ndarray::Axis(axis)));
        assert_prints_alike::<f64>(&reversed.view(), &reversed.view().into());
        let one = arr0(-1.5).into_dyn();
        let repeated = one.broadcast(IxDyn(shape)).expect("it stretches");
        assert_prints_alike::<f64>(&repeated.view(), &repeated.view().into());
    }
}

test_each_dtype!(every_layout_prints_as_ndarray_prints_it);

fn every_layout_prints_as_ndarray_prints_it(dtype: argwhere::DType) {
    for ndim in 0..=4 {
        for palette in 0..3 {
            let model = cases::filled(dtype, &[2, 3, 2, 2][..ndim], palette);
            for x in Laid::all(&model) {
                with_element!(dtype, T => {
                    let typed = x.view().into_ndarray::<T, IxDyn>().expect("its dtype");
                    assert_prints_alike(&typed, &x.view());
                });
            }
        }
    }
}
