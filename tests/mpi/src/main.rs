//! Checks the searches of an MPI job against those of one process: `mpirun -n 4 argwhere-mpi`.
//!
//! With the argument `die`, one rank kills itself while the others wait for it. With `cost`, it prints what a reduction
//! costs.

mod check;
mod cost;

use argwhere::Max;
use argwhere::partial::Candidate;
use argwhere_mpi::Reduction;
use mpi::traits::Communicator;
use std::process::{Command, ExitCode};
use std::thread::sleep;
use std::time::Duration;

fn main() -> ExitCode {
    let Some(universe) = mpi::initialize() else {
        eprintln!("MPI is initialized already");
        return ExitCode::FAILURE;
    };
    let world = universe.world();
    match std::env::args().nth(1).as_deref() {
        None => check::run(&world),
        Some("die") => die(&world),
        Some("cost") => cost::run(&world),
        Some(other) => {
            eprintln!("no mode `{other}`: call it without one, or with `die` or `cost`");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// The last rank kills itself. The others are in the reduction by then.
fn die(world: &impl Communicator) {
    if world.rank() + 1 == world.size() {
        sleep(Duration::from_millis(500));
        // No handler sees this signal, so that the rank cannot tell anyone.
        let killed = Command::new("sh").args(["-c", "kill -9 $PPID"]).status();
        panic!("still alive: {killed:?}");
    }
    let mine = [Candidate {
        index: 0,
        value: 1_i32,
    }];
    let mut all = mine;
    Reduction::extreme::<Max>().all_reduce_into(world, &mine, &mut all);
    unreachable!("the reduction ended without the last rank");
}
