//! The trait `Promotion` for every defined pair, and the conversions it needs.
//!
//! A conversion takes the path with the fewest *links* from a dtype up to the result. A link is either a declared step or a
//! cast. A step converts by its `with`, by `as` if it is `lossy` between primitives, or else by `From`. A cast converts a
//! primitive to any primitive above it at once. So a cast never passes through a less exact dtype in between, and rustc
//! still checks each declared step.

use super::context::{Context, ident};
use super::user_types::expression;
use crate::lattice::{Id, Paths};
use crate::model::{Model, Step};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use std::collections::{BTreeSet, HashMap, HashSet};
use syn::Expr;

pub(super) fn items(cx: &Context<'_>) -> TokenStream {
    let links = Links::new(cx);
    let functions = links.all.iter().map(|link| function(cx, link));
    let pairs = pairs(cx, &links);
    let convert = (!links.all.is_empty()).then(|| {
        quote! {
            #[doc(hidden)]
            mod convert {
                use super::super::*;

                #(#functions)*
            }
        }
    });
    quote!(#convert #pairs)
}

/// One conversion.
struct Link<'a> {
    lower: Id,
    upper: Id,
    /// The declared step, or `None` for a cast over several.
    step: Option<&'a Step>,
    /// The function that converts.
    name: Ident,
}

struct Links<'a> {
    all: Vec<Link<'a>>,
    by_ends: HashMap<(Id, Id), usize>,
    /// For each dtype, the dtypes that one link leads to.
    uppers: Vec<Vec<Id>>,
}

impl<'a> Links<'a> {
    /// The declared steps, then the casts.
    fn new(cx: &Context<'a>) -> Self {
        let model = cx.model;
        let len = model.dtypes.len();
        let mut links = Self {
            all: Vec::new(),
            by_ends: HashMap::new(),
            uppers: vec![Vec::new(); len],
        };
        let mut names = HashSet::new();
        let mut add = |lower: Id, upper: Id, step: Option<&'a Step>| {
            let [from, to] = [lower, upper].map(|id| &model.dtypes[id].module);
            let mut name = cx.fresh(&format!("__{from}_to_{to}"));
            while !names.insert(name.clone()) {
                name = cx.fresh(&(name + "_"));
            }
            let name = ident(&name);
            links.by_ends.insert((lower, upper), links.all.len());
            links.uppers[lower].push(upper);
            links.all.push(Link {
                lower,
                upper,
                step,
                name,
            });
        };
        for step in &model.steps {
            add(step.lower, step.upper, Some(step));
        }
        let declared: HashSet<(Id, Id)> = model
            .steps
            .iter()
            .map(|step| (step.lower, step.upper))
            .collect();
        let primitives = || (0..len).filter(|&id| model.dtypes[id].primitive().is_some());
        for lower in primitives() {
            for upper in primitives() {
                let is_cast = lower != upper && model.order.is_below(lower, upper);
                if is_cast && !declared.contains(&(lower, upper)) {
                    add(lower, upper, None);
                }
            }
        }
        links
    }

    fn between(&self, lower: Id, upper: Id) -> &Link<'a> {
        &self.all[self.by_ends[&(lower, upper)]]
    }
}

impl<'a> Link<'a> {
    /// The user's conversion, if both types are known.
    fn with(&self, model: &Model) -> Option<&'a Expr> {
        let is_known = |id: Id| model.dtypes[id].ty.is_some();
        let step = self
            .step
            .filter(|_| [self.lower, self.upper].into_iter().all(is_known))?;
        step.with.as_ref()
    }

    /// The conversion of an element, in the table's module.
    fn call(&self, model: &Model, element: &TokenStream) -> TokenStream {
        let name = &self.name;
        let function = quote!(self::convert::#name);
        let returned = self.with(model).is_some().then(|| quote!(()));
        quote!(#function #returned (#element))
    }
}

/// The conversion of a link as a function, or a function that returns the user's conversion.
fn function(cx: &Context<'_>, link: &Link<'_>) -> TokenStream {
    let p = cx.private_at(1);
    let [lower, upper] = [link.lower, link.upper].map(|id| &cx.model.dtypes[id]);
    let (name, from, to) = (
        &link.name,
        cx.ty(lower).in_user_scope(),
        cx.ty(upper).in_user_scope(),
    );
    let attrs = link.step.map_or(&[][..], |step| &step.attrs);
    if let Some(with) = link.with(cx.model) {
        let with = expression(quote!(#with), 2);
        return quote! {
            #(#attrs)*
            #[inline]
            pub(super) fn #name() -> fn(#from) -> #to {
                #with
            }
        };
    }
    // The call has the step's span, so that a missing `From` is reported at the step.
    let span = link.step.map_or_else(Span::call_site, |step| step.span);
    let element = Ident::new(&name.to_string(), cx.span(span));
    let is_cast = lower.primitive().is_some() && upper.primitive().is_some();
    let body = match link.step {
        _ if lower.ty.is_none() || upper.ty.is_none() => quote! {
            let _ = #element;
            loop {}
        },
        Some(step) if !(step.lossy && is_cast) => cx.at(
            span,
            quote!(<#to as #p::demands::Upper<#from>>::widen(#element)),
        ),
        _ if lower.primitive() == Some("bool") => {
            quote!(#element as #p::core::primitive::u8 as #to)
        }
        _ => quote!(#element as #to),
    };
    quote! {
        #(#attrs)*
        #[inline]
        pub(super) fn #name(#element: #from) -> #to {
            #body
        }
    }
}

/// `impl Promotion<A, B> for Table` for every defined pair, and `impl Convert<A, R> for Table` for each conversion that the
/// pairs need.
fn pairs(cx: &Context<'_>, links: &Links<'_>) -> TokenStream {
    let p = cx.private();
    let Model {
        dtypes, promotions, ..
    } = cx.model;
    let ids = || 0..dtypes.len();
    let defined = ids().flat_map(|a| ids().map(move |b| (a, b)));
    let defined = defined.filter_map(|(a, b)| promotions.get(a, b).map(|result| (a, b, result)));
    let mut converted = BTreeSet::new();
    let mut impls = TokenStream::new();
    for (a, b, result) in defined {
        converted.extend([(a, result), (b, result)]);
        let output = cx.ty(&dtypes[result]);
        let [left, right] = [a, b].map(|id| cx.ty(&dtypes[id]).written());
        let header = cx.header(&dtypes[a], 0, quote!(#p::Promotion<#left, #right>));
        impls.extend(quote! {
            #[automatically_derived]
            #header {
                type Output = #output;
            }
        });
    }
    let paths: Vec<Paths> = ids()
        .map(|from| Paths::new(dtypes.len(), from, |at| &links.uppers[at]))
        .collect();
    for (lower, upper) in converted {
        let path = paths[lower].to(upper).unwrap_or_default();
        let conversion = path.windows(2).fold(quote!(element), |element, link| {
            links.between(link[0], link[1]).call(cx.model, &element)
        });
        let [from, to] = [lower, upper].map(|id| cx.ty(&dtypes[id]));
        let [lower_type, upper_type] = [lower, upper].map(|id| cx.ty(&dtypes[id]).written());
        let header = cx.header(
            &dtypes[lower],
            0,
            quote!(#p::Convert<#lower_type, #upper_type>),
        );
        impls.extend(quote! {
            #[automatically_derived]
            #header {
                #[inline]
                fn convert(element: #from) -> #to {
                    #conversion
                }
            }
        });
    }
    impls
}
