//! Parses tokens to the syntax tree. This stage reports only mistakes of grammar.
//!
//! A row with a mistake is reported and skipped up to its `;`. A section with a mistake is skipped up to the next keyword. The
//! rest of the table is kept, so that one run reports all mistakes. The part of a dtype's row before the mistake is kept as
//! well, so that other rows can name the dtype.

use crate::ast::{DTypeDecl, DTypeOption, PromotionRule, Ranks, Row, ScalarRule, Steps, Table};
use crate::errors::{Errors, messages};
use crate::model::LARGEST_RANK;
use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::quote;
use syn::buffer::Cursor;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, Ident, LitInt, Token, braced, bracketed, parenthesized};

const SECTIONS: [&str; 6] = [
    "crate",
    "ranks",
    "operations",
    "dtypes",
    "promotion",
    "scalars",
];

/// Reads a table. `None` if not even its name can be read.
pub(crate) fn table(input: TokenStream, errors: &mut Errors) -> Option<Table> {
    let mut table = None;
    let parser = |input: ParseStream<'_>| {
        let table = table.insert(header(input)?);
        while !input.is_empty() {
            let start = input.cursor();
            if let Err(error) = section(input, table, errors) {
                errors.syntax(error);
                skip_section(input);
                let end = input.cursor();
                table.lost.extend(names_between(start, end));
            }
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
        return Err(input.error(messages::no_module()));
    }
    input.parse::<Token![mod]>()?;
    let name = name(input)?;
    if input.peek(syn::token::Brace) {
        return Err(input.error(messages::module_with_body()));
    }
    input.parse::<Token![;]>()?;
    let krate = krate.stream();
    let hygiene = krate.clone().into_iter().next();
    Ok(Table {
        attrs,
        vis,
        name,
        krate,
        written_crate: None,
        hygiene: hygiene.map_or_else(Span::call_site, |token| token.span()),
        ranks: None,
        operations: None,
        dtypes: Vec::new(),
        associative: None,
        rules: Vec::new(),
        scalars: Vec::new(),
        lost: Vec::new(),
    })
}

