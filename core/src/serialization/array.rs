//! Arrays as data of serde, once for all tables.

use super::element::SerdeOps;
use super::table::SerdeTable;
use crate::dtype::Element;
use crate::table::{HasDType, Table};
use alloc::format;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;
use ndarray::{Array1, ArrayViewD};
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

const FIELDS: [&str; 3] = ["dtype", "shape", "elements"];

/// The memory to allocate before elements arrive, in bytes.
const FIRST_PART: usize = 1 << 20;

/// Serializes a view of a dtype of the table `M`.
pub fn serialize<M, T, S>(view: &ArrayViewD<'_, T>, serializer: S) -> Result<S::Ok, S::Error>
where
    M: HasDType<T, Ops: SerdeOps<T>>,
    T: Element,
    S: Serializer,
{
    let [dtype, shape, elements] = FIELDS;
    let mut array = serializer.serialize_struct("Array", FIELDS.len())?;
    array.serialize_field(dtype, M::DTYPE_NAME)?;
    array.serialize_field(shape, view.shape())?;
    array.serialize_field(elements, &List::<M, T>(view, PhantomData))?;
    array.end()
}

/// The elements in row-major order.
struct List<'a, M, T>(&'a ArrayViewD<'a, T>, PhantomData<M>);

impl<M, T> Serialize for List<'_, M, T>
where
    M: HasDType<T, Ops: SerdeOps<T>>,
    T: Element,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(One::<M, T>::new))
    }
}

/// One element.
struct One<'a, M, T>(&'a T, PhantomData<M>);

impl<'a, M, T> One<'a, M, T> {
    fn new(element: &'a T) -> Self {
        Self(element, PhantomData)
    }
}

impl<M: HasDType<T, Ops: SerdeOps<T>>, T> Serialize for One<'_, M, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        M::Ops::serialize(self.0, serializer)
    }
}

/// Deserializes a dtype from its name.
pub fn deserialize_dtype<'de, M: SerdeTable, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<M::DType, D::Error> {
    deserializer.deserialize_str(DTypeVisitor::<M>(PhantomData))
}

struct DTypeVisitor<M>(PhantomData<M>);

impl<M: SerdeTable> Visitor<'_> for DTypeVisitor<M> {
    type Value = M::DType;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the name of a dtype of the table {}", M::NAME)
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<M::DType, E> {
        M::dtype_named(name).map_err(E::custom)
    }
}

impl<'de, M: SerdeTable> DeserializeSeed<'de> for DTypeVisitor<M> {
    type Value = M::DType;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<M::DType, D::Error> {
        deserialize_dtype::<M, D>(deserializer)
    }
}

/// Deserializes an array of the table `M`.
pub fn deserialize<'de, M: SerdeTable, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<M::Array, D::Error> {
    deserializer.deserialize_struct("Array", &FIELDS, ArrayVisitor::<M>(PhantomData))
}

struct ArrayVisitor<M>(PhantomData<M>);

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Field {
    DType,
    Shape,
    Elements,
}

impl<'de, M: SerdeTable> Visitor<'de> for ArrayVisitor<M> {
    type Value = M::Array;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array: its dtype, shape and elements")
    }

    /// The fields in their order, from a format without names.
    fn visit_seq<A: SeqAccess<'de>>(self, mut fields: A) -> Result<M::Array, A::Error> {
        let missing = |nth| A::Error::invalid_length(nth, &self);
        let dtype = fields.next_element_seed(DTypeVisitor::<M>(PhantomData))?;
        let dtype = dtype.ok_or_else(|| missing(0))?;
        let shape: Vec<usize> = fields.next_element()?.ok_or_else(|| missing(1))?;
        let elements = ListSeed::<M> {
            dtype,
            len: Some(len(&shape)?),
        };
        let elements = fields.next_element_seed(elements)?;
        reshaped::<M, _>(elements.ok_or_else(|| missing(2))?, &shape)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<M::Array, A::Error> {
        let (mut dtype, mut shape, mut elements) = (None, None::<Vec<usize>>, None);
        while let Some(field) = fields.next_key()? {
            match field {
                Field::DType if dtype.is_some() => return Err(Error::duplicate_field("dtype")),
                Field::DType => {
                    dtype = Some(fields.next_value_seed(DTypeVisitor::<M>(PhantomData))?);
                }
                Field::Shape if shape.is_some() => return Err(Error::duplicate_field("shape")),
                Field::Shape => shape = Some(fields.next_value()?),
                Field::Elements if elements.is_some() => {
                    return Err(Error::duplicate_field("elements"));
                }
                Field::Elements => {
                    let dtype = dtype.ok_or_else(|| {
                        Error::custom("the field `dtype` must come before `elements`")
                    })?;
                    let len = shape.as_deref().map(len).transpose()?;
                    elements = Some(fields.next_value_seed(ListSeed::<M> { dtype, len })?);
                }
            }
        }
        dtype.ok_or_else(|| Error::missing_field("dtype"))?;
        let shape = shape.ok_or_else(|| Error::missing_field("shape"))?;
        let elements = elements.ok_or_else(|| Error::missing_field("elements"))?;
        reshaped::<M, _>(elements, &shape)
    }
}

