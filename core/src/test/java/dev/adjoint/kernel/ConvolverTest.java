package dev.adjoint.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class ConvolverTest {
  /// A convolution with sizes that fill tiles, and that leave parts of tiles over.
  record Case(Convolution sizes, int[] elements, long seed) {
    static Case of(long seed) {
      return of(seed, 3);
    }

    static Case of(long seed, int strides) {
      return of(seed, strides, 1, 18);
    }

    static Case of(long seed, int strides, int leastOutputs, int mostOutputs) {
      var random = new Random(seed);
      int groups = 1 + random.nextInt(2);
      int inputs = 1 + random.nextInt(9);
      int outputs = random.nextInt(leastOutputs, mostOutputs + 1);
      // more than 16, and some are summed together
      int images = random.nextInt(4) == 0 ? random.nextInt(17, 40) : random.nextInt(1, 7);
      SlidingAxis high = axis(random, strides);
      SlidingAxis wide = axis(random, strides);
      var sizes = new Convolution(images, groups, inputs, outputs, List.of(high, wide));
      int[] elements = {
        images * groups * inputs * high.size() * wide.size(),
        groups * outputs * inputs * high.taps() * wide.taps(),
        images * groups * outputs * high.positions() * wide.positions()
      };
      return new Case(sizes, elements, seed);
    }

    private static SlidingAxis axis(Random random, int strides) {
      int taps = 1 + random.nextInt(5);
      int stride = 1 + random.nextInt(strides);
      int dilation = 1 + random.nextInt(2);
      int before = random.nextInt(3);
      int positions = 1 + random.nextInt(20);
      int reach = (taps - 1) * dilation + 1;
      int size = (positions - 1) * stride + reach - before - random.nextInt(2);
      int kept = Math.max(1, size);
      return new SlidingAxis(kept, taps, positions, stride, dilation, before);
    }

    double[] x() {
      return numbers(0);
    }

    double[] w() {
      return numbers(1);
    }

    double[] y() {
      return numbers(2);
    }

    private double[] numbers(int side) {
      return new Random(seed + side).doubles(elements[side], -1, 1).toArray();
    }
  }

  /// All three sides, in f64.
  private static List<double[]> doubles(Convolver convolver, Case c) {
    var y = new double[c.y().length];
    var x = new double[c.x().length];
    var w = new double[c.w().length];
    var room = new double[Math.max(c.sizes().roomForInput(), c.sizes().roomForWeights())];
    convolver.output(c.sizes(), c.x(), 0, c.w(), 0, y, 0);
    convolver.input(c.sizes(), c.y(), 0, c.w(), 0, x, 0, room, 0);
    convolver.weights(c.sizes(), c.x(), 0, c.y(), 0, w, 0, room, 0);
    return List.of(y, x, w);
  }

  private static float[] rounded(double[] numbers) {
    var result = new float[numbers.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) numbers[i];
    }
    return result;
  }

  /// All three sides, in f32; every array begins at element 3 of a larger one.
  private static List<float[]> floats(Convolver convolver, Case c) {
    var y = new float[c.y().length + 3];
    var x = new float[c.x().length + 3];
    var w = new float[c.w().length + 3];
    var room = new float[Math.max(c.sizes().roomForInput(), c.sizes().roomForWeights()) + 3];
    convolver.output(c.sizes(), rounded(c.x()), 0, rounded(c.w()), 0, y, 3);
    convolver.input(c.sizes(), rounded(c.y()), 0, rounded(c.w()), 0, x, 3, room, 3);
    convolver.weights(c.sizes(), rounded(c.x()), 0, rounded(c.y()), 0, w, 3, room, 3);
    return List.of(y, x, w);
  }

  @Property(tries = 100, seed = "71")
  void vectorsSayWhatPlainJavaSays(@ForAll long seed) {
    agree(Case.of(seed));
  }

  /// With many outputs the gradient of the weights is summed with outputs side by side.
  @Property(tries = 60, seed = "75")
  void soTheyDoWhereOutputsFillVectors(@ForAll long seed) {
    Case c = Case.of(seed, 3, 13, 40);
    Assume.that(c.sizes().sumsByPosition());
    agree(c);
    areTransposes(c);
  }

  private static void agree(Case c) {
    List<double[]> plain = doubles(Kernels.scalar().convolver(), c);
    List<double[]> fast = doubles(Kernels.withoutBlas().convolver(), c);
    List<float[]> plainFloats = floats(Kernels.scalar().convolver(), c);
    List<float[]> fastFloats = floats(Kernels.withoutBlas().convolver(), c);
    for (int side = 0; side < 3; side++) {
      double scale = Math.sqrt(c.elements()[0] + 100.0);
      assertThat(fast.get(side)).containsExactly(plain.get(side), within(1e-14 * scale));
      for (float[] single : List.of(plainFloats.get(side), fastFloats.get(side))) {
        for (int i = 0; i < plain.get(side).length; i++) {
          assertThat((double) single[i + 3]).isCloseTo(plain.get(side)[i], within(1e-5 * scale));
        }
      }
    }
  }

  /// The three sides are one sum of products `x·w·y`, taken apart in three ways.
  @Property(tries = 100, seed = "72")
  void theSidesAreTransposesOfEachOther(@ForAll long seed) {
    areTransposes(Case.of(seed));
  }

  /// With a stride of 1 the gradient of the input is a convolution too, and taken as one where that
  /// is less work.
  @Property(tries = 100, seed = "74")
  void soTheyAreWhereTheKernelIsTurned(@ForAll long seed) {
    Case c = Case.of(seed, 1);
    Assume.that(c.sizes().turned().isPresent());
    areTransposes(c);
  }

  private static void areTransposes(Case c) {
    for (Kernels kernels : List.of(Kernels.scalar(), Kernels.withoutBlas())) {
      List<double[]> sides = doubles(kernels.convolver(), c);
      double sum = dot(sides.get(0), c.y());
      double tolerance = 1e-13 * (c.elements()[0] + c.elements()[1] + c.elements()[2]);
      assertThat(dot(sides.get(1), c.x())).isCloseTo(sum, within(tolerance));
      assertThat(dot(sides.get(2), c.w())).isCloseTo(sum, within(tolerance));
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Property(tries = 20, seed = "73")
  void bitsDoNotDependOnThreads(@ForAll long seed) {
    var random = new Random(seed);
    var axis = new SlidingAxis(12 + random.nextInt(4), 3, 12, 1, 1, 1);
    int images = 30 + random.nextInt(20);
    int outputs = random.nextBoolean() ? 7 : 16;
    var sizes = new Convolution(images, 1, 5, outputs, List.of(axis, axis));
    int[] elements = {
      images * 5 * axis.size() * axis.size(), outputs * 5 * 9, images * outputs * 144
    };
    var c = new Case(sizes, elements, seed);
    List<float[]> alone = floats(Kernels.withoutBlas(Workers.of(1)).convolver(), c);
    for (int threads : new int[] {2, 8}) {
      List<float[]> shared = floats(Kernels.withoutBlas(Workers.of(threads)).convolver(), c);
      for (int side = 0; side < 3; side++) {
        assertThat(shared.get(side)).isEqualTo(alone.get(side));
      }
    }
  }
}
