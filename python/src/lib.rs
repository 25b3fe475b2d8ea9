//! The extension module `argwhere._argwhere`. The kernels are those of the crate `tables`.
//!
//! | module | what it has |
//! | --- | --- |
//! | `input`, `arguments` | arguments of Python as views and parameters |
//! | `output`, `errors` | results and errors as objects of Python |
//! | `threads` | the lock of the interpreter, and several threads |
//! | `functions`, `extremes`, `bools`, `promoting` | the functions |
//! | `partial` | results of blocks |

mod arguments;
mod bools;
mod errors;
mod extremes;
mod functions;
mod input;
mod output;
mod partial;
mod promoting;
mod threads;

/// The functions, compiled from Rust.
#[pyo3::pymodule(gil_used = false)]
mod _argwhere {
    use pyo3::pymodule;

    #[pymodule_export]
    use crate::functions::{
        argmax, argmin, argminmax, argwhere, count_nonzero, extract, flatnonzero, nanargmax,
        nanargmin, nonzero, top_k,
    };
    #[pymodule_export]
    use crate::partial::Partial;
    #[pymodule_export]
    use crate::promoting::standard::{searchsorted, where_};

    /// The functions that promote as NumPy does.
    #[pymodule]
    mod numpy {
        #[pymodule_export]
        use crate::promoting::numpy::{searchsorted, where_};
    }
}
