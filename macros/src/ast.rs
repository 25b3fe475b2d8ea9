//! A table as it was written. Every node keeps the tokens that an error about it points at.

use proc_macro2::{Span, TokenStream};
use syn::{Attribute, Expr, Ident, Type, Visibility};

/// One invocation of `kernels!`.
pub(crate) struct Table {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) name: Ident,
    /// The path of the `argwhere` crate.
    pub(crate) krate: TokenStream,
    /// The path after `crate =`, if the table has one.
    pub(crate) written_crate: Option<TokenStream>,
    /// The span of a token in the definition of `argwhere::kernels!`. Generated tokens with a place in the table resolve as
    /// this token does.
    pub(crate) hygiene: Span,
    pub(crate) ranks: Option<Ranks>,
    /// The word `operations`, and the names that it lists.
    pub(crate) operations: Option<(Ident, Vec<Ident>)>,
    pub(crate) dtypes: Vec<DTypeDecl>,
    /// The word `associative` before `promotion`.
    pub(crate) associative: Option<Span>,
    pub(crate) rules: Vec<PromotionRule>,
    pub(crate) scalars: Vec<ScalarRule>,
    /// Every name in text that the parser could not read. The parser has reported that text, so the rules report nothing
    /// about dtypes with these names.
    pub(crate) lost: Vec<Ident>,
}

/// `ranks 0..=4;`
pub(crate) struct Ranks {
    pub(crate) first: u64,
    /// The last rank, inclusive; -1 for `0..0`.
    pub(crate) last: i128,
    pub(crate) tokens: TokenStream,
}

/// `Metres: units::Metres as f32, unordered, zero = Metres(0.0);`
pub(crate) struct DTypeDecl {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) name: Ident,
    /// `None` if it could not be read.
    pub(crate) ty: Option<Type>,
    pub(crate) inner: Option<Type>,
    pub(crate) options: Vec<DTypeOption>,
}

/// An option after a dtype's type.
pub(crate) enum DTypeOption {
    /// `unordered`
    Unordered(Ident),
    /// `native`: the dtype's type is one of those for which `argwhere` has kernels.
    Native(Ident),
    /// `zero = EXPR`
    Zero(Ident, Box<Expr>),
    /// `scalar = EXPR`
    Scalar(Ident, Box<Expr>),
    /// `only(nonzero, where_)`
    Only(Ident, Vec<Ident>),
}

impl DTypeOption {
    pub(crate) fn keyword(&self) -> &Ident {
        let (Self::Unordered(word)
        | Self::Native(word)
        | Self::Zero(word, _)
        | Self::Scalar(word, _)
        | Self::Only(word, _)) = self;
        word
    }
}

/// A row of the promotion section.
pub(crate) enum PromotionRule {
    Steps(Steps),
    Row(Row),
}

/// `lossy Int64 < Float64 with convert;`, or a chain `A < B < C;`
pub(crate) struct Steps {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) lossy: Option<Ident>,
    pub(crate) chain: Vec<Ident>,
    pub(crate) with: Option<Expr>,
}

/// `Int32 | Float = Metres;`
pub(crate) struct Row {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) left: Ident,
    pub(crate) right: Ident,
    pub(crate) result: Ident,
}

/// A row of the section `scalars`: `complex = Complex128;`, or `Float32 | complex = Complex64;`
pub(crate) struct ScalarRule {
    pub(crate) attrs: Vec<Attribute>,
    /// The dtype of the array. `None` for every dtype.
    pub(crate) dtype: Option<Ident>,
    pub(crate) kind: Ident,
    pub(crate) result: Ident,
}
