package dev.adjoint.graph;

import dev.adjoint.array.DType;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The kind of ops that apply a scalar function of one, two or three arguments element by element.
///
/// All inputs have one shape; [Binary#on] and [Ternary#on] broadcast first. The Jacobian of such an
/// op is diagonal, so one rule, `v ↦ v · ∂y/∂input`, is both its pullback (`v` a cotangent) and its
/// pushforward (`v` a tangent).
public non-sealed interface Elementwise extends Op {
  /// The dtypes with gradients: f32 and f64.
  Set<DType> FLOATING = Set.copyOf(EnumSet.of(DType.FLOAT32, DType.FLOAT64));

  /// The dtypes of numbers: f32, f64 and i32.
  Set<DType> NUMERIC = Set.copyOf(EnumSet.of(DType.FLOAT32, DType.FLOAT64, DType.INT32));

  /// The rule that operands of two dtypes break.
  String DIFFERENT = "dtypes differ; convert one with Cast.of(x, dtype)";

  /// {@return the number of arguments: 1, 2 or 3}
  int arity();

  /// The scalar function. Arguments past the arity are to be ignored. Values of f32 come widened,
  /// and the result is rounded.
  ///
  /// @param a the first argument
  /// @param b the second argument
  /// @param c the third argument
  /// @return the value; a boolean is 1 or 0
  double apply(double a, double b, double c);

  /// The scalar function for i32; by default through [#apply], wrapped to 32 bits, which is exact
  /// where the result is below 2⁵³.
  ///
  /// @param a the first argument
  /// @param b the second argument
  /// @param c the third argument
  /// @return the value, wrapped
  default int applyInt(int a, int b, int c) {
    return (int) (long) apply(a, b, c);
  }

  /// A vector carried through in the direction of input `input`: `v · ∂y/∂input`.
  ///
  /// @param input the number of the argument
  /// @param inputs the arguments
  /// @param y this op's own output
  /// @param v the cotangent of `y`; for an op that keeps the dtype also a tangent of the argument,
  ///   see [#pushforward]
  /// @return a tensor of the type of the argument
  Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v);

  /// The tangent of the output from a tangent of one input, `∂y/∂input · v`; by default the same
  /// product as [#pullback], which differs only where an op changes the dtype.
  ///
  /// @param input the number of the argument
  /// @param inputs the arguments
  /// @param y this op's own output
  /// @param xDot the tangent of the argument
  /// @return a tensor of the type of the output
  default Tensor pushforward(int input, List<Tensor> inputs, Tensor y, Tensor xDot) {
    return pullback(input, inputs, y, xDot);
  }

  /// {@return the dtypes this op accepts; f32 and f64 unless it says otherwise}
  default Set<DType> domain() {
    return FLOATING;
  }

  /// {@return the dtype of the output; that of the inputs unless the op says otherwise}
  ///
  /// @param input the common dtype of the inputs
  default DType result(DType input) {
    return input;
  }

  @Override
  default List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, arity());
    TensorType first = inputs.getFirst();
    for (int k = 1; k < inputs.size(); k++) {
      TensorType type = inputs.get(k);
      if (type.dtype() != first.dtype()) {
        throw error(inputs, DIFFERENT);
      }
      if (!type.shape().equals(first.shape())) {
        throw error(inputs, "shapes differ; apply the op with on(…), which broadcasts");
      }
    }
    if (!domain().contains(first.dtype())) {
      throw error(inputs, "wants " + DType.anyOf(domain()) + "; convert with Cast.of(x, dtype)");
    }
    return List.of(first.withDType(result(first.dtype())));
  }

  /// A function of one argument.
  interface Unary extends Elementwise {
    /// {@return the value of the function}
    ///
    /// @param x the argument
    double apply(double x);

    /// The derivative `∂y/∂x`, as a formula in the argument and the output, whichever is cheaper.
    ///
    /// @param x the argument
    /// @param y this op's own output
    /// @return a tensor of the type of `x`
    Tensor derivative(Tensor x, Tensor y);

    /// {@return this function of a tensor}
    ///
    /// @param x the argument
    default Tensor on(Tensor x) {
      return Tensor.of(this, x);
    }

    @Override
    default int arity() {
      return 1;
    }

    @Override
    default double apply(double a, double b, double c) {
      return apply(a);
    }

    @Override
    default Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
      return along(this, input, inputs, v, derivative(inputs.get(0), y));
    }
  }

  /// A function of two arguments.
  interface Binary extends Elementwise {
    /// {@return the value of the function}
    ///
    /// @param a the first argument
    /// @param b the second argument
    double apply(double a, double b);

    /// The partial derivative by one argument.
    ///
    /// @param input 0 or 1, the argument
    /// @param a the first argument
    /// @param b the second argument
    /// @param y this op's own output
    /// @return a tensor of the type of the argument
    Tensor derivative(int input, Tensor a, Tensor b, Tensor y);

    /// {@return this function of two tensors, broadcast to their common shape}
    ///
    /// @param a the first argument
    /// @param b the second argument
    /// @throws IllegalArgumentException if the shapes do not broadcast or the dtypes differ
    default Tensor on(Tensor a, Tensor b) {
      if (a != null && b != null && a.type().equals(b.type())) {
        return Tensor.of(this, a, b);
      }
      Shape shape = commonShape(this, Node.present(this, a, b));
      return shape.equals(a.shape()) && shape.equals(b.shape())
          ? Tensor.of(this, a, b)
          : Source.once(() -> Tensor.of(this, a.broadcastTo(shape), b.broadcastTo(shape)));
    }

    @Override
    default int arity() {
      return 2;
    }

    @Override
    default double apply(double a, double b, double c) {
      return apply(a, b);
    }

    @Override
    default Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
      return along(this, input, inputs, v, derivative(input, inputs.get(0), inputs.get(1), y));
    }
  }

  /// A function of three arguments; it states [#pullback] itself.
  interface Ternary extends Elementwise {
    /// {@return this function of three tensors, broadcast to their common shape}
    ///
    /// @param a the first argument
    /// @param b the second argument
    /// @param c the third argument
    /// @throws IllegalArgumentException if the shapes do not broadcast or the dtypes do not fit
    default Tensor on(Tensor a, Tensor b, Tensor c) {
      Shape shape = commonShape(this, Node.present(this, a, b, c));
      return Source.once(
          () -> Tensor.of(this, a.broadcastTo(shape), b.broadcastTo(shape), c.broadcastTo(shape)));
    }

    @Override
    default int arity() {
      return 3;
    }
  }

  /// The product of a vector and a derivative, which may be broadcast to it.
  private static Tensor along(
      Elementwise op, int input, List<Tensor> inputs, Tensor v, Tensor derivative) {
    TensorType x = inputs.get(input).type();
    boolean fits =
        derivative != null
            && derivative.dtype() == x.dtype()
            && (derivative.shape().equals(x.shape()) || derivative.shape().rank() == 0);
    if (!fits) {
      throw new IllegalStateException(
          "derivative of %s by input %d of type %s is %s; a derivative has the type of the input, or is one number of its dtype%s"
              .formatted(
                  op,
                  input,
                  x,
                  derivative == null ? "null" : derivative.type(),
                  Source.here().mark(op)));
    }
    return v.times(derivative);
  }

  private static Shape commonShape(Elementwise op, List<Tensor> inputs) {
    return TypeRuleException.locate(op.name(), inputs, () -> broadcast(op, inputs));
  }

  private static Shape broadcast(Elementwise op, List<Tensor> inputs) {
    if (op instanceof Binary && inputs.getFirst().dtype() != inputs.getLast().dtype()) {
      throw op.error(inputs.stream().map(Tensor::type).toList(), DIFFERENT);
    }
    try {
      Shape shape = inputs.getFirst().shape();
      for (Tensor input : inputs) {
        shape = shape.broadcast(input.shape());
      }
      return shape;
    } catch (IllegalArgumentException e) {
      throw op.error(inputs.stream().map(Tensor::type).toList(), String.valueOf(e.getMessage()));
    }
  }
}
