/// Numbers and what is said about them: [element types][dev.adjoint.array.DType],
/// [shapes][dev.adjoint.array.Shape], [types][dev.adjoint.array.TensorType] such as `f32[2,3]`, and
/// immutable [arrays][dev.adjoint.array.NDArray].
///
/// This package knows nothing of formulas or derivatives; everything else stands on it.
///
/// ## Deliberate
///
/// - An array is contiguous in row-major order in one heap array (`float[]`, `double[]`, `int[]`,
///   `boolean[]`), whole or a window on it: rows of a data set are handed to a program where they
///   are. Strided views exist only inside compiled programs, as a
///   [layout][dev.adjoint.array.Layout] over a buffer: the JIT makes its best code for plain
///   arrays, and one storage kind keeps hot loops monomorphic.
/// - Two arrays are equal when types and all elements are equal, `NaN` to `NaN` and `0.0` apart
///   from `-0.0` (as `Arrays.equals`): tests compare bits.
/// - [dev.adjoint.array.NDArray#storage()] hands out the backing array without a copy, its elements
///   from `offset()` on. It is for the engine, which never writes to it; everybody else takes one
///   of the copying `to…Array` methods.
@NullMarked
package dev.adjoint.array;

import org.jspecify.annotations.NullMarked;
