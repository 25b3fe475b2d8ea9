//! Times the contenders for one task in turns.
//!
//! A disturbance of the machine lasts longer than a batch of calls. So every round times one short batch of each
//! contender, and the report shows the minimum over the rounds. A disturbance then affects either all contenders, or
//! only a few rounds of each.

use argwhere::__private::{Level, assume_level, detected};
use argwhere::Index;
use ndarray::{Array, Dimension};
use std::fmt;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// A contender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Who {
    /// argwhere's typed function. Ratios are relative to it.
    Typed,
    /// argwhere's dynamic function.
    Dynamic,
    /// argwhere's typed function without its SIMD levels: at the baseline of the architecture.
    Baseline,
    /// argwhere's named kernel, called directly.
    Kernel,
    /// argminmax, where the first NaN wins.
    Argminmax,
    /// argminmax, ignoring NaN.
    ArgminmaxIgnoringNan,
    /// NumKong, which finds both extremes, and passes over NaN.
    Numkong,
    /// Plain folds and loops over ndarray.
    Ndarray,
    /// The standard library: iterators, `partition_point`, `select_nth_unstable`.
    Std,
    /// ndarray-stats.
    NdarrayStats,
    /// candle-core on the CPU.
    Candle,
    /// ferray.
    Ferray,
    /// burn-flex, burn's backend for the processor.
    Burn,
    /// arrow: `zip` for `where_`, and the set indices of a mask for nonzero.
    Arrow,
    /// arrow: `filter` of an array of positions, for nonzero.
    ArrowFilter,
    /// NumPy.
    Numpy,
    /// bottleneck, which works on NumPy arrays.
    Bottleneck,
    /// The maximum value without its index, in the widest vectors.
    Maximum,
    /// Reading the input once.
    Reading,
    /// Copying as many bytes as the result has.
    Copying,
    /// argwhere's function of int16, on as many bytes.
    Int16,
    /// argwhere's function on several threads.
    OnThreads,
    /// Reading the input once, on several threads.
    ReadingOnThreads,
}

/// The role of a contender in the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It is argwhere.
    This,
    /// It does the same task.
    Peer,
    /// It does only a part of the task, and shows the limit of the machine.
    Limit,
}

impl Who {
    /// All contenders, in the order of the report's columns.
    pub const ALL: [Self; 23] = [
        Self::Typed,
        Self::Dynamic,
        Self::Baseline,
        Self::Kernel,
        Self::Argminmax,
        Self::ArgminmaxIgnoringNan,
        Self::Numkong,
        Self::Ndarray,
        Self::Std,
        Self::NdarrayStats,
        Self::Candle,
        Self::Ferray,
        Self::Burn,
        Self::Arrow,
        Self::ArrowFilter,
        Self::Numpy,
        Self::Bottleneck,
        Self::Maximum,
        Self::Reading,
        Self::Copying,
        Self::Int16,
        Self::OnThreads,
        Self::ReadingOnThreads,
    ];

    /// The name in the report.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Typed => "argwhere",
            Self::Dynamic => "argwhere, dynamic",
            Self::Baseline => "argwhere, baseline",
            Self::Kernel => "argwhere, named kernel",
            Self::Argminmax => "argminmax",
            Self::ArgminmaxIgnoringNan => "argminmax, ignoring NaN",
            Self::Numkong => "NumKong, both extremes",
            Self::Ndarray => "ndarray",
            Self::Std => "std",
            Self::NdarrayStats => "ndarray-stats",
            Self::Candle => "candle",
            Self::Ferray => "ferray",
            Self::Burn => "burn-flex",
            Self::Arrow => "arrow",
            Self::ArrowFilter => "arrow filter",
            Self::Numpy => "NumPy",
            Self::Bottleneck => "bottleneck",
            Self::Maximum => "limit: maximum",
            Self::Reading => "limit: reading",
            Self::Copying => "limit: copying",
            Self::Int16 => "limit: int16",
            Self::OnThreads => "argwhere, two threads",
            Self::ReadingOnThreads => "limit: two threads reading",
        }
    }

    /// The role of the contender.
    #[must_use]
    pub const fn role(self) -> Role {
        match self {
            Self::Typed | Self::Dynamic | Self::Baseline | Self::Kernel | Self::OnThreads => {
                Role::This
            }
            Self::Maximum
            | Self::Reading
            | Self::Copying
            | Self::Int16
            | Self::ReadingOnThreads => Role::Limit,
            _ => Role::Peer,
        }
    }

    /// Whether the first NaN wins, as in argwhere.
    #[must_use]
    pub const fn propagates_nan(self) -> bool {
        matches!(
            self,
            Self::Argminmax | Self::Burn | Self::Ferray | Self::Numpy
        )
    }
}

