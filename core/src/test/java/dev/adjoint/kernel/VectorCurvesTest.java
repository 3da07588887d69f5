package dev.adjoint.kernel;

import static dev.adjoint.array.DType.FLOAT32;
import static dev.adjoint.array.DType.FLOAT64;
import static dev.adjoint.kernel.Curve.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.op.*;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/// The ops' own scalar functions, in f64, are the oracle of the f32 loops; those, `StrictMath` and
/// values to 50 digits are that of the f64 loops.
@AddLifecycleHook(WithoutVectors.class)
class VectorCurvesTest {
  private static final Loops VECTOR = new VectorLoops();

  /// There is no loop.
  private static final double NONE = -1;

  /// @param f32 the bound in units in the last place
  /// @param f64 the same, with what the op's own function is off; or [#NONE]
  record Case(Curve f, Elementwise.Unary op, double f32, double f64, double... parameters) {
    boolean has(DType dtype) {
      return dtype == FLOAT32 || f64 != NONE;
    }

    TileLoop loop(DType dtype) {
      return VECTOR.curve(f, dtype, parameters).orElseThrow();
    }
  }

  record Value(Curve f, double x, double y) {}

  private static final List<Case> CASES =
      List.of(
          new Case(CLIP, new Clip(-1.1, 2.3), .5, 0, -1.1, 2.3),
          new Case(HARD_SIGMOID, new HardSigmoid(.2, .5), 1, 0, .2, .5),
          new Case(LEAKY_RELU, new LeakyRelu(.01), 1, 0, .01),
          new Case(ELU, new Elu(1.3), 2.1, 3, 1, 1.3),
          new Case(ELU, new Selu(), 2.1, 3, Selu.SCALE, Selu.SCALE * Selu.ALPHA),
          new Case(SOFTPLUS, new Softplus(), 1.6, 3),
          new Case(LOG_SIGMOID, new LogSigmoid(), 1.6, 3),
          new Case(SILU, new Silu(), 2.7, 4),
          new Case(GELU, new Gelu(), 4.8, NONE),
          new Case(GELU_TANH, new GeluTanh(), 6.2, 6),
          new Case(GELU_TANH_GATE, new GeluTanhGate(), 2.3, 6),
          new Case(BELL, new Gaussian(1), 1.2, 4, 1),
          new Case(BELL, new Gaussian(.5), 1.2, 4, .5),
          new Case(NORMAL_CDF, new NormalCdf(), 4.1, NONE),
          new Case(ERF, new Erf(), 2, 6),
          new Case(ERFC, new Erfc(), 4.9, NONE),
          new Case(EXPM1, new Expm1(), 1.4, 3),
          new Case(LOG1P, new Log1p(), .9, 2),
          new Case(SINH, new Sinh(), 2, 4),
          new Case(COSH, new Cosh(), 1.6, 3),
          new Case(TAN, new Tan(), 2.3, 4),
          new Case(ATAN, new Atan(), 1.4, 3),
          new Case(FLOOR, new Floor(), 0, 0),
          new Case(CEIL, new Ceil(), 0, 0),
          new Case(ROUND, new Round(), 0, 0),
          new Case(TRUNC, new Trunc(), 0, 0),
          new Case(RECIPROCAL, new Reciprocal(), .5, 0),
          new Case(RSQRT, new Rsqrt(), 1.5, 0),
          new Case(IS_NAN, new IsNaN(), 0, 0),
          new Case(IS_INFINITE, new IsInf(), 0, 0),
          new Case(IS_FINITE, new IsFinite(), 0, 0));

