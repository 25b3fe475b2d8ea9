//! Checks the searches of an MPI job against those of one process: `mpirun -n 4 argwhere-mpi`.
//!
//! With the argument `die` or `panic`, one rank kills itself or panics while the others wait for it. With `cost`, the job
//! prints what a reduction costs.

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
    // A rank that unwinds would wait in `MPI_Finalize` for the others, and they for it.
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        report(panic);
        std::process::abort();
    }));
    let Some(universe) = mpi::initialize() else {
        eprintln!("MPI is initialized already");
        return ExitCode::FAILURE;
    };
    let world = universe.world();
    match std::env::args().nth(1).as_deref() {
        None => check::run(&world),
        Some("die") => without_last(&world, || {
            // No handler sees this signal, so that the rank cannot tell anyone.
            let killed = Command::new("sh").args(["-c", "kill -9 $PPID"]).status();
            unreachable!("killed: {killed:?}")
        }),
        Some("panic") => without_last(&world, || panic!("the last rank panics")),
        Some("cost") => cost::run(&world),
        Some(other) => {
            eprintln!("no mode `{other}`: call it without one, or with `die`, `panic` or `cost`");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// The last rank ends. The others are in the reduction by then.
fn without_last(world: &impl Communicator, end: impl FnOnce()) {
    if world.rank() + 1 == world.size() {
        sleep(Duration::from_millis(500));
        return end();
    }
    let mine = [Candidate {
        index: 0,
        value: 1_i32,
    }];
    let mut all = mine;
    Reduction::extreme::<Max>().all_reduce_into(world, &mine, &mut all);
    // The job would end without an error, and the test would fail.
    println!("the reduction ended without the last rank");
}
