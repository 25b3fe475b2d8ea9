//! One run: what is measured, how thoroughly, and the rows that come of it.

use crate::measure::{Answer, Contender, Effort, Role, Time, Who, race};
use crate::peers::numpy::Numpy;
use std::time::{Duration, Instant};

/// What the rows of one table have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// argmax and argmin of a whole array of random elements, by length.
    Flat,
    /// The same of elements in order, and all equal.
    Order,
    /// The same where there is a NaN.
    Nan,
    /// argmax and argmin along an axis.
    Axis,
    /// argmax of arrays that are not contiguous.
    Layout,
    /// nonzero by dtype, rank and density.
    Nonzero,
    /// nonzero by length, and of arrays that are not contiguous.
    NonzeroForms,
    /// `where_` of one dtype.
    Where,
    /// `where_` of two dtypes.
    Mixed,
    /// `where_` of operands that stretch.
    Broadcast,
    /// What the faces cost on few elements.
    Dispatch,
}

/// One piece of work that contenders do.
#[derive(Clone, Debug)]
pub struct Case {
    /// The table that it stands in.
    pub section: Section,
    /// The operation: `argmax`, `argmin`, `nonzero` or `where`.
    pub operation: &'static str,
    /// The dtype, or two.
    pub dtype: String,
    /// The shape of the input.
    pub shape: Vec<usize>,
    /// What else tells it from others: an axis, a density, a layout.
    pub variant: String,
    /// How many bytes it reads.
    pub bytes: usize,
}

/// What became of a contender.
#[derive(Clone, Debug)]
pub enum Cell {
    /// It was timed.
    Timed(Time),
    /// It answered otherwise, and was not timed.
    Differs(String),
}

/// A case and what was measured.
#[derive(Clone, Debug)]
pub struct Row {
    /// The case.
    pub case: Case,
    /// The contenders.
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

    /// The fastest of the peers that `counts` lets in.
    #[must_use]
    pub fn best_peer(&self, counts: impl Fn(Who) -> bool) -> Option<(Who, Time)> {
        let peers = Who::ALL
            .into_iter()
            .filter(|who| who.role() == Role::Peer && counts(*who));
        peers
            .filter_map(|who| Some((who, self.time(who)?)))
            .min_by(|(_, a), (_, b)| a.min.total_cmp(&b.min))
    }

    /// How many times the best peer's time this crate's is the part of.
    #[must_use]
    pub fn ratio(&self) -> Option<f64> {
        self.ratio_to(|_| true)
    }

    /// The same against some of the peers.
    #[must_use]
    pub fn ratio_to(&self, counts: impl Fn(Who) -> bool) -> Option<f64> {
        let (_, peer) = self.best_peer(counts)?;
        Some(peer.min / self.time(Who::Typed)?.min)
    }
}

/// What to measure and how thoroughly.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// A few cases of each kind, in less than two minutes.
    pub quick: bool,
    /// The operations to measure; all if empty.
    pub only: Vec<String>,
}

/// A run.
pub struct Session {
    /// What it measures.
    pub options: Options,
    /// NumPy, if there is one.
    pub numpy: Option<Numpy>,
    /// What has been measured.
    pub rows: Vec<Row>,
    start: Instant,
}

impl Session {
    /// Begins a run.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self {
            options,
            numpy: Numpy::start(),
            rows: Vec::new(),
            start: Instant::now(),
        }
    }

    /// Whether the operation is asked for.
    #[must_use]
    pub fn wants(&self, operation: &str) -> bool {
        let only = &self.options.only;
        only.is_empty() || only.iter().any(|name| name == operation)
    }

    /// Whether a case of that dtype and variant belongs to the run: a quick one has a few dtypes.
    #[must_use]
    pub fn has_dtype(&self, dtype: &str) -> bool {
        !self.options.quick || matches!(dtype, "int8" | "int32" | "float32" | "float64" | "bool")
    }

    /// All of `full`, or `quick` in a quick run.
    pub fn choose<T: Clone>(&self, full: &[T], quick: &[T]) -> Vec<T> {
        if self.options.quick { quick } else { full }.to_vec()
    }

    /// Checks that the contenders agree, and times those who do.
    ///
    /// # Panics
    ///
    /// If this crate's answer is not the expected one: then there is nothing to measure.
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
                "{case:?}: {} answers {answer}, but it is {expected}",
                who.name()
            );
            let answer = match answer {
                Answer::Refused(why) => why,
                other => format!("{other}, not {expected}"),
            };
            cells.push((who, Cell::Differs(answer)));
        }
        let times = race(&mut agreeing, self.effort()).into_iter();
        let whose = agreeing.iter().map(|contender| contender.who);
        cells.extend(whose.zip(times.map(Cell::Timed)));
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
