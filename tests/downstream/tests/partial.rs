//! Partial results of dtypes of other crates, and of a table that lacks operations.

use aw::partial::Candidate;
use aw::bounds::Element;
use aw::{Along, Error, Max, Mode};
use downstream::terrain::survey::{self, Survey, partial, typed};
use downstream::units::{Date, Metres, Rgb, Soil};
use half::f16;
use ndarray::{Array2, Axis, array, s};
use rust_decimal::Decimal;

/// Searches an array of shape (2, 3) in two blocks, the right one first.
fn check<T>(x: Array2<T>)
where
    T: Element + survey::Ordered + survey::HasNonzero,
    Survey: aw::table::HasDType<T>,
    for<'a> survey::ArrayView<'a>: From<ndarray::ArrayView2<'a, T>>,
{
    let (left, right) = (x.slice(s![.., ..1]), x.slice(s![.., 1..]));
    macro_rules! both {
        ($($Type:ident($($argument:expr),*) = $whole:expr;)*) => {$(
            let mut found = partial::$Type::new(&[2, 3] $(, $argument)*).unwrap();
            found.update(&[0, 1], right).unwrap();
            found.update(&[0, 0], left).unwrap();
            assert_eq!(format!("{:?}", found.finish()), format!("{:?}", $whole));
        )*};
    }
    let along = Along::axis(0);
    both! {
        Argmax(Along::all()) = survey::argmax(x.view(), Along::all());
        Argmin(Along::axis(1)) = survey::argmin(x.view(), Along::axis(1));
        Nanargmax(along) = survey::nanargmax(x.view(), along);
        Argminmax(along) = survey::argminmax(x.view(), along);
        TopK(2, 1, Mode::Largest) = survey::top_k(x.view(), 2, 1, Mode::Largest);
        CountNonzero(along) = survey::count_nonzero(x.view(), along);
        Nonzero() = survey::nonzero(x.view());
    }
    let mut found = partial::typed::Argmax::<T>::new(&[2, 3], along).unwrap();
    found.update(&[0, 1], &right).unwrap();
    found.update(&[0, 0], &left).unwrap();
    assert_eq!(
        found.finish(),
        typed::argmax_axis(&x, Axis(0)).map(|found| found.into_dyn())
    );
}

#[test]
fn newtypes_and_portable_dtypes() {
    check(array![[1.0, f32::NAN, -3.0], [-0.0, 7.0, 7.0]].mapv(Metres));
    check(array![[1.0, f32::NAN, -3.0], [-0.0, 7.0, 7.0]].mapv(f16::from_f32));
    check(array![[1, 5, 5], [0, -7, 9]].mapv(|x: i64| Decimal::new(x, 2)));
    check(array![
        [Soil::Sand, Soil::Clay, Soil::Sand],
        [Soil::Clay, Soil::Sand, Soil::Clay]
    ]);
    check(array![[3, 0, 3], [2, 0, 1]].mapv(Date));
}

#[test]
fn a_dtype_without_an_order_is_refused() {
    let mut found = partial::Argmax::new(&[1], Along::all()).unwrap();
    let colours = array![Rgb([0, 0, 1])];
    assert!(matches!(
        found.update(&[0], &colours),
        Err(Error::Unordered {
            table: "survey",
            ..
        })
    ));
    let mut count = partial::CountNonzero::new(&[1], Along::all()).unwrap();
    count.update(&[0], &colours).unwrap();
    assert_eq!(count.finish(), Ok(ndarray::arr0(1).into_dyn()));
}

#[test]
fn an_element_of_any_size_has_a_layout_for_messages() {
    let mine = Candidate {
        index: 3,
        value: Metres(7.5),
    };
    let theirs = Candidate {
        index: 1,
        value: Metres(7.5),
    };
    assert_eq!(size_of_val(&mine), 12);
    assert_eq!({ mine.merge::<Max>(theirs).index }, 1);
}
