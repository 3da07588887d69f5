package dev.adjoint.graph;

import dev.adjoint.array.Layout;
import dev.adjoint.array.TensorType;
import java.util.List;
import java.util.Optional;

/// The kind of ops that show the elements of their input in another arrangement and compute
/// nothing: reshape, transpose, slice, broadcast.
public non-sealed interface View extends Op {
  /// {@return the type of the arrangement}
  ///
  /// @param x the type of the input
  /// @throws IllegalArgumentException if the input does not fit
  TensorType type(TensorType x);

  /// Where the elements of the output lie, given where those of the input lie.
  ///
  /// @param x the layout of the input
  /// @return the layout of the output, or empty if strides cannot say it; a contiguous input must
  ///   always have one
  Optional<Layout> layout(Layout x);

  /// The transpose of this linear map: each cotangent goes back to where its element came from,
  /// summed where several came from one.
  ///
  /// @param x the input, for its type
  /// @param yBar the cotangent of the output
  /// @return a tensor of the type of `x`
  Tensor pullback(Tensor x, Tensor yBar);

  /// {@return this view of tensors with one more axis in front, which it leaves alone; empty to
  /// have the library derive it from the layout, which is slower only where views simplify}
  default Optional<View> batched() {
    return Optional.empty();
  }

  /// {@return this view of a tensor with one more axis in front, which it leaves alone; for views
  /// that name whole shapes, so that no [#batched()] fits all batches}
  ///
  /// @param x the tensor, with one more axis in front
  default Optional<Tensor> batched(Tensor x) {
    return batched().map(view -> view.on(x));
  }

  @Override
  default List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    return List.of(type(inputs.getFirst()));
  }

  /// {@return this view of a tensor}
  ///
  /// @param x the tensor
  default Tensor on(Tensor x) {
    return Tensor.of(this, x);
  }
}
