//! `count_nonzero` of whole arrays and along an axis.

use crate::data::{self, Sample};
use crate::limits::{Level, reading};
use crate::measure::{Answer, Contender, Who};
#[cfg(feature = "peers")]
use crate::peers::ferray;
use crate::peers::folds;
use crate::peers::known::Known;
use crate::peers::numpy::Kind;
use crate::session::{Case, Section, Session};
use argwhere::{Along, HasNonzero, typed};
use ndarray::{Array2, Axis};
use std::hint::black_box;

/// Measures all cases of `count_nonzero`.
pub(crate) fn cases(session: &mut Session) {
    if !session.wants("count_nonzero") {
        return;
    }
    dtype::<bool>(session);
    dtype::<u8>(session);
    dtype::<i32>(session);
    dtype::<f32>(session);
    dtype::<f64>(session);
}

fn dtype<T: Sample + HasNonzero + Known>(session: &mut Session) {
    if !session.has_dtype(T::DTYPE) {
        return;
    }
    let shapes = [[1, 1_000], [512, 512], [1_000, 10_000]];
    for shape in session.choose(&shapes, &shapes[..2]) {
        let x = Array2::from_shape_vec(shape, data::sparse::<T>(shape[0] * shape[1], 0.5));
        let x = x.expect("as many elements as the shape has");
        flat(session, &x);
        for axis in [0, 1] {
            along(session, &x, axis);
        }
    }
}

fn case<T: Sample>(x: &Array2<T>, variant: String) -> Case {
    Case {
        section: Section::Count,
        operation: "count_nonzero",
        dtype: T::DTYPE.to_owned(),
        shape: x.shape().to_vec(),
        variant,
    }
}

fn flat<T: Sample + HasNonzero + Known>(session: &mut Session, x: &Array2<T>) {
    let dynamic = T::erase(x.view().into_dyn());
    let row = x.as_slice().expect("it is contiguous");
    let mut contenders = vec![
        Contender::new(
            Who::Typed,
            || typed::count_nonzero(black_box(x)),
            Answer::index,
        ),
        Contender::new(
            Who::Dynamic,
            || argwhere::count_nonzero(black_box(&dynamic), Along::all()),
            |found| Answer::array(found.expect("a count fits")),
        ),
        Contender::new(
            Who::Ndarray,
            || folds::count(black_box(x), T::ZERO),
            Answer::index,
        ),
        Contender::limit(Who::Reading, {
            let level = Level::detect();
            move || reading(level, black_box(bytemuck::cast_slice(row)))
        }),
    ];
    #[cfg(feature = "peers")]
    contenders.extend(ferray::count(&x.view().into_dyn(), None));
    if let Some(numpy) = &session.numpy {
        numpy.forget();
        numpy.share("x", row, x.shape());
        contenders.push(numpy.expression(Who::Numpy, "np.count_nonzero(x)", Kind::Indices));
    }
    let expected = Answer::index(folds::count(x, T::ZERO));
    session.measure(case(x, String::new()), &expected, contenders);
}

fn along<T: Sample + HasNonzero + Known>(session: &mut Session, x: &Array2<T>, axis: usize) {
    let dynamic = T::erase(x.view().into_dyn());
    let row = x.as_slice().expect("it is contiguous");
    let mut contenders = vec![
        Contender::new(
            Who::Typed,
            || typed::count_nonzero_axis(black_box(x), Axis(axis)).expect("the axis exists"),
            Answer::array,
        ),
        Contender::new(
            Who::Dynamic,
            || argwhere::count_nonzero(black_box(&dynamic), Along::axis(axis.cast_signed())),
            |found| Answer::array(found.expect("the axis exists")),
        ),
        Contender::new(
            Who::Ndarray,
            || folds::count_along(black_box(x), axis, T::ZERO),
            Answer::array,
        ),
    ];
    #[cfg(feature = "peers")]
    contenders.extend(ferray::count(&x.view().into_dyn(), Some(axis)));
    if let Some(numpy) = &session.numpy {
        numpy.forget();
        numpy.share("x", row, x.shape());
        let call = format!("np.count_nonzero(x, axis={axis})");
        contenders.push(numpy.expression(Who::Numpy, &call, Kind::Indices));
    }
    let expected = Answer::array(folds::count_along(x, axis, T::ZERO));
    session.measure(case(x, format!("axis {axis}")), &expected, contenders);
}
