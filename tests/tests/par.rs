//! Functions on several threads: the result is that of one thread, bit for bit.

use argwhere::__private::assume_caches;
use argwhere::par::{self, Par};
use argwhere::{
    Along, Array, ArrayView, Error, Mode, argmax, argmin, argminmax, argwhere, count_nonzero,
    flatnonzero, nanargmax, nanargmin, nonzero, top_k, where_,
};
use argwhere_tests::cases::Random;
use ndarray::{Array2, ArrayD, Axis, IxDyn, ShapeBuilder, Slice, array};
use num_complex::Complex;
use rayon::ThreadPoolBuilder;

/// Numbers of threads, among them one that divides nothing.
const THREADS: [Par; 2] = [
    Par::Rayon(std::num::NonZeroUsize::new(2).unwrap()),
    Par::Rayon(std::num::NonZeroUsize::new(7).unwrap()),
];

/// Compares results by their debug output, in which NaN is equal to NaN and -0.0 is not 0.0. Of a large array it shows a
/// part only, so the results are compared too where they have no NaN.
macro_rules! same {
    ($found:expr, $expected:expr, $($about:tt)*) => {
        let (found, expected) = (&$found, &$expected);
        assert_eq!(format!("{found:?}"), format!("{expected:?}"), $($about)*);
        assert!(found == expected || format!("{expected:?}").contains("NaN"), $($about)*);
    };
}

/// Every function of one array, with each number of threads.
fn check(x: ArrayView<'_>, about: &str) {
    let pool = ThreadPoolBuilder::new()
        .num_threads(4)
        .build()
        .expect("four threads");
    let ndim = x.ndim().cast_signed();
    let alongs = [Along::all(), Along::all().keepdims()]
        .into_iter()
        .chain((0..ndim).flat_map(|axis| [Along::axis(axis), Along::axis(axis).keepdims()]));
    let x = || x.clone();
    pool.install(|| {
        macro_rules! each {
            ($($function:ident($($argument:expr),*);)*) => {$(
                let expected = $function(x() $(, $argument.clone())*);
                for par in THREADS {
                    let about = format!("{} {:?} {par:?} {about}", stringify!($function), ($($argument.clone(),)*));
                    same!(par::$function(x() $(, $argument.clone())*, par), expected, "{about}");
                }
            )*};
        }
        for along in alongs {
            each! {
                argmax(along);
                argmin(along);
                nanargmax(along);
                nanargmin(along);
                argminmax(along);
                count_nonzero(along);
            }
        }
        each! {
            count_nonzero(Along::axes([-1, 0]));
            nonzero();
            argwhere();
            flatnonzero();
        }
        for axis in 0..ndim {
            each! {
                top_k(0, axis, Mode::Largest);
                top_k(1, axis, Mode::Smallest);
                top_k(2, axis, Mode::Largest);
                top_k(usize::MAX, axis, Mode::Largest);
            }
        }
    });
}

/// An array with many ties. From the first one on, kernels run as on a processor of no known family, on which every function cuts
/// an array from 1.5 MiB on.
fn filled<T: Clone>(shape: &[usize], values: &[T]) -> ArrayD<T> {
    assume_caches(32 << 10, 1 << 20, 32 << 20);
    let mut random = Random::new(5);
    ArrayD::from_shape_simple_fn(IxDyn(shape), || values[random.below(values.len())].clone())
}

#[test]
fn contiguous_arrays_of_any_shape() {
    for shape in [&[400_001][..], &[600, 671], &[135_003, 3], &[2, 300, 671]] {
        check(
            filled(shape, &[1.5_f32, -0.0, 0.0, 7.0]).view().into(),
            "f32",
        );
    }
}

