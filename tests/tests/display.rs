//! Printing a dynamic array copies nothing. The printed view repeats one element of a custom dtype and would not fit in
//! memory.

use argwhere::Along;
use ndarray::{ArrayView, IxDyn, arr0};

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
