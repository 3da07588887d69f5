package dev.adjoint.kernel;

/// [MaximumLoops] in plain Java.
final class ScalarMaximumLoops implements MaximumLoops {
  @Override
  public void take(
      float[] x, int xo, int place, int step, int count, float[] y, int yo, int[] places, int po) {
    for (int j = 0; j < count; j++) {
      float best = y[yo + j];
      float value = x[xo + j * step];
      if (!(value <= best) && !Float.isNaN(best)) {
        y[yo + j] = value;
        places[po + j] = place + j * step;
      }
    }
  }
}
