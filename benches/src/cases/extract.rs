//! extract by density.

use crate::data::{self, Sample};
use crate::measure::{Answer, Contender, Who};
use crate::peers::folds;
use crate::peers::known::Known;
use crate::peers::numpy::Kind;
#[cfg(feature = "peers")]
use crate::peers::{burn, ferray};
use crate::session::{Case, Section, Session};
use argwhere::{HasExtract, typed};
use ndarray::Array1;
use std::hint::black_box;

const LENS: [usize; 3] = [1_000, 262_144, 16 << 20];

/// Measures all cases of extract.
pub(crate) fn cases(session: &mut Session) {
    if !session.wants("extract") {
        return;
    }
    dtype::<u8>(session);
    dtype::<i16>(session);
    dtype::<i32>(session);
    dtype::<f32>(session);
    dtype::<f64>(session);
}

fn dtype<T: Sample + HasExtract + Known>(session: &mut Session) {
    if !session.has_dtype(T::DTYPE) {
        return;
    }
    for len in session.choose(&LENS, &LENS[..2]) {
        for density in session.choose(&[0.01, 0.5, 0.99], &[0.5]) {
            measure::<T>(session, len, density);
        }
    }
}

fn measure<T: Sample + HasExtract + Known>(session: &mut Session, len: usize, density: f64) {
    let x = Array1::from(data::random::<T>(len));
    let condition = Array1::from(data::sparse::<bool>(len, density));
    let dynamic = (
        bool::erase(condition.view().into_dyn()),
        T::erase(x.view().into_dyn()),
    );
    let (mask, row) = (
        condition.as_slice().expect("it is contiguous"),
        x.as_slice().expect("it is contiguous"),
    );
    let mut contenders = vec![
        Contender::new(
            Who::Typed,
            || typed::extract(black_box(&condition), &x).expect("the shapes are equal"),
            |found| Answer::bytes(found.as_slice().unwrap_or_default()),
        ),
        Contender::new(
            Who::Dynamic,
            || argwhere::extract(black_box(&dynamic.0), &dynamic.1).expect("the shapes are equal"),
            |found| Answer::Bytes(T::bytes_of(&found)),
        ),
        Contender::new(
            Who::Std,
            || folds::filtered(black_box(mask), row),
            |found| Answer::bytes(&found),
        ),
    ];
    #[cfg(feature = "peers")]
    contenders.push(ferray::extract(mask, row));
    #[cfg(feature = "peers")]
    contenders.extend(burn::extract(mask, row));
    if let Some(numpy) = &session.numpy {
        numpy.forget();
        numpy.share("m", mask, condition.shape());
        numpy.share("x", row, x.shape());
        contenders.push(numpy.expression(Who::Numpy, "x[m]", Kind::Elements));
    }
    let case = Case {
        section: Section::Extract,
        operation: "extract",
        dtype: T::DTYPE.to_owned(),
        shape: vec![len],
        variant: format!("density {density}"),
    };
    session.measure(
        case,
        &Answer::bytes(&folds::filtered(mask, row)),
        contenders,
    );
}
