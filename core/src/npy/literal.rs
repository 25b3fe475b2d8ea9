//! A parser of Python literals like `ast.literal_eval`: strings, numbers, tuples, lists, dictionaries, sets.
//!
//! The crate `py_literal` refuses `u'..'`, raw strings, adjacent strings, comments and a Python 2 `3L`, and its time
//! doubles with every nested bracket. This parser takes linear time, has Python's nesting limit, and keeps only values
//! that a header can use.

use std::format;
use std::prelude::rust_2024::*;

/// Python's limit of nested brackets.
const DEEPEST: usize = 200;

/// A literal and its position in the text.
#[derive(Debug)]
pub(super) struct Literal<'t> {
    pub(super) value: Value<'t>,
    /// The spelling in the text.
    pub(super) text: &'t str,
    /// The position of its first byte.
    pub(super) at: usize,
}

#[derive(Debug)]
pub(super) enum Value<'t> {
    Str(String),
    /// An integer, clamped to `i128`.
    Integer(i128),
    Bool(bool),
    Tuple(Vec<Literal<'t>>),
    List(Vec<Literal<'t>>),
    Dict(Vec<(Literal<'t>, Literal<'t>)>),
    /// A float or an imaginary number.
    Inexact,
    /// Bytes, with a character for each.
    Bytes(String),
    None,
    /// A set.
    Other,
}

/// An error in the text, and its byte position.
#[derive(Debug)]
pub(super) struct Malformed {
    pub(super) at: usize,
    pub(super) problem: String,
}

impl Literal<'_> {
    /// The error that this literal breaks a rule.
    pub(super) fn wrong(&self, rule: &str) -> Malformed {
        let (at, found) = (self.at, shortened(self.text));
        let problem = format!("{rule}, not {found}");
        Malformed { at, problem }
    }
}

/// A text, shortened if it is long.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

/// Parses a text that consists of one literal. With `python2`, an integer may end in `L`.
pub(super) fn parse(text: &str, python2: bool) -> Result<Literal<'_>, Malformed> {
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
        python2,
    };
    if let Some(at) = text.find('\0') {
        return parser.malformed(at, "a null byte");
    }
    parser.skip_indentation()?;
    let literal = parser.value()?;
    let end = parser.at;
    parser.skip_space()?;
    match parser.peek() {
        None if ends_indented(&text[end..], python2) => {
            parser.malformed(text.len(), "the last line is indented, but empty")
        }
        None => Ok(literal),
        Some(_) => Err(parser.expected("the end of the header")),
    }
}

struct Parser<'t> {
    text: &'t str,
    /// The position of the next byte.
    at: usize,
    /// The number of open brackets.
    depth: usize,
    python2: bool,
}

