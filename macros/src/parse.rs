//! Tokens to the syntax tree: what is not of the grammar is reported here, and nothing else.
//!
//! A row that cannot be read is reported and skipped up to its `;`, so that several such mistakes show in one run
//! and the rest of the table still stands. Where a section itself cannot be read, the rest is given up.

use crate::ast::{DTypeDecl, DTypeOption, PromotionRule, Ranks, Row, Steps, Table};
use crate::errors::{self, Errors};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, Ident, LitInt, Token, Type, braced, parenthesized};

const SECTIONS: &str = "`crate`, `ranks`, `operations`, `dtypes` or `promotion`";

/// Reads a table. `None` where not even its name could be read.
pub(crate) fn table(input: TokenStream, errors: &mut Errors) -> Option<Table> {
    let mut table = None;
    let parser = |input: ParseStream<'_>| {
        let table = table.insert(header(input)?);
        while !input.is_empty() {
            section(input, table, errors)?;
        }
        Ok(())
    };
    let outcome = parser.parse2(input);
    if let Err(error) = outcome {
        errors.syntax(error);
    }
    table
}

fn header(input: ParseStream<'_>) -> syn::Result<Table> {
    let krate: Group = input.parse()?;
    let attrs = input.call(Attribute::parse_outer)?;
    let vis = input.parse()?;
    if !input.peek(Token![mod]) {
        return Err(
            input.error("a table begins with its module; write for example `pub mod terrain;`")
        );
    }
    input.parse::<Token![mod]>()?;
    let name = input.call(Ident::parse_any)?;
    if input.peek(syn::token::Brace) {
        return Err(
            input.error("the module's body is generated; write `;` here and the sections after it")
        );
    }
    input.parse::<Token![;]>()?;
    Ok(Table {
        attrs,
        vis,
        name,
        krate: krate.stream(),
        ranks: None,
        operations: None,
        dtypes: Vec::new(),
        associative: None,
        rules: Vec::new(),
    })
}

fn section(input: ParseStream<'_>, table: &mut Table, errors: &mut Errors) -> syn::Result<()> {
    let mut keyword = input.call(Ident::parse_any).map_err(|error| {
        syn::Error::new(error.span(), format!("expected a section: {SECTIONS}"))
    })?;
    if keyword == "associative" {
        table.associative = Some(keyword.span());
        keyword = input.call(Ident::parse_any)?;
        if keyword != "promotion" {
            return Err(syn::Error::new(
                keyword.span(),
                "`associative` goes before `promotion`",
            ));
        }
    }
    match keyword.to_string().as_str() {
        "crate" => table.krate = crate_path(input)?,
        "ranks" => once(&mut table.ranks, ranks(input)?, &keyword, errors),
        "operations" => once(&mut table.operations, operations(input)?, &keyword, errors),
        "dtypes" => table.dtypes.extend(rows(input, &keyword, dtype, errors)?),
        "promotion" => table.rules.extend(rows(input, &keyword, rule, errors)?),
        other => {
            let message = format!("unknown section `{other}`; a section is {SECTIONS}");
            return Err(syn::Error::new(keyword.span(), message));
        }
    }
    Ok(())
}

fn once<T>(slot: &mut Option<T>, value: T, keyword: &Ident, errors: &mut Errors) {
    if slot.is_some() {
        errors.push(keyword, format!("`{keyword}` is given twice; remove one"));
    } else {
        *slot = Some(value);
    }
}

