//! A table that obeys every rule: what [`check`](crate::check) makes and [`expand`](crate::expand) reads.

use crate::lattice::{Id, Order, Promotions};
use crate::operations::Operations;
use proc_macro2::{Span, TokenStream};
use syn::{Attribute, Expr, Ident, Meta, Type, Visibility};

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
    /// The path of the crate that the user wrote instead.
    pub(crate) written_crate: Option<TokenStream>,
    /// What generated tokens that stand at a place of the table resolve as.
    pub(crate) hygiene: Span,
    /// Kernels have names for the ranks up to this one; the functions take any rank.
    pub(crate) max_rank: usize,
    pub(crate) operations: Operations,
    pub(crate) dtypes: Vec<DType>,
    pub(crate) order: Order,
    pub(crate) promotions: Promotions,
    pub(crate) steps: Vec<Step>,
    pub(crate) rows: Vec<Row>,
}

/// A dtype.
pub(crate) struct DType {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) ident: Ident,
    /// `None` in a faulty table, where the dtype has no type of its own: one is made up, so that its name stands.
    pub(crate) ty: Option<Type>,
    /// Where its type stands, or its name where it has none.
    pub(crate) ty_span: Span,
    /// The name of the module of its kernels. No other dtype has it.
    pub(crate) module: String,
    pub(crate) implementation: Implementation,
    /// The token of the row that chooses it.
    pub(crate) implementation_span: Span,
    pub(crate) ordered: bool,
    pub(crate) operations: Operations,
    pub(crate) zero: Option<Expr>,
    /// The function from scalars to elements.
    pub(crate) scalar: Option<Expr>,
}

/// Which implementation of the kernels a dtype runs.
pub(crate) enum Implementation {
    /// The kernels that `argwhere` holds for the type itself.
    Native,
    /// The native kernels of the primitive inside a `repr(transparent)` newtype.
    Newtype(&'static str),
    /// The portable kernels, compiled for the type in the table's crate.
    Portable,
}

/// `lower < upper`
pub(crate) struct Step {
    pub(crate) lower: Id,
    pub(crate) upper: Id,
    pub(crate) lossy: bool,
    pub(crate) with: Option<Expr>,
    pub(crate) docs: Vec<Attribute>,
    /// Its other attributes.
    pub(crate) attrs: Vec<Attribute>,
    /// The upper dtype's token in the step.
    pub(crate) span: Span,
}

/// `left | right = result`
pub(crate) struct Row {
    pub(crate) left: Id,
    pub(crate) right: Id,
    pub(crate) result: Id,
    pub(crate) docs: Vec<Attribute>,
}

impl DType {
    /// The name that users see: `int16` for `Int16`.
    pub(crate) fn name(&self) -> String {
        unraw(&self.ident).to_lowercase()
    }

    /// Which primitive the type is.
    pub(crate) fn primitive(&self) -> Option<&'static str> {
        self.ty.as_ref().and_then(primitive)
    }
}

/// The name of the module of a pair's kernels.
pub(crate) fn pair_module(a: &DType, b: &DType) -> String {
    format!("{}_{}", a.module, b.module)
}

/// Which primitive a type is, if it is written as one.
pub(crate) fn primitive(ty: &Type) -> Option<&'static str> {
    let path = match ty {
        Type::Path(path) => path,
        // What a macro of the user's passes on as a fragment.
        Type::Group(group) => return primitive(&group.elem),
        _ => return None,
    };
    let ident = path.path.get_ident()?;
    PRIMITIVES.into_iter().find(|primitive| ident == primitive)
}

/// An identifier as text, without the `r#` of a raw one.
pub(crate) fn unraw(ident: &Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map_or(text.clone(), str::to_owned)
}

/// Whether an attribute is a doc comment, which `#[doc(alias = "..")]` is not.
pub(crate) fn is_doc(attr: &Attribute) -> bool {
    attr.path().is_ident("doc") && matches!(attr.meta, Meta::NameValue(_))
}
