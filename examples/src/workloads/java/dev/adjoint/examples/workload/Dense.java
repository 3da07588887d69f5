package dev.adjoint.examples.workload;

import java.util.ArrayList;
import java.util.List;

/// The first parameters of a layer, fully connected or a convolution.
///
/// @param in the size of what one output sees
/// @param out the number of outputs
/// @param weight row by row `[in,out]`; of a convolution `[out,in]`
/// @param bias `[out]`
public record Dense(int in, int out, float[] weight, float[] bias) {
  static Dense of(long seed, int in, int out) {
    double limit = 1 / Math.sqrt(in);
    return new Dense(
        in,
        out,
        Counter.floatsAround0(seed, in * out, limit),
        Counter.floatsAround0(seed + 1, out, limit));
  }

  static List<Dense> chain(long seed, int... sizes) {
    var layers = new ArrayList<Dense>();
    for (int k = 0; k + 1 < sizes.length; k++) {
      layers.add(of(seed + 2L * k, sizes[k], sizes[k + 1]));
    }
    return List.copyOf(layers);
  }
}