#[test]
fn dtypes_of_any_width() {
    check(
        filled(&[1600, 1001], &[true, false, false]).view().into(),
        "bool",
    );
    check(filled(&[1600, 1001], &[0_u8, 3, 255]).view().into(), "u8");
    check(filled(&[800, 1001], &[0_i16, -3, 9]).view().into(), "i16");
    check(
        filled(&[500, 401], &[0_i64, i64::MIN, i64::MAX])
            .view()
            .into(),
        "i64",
    );
    check(
        filled(&[500, 401], &[0_u64, 1, u64::MAX]).view().into(),
        "u64",
    );
    check(
        filled(&[500, 401], &[0.0, f64::NAN, 2.0]).view().into(),
        "f64",
    );
    check(filled(&[500, 401], &[f64::NAN]).view().into(), "NaN only");
    check(
        filled(
            &[320, 321],
            &[Complex::new(0.0_f64, 1.0), Complex::new(0.0, 0.0)],
        )
        .view()
        .into(),
        "complex128",
    );
}

/// One extreme anywhere in a row, alone and after NaN. Parts of the row have NaN only.
#[test]
fn the_parts_of_a_row() {
    let len = 500_009;
    for at in (0..len).step_by(62_499).chain([63, 64, len - 1]) {
        let mut x = filled(&[len], &[1.0_f32, 2.0]);
        x[at] = 3.0;
        check_row(&x, at);
        // It starts at no cache line.
        x.slice_axis_inplace(Axis(0), Slice::from(1..));
        check_row(&x, at);
        let before = at.saturating_sub(1);
        x.slice_axis_mut(Axis(0), Slice::from(..before))
            .fill(f32::NAN);
        check_row(&x, at);
    }
}

/// The searches of a row by two threads.
fn check_row(x: &ArrayD<f32>, about: usize) {
    let (all, par) = (Along::all(), Par::rayon(2));
    assert_eq!(par::argmax(x, all, par), argmax(x, all), "{about}");
    assert_eq!(par::argmin(x, all, par), argmin(x, all), "{about}");
    assert_eq!(par::nanargmax(x, all, par), nanargmax(x, all), "{about}");
    assert_eq!(par::nanargmin(x, all, par), nanargmin(x, all), "{about}");
    assert_eq!(par::argminmax(x, all, par), argminmax(x, all), "{about}");
    let count = count_nonzero(x, all);
    assert_eq!(par::count_nonzero(x, all, par), count, "{about}");
}

/// The first slice of NaN only, in row-major order, is in the second part.
#[test]
fn the_error_of_one_thread() {
    let mut x = filled(&[800, 801], &[1.0_f32, 2.0]);
    x.index_axis_mut(Axis(0), 500).fill(f32::NAN);
    let found = par::nanargmax(&x, Along::axis(1), Par::rayon(2));
    assert_eq!(
        found,
        Err(Error::AllNaN {
            operation: "nanargmax",
            index: vec![500],
            axis: Some(1)
        })
    );
    let x = filled(&[2_000_000], &[1_u8]);
    assert_eq!(
        par::argmax(&x, Along::axis(1), Par::rayon(2)),
        Err(Error::AxisOutOfRange { axis: 1, ndim: 1 })
    );
    let z = filled(&[400_000], &[Complex::new(0.0_f64, 1.0)]);
    assert!(matches!(
        par::argmax(&z, Along::all(), Par::rayon(2)),
        Err(Error::Unordered { .. })
    ));
}

#[test]
fn layouts_that_are_not_contiguous() {
    let x = filled(&[601, 703], &[1.0_f32, f32::NAN, 3.0, 0.0]);
    check(x.t().into(), "transposed");
    let mut stepped = filled(&[1202, 1410], &[1_i32, 0, 3]);
    stepped.slice_axis_inplace(Axis(0), Slice::new(0, None, -2));
    stepped.slice_axis_inplace(Axis(1), Slice::new(1, None, 2));
    check(stepped.view().into(), "stepped");
    let row = filled(&[400_007], &[1_i32, 0, 3]);
    check(
        row.broadcast(IxDyn(&[3, 400_007])).unwrap().into(),
        "a repeated row",
    );
    let column = filled(&[700, 1], &[1_i32, 0, 3]);
    check(
        column.broadcast(IxDyn(&[700, 500])).unwrap().into(),
        "a repeated column",
    );
}

