//! The promotion order as plain data: a dtype is a number, and the order is a transitively closed relation.
//!
//! A table declares *steps* `lower < upper`. Their reflexive and transitive closure is the order, and the result of a
//! pair is its *join*: the least dtype above both. Three things can happen to a pair:
//!
//! 1. Nothing lies above both: the pair is undefined.
//! 2. Exactly one of the dtypes above both has no other of them below it. In a finite order every upper bound then lies
//!    above that one, so it is the least: the join.
//! 3. Several of them have no other below them. None is the least: the join is ambiguous, and only the table's author
//!    can choose one.
//!
//! Nothing here knows about tokens, spans or Rust types, so that it can be tested against brute force.

use std::collections::VecDeque;

/// A dtype, by its position in the table.
pub(crate) type Id = usize;

/// The join of a pair, if it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Join {
    /// No dtype lies above both.
    Undefined,
    /// The least dtype above both.
    Least(Id),
    /// The minimal dtypes above both, two or more, in the order of the table.
    Ambiguous(Vec<Id>),
}

/// A step that cannot be added because its upper dtype already lies below its lower one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Loop {
    /// The refused step, as an index into the steps given.
    pub(crate) step: usize,
    /// From the step's lower dtype through its upper one back to the lower: first and last are equal.
    pub(crate) through: Vec<Id>,
}

/// A partial order of dtypes.
#[derive(Debug, Clone)]
pub(crate) struct Order {
    /// `reaches[a][b]`: b lies above a, or is a.
    reaches: Vec<Vec<bool>>,
    /// The accepted steps, upper dtypes by lower dtype.
    uppers: Vec<Vec<Id>>,
}

impl Order {
    /// The transitive closure of `steps` over `len` dtypes. A step that would close a loop is left out and reported.
    pub(crate) fn new(len: usize, steps: &[(Id, Id)]) -> (Self, Vec<Loop>) {
        let mut order = Self {
            reaches: (0..len)
                .map(|a| (0..len).map(|b| a == b).collect())
                .collect(),
            uppers: vec![Vec::new(); len],
        };
        let mut loops = Vec::new();
        for (step, &(lower, upper)) in steps.iter().enumerate() {
            if order.is_below(upper, lower) {
                let back = Paths::new(len, upper, |at| &order.uppers[at]).to(lower);
                let through = std::iter::once(lower)
                    .chain(back.unwrap_or_default())
                    .collect();
                loops.push(Loop { step, through });
            } else {
                order.add(lower, upper);
            }
        }
        (order, loops)
    }

    fn add(&mut self, lower: Id, upper: Id) {
        self.uppers[lower].push(upper);
        let above = self.reaches[upper].clone();
        for row in self.reaches.iter_mut().filter(|row| row[lower]) {
            for (reached, &new) in row.iter_mut().zip(&above) {
                *reached |= new;
            }
        }
    }

    /// Whether `lower` widens to `upper` in any number of steps, including none.
    pub(crate) fn is_below(&self, lower: Id, upper: Id) -> bool {
        self.reaches[lower][upper]
    }

    /// The least dtype above both, if there is one.
    pub(crate) fn join(&self, a: Id, b: Id) -> Join {
        let above: Vec<Id> = (0..self.reaches.len())
            .filter(|&c| self.is_below(a, c) && self.is_below(b, c))
            .collect();
        let mut minimal: Vec<Id> = above
            .iter()
            .copied()
            .filter(|&c| {
                above
                    .iter()
                    .all(|&other| other == c || !self.is_below(other, c))
            })
            .collect();
        match minimal.len() {
            0 => Join::Undefined,
            1 => Join::Least(minimal.remove(0)),
            _ => Join::Ambiguous(minimal),
        }
    }
}

/// A result for every ordered pair: the joins of an order, overridden by explicit rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Promotions {
    results: Vec<Vec<Option<Id>>>,
}

impl Promotions {
    /// An ambiguous pair that no row settles is left undefined here; [`Order::join`] finds these pairs.
    pub(crate) fn new(len: usize, order: &Order, rows: &[(Id, Id, Id)]) -> Self {
        let join = |a, b| match order.join(a, b) {
            Join::Least(result) => Some(result),
            Join::Undefined | Join::Ambiguous(_) => None,
        };
        let mut results: Vec<Vec<Option<Id>>> = (0..len)
            .map(|a| (0..len).map(|b| join(a, b)).collect())
            .collect();
        for &(a, b, result) in rows {
            results[a][b] = Some(result);
            results[b][a] = Some(result);
        }
        Self { results }
    }

