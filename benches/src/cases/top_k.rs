//! `top_k` of rows.

use crate::data::{self, Sample};
use crate::measure::{Answer, Contender, Who};
#[cfg(feature = "peers")]
use crate::peers::burn;
use crate::peers::folds;
use crate::peers::known::Known;
use crate::peers::numpy::Kind;
use crate::session::{Case, Section, Session};
use argwhere::{Mode, Ordered, typed};
use ndarray::{Array2, Axis};
use std::hint::black_box;

const SHAPES: [[usize; 2]; 4] = [[1, 1_000], [1, 100_000], [1, 10 << 20], [1_000, 1_000]];

/// Measures all cases of `top_k`.
pub(crate) fn cases(session: &mut Session) {
    if !session.wants("top_k") {
        return;
    }
    dtype::<u8>(session);
    dtype::<i32>(session);
    dtype::<f32>(session);
    dtype::<f64>(session);
}

fn dtype<T: Sample + Ordered + PartialOrd + Known>(session: &mut Session) {
    if !session.has_dtype(T::DTYPE) {
        return;
    }
    for shape in session.choose(&SHAPES, &SHAPES[..2]) {
        let len = shape[1];
        for k in [1, 10, 100, len / 10] {
            measure::<T>(session, shape, k);
        }
    }
}

fn measure<T: Sample + Ordered + PartialOrd + Known>(
    session: &mut Session,
    shape: [usize; 2],
    k: usize,
) {
    let x = Array2::from_shape_vec(shape, data::random::<T>(shape[0] * shape[1]));
    let x = x.expect("as many elements as the shape has");
    let dynamic = T::erase(x.view().into_dyn());
    let elements = |values: &Array2<T>| Answer::bytes(values.as_slice().unwrap_or_default());
    let mut contenders = vec![
        Contender::new(
            Who::Typed,
            || typed::top_k(black_box(&x), k, Axis(1), Mode::Largest).expect("k is in range"),
            |(values, _)| elements(&values),
        ),
        Contender::new(
            Who::Dynamic,
            || argwhere::top_k(black_box(&dynamic), k, -1, Mode::Largest).expect("k is in range"),
            |(values, _)| Answer::Bytes(T::bytes_of(&values)),
        ),
        Contender::new(
            Who::Std,
            || folds::largest(black_box(&x), k),
            |(values, _)| Answer::bytes(&values),
        ),
    ];
    // burn sorts whole rows, so the longest are left out.
    #[cfg(feature = "peers")]
    if shape[1] <= 100_000 {
        contenders.extend(burn::top_k(&x.view().into_dyn(), k));
    }
    if let Some(numpy) = &session.numpy {
        numpy.forget();
        numpy.share("x", x.as_slice().expect("it is contiguous"), x.shape());
        let call = format!(
            "i = np.argpartition(x, -{k}, axis=1)[:, -{k}:]; v = np.take_along_axis(x, i, 1); \
             o = np.argsort(v, axis=1)[:, ::-1]; \
             r = (np.take_along_axis(v, o, 1), np.take_along_axis(i, o, 1))"
        );
        contenders.push(numpy.statement(Who::Numpy, &call, "r[0]", Kind::Elements));
    }
    let case = Case {
        section: Section::TopK,
        operation: "top_k",
        dtype: T::DTYPE.to_owned(),
        shape: shape.to_vec(),
        variant: format!("k = {k}"),
    };
    let expected = Answer::bytes(&folds::largest(&x, k).0);
    session.measure(case, &expected, contenders);
}
