//! The user-defined operation of MPI that merges lists of candidates.

use argwhere::partial::Candidate;
use argwhere::{Extreme, Mode};
use bytemuck::{CheckedBitPattern, NoUninit, Pod, Zeroable};
use mpi::Count;
use mpi::collective::UserOperation;
use mpi::datatype::{DynBuffer, DynBufferMut, MutView, UserDatatype, View};
use mpi::traits::{CommunicatorCollectives, Equivalence};
use std::marker::PhantomData;
use std::slice;

/// An element type that travels as plain data: itself, or `u8` for bool.
pub trait Wire: NoUninit + Zeroable + CheckedBitPattern<Bits: Pod + PartialOrd> {}

impl<T: NoUninit + Zeroable + CheckedBitPattern<Bits: Pod + PartialOrd>> Wire for T {}

/// A reduction of the candidates of each lane, for elements of type `T`.
pub struct Reduction<T> {
    /// The candidates of one lane, so that MPI never cuts a lane into parts.
    lane: UserDatatype,
    width: usize,
    operation: UserOperation<'static>,
    elements: PhantomData<T>,
}

impl<T: Pod + PartialOrd> Reduction<T> {
    /// Keeps the extreme element of each lane.
    #[must_use]
    pub fn extreme<E: Extreme>() -> Self {
        Self::new(1, |best, other| best[0] = best[0].merge::<E>(other[0]))
    }

    /// Keeps the `k` best elements of each lane.
    ///
    /// # Panics
    ///
    /// If the candidates of a lane have more bytes than MPI can count.
    #[must_use]
    pub fn top_k(k: usize, mode: Mode) -> Self {
        Self::new(k, move |best, other| {
            Candidate::merge_sorted(best, other, mode);
        })
    }

    fn new(
        width: usize,
        merge: impl Fn(&mut [Candidate<T>], &[Candidate<T>]) + Sync + 'static,
    ) -> Self {
        let operation = move |other: DynBuffer<'_>, mut best: DynBufferMut<'_>| {
            let len = best.len() * width;
            let other = other.as_ptr().cast::<Candidate<T>>();
            let best = best.as_mut_ptr().cast::<Candidate<T>>();
            // SAFETY: both are as many lanes as MPI says, each of `width` candidates. These are plain data without alignment.
            let other = unsafe { slice::from_raw_parts(other, len) };
            // SAFETY: as above. MPI does not let the two overlap.
            let best = unsafe { slice::from_raw_parts_mut(best, len) };
            for (best, other) in best.chunks_mut(width).zip(other.chunks(width)) {
                merge(best, other);
            }
        };
        let bytes = width.saturating_mul(size_of::<Candidate<T>>());
        let bytes = Count::try_from(bytes).expect("a lane has more bytes than MPI can count");
        Self {
            lane: UserDatatype::contiguous(bytes, &u8::equivalent_datatype()),
            width,
            // The index decides between equal elements, so that the order of the ranks does not matter.
            operation: UserOperation::commutative(operation),
            elements: PhantomData,
        }
    }

    /// Merges the lists of all ranks into a list that every rank gets.
    ///
    /// # Panics
    ///
    /// If the lists are not of whole lanes or of different lengths, or have more lanes than MPI can count.
    pub fn all_reduce_into(
        &self,
        comm: &impl CommunicatorCollectives,
        sent: &[Candidate<T>],
        merged: &mut [Candidate<T>],
    ) {
        assert_eq!(sent.len(), merged.len());
        // Without lanes, or with lanes of no candidate, there is nothing to merge. This is so on every rank.
        if sent.is_empty() {
            return;
        }
        assert_eq!(sent.len() % self.width, 0);
        let lanes = Count::try_from(sent.len() / self.width).expect("too many lanes for MPI");
        let (sent, merged): (&[u8], &mut [u8]) =
            (bytemuck::cast_slice(sent), bytemuck::cast_slice_mut(merged));
        // SAFETY: the list is `lanes` lanes of bytes.
        let sent = unsafe { View::with_count_and_datatype(sent, lanes, &self.lane) };
        // SAFETY: as above.
        let mut merged = unsafe { MutView::with_count_and_datatype(merged, lanes, &self.lane) };
        comm.all_reduce_into(&sent, &mut merged, &self.operation);
    }
}

/// The merged lists of all ranks.
pub(crate) fn all_reduce<T: Wire>(
    comm: &impl CommunicatorCollectives,
    reduction: &Reduction<T::Bits>,
    list: &[Candidate<T>],
) -> Vec<Candidate<T>> {
    let sent = list.iter().map(|&Candidate { index, value }| Candidate {
        index,
        value: bytemuck::cast::<T, T::Bits>(value),
    });
    let sent: Vec<Candidate<T::Bits>> = sent.collect();
    let mut merged = vec![Candidate::none(); sent.len()];
    reduction.all_reduce_into(comm, &sent, &mut merged);
    let merged = merged
        .into_iter()
        .map(|Candidate { index, value }| Candidate {
            index,
            value: bytemuck::checked::cast::<T::Bits, T>(value),
        });
    merged.collect()
}
