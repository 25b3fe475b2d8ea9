//! The operations as data: one row each.
//!
//! These rows determine the names in `operations { .. }` and `only(..)` and the messages about them, the tables in the
//! documentation, the modules of kernels, the dynamic functions, the implementations of traits and the short bounds. Code
//! for a single operation is in the file of [`expand::ops`](crate::expand) that its [`Folder`] names.

use std::ops::Deref;

/// Every operation. A new one is a row here and, unless it shares a folder, a file in `expand/ops`.
static ROWS: &[Row] = &[
    Row {
        name: "argmax",
        folder: Folder::Extremum,
        arguments: &["Max"],
        arity: Arity::Array,
        parameters: &[Parameter::Along],
        outputs: &[("out", Output::Indices)],
        needs_order: true,
        needs_bool: false,
        table_trait: "HasExtremum",
        bound: "Argmax",
        short_bound: ShortBound::Ordered,
        chosen: "largest element",
    },
    Row {
        name: "argmin",
        folder: Folder::Extremum,
        arguments: &["Min"],
        arity: Arity::Array,
        parameters: &[Parameter::Along],
        outputs: &[("out", Output::Indices)],
        needs_order: true,
        needs_bool: false,
        table_trait: "HasExtremum",
        bound: "Argmin",
        short_bound: ShortBound::Ordered,
        chosen: "smallest element",
    },
    Row {
        name: "nanargmax",
        folder: Folder::Extremum,
        arguments: &["NanMax"],
        arity: Arity::Array,
        parameters: &[Parameter::Along],
        outputs: &[("out", Output::Indices)],
        needs_order: true,
        needs_bool: false,
        table_trait: "HasExtremum",
        bound: "Nanargmax",
        short_bound: ShortBound::Ordered,
        chosen: "largest element that is not NaN",
    },
    Row {
        name: "nanargmin",
        folder: Folder::Extremum,
        arguments: &["NanMin"],
        arity: Arity::Array,
        parameters: &[Parameter::Along],
        outputs: &[("out", Output::Indices)],
        needs_order: true,
        needs_bool: false,
        table_trait: "HasExtremum",
        bound: "Nanargmin",
        short_bound: ShortBound::Ordered,
        chosen: "smallest element that is not NaN",
    },
    Row {
        name: "argminmax",
        folder: Folder::Extremum,
        arguments: &[],
        arity: Arity::Array,
        parameters: &[Parameter::Along],
        outputs: &[("argmin", Output::Indices), ("argmax", Output::Indices)],
        needs_order: true,
        needs_bool: false,
        table_trait: "HasArgminmax",
        bound: "Argminmax",
        short_bound: ShortBound::Ordered,
        chosen: "smallest and of the largest element",
    },
    Row {
        name: "nonzero",
        folder: Folder::Nonzero,
        arguments: &[],
        arity: Arity::Array,
        parameters: &[],
        outputs: &[("indices", Output::IndexVectors)],
        needs_order: false,
        needs_bool: false,
        table_trait: "HasNonzero",
        bound: "Nonzero",
        short_bound: ShortBound::HasNonzero,
        chosen: "nonzero elements",
    },
    Row {
        name: "top_k",
        folder: Folder::TopK,
        arguments: &[],
        arity: Arity::Array,
        parameters: &[Parameter::K, Parameter::Axis, Parameter::Mode],
        outputs: &[("values", Output::Array), ("indices", Output::Indices)],
        needs_order: true,
        needs_bool: false,
        table_trait: "HasTopK",
        bound: "TopK",
        short_bound: ShortBound::Ordered,
        chosen: "`k` largest or smallest elements",
    },
    Row {
        name: "where_",
        folder: Folder::Where,
        arguments: &[],
        arity: Arity::Pair,
        parameters: &[],
        outputs: &[("out", Output::Array)],
        needs_order: false,
        needs_bool: true,
        table_trait: "HasWhere",
        bound: "Where",
        short_bound: ShortBound::PromotesWith,
        chosen: "elements of `x1` where `condition` is true, and of `x2` elsewhere",
    },
    Row {
        name: "count_nonzero",
        folder: Folder::CountNonzero,
        arguments: &[],
        arity: Arity::Array,
        parameters: &[Parameter::Axes],
        outputs: &[("out", Output::Indices)],
        needs_order: false,
        needs_bool: false,
        table_trait: "HasCountNonzero",
        bound: "CountNonzero",
        short_bound: ShortBound::HasNonzero,
        chosen: "nonzero elements",
    },
    Row {
        name: "argwhere",
        folder: Folder::Argwhere,
        arguments: &["IndexRows"],
        arity: Arity::Array,
        parameters: &[],
        outputs: &[("indices", Output::IndexRows)],
        needs_order: false,
        needs_bool: false,
        table_trait: "HasPlaces",
        bound: "Argwhere",
        short_bound: ShortBound::HasNonzero,
        chosen: "nonzero elements",
    },
    Row {
        name: "flatnonzero",
        folder: Folder::Argwhere,
        arguments: &["FlatPositions"],
        arity: Arity::Array,
        parameters: &[],
        outputs: &[("indices", Output::Positions)],
        needs_order: false,
        needs_bool: false,
        table_trait: "HasPlaces",
        bound: "Flatnonzero",
        short_bound: ShortBound::HasNonzero,
        chosen: "nonzero elements",
    },
    Row {
        name: "extract",
        folder: Folder::Extract,
        arguments: &[],
        arity: Arity::Masked,
        parameters: &[],
        outputs: &[("out", Output::Array)],
        needs_order: false,
        needs_bool: true,
        table_trait: "HasExtract",
        bound: "Extract",
        short_bound: ShortBound::HasExtract,
        chosen: "elements of `x` where `condition` is true",
    },
    Row {
        name: "searchsorted",
        folder: Folder::Searchsorted,
        arguments: &[],
        arity: Arity::Pair,
        parameters: &[Parameter::Search],
        outputs: &[("out", Output::Indices)],
        needs_order: true,
        needs_bool: false,
        table_trait: "HasSearchsorted",
        bound: "Searchsorted",
        short_bound: ShortBound::ComparesWith,
        chosen: "positions at which the elements of `x2` can be inserted into the sorted array `x1`",
    },
];