impl<'t> Parser<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Skips a text if it is next, and returns whether it was.
    fn eat(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.at += text.len();
        }
        found
    }

    /// Skips the next characters for which `belongs` is true, and returns them.
    fn eat_while(&mut self, belongs: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn malformed<T>(&self, at: usize, problem: impl Into<String>) -> Result<T, Malformed> {
        let problem = problem.into();
        debug_assert!(self.text.is_char_boundary(at), "{problem} at byte {at}");
        Err(Malformed { at, problem })
    }

    /// The error that the next character does not fit the grammar.
    fn expected(&self, what: &str) -> Malformed {
        // Report the end of the text before its padding.
        let at = self.at.min(self.text.trim_end().len());
        let found = match self.peek() {
            None => "the header ends".to_owned(),
            Some(c) if is_identifier(c) => format!("found '{}'", shortened(self.word())),
            Some('\'') => "found \"'\"".to_owned(),
            Some(c) => format!("found '{}'", c.escape_debug()),
        };
        let problem = format!("expected {what}, {found}");
        Malformed { at, problem }
    }

    /// The next name or number.
    fn word(&self) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c| !is_identifier(c)).unwrap_or(rest.len());
        &rest[..end]
    }

    /// Skips leading spaces and blank lines. Any further line must not be indented.
    fn skip_indentation(&mut self) -> Result<(), Malformed> {
        self.eat_while(|c| matches!(c, ' ' | '\t'));
        let start = self.at;
        self.skip_space()?;
        let skipped = &self.text[start..self.at];
        let last = skipped.rfind(['\n', '\r']).map(|end| &skipped[end + 1..]);
        // A form feed resets the indentation of its line.
        let indentation = last.and_then(|line| line.rsplit('\x0c').next());
        if indentation.is_some_and(|spaces| !spaces.is_empty()) {
            return self.malformed(self.at, "the line is indented");
        }
        Ok(())
    }

    /// Skips spaces, line breaks, continued lines and comments.
    fn skip_space(&mut self) -> Result<(), Malformed> {
        loop {
            match self.peek() {
                Some(' ' | '\t' | '\x0c' | '\n' | '\r') => self.at += 1,
                Some('#') => {
                    self.eat_while(|c| !matches!(c, '\n' | '\r'));
                }
                Some('\\') => {
                    let at = self.at;
                    self.at += 1;
                    if !self.eat_line_break() || self.rest().is_empty() {
                        return self.malformed(at, "no line continues after this backslash");
                    }
                }
                _ => return Ok(()),
            }
        }
    }

    fn eat_line_break(&mut self) -> bool {
        self.eat("\r\n") || self.eat("\n") || self.eat("\r")
    }

    fn value(&mut self) -> Result<Literal<'t>, Malformed> {
        self.skip_space()?;
        let at = self.at;
        let value = match self.peek() {
            Some('+' | '-') => self.signed()?,
            _ => return self.unsigned(),
        };
        Ok(self.literal(at, value))
    }

    fn literal(&self, at: usize, value: Value<'t>) -> Literal<'t> {
        let text = &self.text[at..self.at];
        Literal { value, text, at }
    }

    /// A number with at most one sign.
    fn signed(&mut self) -> Result<Value<'t>, Malformed> {
        let negative = self.peek() == Some('-');
        self.at += 1;
        self.skip_space()?;
        let number = self.unsigned()?;
        match number.value {
            Value::Integer(_) if number.text.contains(['+', '-']) => {
                Err(number.wrong("a number has one sign"))
            }
            Value::Integer(value) => Ok(Value::Integer(if negative { -value } else { value })),
            Value::Inexact => Ok(Value::Inexact),
            _ => Err(number.wrong("only a number has a sign")),
        }
    }

    fn unsigned(&mut self) -> Result<Literal<'t>, Malformed> {
        let at = self.at;
        let value = match self.peek() {
            Some('(') => self.nested(Self::parentheses)?,
            Some('[') => self.nested(|parser| Ok(Value::List(parser.items(']')?.0)))?,
            Some('{') => self.nested(Self::braces)?,
            _ if self.at_string() => self.strings()?,
            Some(c) if c.is_ascii_digit() => self.number()?,
            Some('.') if self.rest()[1..].starts_with(|c: char| c.is_ascii_digit()) => {
                self.number()?
            }
            _ if matches!(self.word(), "True" | "False" | "None") => self.constant(),
            _ => return Err(self.expected("a value")),
        };
        Ok(self.literal(at, value))
    }

    fn constant(&mut self) -> Value<'t> {
        let word = self.word();
        self.at += word.len();
        match word {
            "True" => Value::Bool(true),
            "False" => Value::Bool(false),
            _ => Value::None,
        }
    }

    /// Parses the contents of a bracket, and limits the nesting.
    fn nested(
        &mut self,
        parse: impl FnOnce(&mut Self) -> Result<Value<'t>, Malformed>,
    ) -> Result<Value<'t>, Malformed> {
        if self.depth == DEEPEST {
            let problem =
                format!("more than {DEEPEST} brackets are open, so it is not an npy header");
            return self.malformed(self.at, problem);
        }
        self.depth += 1;
        self.at += 1;
        let value = parse(self)?;
        self.depth -= 1;
        Ok(value)
    }

    /// The items up to a closing bracket, and whether the last is followed by a comma.
    fn items(&mut self, close: char) -> Result<(Vec<Literal<'t>>, bool), Malformed> {
        let (mut items, mut comma) = (Vec::new(), false);
        loop {
            self.skip_space()?;
            if self.peek() == Some(close) {
                self.at += 1;
                return Ok((items, comma));
            }
            if !items.is_empty() && !comma {
                return Err(self.expected(&format!("',' or '{close}'")));
            }
            items.push(self.value()?);
            self.skip_space()?;
            comma = self.eat(",");
        }
    }

    /// A tuple, or one value in parentheses.
    fn parentheses(&mut self) -> Result<Value<'t>, Malformed> {
        let (mut items, comma) = self.items(')')?;
        if items.len() == 1 && !comma {
            return Ok(items.remove(0).value);
        }
        Ok(Value::Tuple(items))
    }

    /// A dictionary or a set.
    fn braces(&mut self) -> Result<Value<'t>, Malformed> {
        let mut entries = Vec::new();
        loop {
            self.skip_space()?;
            if self.eat("}") {
                return Ok(Value::Dict(entries));
            }
            let key = self.value()?;
            self.skip_space()?;
            if entries.is_empty() && matches!(self.peek(), Some(',' | '}')) {
                self.eat(",");
                self.items('}')?;
                return Ok(Value::Other);
            }
            if !self.eat(":") {
                return Err(self.expected("':'"));
            }
            entries.push((key, self.value()?));
            self.skip_space()?;
            if !self.eat(",") && self.peek() != Some('}') {
                return Err(self.expected("',' or '}'"));
            }
        }
    }

    fn number(&mut self) -> Result<Value<'t>, Malformed> {
        let at = self.at;
        let mut text = self.eat_while(|c| is_identifier(c) || c == '.');
        let radix = match text.as_bytes() {
            [b'0', b'x' | b'X', ..] => 16,
            [b'0', b'o' | b'O', ..] => 8,
            [b'0', b'b' | b'B', ..] => 2,
            _ => 10,
        };
        if radix == 10 && text.ends_with(['e', 'E']) && self.rest().starts_with(['+', '-']) {
            self.at += 1;
            self.eat_while(is_identifier);
            text = &self.text[at..self.at];
        }
        if self.python2 {
            text = text.strip_suffix('L').unwrap_or(text);
            self.skip_long_suffixes();
        }

        let digits = if radix == 10 { text } else { &text[2..] };
        if let Some(value) = integer(digits, radix) {
            return Ok(Value::Integer(value));
        }
        let float = text.strip_suffix(['j', 'J']).unwrap_or(text);
        if radix == 10 && float.contains(['.', 'e', 'E', 'j']) || float.len() < text.len() {
            let digits = float.replace('_', "");
            if digits.parse::<f64>().is_ok() {
                return Ok(Value::Inexact);
            }
        }
        self.malformed(at, format!("'{}' is not a number", shortened(text)))
    }

    /// Skips every `L` after a number, on its line or a continuation of it, as NumPy does.
    fn skip_long_suffixes(&mut self) {
        loop {
            let at = self.at;
            loop {
                self.eat_while(|c| matches!(c, ' ' | '\t' | '\x0c'));
                let before = self.at;
                if !(self.eat("\\") && self.eat_line_break()) {
                    self.at = before;
                    break;
                }
            }
            if self.word() != "L" {
                self.at = at;
                return;
            }
            self.at += 1;
        }
    }

    /// One string, or several adjacent ones, which are concatenated.
    fn strings(&mut self) -> Result<Value<'t>, Malformed> {
        let (mut text, mut all_bytes) = (String::new(), None);
        loop {
            let at = self.at;
            let prefix = self.eat_while(is_identifier);
            let (raw, bytes) = string_prefix(prefix).unwrap_or_default();
            if *all_bytes.get_or_insert(bytes) != bytes {
                return self.malformed(at, "bytes beside a string");
            }
            self.string(&mut text, raw, bytes)?;

            let end = self.at;
            // Between brackets a string may continue on the next line.
            self.skip_space()?;
            if !self.at_string() {
                self.at = end;
                return Ok(if bytes {
                    Value::Bytes(text)
                } else {
                    Value::Str(text)
                });
            }
        }
    }

    /// Whether a string is next.
    fn at_string(&self) -> bool {
        let word = self.word();
        string_prefix(word).is_some() && self.rest()[word.len()..].starts_with(['\'', '"'])
    }

    /// Appends the string that starts at the next quote.
    fn string(&mut self, text: &mut String, raw: bool, bytes: bool) -> Result<(), Malformed> {
        let start = self.at;
        let quote = if self.peek() == Some('"') { "\"" } else { "'" };
        let triple = quote.repeat(3);
        let (quote, long) = if self.eat(&triple) {
            (&triple[..], true)
        } else {
            self.at += 1;
            (quote, false)
        };
        while !self.eat(quote) {
            let at = self.at;
            if self.eat("\\") {
                if raw {
                    text.push('\\');
                    text.extend(self.eat_char());
                } else {
                    self.escape(text, bytes)?;
                }
                continue;
            }
            match self.eat_char() {
                Some('\n' | '\r') if !long => {
                    return self.malformed(start, "a string without an end");
                }
                None => return self.malformed(start, "a string without an end"),
                Some(c) if bytes && !c.is_ascii() => {
                    return self.malformed(at, "bytes have ASCII characters only");
                }
                Some(c) => text.push(c),
            }
        }
        Ok(())
    }

    fn eat_char(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Appends the character of an escape sequence whose backslash is already skipped.
    fn escape(&mut self, text: &mut String, bytes: bool) -> Result<(), Malformed> {
        let start = self.at - 1;
        if self.eat_line_break() {
            return Ok(());
        }
        let Some(kind) = self.eat_char() else {
            return self.malformed(start, "a string without an end");
        };
        let c = match kind {
            '\\' | '\'' | '"' => kind,
            'a' => '\x07',
            'b' => '\x08',
            'f' => '\x0c',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\x0b',
            '0'..='7' => {
                self.at -= 1;
                self.code(start, 8, 1..=3)?
            }
            'x' => self.code(start, 16, 2..=2)?,
            'u' if !bytes => self.code(start, 16, 4..=4)?,
            'U' if !bytes => self.code(start, 16, 8..=8)?,
            'N' if !bytes => return self.malformed(start, "a character by its name"),
            other => {
                text.push('\\');
                other
            }
        };
        text.push(c);
        Ok(())
    }

    /// Appends the character with a code. Half of a surrogate pair is not a character and occurs in no dtype's name.
    fn code(
        &mut self,
        start: usize,
        radix: u32,
        lengths: std::ops::RangeInclusive<usize>,
    ) -> Result<char, Malformed> {
        let rest = self.rest().chars().take(*lengths.end());
        let digits = rest.take_while(|c| c.is_digit(radix)).count();
        let code = u32::from_str_radix(&self.rest()[..digits], radix);
        self.at += digits;
        match code {
            Ok(code) if lengths.contains(&digits) && code <= u32::from(char::MAX) => {
                Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
            }
            _ => self.malformed(start, "an escape sequence that is too short or too large"),
        }
    }
}

