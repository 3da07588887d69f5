package dev.adjoint.random;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import java.util.List;
import java.util.stream.IntStream;

/// Where random numbers come from: an immutable key. The same key gives the same numbers; split it
/// to get independent ones.
///
/// ```java
/// List<Key> keys = Key.of(42).split(2);
/// NDArray weight = keys.get(0).normal(TensorType.f32(784, 50));
/// NDArray order = keys.get(1).permutation(60_000);
/// ```
///
/// Numbers are Threefry-2x32-20 of the key and a counter: bit for bit the same on every machine,
/// and element `i` depends on nothing but the key and `i`.
///
/// Source: Salmon, Moraes, Dror, Shaw, *Parallel random numbers: as easy as 1, 2, 3*, SC 2011; keys
/// that split as in Claessen, Pałka, *Splittable pseudorandom number generators using cryptographic
/// hashing*, Haskell 2013.
///
/// @param bits the key itself
public record Key(long bits) {
  /// What a number is for is the second word of the counter.
  private static final int DRAW = 0;

  private static final int SPLIT = -1;

  private static final int FOLD = -2;

  private static final TensorType WORDS = TensorType.i32(2);

  /// {@return the key of a seed; neighbouring seeds give unrelated numbers}
  ///
  /// @param seed any number
  public static Key of(long seed) {
    return new Key(seed);
  }

  /// {@return the key that two words make}
  ///
  /// @param words the words, `i32[2]`, as of [#toNDArray]
  /// @throws IllegalArgumentException if these are not two ints
  public static Key of(NDArray words) {
    if (!words.type().equals(WORDS)) {
      throw new IllegalArgumentException("key of %s: wants i32[2]".formatted(words.type()));
    }
    return of((int) words.value(0), (int) words.value(1));
  }

  /// {@return the key that two words make}
  ///
  /// @param high the first word
  /// @param low the second word
  public static Key of(int high, int low) {
    return new Key((long) high << 32 | low & 0xFFFFFFFFL);
  }

  /// {@return this key as numbers, `i32[2]`, the high word first: what the random ops of tensors
  /// take}
  public NDArray toNDArray() {
    return NDArray.wrap(WORDS, new int[] {(int) (bits >>> 32), (int) bits});
  }

  /// Splits this key into independent ones; more keys begin with the same ones as fewer.
  ///
  /// @param count how many
  /// @return distinct keys
  /// @throws IllegalArgumentException if the count is negative
  public List<Key> split(int count) {
    checkCount("split", count);
    return IntStream.range(0, count).mapToObj(i -> new Key(block(i, SPLIT))).toList();
  }

  /// {@return the key for one number, such as a step or an epoch; independent for each number}
  ///
  /// @param number any number
  public Key fold(int number) {
    return new Key(block(number, FOLD));
  }

  /// Numbers spread evenly over [0, 1): multiples of 2⁻⁵³ (f64) or 2⁻²⁴ (f32), all equally likely.
  /// The f32 draw is the f64 draw of the same key, cut off.
  ///
  /// @param type the type of the draw, f32 or f64
  /// @return the draw
  /// @throws IllegalArgumentException if the type is not floating-point
  public NDArray uniform(TensorType type) {
    return uniform(type, 0, 1);
  }

  /// Numbers spread evenly over [low, high): `low + u · (high − low)` with `u` of the other
  /// `uniform`, computed in f64 and rounded. `high` itself comes up only by rounding.
  ///
  /// @param type the type of the draw, f32 or f64
  /// @param low the least number
  /// @param high the bound above
  /// @return the draw
  /// @throws IllegalArgumentException if the type is not floating-point, or the range is empty or
  ///   not finite
  public NDArray uniform(TensorType type, double low, double high) {
    checkFloating("uniform", type);
    if (!(low < high && Double.isFinite(high - low))) {
      throw new IllegalArgumentException(
          "uniform from %s to %s: the range is empty or not finite".formatted(low, high));
    }
    Object storage = type.dtype().allocate(type.count());
    for (int i = 0; i < type.count(); i++) {
      type.dtype().store(storage, i, low + unit(type.dtype(), i) * (high - low));
    }
    return NDArray.wrap(type, storage);
  }

  /// Numbers of the standard normal distribution, N(0, 1); see the other `normal`.
  ///
  /// @param type the type of the draw, f32 or f64
  /// @return the draw
  /// @throws IllegalArgumentException if the type is not floating-point
  public NDArray normal(TensorType type) {
    return normal(type, 0, 1);
  }

