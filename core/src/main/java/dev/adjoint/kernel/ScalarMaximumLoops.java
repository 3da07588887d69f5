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

  @Override
  public void choose(
      float[] x,
      int xo,
      int[] rows,
      int[] taps,
      int step,
      int count,
      float[] y,
      int yo,
      int[] places,
      int po) {
    choose(x, xo, rows, taps, step, 0, count, y, yo, places, po);
  }

  /// From one window up to another.
  void choose(
      float[] x,
      int xo,
      int[] rows,
      int[] taps,
      int step,
      int from,
      int to,
      float[] y,
      int yo,
      int[] places,
      int po) {
    for (int j = from; j < to; j++) {
      places[po + j] = rows[0] + taps[0] + j * step;
      y[yo + j] = x[xo + places[po + j]];
    }
    for (int row : rows) {
      for (int tap : taps) {
        int place = row + tap + from * step;
        take(x, xo + place, place, step, to - from, y, yo + from, places, po + from);
      }
    }
  }
}