  private static final List<Value> VALUES =
      List.of(
          new Value(ERF, 1e-300, 1.1283791670955126e-300),
          new Value(ERF, 0.3, 0.3286267594591274),
          new Value(ERF, 0.499, 0.5196206559894685),
          new Value(ERF, 0.501, 0.5213782208544119),
          new Value(ERF, -2.7, -0.9998656672600594),
          new Value(GELU_TANH, -0.3, -0.11462907645724076),
          new Value(GELU_TANH, -3.7, -0.00027180602139205363),
          new Value(GELU_TANH, -9.9, -1.1641333755393282e-36),
          new Value(GELU_TANH, -21.0, -6.016648487631484e-301),
          new Value(GELU_TANH, 1.4, 1.2867080671611943),
          new Value(SILU, -0.5, -0.18877033439907273),
          new Value(SILU, -2.02, -0.23658036156907666),
          new Value(SILU, -300.0, -1.5444600667236042e-128),
          new Value(SILU, 3.3, 3.1826150754003004),
          new Value(SOFTPLUS, -0.7, 0.4031860488854579),
          new Value(SOFTPLUS, -40.0, 4.248354255291589e-18),
          new Value(SOFTPLUS, 0.9, 1.2411538747320878),
          new Value(SOFTPLUS, 5.5, 5.504078443270571),
          new Value(LOG_SIGMOID, 0.86, -0.3528812144609919),
          new Value(LOG_SIGMOID, -3.0, -3.048587351573742),
          new Value(LOG_SIGMOID, 40.0, -4.248354255291589e-18));

  @Provide
  Arbitrary<Case> cases() {
    return Arbitraries.of(CASES);
  }

  @Provide
  Arbitrary<Case> f64Cases() {
    return cases().filter(c -> c.has(FLOAT64));
  }

  /// So f64 takes the ops' own functions: loops were up to 10 units in the last place from them.
  @Example
  void theNormalDistributionHasNoLoopsOfF64() {
    for (var c : CASES) {
      assertThat(VECTOR.curve(c.f, FLOAT64, c.parameters).isPresent())
          .as("%s", c)
          .isEqualTo(c.has(FLOAT64));
    }
  }

  @Example
  void everyCurveHasACaseAndALoop() {
    assertThat(CASES.stream().map(Case::f)).contains(unaries());
    assertThat(VECTOR.curve(FLOOR, DType.INT32)).isEmpty();
    assertThat(new ScalarLoops().curve(FLOOR, FLOAT32)).isEmpty();
  }

  private static Curve[] unaries() {
    return EnumSet.complementOf(EnumSet.of(GELU_TANH_SLOPE)).toArray(Curve[]::new);
  }

  /// The difference `1 − s` may be off by half a unit of `s`, and is multiplied by up to 23.
  @Property(tries = 20, seed = "5")
  void slopesOfGeluAreThoseOfTheScalarFunction(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    float[] x = Samples.floats(1000, random);
    float[] s = new float[1000];
    float[] y = new float[1000];
    VECTOR.curve(GELU_TANH_GATE, FLOAT32).orElseThrow().run(x, 0, x, 0, x, 0, s, 0, 1000);
    VECTOR.curve(GELU_TANH_SLOPE, FLOAT32).orElseThrow().run(x, 0, s, 0, s, 0, y, 0, 1000);
    for (int i = 0; i < 1000; i++) {
      double z = new GeluTanhSlope().apply(x[i], s[i]);
      assertThat(y[i]).as("slope at %s, %s", x[i], s[i]).isCloseTo((float) z, offset(5e-7f));
    }
  }

