//! A job whose parts are done by several threads.
//!
//! Each thread, the calling one and those of the pool, takes the next part when it is done with one. A thread of the pool needs
//! 10 us to wake up, and 50 us on a virtual machine. The calling thread works meanwhile, and it returns when every part is done: it
//! does not wait for a thread that has not taken any. Such a thread finds nothing to do later.
//!
//! A thread that has helped stays awake for about as long as waking it takes, and takes the next job of the same calling thread
//! without delay. Meanwhile it does nothing else: a thread that did other tasks of its pool could stay away for long, while its
//! caller counts on it.

use crate::tuning::par::{AWAKE, QUICK, QUICK_CALLS, SPINS};
use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::any::Any;
use core::hint::spin_loop;
use core::mem;
use core::panic::AssertUnwindSafe;
use core::ptr;
use core::sync::atomic::{AtomicUsize, Ordering};
use std::panic::{catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;
use std::{thread, thread_local};

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
    /// How many parts are done.
    done: AtomicUsize,
    /// What a part has panicked with.
    panic: Mutex<Option<Box<dyn Any + Send>>>,
    /// Signalled, with the lock of `panic`, when the last part is done.
    all_done: Condvar,
    /// Those of the calling thread.
    helpers: Arc<Helpers>,
}

impl Job {
    fn panic(&self) -> MutexGuard<'_, Option<Box<dyn Any + Send>>> {
        self.panic.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_done(&self) -> bool {
        // What the threads have written for the parts is then seen by this one.
        self.done.load(Ordering::Acquire) == self.parts
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
            if let Err(new) = catch_unwind(AssertUnwindSafe(|| work(part))) {
                let mut panic = self.panic();
                if panic.is_none() {
                    *panic = Some(new);
                } else {
                    // To drop it could panic again, before the other threads are done.
                    mem::forget(new);
                }
            }
            if self.done.fetch_add(1, Ordering::AcqRel) + 1 == self.parts {
                // With the lock, so that the calling thread is not between its look at `done` and its sleep.
                let _lock = self.panic();
                self.all_done.notify_one();
            }
        }
    }

    /// Waits until every part is done, and returns what one has panicked with. The last part ends soon, so that the calling thread
    /// goes to sleep only if it takes long.
    fn wait(&self) -> Option<Box<dyn Any + Send>> {
        let start = Instant::now();
        while !self.is_done() && waits_since(start) {}
        let mut panic = self.panic();
        while !self.is_done() {
            let woken = self.all_done.wait(panic);
            panic = woken.unwrap_or_else(PoisonError::into_inner);
        }
        panic.take()
    }
}

/// Waits a little, and returns whether a thread that has waited since then stays awake. At first it gives way to no other thread: what
/// it waits for comes in less time than that takes.
fn waits_since(start: Instant) -> bool {
    let waited = start.elapsed();
    if waited < SPINS {
        spin_loop();
    } else {
        thread::yield_now();
    }
    waited < AWAKE
}

/// The threads of a pool that work for a calling thread: those that were called and have not gone back to the pool.
#[derive(Default)]
struct Helpers {
    called: Mutex<Called>,
    /// The number of jobs in `called`.
    given: AtomicUsize,
}

#[derive(Default)]
struct Called {
    threads: usize,
    /// A job for each thread that has not taken it yet.
    jobs: Vec<Arc<Job>>,
    /// When the calling thread last asked whether it has helpers, and how often in quick succession.
    asked: Option<Instant>,
    times: u32,
}

thread_local! {
    /// The helpers of this thread.
    static HELPERS: Arc<Helpers> = Arc::default();
}

impl Helpers {
    fn called(&self) -> MutexGuard<'_, Called> {
        self.called.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there are threads, or calls follow each other so quickly that waking one pays.
    fn are_near(&self) -> bool {
        let mut called = self.called();
        let now = Instant::now();
        let is_quick = called
            .asked
            .is_some_and(|asked| now.duration_since(asked) < QUICK);
        called.asked = Some(now);
        called.times = if is_quick {
            called.times.saturating_add(1)
        } else {
            0
        };
        called.threads > 0 || called.times >= QUICK_CALLS
    }

