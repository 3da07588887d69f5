package dev.adjoint.kernel;

import static dev.adjoint.array.DType.BOOL;
import static dev.adjoint.array.DType.FLOAT32;
import static dev.adjoint.array.DType.FLOAT64;
import static dev.adjoint.array.DType.INT32;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.Example;

/// What the functions mean, in numbers.
class ScalarLoopsTest {
  private static final float NAN = Float.NaN;
  private static final float INF = Float.POSITIVE_INFINITY;
  private static final Loops LOOPS = new ScalarLoops();

  private static float[] f32(Elementary f, float[]... operands) {
    float[] y = new float[operands[0].length];
    run(f, FLOAT32, y, (Object[]) operands);
    return y;
  }

  private static void run(Elementary f, DType dtype, Object y, Object... operands) {
    Object a = operands[0];
    Object b = operands[Math.min(1, operands.length - 1)];
    Object c = operands[operands.length - 1];
    var loop = LOOPS.loop(f, dtype).orElseThrow();
    loop.run(a, 0, b, 0, c, 0, y, 0, java.lang.reflect.Array.getLength(y));
  }

  private static float[] of(float... x) {
    return x;
  }

  @Example
  void arithmeticIsThatOfTheType() {
    float[] x = of(1, .1f, INF);
    float[] y = of(3, .2f, -INF);
    assertThat(f32(Elementary.ADD, x, y)).containsExactly(4, .1f + .2f, NAN);
    assertThat(f32(Elementary.SUB, x, y)).containsExactly(-2, .1f - .2f, INF);
    assertThat(f32(Elementary.MUL, x, y)).containsExactly(3, .1f * .2f, -INF);
    assertThat(f32(Elementary.DIV, x, y)).containsExactly(1f / 3, .1f / .2f, NAN);
    int[] wrapped = new int[1];
    run(Elementary.ADD, INT32, wrapped, new int[] {Integer.MAX_VALUE}, new int[] {1});
    assertThat(wrapped).containsExactly(Integer.MIN_VALUE);
    run(Elementary.ABS, INT32, wrapped, new int[] {-7});
    assertThat(wrapped).containsExactly(7);
  }

  @Example
  void extremesPropagateNanAndOrderZeros() {
    float[] x = of(0f, -0f, NAN, 1);
    float[] y = of(-0f, 0f, 1, NAN);
    assertThat(f32(Elementary.MAXIMUM, x, y)).containsExactly(0f, 0f, NAN, NAN);
    assertThat(f32(Elementary.MINIMUM, x, y)).containsExactly(-0f, -0f, NAN, NAN);
    assertThat(f32(Elementary.RELU, of(-1, 2, -0f, NAN))).containsExactly(0f, 2, 0f, NAN);
  }

  @Example
  void signKeepsZerosAndNan() {
    assertThat(f32(Elementary.SIGN, of(-3, 3, -0f, 0f, NAN))).containsExactly(-1, 1, -0f, 0f, NAN);
  }

  @Example
  void sigmoidSaturates() {
    assertThat(f32(Elementary.SIGMOID, of(0, 200, -200, INF, -INF, NAN)))
        .containsExactly(.5f, 1, 0, 1, 0, NAN);
    double[] y = new double[4];
    run(Elementary.SIGMOID, FLOAT64, y, new double[] {0, 800, -800, -1e308});
    assertThat(y).containsExactly(.5, 1, 0, 0);
  }

  @Example
  void powersAreThoseOfMath() {
    assertThat(f32(Elementary.POW, of(0, -2, -2, INF, 2), of(0, 3, .5f, -1, .5f)))
        .containsExactly(1, -8, NAN, 0, (float) Math.sqrt(2));
  }

  @Example
  void nothingComparesWithNan() {
    boolean[] y = new boolean[3];
    float[] a = of(1, NAN, -0f);
    float[] b = of(2, NAN, 0f);
    run(Elementary.LESS, FLOAT32, y, a, b);
    assertThat(y).containsExactly(true, false, false);
    run(Elementary.EQUAL, FLOAT32, y, a, b);
    assertThat(y).containsExactly(false, false, true);
    run(Elementary.NOT_EQUAL, FLOAT32, y, a, b);
    assertThat(y).containsExactly(true, true, false);
    run(Elementary.GREATER_EQUAL, FLOAT32, y, a, b);
    assertThat(y).containsExactly(false, false, true);
  }

