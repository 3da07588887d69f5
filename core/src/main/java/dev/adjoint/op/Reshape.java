package dev.adjoint.op;

import dev.adjoint.array.Layout;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.TypeRuleException;
import dev.adjoint.graph.View;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The same elements in row-major order under another shape.
///
/// Dtype: any, kept. Pullback: the reshape back.
///
/// @param shape the shape to have, with as many elements
public record Reshape(Shape shape) implements View {
  /// {@return the tensor under another shape; the tensor itself if the shape is its own}
  ///
  /// @param x the tensor
  /// @param sizes the new sizes; one may be −1 and is worked out from the others
  /// @throws IllegalArgumentException if the number of elements would change
  public static Tensor of(Tensor x, int... sizes) {
    Shape shape = TypeRuleException.locate("reshape", List.of(x), () -> shape(x.type(), sizes));
    return x.shape().equals(shape) ? x : new Reshape(shape).on(x);
  }

  private static Shape shape(TensorType x, int[] sizes) {
    long open = Arrays.stream(sizes).filter(size -> size == -1).count();
    long rest =
        Arrays.stream(sizes).filter(size -> size != -1).asLongStream().reduce(1, (a, b) -> a * b);
    if (open == 0) {
      return TypeRule.ask("reshape", x, _ -> Shape.of(sizes));
    }
    if (open > 1 || rest <= 0 || x.count() % rest != 0) {
      throw new IllegalArgumentException(
          "reshape of %s to %s: the -1 cannot be worked out; it needs one -1 and a product of the others that divides %d"
              .formatted(x, Arrays.toString(sizes).replace(" ", ""), x.count()));
    }
    return Shape.of(
        Arrays.stream(sizes).map(size -> size == -1 ? x.count() / (int) rest : size).toArray());
  }

  @Override
  public TensorType type(TensorType x) {
    if (x.count() != shape.count()) {
      throw error(
          List.of(x),
          "%d elements do not make %s, which has %d".formatted(x.count(), shape, shape.count()));
    }
    return x.withShape(shape);
  }

  @Override
  public Optional<Layout> layout(Layout x) {
    return x.reshape(shape);
  }

  @Override
  public Tensor pullback(Tensor x, Tensor yBar) {
    return yBar.reshape(x.shape().toArray());
  }

  @Override
  public Optional<Tensor> batched(Tensor x) {
    return Optional.of(x.reshape(shape.prepend(x.shape().size(0)).toArray()));
  }

  /// A reshape of a reshape is one.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    if (x.shape().equals(shape)) {
      return Optional.of(x);
    }
    return x.op() instanceof Reshape
        ? Optional.of(of(x.inputs().getFirst(), shape.toArray()))
        : Optional.empty();
  }
}
