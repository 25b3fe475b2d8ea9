//! Arrays without elements and without axes.

use super::*;

test_at_every_level! {
    /// jax-ml/jax#2899: `argmax` of an empty array is the largest int32.
    fn an_empty_array_has_no_largest_element() {
        let x = Array1::<f32>::zeros(0);
        assert!(matches!(typed::argmax(&x), Err(Error::Empty { .. })));
        assert!(matches!(argmin(&x, Along::axis(0)), Err(Error::Empty { .. })));
        assert!(matches!(argmax(&x, Along::all().keepdims()), Err(Error::Empty { .. })));
    }

    /// cupy/cupy#266: along an axis of length 1 of an array without rows, `argmax` is an error.
    fn an_array_without_rows_has_no_indices() {
        let x = Array2::<f64>::zeros((0, 1));
        assert_eq!(typed::argmax_axis(&x, Axis(1)), Ok(array![]));
        assert_eq!(argmax(&x, Along::axis(-1).keepdims()).map(|found| found.shape().to_vec()), Ok(vec![0, 1]));
        assert!(matches!(argmax(&x, Along::axis(0)), Err(Error::Empty { .. })));
    }

    /// dask/dask#8929: `argmin` of a 0-d array is an error.
    fn the_only_element_of_a_0_d_array_is_its_smallest() {
        let x = arr0(7i16);
        assert_eq!(typed::argmin(&x), Ok(0));
        assert_eq!(argmin(&x, Along::all().keepdims()), Ok(arr0(0).into_dyn()));
    }

    /// data-apis/array-api-tests#98: a 0-d array is searched along axis 0.
    fn a_0_d_array_has_no_axis() {
        let error = argmax(&arr0(7i16), Along::axis(0)).unwrap_err();
        assert_eq!(error, Error::AxisOutOfRange { axis: 0, ndim: 0 });
    }

    /// cupy/cupy#4165: `nonzero` of a nonzero 0-d array finds nothing.
    fn nonzero_of_a_0_d_array_is_refused() {
        let error = nonzero(&arr0(3i32)).unwrap_err();
        assert_eq!(error, Error::ZeroDimensional { operation: "nonzero" });
    }

    /// tracel-ai/burn#5287: the lengths 0 and 1 broadcast to 1.
    fn a_length_of_1_stretches_to_0() {
        let none = Array1::<bool>::from_vec(Vec::new());
        let one = array![2.5f32];
        assert_eq!(typed::where_(&none, &one, &one), Ok(array![]));
        assert_eq!(where_(&none, &one, 1.0).map(|chosen| chosen.shape().to_vec()), Ok(vec![0]));
        let empty = Array2::<f32>::zeros((0, 3));
        let chosen = where_(&array![true], &empty, &one).expect("the shapes broadcast");
        assert_eq!(chosen.shape(), [0, 3]);
        assert!(where_(&array![true, false], &empty, &one).is_err());
    }
}
