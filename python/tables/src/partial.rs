//! A search of blocks, whichever operation it is.

use crate::tables::standard::{Array, ArrayView, partial};
use argwhere::{Along, AlongAxes, Error, Index, Mode};
use ndarray::{Array1, Array2, ArrayD};
use serde::{Deserialize, Serialize};

/// An operation that has a partial result, with its parameters.
pub enum Operation {
    Argmax(Along),
    Argmin(Along),
    Nanargmax(Along),
    Nanargmin(Along),
    Argminmax(Along),
    TopK { k: usize, axis: isize, mode: Mode },
    CountNonzero(AlongAxes),
    Nonzero,
    Argwhere,
    Flatnonzero,
}

/// A search, and what it has found so far.
#[derive(Clone, Serialize, Deserialize)]
pub struct Search(Found);

#[derive(Clone, Serialize, Deserialize)]
enum Found {
    Argmax(partial::Argmax),
    Argmin(partial::Argmin),
    Nanargmax(partial::Nanargmax),
    Nanargmin(partial::Nanargmin),
    Argminmax(partial::Argminmax),
    TopK(partial::TopK),
    CountNonzero(partial::CountNonzero),
    Nonzero(partial::Nonzero),
    Argwhere(partial::Nonzero),
    Flatnonzero(partial::Nonzero),
}

/// What a search returns.
pub enum Outcome {
    Indices(ArrayD<Index>),
    Both(ArrayD<Index>, ArrayD<Index>),
    Best(Array, ArrayD<Index>),
    PerAxis(Vec<Array1<Index>>),
    Rows(Array2<Index>),
    Flat(Array1<Index>),
}

/// One expression for any search.
macro_rules! each {
    ($search:expr, $found:ident => $result:expr) => {
        match $search {
            Found::Argmax($found) => $result,
            Found::Argmin($found) => $result,
            Found::Nanargmax($found) => $result,
            Found::Nanargmin($found) => $result,
            Found::Argminmax($found) => $result,
            Found::TopK($found) => $result,
            Found::CountNonzero($found) => $result,
            Found::Nonzero($found) | Found::Argwhere($found) | Found::Flatnonzero($found) => {
                $result
            }
        }
    };
}

impl Search {
    /// The search of no block of an array of this shape.
    pub fn new(operation: Operation, shape: &[usize]) -> Result<Self, Error> {
        let found = match operation {
            Operation::Argmax(along) => partial::Argmax::new(shape, along).map(Found::Argmax),
            Operation::Argmin(along) => partial::Argmin::new(shape, along).map(Found::Argmin),
            Operation::Nanargmax(along) => {
                partial::Nanargmax::new(shape, along).map(Found::Nanargmax)
            }
            Operation::Nanargmin(along) => {
                partial::Nanargmin::new(shape, along).map(Found::Nanargmin)
            }
            Operation::Argminmax(along) => {
                partial::Argminmax::new(shape, along).map(Found::Argminmax)
            }
            Operation::TopK { k, axis, mode } => {
                partial::TopK::new(shape, k, axis, mode).map(Found::TopK)
            }
            Operation::CountNonzero(along) => {
                partial::CountNonzero::new(shape, along).map(Found::CountNonzero)
            }
            Operation::Nonzero => partial::Nonzero::new(shape).map(Found::Nonzero),
            Operation::Argwhere => partial::Nonzero::new(shape).map(Found::Argwhere),
            Operation::Flatnonzero => partial::Nonzero::new(shape).map(Found::Flatnonzero),
        };
        found.map(Self)
    }

    /// The shape of the whole array.
    #[must_use]
    pub fn shape(&self) -> &[usize] {
        each!(&self.0, found => found.shape())
    }

    /// The number of elements in the blocks so far.
    #[must_use]
    pub fn covered(&self) -> u64 {
        each!(&self.0, found => found.covered())
    }

    /// The name of the function.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        match &self.0 {
            Found::Argmax(_) => "argmax",
            Found::Argmin(_) => "argmin",
            Found::Nanargmax(_) => "nanargmax",
            Found::Nanargmin(_) => "nanargmin",
            Found::Argminmax(_) => "argminmax",
            Found::TopK(_) => "top_k",
            Found::CountNonzero(_) => "count_nonzero",
            Found::Nonzero(_) => "nonzero",
            Found::Argwhere(_) => "argwhere",
            Found::Flatnonzero(_) => "flatnonzero",
        }
    }

    /// Adds a block.
    pub fn update(&mut self, origin: &[usize], block: ArrayView<'_>) -> Result<(), Error> {
        each!(&mut self.0, found => found.update(origin, block))
    }

    /// Adds the result of other blocks.
    pub fn merge(&mut self, other: Self) -> Result<(), Error> {
        let this = self.operation();
        let that = other.operation();
        match (&mut self.0, other.0) {
            (Found::Argmax(found), Found::Argmax(other)) => found.merge(other),
            (Found::Argmin(found), Found::Argmin(other)) => found.merge(other),
            (Found::Nanargmax(found), Found::Nanargmax(other)) => found.merge(other),
            (Found::Nanargmin(found), Found::Nanargmin(other)) => found.merge(other),
            (Found::Argminmax(found), Found::Argminmax(other)) => found.merge(other),
            (Found::TopK(found), Found::TopK(other)) => found.merge(other),
            (Found::CountNonzero(found), Found::CountNonzero(other)) => found.merge(other),
            (Found::Nonzero(found), Found::Nonzero(other))
            | (Found::Argwhere(found), Found::Argwhere(other))
            | (Found::Flatnonzero(found), Found::Flatnonzero(other)) => found.merge(other),
            _ => Err(Error::OtherSearch {
                this: this.into(),
                other: that.into(),
            }),
        }
    }

    /// What the function returns for the whole array.
    pub fn finish(self) -> Result<Outcome, Error> {
        match self.0 {
            Found::Argmax(found) => found.finish().map(Outcome::Indices),
            Found::Argmin(found) => found.finish().map(Outcome::Indices),
            Found::Nanargmax(found) => found.finish().map(Outcome::Indices),
            Found::Nanargmin(found) => found.finish().map(Outcome::Indices),
            Found::CountNonzero(found) => found.finish().map(Outcome::Indices),
            Found::Argminmax(found) => found
                .finish()
                .map(|(least, most)| Outcome::Both(least, most)),
            Found::TopK(found) => found
                .finish()
                .map(|(values, indices)| Outcome::Best(values, indices)),
            Found::Nonzero(found) => found.finish().map(Outcome::PerAxis),
            Found::Argwhere(found) => found.finish_rows().map(Outcome::Rows),
            Found::Flatnonzero(found) => found.finish_flat().map(Outcome::Flat),
        }
    }

    /// The result as bytes.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(self)
    }

    /// The result that was written as bytes.
    pub fn from_bytes(data: &[u8]) -> Result<Self, postcard::Error> {
        let (search, rest) = postcard::take_from_bytes(data)?;
        if rest.is_empty() {
            Ok(search)
        } else {
            Err(postcard::Error::DeserializeBadEncoding)
        }
    }
}