    /// The result dtype of a pair.
    pub(crate) fn get(&self, a: Id, b: Id) -> Option<Id> {
        self.results[a][b]
    }

    /// The triples for which the grouping changes the result: `(a b) c` is not `a (b c)`. A triple that is undefined
    /// in one grouping and defined in the other counts. Of a triple and its mirror image only one is listed.
    pub(crate) fn nonassociative(&self) -> Vec<[Id; 3]> {
        let len = self.results.len();
        let mut triples = Vec::new();
        for a in 0..len {
            for b in 0..len {
                triples.extend(
                    (a..len)
                        .filter(|&c| self.left(a, b, c) != self.right(a, b, c))
                        .map(|c| [a, b, c]),
                );
            }
        }
        triples
    }

    /// `(a b) c`
    pub(crate) fn left(&self, a: Id, b: Id, c: Id) -> Option<Id> {
        self.get(self.get(a, b)?, c)
    }

    /// `a (b c)`
    pub(crate) fn right(&self, a: Id, b: Id, c: Id) -> Option<Id> {
        self.get(a, self.get(b, c)?)
    }
}

/// The shortest paths from one dtype to every dtype that it reaches. Of several shortest paths, the one whose edges `next`
/// lists first is taken.
pub(crate) struct Paths {
    from: Id,
    /// For each dtype, the dtype before it on its path.
    before: Vec<Option<Id>>,
}

