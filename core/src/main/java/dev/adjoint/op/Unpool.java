package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Puts each element of a pool's cotangent at its place in the plane, and adds up those that share
/// one: the transpose of what a [MaxPool] picks. A part of its work is one plane.
///
/// @param plane the sizes of a plane
public record Unpool(Shape plane) implements Routine.Parallel {
  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    TensorType y = inputs.getFirst();
    int leading = y.rank() - plane.rank();
    int[] outer = IntStream.of(y.shape().toArray()).limit(leading).toArray();
    return List.of(y.withShape(Shape.of(ChannelGroups.sizes(outer, plane.toArray()))));
  }

  @Override
  public Work work(List<Buffer> inputs, List<Buffer> outputs) {
    Buffer y = inputs.getFirst();
    Buffer places = inputs.get(1);
    Buffer x = outputs.getFirst();
    int elements = plane.count();
    int planes = elements == 0 ? 0 : x.count() / elements;
    int positions = planes == 0 ? 0 : y.count() / planes;
    return new Work(
        planes,
        part -> {
          int xo = x.offset() + part * elements;
          int yo = y.offset() + part * positions;
          int po = places.offset() + part * positions;
          var at = (int[]) places.storage();
          switch (x.storage()) {
            case float[] a -> put((float[]) y.storage(), yo, at, po, positions, a, xo, elements);
            default ->
                put(
                    (double[]) y.storage(),
                    yo,
                    at,
                    po,
                    positions,
                    (double[]) x.storage(),
                    xo,
                    elements);
          }
        });
  }

  private static void put(
      float[] y, int yo, int[] places, int po, int count, float[] x, int xo, int elements) {
    Arrays.fill(x, xo, xo + elements, 0);
    for (int k = 0; k < count; k++) {
      x[xo + places[po + k]] += y[yo + k];
    }
  }

  private static void put(
      double[] y, int yo, int[] places, int po, int count, double[] x, int xo, int elements) {
    Arrays.fill(x, xo, xo + elements, 0);
    for (int k = 0; k < count; k++) {
      x[xo + places[po + k]] += y[yo + k];
    }
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    Tensor places = inputs.get(1);
    Tensor picked = TakeAlongAxis.of(planes(cotangents.getFirst()), planes(places), 1);
    return picked.reshape(places.shape().toArray());
  }

  /// One row for each plane.
  private Tensor planes(Tensor x) {
    int[] outer =
        IntStream.of(x.shape().toArray()).limit(x.shape().rank() - plane.rank()).toArray();
    int rows = Shape.of(outer).count();
    return x.reshape(rows, rows == 0 ? 0 : x.type().count() / rows);
  }

  @Override
  public Optional<List<Tensor>> batched(Batch batch) {
    return Optional.of(Node.of(this, batch.whole()).outputs());
  }
}
