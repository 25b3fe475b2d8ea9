//! The functions of the crate on several threads. (Feature `rayon`.)
//!
//! Each function has the arguments of the function of the same name and, last, a [`Par`]: how many threads may work on the
//! call. It returns the same result, bit for bit, whatever that number is. Nothing is set globally: the threads are the calling
//! one and those of the `rayon` pool in which the function is called, by `ThreadPool::install`, or otherwise of rayon's global
//! pool.
//!
//! An array of less than 1.5 MiB is searched by the calling thread. AMD processors with Zen 3 or later read fast compared with the
//! waking of a thread: there, that is so for positions of less than 64 MiB and, unless calls follow each other within 100 us, for
//! extremes and counts of less than 6 MiB and selections of less than 4 MiB. A part has about 256 KiB or more. Each thread takes the
//! next part when it is done with one, so that a call does not wait for a thread that is busy elsewhere.
//!
//! A thread that has helped stays awake for 50 us, so that the next call does not have to wake it. Meanwhile it uses its core, and
//! does no other task of its pool.
//!
//! The module is generated for every table. This one is of the standard's table.
//!
//! # Examples
//!
//! ```
//! use argwhere::par::{self, Par};
//! use argwhere::{Along, argmax};
//!
//! let x = ndarray::Array2::from_shape_fn((1000, 1000), |(i, j)| (i * 7 + j * 3) % 1001);
//! let x = x.mapv(|x| x as f32);
//! let found = par::argmax(&x, Along::axis(0), Par::rayon(2))?;
//! assert_eq!(found, argmax(&x, Along::axis(0))?);
//! # Ok::<(), argwhere::Error>(())
//! ```
// | operation | what the threads do | file |
// | --- | --- | --- |
// | extremes, `top_k`, counts, with a kept axis to cut | each writes its part of the result | `reduce` |
// | extremes and counts of a whole array that is contiguous | each searches its part of the one row | `row` |
// | the others of these | the partial results of parts are merged | `reduce`, and `partial` |
// | positions | count, then write to their part of the result | `positions` |
// | `where_` | each writes its part of the result | `select` |
//
// `cut` decides how an array is cut, and `job` has the threads take the parts. An error of a part may name an index in that
// part, so the call is then repeated without threads, which returns the error of the whole array.

mod cut;
mod job;
mod positions;
mod reduce;
mod row;
mod select;

/// The functions that generated code calls once the dtype is known.
#[doc(hidden)]
pub mod calls {
    pub use super::positions::{nonzero, places};
    pub use super::reduce::{argminmax, count_nonzero, extremum, top_k};
    pub use super::select::{where_, where_scalar};
}

pub use crate::tables::standard::standard::par::*;

use crate::error::Error;
use alloc::vec::Vec;
use core::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};

/// Calls a function with each item, on up to this many threads, and returns the results in their order.
fn each<I: Send, R: Send>(items: Vec<I>, threads: usize, work: impl Fn(I) -> R + Sync) -> Vec<R> {
    // One thread uses each slot, so that no thread waits for a lock.
    let new = |item| Mutex::new((Some(item), None));
    let slots: Vec<Mutex<(Option<I>, Option<R>)>> = items.into_iter().map(new).collect();
    job::share(slots.len(), threads, &|part| {
        let mut slot = slots[part].lock().unwrap_or_else(PoisonError::into_inner);
        slot.1 = slot.0.take().map(&work);
    });
    let results = slots.into_iter().map(Mutex::into_inner);
    results
        .filter_map(|slot| slot.unwrap_or_else(PoisonError::into_inner).1)
        .collect()
}

/// [`each`] for work that may fail: the first error, if there is one.
fn try_each<I: Send>(
    items: Vec<I>,
    threads: usize,
    work: impl Fn(I) -> Result<(), Error> + Sync,
) -> Result<(), Error> {
    each(items, threads, work).into_iter().collect()
}

/// How many threads may work on a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Par {
    /// The calling thread only.
    Seq,
    /// Up to this many threads: the calling one, and others of the current `rayon` pool.
    Rayon(NonZeroUsize),
}

impl Par {
    /// Up to this many threads, the calling one among them; for 0, as many as the current `rayon` pool has.
    ///
    /// # Examples
    ///
    /// ```
    /// use argwhere::par::Par;
    ///
    /// assert_eq!(Par::rayon(3).threads(), 3);
    /// assert_eq!(Par::rayon(0).threads(), rayon::current_num_threads());
    /// assert_eq!(Par::Seq.threads(), 1);
    /// ```
    #[must_use]
    pub fn rayon(threads: usize) -> Self {
        let all = || NonZeroUsize::new(rayon::current_num_threads());
        NonZeroUsize::new(threads)
            .or_else(all)
            .map_or(Self::Seq, Self::Rayon)
    }

    /// The largest number of threads that work on a call.
    #[must_use]
    pub fn threads(self) -> usize {
        match self {
            Self::Seq => 1,
            Self::Rayon(threads) => threads.get(),
        }
    }
}
