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
import java.util.stream.IntStream;

/// The same elements with the axes in another order: axis `k` of the output is axis `axes[k]` of
/// the input.
///
/// Dtype: any, kept. Pullback: the inverse permutation.
///
/// @param axes the old axis for each new one, counted from the front
public record Transpose(List<Integer> axes) implements View {
  /// Keeps a copy of the axes.
  public Transpose {
    axes = List.copyOf(axes);
  }

  /// {@return the tensor with its axes in another order; the tensor itself if the order is its own}
  ///
  /// @param x the tensor
  /// @param axes the old axis for each new one, from the back if negative; none means reversed
  /// @throws IllegalArgumentException if these are not all axes, each once
  public static Tensor of(Tensor x, int... axes) {
    int rank = x.shape().rank();
    int[] order =
        axes.length == 0 ? IntStream.range(0, rank).map(k -> rank - 1 - k).toArray() : axes;
    List<Integer> fromFront =
        Arrays.stream(order)
            .map(axis -> TypeRule.ask("transpose", x, shape -> shape.axis(axis)))
            .boxed()
            .toList();
    var op = new Transpose(fromFront);
    TypeRuleException.locate("transpose", List.of(x), () -> op.type(x.type()));
    return op.isIdentity() ? x : op.on(x);
  }

  /// {@return the tensor with its last two axes swapped: each matrix of a batch transposed}
  ///
  /// @param x the tensor, of rank 2 or more
  /// @throws IllegalArgumentException if there are fewer than two axes
  public static Tensor lastTwo(Tensor x) {
    int rank = x.shape().rank();
    if (rank < 2) {
      throw TypeRule.broken("transpose", x, ": swapping the last two axes needs rank 2 or more");
    }
    int[] order = IntStream.range(0, rank).toArray();
    order[rank - 2] = rank - 1;
    order[rank - 1] = rank - 2;
    return of(x, order);
  }

  @Override
  public TensorType type(TensorType x) {
    if (!axes.stream().sorted().toList().equals(IntStream.range(0, x.rank()).boxed().toList())) {
      throw error(
          List.of(x),
          "axes %s are not each of its %d axes once; name every axis".formatted(axes, x.rank()));
    }
    return x.withShape(Shape.of(axes.stream().mapToInt(x.shape()::size).toArray()));
  }

  @Override
  public Optional<Layout> layout(Layout x) {
    int[] sizes = axes.stream().mapToInt(x.shape()::size).toArray();
    int[] strides = axes.stream().mapToInt(x::stride).toArray();
    return Optional.of(Layout.of(Shape.of(sizes), x.offset(), strides));
  }

  @Override
  public Tensor pullback(Tensor x, Tensor yBar) {
    return new Transpose(IntStream.range(0, axes.size()).map(axes::indexOf).boxed().toList())
        .on(yBar);
  }

  @Override
  public Optional<View> batched() {
    IntStream shifted = axes.stream().mapToInt(axis -> axis + 1);
    return Optional.of(new Transpose(IntStream.concat(IntStream.of(0), shifted).boxed().toList()));
  }

  /// The order that it has already is nothing; a transpose of a transpose is one.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    if (isIdentity()) {
      return Optional.of(x);
    }
    return x.op() instanceof Transpose(List<Integer> first)
        ? Optional.of(of(x.inputs().getFirst(), axes.stream().mapToInt(first::get).toArray()))
        : Optional.empty();
  }

  private boolean isIdentity() {
    return IntStream.range(0, axes.size()).allMatch(k -> axes.get(k) == k);
  }
}