/// A view that repeats a row so often that no memory holds a result per row.
#[test]
fn results_that_fit_in_no_memory() {
    let row = filled(&[1_500_000], &[1_u8, 0]);
    let x = row.broadcast(IxDyn(&[1 << 42, 1_500_000])).unwrap();
    let par = Par::rayon(2);
    assert!(matches!(
        par::argmax(&x, Along::axis(1), par),
        Err(Error::TooLarge { .. })
    ));
    assert!(matches!(
        par::argminmax(&x, Along::axis(1), par),
        Err(Error::TooLarge { .. })
    ));
    assert!(matches!(
        par::count_nonzero(&x, Along::axis(1), par),
        Err(Error::TooLarge { .. })
    ));
    assert!(matches!(
        par::top_k(&x, 1, 1, Mode::Largest, par),
        Err(Error::TooLarge { .. })
    ));
}

#[test]
fn small_and_empty_arrays() {
    check(filled(&[2, 3], &[1_i32, 0]).view().into(), "small");
    check(
        ArrayD::<f32>::zeros(IxDyn(&[0, 1_000_000])).view().into(),
        "empty",
    );
}

#[test]
fn where_of_any_operands() {
    let condition = filled(&[1201, 703], &[true, false]);
    let x1 = filled(&[1201, 703], &[1_i16, -5]);
    let x2 = filled(&[1201, 703], &[2_u8, 200]);
    let row = filled(&[703], &[1.5_f64, f64::NAN]);
    let column = filled(&[1201, 1], &[1.5_f64, -0.0]);
    let f = Array2::from_shape_vec((1201, 703).f(), x1.iter().map(|&x| x + 1).collect()).unwrap();
    let wide = filled(&[2, 1, 1_700_001], &[true, false]);
    let pool = ThreadPoolBuilder::new()
        .num_threads(4)
        .build()
        .expect("four threads");
    pool.install(|| {
        for par in THREADS {
            macro_rules! case {
                ($($c:expr, $a:expr, $b:expr;)*) => {$(
                    same!(par::where_($c, $a, $b, par), where_($c, $a, $b), "{} {} {par:?}", stringify!($a), stringify!($b));
                )*};
            }
            case! {
                &condition, &x1, &x1;
                &condition, &x1, &x2;
                &condition, &f, &x2;
                &condition, &row, &column;
                &condition, &row, 3;
                &condition, -7, &x1;
                &condition, &x1, 1.5;
                &condition, &x2, 256;
                &condition, 1, 2;
                &condition, &x1, &array![1_i64, 2];
                &x1, &x1, &x1;
                &wide, &array![1_u8], &array![2_u8];
            }
        }
    });
}

/// The dispatch of a table of another library, and of one that lacks most operations.
#[test]
fn every_table_has_threads() {
    argwhere::kernels! {
        mod narrow;
        operations { argmax, where_ }
        dtypes { Bool: bool; Height: f32; }
    }
    let x = filled(&[400_001], &[1.0_f32, 2.0]);
    let along = Along::all();
    assert_eq!(
        narrow::par::argmax(&x, along, Par::rayon(2)),
        argmax(&x, along)
    );
    assert_eq!(
        argwhere::numpy::par::argmin(&x, along, Par::rayon(2)),
        argmin(&x, along)
    );
    let c = x.mapv(|x| x > 1.5);
    let chosen = narrow::par::where_(&c, &x, &x, narrow::par::Par::rayon(2)).unwrap();
    assert_eq!(chosen, narrow::Array::from(x.clone()));
    let _: Array = par::where_(&c, &x, &x, Par::Seq).unwrap();
}
