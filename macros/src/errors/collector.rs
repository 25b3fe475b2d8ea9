//! The collector of errors.

use proc_macro2::TokenStream;
use quote::ToTokens;

/// Every error in one table. They must be turned into tokens: to drop them unread is a bug in the macro.
pub(crate) struct Errors {
    found: Vec<syn::Error>,
    read: bool,
}

impl Errors {
    pub(crate) fn new() -> Self {
        Self {
            found: Vec::new(),
            read: false,
        }
    }

    /// Reports at the span of `at`.
    pub(crate) fn push(&mut self, at: impl ToTokens, message: impl std::fmt::Display) {
        self.found.push(syn::Error::new_spanned(at, message));
    }

    /// Adds an error from the parser.
    pub(crate) fn syntax(&mut self, error: syn::Error) {
        self.found.push(error);
    }

    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }

    /// The errors as they are, in the order they were found.
    #[cfg(test)]
    pub(crate) fn into_found(mut self) -> Vec<syn::Error> {
        self.read = true;
        std::mem::take(&mut self.found)
    }

    /// A `compile_error!` per error, in the order they were found.
    pub(crate) fn into_compile_errors(mut self) -> TokenStream {
        self.read = true;
        self.found
            .iter()
            .map(syn::Error::to_compile_error)
            .collect()
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        assert!(
            self.read || self.found.is_empty() || std::thread::panicking(),
            "errors of a table were dropped"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    #[should_panic(expected = "errors of a table were dropped")]
    fn errors_may_not_be_dropped() {
        Errors::new().push(quote!(x), "wrong");
    }
}