impl Paths {
    pub(crate) fn new<'a>(len: usize, from: Id, next: impl Fn(Id) -> &'a [Id]) -> Self {
        let mut before = vec![None; len];
        let mut queue = VecDeque::from([from]);
        while let Some(at) = queue.pop_front() {
            for &upper in next(at) {
                if upper != from && before[upper].is_none() {
                    before[upper] = Some(at);
                    queue.push_back(upper);
                }
            }
        }
        Self { from, before }
    }

    /// The path to a dtype, including both ends.
    pub(crate) fn to(&self, to: Id) -> Option<Vec<Id>> {
        let mut path = vec![to];
        while let Some(previous) = self.before[path[path.len() - 1]] {
            path.push(previous);
        }
        path.reverse();
        (path[0] == self.from).then_some(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn order(len: usize, steps: &[(Id, Id)]) -> Order {
        let (order, loops) = Order::new(len, steps);
        assert_eq!(loops, [], "the steps {steps:?} contain a loop");
        order
    }

    #[test]
    fn the_join_of_a_dtype_with_itself_is_itself() {
        assert_eq!(order(1, &[]).join(0, 0), Join::Least(0));
    }

    #[test]
    fn unconnected_dtypes_have_no_join() {
        assert_eq!(order(2, &[]).join(0, 1), Join::Undefined);
    }

    #[test]
    fn a_chain_joins_at_its_upper_dtype() {
        let chain = order(4, &[(0, 1), (1, 2), (2, 3)]);
        assert_eq!(chain.join(0, 3), Join::Least(3));
        assert_eq!(chain.join(2, 1), Join::Least(2));
    }

    #[test]
    fn a_diamond_joins_at_its_top_and_two_tops_are_ambiguous() {
        let diamond = order(4, &[(0, 1), (0, 2), (1, 3), (2, 3)]);
        assert_eq!(diamond.join(1, 2), Join::Least(3));
        let two_tops = order(4, &[(0, 2), (0, 3), (1, 2), (1, 3)]);
        assert_eq!(two_tops.join(0, 1), Join::Ambiguous(vec![2, 3]));
    }

    #[test]
    fn a_loop_is_reported_with_its_way_round_and_the_rest_of_the_order_stands() {
        let (order, loops) = Order::new(4, &[(0, 1), (1, 2), (2, 0), (2, 3)]);
        assert_eq!(
            loops,
            [Loop {
                step: 2,
                through: vec![2, 0, 1, 2]
            }]
        );
        assert!(order.is_below(0, 3));
        assert!(!order.is_below(2, 0));
    }

    #[test]
    fn a_step_from_a_dtype_to_itself_is_a_loop() {
        let (_, loops) = Order::new(1, &[(0, 0)]);
        assert_eq!(
            loops,
            [Loop {
                step: 0,
                through: vec![0, 0]
            }]
        );
    }

    #[test]
    fn a_row_counts_in_both_directions_and_over_the_join() {
        let order = order(4, &[(0, 2), (1, 2), (2, 3)]);
        let promotions = Promotions::new(4, &order, &[(1, 0, 3)]);
        assert_eq!(
            [promotions.get(0, 1), promotions.get(1, 0)],
            [Some(3), Some(3)]
        );
        assert_eq!(promotions.get(0, 2), Some(2));
    }

    #[test]
    fn a_row_that_breaks_associativity_names_the_triple() {
        // NumPy in miniature: int8, uint16, int32, float32, float64; both int32 and float32 lie above int8 and uint16.
        let order = order(5, &[(0, 2), (1, 2), (0, 3), (1, 3), (2, 4), (3, 4)]);
        assert_eq!(order.join(0, 1), Join::Ambiguous(vec![2, 3]));
        let promotions = Promotions::new(5, &order, &[(0, 1, 2)]);
        assert!(promotions.nonassociative().contains(&[0, 1, 3]));
        assert_eq!(promotions.left(0, 1, 3), Some(4));
        assert_eq!(promotions.right(0, 1, 3), Some(3));
    }

    #[test]
    fn the_shortest_path_prefers_what_is_listed_first() {
        let next: [&[Id]; 4] = [&[2, 1], &[3], &[3], &[]];
        let path = |from, to| Paths::new(4, from, |at| next[at]).to(to);
        assert_eq!(path(0, 3), Some(vec![0, 2, 3]));
        assert_eq!(path(3, 0), None);
        assert_eq!(path(1, 1), Some(vec![1]));
    }

    /// The definition, spelled out: an upper bound below all upper bounds.
    fn brute_force(order: &Order, len: usize, a: Id, b: Id) -> Option<Id> {
        let bounds = || (0..len).filter(|&c| order.is_below(a, c) && order.is_below(b, c));
        bounds().find(|&least| bounds().all(|c| order.is_below(least, c)))
    }

    fn brute_force_reach(steps: &[(Id, Id)], len: usize, a: Id, b: Id) -> bool {
        let mut seen = vec![false; len];
        seen[a] = true;
        for _ in 0..len {
            for &(lower, upper) in steps {
                seen[upper] |= seen[lower];
            }
        }
        seen[b]
    }

    proptest! {
        #[test]
        fn joins_of_random_orders_agree_with_the_definition(
            len in 1..10_usize,
            pairs in prop::collection::vec((0..10_usize, 0..10_usize), 0..24),
            shuffle in prop::collection::vec(0..1000_u32, 10),
        ) {
            // Steps that only go up in a random ranking of the dtypes cannot form a loop.
            let rank = |id: Id| (shuffle[id], id);
            let steps: Vec<(Id, Id)> = pairs
                .into_iter()
                .filter(|&(a, b)| a < len && b < len && a != b)
                .map(|(a, b)| if rank(a) < rank(b) { (a, b) } else { (b, a) })
                .collect();
            let order = order(len, &steps);
            for a in 0..len {
                for b in 0..len {
                    prop_assert_eq!(order.is_below(a, b), brute_force_reach(&steps, len, a, b));
                    let expected = brute_force(&order, len, a, b);
                    match order.join(a, b) {
                        Join::Least(least) => prop_assert_eq!(Some(least), expected),
                        Join::Undefined => {
                            prop_assert_eq!(expected, None);
                            prop_assert!((0..len).all(|c| !(order.is_below(a, c) && order.is_below(b, c))));
                        }
                        Join::Ambiguous(minimal) => {
                            prop_assert_eq!(expected, None);
                            prop_assert!(minimal.len() > 1);
                            prop_assert!(minimal.iter().all(|&c| order.is_below(a, c) && order.is_below(b, c)));
                        }
                    }
                }
            }
        }

        #[test]
        fn steps_with_loops_leave_an_order(
            pairs in prop::collection::vec((0..8_usize, 0..8_usize), 0..30),
        ) {
            let (order, loops) = Order::new(8, &pairs);
            for a in 0..8 {
                for b in 0..8 {
                    prop_assert!(a == b || !(order.is_below(a, b) && order.is_below(b, a)));
                }
            }
            for found in loops {
                prop_assert_eq!(found.through.first(), found.through.last());
                let (lower, upper) = pairs[found.step];
                prop_assert_eq!((found.through[0], found.through[1]), (lower, upper));
                for edge in found.through.windows(2) {
                    prop_assert!(pairs.contains(&(edge[0], edge[1])));
                }
            }
        }
    }
}
