//! One run: its options, its cases, and the rows that it measures.

use crate::measure::{Answer, Contender, Effort, Role, Time, Who, race};
use crate::peers::numpy::Numpy;
use std::time::{Duration, Instant};

/// The operations that [`Options::only`] may name, and the groups of cases of several operations.
pub const OPERATIONS: [&str; 13] = [
    "argmax",
    "argmin",
    "nanargmax",
    "argminmax",
    "nonzero",
    "count_nonzero",
    "extract",
    "where",
    "searchsorted",
    "top_k",
    "half",
    "small",
    "dispatch",
];

/// The table of the report that a row belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// argmax and argmin of a whole array, random elements.
    Flat,
    /// argmax and argmin of a whole array, sorted or constant elements.
    Order,
    /// argmax and argmin of a whole array with a NaN.
    Nan,
    /// argmax and argmin along an axis.
    Axis,
    /// argmax of arrays that are not contiguous.
    Layout,
    /// nonzero by dtype, rank and density.
    Nonzero,
    /// nonzero by length and layout.
    NonzeroLayout,
    /// `where_` of one dtype.
    Where,
    /// `where_` of two dtypes.
    Mixed,
    /// `where_` with broadcast operands.
    Broadcast,
    /// nanargmax and argminmax.
    Skipping,
    /// `count_nonzero`.
    Count,
    /// extract.
    Extract,
    /// searchsorted.
    Sorted,
    /// `top_k`.
    TopK,
    /// float16 and bfloat16.
    Halves,
    /// Every operation on small arrays.
    Small,
    /// The overhead of the dynamic and typed functions on few elements.
    Dispatch,
}

/// One task that all contenders do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The table of the case.
    pub section: Section,
    /// The operation, one of [`OPERATIONS`].
    pub operation: &'static str,
    /// The dtype, or two dtypes separated by a comma.
    pub dtype: String,
    /// The shape of the input.
    pub shape: Vec<usize>,
    /// An axis, a density, a layout or another detail. May be empty.
    pub variant: String,
}

/// The result of one contender.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Its time.
    Timed(Time),
    /// Its answer, which differs from the expected one. The contender was not timed.
    Differs(String),
}

/// A case and its measurements.
#[derive(Clone, Debug)]
pub struct Row {
    /// The case.
    pub case: Case,
    /// One cell per contender.
    pub cells: Vec<(Who, Cell)>,
}

impl Row {
    /// The time of a contender, if it was timed.
    #[must_use]
    pub fn time(&self, who: Who) -> Option<Time> {
        self.cells.iter().find_map(|(other, cell)| match cell {
            Cell::Timed(time) if *other == who => Some(*time),
            _ => None,
        })
    }

    /// The fastest of the peers for which `counts` is true.
    #[must_use]
    pub fn best_peer(&self, counts: impl Fn(Who) -> bool) -> Option<(Who, Time)> {
        let peers = Who::ALL
            .into_iter()
            .filter(|who| who.role() == Role::Peer && counts(*who));
        peers
            .filter_map(|who| Some((who, self.time(who)?)))
            .min_by(|(_, a), (_, b)| a.min.total_cmp(&b.min))
    }

    /// The time of the best peer divided by the time of argwhere's typed function.
    #[must_use]
    pub fn ratio(&self) -> Option<f64> {
        self.ratio_to(|_| true)
    }

    /// The time of the best of some peers divided by the time of argwhere's typed function.
    #[must_use]
    pub fn ratio_to(&self, counts: impl Fn(Who) -> bool) -> Option<f64> {
        let (_, peer) = self.best_peer(counts)?;
        Some(peer.min / self.time(Who::Typed)?.min)
    }
}

/// The operations to measure, and how thoroughly.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Measure only a few cases of each kind, in less than two minutes.
    pub quick: bool,
    /// The [`OPERATIONS`] to measure; all if empty.
    pub only: Vec<String>,
}

/// A run in progress.
pub struct Session {
    /// The options of the run.
    pub options: Options,
    /// NumPy, if it is installed.
    pub numpy: Option<Numpy>,
    /// The rows measured so far.
    pub rows: Vec<Row>,
    start: Instant,
}

impl Session {
    /// Starts a run.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self {
            options,
            numpy: Numpy::start(),
            rows: Vec::new(),
            start: Instant::now(),
        }
    }

    /// Whether the run measures an operation.
    #[must_use]
    pub fn wants(&self, operation: &str) -> bool {
        let only = &self.options.only;
        only.is_empty() || only.iter().any(|name| name == operation)
    }

    /// Whether the run measures a dtype: a quick run measures a few of them.
    #[must_use]
    pub fn has_dtype(&self, dtype: &str) -> bool {
        !self.options.quick || matches!(dtype, "int8" | "int32" | "float32" | "float64" | "bool")
    }

    /// All of `full`, or `quick` in a quick run.
    pub fn choose<T: Clone>(&self, full: &[T], quick: &[T]) -> Vec<T> {
        if self.options.quick { quick } else { full }.to_vec()
    }

    /// Compares each contender's answer with the expected one, and times those whose answer is equal to it.
    ///
    /// # Panics
    ///
    /// If argwhere's answer differs from the expected one.
    pub fn measure(&mut self, case: Case, expected: &Answer, mut contenders: Vec<Contender<'_>>) {
        let mut cells = Vec::new();
        let mut agreeing = Vec::new();
        for contender in &mut contenders {
            let role = contender.who.role();
            let answer = contender.work.answer();
            if role == Role::Limit || answer == *expected {
                agreeing.push(contender);
                continue;
            }
            let who = contender.who;
            assert!(
                role == Role::Peer,
                "{case:?}: {} returned {answer} instead of {expected}",
                who.name()
            );
            let answer = match answer {
                Answer::Refused(why) => why,
                other => format!("{other} instead of {expected}"),
            };
            cells.push((who, Cell::Differs(answer)));
        }
        let times = race(&mut agreeing, self.effort()).into_iter();
        let names = agreeing.iter().map(|contender| contender.who);
        for (who, times) in names.zip(times) {
            cells.push((who, Cell::Timed(times.own)));
            let baseline = times
                .baseline
                .map(|time| (Who::Baseline, Cell::Timed(time)));
            cells.extend(baseline);
        }
        let row = Row { case, cells };
        self.show(&row);
        self.rows.push(row);
    }

    fn effort(&self) -> Effort {
        if self.options.quick {
            Effort {
                batch: Duration::from_micros(200),
                rounds: 9,
            }
        } else {
            Effort {
                batch: Duration::from_micros(400),
                rounds: 21,
            }
        }
    }

    fn show(&self, row: &Row) {
        let Case {
            operation,
            dtype,
            shape,
            variant,
            ..
        } = &row.case;
        let seconds = self.start.elapsed().as_secs();
        let number = self.rows.len() + 1;
        let ratio = row.ratio().map_or_else(
            || "no peer".to_owned(),
            |ratio| format!("{ratio:.2} times as fast as the best peer"),
        );
        eprintln!(
            "{:02}:{:02} {number:4} {operation} {dtype} {shape:?} {variant}: {ratio}",
            seconds / 60,
            seconds % 60
        );
    }
}
