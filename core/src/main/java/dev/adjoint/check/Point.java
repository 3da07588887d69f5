package dev.adjoint.check;

import dev.adjoint.Adjoint;
import dev.adjoint.Tree;
import dev.adjoint.array.Buffer;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A tree of numbers, with its f32 and f64 elements laid out as one vector; the others stay as they
/// are.
final class Point<A> {
  private final A tree;
  private final List<Tensor> tensors;
  private final List<Slot> slots;
  private final double[] values;

  private Point(A tree, List<String> names) {
    this.tree = tree;
    this.tensors = Tree.tensors(tree);
    this.slots = slots(names, tensors);
    this.values = read(tree);
  }

  /// Evaluates formulas without free variables.
  static <A> Point<A> of(A tree) {
    return of(tree, Tree.names(tree));
  }

  /// With names of the tensors of one's own.
  static <A> Point<A> of(A tree, List<String> names) {
    A constants = Tree.map(tree, x -> x.isConstant() ? x : Tensor.constant(Adjoint.eval(x)));
    var point = new Point<>(constants, names);
    if (point.count() == 0) {
      throw new IllegalArgumentException(
          "gradient check at %s: it holds no f32 or f64 element, and nothing else has a gradient"
              .formatted(point.tensors.stream().map(Tensor::type).toList()));
    }
    return point;
  }

  private static List<Slot> slots(List<String> names, List<Tensor> tensors) {
    var slots = new ArrayList<Slot>();
    int offset = 0;
    for (int i = 0; i < tensors.size(); i++) {
      TensorType type = tensors.get(i).type();
      if (type.isFloating()) {
        slots.add(new Slot(names.get(i), type, i, offset));
        offset += type.count();
      }
    }
    return List.copyOf(slots);
  }

  A tree() {
    return tree;
  }

  List<Tensor> tensors() {
    return List.copyOf(tensors);
  }

  List<Slot> slots() {
    return slots;
  }

  /// The number of f32 and f64 elements.
  int count() {
    return slots.isEmpty() ? 0 : slots.getLast().end();
  }

  /// A copy of the elements.
  double[] vector() {
    return values.clone();
  }

  double value(int i) {
    return values[i];
  }

  /// The vector of another tree of this form.
  double[] read(A other) {
    List<Tensor> all = Tree.tensors(other);
    double[] vector = new double[count()];
    for (Slot slot : slots) {
      double[] elements = all.get(slot.tensor()).value().toDoubleArray();
      System.arraycopy(elements, 0, vector, slot.offset(), elements.length);
    }
    return vector;
  }

  /// The tree of this form with other numbers; the others in place.
  A with(double[] vector) {
    var all = new ArrayList<>(tensors);
    for (Slot slot : slots) {
      Buffer buffer = Buffer.allocate(slot.type());
      for (int i = 0; i < buffer.count(); i++) {
        buffer.set(i, vector[slot.offset() + i]);
      }
      all.set(slot.tensor(), Tensor.constant(buffer.toNDArray()));
    }
    return Tree.with(tree, all);
  }

  /// The gradient as a tree of this form: zero where there is none.
  A gradient(double[] vector) {
    return Tree.map(
        with(vector), x -> x.type().isFloating() ? x : Tensor.constant(NDArray.full(x.type(), 0)));
  }

  /// The unit vector along one element.
  double[] axis(int i) {
    double[] direction = new double[count()];
    direction[i] = 1;
    return direction;
  }

  /// This vector moved by `t · direction`, rounded to the dtypes.
  double[] moved(double[] direction, double t) {
    double[] vector = values.clone();
    for (Slot slot : slots) {
      boolean f32 = slot.type().dtype() == DType.FLOAT32;
      for (int i = slot.offset(); i < slot.end(); i++) {
        double moved = values[i] + t * direction[i];
        vector[i] = f32 ? (float) moved : moved;
      }
    }
    return vector;
  }

  /// The vector as constants for the f32 and f64 tensors, in f64.
  List<Tensor> split(double[] vector) {
    return slots.stream().map(slot -> Tensor.constant(part(slot, vector))).toList();
  }

  private static NDArray part(Slot slot, double[] vector) {
    double[] elements = Arrays.copyOfRange(vector, slot.offset(), slot.end());
    return NDArray.wrap(slot.type().withDType(DType.FLOAT64), elements);
  }
}
