//! searchsorted of random and of sorted keys.

use crate::data::{self, Order, Sample};
use crate::measure::{Answer, Contender, Who};
#[cfg(feature = "peers")]
use crate::peers::ferray;
use crate::peers::folds;
use crate::peers::known::Known;
use crate::peers::numpy::Kind;
use crate::session::{Case, Section, Session};
use argwhere::{ComparesWith, Side, typed};
use ndarray::Array1;
use std::hint::black_box;

const LENS: [usize; 5] = [100, 1_000, 16_384, 1 << 20, 16 << 20];
const KEYS: [usize; 2] = [1_000, 100_000];

/// Measures all cases of searchsorted.
pub(crate) fn cases(session: &mut Session) {
    if !session.wants("searchsorted") {
        return;
    }
    dtype::<i32>(session);
    dtype::<i64>(session);
    dtype::<f32>(session);
    dtype::<f64>(session);
}

fn dtype<T: Sample + PartialOrd + ComparesWith<T> + Known>(session: &mut Session) {
    if !session.has_dtype(T::DTYPE) {
        return;
    }
    for len in session.choose(&LENS, &LENS[..4]) {
        for count in KEYS {
            for order in [Order::Random, Order::Ascending] {
                measure::<T>(session, len, count, order);
            }
        }
    }
}

fn measure<T: Sample + PartialOrd + ComparesWith<T> + Known>(
    session: &mut Session,
    len: usize,
    count: usize,
    order: Order,
) {
    let [row, keys] = [len, count].map(data::random::<T>);
    let row = Array1::from(folds::sorted(row));
    let keys = match order {
        Order::Random => keys,
        _ => folds::sorted(keys),
    };
    let keys = Array1::from(keys);
    let dynamic = [&row, &keys].map(|x| T::erase(x.view().into_dyn()));
    let slices = [&row, &keys].map(|x| x.as_slice().expect("it is contiguous"));
    let mut contenders = vec![
        Contender::new(
            Who::Typed,
            || typed::searchsorted(black_box(&row), &keys, Side::Left).expect("x1 has rank 1"),
            Answer::array,
        ),
        Contender::new(
            Who::Dynamic,
            || argwhere::searchsorted(black_box(&dynamic[0]), &dynamic[1], Side::Left),
            |found| Answer::array(found.expect("x1 has rank 1")),
        ),
        Contender::new(
            Who::Std,
            || folds::partition_points(black_box(slices[0]), slices[1]),
            |found| Answer::Indices(vec![found]),
        ),
    ];
    #[cfg(feature = "peers")]
    contenders.push(ferray::searchsorted(slices[0], slices[1]));
    if let Some(numpy) = &session.numpy {
        numpy.forget();
        numpy.share("x", slices[0], row.shape());
        numpy.share("v", slices[1], keys.shape());
        contenders.push(numpy.expression(Who::Numpy, "np.searchsorted(x, v)", Kind::Indices));
    }
    let case = Case {
        section: Section::Sorted,
        operation: "searchsorted",
        dtype: T::DTYPE.to_owned(),
        shape: vec![len],
        variant: format!(
            "{count} {} keys",
            if order == Order::Random {
                "random"
            } else {
                "sorted"
            }
        ),
    };
    let expected = Answer::Indices(vec![folds::partition_points(slices[0], slices[1])]);
    session.measure(case, &expected, contenders);
}
