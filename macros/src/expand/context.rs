//! How generated code names things: the items of `argwhere`, the table's own items, and the types of dtypes.
//!
//! Generated code is surrounded by names that the user chose. Three rules keep it independent of them:
//!
//! - Every item of `argwhere`, `core` and `ndarray` is named `__argwhere::X`. Each generated module that uses the name opens
//!   with one import of it. So a wrong `crate = PATH;` raises one error: rustc reports the import in the table's module, and
//!   reports no name that depends on a failed import.
//! - The marker type takes its name from the user's module. Generated code names it by a path, which no generic parameter
//!   can shadow.
//! - In a module that imports the user's scope, an item hides an item of the user's with the same name. Such a module names
//!   the user's types and expressions, so it declares only names that do not occur in them: see [`Context::fresh`]. The
//!   pattern of a parameter could also name a constant of the user's. So a parameter there is called as its function, which
//!   hides the constant.

use crate::lattice::Id;
use crate::model::{self, DType, Implementation, Model, unraw};
use crate::operations::Operation;
use proc_macro2::{Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use std::collections::HashSet;

/// The information that every part of the generator needs.
pub(super) struct Context<'a> {
    pub(super) model: &'a Model,
    /// Every name in the types and expressions of the table.
    mentioned: HashSet<String>,
}

