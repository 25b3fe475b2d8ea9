//! What a reduction costs: the parts of the model in the documentation, and the whole to compare it with.

use argwhere::partial::Candidate;
use argwhere::{Along, Index, Max};
use argwhere_mpi::Reduction;
use mpi::collective::SystemOperation;
use mpi::traits::{Communicator, CommunicatorCollectives, Destination, Source};
use std::hint::black_box;

/// The lengths of lists.
const LENGTHS: [usize; 7] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

/// Prints times in microseconds: the median of the rounds and the fastest one, which other programs do not disturb.
pub(crate) fn run<C: Communicator>(comm: &C) {
    let prints = comm.rank() == 0;
    let reduction = Reduction::<f32>::extreme::<Max>();
    for len in LENGTHS {
        // Elements in no order, so that nobody can foresee which of two is better.
        let list = |rank: u32| -> Vec<Candidate<f32>> {
            let value = |lane: u32| (lane ^ (rank << 20)).wrapping_mul(0x9e37_79b9) >> 24;
            let value = |lane| f32::from(value(lane).to_le_bytes()[0]);
            let index = Index::from(rank);
            let lanes = (0..).take(len);
            lanes
                .map(|lane| Candidate {
                    index,
                    value: value(lane),
                })
                .collect()
        };
        let mine = list(comm.rank().unsigned_abs());
        let other = list(comm.size().unsigned_abs());
        let mut all = mine.clone();
        let reduce = time(comm, len, || {
            reduction.all_reduce_into(comm, &mine, &mut all);
        });
        let merge = time(comm, len, || {
            let pairs = mine.iter().zip(&other);
            for (best, (mine, &other)) in all.iter_mut().zip(pairs) {
                *best = mine.merge::<Max>(other);
            }
            black_box(&mut all);
        });
        let message = exchange(comm, bytemuck::cast_slice(&mine));
        if prints {
            let (ranks, bytes) = (comm.size(), size_of_val(&mine[..]));
            println!(
                "{ranks} ranks, {len} candidates, {bytes} bytes: all_reduce {reduce}, merge {merge}, one message {message}"
            );
        }
    }
    let block = vec![0.5_f32; 32 << 20];
    let search = time(comm, block.len(), || {
        black_box(argwhere::argmax(&block, Along::all()).expect("not empty"));
    });
    if prints {
        let (ranks, bytes) = (comm.size(), size_of_val(&block[..]));
        println!("{ranks} ranks, argmax of a block of {bytes} bytes on each: {search}");
    }
}

/// The time that the slowest rank takes.
fn time<C: Communicator>(comm: &C, len: usize, mut act: impl FnMut()) -> String {
    let mut times: Vec<f64> = Vec::new();
    for _ in 0..rounds(len) {
        comm.barrier();
        let start = mpi::time();
        act();
        times.push((mpi::time() - start) * 1e6);
    }
    let mut slowest = times.clone();
    comm.all_reduce_into(&times[..], &mut slowest[..], SystemOperation::max());
    summary(slowest)
}

/// The time of one message between the first two ranks.
fn exchange<C: Communicator>(comm: &C, sent: &[u8]) -> String {
    let rank = comm.rank();
    if rank > 1 || comm.size() == 1 {
        return "-".into();
    }
    let other = comm.process_at_rank(1 - rank);
    let mut received = vec![0_u8; sent.len()];
    let mut times = Vec::new();
    for _ in 0..rounds(sent.len() / 12) {
        let start = mpi::time();
        if rank == 0 {
            other.send(sent);
            other.receive_into(&mut received[..]);
        } else {
            other.receive_into(&mut received[..]);
            other.send(sent);
        }
        times.push((mpi::time() - start) * 1e6 / 2.0);
    }
    summary(times)
}

/// Enough to pass over disturbances of the machine.
fn rounds(len: usize) -> usize {
    (5_000_000 / len).clamp(25, 2_001)
}

/// The median and the fastest time.
fn summary(mut times: Vec<f64>) -> String {
    times.sort_by(f64::total_cmp);
    format!("{:.2} ({:.2})", times[times.len() / 2], times[0])
}
