package dev.adjoint.kernel;

import static dev.adjoint.kernel.Elementary.COS;
import static dev.adjoint.kernel.Elementary.EXP;
import static dev.adjoint.kernel.Elementary.LOG;
import static dev.adjoint.kernel.Elementary.POW;
import static dev.adjoint.kernel.Elementary.SIGMOID;
import static dev.adjoint.kernel.Elementary.SIN;
import static dev.adjoint.kernel.Elementary.TANH;
import static dev.adjoint.kernel.Elementary.WHERE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.DType;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/// The scalar loops are the oracle. Without the Vector API these tests are skipped.
@AddLifecycleHook(WithoutVectors.class)
class VectorLoopsTest {
  private static final Loops SCALAR = new ScalarLoops();
  private static final Loops VECTOR = new VectorLoops();

  /// The bounds stated in the package's page, in units in the last place.
  private static final Map<Elementary, Double> F32_ULPS =
      Map.of(EXP, 1.01, LOG, .80, SIN, 1.52, COS, 1.52, TANH, 1.31, SIGMOID, 2.25);

  private static final Map<Elementary, Double> F64_ULPS =
      Map.of(EXP, 1.0, LOG, 1.0, SIN, 1.0, COS, 1.0, TANH, 2.0, SIGMOID, 2.0);

  private static double trueValue(Elementary f, double x) {
    return switch (f) {
      case EXP -> StrictMath.exp(x);
      case LOG -> StrictMath.log(x);
      case SIN -> StrictMath.sin(x);
      case COS -> StrictMath.cos(x);
      case TANH -> StrictMath.tanh(x);
      case SIGMOID -> (x < 0 ? StrictMath.exp(x) : 1) / (1 + StrictMath.exp(-Math.abs(x)));
      default -> throw new AssertionError(f);
    };
  }

  @Property(tries = 2000, seed = "1")
  void everyLoopAgreesWithTheScalarOne(
      @ForAll Elementary f,
      @ForAll DType dtype,
      @ForAll @IntRange(max = 300) int n,
      @ForAll @IntRange(max = 20) int offset,
      @ForAll long seed) {
    var random = new SplittableRandom(seed);
    var a = Samples.any(f == WHERE ? DType.BOOL : dtype, n + 20, random);
    var b = Samples.any(dtype, n + 20, random);
    var c = Samples.any(dtype, n + 20, random);
    assertThat(VECTOR.loop(f, dtype).isPresent()).isEqualTo(SCALAR.loop(f, dtype).isPresent());
    VECTOR
        .loop(f, dtype)
        .ifPresent(vector -> {
          var expected = run(SCALAR.loop(f, dtype).orElseThrow(), f, dtype, a, b, c, offset, n);
          var y = run(vector, f, dtype, a, b, c, offset, n);
          assertSame(f, y, expected);
        });
  }

  private static Object run(
      TileLoop loop, Elementary f, DType dtype, Object a, Object b, Object c, int offset, int n) {
    var y = (isComparison(f) ? DType.BOOL : dtype).allocate(n + 40);
    loop.run(a, offset, b, 20 - offset, c, offset / 2, y, offset + 3, n);
    return y;
  }

  private static boolean isComparison(Elementary f) {
    return switch (f) {
      case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> true;
      default -> false;
    };
  }

  /// Bit for bit where functions are exact; else within the bound and the scalar loop's own error.
  private static void assertSame(Elementary f, Object y, Object expected) {
    switch (y) {
      case float[] x -> {
        float[] z = (float[]) expected;
        double ulps = f == POW ? 1 : Math.floor(F32_ULPS.getOrDefault(f, -.5) + .5);
        for (int i = 0; i < x.length; i++) {
          assertThat(isClose(x[i], z[i], ulps)).as("%s: %s, not %s", f, x[i], z[i]).isTrue();
        }
      }
      case double[] x -> {
        double[] z = (double[]) expected;
        double ulps = F64_ULPS.getOrDefault(f, -1.0) + 1;
        for (int i = 0; i < x.length; i++) {
          assertThat(isClose(x[i], z[i], ulps)).as("%s: %s, not %s", f, x[i], z[i]).isTrue();
        }
      }
      default -> assertThat(y).isEqualTo(expected);
    }
  }

  /// Whether an f32 is the true value `z` to so many units in the last place (exactly, if none).
  private static boolean isClose(float x, double z, double ulps) {
    return Float.compare(x, (float) z) == 0 || Math.abs(x - z) <= ulps * Math.ulp((float) z);
  }

  private static boolean isClose(double x, double z, double ulps) {
    return Double.compare(x, z) == 0 || Math.abs(x - z) <= ulps * Math.ulp(z);
  }

  @Property(tries = 300, seed = "2")
  void anElementsResultDoesNotDependOnItsPlace(
      @ForAll Elementary f, @ForAll @IntRange(min = 1, max = 70) int n, @ForAll long seed) {
    for (var dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      VECTOR
          .loop(f, dtype)
          .ifPresent(loop -> {
            var random = new SplittableRandom(seed);
            var a = Samples.any(f == WHERE ? DType.BOOL : dtype, n, random);
            var b = Samples.any(dtype, n, random);
            var out = isComparison(f) ? DType.BOOL : dtype;
            var together = out.allocate(n);
            var apart = out.allocate(n);
            loop.run(a, 0, b, 0, b, 0, together, 0, n);
            for (int i = 0; i < n; i++) {
              loop.run(a, i, b, i, b, i, apart, i, 1);
            }
            assertThat(together).isEqualTo(apart);
          });
    }
  }

