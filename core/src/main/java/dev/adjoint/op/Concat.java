package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// Tensors one after the other along an axis.
///
/// Shapes: equal but for that axis, whose sizes add up. Dtype: any, all the same, kept. Pullback:
/// each input gets its [Slice] of the cotangent.
///
/// @param axis the axis, counted from the front
public record Concat(int axis) implements Routine {
  /// {@return the tensors one after the other}
  ///
  /// @param axis the axis, from the back if negative
  /// @param xs the tensors, at least one
  /// @throws IllegalArgumentException if there is none, or the types differ beside that axis
  public static Tensor of(int axis, Tensor... xs) {
    return of(axis, List.of(xs));
  }

  /// {@return the tensors one after the other}
  ///
  /// @param axis the axis, from the back if negative
  /// @param xs the tensors, at least one
  /// @throws IllegalArgumentException if there is none, or the types differ beside that axis
  public static Tensor of(int axis, List<Tensor> xs) {
    if (xs.isEmpty()) {
      throw new IllegalArgumentException("concat of nothing: wants at least one tensor");
    }
    int at = TypeRule.ask("concat", xs.getFirst(), shape -> shape.axis(axis));
    return Tensor.of(new Concat(at), xs.toArray(Tensor[]::new));
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    if (inputs.isEmpty()) {
      throw error(inputs, "wants at least one input");
    }
    TensorType first = inputs.getFirst();
    TypeRule.axisExists(this, first, axis);
    TypeRule.sameDType(this, inputs);
    for (TensorType x : inputs) {
      if (x.rank() != first.rank() || !beside(x).equals(beside(first))) {
        throw error(
            inputs, "shapes differ beside axis %d; all other axes must be equal".formatted(axis));
      }
    }
    int[] sizes = first.shape().toArray();
    sizes[axis] = inputs.stream().mapToInt(x -> x.shape().size(axis)).reduce(0, Math::addExact);
    return List.of(first.withShape(Shape.of(sizes)));
  }

  private Shape beside(TensorType x) {
    return x.shape().withOnes(List.of(axis));
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Buffer y = outputs.getFirst();
    int row = row(y);
    int at = 0;
    for (Buffer x : inputs) {
      int part = row(x);
      for (int i = 0, to = at; i < x.count(); i += part, to += row) {
        y.copy(x, i, to, part);
      }
      at += part;
    }
  }

  /// How many elements lie together before an outer axis counts up.
  private int row(Buffer x) {
    return x.type().shape().size(axis) * x.type().shape().strides()[axis];
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    int from = inputs.subList(0, input).stream().mapToInt(x -> x.shape().size(axis)).sum();
    int to = from + inputs.get(input).shape().size(axis);
    return Slice.of(cotangents.getFirst(), axis, from, to);
  }

  @Override
  public Optional<List<Tensor>> batched(Batch batch) {
    return Optional.of(List.of(of(axis + 1, batch.whole())));
  }

  /// One tensor after no other is itself.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    return inputs.size() == 1 ? Optional.of(inputs.getFirst()) : Optional.empty();
  }
}
