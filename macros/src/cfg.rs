//! Rows behind `#[cfg(..)]`.
//!
//! Only rustc knows whether a predicate holds. So a table with such rows becomes two tables, and rustc expands one of
//! them. Expanding that table resolves the next predicate, until none is left:
//!
//! ```text
//! #[cfg(P)]      kernels! { the table, with `#[cfg(P)]` taken off its rows }
//! #[cfg(not(P))] kernels! { the table without those rows }
//! ```
//!
//! A dtype that is left out also disappears from the promotion rows, unless another row declares it: `A < B < C` without
//! `B` becomes `A < C`, and a row with too few names left is left out too. So a dtype behind a feature needs `#[cfg(..)]`
//! only once, on its own row.
//!
//! The split works on tokens, before rows are parsed, so that a mistake in a row is reported once, in the table that rustc
//! expands.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

/// Splits a table in two by the first predicate on its rows. `None` if no row has a predicate.
pub(crate) fn split(input: &TokenStream) -> Option<TokenStream> {
    let table: Vec<TokenTree> = input.clone().into_iter().collect();
    let krate = match table.first() {
        Some(TokenTree::Group(group)) => group.stream(),
        _ => return None,
    };
    let predicate = (0..table.len())
        .filter_map(|at| section(&table, at))
        .find_map(|(_, group)| rows(group).iter().find_map(|row| row.predicates().next()))?;
    let [with, without] = [true, false].map(|holds| resolved(&table, &predicate, holds));
    Some(quote! {
        #[cfg(#predicate)]
        #krate::__private::kernels! { #with }
        #[cfg(not(#predicate))]
        #krate::__private::kernels! { #without }
    })
}

/// The table if the predicate holds, or if it does not.
fn resolved(table: &[TokenTree], predicate: &TokenStream, holds: bool) -> TokenStream {
    let stays = |row: &Row| holds || !row.has(predicate);
    let declared: Vec<Row> = (0..table.len())
        .filter_map(|at| section(table, at))
        .filter(|&(name, _)| name == DTYPES)
        .flat_map(|(_, group)| rows(group))
        .collect();
    let names = |kept: bool| {
        let rows = declared.iter().filter(move |row| stays(row) == kept);
        rows.filter_map(Row::name)
    };
    let gone: Vec<String> = names(false)
        .filter(|name| names(true).all(|other| other != *name))
        .collect();
    let rewritten = |(name, group): (&str, &Group)| {
        let rows = rows(group).into_iter().filter(stays);
        let rows = rows.map(|row| row.without(predicate));
        let rows: TokenStream = match name {
            DTYPES => rows.map(Row::into_tokens).collect(),
            _ => rows
                .filter_map(|row| row.struck(&gone))
                .map(Row::into_tokens)
                .collect(),
        };
        let mut section = Group::new(Delimiter::Brace, rows);
        section.set_span(group.span());
        TokenTree::Group(section)
    };
    let mut tokens = Vec::new();
    for (at, token) in table.iter().enumerate() {
        let section = at
            .checked_sub(1)
            .and_then(|keyword| section(table, keyword));
        tokens.push(section.map_or_else(|| token.clone(), rewritten));
    }
    tokens.into_iter().collect()
}

const DTYPES: &str = "dtypes";
const PROMOTION: &str = "promotion";
const SCALARS: &str = "scalars";

/// The section whose keyword is at this position.
fn section(table: &[TokenTree], at: usize) -> Option<(&'static str, &Group)> {
    let (TokenTree::Ident(keyword), TokenTree::Group(group)) = (table.get(at)?, table.get(at + 1)?)
    else {
        return None;
    };
    let name = [DTYPES, PROMOTION, SCALARS]
        .into_iter()
        .find(|name| keyword == name)?;
    (group.delimiter() == Delimiter::Brace).then_some((name, group))
}

/// A row as tokens, its `;` included.
struct Row {
    /// `#` and the tokens in its brackets.
    attributes: Vec<(TokenTree, Group)>,
    body: Vec<TokenTree>,
}

fn rows(section: &Group) -> Vec<Row> {
    let tokens: Vec<TokenTree> = section.stream().into_iter().collect();
    tokens
        .split_inclusive(|token| is_punct(token, ';'))
        .map(Row::new)
        .collect()
}

