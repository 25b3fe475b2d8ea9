//! A table that obeys every rule: what [`check`](crate::check) makes and [`expand`](crate::expand) reads.

use crate::lattice::{Id, Order, Promotions};
use proc_macro2::{Span, TokenStream};
use syn::{Attribute, Expr, Ident, Type, Visibility};

/// Rust's own types that `argwhere` has kernels for, and that `as` converts to one another.
pub(crate) const PRIMITIVES: [&str; 11] = [
    "bool", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f32", "f64",
];

/// The largest rank that `ndarray` has a static type for.
pub(crate) const LARGEST_RANK: usize = 6;

/// The ranks of a table that does not say.
pub(crate) const DEFAULT_MAX_RANK: usize = 4;

/// The table.
pub(crate) struct Model {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) name: Ident,
    /// The table's marker type: `Terrain` for `mod terrain`.
    pub(crate) marker: Ident,
    pub(crate) krate: TokenStream,
    /// Kernels exist for the ranks up to this one; higher ranks loop over it.
    pub(crate) max_rank: usize,
    pub(crate) operations: Operations,
    pub(crate) dtypes: Vec<DType>,
    pub(crate) order: Order,
    pub(crate) promotions: Promotions,
    pub(crate) steps: Vec<Step>,
}

/// A dtype.
pub(crate) struct DType {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) run: Run,
    pub(crate) ordered: bool,
    pub(crate) operations: Operations,
    pub(crate) zero: Option<Expr>,
}

/// Whose kernels a dtype runs.
pub(crate) enum Run {
    /// Those that `argwhere` holds for the type itself.
    Native,
    /// Those of the primitive inside a `repr(transparent)` newtype.
    Peeled(Box<Type>),
    /// The portable ones, compiled for the type in the table's crate.
    Portable,
}

/// `lower < upper`
pub(crate) struct Step {
    pub(crate) lower: Id,
    pub(crate) upper: Id,
    pub(crate) lossy: bool,
    pub(crate) with: Option<Expr>,
    /// The upper dtype's token in the step.
    pub(crate) span: Span,
}

/// One of the searching functions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    Argmax,
    Argmin,
    Nonzero,
    Where,
}

impl Operation {
    pub(crate) const ALL: [Self; 4] = [Self::Argmax, Self::Argmin, Self::Nonzero, Self::Where];

    /// The name of the function, and of its kernels' module.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Argmax => "argmax",
            Self::Argmin => "argmin",
            Self::Nonzero => "nonzero",
            Self::Where => "where_",
        }
    }

    pub(crate) fn needs_order(self) -> bool {
        matches!(self, Self::Argmax | Self::Argmin)
    }
}

/// A set of operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Operations(pub(crate) [bool; 4]);

impl Operations {
    pub(crate) const NONE: Self = Self([false; 4]);
    pub(crate) const ALL: Self = Self([true; 4]);

    pub(crate) fn has(self, operation: Operation) -> bool {
        self.0[operation as usize]
    }

    pub(crate) fn insert(&mut self, operation: Operation) {
        self.0[operation as usize] = true;
    }

    pub(crate) fn remove(&mut self, operation: Operation) {
        self.0[operation as usize] = false;
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at] && other.0[at]))
    }
}

impl DType {
    /// The name that users see: `int16` for `Int16`.
    pub(crate) fn name(&self) -> String {
        unraw(&self.ident).to_lowercase()
    }

    /// The primitive's name if the type is a primitive, else the dtype's: the name of the module of its kernels.
    pub(crate) fn module(&self) -> String {
        primitive(&self.ty).map_or_else(|| self.name(), str::to_owned)
    }
}

/// Which primitive a type is, if it is written as one.
pub(crate) fn primitive(ty: &Type) -> Option<&'static str> {
    let Type::Path(path) = ty else { return None };
    let ident = path.path.get_ident()?;
    PRIMITIVES.into_iter().find(|primitive| ident == primitive)
}

/// An identifier as text, without the `r#` of a raw one.
pub(crate) fn unraw(ident: &Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map_or(text.clone(), str::to_owned)
}