  @Property(tries = 100, seed = "3")
  void theOutputMayBeAnInput(
      @ForAll Elementary f, @ForAll @IntRange(max = 100) int n, @ForAll long seed) {
    if (isComparison(f) || f == WHERE) {
      return;
    }
    for (var dtype : DType.values()) {
      VECTOR
          .loop(f, dtype)
          .ifPresent(loop -> {
            var random = new SplittableRandom(seed);
            var a = Samples.any(dtype, n, random);
            var b = Samples.any(dtype, n, random);
            var y = dtype.allocate(n);
            loop.run(a, 0, b, 0, b, 0, y, 0, n);
            loop.run(a, 0, b, 0, b, 0, a, 0, n);
            assertThat(a).isEqualTo(y);
          });
    }
  }

  @Example
  void f32FunctionsKeepTheStatedAccuracy() {
    F32_ULPS.forEach((f, ulps) -> {
      float[] x = new float[1 << 15];
      for (int i = 0; i < x.length; i++) {
        x[i] = Float.intBitsToFloat(i * 131_071);
      }
      float[] y = new float[x.length];
      VECTOR.loop(f, DType.FLOAT32).orElseThrow().run(x, 0, x, 0, x, 0, y, 0, x.length);
      for (int i = 0; i < x.length; i++) {
        double z = trueValue(f, x[i]);
        assertThat(isClose(y[i], z, ulps)).as("%s(%s) = %s", f, x[i], y[i]).isTrue();
      }
    });
  }

  @Example
  void f64FunctionsKeepTheStatedAccuracy() {
    F64_ULPS.forEach((f, ulps) -> {
      var random = new SplittableRandom(3);
      double[] x = (double[]) Samples.any(DType.FLOAT64, 1 << 15, random);
      double[] y = new double[x.length];
      VECTOR.loop(f, DType.FLOAT64).orElseThrow().run(x, 0, x, 0, x, 0, y, 0, x.length);
      for (int i = 0; i < x.length; i++) {
        double z = trueValue(f, x[i]);
        assertThat(isClose(y[i], z, ulps)).as("%s(%s) = %s", f, x[i], y[i]).isTrue();
      }
    });
  }

  /// Cold and hot code must give the same bits: `lanewise(EXP)` would not.
  @Example
  void compiledCodeGivesTheBitsOfInterpretedCode() {
    for (var f : F32_ULPS.keySet()) {
      float[] x = Samples.floats(64, new SplittableRandom(4));
      float[] cold = new float[64];
      float[] hot = new float[64];
      var loop = VECTOR.loop(f, DType.FLOAT32).orElseThrow();
      loop.run(x, 0, x, 0, x, 0, cold, 0, 64);
      for (int i = 0; i < 5_000; i++) {
        loop.run(x, 0, x, 0, x, 0, hot, 0, 64);
      }
      assertThat(hot).as("%s", f).isEqualTo(cold);
    }
  }

  @Property(tries = 300, seed = "2")
  void sumsAreCloseAndDoNotDependOnThePlace(
      @ForAll @IntRange(max = 600) int n,
      @ForAll @IntRange(max = 20) int offset,
      @ForAll long seed) {
    var random = new SplittableRandom(seed);
    float[] x = Samples.floats(n + 40, random);
    double[] z = Samples.doubles(n + 40, random);
    float[] copy = new float[n];
    System.arraycopy(x, offset, copy, 0, n);
    assertThat(VECTOR.sum(x, offset, n))
        .isCloseTo(SCALAR.sum(x, offset, n), within(n * 0x1p-24f * 4))
        .isEqualTo(VECTOR.sum(copy, 0, n));
    assertThat(VECTOR.sum(z, offset, n))
        .isCloseTo(SCALAR.sum(z, offset, n), within(n * 0x1p-53 * 4));
  }

  @Property(tries = 300, seed = "2")
  void extremesAreThoseOfTheScalarLoops(
      @ForAll @IntRange(max = 100) int n,
      @ForAll @IntRange(max = 20) int offset,
      @ForAll long seed) {
    var random = new SplittableRandom(seed);
    var x = (float[]) Samples.any(DType.FLOAT32, n + 20, random);
    var z = (double[]) Samples.any(DType.FLOAT64, n + 20, random);
    var i = (int[]) Samples.any(DType.INT32, n + 20, random);
    assertThat(Float.compare(VECTOR.max(x, offset, n), SCALAR.max(x, offset, n))).isZero();
    assertThat(Float.compare(VECTOR.min(x, offset, n), SCALAR.min(x, offset, n))).isZero();
    assertThat(Double.compare(VECTOR.max(z, offset, n), SCALAR.max(z, offset, n))).isZero();
    assertThat(Double.compare(VECTOR.min(z, offset, n), SCALAR.min(z, offset, n))).isZero();
    assertThat(VECTOR.max(i, offset, n)).isEqualTo(SCALAR.max(i, offset, n));
    assertThat(VECTOR.min(i, offset, n)).isEqualTo(SCALAR.min(i, offset, n));
    assertThat(VECTOR.sum(i, offset, n)).isEqualTo(SCALAR.sum(i, offset, n));
  }
}
