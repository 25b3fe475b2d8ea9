//! The rules of a table as a whole. Each is one function of this module, in this order; each reports every breach at
//! its own span and leaves out of the model what breaks it, so that the next rule judges the rest.

mod dtypes;
mod names;
mod promotion;
#[cfg(test)]
mod tests;

use crate::ast::{DTypeDecl, Ranks, Table};
use crate::errors::{self, Errors};
use crate::lattice::{Id, Promotions};
use crate::model::{DEFAULT_MAX_RANK, DType, LARGEST_RANK, Model, Operation, Operations, unraw};
use dtypes::{
    attributes_have_a_place, dtype_options_fit, dtypes_have_names_of_their_own,
    dtypes_have_types_of_their_own,
};
use names::{kernels_have_names_of_their_own, marker};
use proc_macro2::Ident;
use promotion::{
    SpannedRow, joins_are_unambiguous, rows_do_not_contradict, rows_lie_above_their_operands,
    rules_name_dtypes, steps_are_written_once, steps_close_no_loop,
    the_claim_of_associativity_holds,
};
use syn::parse_quote;

/// Applies every rule.
pub(crate) fn table(table: Table, errors: &mut Errors) -> Model {
    let Table {
        attrs,
        vis,
        name,
        krate,
        written_crate,
        hygiene,
        ranks,
        operations,
        dtypes,
        associative,
        rules,
        lost,
    } = table;

    let max_rank = ranks_begin_at_zero_and_end_in_reach(ranks.as_ref(), errors);
    let operations = operations_are_known(operations.as_ref(), errors);
    attributes_have_a_place(&dtypes, &rules, errors);
    let dtypes = dtypes_have_names_of_their_own(dtypes, errors);
    let dtypes = dtypes_have_types_of_their_own(dtypes, errors);
    let dtypes: Vec<DType> = dtypes
        .into_iter()
        .map(|dtype| dtype_options_fit(dtype, operations, errors))
        .collect();
    let dtypes = the_table_has_dtypes(dtypes, operations, &lost, &name, errors);
    let operations = where_has_a_condition(&dtypes, operations, &lost, &name, errors);

    let (steps, rows, open) = rules_name_dtypes(rules, &dtypes, &lost, errors);
    let steps = steps_are_written_once(steps, &dtypes, errors);
    let (steps, order) = steps_close_no_loop(steps, &dtypes, errors);
    let rows = rows_lie_above_their_operands(rows, &order, &open, &dtypes, errors);
    let rows = rows_do_not_contradict(rows, &dtypes, errors);
    joins_are_unambiguous(&order, &rows, &steps, &open, &dtypes, errors);
    let results: Vec<(Id, Id, Id)> = rows.iter().map(|row| row.ids).collect();
    let promotions = Promotions::new(dtypes.len(), &order, &results);
    if let Some(span) = associative {
        the_claim_of_associativity_holds(&promotions, &order, &open, &dtypes, span, errors);
    }
    let dtypes = kernels_have_names_of_their_own(dtypes, operations, &promotions, errors);

    let steps = steps.into_iter().map(|step| step.step).collect();
    let rows = rows.into_iter().map(SpannedRow::into_model).collect();
    Model {
        attrs,
        vis,
        marker: marker(&name),
        name,
        krate,
        written_crate,
        hygiene,
        max_rank,
        operations,
        dtypes,
        order,
        promotions,
        steps,
        rows,
    }
}

/// `ranks 1..=4`, `ranks 4..=0`, `ranks 0..=0` and `ranks 0..=9`.
fn ranks_begin_at_zero_and_end_in_reach(ranks: Option<&Ranks>, errors: &mut Errors) -> usize {
    let Some(Ranks {
        first,
        last,
        tokens,
    }) = ranks
    else {
        return DEFAULT_MAX_RANK;
    };
    if *last < i128::from(*first) {
        errors.push(tokens, errors::empty_ranks(DEFAULT_MAX_RANK));
        return DEFAULT_MAX_RANK;
    }
    if *first != 0 {
        errors.push(tokens, errors::ranks_from(*first));
    }
    match usize::try_from(*last) {
        Ok(0) => {
            errors.push(tokens, errors::no_rows());
            1
        }
        Ok(last) if last <= LARGEST_RANK => last,
        _ => {
            errors.push(tokens, errors::too_large_rank(last, LARGEST_RANK));
            LARGEST_RANK
        }
    }
}

/// `operations { argmaximum }`, `operations { argmax, argmax }` and `operations {}`.
fn operations_are_known(listed: Option<&(Ident, Vec<Ident>)>, errors: &mut Errors) -> Operations {
    let Some((keyword, listed)) = listed else {
        return Operations::ALL;
    };
    if listed.is_empty() {
        errors.push(keyword, errors::no_operations("the section"));
    }
    let known = known_operations(listed, errors);
    known
        .into_iter()
        .fold(Operations::NONE, |mut set, (_, operation)| {
            set.insert(operation);
            set
        })
}

fn known_operations<'a>(listed: &'a [Ident], errors: &mut Errors) -> Vec<(&'a Ident, Operation)> {
    let mut known: Vec<(&Ident, Operation)> = Vec::new();
    for name in listed {
        match Operation::ALL
            .into_iter()
            .find(|operation| name == operation.name())
        {
            None => errors.push(name, errors::unknown_operation(&unraw(name))),
            Some(found) if known.iter().any(|&(_, other)| other == found) => {
                errors.push(name, errors::repeated_operation(found.name()));
            }
            Some(found) => known.push((name, found)),
        }
    }
    known
}

/// `dtypes {}`
fn the_table_has_dtypes(
    mut dtypes: Vec<DType>,
    operations: Operations,
    lost: &[Ident],
    table: &Ident,
    errors: &mut Errors,
) -> Vec<DType> {
    if dtypes.is_empty() {
        if lost.is_empty() {
            errors.push(table, errors::no_dtypes());
        }
        // Enums without variants would be errors of their own.
        let stand_in = DTypeDecl {
            attrs: Vec::new(),
            name: Ident::new("Bool", table.span()),
            ty: Some(parse_quote!(bool)),
            inner: None,
            options: Vec::new(),
        };
        dtypes.push(dtype_options_fit(stand_in, operations, errors));
    }
    dtypes
}

/// `where_` in a table without `bool`.
fn where_has_a_condition(
    dtypes: &[DType],
    mut operations: Operations,
    lost: &[Ident],
    table: &Ident,
    errors: &mut Errors,
) -> Operations {
    let has_bool = dtypes.iter().any(|dtype| dtype.primitive() == Some("bool"));
    if operations.has(Operation::Where) && !has_bool {
        let may_have_bool = dtypes.iter().any(|dtype| dtype.ty.is_none()) || !lost.is_empty();
        if !dtypes.is_empty() && !may_have_bool {
            errors.push(table, errors::where_needs_bool());
        }
        operations.remove(Operation::Where);
    }
    operations
}

fn name(dtypes: &[DType], id: Id) -> String {
    errors::name(&dtypes[id].ident)
}
