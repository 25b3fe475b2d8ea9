//! nanargmax and argminmax of whole arrays, and along an axis.

use crate::data::{self, Sample};
#[cfg(feature = "peers")]
use crate::functions::extremum::Max;
use crate::measure::{Answer, Contender, Who};
#[cfg(feature = "peers")]
use crate::peers::ferray;
use crate::peers::folds;
use crate::peers::known::Known;
use crate::peers::numpy::Kind;
use crate::session::{Case, Section, Session};
use argwhere::{Along, Ordered, typed};
use ndarray::{Array2, Axis};
use std::hint::black_box;

const SHAPES: [[usize; 2]; 4] = [[1, 1_000], [1, 65_536], [512, 512], [1_000, 10_000]];

/// Measures all cases of nanargmax and argminmax.
pub(crate) fn cases(session: &mut Session) {
    for shape in session.choose(&SHAPES, &SHAPES[..3]) {
        if session.wants("nanargmax") {
            // No step divides the length of a row, so no column is all NaN.
            for every in [0, 1_001, 3] {
                skipping::<f32>(session, shape, every, |x, at| x[at] = f32::NAN);
                skipping::<f64>(session, shape, every, |x, at| x[at] = f64::NAN);
            }
        }
        if session.wants("argminmax") {
            both::<f32>(session, shape);
            both::<f64>(session, shape);
            both::<i32>(session, shape);
            both::<u8>(session, shape);
        }
    }
}

fn case<T: Sample>(operation: &'static str, x: &Array2<T>, variant: String) -> Case {
    Case {
        section: Section::Skipping,
        operation,
        dtype: T::DTYPE.to_owned(),
        shape: x.shape().to_vec(),
        variant,
    }
}

/// Measures nanargmax of an array in which every `every`-th element is a NaN, or none if it is 0.
fn skipping<T: Sample + Ordered + Known + PartialOrd>(
    session: &mut Session,
    shape: [usize; 2],
    every: usize,
    set: impl Fn(&mut [T], usize),
) {
    let mut elements = data::random::<T>(shape[0] * shape[1]);
    if every > 0 {
        (0..elements.len())
            .step_by(every)
            .for_each(|at| set(&mut elements, at));
    }
    let x = Array2::from_shape_vec(shape, elements).expect("as many elements as the shape has");
    let row = x.as_slice().expect("it is contiguous");
    let nan = if every == 0 {
        "no NaN".to_owned()
    } else {
        format!("NaN every {every}")
    };
    let mut contenders = vec![
        Contender::new(
            Who::Typed,
            || typed::nanargmax(black_box(&x)).expect("there are numbers"),
            Answer::index,
        ),
        Contender::new(Who::Std, || folds::skipping(black_box(row)), Answer::index),
    ];
    #[cfg(feature = "peers")]
    contenders.push(Contender::new(
        Who::ArgminmaxIgnoringNan,
        || T::ignoring::<Max>(black_box(row)),
        Answer::index,
    ));
    #[cfg(feature = "peers")]
    contenders.extend(ferray::skipping(&x.view().into_dyn(), None));
    if let Some(numpy) = &session.numpy {
        numpy.forget();
        numpy.share("x", row, x.shape());
        contenders.push(numpy.expression(Who::Numpy, "np.nanargmax(x)", Kind::Indices));
        if numpy.bottleneck.is_some() {
            contenders.push(numpy.expression(Who::Bottleneck, "bn.nanargmax(x)", Kind::Indices));
        }
    }
    let expected = Answer::index(folds::skipping(row));
    session.measure(case("nanargmax", &x, nan.clone()), &expected, contenders);

    if shape[0] < 2 {
        return;
    }
    for axis in [0, 1] {
        let mut contenders = vec![
            Contender::new(
                Who::Typed,
                || typed::nanargmax_axis(black_box(&x), Axis(axis)).expect("there are numbers"),
                Answer::array,
            ),
            Contender::new(
                Who::Ndarray,
                || folds::skipping_along(black_box(&x), axis),
                Answer::array,
            ),
        ];
        #[cfg(feature = "peers")]
        contenders.extend(ferray::skipping(&x.view().into_dyn(), Some(axis)));
        if let Some(numpy) = &session.numpy {
            let call = format!("np.nanargmax(x, axis={axis})");
            contenders.push(numpy.expression(Who::Numpy, &call, Kind::Indices));
            if numpy.bottleneck.is_some() {
                let call = format!("bn.nanargmax(x, axis={axis})");
                contenders.push(numpy.expression(Who::Bottleneck, &call, Kind::Indices));
            }
        }
        let expected = Answer::array(folds::skipping_along(&x, axis));
        let variant = format!("axis {axis}, {nan}");
        session.measure(case("nanargmax", &x, variant), &expected, contenders);
    }
}

/// Measures argminmax.
fn both<T: Sample + Ordered + Known + PartialOrd>(session: &mut Session, shape: [usize; 2]) {
    let x = Array2::from_shape_vec(shape, data::random::<T>(shape[0] * shape[1]));
    let x = x.expect("as many elements as the shape has");
    let dynamic = T::erase(x.view().into_dyn());
    let row = x.as_slice().expect("it is contiguous");
    let pair = |(least, most): (usize, usize)| {
        Answer::Indices(vec![vec![least as i64], vec![most as i64]])
    };
    let mut contenders = vec![
        Contender::new(
            Who::Typed,
            || typed::argminmax(black_box(&x)).expect("there are elements"),
            pair,
        ),
        Contender::new(
            Who::Dynamic,
            || argwhere::argminmax(black_box(&dynamic), Along::all()).expect("there are elements"),
            |(least, most)| {
                Answer::Indices(
                    [least, most]
                        .map(|found| found.into_iter().collect())
                        .to_vec(),
                )
            },
        ),
        Contender::new(Who::Std, || folds::both(black_box(row)), pair),
    ];
    #[cfg(feature = "peers")]
    contenders.push(Contender::new(
        Who::Argminmax,
        || T::both(black_box(row)),
        pair,
    ));
    #[cfg(feature = "peers")]
    if T::min_and_max(row).is_some() {
        contenders.push(Contender::new(
            Who::Numkong,
            || T::min_and_max(black_box(row)).expect("the dtype is supported"),
            pair,
        ));
    }
    if let Some(numpy) = &session.numpy {
        numpy.forget();
        numpy.share("x", row, x.shape());
        let call = "(np.atleast_1d(x.argmin()), np.atleast_1d(x.argmax()))";
        contenders.push(numpy.expression(Who::Numpy, call, Kind::Indices));
    }
    session.measure(
        case("argminmax", &x, String::new()),
        &pair(folds::both(row)),
        contenders,
    );
}
