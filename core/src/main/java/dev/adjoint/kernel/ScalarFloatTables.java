package dev.adjoint.kernel;

import java.util.Arrays;

/// The loops of convolutions in f32 in plain Java; [ScalarDoubleTables] is the twin.
final class ScalarFloatTables implements TableKernels<float[]> {
  @Override
  public float[] allocate(int size) {
    return new float[size];
  }

  @Override
  public int size(float[] array) {
    return array.length;
  }

  @Override
  public void clear(float[] array, int from, int to) {
    Arrays.fill(array, from, to, 0);
  }

  @Override
  public void add(float[] from, int first, float[] to, int place, int count) {
    for (int k = 0; k < count; k++) {
      to[place + k] += from[first + k];
    }
  }

  @Override
  public void spread(Runs runs, float[] plane, int first, float[] spread, int place) {
    int step = runs.step();
    for (int r = 0; r < runs.size(); r++) {
      int from = first + runs.from()[r];
      int to = place + runs.to()[r];
      int count = runs.count()[r];
      if (step == 1) {
        System.arraycopy(plane, from, spread, to, count);
      } else {
        for (int k = 0; k < count; k++) {
          spread[to + k] = plane[from + k * step];
        }
      }
    }
  }

  @Override
  public void collect(Runs runs, float[] spread, int place, float[] plane, int first) {
    int step = runs.step();
    for (int r = 0; r < runs.size(); r++) {
      int from = place + runs.to()[r];
      int to = first + runs.from()[r];
      int count = runs.count()[r];
      if (step == 1) {
        System.arraycopy(spread, from, plane, to, count);
      } else {
        for (int k = 0; k < count; k++) {
          plane[to + k * step] = spread[from + k];
        }
      }
    }
  }

  @Override
  public void transpose(
      int m, int n, float[] from, int first, int pitch, float[] to, int place, int other) {
    for (int j = 0; j < n; j++) {
      int row = place + j * other;
      for (int i = 0; i < m; i++) {
        to[row + i] = from[first + i * pitch + j];
      }
    }
  }

  @Override
  public void multiply(TableProduct<float[]> p) {
    for (int i = p.from(); i < p.to(); i++) {
      int row = p.yo() + p.yRows()[i];
      clear(p.y(), row, row + p.columns());
      addRow(p, i);
    }
  }

  @Override
  public void addTo(TableProduct<float[]> p, float[] tile, int at) {
    for (int i = p.from(); i < p.to(); i++) {
      addRow(p, i);
    }
  }

  private static void addRow(TableProduct<float[]> p, int i) {
    int row = p.ao() + p.aRows()[i];
    for (int t = 0; t < p.terms(); t++) {
      float factor = p.a()[row + p.aColumns()[t]];
      addScaled(factor, p.b(), p.bo() + p.bRows()[t], p.y(), p.yo() + p.yRows()[i], p.columns());
    }
  }

  private static void addScaled(float factor, float[] b, int bo, float[] y, int yo, int count) {
    for (int j = 0; j < count; j++) {
      y[yo + j] += factor * b[bo + j];
    }
  }

  @Override
  public void addDots(
      TableProduct<float[]> p, int count, int aNext, int bNext, float[] tile, int at) {
    for (int k = 0; k < count; k++) {
      for (int i = p.from(); i < p.to(); i++) {
        int a = p.ao() + k * aNext + p.aRows()[i];
        for (int t = 0; t < p.bRows().length; t++) {
          int b = p.bo() + k * bNext + p.bRows()[t];
          p.y()[p.yo() + p.yRows()[i] + t] += dot(p.a(), a, p.b(), b, p.columns());
        }
      }
    }
  }

  /// Four sums at once: one would wait for itself.
  private static float dot(float[] a, int ao, float[] b, int bo, int count) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int j = 0;
    for (; j <= count - 4; j += 4) {
      s0 += a[ao + j] * b[bo + j];
      s1 += a[ao + j + 1] * b[bo + j + 1];
      s2 += a[ao + j + 2] * b[bo + j + 2];
      s3 += a[ao + j + 3] * b[bo + j + 3];
    }
    for (; j < count; j++) {
      s0 += a[ao + j] * b[bo + j];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
