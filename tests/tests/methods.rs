//! The methods of the trait `Searching` return what the typed functions return.

use argwhere::{Error, Mode, Searching, Side, typed};
use ndarray::{Array1, Array2, Axis, arr0, array};

#[test]
fn each_method_is_the_typed_function() {
    let x = array![[3.0_f32, 0.0, f32::NAN], [7.0, 7.0, 0.0]];
    assert_eq!(x.argmax_flat(), typed::argmax(&x));
    assert_eq!(x.argmin_flat(), typed::argmin(&x));
    assert_eq!(x.nanargmax_flat(), Ok(3));
    assert_eq!(x.nanargmin_flat(), Ok(1));
    assert_eq!(x.argminmax_flat(), Ok((2, 2)));
    assert_eq!(x.argmax_axis(Axis(1)), Ok(array![2, 0]));
    assert_eq!(x.argmin_axis(Axis(1)), Ok(array![2, 2]));
    assert_eq!(x.nanargmax_axis(Axis(1)), Ok(array![0, 0]));
    assert_eq!(x.nanargmin_axis(Axis(0)), Ok(array![0, 0, 1]));
    assert_eq!(x.argminmax_axis(Axis(1)), Ok((array![2, 2], array![2, 0])));
    assert_eq!(x.nonzero(), Ok([array![0, 0, 1, 1], array![0, 2, 0, 1]]));
    assert_eq!(x.argwhere(), Ok(array![[0, 0], [0, 2], [1, 0], [1, 1]]));
    assert_eq!(x.flatnonzero(), Ok(array![0, 2, 3, 4]));
    assert_eq!(x.count_nonzero(), 4);
    assert_eq!(x.count_nonzero_axis(Axis(0)), Ok(array![2, 1, 1]));
    assert_eq!(x.top_k(1), Ok((array![[3.0], [7.0]], array![[0], [0]])));
    assert_eq!(
        x.top_k_axis(1, Axis(0), Mode::Smallest)
            .map(|found| found.1),
        Ok(array![[0, 0, 1]])
    );
    let mask = x.mapv(|element| element > 3.0);
    assert_eq!(x.extract(&mask), Ok(array![7.0, 7.0]));
    assert_eq!(
        array![1, 3, 3, 5].searchsorted(&array![[3, 4]], Side::Left),
        Ok(array![[1, 3]])
    );
}

#[test]
fn views_and_references_have_the_methods() {
    let x = array![[1_u8, 5, 2], [7, 0, 3]];
    assert_eq!(x.view().argmax_flat(), Ok(3));
    assert_eq!(x.t().argmax_axis(Axis(0)), Ok(array![1, 0]));
    let reference = &x;
    assert_eq!(reference.count_nonzero(), 5);
    assert_eq!(
        x.row(1).to_owned().into_shared().flatnonzero(),
        Ok(array![0, 2])
    );
    assert_eq!(x.into_dyn().argmin_flat(), Ok(4));
}

#[test]
fn an_array_without_axes_has_no_last_axis() {
    assert_eq!(
        arr0(1.5_f64).into_dyn().top_k(1).map(|found| found.0),
        Err(Error::AxisOutOfRange { axis: 0, ndim: 0 })
    );
}

/// The traits of both have methods on the same types.
#[test]
fn a_generic_function_calls_a_method() {
    fn peaks<T: argwhere::Ordered>(x: &Array2<T>) -> Result<Array1<argwhere::Index>, Error> {
        x.argmax_axis(Axis(1))
    }
    assert_eq!(peaks(&array![[1, 5, 2], [7, 0, 3]]), Ok(array![1, 0]));
}