/// The number of elements of a shape.
fn len<E: Error>(shape: &[usize]) -> Result<usize, E> {
    // `ndarray` limits the other axes of an empty array too.
    let reach = shape
        .iter()
        .try_fold(1_usize, |len, &axis| len.checked_mul(axis.max(1)))
        .filter(|&len| isize::try_from(len).is_ok())
        .ok_or_else(|| E::custom(format!("no memory holds an array of shape {shape:?}")))?;
    Ok(if shape.contains(&0) { 0 } else { reach })
}

/// The elements as an array of the shape.
fn reshaped<M: SerdeTable, E: Error>(elements: M::Array, shape: &[usize]) -> Result<M::Array, E> {
    let (expected, found) = (len::<E>(shape)?, M::len(&elements));
    if expected != found {
        return Err(E::custom(format!(
            "an array of shape {shape:?} has {expected} elements, found {found}"
        )));
    }
    M::reshaped(elements, shape).map_err(E::custom)
}

/// The elements of a dtype. If the shape is known, they are at most `len`.
struct ListSeed<M: Table> {
    dtype: M::DType,
    len: Option<usize>,
}

impl<'de, M: SerdeTable> DeserializeSeed<'de> for ListSeed<M> {
    type Value = M::Array;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<M::Array, D::Error> {
        M::elements(self.dtype, self.len, deserializer)
    }
}

/// Deserializes elements as an array of rank 1. If their number is known, more of them are an error.
pub fn elements<'de, M, T, D>(len: Option<usize>, deserializer: D) -> Result<M::Array, D::Error>
where
    M: HasDType<T, Ops: SerdeOps<T>>,
    T: Element,
    D: Deserializer<'de>,
{
    let list = ListVisitor::<M, T> {
        len,
        dtype: PhantomData,
    };
    let elements = deserializer.deserialize_seq(list)?;
    Ok(M::wrap(Array1::from(elements).into_dyn()))
}

struct ListVisitor<M, T> {
    len: Option<usize>,
    dtype: PhantomData<(M, T)>,
}

impl<'de, M: HasDType<T, Ops: SerdeOps<T>>, T: Element> Visitor<'de> for ListVisitor<M, T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.len {
            Some(len) => write!(f, "{len} elements of dtype {}", M::DTYPE_NAME),
            None => write!(f, "elements of dtype {}", M::DTYPE_NAME),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
        // The data may claim any number.
        let claimed = list
            .size_hint()
            .unwrap_or(0)
            .min(self.len.unwrap_or(usize::MAX));
        let mut elements = Vec::with_capacity(claimed.min(FIRST_PART / size_of::<T>().max(1)));
        while let Some(element) = list.next_element_seed(OneSeed::<M, T>(PhantomData))? {
            if self.len == Some(elements.len()) {
                return Err(A::Error::invalid_length(elements.len() + 1, &self));
            }
            elements.push(element);
        }
        Ok(elements)
    }
}

struct OneSeed<M, T>(PhantomData<(M, T)>);

impl<'de, M: HasDType<T, Ops: SerdeOps<T>>, T> DeserializeSeed<'de> for OneSeed<M, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        M::Ops::deserialize(deserializer)
    }
}