impl Row {
    fn new(mut tokens: &[TokenTree]) -> Self {
        let mut attributes = Vec::new();
        while let [hash, TokenTree::Group(group), rest @ ..] = tokens
            && is_punct(hash, '#')
            && group.delimiter() == Delimiter::Bracket
        {
            attributes.push((hash.clone(), group.clone()));
            tokens = rest;
        }
        Self {
            attributes,
            body: tokens.to_vec(),
        }
    }

    /// The dtype that the row declares.
    fn name(&self) -> Option<String> {
        self.body.first().map(ToString::to_string)
    }

    fn predicates(&self) -> impl Iterator<Item = TokenStream> {
        self.attributes
            .iter()
            .filter_map(|(_, attribute)| predicate(attribute.stream()))
    }

    fn has(&self, wanted: &TokenStream) -> bool {
        self.predicates().any(|found| same(&found, wanted))
    }

    fn without(mut self, wanted: &TokenStream) -> Self {
        self.attributes.retain(|(_, attribute)| {
            predicate(attribute.stream()).is_none_or(|found| !same(&found, wanted))
        });
        self
    }

    /// A row of `promotion` or `scalars` without the dtypes in `gone`. `None` if too few names are left for a row.
    fn struck(self, gone: &[String]) -> Option<Self> {
        let is_gone = |token: &TokenTree| gone.contains(&token.to_string());
        // The expression after `with` may contain any name.
        let ends = |token: &TokenTree| is_ident(token, "with") || is_punct(token, ';');
        let end = self.body.iter().position(ends).unwrap_or(self.body.len());
        let (names, end) = self.body.split_at(end);
        if !names.iter().any(is_gone) {
            return Some(self);
        }
        if names.iter().any(|token| is_punct(token, '|')) {
            return None;
        }
        let lossy = names.first().filter(|token| is_ident(token, "lossy"));
        let left: Vec<&TokenTree> = names[usize::from(lossy.is_some())..]
            .iter()
            .filter(|token| matches!(token, TokenTree::Ident(_)) && !is_gone(token))
            .collect();
        let [first, rest @ ..] = &left[..] else {
            return None;
        };
        let body = quote!(#lossy #first #(< #rest)* #(#end)*);
        (!rest.is_empty()).then(|| Self {
            attributes: self.attributes,
            body: body.into_iter().collect(),
        })
    }

    fn into_tokens(self) -> TokenStream {
        let Self { attributes, body } = self;
        let attributes = attributes
            .into_iter()
            .map(|(hash, group)| quote!(#hash #group));
        quote!(#(#attributes)* #(#body)*)
    }
}

/// `P` of `cfg(P)`.
fn predicate(attribute: TokenStream) -> Option<TokenStream> {
    let tokens: Vec<TokenTree> = attribute.into_iter().collect();
    match &tokens[..] {
        // A fragment that a user's macro passes on.
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => {
            predicate(group.stream())
        }
        [name, TokenTree::Group(group)]
            if is_ident(name, "cfg") && group.delimiter() == Delimiter::Parenthesis =>
        {
            let predicate: Vec<TokenTree> = group.stream().into_iter().collect();
            is_predicate(&predicate).then(|| group.stream())
        }
        _ => None,
    }
}

/// Whether rustc can read this as a predicate. If it cannot, it removes neither of the two tables.
fn is_predicate(tokens: &[TokenTree]) -> bool {
    match tokens {
        [TokenTree::Ident(_)] => true,
        [TokenTree::Ident(_), equals, TokenTree::Literal(_)] => is_punct(equals, '='),
        [TokenTree::Ident(_), TokenTree::Group(group)] => {
            let list: Vec<TokenTree> = group.stream().into_iter().collect();
            let list = list.split(|token| is_punct(token, ','));
            list.filter(|part| !part.is_empty()).all(is_predicate)
        }
        _ => false,
    }
}

fn same(a: &TokenStream, b: &TokenStream) -> bool {
    a.to_string() == b.to_string()
}

fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

fn is_ident(token: &TokenTree, wanted: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of a table after its only predicate is resolved.
    fn resolve(dtypes: &str, promotion: &str, holds: bool) -> [String; 2] {
        let text =
            format!("(::argwhere) pub mod m; dtypes {{ {dtypes} }} promotion {{ {promotion} }}");
        let table: Vec<TokenTree> = tokens(&text).into_iter().collect();
        let resolved: Vec<TokenTree> = resolved(&table, &quote!(p), holds).into_iter().collect();
        [DTYPES, PROMOTION].map(|wanted| {
            let mut sections = (0..resolved.len()).filter_map(|at| section(&resolved, at));
            let (_, group) = sections
                .find(|&(name, _)| name == wanted)
                .expect("the section stays");
            group.stream().to_string()
        })
    }

    /// The promotion rows that remain without the dtype `B`.
    fn without_b(promotion: &str) -> String {
        resolve("A: a; #[cfg(p)] B: b; C: c;", promotion, false)[1].clone()
    }

    fn tokens(text: &str) -> TokenStream {
        text.parse().expect("tokens")
    }

    /// The text as its tokens print, with their spaces.
    fn spaced(text: &str) -> String {
        tokens(text).to_string()
    }

    #[test]
    fn a_table_without_a_predicate_is_not_split() {
        assert!(
            split(&quote!((::argwhere) pub mod m; dtypes { #[doc = "cfg(p)"] A: a; })).is_none()
        );
    }

    #[test]
    fn what_is_no_predicate_is_left_to_the_rules() {
        for text in [
            "cfg",
            "cfg = p",
            "cfg(p q)",
            "cfg(feature = p)",
            "cfg(all(p, = q))",
        ] {
            let table = tokens(&format!("(::argwhere) mod m; dtypes {{ #[{text}] A: a; }}"));
            assert!(split(&table).is_none(), "{text}");
        }
    }

    #[test]
    fn a_table_becomes_one_behind_the_predicate_and_one_behind_its_negation() {
        let split = split(&quote!((::argwhere) pub mod m; dtypes { A: a; #[cfg(p)] B: b; }))
            .expect("two tables");
        let expected = quote! {
            #[cfg(p)]
            ::argwhere::__private::kernels! { (::argwhere) pub mod m; dtypes { A: a; B: b; } }
            #[cfg(not(p))]
            ::argwhere::__private::kernels! { (::argwhere) pub mod m; dtypes { A: a; } }
        };
        assert_eq!(split.to_string(), expected.to_string());
    }

    #[test]
    fn a_predicate_is_taken_off_every_row_that_has_it_and_other_attributes_stay() {
        let [dtypes, promotion] = resolve(
            "#[cfg(p)] #[doc = \"x\"] A: a; #[cfg(q)] B: b; #[cfg(p)] C: c;",
            "#[cfg(p)] A < B;",
            true,
        );
        assert_eq!(dtypes, spaced("#[doc = \"x\"] A: a; #[cfg(q)] B: b; C: c;"));
        assert_eq!(promotion, spaced("A < B;"));
    }

    #[test]
    fn a_missing_dtype_is_struck_out_of_chains() {
        assert_eq!(without_b("A < B < C;"), spaced("A < C;"));
        assert_eq!(without_b("lossy A < B < C;"), spaced("lossy A < C;"));
        assert_eq!(without_b("A < B;"), "");
        assert_eq!(without_b("A < B with f;"), "");
        assert_eq!(
            without_b("A < C with |b: B| b;"),
            spaced("A < C with |b: B| b;")
        );
    }

    #[test]
    fn a_row_with_a_missing_dtype_goes() {
        assert_eq!(without_b("A | B = C; B | A = C; A | C = B;"), "");
    }

    #[test]
    fn a_dtype_that_another_row_declares_is_not_missing() {
        let [dtypes, promotion] = resolve(
            "A: a; #[cfg(p)] B: b; #[cfg(not(p))] B: c;",
            "A < B;",
            false,
        );
        assert_eq!(dtypes, spaced("A: a; #[cfg(not(p))] B: c;"));
        assert_eq!(promotion, spaced("A < B;"));
    }

    #[test]
    fn promotion_rows_have_predicates_of_their_own() {
        assert_eq!(
            resolve("A: a;", "#[cfg(p)] A < B; A < C;", false)[1],
            spaced("A < C;")
        );
    }

    #[test]
    fn scalars_that_name_a_removed_dtype_are_removed() {
        let text = "(::argwhere) pub mod m; dtypes { A: a; #[cfg(p)] B: b; } \
                    scalars { bool = A; float = B; A | int = B; B | int = A; #[cfg(p)] complex = A; }";
        let table: Vec<TokenTree> = tokens(text).into_iter().collect();
        let resolved: TokenStream = resolved(&table, &quote!(p), false);
        let expected = "(::argwhere) pub mod m; dtypes { A: a; } scalars { bool = A; }";
        assert_eq!(resolved.to_string(), spaced(expected));
    }
}
