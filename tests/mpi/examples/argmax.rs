//! The example of the guide: the largest element of an array whose rows belong to several ranks.
#![expect(clippy::cast_precision_loss, reason = "the numbers are small")]

use argwhere::partial::{Candidate, typed::Argmax};
use argwhere::{Along, Error, Max};
use mpi::collective::UserOperation;
use mpi::datatype::{MutView, UserDatatype, View};
use mpi::traits::{Communicator, CommunicatorCollectives, Equivalence};
use std::slice::{from_raw_parts, from_raw_parts_mut};

fn main() -> Result<(), Error> {
    let universe = mpi::initialize().expect("MPI starts once");
    let (world, shape) = (universe.world(), [4_000, 8]);
    let [rank, ranks] = [world.rank(), world.size()].map(|number| number.unsigned_abs() as usize);
    let [start, end] = [rank, rank + 1].map(|rank| shape[0] * rank / ranks);
    let value = |(at, column)| ((start + at) * 31 % 1009 + column) as f32;
    let block = ndarray::Array2::from_shape_fn((end - start, shape[1]), value);

    // The block of this rank, which may be empty.
    let mut found = Argmax::new(&shape, Along::all())?;
    found.update(&[start, 0], &block)?;
    let mine: Vec<Candidate<f32>> = found.candidates()?;

    // An element is a candidate, so that MPI never cuts one into parts.
    let candidate = UserDatatype::contiguous(12, &u8::equivalent_datatype());
    let merge = UserOperation::commutative(|other, mut best| {
        let (other, best, len) = (other.as_ptr(), best.as_mut_ptr(), other.len());
        // SAFETY: MPI passes `len` candidates, which need no alignment.
        let other = unsafe { from_raw_parts(other.cast::<Candidate<f32>>(), len) };
        // SAFETY: as above. The two lists are separate.
        let best = unsafe { from_raw_parts_mut(best.cast::<Candidate<f32>>(), len) };
        for (best, other) in best.iter_mut().zip(other) {
            *best = best.merge::<Max>(*other);
        }
    });
    let mut all = mine.clone();
    let sent: &[u8] = bytemuck::cast_slice(&mine);
    let received: &mut [u8] = bytemuck::cast_slice_mut(&mut all);
    // SAFETY: these are the bytes of one candidate, for the whole array is one lane.
    let sent = unsafe { View::with_count_and_datatype(sent, 1, &candidate) };
    // SAFETY: as above.
    let mut received = unsafe { MutView::with_count_and_datatype(received, 1, &candidate) };
    world.all_reduce_into(&sent, &mut received, &merge);

    println!("{}", found.with_candidates(&all)?.finish()?);
    Ok(())
}
