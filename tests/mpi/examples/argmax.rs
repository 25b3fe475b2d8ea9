//! The example of the guide: the largest element of an array whose rows belong to several ranks.
#![expect(clippy::cast_precision_loss, reason = "the numbers are small")]

use argwhere::partial::{Candidate, typed::Argmax};
use argwhere::{Along, Error, Max};
use bytemuck::{bytes_of, bytes_of_mut};
use mpi::collective::UserOperation;
use mpi::datatype::{MutView, UserDatatype, View};
use mpi::traits::{Communicator, CommunicatorCollectives, Equivalence};

fn main() -> Result<(), Error> {
    let universe = mpi::initialize().expect("MPI starts once");
    let (world, shape) = (universe.world(), [4_000, 8]);
    let [rank, ranks] = [world.rank(), world.size()].map(|number| number.unsigned_abs() as usize);
    let [start, end] = [rank, rank + 1].map(|rank| shape[0] * rank / ranks);
    let value = |(at, column)| ((start + at) * 31 % 1009 + column) as f32;
    let block = ndarray::Array2::from_shape_fn((end - start, shape[1]), value);

    // The block of this rank, which may be empty. The whole array is one lane, which has one candidate.
    let mut found = Argmax::new(&shape, Along::all())?;
    found.update(&[start, 0], &block)?;
    let mine: Candidate<f32> = found.candidates()?[0];
    let mut best = mine;

    let candidate = UserDatatype::contiguous(12, &u8::equivalent_datatype());
    let merge = UserOperation::commutative(|other, mut best| {
        // SAFETY: MPI passes one candidate, which needs no alignment.
        let other = unsafe { other.as_ptr().cast::<Candidate<f32>>().read() };
        // SAFETY: as above. The two do not overlap.
        let best = unsafe { &mut *best.as_mut_ptr().cast::<Candidate<f32>>() };
        *best = best.merge::<Max>(other);
    });
    // SAFETY: these are the bytes of one candidate.
    let sent = unsafe { View::with_count_and_datatype(bytes_of(&mine), 1, &candidate) };
    // SAFETY: as above.
    let mut all =
        unsafe { MutView::with_count_and_datatype(bytes_of_mut(&mut best), 1, &candidate) };
    world.all_reduce_into(&sent, &mut all, &merge);

    println!("{}", found.with_candidates(&[best])?.finish()?);
    Ok(())
}
