package dev.adjoint.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.check.Numbers;
import dev.adjoint.check.Shapes;
import dev.adjoint.check.Types;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class NDArrayTest {
  @Provide
  Arbitrary<NDArray> arrays() {
    return Numbers.special().arrays(Types.any());
  }

  @Provide
  Arbitrary<NDArray> empty() {
    return Numbers.ordinary().arrays(Types.of(Types.dtypes(), Shapes.withEmpty()));
  }

  @Provide
  Arbitrary<DType> dtypes() {
    return Types.dtypes();
  }

  @Property(seed = "1", tries = 500)
  void equalMeansEqualTypeAndElements(@ForAll("arrays") NDArray array) {
    NDArray copy = Buffer.of(array).toNDArray();
    assertThat(copy).isEqualTo(array).hasSameHashCodeAs(array);
    assertThat(array.reshape(array.count(), 1)).isNotEqualTo(array.reshape(1, array.count(), 1));
    double[] other = array.toDoubleArray();
    other[0] = other[0] == 0 ? 1 : 0;
    NDArray changed =
        NDArray.wrap(array.type().withDType(DType.FLOAT64), other).cast(array.dtype());
    assertThat(changed).isNotEqualTo(array);
  }

  /// Masks and one-hot rows differ behind their first elements.
  @Test
  void hashesTellArraysWithEqualBeginningsApart() {
    Set<Integer> hashes = new HashSet<>();
    for (int k = 0; k < 100; k++) {
      double[] ramp = new double[1000];
      Arrays.fill(ramp, 10 * k, 1000, 1);
      hashes.add(NDArray.of(ramp).hashCode());
    }
    assertThat(hashes).hasSizeGreaterThanOrEqualTo(15);
    double[] last = new double[1000];
    last[999] = 1;
    assertThat(NDArray.of(last)).doesNotHaveSameHashCodeAs(NDArray.of(new double[1000]));
    for (int size = 0; size < 40; size++) {
      assertThat(NDArray.of(new double[size])).hasSameHashCodeAs(NDArray.of(new double[size]));
    }
  }

  @Property(seed = "1", tries = 500)
  void castsAreThoseOfJava(@ForAll("arrays") NDArray array, @ForAll("dtypes") DType dtype) {
    NDArray cast = array.cast(dtype);
    assertThat(cast.type()).isEqualTo(array.type().withDType(dtype));
    for (int i = 0; i < array.count(); i++) {
      double x = array.value(i);
      double expected =
          switch (dtype) {
            case FLOAT32 -> (float) x;
            case FLOAT64 -> x;
            case INT32 -> (int) x;
            case BOOL -> x != 0 ? 1 : 0;
          };
      assertThat(cast.value(i)).isEqualTo(Double.valueOf(expected));
    }
  }

  @Property(seed = "1", tries = 300)
  void elementsAreFoundByIndex(@ForAll("arrays") NDArray array) {
    Layout layout = Layout.contiguous(array.shape());
    int[] index = new int[array.shape().rank()];
    for (int i = 0; i < array.count(); i++) {
      int rest = i;
      for (int axis = index.length - 1; axis >= 0; axis--) {
        index[axis] = rest % array.shape().size(axis);
        rest /= array.shape().size(axis);
      }
      assertThat(array.at(index)).isEqualTo(Double.valueOf(array.value(layout.place(i))));
    }
  }

  @Property(seed = "1", tries = 100)
  void emptyArraysPrintAndCompare(@ForAll("empty") NDArray array) {
    assertThat(array.toString()).startsWith("[");
    assertThat(array).isEqualTo(Buffer.of(array).toNDArray());
  }

  @Test
  void nothingGivenOrTakenCanChangeAnArray() {
    double[] numbers = {1, 2};
    NDArray array = NDArray.of(numbers);
    numbers[0] = 5;
    array.toDoubleArray()[1] = 5;
    NDArray.of(1f).toFloatArray()[0] = 5;
    assertThat(array).isEqualTo(NDArray.of(1., 2));
    NDArray ints = NDArray.of(1, 2);
    ints.toIntArray()[0] = 7;
    NDArray flags = NDArray.of(true);
    flags.toBooleanArray()[0] = false;
    NDArray floats = NDArray.of(1f);
    floats.toFloatArray()[0] = 7;
    assertThat(ints).isEqualTo(NDArray.of(1, 2));
    assertThat(flags).isEqualTo(NDArray.of(true));
    assertThat(floats).isEqualTo(NDArray.of(1f));
  }

  @Test
  void copiesGoToAnArrayOfTheCallers() {
    for (NDArray array : List.of(NDArray.of(1f, 2), NDArray.of(1.0, 2), NDArray.of(1, 2))) {
      float[] target = {7, 7, 7, 7};
      array.copyTo(target, 1);
      assertThat(target).containsExactly(7, 1, 2, 7);
      assertThatThrownBy(() -> array.copyTo(target, 3))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void equalityIsThatOfBits() {
    assertThat(NDArray.of(Double.NaN)).isEqualTo(NDArray.of(Double.NaN));
    assertThat(NDArray.of(0.0)).isNotEqualTo(NDArray.of(-0.0));
    assertThat(NDArray.of(1f)).isNotEqualTo(NDArray.of(1.0));
  }

  @Test
  void oneNumberEverywhere() {
    assertThat(NDArray.full(TensorType.f32(2), 0.1)).isEqualTo(NDArray.of(.1f, .1f));
    assertThat(NDArray.full(TensorType.f64(2), -0.0)).isEqualTo(NDArray.of(-0.0, -0.0));
    assertThat(NDArray.full(TensorType.f64(1), Double.NaN)).isEqualTo(NDArray.of(Double.NaN));
    assertThat(NDArray.full(TensorType.i32(2), 3)).isEqualTo(NDArray.of(3, 3));
    assertThat(NDArray.full(TensorType.bool(2), 1)).isEqualTo(NDArray.of(true, true));
    assertThat(NDArray.scalar(3).item()).isEqualTo(3);
  }

  @Test
  void arraysPrintAsInNumPy() {
    assertThat(NDArray.scalar(1.5)).hasToString("1.5");
    assertThat(NDArray.of(1f, 2f)).hasToString("[1.0, 2.0]");
    assertThat(NDArray.of(1, 2, 3, 4).reshape(2, 2)).hasToString("[[1, 2],\n [3, 4]]");
    assertThat(NDArray.of(true, false).reshape(2, 1, 1)).hasToString("[[[true]],\n [[false]]]");
    assertThat(NDArray.of(new int[12])).hasToString("[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]");
    int[] many = java.util.stream.IntStream.range(0, 13).toArray();
    assertThat(NDArray.of(many)).hasToString("[0, 1, 2, …, 10, 11, 12]");
    assertThat(NDArray.of(new int[0])).hasToString("[]");
  }

  @Test
  void misuseIsNamed() {
    assertMisuse(
        () -> NDArray.of(new double[][] {{1, 2}, {3}}),
        "rows of a matrix differ in length: row 0 has 2 elements, row 1 has 1");
    assertMisuse(
        () -> NDArray.wrap(TensorType.f32(2), new double[2]),
        "an array of type f32[2] cannot be stored in a double[]");
    assertMisuse(
        () -> NDArray.wrap(TensorType.f32(2), new float[3]),
        "type f32[2] has 2 elements, but 3 were given");
    assertMisuse(
        () -> NDArray.of(1, 2, 3).reshape(2, 2),
        "reshape of i32[3] to [2,2]: 3 elements do not make 4");
    assertMisuse(() -> NDArray.of(1, 2).at(0, 0), "2 positions were given for i32[2] of rank 1");
    assertMisuse(
        () -> NDArray.of(1, 2).item(),
        "item() wants one element, but i32[2] has 2; use at(…) or toDoubleArray()");
    assertThatThrownBy(() -> NDArray.of(1, 2).at(2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static void assertMisuse(ThrowingCallable misuse, String message) {
    assertThatThrownBy(misuse).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Property(seed = "1", tries = 300)
  void rowsAreAWindowOnTheSameMemory(@ForAll("arrays") NDArray array) {
    NDArray matrix = array.reshape(array.count(), 1);
    int from = array.count() / 3;
    int to = array.count() - from / 2;
    NDArray rows = matrix.rows(from, to);
    assertThat(rows.storage()).isSameAs(array.storage());
    NDArray copy = Buffer.of(rows).toNDArray();
    assertThat(copy.storage()).isNotSameAs(array.storage());
    assertThat(rows).isEqualTo(copy).hasSameHashCodeAs(copy).hasToString(copy.toString());
    assertThat(copy).isEqualTo(rows);
    assertThat(rows.toDoubleArray())
        .isEqualTo(Arrays.copyOfRange(array.toDoubleArray(), from, to))
        .isEqualTo(copy.toDoubleArray());
    assertThat(rows.toFloatArray()).isEqualTo(copy.toFloatArray());
    assertThat(rows.toIntArray()).isEqualTo(copy.toIntArray());
    assertThat(rows.toBooleanArray()).isEqualTo(copy.toBooleanArray());
    for (DType dtype : DType.values()) {
      assertThat(rows.cast(dtype)).isEqualTo(copy.cast(dtype));
    }
    assertThat(rows.reshape(1, to - from).rows(0, 1).reshape(to - from, 1)).isEqualTo(rows);
    assertThatThrownBy(() -> rows.value(to - from)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> rows.value(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void rowsAreOfTheFirstAxis() {
    NDArray array = NDArray.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).reshape(3, 2, 2);
    assertThat(array.rows(1, 3)).isEqualTo(NDArray.of(4, 5, 6, 7, 8, 9, 10, 11).reshape(2, 2, 2));
    assertThat(array.rows(1, 3).rows(1, 2).at(0, 1, 0)).isEqualTo(10);
    assertThat(array.rows(3, 3).type()).isEqualTo(TensorType.i32(0, 2, 2));
    assertThatThrownBy(() -> array.rows(2, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> NDArray.scalar(1).rows(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows of f64[]: a scalar has none");
  }

  @Test
  void aPartOfAnArrayIsWrapped() {
    float[] numbers = {0, 1, 2, 3, 4, 5};
    assertThat(NDArray.wrap(TensorType.f32(2, 2), numbers, 1))
        .isEqualTo(NDArray.of(1f, 2f, 3f, 4f).reshape(2, 2));
    assertThatThrownBy(() -> NDArray.wrap(TensorType.f32(2, 2), numbers, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> NDArray.wrap(TensorType.f64(2), numbers, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an array of type f64[2] cannot be stored in a float[]");
  }
}
