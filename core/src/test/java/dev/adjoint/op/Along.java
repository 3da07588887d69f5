package dev.adjoint.op;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// A naive function of lines, applied along an axis.
final class Along {
  private Along() {}

  static NDArray map(NDArray x, int axis, UnaryOperator<double[]> f) {
    int[] sizes = x.shape().toArray();
    sizes[axis] = f.apply(new double[sizes[axis]]).length;
    return OpContract.naive(x.dtype(), Shape.of(sizes), at -> f.apply(line(x, axis, at))[at[axis]]);
  }

  private static double[] line(NDArray x, int axis, int[] at) {
    return IntStream.range(0, x.shape().size(axis))
        .mapToDouble(k -> {
          int[] place = at.clone();
          place[axis] = k;
          return x.at(place);
        })
        .toArray();
  }

  static double[] reversed(double[] line) {
    return IntStream.range(0, line.length).mapToDouble(k -> line[line.length - 1 - k]).toArray();
  }
}
