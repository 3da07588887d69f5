package dev.adjoint.autodiff;

import dev.adjoint.array.Layout;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A view of each element of a batch, for a view that does not say what it is of a batch: the
/// layout of one element, with the batch's axis and stride in front.
///
/// @param element the view of one element
record BatchedView(View element) implements View {
  private static final List<Integer> FIRST = List.of(0);

  @Override
  public TensorType type(TensorType x) {
    TensorType one = element.type(x.withShape(x.shape().without(FIRST)));
    return one.withShape(one.shape().prepend(x.shape().size(0)));
  }

  @Override
  public Optional<Layout> layout(Layout x) {
    Shape shape = x.shape();
    int[] strides = x.strides();
    Layout one =
        Layout.of(shape.without(FIRST), x.offset(), Arrays.copyOfRange(strides, 1, strides.length));
    return element.layout(one).map(y -> withAxis(y, shape.size(0), strides[0]));
  }

  private static Layout withAxis(Layout y, int size, int stride) {
    int[] strides = new int[y.shape().rank() + 1];
    strides[0] = stride;
    System.arraycopy(y.strides(), 0, strides, 1, y.shape().rank());
    return Layout.of(y.shape().prepend(size), y.offset(), strides);
  }

  @Override
  public Tensor pullback(Tensor x, Tensor yBar) {
    Tensor one = element(x);
    Tensor oneBar = element(yBar);
    Graph rule = Graph.of(List.of(one, oneBar), List.of(element.pullback(one, oneBar)));
    return Batching.all(rule, List.of(x, yBar)).getFirst();
  }

  private static Tensor element(Tensor x) {
    return Tensor.variable(x.type().withShape(x.shape().without(FIRST)));
  }

  @Override
  public String name() {
    return "Batched" + element.name();
  }
}
