package dev.adjoint;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import java.util.List;

/// The numbers of a tree's tensors, where these are constants of types that are known.
final class Numbers {
  /// Stands where there are no numbers.
  private static final NDArray NOTHING = NDArray.scalar(Double.NaN);

  private final List<TensorType> types;
  private final NDArray[] values;
  private int count;

  Numbers(List<TensorType> types) {
    this.types = types;
    this.values = new NDArray[types.size()];
    release();
  }

  /// Starts anew.
  Numbers clear() {
    count = 0;
    return this;
  }

  /// Lets go of the numbers.
  void release() {
    Arrays.fill(values, NOTHING);
  }

  /// Adds numbers that are known to be what is wanted.
  void addAll(List<NDArray> wanted) {
    wanted.forEach(this::add);
  }

  /// Adds the numbers of the next tensor, if it is what is wanted.
  boolean add(Tensor tensor) {
    return tensor.op() instanceof Leaf.Constant constant && add(constant.value());
  }

  private boolean add(NDArray value) {
    boolean fits = value.type().equals(types.get(count));
    if (fits) {
      values[count++] = value;
    }
    return fits;
  }

  int size() {
    return values.length;
  }

  NDArray value(int number) {
    return values[number];
  }

  List<NDArray> values() {
    return Arrays.asList(values);
  }
}
