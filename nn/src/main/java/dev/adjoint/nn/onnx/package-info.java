/// Export to ONNX: a function or a model as a file that other programs run.
///
/// ```java
/// Onnx.of(model, TensorType.f32(1, 784)).withBatch().write(Path.of("digits.onnx"));
/// ```
///
/// A function is traced, and its graph written node by node: by the rule of its op, or, for a
/// composite without one, by its expansion. An op that has neither, but depends on constants alone,
/// is written as its numbers. Any other op is an error that names it, and [a
/// rule][dev.adjoint.nn.onnx.Onnx#with] of the user's makes it expressible.
///
/// ## Deliberate
///
/// - The file is written by [our own seventy lines][dev.adjoint.nn.onnx.OnnxModel] of protobuf's
///   wire format. A library for it would be 1.9 MB, and warns on JDK 25 of memory access that will
///   go away; what is read back is read by ONNX Runtime, which the tests run.
/// - A batch of any size is found by tracing at three sizes and comparing, not by symbols in
///   shapes: shapes stay numbers everywhere else, and what does not grow in proportion is an error.
/// - A number of steps, a condition and a choice become ONNX's `Scan`, `Loop` and `If`. A loop that
///   reaches its limit is an error here; there it stops.
/// - f64 is exported as ONNX's double. ONNX allows it for nearly all operators, but ONNX Runtime
///   has no kernels of it for some, convolutions among them; the table of the tests says which.
@NullMarked
package dev.adjoint.nn.onnx;

import org.jspecify.annotations.NullMarked;
