//! `nonzero` of dynamic and of static rank.

use crate::element::Element;
use crate::kernel::nonzero::{SPARE, count_all};
use crate::layout::without;
use crate::table::Nonzero;
use crate::{Error, Index};
use alloc::vec::Vec;
use ndarray::{Array1, ArrayBase, ArrayViewD, Axis, Data, Dimension, Ix1, Ix2, Ix3, Ix4, Ix5, Ix6};

/// The dynamic function.
pub fn search<M: Nonzero<T>, T: Element>(
    x: &ArrayViewD<'_, T>,
) -> Result<Vec<Array1<Index>>, Error> {
    Ok(indices::<M, T>(x)?
        .into_iter()
        .map(Array1::from_vec)
        .collect())
}

/// The typed function.
pub fn typed<M: Nonzero<T>, T: Element, D: Indexed>(
    x: &ArrayBase<impl Data<Elem = T>, D>,
) -> Result<D::Indices, Error> {
    let indices = search::<M, T>(&x.view().into_dyn())?;
    Ok(D::collect(indices))
}

/// An array's static rank, at least 1: what `nonzero` answers for it.
#[diagnostic::on_unimplemented(
    message = "nonzero needs an array of static rank 1 to 6",
    label = "the dimension of this array is `{Self}`",
    note = "nonzero of a 0-d array is not defined; an array of dynamic rank goes to the dynamic `nonzero`"
)]
pub trait Indexed: Dimension {
    /// One array of indices an axis.
    type Indices;
    /// The arrays of all axes.
    fn collect(indices: Vec<Array1<Index>>) -> Self::Indices;
}

macro_rules! indexed {
    ($($dimension:ident $rank:literal)*) => {$(
        #[diagnostic::do_not_recommend]
        impl Indexed for $dimension {
            type Indices = [Array1<Index>; $rank];

            fn collect(indices: Vec<Array1<Index>>) -> Self::Indices {
                match indices.try_into() {
                    Ok(indices) => indices,
                    Err(_) => unreachable!("there is one array an axis"),
                }
            }
        }
    )*};
}

indexed! { Ix1 1 Ix2 2 Ix3 3 Ix4 4 Ix5 5 Ix6 6 }

fn indices<M: Nonzero<T>, T: Element>(x: &ArrayViewD<'_, T>) -> Result<Vec<Vec<Index>>, Error> {
    if x.ndim() == 0 {
        return Err(Error::ZeroDimensional {
            operation: "nonzero",
        });
    }
    let found = if x.is_empty() {
        0
    } else {
        count_all::<T, M::Rows>(x)
    };
    let axes = x.ndim();
    let too_large = |_| Error::TooLarge {
        shape: [axes, found].into(),
        item: size_of::<Index>(),
    };
    let mut indices = Vec::new();
    for _ in 0..axes {
        let mut positions = Vec::new();
        positions
            .try_reserve_exact(found.saturating_add(SPARE))
            .map_err(too_large)?;
        indices.push(positions);
    }
    if found > 0 {
        // An axis of length one has the index 0 everywhere, and need not be looped over.
        let (mut single, mut long): (Vec<_>, Vec<_>) =
            (0..axes).partition(|&axis| x.len_of(Axis(axis)) == 1);
        if long.is_empty() {
            long.extend(single.pop());
        }
        let gone: Vec<Axis> = single.iter().rev().copied().map(Axis).collect();
        let mut searched: Vec<Vec<Index>> = long
            .iter()
            .map(|&axis| core::mem::take(&mut indices[axis]))
            .collect();
        M::indices(without(x.clone(), &gone), &mut searched);
        for (axis, positions) in long.into_iter().zip(searched) {
            indices[axis] = positions;
        }
        for axis in single {
            indices[axis].resize(found, 0);
        }
    }
    Ok(indices)
}