fn section(input: ParseStream<'_>, table: &mut Table, errors: &mut Errors) -> syn::Result<()> {
    if input.peek(Token![#]) {
        let error = input.error(messages::attribute_of_section());
        input.call(Attribute::parse_outer)?;
        errors.syntax(error);
        return Ok(());
    }
    let mut keyword = input
        .call(Ident::parse_any)
        .map_err(|error| syn::Error::new(error.span(), messages::no_section(&SECTIONS)))?;
    if keyword == "associative" {
        table.associative = Some(keyword.span());
        keyword = input.call(Ident::parse_any)?;
        if keyword != "promotion" {
            table.associative = None;
            let message = messages::associative_elsewhere(&keyword.to_string());
            errors.syntax(syn::Error::new(keyword.span(), message));
        }
    }
    match keyword.to_string().as_str() {
        "crate" => once(
            &mut table.written_crate,
            crate_path(input)?,
            &keyword,
            errors,
        ),
        "ranks" => once(&mut table.ranks, ranks(input)?, &keyword, errors),
        "operations" => {
            let listed = (keyword.clone(), operations(input)?);
            once(&mut table.operations, listed, &keyword, errors);
        }
        "dtypes" => {
            let (dtypes, lost) = rows(input, &keyword, dtype, errors)?;
            table.dtypes.extend(dtypes);
            table.lost.extend(lost);
        }
        "promotion" => {
            let (rules, lost) = rows(input, &keyword, rule, errors)?;
            table.rules.extend(rules);
            table.lost.extend(lost);
        }
        "scalars" => {
            let (rules, lost) = rows(input, &keyword, scalar_rule, errors)?;
            table.scalars.extend(rules);
            table.lost.extend(lost);
        }
        other => {
            let message = messages::unknown_section(other, &SECTIONS);
            return Err(syn::Error::new(keyword.span(), message));
        }
    }
    Ok(())
}

fn once<T>(slot: &mut Option<T>, value: T, keyword: &Ident, errors: &mut Errors) {
    if slot.is_some() {
        errors.push(keyword, messages::repeated_section(&keyword.to_string()));
    } else {
        *slot = Some(value);
    }
}

/// `crate = ::renamed;`
fn crate_path(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    input.parse::<Token![=]>()?;
    let path = input.call(syn::Path::parse_mod_style)?;
    let is_keyword = |name: &Ident| {
        ["self", "super", "crate", "Self"]
            .iter()
            .any(|word| name == word)
    };
    let mut names = path.segments.iter().map(|segment| &segment.ident);
    let first = names.next().is_some_and(|name| match path.leading_colon {
        Some(_) => !is_keyword(name),
        // `$crate` comes from a user's macro.
        None => name == "crate" || name == "$crate",
    });
    if !first || names.any(is_keyword) {
        let name = path.segments.last().map(|segment| &segment.ident);
        let name = name
            .filter(|name| !is_keyword(name))
            .map_or_else(|| "argwhere".to_owned(), Ident::to_string);
        let message = messages::relative_crate(&name);
        return Err(syn::Error::new_spanned(path, message));
    }
    input.parse::<Token![;]>()?;
    Ok(quote!(#path))
}

/// `ranks 0..=4;`
fn ranks(input: ParseStream<'_>) -> syn::Result<Ranks> {
    let example = |error: syn::Error| syn::Error::new(error.span(), messages::no_range());
    let number = |rank: &LitInt| {
        rank.base10_parse::<u64>().map_err(|_| {
            let message = messages::too_large_rank(rank.base10_digits(), LARGEST_RANK);
            syn::Error::new(rank.span(), message)
        })
    };
    let first: LitInt = input.parse().map_err(example)?;
    let inclusive = input.peek(Token![..=]);
    if inclusive {
        input.parse::<Token![..=]>()?;
    } else {
        input.parse::<Token![..]>().map_err(example)?;
    }
    let last: LitInt = input.parse().map_err(example)?;
    if !input.peek(Token![;]) {
        return Err(syn::Error::new(last.span(), messages::no_end("`ranks`")));
    }
    input.parse::<Token![;]>()?;
    Ok(Ranks {
        first: number(&first)?,
        last: i128::from(number(&last)?) - i128::from(!inclusive),
        tokens: quote!(#first #last),
    })
}

/// `operations { argmax, nonzero }`
fn operations(input: ParseStream<'_>) -> syn::Result<Vec<Ident>> {
    if !input.peek(syn::token::Brace) {
        return Err(input.error(messages::operations_in_braces()));
    }
    let content;
    braced!(content in input);
    names(&content)
}

/// `argmax, nonzero`
fn names(input: ParseStream<'_>) -> syn::Result<Vec<Ident>> {
    let names = input.parse_terminated(Ident::parse_any, Token![,]);
    names
        .map(|names| names.into_iter().collect())
        .map_err(|error| {
            // Tokens that are left unread would raise an error of their own.
            let _: syn::Result<TokenStream> = input.parse();
            syn::Error::new(error.span(), messages::no_names())
        })
}

/// Reads a row up to its `;`. If a part of the row is faulty, the function may report it and return the rest.
type ReadRow<T> = fn(ParseStream<'_>, &mut Errors) -> syn::Result<T>;

/// The rows between a section's braces, and the names in rows that could not be read.
fn rows<T>(
    input: ParseStream<'_>,
    section: &Ident,
    row: ReadRow<T>,
    errors: &mut Errors,
) -> syn::Result<(Vec<T>, Vec<Ident>)> {
    let content;
    if input.peek(syn::token::Brace) {
        braced!(content in input);
    } else {
        let error = input.error(messages::rows_in_braces(&section.to_string()));
        if input.peek(syn::token::Bracket) {
            bracketed!(content in input);
        } else if input.peek(syn::token::Paren) {
            parenthesized!(content in input);
        } else {
            return Err(error);
        }
        errors.syntax(error);
    }
    let (mut found, mut lost) = (Vec::new(), Vec::new());
    while !content.is_empty() {
        let start = content.cursor();
        match whole_row(&content, row, errors) {
            Some(row) => found.push(row),
            None => lost.extend(names_between(start, content.cursor())),
        }
    }
    Ok((found, lost))
}

/// A row and its `;`. A lone `;` is not a row.
fn whole_row<T>(input: ParseStream<'_>, row: ReadRow<T>, errors: &mut Errors) -> Option<T> {
    let mut found = None;
    if !input.peek(Token![;]) {
        let (start, before) = (input.cursor(), errors.len());
        found = row(input, errors)
            .map_err(|error| errors.syntax(error))
            .ok();
        if errors.len() == before && !input.peek(Token![;]) {
            errors.syntax(unended(input, start));
            // The next row begins here; only the `;` before it is missing.
            if input.peek2(Token![:]) || input.peek2(Token![<]) || input.peek2(Token![|]) {
                return found;
            }
        }
    }
    skip_row(input);
    found
}

/// The error for a row that begins at `start` and ends without `;`.
fn unended(input: ParseStream<'_>, start: Cursor<'_>) -> syn::Error {
    if !input.is_empty() {
        return input.error(messages::row_goes_on());
    }
    let last = start.token_stream().into_iter().last();
    let message = match &last {
        Some(TokenTree::Punct(comma)) if comma.as_char() == ',' => {
            messages::comma_for_semicolon().into()
        }
        _ => messages::no_end("this row"),
    };
    let span = last.map_or_else(|| input.span(), |token| token.span());
    syn::Error::new(span, message)
}

/// Skips to the next keyword of a section.
fn skip_section(input: ParseStream<'_>) {
    let is_keyword = |input: ParseStream<'_>| {
        let keyword = input.fork().call(Ident::parse_any);
        keyword.is_ok_and(|keyword| match keyword.to_string().as_str() {
            "crate" => input.peek2(Token![=]),
            "ranks" | "operations" | "dtypes" | "promotion" | "associative" | "scalars" => true,
            _ => false,
        })
    };
    while !input.is_empty() && !is_keyword(input) {
        let _: syn::Result<TokenTree> = input.parse();
    }
}

/// Every name between two places in the input.
fn names_between(start: Cursor<'_>, end: Cursor<'_>) -> Vec<Ident> {
    let mut names = Vec::new();
    let mut at = start;
    while at != end
        && let Some((token, next)) = at.token_tree()
    {
        names_in(token, &mut names);
        at = next;
    }
    names
}

fn names_in(token: TokenTree, names: &mut Vec<Ident>) {
    match token {
        TokenTree::Ident(name) => names.push(name),
        TokenTree::Group(group) => group
            .stream()
            .into_iter()
            .for_each(|token| names_in(token, names)),
        TokenTree::Punct(_) | TokenTree::Literal(_) => {}
    }
}

/// Skips past the next `;`.
fn skip_row(input: ParseStream<'_>) {
    while let Ok(token) = input.parse::<TokenTree>() {
        if matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';') {
            return;
        }
    }
}

/// `Metres: units::Metres as f32, unordered;`
fn dtype(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<DTypeDecl> {
    let attrs = attributes(input)?;
    let mut declared = DTypeDecl {
        attrs,
        name: name(input)?,
        ty: None,
        inner: None,
        options: Vec::new(),
    };
    if let Err(error) = dtype_type(input, &mut declared) {
        errors.syntax(error);
    }
    Ok(declared)
}

/// The attributes of a row.
fn attributes(input: ParseStream<'_>) -> syn::Result<Vec<Attribute>> {
    let attrs = input.call(Attribute::parse_outer)?;
    match attrs.last() {
        Some(last) if input.is_empty() => Err(syn::Error::new_spanned(
            last,
            messages::comment_of_nothing(),
        )),
        _ => Ok(attrs),
    }
}

/// The type and the options after a dtype's name.
fn dtype_type(input: ParseStream<'_>, declared: &mut DTypeDecl) -> syn::Result<()> {
    if !input.peek(Token![:]) || input.peek(Token![::]) {
        let message = messages::no_type(&declared.name.to_string());
        let ends = input.is_empty() || input.peek(Token![;]);
        return Err(if ends {
            syn::Error::new(declared.name.span(), message)
        } else {
            input.error(message)
        });
    }
    input.parse::<Token![:]>()?;
    declared.ty = Some(input.parse()?);
    if input.peek(Token![as]) {
        input.parse::<Token![as]>()?;
        declared.inner = Some(input.parse()?);
    }
    while input.peek(Token![,]) {
        input.parse::<Token![,]>()?;
        if input.is_empty() || input.peek(Token![;]) {
            break;
        }
        if input.peek(Ident) && input.peek2(Token![:]) {
            return Err(input.error(messages::row_after_comma()));
        }
        declared.options.push(input.parse()?);
    }
    if input.peek(Ident::peek_any) && !input.peek2(Token![:]) {
        let option = input.fork().call(Ident::parse_any)?;
        return Err(input.error(messages::option_without_comma(&option.to_string())));
    }
    Ok(())
}

impl Parse for DTypeOption {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let keyword = input.call(Ident::parse_any)?;
        match keyword.to_string().as_str() {
            "unordered" => Ok(Self::Unordered(keyword)),
            "native" => Ok(Self::Native(keyword)),
            "zero" => {
                input.parse::<Token![=]>()?;
                Ok(Self::Zero(keyword, Box::new(input.parse()?)))
            }
            "scalar" => {
                input.parse::<Token![=]>()?;
                Ok(Self::Scalar(keyword, Box::new(input.parse()?)))
            }
            "only" => {
                let content;
                parenthesized!(content in input);
                Ok(Self::Only(keyword, names(&content)?))
            }
            other => Err(syn::Error::new(
                keyword.span(),
                messages::unknown_option(other),
            )),
        }
    }
}

/// `lossy A < B with f;`, `A < B < C;` or `A | B = C;`
fn rule(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<PromotionRule> {
    let attrs = attributes(input)?;
    let lossy = if input.peek2(Ident) {
        word(input, "lossy")?
    } else {
        None
    };
    let first = name(input)?;
    if input.peek(Token![|]) && !input.peek(Token![||]) {
        if let Some(lossy) = lossy {
            errors.push(lossy, messages::lossy_row());
        }
        return row(input, attrs, first).map(PromotionRule::Row);
    }
    let mut chain = vec![first];
    while input.peek(Token![<])
        && !input.peek(Token![<=])
        && !input.peek(Token![<<])
        && !input.peek(Token![<-])
    {
        input.parse::<Token![<]>()?;
        chain.push(name(input)?);
    }
    if chain.len() == 1 {
        let name = &chain[0];
        let message = if input.peek(Token![>]) {
            messages::wider_first(&name.to_string())
        } else {
            messages::no_rule(&name.to_string())
        };
        return Err(input.error(message));
    }
    let with = match word(input, "with")? {
        Some(_) => Some(input.parse()?),
        None => None,
    };
    Ok(PromotionRule::Steps(Steps {
        attrs,
        lossy,
        chain,
        with,
    }))
}

fn row(input: ParseStream<'_>, attrs: Vec<Attribute>, left: Ident) -> syn::Result<Row> {
    input.parse::<Token![|]>()?;
    let right = name(input)?;
    if !input.peek(Token![=]) || input.peek(Token![==]) || input.peek(Token![=>]) {
        return Err(input.error(messages::no_result(&left.to_string(), &right.to_string())));
    }
    input.parse::<Token![=]>()?;
    Ok(Row {
        attrs,
        left,
        right,
        result: name(input)?,
    })
}

/// `complex = Complex128;` or `Float32 | complex = Complex64;`
fn scalar_rule(input: ParseStream<'_>, _: &mut Errors) -> syn::Result<ScalarRule> {
    let attrs = attributes(input)?;
    let mut dtype = None;
    let mut kind = input.call(Ident::parse_any)?;
    if input.peek(Token![|]) && !input.peek(Token![||]) {
        input.parse::<Token![|]>()?;
        dtype = Some(kind);
        kind = input.call(Ident::parse_any)?;
    }
    if !input.peek(Token![=]) || input.peek(Token![==]) || input.peek(Token![=>]) {
        let rule = dtype.map_or_else(|| kind.to_string(), |dtype| format!("{dtype} | {kind}"));
        return Err(input.error(messages::no_scalar_dtype(&rule)));
    }
    input.parse::<Token![=]>()?;
    Ok(ScalarRule {
        attrs,
        dtype,
        kind,
        result: name(input)?,
    })
}

/// A name that the user chooses.
fn name(input: ParseStream<'_>) -> syn::Result<Ident> {
    let keyword = input.fork().call(Ident::parse_any);
    input.parse().map_err(|error| match keyword {
        Ok(keyword) => syn::Error::new(
            keyword.span(),
            messages::keyword_as_name(&keyword.to_string()),
        ),
        Err(_) => error,
    })
}

/// A word of the grammar, if it comes next. A word that nearly equals it counts as a misspelling of it.
fn word(input: ParseStream<'_>, word: &str) -> syn::Result<Option<Ident>> {
    if !input.peek(Ident) {
        return Ok(None);
    }
    let found: Ident = input.fork().parse()?;
    if found == word {
        return input.parse().map(Some);
    }
    match messages::misspelt(&found.to_string(), word) {
        Some(message) => Err(syn::Error::new(found.span(), message)),
        None => Ok(None),
    }
}