impl<'a> Context<'a> {
    pub(super) fn new(model: &'a Model) -> Self {
        let mut mentioned = HashSet::new();
        for dtype in &model.dtypes {
            let (ty, zero, scalar) = (&dtype.ty, &dtype.zero, &dtype.scalar);
            names_in(quote!(#ty #zero #scalar), &mut mentioned);
        }
        for step in &model.steps {
            let with = &step.with;
            names_in(quote!(#with), &mut mentioned);
        }
        Self { model, mentioned }
    }

    /// A name for an item of a module that imports the user's scope: this one, or a longer one if the types and expressions
    /// of the table use this one.
    pub(super) fn fresh(&self, name: &str) -> String {
        let mut name = name.to_owned();
        while self.mentioned.contains(&name) {
            name.push('_');
        }
        name
    }

    /// Whether the table belongs to `argwhere` itself, where it says `crate = crate;`. Its examples are doctests. The examples
    /// of a user's table are plain text, because the user's crate may lack a dependency of the example.
    pub(super) fn is_own(&self) -> bool {
        let path = self.model.written_crate.as_ref();
        path.is_some_and(|path| path.to_string() == "crate")
    }

    /// The items of `argwhere` that generated code may name.
    pub(super) fn private(&self) -> TokenStream {
        let _ = self;
        quote!(__argwhere)
    }

    /// The import that opens the table's module. After `crate = PATH;` its place is the last name of the path, because rustc
    /// underlines a single token.
    pub(super) fn import_of_table(&self) -> TokenStream {
        let p = self.private();
        let krate = &self.model.krate;
        let Some(path) = &self.model.written_crate else {
            return quote!(use #krate::__private as #p;);
        };
        let last = path.clone().into_iter().last();
        let place = last.map_or_else(Span::call_site, |token| token.span());
        let word = self.at(place, quote!(use));
        let imported = self.at(place, quote!(__private as #p;));
        quote!(#word #path::#imported)
    }

    /// The items of `argwhere`, in a module `depth` levels below the table's that imports the user's scope. It does not
    /// import them, because the user may have an item of the same name.
    pub(super) fn private_at(&self, depth: usize) -> TokenStream {
        let (p, up) = (self.private(), ups(depth));
        quote!(#(#up::)* #p)
    }

    /// The import that opens a module `depth` levels below the table's.
    pub(super) fn import(&self, depth: usize) -> TokenStream {
        let (p, up) = (self.private(), ups(depth));
        quote!(use #(#up::)* #p;)
    }

    /// The marker type, from the table's module.
    pub(super) fn marker(&self) -> TokenStream {
        self.marker_at(0)
    }

    /// The marker type, from a module `depth` levels below the table's.
    pub(super) fn marker_at(&self, depth: usize) -> TokenStream {
        let marker = &self.model.marker;
        let module = table_module(depth);
        quote!(#module::#marker)
    }

    pub(super) fn dtypes(&self) -> impl Iterator<Item = &'a DType> + Clone + use<'a> {
        self.model.dtypes.iter()
    }

    /// Whether some dtype may have no conversion from scalars. Whether its element type implements the traits of num-traits
    /// is not known to the macro.
    pub(super) fn has_types_without_scalar(&self) -> bool {
        self.dtypes().any(|dtype| {
            matches!(dtype.implementation, Implementation::Portable) && dtype.scalar.is_none()
        })
    }

    /// The dtypes that have an operation.
    pub(super) fn dtypes_with(
        &self,
        operation: Operation,
    ) -> impl Iterator<Item = &'a DType> + Clone + use<'a> {
        let has = self.model.operations.has(operation);
        self.dtypes()
            .filter(move |dtype| has && dtype.operations.has(operation))
    }

    /// The pairs that an operation is defined for, each with its result.
    pub(super) fn pairs(&self, operation: Operation) -> Vec<[&'a DType; 3]> {
        let pairs = self.promoted_pairs(operation);
        let is_defined = |result: &DType| !is_refused(operation, result);
        pairs.filter(|[_, _, result]| is_defined(result)).collect()
    }

    /// The pairs that promote to a dtype that lacks an operation which compares elements of that dtype.
    pub(super) fn refused_pairs(&self, operation: Operation) -> Vec<[&'a DType; 3]> {
        let pairs = self.promoted_pairs(operation);
        pairs
            .filter(|[_, _, result]| is_refused(operation, result))
            .collect()
    }

    /// The pairs of dtypes with an operation that promote, each with its result.
    fn promoted_pairs(
        &self,
        operation: Operation,
    ) -> impl Iterator<Item = [&'a DType; 3]> + use<'a> {
        let model = self.model;
        let dtypes = &model.dtypes;
        let ids = move || {
            (0..dtypes.len()).filter(move |&id| {
                model.operations.has(operation) && dtypes[id].operations.has(operation)
            })
        };
        let result = |a: Id, b: Id| model.promotions.get(a, b);
        ids()
            .flat_map(move |a| ids().filter_map(move |b| result(a, b).map(|result| [a, b, result])))
            .map(|pair| pair.map(|id| &dtypes[id]))
    }

    /// The ways to name the element type of a dtype.
    pub(super) fn ty<'b>(&'b self, dtype: &'b DType) -> TypeName<'b> {
        TypeName {
            cx: self,
            dtype,
            depth: 0,
        }
    }

    /// A place in the table, for generated tokens that rustc may point at. rustc reports that these tokens come from
    /// `argwhere::kernels!`, so the user never reads about the macro that it calls.
    pub(super) fn span(&self, place: Span) -> Span {
        self.model.hygiene.located_at(place)
    }

    /// Generated tokens, given a place in the table.
    pub(super) fn at(&self, place: Span, tokens: TokenStream) -> TokenStream {
        let span = self.span(place);
        tokens
            .into_iter()
            .map(|mut token| {
                if let TokenTree::Group(group) = &token {
                    let inner = self.at(place, group.stream());
                    token = TokenTree::Group(Group::new(group.delimiter(), inner));
                }
                token.set_span(span);
                token
            })
            .collect()
    }

    /// `impl Trait for Terrain` in a module `depth` levels below the table's, placed at the row of the dtype. rustc lists
    /// these implementations when a type lacks the trait. (`#[diagnostic::do_not_recommend]` is unknown under
    /// `#![no_implicit_prelude]`.)
    pub(super) fn header(&self, dtype: &DType, depth: usize, of: TokenStream) -> TokenStream {
        let place = dtype.ident.span();
        let implement = Ident::new("impl", self.span(place));
        let marker = self.at(place, self.marker_at(depth));
        quote!(#[doc(hidden)] #implement #of for #marker)
    }

    /// The name of a public function, placed at the table's name. rustc points there when an argument breaks a bound of the
    /// function.
    pub(super) fn public_name(&self, name: &str) -> Ident {
        Ident::new(name, self.span(self.model.name.span()))
    }

    /// A part of the signature of a public function, placed at the table's name, where rustc shows it.
    pub(super) fn public_part(&self, part: TokenStream) -> TokenStream {
        self.at(self.model.name.span(), part)
    }
}

/// The element type of a dtype and its implementation, spelled for each place in generated code. [`ToTokens`] writes the
/// first row of this table.
///
/// | method | primitive | any other type | where |
/// | --- | --- | --- | --- |
/// | (the tokens) | `i16` | `self::types::metres::__Checked` | everywhere except the places below |
/// | [`at_depth`](Self::at_depth) | `i16` | `super::super::types::metres::__Checked` | the same, in a nested module |
/// | [`written`](Self::written) | `i16` | `self::types::metres::__Written` | headers of `impl`s |
/// | [`in_user_scope`](Self::in_user_scope) | `super::__argwhere::core::primitive::i16` | `super::types::metres::__Checked` | where the user's names are in scope, possibly including `i16` |
/// | [`implementation`](Self::implementation) | `__argwhere::Native` | `__argwhere::Newtype<f32>` | calls of kernels |
/// | [`checked_implementation`](Self::checked_implementation) | `__argwhere::Native` | `<Checked<Newtype<f32>, ..> as Project>::Type` | associated types |
///
/// A type that does not meet the demands of its row is reported once, at the row, and not at every use. To this end, a
/// constant beside the type fails to compile, and `__Checked` names the type through that constant: rustc reports nothing
/// more about a type that it could not resolve. Headers use `__Written`, the type without the constant, because rustc does
/// not evaluate constants to decide whether two headers overlap.
#[derive(Clone, Copy)]
pub(super) struct TypeName<'a> {
    cx: &'a Context<'a>,
    dtype: &'a DType,
    depth: usize,
}

impl TypeName<'_> {
    /// The names as seen from a module `depth` levels below the table's.
    pub(super) fn at_depth(self, depth: usize) -> Self {
        Self { depth, ..self }
    }

    /// The type without its checks.
    pub(super) fn written(self) -> TokenStream {
        self.primitive().unwrap_or_else(|| self.item("__Written"))
    }

    /// The name in a module directly below the table's that imports the user's scope.
    pub(super) fn in_user_scope(self) -> TokenStream {
        let p = self.cx.private_at(1);
        self.primitive().map_or_else(
            || self.at_depth(1).into_token_stream(),
            |name| quote!(#p::core::primitive::#name),
        )
    }

    /// The implementation that the dtype runs, placed at the token that chooses it.
    pub(super) fn implementation(self) -> TokenStream {
        let p = self.cx.private();
        let implementation = match &self.dtype.implementation {
            Implementation::Native => quote!(#p::Native),
            Implementation::Newtype(primitive) => {
                let primitive = ident(primitive);
                quote!(#p::Newtype<#primitive>)
            }
            Implementation::Portable => {
                let marker = self.cx.marker_at(self.depth);
                quote!(#p::Portable<#marker>)
            }
        };
        self.cx.at(self.dtype.implementation_span, implementation)
    }

    /// The implementation, named through the checks of the type.
    pub(super) fn checked_implementation(self) -> TokenStream {
        let implementation = self.implementation();
        if self.primitive().is_some() {
            return implementation;
        }
        let satisfied = self.item("__SATISFIED");
        checked(&self.cx.private(), &implementation, &satisfied)
    }

    fn primitive(self) -> Option<TokenStream> {
        let name = self.dtype.primitive()?;
        Some(ident(name).into_token_stream())
    }

    /// An item in the module of the type, placed at the type.
    fn item(self, name: &str) -> TokenStream {
        let table = table_module(self.depth);
        let module = kernel_module(self.dtype);
        let name = Ident::new(&self.cx.fresh(name), self.cx.span(self.dtype.ty_span));
        quote!(#table::types::#module::#name)
    }
}

impl ToTokens for TypeName<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.primitive().unwrap_or_else(|| self.item("__Checked")));
    }
}

/// Whether an operation compares elements of a result's dtype that lacks the operation.
fn is_refused(operation: Operation, result: &DType) -> bool {
    operation.needs_order && !result.operations.has(operation)
}

/// Every name in the tokens.
fn names_in(tokens: TokenStream, names: &mut HashSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(name) => {
                names.insert(unraw(&name));
            }
            TokenTree::Group(group) => names_in(group.stream(), names),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// A type about which rustc reports nothing if the constant does not compile. `p` is the path of the items of `argwhere`.
pub(super) fn checked(p: &TokenStream, ty: &TokenStream, satisfied: &TokenStream) -> TokenStream {
    quote!(<#p::demands::Checked<#ty, { #satisfied }> as #p::demands::Project>::Type)
}

/// The table's module, seen from a module `depth` levels below it.
fn table_module(depth: usize) -> TokenStream {
    if depth == 0 {
        return quote!(self);
    }
    let up = ups(depth);
    quote!(#(#up)::*)
}

/// A number without the suffix of its type.
pub(super) fn number(number: usize) -> Literal {
    Literal::usize_unsuffixed(number)
}

/// `super`, `depth` times.
pub(super) fn ups(depth: usize) -> impl Iterator<Item = TokenStream> {
    std::iter::repeat_n(quote!(super), depth)
}

/// A name as an identifier, raw where it is a keyword.
pub(super) fn ident(name: &str) -> Ident {
    // `gen` is a keyword only in the 2024 edition.
    if syn::parse_str::<Ident>(name).is_ok() && name != "gen" {
        Ident::new(name, Span::call_site())
    } else {
        Ident::new_raw(name, Span::call_site())
    }
}

/// The module of the kernels of a dtype, and of its type.
pub(super) fn kernel_module(dtype: &DType) -> Ident {
    ident(&dtype.module)
}

/// The module of the kernels of a pair.
pub(super) fn pair_module(a: &DType, b: &DType) -> Ident {
    ident(&model::pair_module(a, b))
}