/// Whether a string with this prefix is raw, and whether it is bytes.
fn string_prefix(word: &str) -> Option<(bool, bool)> {
    match word.to_ascii_lowercase().as_str() {
        "" | "u" => Some((false, false)),
        "r" => Some((true, false)),
        "b" => Some((false, true)),
        "br" | "rb" => Some((true, true)),
        _ => None,
    }
}

/// The value of digits, which may have single underscores between them and after a prefix such as `0x`.
fn integer(digits: &str, radix: u32) -> Option<i128> {
    let grouped = if radix == 10 {
        digits
    } else {
        digits.strip_prefix('_').unwrap_or(digits)
    };
    if !grouped
        .split('_')
        .all(|group| !group.is_empty() && group.chars().all(|c| c.is_digit(radix)))
    {
        return None;
    }
    let digits = grouped.replace('_', "");
    // An octal number of Python 2.
    if radix == 10 && digits.starts_with('0') && digits.contains(|c| c != '0') {
        return None;
    }
    Some(i128::from_str_radix(&digits, radix).unwrap_or(i128::MAX))
}

/// Whether the last of several lines has spaces only. With `python2`, only a carriage return begins such a line: after a
/// line feed NumPy drops it.
fn ends_indented(spaces: &str, python2: bool) -> bool {
    let Some(end) = spaces.rfind(['\n', '\r']) else {
        return false;
    };
    let (before, last) = spaces.split_at(end + 1);
    // A form feed resets the indentation of its line.
    let indentation = last.rsplit('\x0c').next().unwrap_or_default();
    let is_read = python2 && before.ends_with('\n');
    !indentation.is_empty() && !indentation.contains('#') && !is_read
}

/// Whether the character may be part of a name or a number.
fn is_identifier(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