  /// Numbers of the normal distribution, N(mean, std²), by the transformation of Box and Muller:
  /// two uniform numbers of 53 bits make the elements `2i` and `2i + 1`, in f64 and rounded once to
  /// f32.
  ///
  /// No number is further from the mean than 8.6 std; beyond that lie 10⁻¹⁷ of the distribution.
  /// Source: Box, Muller, *A note on the generation of random normal deviates* (1958).
  ///
  /// @param type the type of the draw, f32 or f64
  /// @param mean the mean
  /// @param std the standard deviation, not negative
  /// @return the draw
  /// @throws IllegalArgumentException if the type is not floating-point, or a parameter is not
  ///   finite or the deviation negative
  public NDArray normal(TensorType type, double mean, double std) {
    checkFloating("normal", type);
    if (!(Double.isFinite(mean) && Double.isFinite(std) && std >= 0)) {
      throw new IllegalArgumentException(
          "normal with mean %s and std %s: both must be finite and std not negative"
              .formatted(mean, std));
    }
    Object storage = type.dtype().allocate(type.count());
    for (int i = 0; i < type.count(); i += 2) {
      // 1 − u lies in (0, 1], so the logarithm is finite.
      double radius = Math.sqrt(-2 * StrictMath.log(1 - unit(DType.FLOAT64, i)));
      double angle = 2 * Math.PI * unit(DType.FLOAT64, i + 1);
      type.dtype().store(storage, i, mean + std * radius * StrictMath.cos(angle));
      if (i + 1 < type.count()) {
        type.dtype().store(storage, i + 1, mean + std * radius * StrictMath.sin(angle));
      }
    }
    return NDArray.wrap(type, storage);
  }

  /// Words of 32 random bits, all equally likely: the high halves of what the other draws are made
  /// of.
  ///
  /// @param shape the shape of the draw
  /// @return the draw, i32
  public NDArray words(Shape shape) {
    int[] values = new int[shape.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (int) (block(i, DRAW) >>> 32);
    }
    return NDArray.wrap(TensorType.i32(shape.toArray()), values);
  }

  /// Whole numbers from 0 to `bound − 1`, with replacement, all equally likely up to a relative
  /// 2⁻³³.
  ///
  /// @param bound the number of possible values, at least 1
  /// @param count how many
  /// @return the draw, `i32[count]`
  /// @throws IllegalArgumentException if there is no possible value or the count is negative
  public NDArray ints(int bound, int count) {
    checkCount("ints", count);
    if (bound < 1) {
      throw new IllegalArgumentException("ints below %d: there are none".formatted(bound));
    }
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = below(bound, i);
    }
    return NDArray.wrap(TensorType.i32(count), values);
  }

  /// The numbers 0 … `count − 1` in random order, by the shuffle of Fisher and Yates with draws as
  /// even as those of [#ints].
  ///
  /// @param count how many
  /// @return the order, `i32[count]`
  /// @throws IllegalArgumentException if the count is negative
  public NDArray permutation(int count) {
    checkCount("permutation", count);
    int[] order = IntStream.range(0, count).toArray();
    for (int i = count - 1; i > 0; i--) {
      int j = below(i + 1, i);
      int last = order[i];
      order[i] = order[j];
      order[j] = last;
    }
    return NDArray.wrap(TensorType.i32(count), order);
  }

  /// The high half of `bits · bound`. Source: Lemire, *Fast random integer generation in an
  /// interval*, ACM TOMACS 29 (2019), without the rejection: there are 2⁶⁴ values of the bits, so
  /// no result is more than 2⁻³³ likelier than another.
  private int below(int bound, int index) {
    return (int) Math.unsignedMultiplyHigh(block(index, DRAW), bound);
  }

  private double unit(DType dtype, int index) {
    long bits = block(index, DRAW);
    return dtype == DType.FLOAT32 ? (bits >>> 40) * 0x1p-24 : (bits >>> 11) * 0x1p-53;
  }

  private long block(int number, int purpose) {
    return Threefry.block(bits, number, purpose);
  }

  private static void checkFloating(String draw, TensorType type) {
    if (!type.isFloating()) {
      throw new IllegalArgumentException(
          "%s of type %s: wants f32 or f64; whole numbers come from ints and permutation"
              .formatted(draw, type));
    }
  }

  private static void checkCount(String draw, int count) {
    if (count < 0) {
      throw new IllegalArgumentException("%s of %d: the count is negative".formatted(draw, count));
    }
  }
}
