package dev.adjoint.kernel;

import static dev.adjoint.array.DType.BOOL;
import static dev.adjoint.array.DType.FLOAT32;
import static dev.adjoint.array.DType.FLOAT64;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.CaseFormat;
import dev.adjoint.array.DType;
import dev.adjoint.kernel.Formula.Function;
import dev.adjoint.kernel.Formula.Input;
import dev.adjoint.kernel.Formula.Term;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/// The functions' own loops, one after the other, are the oracle: a formula has their bits.
@AddLifecycleHook(WithoutVectors.class)
class VectorFormulasTest {
  private static final Loops VECTOR = new VectorLoops();
  private static final int N = 64;
  private static final int UNIFORM = 4;

  /// @param operands the dtypes of operands, where FLOAT32 stands for either
  record Case(Function function, DType... operands) {
    List<DType> operands(DType dtype) {
      return Arrays.stream(operands).map(o -> o == BOOL ? BOOL : dtype).toList();
    }

    boolean isKnown(DType dtype) {
      return VECTOR.size(function, operands(dtype), dtype).isPresent();
    }

    DType result(DType dtype) {
      return COMPARISONS.contains(function.name()) || operands[operands.length - 1] == BOOL
          ? BOOL
          : dtype;
    }

    TileLoop loop(DType dtype) {
      double[] parameters = function.parameters().stream().mapToDouble(p -> p).toArray();
      return function.name() instanceof Curve curve
          ? VECTOR.curve(curve, dtype, parameters).orElseThrow()
          : VECTOR.loop((Elementary) function.name(), last(dtype)).orElseThrow();
    }

    private DType last(DType dtype) {
      return operands(dtype).getLast();
    }
  }

  private static final List<Elementary> COMPARISONS =
      List.of(
          Elementary.EQUAL,
          Elementary.NOT_EQUAL,
          Elementary.LESS,
          Elementary.LESS_EQUAL,
          Elementary.GREATER,
          Elementary.GREATER_EQUAL);

  private static final List<Case> CASES = cases();

  private static List<Case> cases() {
    var cases = new ArrayList<Case>();
    for (Elementary f :
        List.of(
            Elementary.NEG,
            Elementary.SQRT,
            Elementary.SQUARE,
            Elementary.ABS,
            Elementary.SIGN,
            Elementary.RELU,
            Elementary.IDENTITY,
            Elementary.EXP,
            Elementary.LOG,
            Elementary.TANH,
            Elementary.SIGMOID)) {
      cases.add(new Case(Function.of(f), FLOAT32));
    }
    for (Elementary f :
        List.of(
            Elementary.ADD,
            Elementary.SUB,
            Elementary.MUL,
            Elementary.DIV,
            Elementary.MAXIMUM,
            Elementary.MINIMUM)) {
      cases.add(new Case(Function.of(f), FLOAT32, FLOAT32));
    }
    COMPARISONS.forEach(f -> cases.add(new Case(Function.of(f), FLOAT32, FLOAT32)));
    cases.add(new Case(Function.of(Elementary.WHERE), BOOL, FLOAT32, FLOAT32));
    cases.add(new Case(Function.of(Elementary.AND), BOOL, BOOL));
    cases.add(new Case(Function.of(Elementary.OR), BOOL, BOOL));
    cases.add(new Case(Function.of(Elementary.NOT), BOOL));
    cases.add(new Case(Function.of(Curve.CLIP, -1.1, 2.3), FLOAT32));
    cases.add(new Case(Function.of(Curve.HARD_SIGMOID, .2, .5), FLOAT32));
    cases.add(new Case(Function.of(Curve.ELU, 1., 1.3), FLOAT32));
    cases.add(new Case(Function.of(Curve.BELL, 1.), FLOAT32));
    cases.add(new Case(Function.of(Curve.BELL, .5), FLOAT32));
    cases.add(new Case(Function.of(Curve.LEAKY_RELU, .01), FLOAT32));
    for (Curve f :
        List.of(
            Curve.SOFTPLUS,
            Curve.LOG_SIGMOID,
            Curve.SILU,
            Curve.GELU,
            Curve.GELU_TANH,
            Curve.GELU_TANH_GATE,
            Curve.NORMAL_CDF,
            Curve.ERF,
            Curve.ERFC,
            Curve.EXPM1,
            Curve.LOG1P,
            Curve.SINH,
            Curve.COSH,
            Curve.RECIPROCAL,
            Curve.RSQRT)) {
      cases.add(new Case(Function.of(f), FLOAT32));
    }
    cases.add(new Case(Function.of(Curve.GELU_TANH_SLOPE), FLOAT32, FLOAT32));
    return cases;
  }

  private static List<Case> known(DType dtype) {
    return CASES.stream().filter(c -> c.isKnown(dtype)).toList();
  }

  @Provide
  Arbitrary<DType> dtypes() {
    return Arbitraries.of(FLOAT32, FLOAT64);
  }

  @Example
  void allAreKnown() {
    assertThat(CASES).allMatch(c -> c.isKnown(FLOAT32));
    assertThat(CASES)
        .filteredOn(c -> !c.isKnown(FLOAT64))
        .extracting(c -> c.function().name().toString())
        .containsExactly("GELU", "NORMAL_CDF", "ERFC");
  }

