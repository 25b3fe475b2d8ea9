//! A table that obeys every rule. [`check`](crate::check) makes it, and [`expand`](crate::expand) reads it.

use crate::lattice::{Id, Order, Promotions};
use crate::operations::Operations;
use proc_macro2::{Span, TokenStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, Ident, Meta, MetaList, Token, Type, Visibility};

/// The primitive types for which `argwhere` has kernels. Generated code casts between them with `as`.
pub(crate) const PRIMITIVES: [&str; 11] = [
    "bool", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f32", "f64",
];

/// The largest rank that `ndarray` has a static type for.
pub(crate) const LARGEST_RANK: usize = 6;

/// The largest rank of a table without `ranks`.
pub(crate) const DEFAULT_MAX_RANK: usize = 4;

/// The table.
pub(crate) struct Model {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) name: Ident,
    /// The table's marker type: `Terrain` for `mod terrain`.
    pub(crate) marker: Ident,
    pub(crate) krate: TokenStream,
    /// The path after `crate =`, if the table has one.
    pub(crate) written_crate: Option<TokenStream>,
    /// Generated tokens with a place in the table resolve as the token with this span does.
    pub(crate) hygiene: Span,
    /// The largest rank with named kernels. The functions take arrays of any rank.
    pub(crate) max_rank: usize,
    pub(crate) operations: Operations,
    pub(crate) dtypes: Vec<DType>,
    pub(crate) order: Order,
    pub(crate) promotions: Promotions,
    pub(crate) steps: Vec<Step>,
    pub(crate) rows: Vec<Row>,
    pub(crate) scalars: Vec<ScalarRule>,
}

/// A dtype.
pub(crate) struct DType {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) ident: Ident,
    /// `None` in a faulty table, if the dtype has no type of its own. The generated code then declares a stand-in, so that
    /// the dtype can still be used.
    pub(crate) ty: Option<Type>,
    /// The place of its type, or of its name if it has no type.
    pub(crate) ty_span: Span,
    /// The name of the module of its kernels. No two dtypes share one.
    pub(crate) module: String,
    pub(crate) implementation: Implementation,
    /// The place of the token that chooses the implementation.
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
    /// The attributes that are not doc comments.
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

/// `complex = result`, or `dtype | complex = result`
pub(crate) struct ScalarRule {
    /// The dtype of the array. `None` for every dtype.
    pub(crate) dtype: Option<Id>,
    pub(crate) kind: ScalarKind,
    pub(crate) result: Id,
    pub(crate) docs: Vec<Attribute>,
}

/// The kinds of scalars.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum ScalarKind {
    Bool,
    Int,
    Float,
    Complex,
}

impl ScalarKind {
    pub(crate) const ALL: [Self; 4] = [Self::Bool, Self::Int, Self::Float, Self::Complex];

    /// The word in a table, which is also the name that users see.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::Int => "int",
            Self::Float => "float",
            Self::Complex => "complex",
        }
    }

    /// The variant of `Scalar`.
    pub(crate) fn variant(self) -> &'static str {
        match self {
            Self::Bool => "Bool",
            Self::Int => "Int",
            Self::Float => "Float",
            Self::Complex => "Complex",
        }
    }
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
        // A fragment that a user's macro passes on.
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

/// Whether an attribute is `#[NAME]`, or a `cfg_attr` that may add it.
pub(crate) fn may_be(attr: &Meta, name: &str) -> bool {
    let Meta::List(list) = attr else {
        return attr.path().is_ident(name);
    };
    let adds = |list: &MetaList| {
        let metas = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
        metas.is_ok_and(|metas| metas.iter().skip(1).any(|meta| may_be(meta, name)))
    };
    list.path.is_ident(name) || list.path.is_ident("cfg_attr") && adds(list)
}

/// Whether an attribute is a doc comment, which `#[doc(alias = "..")]` is not.
pub(crate) fn is_doc(attr: &Attribute) -> bool {
    attr.path().is_ident("doc") && matches!(attr.meta, Meta::NameValue(_))
}
