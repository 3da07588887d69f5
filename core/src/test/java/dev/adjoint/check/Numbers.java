package dev.adjoint.check;

import dev.adjoint.Tree;
import dev.adjoint.array.Buffer;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/// A way to draw the numbers of an array: for properties as an arbitrary, for single facts from a
/// seed. The same seed always gives the same numbers.
///
/// ```java
/// Numbers.smooth().arrays(Types.of(Types.floating(), Shapes.any()))   // an Arbitrary<NDArray>
/// Numbers.smooth().tensor(TensorType.f64(3, 4), 7)                    // one constant, from seed 7
/// Numbers.smooth().tree(model, 7)                                     // a record of constants
/// ```
///
/// Arrays drawn by a property do not shrink element by element; their types do, and the numbers are
/// drawn anew.
@FunctionalInterface
public interface Numbers {
  /// {@return an array of some type}
  ///
  /// @param type the type
  /// @param random where randomness comes from
  NDArray draw(TensorType type, Random random);

  /// {@return ordinary numbers: f32 and f64 from −10 to 10, a quarter of them whole; i32 from −10
  /// to 10; bool of either kind}
  static Numbers ordinary() {
    return each(Numbers::ordinary);
  }

  private static double ordinary(DType dtype, Random random) {
    double x = 20 * random.nextDouble() - 10;
    return switch (dtype) {
      case FLOAT32, FLOAT64 -> random.nextInt(4) == 0 ? Math.rint(x) : x;
      case INT32 -> Math.rint(x);
      case BOOL -> x > 0 ? 1 : 0;
    };
  }

  /// {@return ordinary numbers with those that tests forget strewn in: NaN, infinities, zeros of
  /// both signs, ones, the largest, the smallest and a subnormal number; the extreme numbers of
  /// i32}
  static Numbers special() {
    return each((dtype, random) ->
        random.nextInt(3) == 0 ? special(dtype, random) : ordinary(dtype, random));
  }

  private static double special(DType dtype, Random random) {
    double[] values =
        switch (dtype) {
          case FLOAT32 -> special(Float.MAX_VALUE, Float.MIN_NORMAL, Float.MIN_VALUE);
          case FLOAT64 -> special(Double.MAX_VALUE, Double.MIN_NORMAL, Double.MIN_VALUE);
          case INT32 -> new double[] {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE};
          case BOOL -> new double[] {0, 1};
        };
    return values[random.nextInt(values.length)];
  }

  private static double[] special(double largest, double normal, double subnormal) {
    double infinity = Double.POSITIVE_INFINITY;
    return new double[] {
      Double.NaN, infinity, -infinity, 0.0, -0.0, 1, -1, largest, -largest, normal, subnormal
    };
  }

  /// {@return numbers from a range, uniform; whole ones of the range for i32}
  ///
  /// @param low the least
  /// @param high the greatest
  static Numbers between(double low, double high) {
    return each((dtype, random) -> {
      if (dtype.isFloating()) {
        return low + (high - low) * random.nextDouble();
      }
      int least = dtype == DType.BOOL ? 0 : (int) Math.ceil(low);
      int most = dtype == DType.BOOL ? 1 : (int) Math.floor(high);
      return least + random.nextInt(most - least + 1);
    });
  }

  /// {@return numbers from 0.2 to 3 (1 to 3 for i32): where logarithms, roots, powers and quotients
  /// are well-conditioned}
  static Numbers positive() {
    return between(0.2, 3);
  }

  /// Numbers for gradient checks: magnitudes evenly strewn from 0.2 to 2, no two alike, signs at
  /// random. So no element is near 0, where `abs`, `relu` and `sign` have a kink, and no two are
  /// near each other, where `max` and `maximum` have one. For i32 from −2 to 2.
  ///
  /// @return a source of well-conditioned numbers
  static Numbers smooth() {
    return (type, random) ->
        type.isFloating()
            ? strewn(type, random, 0.2, 2, () -> random.nextBoolean() ? 1 : -1)
            : between(-2, 2).draw(type, random);
  }

  /// {@return numbers from a range, no two nearer than half of an even spacing, in random order}
  ///
  /// @param low the least
  /// @param high the greatest
  static Numbers distinct(double low, double high) {
    return (type, random) -> strewn(type, random, low, high, () -> 1);
  }

  private static NDArray strewn(
      TensorType type, Random random, double low, double high, DoubleSupplier sign) {
    List<Integer> place = new ArrayList<>(IntStream.range(0, type.count()).boxed().toList());
    Collections.shuffle(place, random);
    double gap = (high - low) / Math.max(1, type.count());
    return fill(
        type,
        i -> sign.getAsDouble() * (low + gap * (place.get(i) + 0.25 + 0.5 * random.nextDouble())));
  }

  private static Numbers each(Draw draw) {
    return (type, random) -> fill(type, _ -> draw.number(type.dtype(), random));
  }

  /// Within a longer array, as rows of a data set are.
  private static NDArray fill(TensorType type, IntToDoubleFunction number) {
    int before = type.count() % 3;
    var buffer = new Buffer(type, type.dtype().allocate(type.count() + 2 * before), before);
    for (int i = 0; i < type.count(); i++) {
      buffer.set(i, number.applyAsDouble(i));
    }
    return NDArray.wrap(type, buffer.storage(), before);
  }

  /// {@return arrays of one type}
  ///
  /// @param type the type
  default Arbitrary<NDArray> arrays(TensorType type) {
    return Arbitraries.randomValue(random -> draw(type, random));
  }

  /// {@return arrays of arbitrary types}
  ///
  /// @param types the types
  default Arbitrary<NDArray> arrays(Arbitrary<TensorType> types) {
    return types.flatMap(this::arrays);
  }

  /// {@return constants of one type}
  ///
  /// @param type the type
  default Arbitrary<Tensor> tensors(TensorType type) {
    return arrays(type).map(Tensor::constant);
  }

  /// {@return constants of arbitrary types}
  ///
  /// @param types the types
  default Arbitrary<Tensor> tensors(Arbitrary<TensorType> types) {
    return arrays(types).map(Tensor::constant);
  }

  /// {@return trees of constants: records, lists or maps of the form of an example}
  ///
  /// @param example gives the form and the types
  /// @param <T> the type of the tree
  default <T> Arbitrary<T> trees(T example) {
    return Arbitraries.randomValue(random -> tree(example, random.nextLong()));
  }

  /// {@return the array that a seed gives}
  ///
  /// @param type the type
  /// @param seed the seed
  default NDArray array(TensorType type, long seed) {
    return draw(type, new Random(seed));
  }

  /// {@return the constant that a seed gives}
  ///
  /// @param type the type
  /// @param seed the seed
  default Tensor tensor(TensorType type, long seed) {
    return Tensor.constant(array(type, seed));
  }

  /// {@return the tree of constants that a seed gives}
  ///
  /// @param example gives the form and the types
  /// @param seed the seed
  /// @param <T> the type of the tree
  default <T> T tree(T example, long seed) {
    var random = new Random(seed);
    return Tree.map(example, x -> Tensor.constant(draw(x.type(), random)));
  }

  /// Draws one number.
  @FunctionalInterface
  interface Draw {
    /// {@return a number}
    ///
    /// @param dtype the dtype it is for
    /// @param random where randomness comes from
    double number(DType dtype, Random random);
  }
}
