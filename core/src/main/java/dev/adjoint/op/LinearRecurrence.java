package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// A linear recurrence along an axis: `y₀ = b₀`, `yₜ = aₜ yₜ₋₁ + bₜ`.
///
/// Discounted sums, moving averages, linear recurrent networks. With `a = 1` it is [CumSum]. `a₀`
/// does not matter, as nothing comes before it. Reversed, it starts at the other end: `yₜ = aₜ yₜ₊₁
/// + bₜ`.
///
/// Shapes: `a` and `b` broadcast; the output has the common one. Dtypes: f32 or f64, both the same,
/// kept; the state is held in double precision. Derivatives: `b̄ₜ = ȳₜ + aₜ₊₁ b̄ₜ₊₁`, the
/// recurrence run backwards, and `āₜ = b̄ₜ yₜ₋₁`. Source: Blelloch, *Prefix Sums and Their
/// Applications* (1990), §1.4.
///
/// @param axis the axis, counted from the front
/// @param reverse whether it runs from the last position to the first
public record LinearRecurrence(int axis, boolean reverse) implements Routine {
  /// {@return the recurrence from the first position on}
  ///
  /// @param a the factors
  /// @param b what is added
  /// @param axis the axis of their common shape, from the back if negative
  /// @throws IllegalArgumentException if the axis does not exist or the types do not fit
  public static Tensor of(Tensor a, Tensor b, int axis) {
    return of(a, b, axis, false);
  }

  /// {@return the recurrence}
  ///
  /// @param a the factors
  /// @param b what is added
  /// @param axis the axis of their common shape, from the back if negative
  /// @param reverse whether it runs from the last position to the first
  /// @throws IllegalArgumentException if the axis does not exist or the types do not fit
  public static Tensor of(Tensor a, Tensor b, int axis, boolean reverse) {
    Shape common = TypeRule.ask("linearrecurrence", a, shape -> shape.broadcast(b.shape()));
    int at =
        TypeRule.ask("linearrecurrence", a.type().withShape(common), shape -> shape.axis(axis));
    return Tensor.of(
        new LinearRecurrence(at, reverse), a.broadcastTo(common), b.broadcastTo(common));
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 2);
    TensorType b = inputs.get(1);
    TypeRule.sameDType(this, inputs);
    TypeRule.floating(this, b);
    TypeRule.axisExists(this, b, axis);
    if (!inputs.getFirst().equals(b)) {
      throw error(inputs, "shapes differ; use LinearRecurrence.of, which broadcasts");
    }
    return List.of(b);
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Buffer a = inputs.get(0);
    Buffer b = inputs.get(1);
    Buffer y = outputs.getFirst();
    Lines.of(y.type().shape(), axis)
        .forEach((line, first, stride, size) -> {
          double state = 0;
          for (int k = 0; k < size; k++) {
            int at = first + (reverse ? size - 1 - k : k) * stride;
            state = k == 0 ? b.value(at) : a.value(at) * state + b.value(at);
            y.set(at, state);
          }
        });
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    int onwards = reverse ? -1 : 1;
    Tensor next = Shift.of(inputs.getFirst(), axis, -onwards);
    Tensor bBar = of(next, cotangents.getFirst(), axis, !reverse);
    return input == 1 ? bBar : bBar.times(Shift.of(outputs.getFirst(), axis, onwards));
  }

  @Override
  public Optional<List<Tensor>> batched(Batch batch) {
    return Optional.of(List.of(of(batch.whole(0), batch.whole(1), axis + 1, reverse)));
  }
}
