/// Files of numbers: NumPy's `.npy` and `.npz`, safetensors; models stored and loaded by the names
/// of their parameters.
///
/// ```java
/// Safetensors.write(Parameters.of(model), path);
/// Model same = Parameters.into(model, Safetensors.read(path)).complete();
/// ```
///
/// ## Deliberate
///
/// - A file is written beside its place, forced to the disk and then moved there: what stands at
///   the place is always whole, be the power cut at any moment.
/// - A file is read as if an enemy had written it. Sizes are checked against the bytes that are
///   there before memory is taken; an error says what was found and what was expected.
/// - Storing takes names to arrays, not models to bytes: a file says nothing of Java classes, and
///   other programs can read it.
/// - Numbers of other widths are taken in where nothing is lost: half precision becomes f32, small
///   integers and 64-bit integers in range become i32.
@NullMarked
package dev.adjoint.nn.io;

import org.jspecify.annotations.NullMarked;
