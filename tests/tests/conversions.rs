//! Conversions between dynamic arrays and the arrays, slices and vectors of `ndarray` and Rust, by `From` and `TryFrom`.

use argwhere::{Along, Array, ArrayView, ArrayViewMut, Error, Rejected, argmax, nonzero, where_};
use ndarray::{Array1, Array2, ArrayRef, ArrayView2, ArrayViewD, Ix1, Ix2, array};

#[test]
fn functions_take_slices_vectors_and_arrays() {
    let (array, vector) = ([3i16, 9, 2], vec![3.0f32, 9.0, 2.0]);
    let largest = |found: Result<ndarray::ArrayD<_>, Error>| found.map(|found| found[[]]);
    assert_eq!(largest(argmax(&array, Along::all())), Ok(1));
    assert_eq!(largest(argmax(&array[1..], Along::all())), Ok(0));
    assert_eq!(largest(argmax(&vector, Along::all())), Ok(1));
    assert_eq!(nonzero(&[false, true]), Ok(vec![array![1]]));
    let chosen = where_(&[true, false, true], &array, &vec![7i16, 8, 9]);
    assert_eq!(chosen, Ok(Array::from(array![3i16, 8, 2])));
}

#[test]
fn functions_take_what_a_reference_to_elements_derefs_to() {
    fn largest(x: &ArrayRef<f64, Ix2>) -> Result<i64, Error> {
        argmax(x, Along::all()).map(|found| found[[]])
    }
    let x = array![[1.0, 2.0], [4.0, 3.0]];
    assert_eq!(largest(&x), Ok(2));
    assert_eq!(largest(&x.t()), Ok(1));
}

#[test]
fn a_view_of_a_slice_is_of_its_memory() {
    let vector = vec![1u32, 2, 3];
    for view in [ArrayView::from(&vector), ArrayView::from(&vector[..])] {
        let view = view.into_ndarray::<u32, Ix1>().unwrap();
        assert_eq!((view.as_ptr(), view.len()), (vector.as_ptr(), 3));
    }
    let none: [u32; 0] = [];
    assert_eq!(ArrayView::from(&none).shape(), [0]);
}

#[test]
fn mutable_views_write_where_they_point() {
    let (mut array, mut vector, mut matrix) = ([0i8; 2], vec![0i8; 2], Array2::<i8>::zeros((1, 2)));
    let reference: &mut ArrayRef<i8, Ix2> = &mut matrix;
    for view in [
        ArrayViewMut::from(&mut array),
        ArrayViewMut::from(&mut vector),
        ArrayViewMut::from(reference),
    ] {
        let ArrayViewMut::Int8(mut view) = view else {
            panic!("int8 is the dtype of i8")
        };
        view.fill(5);
    }
    let ArrayViewMut::Int8(mut first) = ArrayViewMut::from(&mut array[..1]) else {
        panic!("int8 is the dtype of i8")
    };
    first.fill(7);
    assert_eq!(
        (array, vector, matrix),
        ([7, 5], vec![5; 2], array![[5, 5]])
    );
}

#[test]
fn an_owned_array_comes_out_without_a_copy_or_comes_back() {
    let x = array![[1.5f32, 2.5]];
    let first = x.as_ptr();
    let rejected: Rejected<Array> = Array1::<f32>::try_from(Array::from(x)).unwrap_err();
    assert_eq!(
        rejected.error,
        Error::RankMismatch {
            expected: 1,
            found: 2
        }
    );
    let rejected = Array2::<f64>::try_from(rejected.value).unwrap_err();
    let error = Error::DTypeMismatch {
        expected: "float64",
        found: "float32",
    };
    assert_eq!(rejected.error, error);
    let x: Array2<f32> = rejected.value.try_into().unwrap();
    assert_eq!((x.as_ptr(), &x), (first, &array![[1.5, 2.5]]));
    let x: ndarray::ArrayD<f32> = Array::from(x).try_into().unwrap();
    assert_eq!(x.as_ptr(), first);
}

#[test]
fn views_come_out_of_arrays_and_views() {
    fn first(x: &Array) -> Result<ArrayView2<'_, u64>, Error> {
        x.try_into()
    }
    let x = Array::from(array![[1u64, 2], [3, 4]]);
    assert_eq!(first(&x).unwrap(), array![[1, 2], [3, 4]]);
    let wrong = ArrayViewD::<i64>::try_from(&x).unwrap_err();
    assert_eq!(
        wrong,
        Error::DTypeMismatch {
            expected: "int64",
            found: "uint64"
        }
    );

    let row = x.index_axis(ndarray::Axis(0), 1).unwrap();
    let of_reference = ndarray::ArrayView1::<u64>::try_from(&row).unwrap();
    let rejected = ArrayView2::<u64>::try_from(row).unwrap_err();
    assert_eq!(
        rejected.error,
        Error::RankMismatch {
            expected: 2,
            found: 1
        }
    );
    let of_value = ndarray::ArrayView1::<u64>::try_from(rejected.value).unwrap();
    assert_eq!((of_reference, of_value), (row_of(&x), row_of(&x)));
}

fn row_of(x: &Array) -> ndarray::ArrayView1<'_, u64> {
    let both: ArrayView2<'_, u64> = x.try_into().unwrap();
    both.index_axis_move(ndarray::Axis(0), 1)
}

/// The table has private types and converts them like any others.
#[test]
fn tables_of_ones_own_convert() {
    let colours = vec![Colour([1, 2, 3]), Colour([0; 3])];
    assert_eq!(colours::nonzero(&colours), Ok(vec![array![0]]));
    let x = colours::Array::from(Array1::from(colours));
    let back: Array1<Colour> = x.try_into().unwrap();
    assert_eq!(back[0], Colour([1, 2, 3]));
}

/// A colour, which has no order.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Colour([u8; 3]);

argwhere::kernels! {
    mod colours;
    ranks 0..=1;
    operations { nonzero }
    dtypes { Colour: Colour, unordered; }
}
