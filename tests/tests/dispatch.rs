//! `dispatch!`, which compiles a body per dtype: for tables of `argwhere` and of other crates, wherever they are declared.

use argwhere::{Array, ArrayView, DType, Error, dispatch};
use argwhere_tests::{Model, cases, test_each_dtype};
use ndarray::{ArrayViewD, array};
use num_complex::Complex;

test_each_dtype!(the_view_is_the_arrays_own, ordered_dtypes_alone, two_arrays);

fn the_view_is_the_arrays_own(dtype: DType) {
    let model = cases::filled(dtype, &[2, 3], 0);
    let array = model.to_array();
    let (view, view_of_view) = (array.view(), array.view());
    let addresses = [
        dispatch!(&array, x => x.as_ptr() as usize),
        dispatch!(&&array, x => x.as_ptr() as usize),
        dispatch!(view, x => x.as_ptr() as usize),
        dispatch!(&view_of_view, x => x.as_ptr() as usize),
    ];
    assert!(
        addresses.iter().all(|&address| address == addresses[0]),
        "{addresses:?}"
    );
    let copy = dispatch!(&array, x => Array::from(x.to_owned()));
    assert_eq!((copy.dtype(), Model::read(&copy)), (dtype, model));
}

fn ordered_dtypes_alone(dtype: DType) {
    let array = cases::filled(dtype, &[4], 0).to_array();
    let typed = dispatch!(&array,
        ordered x => argwhere::typed::argmax(&x).ok(),
        else other => {
            assert_eq!(other, array.view());
            None
        },
    );
    let dynamic = argwhere::argmax(&array, argwhere::Along::all()).ok();
    let dynamic = dynamic.and_then(|found| usize::try_from(found[[]]).ok());
    assert_eq!(typed, dynamic);
    assert_eq!(typed.is_some(), dtype.is_ordered());
}

fn two_arrays(dtype: DType) {
    fn sizes<A, B>(_: &ArrayViewD<'_, A>, _: &ArrayViewD<'_, B>) -> [usize; 2] {
        [size_of::<A>(), size_of::<B>()]
    }
    let array = cases::filled(dtype, &[2], 0).to_array();
    for &other in DType::ALL {
        let another = cases::filled(other, &[3], 0).to_array();
        let found = dispatch!((&array, another.view()), (x, y) => sizes(&x, &y));
        assert_eq!(found, [dtype.size(), other.size()]);
        let both = dispatch!((&array, &another),
            ordered (x, y) => x.len() + y.len(),
            else (x, y) => x.len() * y.len(),
        );
        let ordered = dtype.is_ordered() && other.is_ordered();
        assert_eq!(both, if ordered { 5 } else { 6 });
    }
}

#[test]
fn the_body_may_return_break_and_use_what_is_around_it() {
    fn first(array: &Array) -> Result<String, Error> {
        let empty = Error::ZeroDimensional { operation: "first" };
        let shown = dispatch!(array, x => {
            let Some(element) = x.first() else { return Err(empty) };
            if x.len() > 5 {
                Err(Error::TwoScalars)?;
            }
            format!("{element}")
        });
        Ok(shown)
    }

    assert_eq!(first(&array![7u8, 8].into()), Ok("7".to_owned()));
    assert_eq!(
        first(&array![Complex::new(1.0f32, -1.0)].into()),
        Ok("1-1i".to_owned())
    );
    assert_eq!(
        first(&ndarray::Array1::<i64>::zeros(6).into()),
        Err(Error::TwoScalars)
    );
    assert!(first(&ndarray::Array1::<f64>::zeros(0).into()).is_err());

    let mut seen = Vec::new();
    let arrays: [Array; 3] = [
        array![1i8].into(),
        array![2.5f32].into(),
        array![true].into(),
    ];
    for array in &arrays {
        dispatch!(array, x => {
            if x.ndim() == 0 {
                break;
            }
            seen.push(x[0].to_string());
        });
    }
    assert_eq!(seen, ["1", "2.5", "true"]);
}

/// A borrow in the body lives as long as the elements, and may outlive the view that was passed.
#[test]
fn the_view_lives_as_long_as_the_elements() {
    let array = Array::from(array![1i64, 2, 3]);
    let size = {
        let view = array.view();
        dispatch!(&view, x => ArrayView::from(x.slice_move(ndarray::s![1..].as_ref())))
    };
    assert_eq!(size.to_string(), "[2, 3]");
}

mod two_tables_of_one_name {
    pub(crate) mod first {
        argwhere::kernels! {
            pub mod table;
            ranks 0..=1;
            operations { nonzero }
            dtypes { A: i16; B: f32, unordered; }
        }
    }
    pub(crate) mod second {
        argwhere::kernels! {
            pub mod table;
            ranks 0..=1;
            operations { nonzero }
            dtypes { A: i16; B: f32, unordered; }
        }
    }
}

/// Private types in private tables.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Celsius(f32);

argwhere::kernels! {
    mod weather;
    ranks 0..=1;
    operations { nonzero }
    dtypes { Celsius: Celsius, unordered; Rain: u16, unordered; }
}

#[test]
fn a_table_may_stand_anywhere() {
    argwhere::kernels! {
        mod inner;
        ranks 0..=1;
        operations { nonzero }
        dtypes { Count: i16; }
    }

    use two_tables_of_one_name::{first, second};

    let of_first = first::table::Array::from(array![1i16, 2]);
    assert_eq!(first::table::dispatch!(&of_first, x => x.len()), 2);
    let of_second = second::table::Array::from(array![0.5f32]);
    assert_eq!(
        second::table::dispatch!(&of_second, ordered x => x.len(), else _ => 0),
        0
    );
    let of_inner = inner::Array::from(array![3i16]);
    assert_eq!(inner::dispatch!(&of_inner, x => x[0]), 3);
    let degrees = weather::Array::from(array![Celsius(20.0)]);
    assert_eq!(
        weather::dispatch!(&degrees, x => format!("{:?}", x[0])),
        "Celsius(20.0)"
    );
    assert_eq!(
        weather::dispatch!(&degrees, ordered x => x.len(), else _ => 0),
        0
    );
}
