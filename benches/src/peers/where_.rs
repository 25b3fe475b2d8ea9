//! The peers for `where_`.

use super::folds;
use super::known::KnownPair;
use super::numpy::{Kind, Numpy};
use crate::data::Sample;
use crate::functions::where_::Views;
use crate::measure::{Answer, Contender, Who};
use ndarray::{Array, Dimension, Ix1};
use std::hint::black_box;

/// The peers in this process, with a new result.
pub(crate) fn new_result<'a, P: KnownPair, D: Dimension>(
    operands: &'a Views<'a, P, D>,
) -> Vec<Contender<'a>>
where
    P::Out: 'a,
{
    let mut contenders = vec![Contender::new(
        Who::Ndarray,
        move || {
            let Views {
                condition,
                x1,
                x2,
                shape,
            } = black_box(operands);
            folds::where_::<_, _, P::Out, D>(shape, condition, x1, x2)
        },
        |found| Answer::bytes(found.as_slice().unwrap_or_default()),
    )];
    crates::<P, D>(&mut contenders, operands);
    contenders
}

/// The peers in this process, with an existing result. The crates cannot write into one and allocate a new one.
pub(crate) fn existing_result<'a, P: KnownPair>(
    operands: &'a Views<'a, P, Ix1>,
) -> Vec<Contender<'a>>
where
    P::Out: 'a,
{
    let mut contenders = vec![Contender::with_memory(
        Who::Ndarray,
        Array::from_elem(operands.condition.len(), P::Out::ZERO),
        |out| {
            folds::where_into(
                out.view_mut(),
                black_box(&operands.condition),
                &operands.x1,
                &operands.x2,
            );
        },
        |out, ()| Answer::bytes(out.as_slice().unwrap_or_default()),
    )];
    crates::<P, _>(&mut contenders, operands);
    contenders
}

/// NumPy with a new result, for the arrays `c`, `a` and `b` in NumPy.
pub(crate) fn numpy<'a>(numpy: &Numpy) -> Contender<'a> {
    numpy.expression(Who::Numpy, "np.where(c, a, b)", Kind::Elements)
}

/// NumPy with an existing result. `where` has no argument for it, so `copyto` does the work.
pub(crate) fn numpy_existing_result<'a>(numpy: &Numpy) -> Contender<'a> {
    numpy.run("out = np.where(c, a, b)");
    numpy.statement(
        Who::Numpy,
        "np.copyto(out, b); np.copyto(out, a, where=c)",
        "out",
        Kind::Elements,
    )
}

#[cfg(not(feature = "peers"))]
fn crates<P: KnownPair, D: Dimension>(_: &mut Vec<Contender<'_>>, _: &Views<'_, P, D>) {}

#[cfg(feature = "peers")]
fn crates<'a, P: KnownPair, D: Dimension>(
    contenders: &mut Vec<Contender<'a>>,
    operands: &'a Views<'a, P, D>,
) where
    P::Out: 'a,
{
    use super::arrow::Known as _;
    use super::candle::{self, Known as _};
    use super::{burn, ferray};

    let Views {
        condition,
        x1,
        x2,
        shape,
    } = operands;
    let tensors = (candle::tensor(x1), candle::tensor(x2), P::Out::dtype());
    if let (Some(a), Some(b), Some(dtype)) = tensors {
        let c = candle::condition(condition);
        contenders.push(Contender::new(
            Who::Candle,
            move || candle::where_(black_box(&c), &a, &b, shape.slice(), dtype),
            |found| match found {
                Ok(tensor) => Answer::bytes(&P::Out::elements(&tensor)),
                Err(error) => Answer::Refused(error.to_string()),
            },
        ));
    }
    // ferray, burn and arrow take arrays of one dtype, and arrow only 1-D arrays.
    if P::A::DTYPE != P::B::DTYPE {
        return;
    }
    let [x1, x2] = [
        x1.mapv(Into::<P::Out>::into).into_dyn(),
        x2.mapv(Into::<P::Out>::into).into_dyn(),
    ];
    let operands = (condition.view().into_dyn(), x1.view(), x2.view());
    let (c, a, b) = &operands;
    contenders.extend(ferray::where_(c, a, b));
    contenders.extend(burn::where_(c, a, b));
    if let (1, Some(condition), Some(x1), Some(x2)) = (
        condition.ndim(),
        condition.as_slice(),
        x1.as_slice(),
        x2.as_slice(),
    ) {
        contenders.extend(P::Out::where_(condition, x1, x2));
    }
}
