//! The model to tokens: a module with everything that a table generates.
//!
//! Generated code names only `__private` of `argwhere` and its own items, and everything by full path, so that it does not
//! matter what is in scope around the table. Types and conversions that the user wrote do depend on that scope; they are
//! put into small modules of their own that import it, see [`user`]. With `crate = PATH;` the full path is one import, see
//! [`import`].

mod array;
mod dispatch;
mod docs;
mod dtype;
mod functions;
mod import;
mod kernels;
mod operand;
mod promotion;
mod selection;
mod user;

use crate::lattice::Id;
use crate::model::{self, DType, Model, Operation, Run};
use proc_macro2::{Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::Attribute;

/// The whole module.
pub(crate) fn table(model: &Model) -> TokenStream {
    let cx = Context { model };
    let Model {
        attrs, vis, name, ..
    } = model;
    let docs = format!("\n\n{}", docs::module(&cx));
    let is_deprecated = |attr: &Attribute| attr.path().is_ident("deprecated");
    let deprecated = model.dtypes.iter().flat_map(|dtype| &dtype.attrs).any(is_deprecated).then(|| {
        quote!(#[allow(deprecated, reason = "what is generated for a deprecated dtype names it")])
    });
    let user = user::modules(&cx);
    let dtype = dtype::items(&cx);
    let array = array::items(&cx);
    let dispatch = dispatch::items(&cx);
    let operand = (model.operations.has(Operation::Where)).then(|| operand::items(&cx));
    let scalar = operand::scalar(&cx);
    let promotion = promotion::items(&cx);
    let kernels = kernels::module(&cx);
    let functions = functions::items(&cx);
    let mut items = quote! {
        #user
        #dtype
        #array
        #dispatch
        #scalar
        #operand
        #promotion
        #kernels
        #functions
    };
    if let Some(path) = &model.written_crate {
        let import = import::item(&cx, path);
        let reached = import::reached(items, 0, model.max_rank);
        items = quote!(#import #reached);
    }
    quote! {
        #(#attrs)*
        #deprecated
        #vis mod #name {
            #![doc = #docs]

            #items
        }
    }
}

/// What every part of the generator needs to know.
struct Context<'a> {
    model: &'a Model,
}

impl Context<'_> {
    /// The path of the items that generated code may name.
    fn private(&self) -> TokenStream {
        if self.model.written_crate.is_some() {
            return import::name();
        }
        let krate = &self.model.krate;
        quote!(#krate::__private)
    }

    fn marker(&self) -> &Ident {
        &self.model.marker
    }

    fn dtypes(&self) -> impl Iterator<Item = &DType> + Clone {
        self.model.dtypes.iter()
    }

    /// The dtypes that have an operation.
    fn dtypes_with(&self, operation: Operation) -> impl Iterator<Item = &DType> + Clone {
        let has = self.model.operations.has(operation);
        self.dtypes()
            .filter(move |dtype| has && dtype.operations.has(operation))
    }

    /// The pairs that `where_` is defined for, each with its result.
    fn pairs(&self) -> Vec<[&DType; 3]> {
        let dtypes = &self.model.dtypes;
        let ids = || 0..dtypes.len();
        let result = |a: Id, b: Id| self.model.promotions.get(a, b);
        let selects = |dtype: &DType| {
            self.model.operations.has(Operation::Where) && dtype.operations.has(Operation::Where)
        };
        ids()
            .flat_map(|a| ids().filter_map(move |b| result(a, b).map(|result| [a, b, result])))
            .map(|pair| pair.map(|id| &dtypes[id]))
            .filter(|[a, b, _]| selects(a) && selects(b))
            .collect()
    }

    /// A place of the table, for generated tokens that rustc may point at. They are said to come from `argwhere::kernels!`
    /// itself; of what that calls a user need not know.
    fn span(&self, place: Span) -> Span {
        self.model.hygiene.located_at(place)
    }

    /// Generated tokens at a place of the table.
    fn at(&self, place: Span, tokens: TokenStream) -> TokenStream {
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

    /// `impl Trait for Terrain` in a module `depth` levels below the table's, at the dtype's row: rustc lists these
    /// where a type lacks the trait. (`#[diagnostic::do_not_recommend]` is unknown under `#![no_implicit_prelude]`.)
    fn header(&self, dtype: &DType, depth: usize, of: TokenStream) -> TokenStream {
        let span = self.span(dtype.ident.span());
        let implement = Ident::new("impl", span);
        let mut marker = self.marker().clone();
        marker.set_span(span);
        let up = ups(depth);
        quote!(#[doc(hidden)] #implement #of for #(#up::)* #marker)
    }

    /// A dtype's element type, where the module `types` is in scope.
    fn ty(&self, dtype: &DType) -> TokenStream {
        if let Some(name) = dtype.primitive() {
            return ident(name).into_token_stream();
        }
        let alias = user::alias(self, dtype);
        quote!(types::#alias)
    }

    /// A dtype's element type as it was written, for the header of an `impl`: see [`user`].
    fn written(&self, dtype: &DType) -> TokenStream {
        if dtype.primitive().is_some() {
            return self.ty(dtype);
        }
        let alias = user::written_alias(self, dtype);
        quote!(types::#alias)
    }

    /// A dtype's element type, named from a module right below the table's that sees the user's scope, where anything
    /// may have a primitive's name.
    fn ty_in_scope(&self, dtype: &DType) -> TokenStream {
        let p = self.private();
        let ty = self.ty(dtype);
        if dtype.primitive().is_some() {
            quote!(#p::core::primitive::#ty)
        } else {
            quote!(super::#ty)
        }
    }

    /// The strategy that runs a dtype's rows, named from a module `depth` levels below the table's.
    fn rows(&self, dtype: &DType, depth: usize) -> TokenStream {
        let rows = match &dtype.run {
            Run::Native => quote!(Native),
            Run::Newtype(primitive) => {
                let primitive = ident(primitive);
                quote!(Newtype<#primitive>)
            }
            Run::Portable => {
                let up = ups(depth);
                let marker = self.marker();
                quote!(Portable<#(#up::)* #marker>)
            }
        };
        // The modules further down have all names of `__private` in scope.
        let p = self.private();
        let path = (depth == 0).then(|| quote!(#p::));
        let rows = quote!(#path #rows);
        // Where the type is not what its row says, the error is the row's.
        self.at(dtype.run_span, rows)
    }
}

/// A number without the suffix of its type.
fn number(number: usize) -> Literal {
    Literal::usize_unsuffixed(number)
}

/// `super`, so many times.
fn ups(depth: usize) -> impl Iterator<Item = TokenStream> {
    std::iter::repeat_n(quote!(super), depth)
}

/// A name as an identifier, raw where it is a keyword.
fn ident(name: &str) -> Ident {
    // `gen` is a keyword of the edition 2024 alone.
    if syn::parse_str::<Ident>(name).is_ok() && name != "gen" {
        Ident::new(name, Span::call_site())
    } else {
        Ident::new_raw(name, Span::call_site())
    }
}

/// The module of a dtype's kernels.
fn kernel_module(dtype: &DType) -> Ident {
    ident(&dtype.module)
}

/// The module of a pair's kernels.
fn pair_module(a: &DType, b: &DType) -> Ident {
    ident(&model::pair_module(a, b))
}
