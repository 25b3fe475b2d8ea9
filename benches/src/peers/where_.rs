//! The peers of `where_`.

use super::folds;
use super::numpy::{Kind, Numpy};
use crate::data::Sample;
use crate::measure::{Answer, Contender, Who};
use crate::where_::{Pair, Views};
use ndarray::{Array, Dimension, Ix1};
use std::hint::black_box;

/// Those in this process, into a new array.
pub(crate) fn fresh<'a, P: Pair, D: Dimension>(of: &'a Views<'a, P, D>) -> Vec<Contender<'a>>
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
            } = black_box(of);
            folds::select::<_, _, P::Out, D>(shape, condition, x1, x2)
        },
        |found| Answer::bytes(found.as_slice().unwrap_or_default()),
    )];
    crates::<P, D>(&mut contenders, of);
    contenders
}

/// Those in this process, into a given array; candle and arrow cannot, and make a new one.
pub(crate) fn given<'a, P: Pair>(of: &'a Views<'a, P, Ix1>) -> Vec<Contender<'a>>
where
    P::Out: 'a,
{
    let mut contenders = vec![Contender::given(
        Who::Ndarray,
        Array::from_elem(of.condition.len(), P::Out::ZERO),
        |out| folds::select_into(out.view_mut(), black_box(&of.condition), &of.x1, &of.x2),
        |out, ()| Answer::bytes(out.as_slice().unwrap_or_default()),
    )];
    crates::<P, _>(&mut contenders, of);
    contenders
}

/// NumPy's way, of the arrays that it knows as `c`, `a` and `b`.
pub(crate) fn numpy<'a>(numpy: &Numpy) -> Contender<'a> {
    numpy.expression(Who::Numpy, "np.where(c, a, b)", Kind::Elements)
}

/// The same into a given array, which `where` has no argument for.
pub(crate) fn numpy_given<'a>(numpy: &Numpy) -> Contender<'a> {
    numpy.run("out = np.where(c, a, b)");
    numpy.statement(
        Who::Numpy,
        "np.copyto(out, b); np.copyto(out, a, where=c)",
        "out",
        Kind::Elements,
    )
}

#[cfg(not(feature = "peers"))]
fn crates<P: Pair, D: Dimension>(_: &mut Vec<Contender<'_>>, _: &Views<'_, P, D>) {}

#[cfg(feature = "peers")]
fn crates<'a, P: Pair, D: Dimension>(contenders: &mut Vec<Contender<'a>>, of: &'a Views<'a, P, D>)
where
    P::Out: 'a,
{
    use super::arrow::Known as _;
    use super::candle::{self, Known as _};

    let Views {
        condition,
        x1,
        x2,
        shape,
    } = of;
    let tensors = (candle::tensor(x1), candle::tensor(x2), P::Out::dtype());
    if let (Some(a), Some(b), Some(dtype)) = tensors {
        let c = candle::condition(condition);
        contenders.push(Contender::new(
            Who::Candle,
            move || candle::select(black_box(&c), &a, &b, shape.slice(), dtype),
            |found| match found {
                Ok(tensor) => Answer::bytes(&P::Out::elements(&tensor)),
                Err(error) => Answer::Refused(error.to_string()),
            },
        ));
    }
    // arrow has rows of one dtype.
    if condition.ndim() == 1 && P::A::DTYPE == P::B::DTYPE {
        let condition: Vec<bool> = condition.iter().copied().collect();
        let x1: Vec<P::Out> = x1.iter().map(|&element| element.into()).collect();
        let x2: Vec<P::Out> = x2.iter().map(|&element| element.into()).collect();
        contenders.extend(P::Out::select(&condition, &x1, &x2));
    }
}
