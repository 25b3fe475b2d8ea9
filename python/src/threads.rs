//! When a call lets other threads of Python run, and on how many threads it runs itself.

use argwhere::par::Par;
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::process;
use std::sync::{Arc, Mutex, PoisonError};

/// A call that reads fewer bytes keeps the lock of the interpreter, because to release it would take longer than the search.
const RELEASES: usize = 1 << 15;

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

    /// Runs a search of so many bytes.
    pub fn run<R: Send>(
        self,
        py: Python<'_>,
        nbytes: usize,
        work: impl FnOnce(Par) -> R + Send,
    ) -> PyResult<R> {
        if nbytes < RELEASES {
            Ok(work(Par::Seq))
        } else if self.0 == 1 {
            Ok(py.detach(|| work(Par::Seq)))
        } else {
            py.detach(|| Ok(pool()?.install(|| work(Par::rayon(self.0)))))
        }
    }
}

/// The threads of this process. A forked process has none of its parent's, so that it starts its own.
fn pool() -> PyResult<Arc<ThreadPool>> {
    static POOL: Mutex<Option<(u32, Arc<ThreadPool>)>> = Mutex::new(None);
    let mut pool = POOL.lock().unwrap_or_else(PoisonError::into_inner);
    let process = process::id();
    if let Some((owner, threads)) = &*pool
        && *owner == process
    {
        return Ok(Arc::clone(threads));
    }
    let threads = ThreadPoolBuilder::new()
        .thread_name(|number| format!("argwhere-{number}"))
        .build()
        .map_err(|error| {
            PyRuntimeError::new_err(format!("no threads could be started: {error}"))
        })?;
    let threads = Arc::new(threads);
    // The pool of the parent must not be dropped: its threads are not here to be stopped.
    std::mem::forget(pool.replace((process, Arc::clone(&threads))));
    Ok(threads)
}