  @Example
  void whereChooses() {
    float[] y = new float[2];
    run(Elementary.WHERE, FLOAT32, y, new boolean[] {true, false}, of(1, 2), of(3, 4));
    assertThat(y).containsExactly(1, 4);
  }

  @Example
  void boolsKnowLogic() {
    boolean[] x = {true, true, false, false};
    boolean[] z = {true, false, true, false};
    boolean[] y = new boolean[4];
    run(Elementary.AND, BOOL, y, x, z);
    assertThat(y).containsExactly(true, false, false, false);
    run(Elementary.OR, BOOL, y, x, z);
    assertThat(y).containsExactly(true, true, true, false);
    run(Elementary.NOT, BOOL, y, x);
    assertThat(y).containsExactly(false, false, true, true);
    run(Elementary.NOT_EQUAL, BOOL, y, x, z);
    assertThat(y).containsExactly(false, true, true, false);
  }

  @Example
  void castsTruncateAndSaturate() {
    int[] y = new int[5];
    float[] x = of(1.9f, -1.9f, 1e20f, -1e20f, NAN);
    LOOPS.cast(FLOAT32, INT32).run(x, 0, x, 0, x, 0, y, 0, 5);
    assertThat(y).containsExactly(1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0);
    boolean[] b = new boolean[5];
    float[] z = of(0, -0f, 2, NAN, -1);
    LOOPS.cast(FLOAT32, BOOL).run(z, 0, z, 0, z, 0, b, 0, 5);
    assertThat(b).containsExactly(false, false, true, true, true);
    double[] d = new double[5];
    LOOPS.cast(BOOL, FLOAT64).run(b, 0, b, 0, b, 0, d, 0, 5);
    assertThat(d).containsExactly(0, 0, 1, 1, 1);
  }

  @Example
  void everyDTypeCastsToEveryDType() {
    for (var from : DType.values()) {
      for (var to : DType.values()) {
        var x = from.allocate(3);
        var y = to.allocate(3);
        from.store(x, 1, 1);
        LOOPS.cast(from, to).run(x, 0, x, 0, x, 0, y, 0, 3);
        var expected = to.allocate(3);
        to.store(expected, 1, 1);
        assertThat(y).isEqualTo(expected);
      }
    }
  }

  @Example
  void foldsOfNothing() {
    assertThat(LOOPS.sum(of(), 0, 0)).isZero();
    assertThat(LOOPS.max(of(), 0, 0)).isEqualTo(-INF);
    assertThat(LOOPS.min(new int[0], 0, 0)).isEqualTo(Integer.MAX_VALUE);
  }

  @Example
  void foldsOfARange() {
    assertThat(LOOPS.sum(of(9, 1, 2, 3, 9), 1, 3)).isEqualTo(6);
    assertThat(LOOPS.sum(new double[] {9, 1, 2, 3, 4, 5, 9}, 1, 5)).isEqualTo(15);
    assertThat(LOOPS.max(of(1, NAN, 2), 0, 3)).isNaN();
    assertThat(LOOPS.min(new double[] {1, -0.0, 0.0}, 0, 3)).isEqualTo(-0.0);
    int[] x = {Integer.MIN_VALUE, Integer.MAX_VALUE, 1, 2, Integer.MAX_VALUE};
    assertThat(LOOPS.sum(x, 1, 3)).isEqualTo(Integer.MIN_VALUE + 2);
    assertThat(LOOPS.max(x, 2, 2)).isEqualTo(2);
    assertThat(LOOPS.min(x, 1, 3)).isEqualTo(1);
  }

  @Example
  void everyDTypeHasTheFunctionsThatMeanSomething() {
    assertThat(functions(FLOAT32)).isEqualTo(functions(FLOAT64)).hasSize(27);
    assertThat(functions(INT32)).hasSize(17).doesNotContain(Elementary.DIV, Elementary.EXP);
    assertThat(functions(BOOL))
        .containsExactlyInAnyOrder(
            Elementary.EQUAL,
            Elementary.NOT_EQUAL,
            Elementary.WHERE,
            Elementary.AND,
            Elementary.OR,
            Elementary.NOT,
            Elementary.IDENTITY);
  }

  private static Set<Elementary> functions(DType dtype) {
    var functions = EnumSet.allOf(Elementary.class);
    functions.removeIf(f -> LOOPS.loop(f, dtype).isEmpty());
    return functions;
  }
}
