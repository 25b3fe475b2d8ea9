//! The rules for each dtype, and for the dtypes together.

use super::names::module;
use super::operations::known_operations;
use crate::ast::{DTypeDecl, DTypeOption, PromotionRule, ScalarRule};
use crate::errors::{Errors, messages};
use crate::model::{DType, Implementation, is_doc, may_be, primitive, unraw};
use crate::operations::Operations;
use proc_macro2::{Ident, Span};
use std::collections::{HashMap, HashSet};
use syn::Type;
use syn::spanned::Spanned;

/// `#[cfg] A: f32;`, `#[cfg_attr(windows, cfg(foo))] A: f32;` and `#[inline] A | B = C;`.
pub(super) fn attributes_have_a_place(
    dtypes: &[DTypeDecl],
    rules: &[PromotionRule],
    scalars: &[ScalarRule],
    errors: &mut Errors,
) {
    let of_dtypes = dtypes.iter().map(|dtype| &dtype.attrs);
    let of_rules = rules.iter().map(|rule| match rule {
        PromotionRule::Steps(steps) => &steps.attrs,
        PromotionRule::Row(row) => &row.attrs,
    });
    let of_scalars = scalars.iter().map(|rule| &rule.attrs);
    for attr in of_dtypes.chain(of_rules).chain(of_scalars).flatten() {
        // Every `cfg` with a valid predicate was resolved before the table was parsed.
        if attr.path().is_ident("cfg") {
            errors.push(attr, messages::unreadable_cfg());
        } else if may_be(&attr.meta, "cfg") {
            errors.push(attr, messages::hidden_cfg());
        }
    }
    let of_rows = rules.iter().filter_map(|rule| match rule {
        PromotionRule::Row(row) => Some(&row.attrs),
        PromotionRule::Steps(_) => None,
    });
    let of_scalars = scalars.iter().map(|rule| &rule.attrs);
    for attr in of_rows.chain(of_scalars).flatten() {
        if !is_doc(attr) && !attr.path().is_ident("cfg") {
            errors.push(attr, messages::attribute_of_row());
        }
    }
}

/// `A: i8; A: i16;` and `ALL: i8;`.
pub(super) fn dtypes_have_names_of_their_own(
    declared: Vec<DTypeDecl>,
    errors: &mut Errors,
) -> Vec<DTypeDecl> {
    let mut seen = HashSet::new();
    declared
        .into_iter()
        .filter(|dtype| {
            let fresh = seen.insert(unraw(&dtype.name));
            if !fresh {
                let message = messages::repeated_dtype(&messages::name(&dtype.name));
                errors.push(&dtype.name, message);
            } else if dtype.name == "ALL" {
                errors.push(
                    &dtype.name,
                    messages::reserved_dtype(&messages::name(&dtype.name)),
                );
            }
            fresh
        })
        .collect()
}

/// `A: i8; B: i8;`
pub(super) fn dtypes_have_types_of_their_own(
    mut declared: Vec<DTypeDecl>,
    errors: &mut Errors,
) -> Vec<DTypeDecl> {
    let mut first_of: HashMap<String, String> = HashMap::new();
    for dtype in &mut declared {
        let Some(ty) = &dtype.ty else { continue };
        let text = messages::text(ty);
        if let Some(first) = first_of.get(&text) {
            errors.push(ty, messages::repeated_type(&text, first));
            dtype.ty = None;
        } else {
            first_of.insert(text, messages::name(&dtype.name));
        }
    }
    declared
}

/// `A: T as Vec<u8>`, `A: T as f32, native`, `A: f32, zero = 0.0`, `A: T, unordered, only(argmax)` and the like.
pub(super) fn dtype_options_fit(
    declared: DTypeDecl,
    table: Operations,
    errors: &mut Errors,
) -> DType {
    let DTypeDecl {
        attrs,
        name,
        ty,
        inner,
        options,
    } = declared;
    for (at, option) in options.iter().enumerate() {
        let keyword = option.keyword();
        if options[..at].iter().any(|other| other.keyword() == keyword) {
            errors.push(keyword, messages::repeated_option(&keyword.to_string()));
        }
    }
    let (implementation, implementation_span) =
        implementation(&name, ty.as_ref(), inner, &options, errors);
    let unordered = options
        .iter()
        .any(|option| matches!(option, DTypeOption::Unordered(_)));
    let mut operations = table;
    if unordered {
        operations = operations
            .iter()
            .filter(|operation| !operation.needs_order)
            .collect();
    }
    let (mut zero, mut scalar) = (None, None);
    for option in options {
        match option {
            DTypeOption::Zero(_, value) if matches!(implementation, Implementation::Portable) => {
                zero = Some(*value);
            }
            DTypeOption::Scalar(_, function)
                if matches!(implementation, Implementation::Portable) =>
            {
                scalar = Some(*function);
            }
            DTypeOption::Zero(keyword, _) | DTypeOption::Scalar(keyword, _) => {
                let way = match &implementation {
                    Implementation::Newtype(_) => "`as`",
                    _ if ty.as_ref().and_then(primitive).is_none() => "`native`",
                    _ => "",
                };
                let message =
                    messages::idle_value(&keyword.to_string(), &messages::name(&name), way);
                errors.push(keyword, message);
            }
            DTypeOption::Only(keyword, listed) => {
                operations =
                    operations.and(only(&name, &keyword, &listed, unordered, table, errors));
            }
            DTypeOption::Unordered(_) | DTypeOption::Native(_) => {}
        }
    }
    DType {
        attrs,
        module: module(&name, ty.as_ref()),
        ty_span: ty.as_ref().map_or_else(|| name.span(), Spanned::span),
        ident: name,
        ty,
        implementation,
        implementation_span,
        ordered: !unordered,
        operations,
        zero,
        scalar,
    }
}

/// Which implementation a dtype runs, and the token that chooses it.
fn implementation(
    name: &Ident,
    ty: Option<&Type>,
    inner: Option<Type>,
    options: &[DTypeOption],
    errors: &mut Errors,
) -> (Implementation, Span) {
    let native = options.iter().find_map(|option| match option {
        DTypeOption::Native(keyword) => Some(keyword),
        _ => None,
    });
    let Some(ty) = ty else {
        return (Implementation::Portable, name.span());
    };
    match (inner, native) {
        (Some(inner), native) => {
            if let Some(keyword) = native {
                errors.push(keyword, messages::newtype_and_native(&messages::name(name)));
            }
            let implementation = primitive(&inner).map_or_else(
                || {
                    errors.push(&inner, messages::unknown_primitive(&messages::text(&inner)));
                    Implementation::Portable
                },
                Implementation::Newtype,
            );
            (implementation, inner.span())
        }
        (None, Some(keyword)) => (Implementation::Native, keyword.span()),
        (None, None) if primitive(ty).is_some() => (Implementation::Native, ty.span()),
        (None, None) => (Implementation::Portable, ty.span()),
    }
}

fn only(
    name: &Ident,
    keyword: &Ident,
    listed: &[Ident],
    unordered: bool,
    table: Operations,
    errors: &mut Errors,
) -> Operations {
    if listed.is_empty() {
        errors.push(keyword, messages::no_operations("`only`"));
    }
    let mut operations = Operations::NONE;
    for (token, operation) in known_operations(listed, errors) {
        if unordered && operation.needs_order {
            errors.push(
                token,
                messages::operation_needs_order(operation.name, &messages::name(name)),
            );
        } else if !table.has(operation) {
            errors.push(token, messages::operation_not_in_table(operation.name));
        } else {
            operations.insert(operation);
        }
    }
    operations
}
