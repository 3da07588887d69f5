package dev.adjoint.op;

import dev.adjoint.graph.Tensor;

/// A tensor moved along an axis: what leaves it is lost, what comes in is zero.
final class Shift {
  private Shift() {}

  /// The tensor moved towards higher positions, or lower ones if negative.
  static Tensor of(Tensor x, int axis, int places) {
    int size = x.shape().size(axis);
    int by = Math.min(Math.abs(places), size);
    int[] lows = new int[x.shape().rank()];
    int[] highs = new int[x.shape().rank()];
    lows[axis] = places > 0 ? by : 0;
    highs[axis] = places > 0 ? 0 : by;
    return Pad.of(x.slice(axis, highs[axis], size - lows[axis]), lows, highs);
  }
}