  @Example
  void everyFormHasACase() {
    List<String> names =
        CASES.stream()
            .map(c -> c.function().name().name())
            .map(name -> CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, name))
            .toList();
    for (Class<?> forms : List.of(VectorFloatForms.class, VectorDoubleForms.class)) {
      assertThat(Arrays.stream(forms.getDeclaredMethods()))
          .filteredOn(form -> !Modifier.isPrivate(form.getModifiers()) && !form.isSynthetic())
          .extracting(Method::getName)
          .filteredOn(name -> !name.startsWith("load") && !name.startsWith("store"))
          .isSubsetOf(names);
    }
  }

  @Example
  void whatBranchesIsNot() {
    assertThat(VECTOR.size(Function.of(Elementary.SIN), List.of(FLOAT32), FLOAT32)).isEmpty();
    assertThat(VECTOR.size(Function.of(Elementary.ADD), List.of(FLOAT32), FLOAT32)).isEmpty();
    assertThat(VECTOR.size(Function.of(Elementary.NEG), List.of(BOOL), FLOAT32)).isEmpty();
    assertThat(VECTOR.size(Function.of(Elementary.NEG), List.of(DType.INT32), DType.INT32))
        .isEmpty();
  }

  @Property(tries = 200)
  void aTermHasTheBitsOfItsLoop(@ForAll("dtypes") DType dtype, @ForAll int seed) {
    for (Case c : known(dtype)) {
      check(dtype, List.of(c), new SplittableRandom(seed), false);
    }
  }

  @Property(tries = 300)
  void formulasHaveTheBitsOfTheirTerms(@ForAll("dtypes") DType dtype, @ForAll int seed) {
    var random = new SplittableRandom(seed);
    var terms = new ArrayList<Case>();
    for (int k = 0; k < 1 + random.nextInt(20); k++) {
      terms.add(known(dtype).get(random.nextInt(known(dtype).size())));
    }
    check(dtype, terms, random, random.nextBoolean());
  }

  /// Terms of random earlier values, of which every second one is written; in place, the first is
  /// written over an input.
  private static void check(
      DType dtype, List<Case> cases, RandomGenerator random, boolean inPlace) {
    var kinds = new ArrayList<>(List.of(dtype, BOOL, dtype, BOOL, dtype));
    List<Input> inputs =
        IntStream.range(0, kinds.size())
            .mapToObj(k -> new Input(kinds.get(k), k == UNIFORM))
            .toList();
    var terms = new ArrayList<Term>();
    var outputs = new ArrayList<Integer>();
    var values = new ArrayList<Object>();
    kinds.forEach(kind -> values.add(Samples.any(kind, N, random)));
    for (int i = 1; i < N; i++) {
      dtype.store(values.get(UNIFORM), i, dtype.load(values.get(UNIFORM), 0));
    }
    var arrays = new ArrayList<>(values);
    for (Case c : cases) {
      List<Integer> operands =
          c.operands(dtype).stream().map(kind -> one(kinds, kind, random)).toList();
      Object y = c.result(dtype).allocate(N);
      Object p = values.get(operands.getFirst());
      Object q = values.get(operands.get(Math.min(1, operands.size() - 1)));
      c.loop(dtype).run(p, 0, q, 0, values.get(operands.getLast()), 0, y, 0, N);
      terms.add(new Term(c.function(), operands, c.result(dtype)));
      if (terms.size() % 2 == 1) {
        outputs.add(values.size());
      }
      values.add(y);
      kinds.add(c.result(dtype));
    }
    outputs.forEach(output -> arrays.add(kinds.get(output).allocate(N)));
    int last = outputs.getLast();
    if (inPlace && kinds.get(last) == dtype) {
      arrays.set(arrays.size() - 1, arrays.getFirst());
    }
    run(new Formula(dtype, inputs, terms, outputs), arrays);
    for (int k = 0; k < outputs.size(); k++) {
      if (!inPlace || k == outputs.size() - 1) {
        assertThat(bits(arrays.get(inputs.size() + k)))
            .as("%s of %s", outputs.get(k), terms)
            .isEqualTo(bits(values.get(outputs.get(k))));
      }
    }
  }

  private static int one(List<DType> kinds, DType kind, RandomGenerator random) {
    int[] fitting = IntStream.range(0, kinds.size()).filter(k -> kinds.get(k) == kind).toArray();
    return fitting[random.nextInt(fitting.length)];
  }

  /// Arrays come in another order than operands, and begin somewhere.
  private static void run(Formula formula, List<Object> arrays) {
    int n = arrays.size();
    var moved = new Object[n];
    int[] which = new int[n];
    int[] at = new int[n];
    for (int k = 0; k < n; k++) {
      which[k] = n - 1 - k;
      moved[which[k]] = arrays.get(k);
    }
    VECTOR.fuse(formula).run(moved, at, which, N);
  }

  private static List<?> bits(Object array) {
    return switch (array) {
      case float[] x -> IntStream.range(0, N).mapToObj(i -> Float.floatToIntBits(x[i])).toList();
      case double[] x ->
          IntStream.range(0, N).mapToObj(i -> Double.doubleToLongBits(x[i])).toList();
      case boolean[] x -> IntStream.range(0, N).mapToObj(i -> x[i]).toList();
      default -> throw new AssertionError(array);
    };
  }
}