    /// Gives a job to this many threads, and returns how many more the caller must call. Earlier jobs need no more threads.
    fn give(&self, job: &Arc<Job>, threads: usize) -> usize {
        let mut called = self.called();
        let here = threads.min(called.threads);
        called.jobs.clear();
        called.jobs.extend((0..here).map(|_| Arc::clone(job)));
        called.threads += threads - here;
        self.given.store(here, Ordering::Release);
        threads - here
    }

    /// The next job for this thread, if there is one soon. If there is none, the thread goes back to the pool.
    fn next(&self) -> Option<Arc<Job>> {
        // A calling thread of the pool may take what it has called another thread for. There is no next job meanwhile.
        let is_own = HELPERS.try_with(|own| ptr::eq(&raw const **own, self));
        if is_own == Ok(false) {
            let start = Instant::now();
            while self.given.load(Ordering::Acquire) == 0 && waits_since(start) {}
        }
        let mut called = self.called();
        let job = called.jobs.pop();
        self.given.store(called.jobs.len(), Ordering::Release);
        if job.is_none() {
            called.threads -= 1;
        }
        job
    }
}

/// Does parts of a job, and of those that come soon after it.
fn help(mut job: Arc<Job>) {
    loop {
        job.help();
        let next = job.helpers.next();
        match next {
            Some(next) => job = next,
            None => return,
        }
    }
}

/// Whether other threads help at once, or soon. It is asked once per call.
pub(super) fn has_helpers() -> bool {
    HELPERS
        .try_with(|helpers| helpers.are_near())
        .unwrap_or(false)
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
        done: AtomicUsize::new(0),
        panic: Mutex::default(),
        all_done: Condvar::new(),
        // A thread that ends has none.
        helpers: HELPERS.try_with(Arc::clone).unwrap_or_default(),
    });
    let others = threads.min(parts).saturating_sub(1);
    for _ in 0..job.helpers.give(&job, others) {
        let job = Arc::clone(&job);
        rayon::spawn(move || help(job));
    }
    job.help();
    if let Some(panic) = job.wait() {
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

    /// Waits until the threads that were called for this one have gone back to their pool.
    fn until_alone() {
        HELPERS.with(|helpers| {
            while helpers.called().threads > 0 {
                rayon::yield_now();
            }
        });
    }

    #[test]
    fn a_thread_is_called_once_for_jobs_in_succession_and_goes_back() {
        in_pool(2, || {
            for _ in 0..100 {
                let both = Barrier::new(2);
                share(2, 2, &|_| {
                    both.wait();
                });
                assert!(HELPERS.with(|helpers| helpers.called().threads) <= 1);
            }
            until_alone();
            assert!(HELPERS.with(|helpers| helpers.called().jobs.is_empty()));
        });
    }

    /// The threads of the pool work for each other, and for tasks of the user.
    #[test]
    fn many_threads_share_jobs_at_the_same_time() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build();
        pool.expect("threads").scope(|scope| {
            for caller in 0..8 {
                scope.spawn(move |_| {
                    for parts in 0..200 {
                        let sum = AtomicUsize::new(0);
                        share(parts % 7, 3, &|part| {
                            sum.fetch_add(part + caller, Ordering::Relaxed);
                        });
                        let expected = (0..parts % 7).map(|part| part + caller).sum();
                        assert_eq!(sum.into_inner(), expected);
                        rayon::spawn(thread::yield_now);
                    }
                    until_alone();
                });
            }
        });
    }

    #[test]
    fn quick_calls_wake_a_thread() {
        thread::spawn(|| {
            assert!(!has_helpers());
            let soon = |_| has_helpers();
            // A machine that is busy may take longer between them.
            assert!((0..1_000_000).any(soon), "no quick calls");
        })
        .join()
        .expect("quick calls");
    }
}
