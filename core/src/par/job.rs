//! A job whose parts are done by several threads.
//!
//! Each thread, the calling one and those of the pool, takes the next part when it is done with one. A thread of the pool needs
//! 10 us to wake up, and 50 us on a virtual machine. The calling thread works meanwhile, and it returns when every part is done: it
//! does not wait for a thread that has not taken any. Such a thread finds nothing to do later.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::any::Any;
use core::mem;
use core::panic::AssertUnwindSafe;
use core::sync::atomic::{AtomicUsize, Ordering};
use std::panic::{catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// What a thread does with the number of a part.
type Work<'a> = dyn Fn(usize) + Sync + 'a;

/// The work of a job, which may be called only as long as the job has a part that is not done.
struct Borrowed(*const Work<'static>);

// SAFETY: it is a pointer to a function that several threads may call.
unsafe impl Send for Borrowed {}
// SAFETY: as above.
unsafe impl Sync for Borrowed {}

struct Job {
    work: Borrowed,
    parts: usize,
    /// The number of the next part that a thread takes.
    next: AtomicUsize,
    state: Mutex<State>,
    /// Signalled when the last part is done.
    all_done: Condvar,
}

#[derive(Default)]
struct State {
    done: usize,
    /// What a part has panicked with.
    panic: Option<Box<dyn Any + Send>>,
}

impl Job {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does parts until all are taken.
    fn help(&self) {
        loop {
            let part = self.next.fetch_add(1, Ordering::Relaxed);
            if part >= self.parts {
                return;
            }
            // SAFETY: this part is not done, so that `share` has neither returned nor panicked, and its argument is alive.
            let work = unsafe { &*self.work.0 };
            let result = catch_unwind(AssertUnwindSafe(|| work(part)));
            let mut state = self.state();
            state.done += 1;
            match result {
                Ok(()) => {}
                Err(panic) if state.panic.is_none() => state.panic = Some(panic),
                // To drop it could panic again, before the other threads are done.
                Err(panic) => mem::forget(panic),
            }
            if state.done == self.parts {
                self.all_done.notify_one();
            }
        }
    }
}

/// Calls a function with the number of each part, on up to this many threads: the calling one, and others of the current pool.
///
/// # Panics
///
/// If a part panics, after all parts are done.
pub(super) fn share(parts: usize, threads: usize, work: &Work<'_>) {
    let work: *const Work<'_> = work;
    #[expect(
        clippy::transmute_ptr_to_ptr,
        reason = "a cast cannot lengthen the lifetime"
    )]
    // SAFETY: only the lifetime changes. `help` calls the function only before the last part is done, and this function neither
    // returns nor panics before that.
    let work: *const Work<'static> = unsafe { mem::transmute(work) };
    let job = Arc::new(Job {
        work: Borrowed(work),
        parts,
        next: AtomicUsize::new(0),
        state: Mutex::default(),
        all_done: Condvar::new(),
    });
    for _ in 1..threads.min(parts) {
        let job = Arc::clone(&job);
        rayon::spawn(move || job.help());
    }
    job.help();
    let mut state = job.state();
    while state.done < parts {
        state = job
            .all_done
            .wait(state)
            .unwrap_or_else(PoisonError::into_inner);
    }
    if let Some(panic) = state.panic.take() {
        drop(state);
        resume_unwind(panic);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;
    use std::sync::Barrier;

    /// Runs a test in a pool of some threads.
    fn in_pool(threads: usize, test: impl FnOnce() + Send) {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("threads").install(test);
    }

    #[test]
    fn each_part_is_done_once() {
        for (parts, threads) in [(0, 2), (1, 2), (7, 1), (7, 2), (100, 3), (2, 16)] {
            let times: Vec<AtomicUsize> = (0..parts).map(|_| AtomicUsize::new(0)).collect();
            let work = |part: usize| {
                times[part].fetch_add(1, Ordering::Relaxed);
            };
            in_pool(3, || share(parts, threads, &work));
            assert!(times.into_iter().all(|times| times.into_inner() == 1));
        }
    }

    #[test]
    fn threads_work_at_the_same_time() {
        let both = Barrier::new(2);
        in_pool(2, || {
            share(2, 2, &|_| {
                both.wait();
            });
        });
    }

    #[test]
    fn a_busy_thread_is_not_waited_for() {
        let busy = Barrier::new(2);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build();
        pool.expect("threads").scope(|scope| {
            scope.spawn(|_| {
                busy.wait();
            });
            let done = AtomicUsize::new(0);
            share(3, 2, &|_| {
                done.fetch_add(1, Ordering::Relaxed);
            });
            assert_eq!(done.into_inner(), 3);
            busy.wait();
        });
    }

    #[test]
    fn a_panic_of_a_part_is_that_of_the_call() {
        let done = AtomicUsize::new(0);
        let call = AssertUnwindSafe(|| {
            in_pool(2, || {
                share(5, 2, &|part| {
                    done.fetch_add(1, Ordering::Relaxed);
                    assert_ne!(part, 3, "part three");
                });
            });
        });
        assert!(catch_unwind(call).is_err());
        assert_eq!(done.into_inner(), 5);
    }

    /// What a part panics with may panic when it is dropped.
    #[test]
    fn all_parts_are_done_whatever_they_panic_with() {
        struct Panics;
        impl Drop for Panics {
            fn drop(&mut self) {
                assert!(std::thread::panicking(), "dropped");
            }
        }
        let done = AtomicUsize::new(0);
        let call = AssertUnwindSafe(|| {
            in_pool(2, || {
                share(5, 2, &|_| {
                    done.fetch_add(1, Ordering::Relaxed);
                    std::panic::panic_any(Panics);
                });
            });
        });
        mem::forget(catch_unwind(call));
        assert_eq!(done.into_inner(), 5);
    }
}