/// `crate = ::renamed;`
fn crate_path(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    input.parse::<Token![=]>()?;
    let relative = !(input.peek(Token![::]) || input.peek(Token![crate]));
    let path = input.call(syn::Path::parse_mod_style)?;
    if relative {
        let message = format!(
            "the generated module cannot see a path relative to yours; write `::{0}` for a crate, or \
             `crate::{0}`",
            errors::text(&path)
        );
        return Err(syn::Error::new_spanned(path, message));
    }
    input.parse::<Token![;]>()?;
    Ok(quote!(#path))
}

/// `ranks 0..=4;`
fn ranks(input: ParseStream<'_>) -> syn::Result<Ranks> {
    let example = |error: syn::Error| {
        syn::Error::new(
            error.span(),
            "expected a range of ranks, as in `ranks 0..=4;`",
        )
    };
    let first: LitInt = input.parse().map_err(example)?;
    let inclusive = input.peek(Token![..=]);
    if inclusive {
        input.parse::<Token![..=]>()?;
    } else {
        input.parse::<Token![..]>().map_err(example)?;
    }
    let last: LitInt = input.parse().map_err(example)?;
    input.parse::<Token![;]>()?;
    Ok(Ranks {
        first: first.base10_parse()?,
        last: i128::from(last.base10_parse::<u64>()?) - i128::from(!inclusive),
        tokens: quote!(#first #last),
    })
}

/// `operations { argmax, nonzero }`
fn operations(input: ParseStream<'_>) -> syn::Result<Vec<Ident>> {
    let content;
    braced!(content in input);
    let names = content.parse_terminated(Ident::parse_any, Token![,])?;
    Ok(names.into_iter().collect())
}

/// The rows between a section's braces, each up to its `;`.
fn rows<T>(
    input: ParseStream<'_>,
    section: &Ident,
    row: fn(ParseStream<'_>) -> syn::Result<T>,
    errors: &mut Errors,
) -> syn::Result<Vec<T>> {
    let Ok(group) = input.parse::<Group>() else {
        return Err(input.error(format!(
            "expected `{{`: the rows of `{section}` stand in braces"
        )));
    };
    if group.delimiter() != Delimiter::Brace {
        let message = format!("the rows of `{section}` stand in braces: `{section} {{ .. }}`");
        return Err(syn::Error::new(group.span(), message));
    }
    let mut found = Vec::new();
    let mut tokens = TokenStream::new();
    let mut last = None;
    for token in group.stream() {
        let ends = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ';');
        last = (!ends).then(|| token.span());
        tokens.extend([token]);
        if ends {
            match whole_row(row).parse2(std::mem::take(&mut tokens)) {
                Ok(Some(row)) => found.push(row),
                Ok(None) => {}
                Err(error) => errors.syntax(error),
            }
        }
    }
    if let Some(last) = last {
        errors.syntax(syn::Error::new(
            last,
            "this row does not end; write `;` after it",
        ));
    }
    Ok(found)
}

/// A row and its `;`. Nothing but a `;` is no row.
fn whole_row<T>(
    row: fn(ParseStream<'_>) -> syn::Result<T>,
) -> impl Fn(ParseStream<'_>) -> syn::Result<Option<T>> {
    move |input| {
        let parsed = if input.peek(Token![;]) {
            None
        } else {
            Some(row(input)?)
        };
        if !input.peek(Token![;]) {
            return Err(input.error("expected `;` at the end of the row"));
        }
        input.parse::<Token![;]>()?;
        Ok(parsed)
    }
}

/// `Metres: units::Metres as f32, unordered;`
fn dtype(input: ParseStream<'_>) -> syn::Result<DTypeDecl> {
    let attrs = input.call(Attribute::parse_outer)?;
    let name: Ident = input.parse()?;
    if !input.peek(Token![:]) || input.peek(Token![::]) {
        let message = format!("expected `:` and a type; a dtype is declared as `{name}: f32;`");
        return Err(input.error(message));
    }
    input.parse::<Token![:]>()?;
    let ty: Type = input.parse()?;
    let inner = if input.peek(Token![as]) {
        input.parse::<Token![as]>()?;
        Some(input.parse()?)
    } else {
        None
    };
    let mut options = Vec::new();
    while input.peek(Token![,]) {
        input.parse::<Token![,]>()?;
        if input.peek(Token![;]) {
            break;
        }
        options.push(input.parse()?);
    }
    Ok(DTypeDecl {
        attrs,
        name,
        ty,
        inner,
        options,
    })
}

impl Parse for DTypeOption {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let keyword = input.call(Ident::parse_any)?;
        match keyword.to_string().as_str() {
            "unordered" => Ok(Self::Unordered(keyword)),
            "native" => Ok(Self::Native(keyword)),
            "zero" => {
                input.parse::<Token![=]>()?;
                Ok(Self::Zero(keyword, input.parse()?))
            }
            "only" => {
                let content;
                parenthesized!(content in input);
                let names = content.parse_terminated(Ident::parse_any, Token![,])?;
                Ok(Self::Only(keyword, names.into_iter().collect()))
            }
            other => Err(syn::Error::new(
                keyword.span(),
                errors::unknown_option(other),
            )),
        }
    }
}

/// `lossy A < B with f;`, `A < B < C;` or `A | B = C;`
fn rule(input: ParseStream<'_>) -> syn::Result<PromotionRule> {
    let lossy = (input.peek(Ident) && input.peek2(Ident))
        .then(|| keyword(input, "lossy"))
        .transpose()?;
    let first: Ident = input.parse()?;
    if lossy.is_none() && input.peek(Token![|]) && !input.peek(Token![||]) {
        return row(input, first).map(PromotionRule::Row);
    }
    let mut chain = vec![first];
    while input.peek(Token![<])
        && !input.peek(Token![<=])
        && !input.peek(Token![<<])
        && !input.peek(Token![<-])
    {
        input.parse::<Token![<]>()?;
        chain.push(input.parse()?);
    }
    if chain.len() == 1 {
        let name = &chain[0];
        let message = if input.peek(Token![>]) {
            format!("a step goes from the narrower dtype to the wider; write `NARROWER < {name};`")
        } else {
            format!("expected a step `{name} < WIDER;` or a row `{name} | OTHER = RESULT;`")
        };
        return Err(input.error(message));
    }
    let with = if input.peek(Ident) {
        keyword(input, "with")?;
        Some(input.parse()?)
    } else {
        None
    };
    Ok(PromotionRule::Steps(Steps { lossy, chain, with }))
}

fn row(input: ParseStream<'_>, left: Ident) -> syn::Result<Row> {
    input.parse::<Token![|]>()?;
    let right: Ident = input.parse()?;
    if !input.peek(Token![=]) || input.peek(Token![==]) || input.peek(Token![=>]) {
        return Err(input.error(format!(
            "expected `= RESULT`; a row is written `{left} | {right} = RESULT;`"
        )));
    }
    input.parse::<Token![=]>()?;
    Ok(Row {
        left,
        right,
        result: input.parse()?,
    })
}

fn keyword(input: ParseStream<'_>, expected: &str) -> syn::Result<Ident> {
    let found: Ident = input.parse()?;
    if found == expected {
        return Ok(found);
    }
    Err(syn::Error::new(
        found.span(),
        format!("expected `{expected}`, `<`, `|` or `;`, found `{found}`"),
    ))
}