/// A result, in one form for all contenders.
#[derive(Clone, PartialEq)]
pub enum Answer {
    /// Lists of indices.
    Indices(Vec<Vec<Index>>),
    /// The bytes of the elements.
    Bytes(Vec<u8>),
    /// The error of a contender that does not support the task.
    Refused(String),
}

impl Answer {
    /// One index.
    #[must_use]
    pub fn index(index: usize) -> Self {
        Self::Indices(vec![vec![index as Index]])
    }

    /// An array of indices, in row-major order.
    #[must_use]
    pub fn array<D: Dimension>(indices: Array<Index, D>) -> Self {
        Self::Indices(vec![indices.iter().copied().collect()])
    }

    /// The bytes of the elements of a result.
    #[must_use]
    pub fn bytes<T: bytemuck::NoUninit>(elements: &[T]) -> Self {
        Self::Bytes(bytemuck::cast_slice(elements).to_vec())
    }
}

impl fmt::Display for Answer {
    /// A short answer in full, or the size of a long one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Indices(lists) => match lists.as_slice() {
                [list] if list.len() <= 4 => write!(f, "{list:?}"),
                lists => write!(
                    f,
                    "{} lists, {} indices",
                    lists.len(),
                    lists.iter().map(Vec::len).sum::<usize>()
                ),
            },
            Self::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Self::Refused(why) => f.write_str(why),
        }
    }
}

/// A task that can be checked and timed.
pub trait Work {
    /// Does the task once and returns the result.
    fn answer(&mut self) -> Answer;

    /// Does the task `calls` times and returns the duration of all calls.
    fn time(&mut self, calls: u32) -> Duration;
}

/// A contender and its task.
pub struct Contender<'a> {
    /// The contender.
    pub who: Who,
    /// Its task.
    pub work: Box<dyn Work + 'a>,
}

/// A task in this process. It may write its result to `memory`.
struct InProcess<M, F, A> {
    memory: M,
    work: F,
    answer: A,
}

impl<M, R, F: FnMut(&mut M) -> R, A: Fn(&M, R) -> Answer> Work for InProcess<M, F, A> {
    fn answer(&mut self) -> Answer {
        let result = (self.work)(&mut self.memory);
        (self.answer)(&self.memory, result)
    }

    fn time(&mut self, calls: u32) -> Duration {
        let start = Instant::now();
        for _ in 0..calls {
            // The result is dropped inside the timed loop, because freeing it is part of the cost of a new array.
            black_box((self.work)(black_box(&mut self.memory)));
        }
        start.elapsed()
    }
}

impl<'a> Contender<'a> {
    /// A task that returns its result, and the conversion of the result to an answer.
    pub fn new<R: 'a>(
        who: Who,
        work: impl Fn() -> R + 'a,
        answer: impl Fn(R) -> Answer + 'a,
    ) -> Self {
        Self::with_memory(who, (), move |()| work(), move |(), result| answer(result))
    }

    /// A task that writes its result to existing memory.
    pub fn with_memory<M: 'a, R: 'a>(
        who: Who,
        memory: M,
        work: impl FnMut(&mut M) -> R + 'a,
        answer: impl Fn(&M, R) -> Answer + 'a,
    ) -> Self {
        let work = Box::new(InProcess {
            memory,
            work,
            answer,
        });
        Self { who, work }
    }

    /// A limit. Its answer is not checked.
    ///
    /// # Panics
    ///
    /// If `who` is not a limit.
    pub fn limit<R: 'a>(who: Who, work: impl Fn() -> R + 'a) -> Self {
        assert!(who.role() == Role::Limit, "{who:?} is not a limit");
        Self::new(who, work, |_| Answer::Bytes(Vec::new()))
    }
}

/// The time of one call.
#[derive(Clone, Copy, Debug)]
pub struct Time {
    /// The minimum over all rounds, in nanoseconds.
    pub min: f64,
    /// The median over all rounds, in nanoseconds.
    pub median: f64,
}

impl Time {
    /// The time of the samples of all rounds.
    fn of(mut samples: Vec<f64>) -> Self {
        samples.sort_by(f64::total_cmp);
        Self {
            min: samples[0],
            median: samples[samples.len() / 2],
        }
    }
}