  @Property(tries = 120, seed = "1", edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
  void f32LoopsKeepTheStatedAccuracy(
      @ForAll("cases") Case c, @ForAll @IntRange(max = 9999) int start) {
    float[] x = new float[40_000];
    for (int i = 0; i < x.length; i++) {
      x[i] = Float.intBitsToFloat(start + i * 107_377);
    }
    var y = run(c, FLOAT32, x, x.length);
    for (int i = 0; i < x.length; i++) {
      assertClose(c, FLOAT32, x[i], value(y, i), c.f32);
    }
  }

  @Property(tries = 120, seed = "2", edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
  void f64LoopsAgreeWithTheScalarFunction(@ForAll("f64Cases") Case c, @ForAll long seed) {
    double[] x = (double[]) Samples.any(FLOAT64, 20_000, new SplittableRandom(seed));
    var y = run(c, FLOAT64, x, x.length);
    for (int i = 0; i < x.length; i++) {
      assertClose(c, FLOAT64, x[i], value(y, i), c.f64);
    }
  }

  private static Object run(Case c, DType dtype, Object x, int n) {
    var y = c.op.result(dtype).allocate(n);
    c.loop(dtype).run(x, 0, x, 0, x, 0, y, 0, n);
    return y;
  }

  private static double value(Object y, int i) {
    return switch (y) {
      case float[] f -> f[i];
      case double[] d -> d[i];
      default -> ((boolean[]) y)[i] ? 1 : 0;
    };
  }

  /// Where the scalar function in f64 multiplies a number below the normal ones, it is itself off.
  private static void assertClose(Case c, DType dtype, double x, double y, double ulps) {
    double z = c.op.apply(x);
    double rounded = dtype == FLOAT32 ? (float) z : z;
    double ulp = dtype == FLOAT32 ? Math.ulp((float) z) : Math.ulp(z);
    boolean close =
        Double.compare(y, rounded) == 0
            || Double.isNaN(y) && Double.isNaN(z)
            || rounded != 0 && Math.abs(y - z) <= ulps * ulp
            || Math.abs(z) < 1e-300 && Math.abs(y - z) < 800 * Double.MIN_NORMAL * 0x1p-52;
    assertThat(close).as("%s of %s(%s) = %s, not %s", dtype, c.op, x, y, rounded).isTrue();
  }

  @Example
  void f64LoopsAreAccurate() {
    for (var value : VALUES) {
      double[] y = new double[1];
      double[] x = {value.x};
      VECTOR.curve(value.f, FLOAT64).orElseThrow().run(x, 0, x, 0, x, 0, y, 0, 1);
      assertThat(Math.abs(y[0] - value.y) / Math.ulp(value.y))
          .as("%s: %s", value, y[0])
          .isLessThanOrEqualTo(4.2);
    }
  }

  @Property(tries = 300, seed = "3")
  void anElementsResultDoesNotDependOnItsPlace(
      @ForAll("cases") Case c,
      @ForAll @IntRange(min = 1, max = 70) int n,
      @ForAll @IntRange(max = 20) int offset,
      @ForAll long seed) {
    for (var dtype : c.has(FLOAT64) ? List.of(FLOAT32, FLOAT64) : List.of(FLOAT32)) {
      var x = Samples.any(dtype, n + 20, new SplittableRandom(seed));
      var together = c.op.result(dtype).allocate(n + 40);
      var apart = c.op.result(dtype).allocate(n + 40);
      c.loop(dtype).run(x, offset, x, offset, x, offset, together, offset + 3, n);
      for (int i = 0; i < n; i++) {
        c.loop(dtype).run(x, offset + i, x, 0, x, 0, apart, offset + 3 + i, 1);
      }
      assertThat(together).isEqualTo(apart);
      if (c.op.result(dtype) == dtype) {
        c.loop(dtype).run(x, offset, x, offset, x, offset, x, offset, n);
        for (int i = 0; i < n; i++) {
          assertThat(Double.compare(value(x, offset + i), value(together, offset + 3 + i)))
              .isZero();
        }
      }
    }
  }

  /// Cold and hot code must give the same bits.
  @Example
  void compiledCodeGivesTheBitsOfInterpretedCode() {
    for (var c : CASES) {
      float[] x = Samples.floats(64, new SplittableRandom(4));
      var cold = run(c, FLOAT32, x, 64);
      for (int i = 0; i < 3_000; i++) {
        run(c, FLOAT32, x, 64);
      }
      assertThat(run(c, FLOAT32, x, 64)).as("%s", c).isEqualTo(cold);
    }
  }
}
