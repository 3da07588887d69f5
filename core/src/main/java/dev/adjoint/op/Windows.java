package dev.adjoint.op;

import dev.adjoint.array.Layout;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// All positions of a window that slides over the last axes (*im2col*): `y[…,k,…,p] = x[…,p·stride
/// + k·dilation]`.
///
/// Shape: the last axes, as many as the window has, become those of its positions, and the axes of
/// its taps `k` are inserted before axis `at`; the other axes stay. Dtype: any, kept. Nothing is
/// moved: overlapping windows show the same elements. Pullback: [Fold], which sums them.
///
/// @param window the window
/// @param at where the axes of its taps come, at most the number of axes it does not slide over
public record Windows(Window window, int at) implements View {
  /// {@return all positions of a window, the axes of its taps right before those of its positions}
  ///
  /// @param x the tensor
  /// @param window the window that slides over its last axes
  /// @throws IllegalArgumentException if the window has more axes or reaches further than `x`
  public static Tensor of(Tensor x, Window window) {
    return new Windows(window, x.shape().rank() - window.rank()).on(x);
  }

  @Override
  public TensorType type(TensorType x) {
    int leading = x.rank() - window.rank();
    if (leading < 0) {
      throw error(List.of(x), "the window slides over %d axes".formatted(window.rank()));
    }
    if (at < 0 || at > leading) {
      throw error(
          List.of(x), "the taps cannot come before axis %d, only 0 to %d".formatted(at, leading));
    }
    return x.withShape(shape(x));
  }

  private Shape shape(TensorType x) {
    int[] sizes = x.shape().toArray();
    Shape slid = last(x.shape(), window);
    Shape positions = TypeRule.ask("windows", x, _ -> window.positions(slid));
    return Shape.of(join(sizes, window.taps().toArray(), positions.toArray()));
  }

  /// The sizes of the axes that a window slides over.
  static Shape last(Shape x, Window window) {
    return Shape.of(IntStream.of(x.toArray()).skip(x.rank() - window.rank()).toArray());
  }

  /// The taps and positions among the numbers of the other axes.
  private int[] join(int[] axes, int[] taps, int[] positions) {
    int leading = axes.length - window.rank();
    return Stream.of(
            IntStream.of(axes).limit(at),
            IntStream.of(taps),
            IntStream.of(axes).limit(leading).skip(at),
            IntStream.of(positions))
        .flatMapToInt(part -> part)
        .toArray();
  }

  @Override
  public Optional<Layout> layout(Layout x) {
    int[] strides = x.strides();
    int[] taps = scaled(strides, window.dilations());
    int[] positions = scaled(strides, window.strides());
    Shape shape = shape(TensorType.f32(x.shape().toArray()));
    return Optional.of(Layout.of(shape, x.offset(), join(strides, taps, positions)));
  }

  private int[] scaled(int[] strides, List<Integer> factors) {
    int leading = strides.length - window.rank();
    return IntStream.range(0, window.rank())
        .map(k -> strides[leading + k] * factors.get(k))
        .toArray();
  }

  @Override
  public Tensor pullback(Tensor x, Tensor yBar) {
    return new Fold(last(x.shape(), window), window, at).on(yBar);
  }

  @Override
  public Optional<View> batched() {
    return Optional.of(new Windows(window, at + 1));
  }
}