/// How long and how often to measure.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// The duration of a batch of calls.
    pub batch: Duration,
    /// The number of rounds. Tasks that take several milliseconds get fewer.
    pub rounds: usize,
}

/// The times of a contender.
#[derive(Clone, Copy, Debug)]
pub struct Times {
    /// As it is.
    pub own: Time,
    /// At the baseline level. Only of argwhere's typed function, and if the processor has a higher level.
    pub baseline: Option<Time>,
}

/// A contender and its samples during a race.
struct Runner<'w, 'a> {
    work: &'w mut Box<dyn Work + 'a>,
    calls: u32,
    rounds: usize,
    samples: Vec<f64>,
    baseline: Option<Vec<f64>>,
}

impl<'w, 'a> Runner<'w, 'a> {
    fn new(contender: &'w mut Contender<'a>, effort: Effort) -> Self {
        let has_levels = contender.who == Who::Typed && detected() > Level::Baseline;
        let work = &mut contender.work;
        let mut calls = 1;
        let mut spent = work.time(calls);
        while spent < effort.batch / 8 && calls < u32::MAX / 4 {
            calls *= 4;
            spent = work.time(calls);
        }
        let call = spent.as_secs_f64() / f64::from(calls);
        let rounds = match call {
            ..0.002 => effort.rounds,
            ..0.02 => effort.rounds.div_ceil(2),
            ..0.1 => effort.rounds.div_ceil(3),
            _ => 3,
        };
        Self {
            work,
            calls: (effort.batch.as_secs_f64() / call).ceil().max(1.0) as u32,
            rounds,
            samples: Vec::with_capacity(rounds),
            baseline: has_levels.then(|| Vec::with_capacity(rounds)),
        }
    }

    fn sample(&mut self) {
        if self.samples.len() == self.rounds {
            return;
        }
        let sample = self.nanoseconds();
        self.samples.push(sample);
        if self.baseline.is_some() {
            let level = detected();
            assume_level(Level::Baseline);
            let sample = self.nanoseconds();
            assume_level(level);
            self.baseline.get_or_insert_default().push(sample);
        }
    }

    /// The duration of a call in a batch.
    fn nanoseconds(&mut self) -> f64 {
        if self.calls < 8 {
            // The previous contender has evicted this one's data from the caches. In a long batch that does not matter,
            // but a short one needs a warm-up. One call is not enough if L3 is a victim cache, which is filled only by
            // evictions from L2.
            self.work.time(self.calls);
        }
        let (work, calls) = (&mut self.work, self.calls);
        let spent = with_deeper_stack(self.samples.len(), &mut || work.time(calls));
        spent.as_secs_f64() * 1e9 / f64::from(self.calls)
    }

    fn times(self) -> Times {
        Times {
            own: Time::of(self.samples),
            baseline: self.baseline.map(Time::of),
        }
    }
}

/// Runs `work` with the stack pointer `steps` frames lower.
///
/// The address of the stack, relative to the cache lines and pages of the input, can slow a call of about 10 ns by a
/// third. It does not change within a process. So every round uses another stack address, and the minimum is that of
/// the best address for each contender.
#[inline(never)]
fn with_deeper_stack<R>(steps: usize, work: &mut dyn FnMut() -> R) -> R {
    // Together with the saved registers, the frame is an odd multiple of 16 bytes. So a few steps reach every aligned
    // offset in a cache line.
    let frame = black_box([0_u8; 112]);
    let result = if steps == 0 {
        work()
    } else {
        with_deeper_stack(steps - 1, work)
    };
    black_box(&frame);
    result
}

/// Times the contenders in turns.
pub fn race<'a>(contenders: &mut [&mut Contender<'a>], effort: Effort) -> Vec<Times> {
    let mut runners: Vec<Runner<'_, 'a>> = contenders
        .iter_mut()
        .map(|contender| Runner::new(contender, effort))
        .collect();
    for round in 0..effort.rounds {
        // The order changes from round to round, so that in each round another contender has filled the caches before.
        let first = round / 2 % runners.len().max(1);
        let (later, earlier) = runners.split_at_mut(first);
        let in_turn = earlier.iter_mut().chain(later.iter_mut());
        if round % 2 == 0 {
            in_turn.for_each(Runner::sample);
        } else {
            in_turn.rev().for_each(Runner::sample);
        }
    }
    runners.into_iter().map(Runner::times).collect()
}