/// An operation.
pub(crate) struct Row {
    /// The name of the function and of the module of its kernels, as a table spells it. The standard's name has no trailing
    /// `_`.
    pub(crate) name: &'static str,
    /// The place of its code, here and in `argwhere`.
    pub(crate) folder: Folder,
    /// The type arguments that choose it among the operations of its folder.
    pub(crate) arguments: &'static [&'static str],
    /// Its operands.
    pub(crate) arity: Arity,
    /// Its parameters after the operands.
    pub(crate) parameters: &'static [Parameter],
    /// Its results, each with the name of the parameter that the `_into` form writes it to.
    pub(crate) outputs: &'static [(&'static str, Output)],
    /// Whether an `unordered` dtype lacks it.
    pub(crate) needs_order: bool,
    /// Whether a table needs a dtype of type `bool` for it.
    pub(crate) needs_bool: bool,
    /// The trait that a table with the operation implements, in the module of its folder.
    pub(crate) table_trait: &'static str,
    /// The bound on element types, in the module `bounds` of `argwhere`.
    pub(crate) bound: &'static str,
    /// The bound that each table generates.
    pub(crate) short_bound: ShortBound,
    /// The elements that it finds or takes, in the words of the documentation.
    pub(crate) chosen: &'static str,
}

/// A file of `expand/ops`, and the folder of `ops` in `argwhere` that its code calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Folder {
    Extremum,
    Nonzero,
    TopK,
    Where,
    CountNonzero,
    Argwhere,
    Extract,
    Searchsorted,
}

impl Folder {
    /// The name of the folder in `argwhere`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Extremum => "extremum",
            Self::Nonzero => "nonzero",
            Self::TopK => "top_k",
            Self::Where => "where_",
            Self::CountNonzero => "count_nonzero",
            Self::Argwhere => "argwhere",
            Self::Extract => "extract",
            Self::Searchsorted => "searchsorted",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arity {
    /// An array.
    Array,
    /// Two arrays whose dtypes promote. In `where_`, a condition comes before them.
    Pair,
    /// A condition, and an array of its shape.
    Masked,
}

/// A parameter that is not an operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parameter {
    /// An axis or the whole array, and `keepdims`.
    Along,
    /// One or several axes or the whole array, and `keepdims`.
    Axes,
    /// A side and a sorter.
    Search,
    /// The number of elements to find.
    K,
    /// One axis.
    Axis,
    /// Whether the largest or the smallest elements are wanted.
    Mode,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Output {
    /// An array of indices.
    Indices,
    /// One vector of indices per axis.
    IndexVectors,
    /// A matrix with one row of indices per element.
    IndexRows,
    /// A vector of positions in row-major order.
    Positions,
    /// An array of a dtype of the table.
    Array,
}

/// A trait of a table's module that bounds element types in generic code. It may stand for several operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ShortBound {
    Ordered,
    HasNonzero,
    PromotesWith,
    HasExtract,
    ComparesWith,
}

impl ShortBound {
    pub(crate) const ALL: [Self; 5] = [
        Self::Ordered,
        Self::HasNonzero,
        Self::PromotesWith,
        Self::HasExtract,
        Self::ComparesWith,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ordered => "Ordered",
            Self::HasNonzero => "HasNonzero",
            Self::PromotesWith => "PromotesWith",
            Self::HasExtract => "HasExtract",
            Self::ComparesWith => "ComparesWith",
        }
    }
}

/// An operation, as the position of its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Operation(usize);

impl Operation {
    pub(crate) fn all() -> impl Iterator<Item = Self> + Clone {
        (0..ROWS.len()).map(Self)
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::all().find(|operation| operation.name == name)
    }
}

impl Deref for Operation {
    type Target = Row;

    fn deref(&self) -> &Row {
        &ROWS[self.0]
    }
}

/// A set of operations, with a bit per operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Operations(u32);

const _: () = assert!(
    ROWS.len() <= u32::BITS as usize,
    "a set has a bit for each row"
);

impl Operations {
    pub(crate) const NONE: Self = Self(0);

    pub(crate) fn all() -> Self {
        Operation::all().collect()
    }

    pub(crate) fn has(self, operation: Operation) -> bool {
        self.0 & (1 << operation.0) != 0
    }

    pub(crate) fn insert(&mut self, operation: Operation) {
        self.0 |= 1 << operation.0;
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Its operations, in the order of the rows.
    pub(crate) fn iter(self) -> impl Iterator<Item = Operation> + Clone {
        Operation::all().filter(move |&operation| self.has(operation))
    }

    /// The names, in the order of the rows.
    pub(crate) fn names(self) -> impl Iterator<Item = &'static str> {
        self.iter().map(|operation| ROWS[operation.0].name)
    }
}

impl FromIterator<Operation> for Operations {
    fn from_iter<I: IntoIterator<Item = Operation>>(operations: I) -> Self {
        let mut set = Self::NONE;
        operations
            .into_iter()
            .for_each(|operation| set.insert(operation));
        set
    }
}
