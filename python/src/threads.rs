//! When a call lets other threads of Python run, and on how many threads it runs itself.

use argwhere::par::Par;
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};
use std::{process, ptr};

/// A call that reads fewer bytes keeps the lock of the interpreter, because to release it would take longer than the search.
const RELEASES: usize = 1 << 15;

/// How often other code of Python may have run during a call.
static OTHERS_RAN: AtomicUsize = AtomicUsize::new(0);

/// A number that has grown if other code of Python may have run since, in this thread or in others.
pub fn others_ran() -> usize {
    OTHERS_RAN.load(Ordering::Relaxed)
}

/// Must be called before code of Python runs, or the lock of the interpreter is released.
pub fn let_others_run() {
    OTHERS_RAN.fetch_add(1, Ordering::Relaxed);
}

/// The parameter `threads`: the largest number of threads that work on a call.
#[derive(Clone, Copy)]
pub struct Threads(usize);

impl Threads {
    pub const ONE: Self = Self(1);

    pub fn new(threads: isize) -> PyResult<Self> {
        match usize::try_from(threads) {
            Ok(threads) if threads > 0 => Ok(Self(threads)),
            _ => Err(PyValueError::new_err(format!(
                "threads is {threads} and must be at least 1"
            ))),
        }
    }

    /// Whether a search of so many bytes runs on the calling thread only.
    pub fn is_one_for(self, nbytes: usize) -> bool {
        self.0 == 1 || nbytes < RELEASES
    }

    /// Runs a search of so many bytes.
    pub fn run<R: Send>(
        self,
        py: Python<'_>,
        nbytes: usize,
        work: impl FnOnce(Par) -> R + Send,
    ) -> PyResult<R> {
        if nbytes < RELEASES {
            return Ok(work(Par::Seq));
        }
        let_others_run();
        if self.0 == 1 {
            Ok(py.detach(|| work(Par::Seq)))
        } else {
            py.detach(|| Ok(pool()?.install(|| work(Par::rayon(self.0)))))
        }
    }
}

/// The threads of a process, and which process that is.
struct Pool {
    process: u32,
    threads: ThreadPool,
}

/// The threads of this process. A forked process has none of its parent's, so that it starts its own.
fn pool() -> PyResult<&'static ThreadPool> {
    // Not a lock: a process that is forked while another thread holds it would wait for ever.
    static POOL: AtomicPtr<Pool> = AtomicPtr::new(ptr::null_mut());
    let process = process::id();
    let known = POOL.load(Ordering::Acquire);
    // SAFETY: the pointer is null, or is that of a pool that is never dropped.
    if let Some(pool) = unsafe { known.as_ref() }
        && pool.process == process
    {
        return Ok(&pool.threads);
    }
    let threads = ThreadPoolBuilder::new()
        .thread_name(|number| format!("argwhere-{number}"))
        .build()
        .map_err(|error| {
            PyRuntimeError::new_err(format!("no threads could be started: {error}"))
        })?;
    // The pool of the parent is not dropped either: its threads are not here to be stopped.
    let new: &'static Pool = Box::leak(Box::new(Pool { process, threads }));
    let pointer = ptr::from_ref(new).cast_mut();
    // If another thread was faster, two pools remain, and both work.
    let _ = POOL.compare_exchange(known, pointer, Ordering::AcqRel, Ordering::Acquire);
    Ok(&new.threads)
}
