package dev.adjoint.op;

import static dev.adjoint.op.OpContract.naive;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// What the tests of the pools share: arbitrary windows, and the elements that each position sees.
///
/// @param shape the shape of the tensor
/// @param sizes the sizes of the window
/// @param sliding how it moves
/// @param seed for the numbers
record PoolContract(Shape shape, int[] sizes, Sliding sliding, long seed) {
  static PoolContract of(long seed) {
    var random = new Random(seed);
    int axes = 1 + (int) (seed & 1);
    int leading = random.nextInt(3);
    int[] window = random.ints(axes, 1, 4).toArray();
    int[] dilations = random.ints(axes, 1, 3).toArray();
    int[] before = new int[axes];
    int[] after = new int[axes];
    int[] shape = random.ints(leading + axes, 1, 3).toArray();
    for (int k = 0; k < axes; k++) {
      int reach = (window[k] - 1) * dilations[k] + 1;
      before[k] = random.nextInt((window[k] + 1) / 2);
      after[k] = random.nextInt((window[k] + 1) / 2);
      shape[leading + k] = reach + random.nextInt(3);
    }
    int[] strides = random.ints(axes, 1, 4).toArray();
    var sliding =
        Sliding.over(axes).withStrides(strides).withPads(before, after).withDilations(dilations);
    return new PoolContract(Shape.of(shape), window, sliding, seed);
  }

  /// What a rule makes of the elements that each position sees, padding left out.
  NDArray expected(NDArray x, ToDoubleFunction<List<Double>> rule) {
    int leading = shape.rank() - sizes.length;
    int[] result = shape.toArray();
    for (int k = 0; k < sizes.length; k++) {
      int padded = result[leading + k] + sliding.befores().get(k) + sliding.afters().get(k);
      int reach = (sizes[k] - 1) * sliding.dilations().get(k) + 1;
      result[leading + k] = (padded - reach) / sliding.strides().get(k) + 1;
    }
    return naive(x.dtype(), Shape.of(result), at -> rule.applyAsDouble(seen(x, at)));
  }

  private List<Double> seen(NDArray x, int[] at) {
    int leading = shape.rank() - sizes.length;
    return OpContract.positions(Shape.of(sizes))
        .map(tap -> {
          int[] from = at.clone();
          for (int k = 0; k < tap.length; k++) {
            from[leading + k] =
                at[leading + k] * sliding.strides().get(k)
                    + tap[k] * sliding.dilations().get(k)
                    - sliding.befores().get(k);
          }
          return from;
        })
        .filter(from ->
            IntStream.range(0, from.length).allMatch(k -> from[k] >= 0 && from[k] < shape.size(k)))
        .map(x::at)
        .toList();
  }
}
