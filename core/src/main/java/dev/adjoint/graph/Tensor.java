package dev.adjoint.graph;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.op.Abs;
import dev.adjoint.op.Add;
import dev.adjoint.op.BroadcastTo;
import dev.adjoint.op.Cast;
import dev.adjoint.op.Div;
import dev.adjoint.op.Exp;
import dev.adjoint.op.Log;
import dev.adjoint.op.MatMul;
import dev.adjoint.op.Max;
import dev.adjoint.op.Mean;
import dev.adjoint.op.Min;
import dev.adjoint.op.Mul;
import dev.adjoint.op.Neg;
import dev.adjoint.op.Pow;
import dev.adjoint.op.Reshape;
import dev.adjoint.op.Slice;
import dev.adjoint.op.Sqrt;
import dev.adjoint.op.Square;
import dev.adjoint.op.Sub;
import dev.adjoint.op.Sum;
import dev.adjoint.op.Transpose;
import java.util.List;
import java.util.stream.Collectors;

/// A formula: something made by an op from other tensors, of a known type. It holds no number
/// unless it is a constant; `Adjoint.eval` computes one, `Adjoint.compile` many.
///
/// Tensors are immutable and compared by identity. A type error appears where the formula is built.
/// Operands of infix methods broadcast as in NumPy and must have one dtype; a Java number takes the
/// dtype of the tensor beside it, rounded to f32, but beside i32 it must be an i32.
///
/// Further functions are the ops of `dev.adjoint.op`, all applied as `Sin.of(x)`.
public final class Tensor {
  private final Node node;
  private final TensorType type;

  /// That of its node; it has room here, and a look-up need not fetch the node.
  private final int number;

  Tensor(Node node, TensorType type) {
    this.node = node;
    this.type = type;
    this.number = node.hashCode();
  }

  /// {@return the formula of an op with one output; see the op's own `of` or `on` for comfort}
  ///
  /// @param op the op
  /// @param inputs what it is applied to
  /// @throws IllegalArgumentException if the inputs break the op's type rule
  public static Tensor of(Op op, Tensor... inputs) {
    List<Tensor> outputs = Node.of(op, Node.present(op, inputs)).outputs();
    if (outputs.size() != 1) {
      throw new IllegalArgumentException(
          "%s has %d outputs; take them from Node.of(op, inputs).outputs()"
              .formatted(op, outputs.size()));
    }
    return outputs.getFirst();
  }

  /// {@return a new free variable}
  ///
  /// @param type its type
  public static Tensor variable(TensorType type) {
    return of(new Leaf.Variable(type));
  }

  /// {@return a constant}
  ///
  /// Errors say which line made it if that is part of a function that is traced. Elsewhere an array
  /// is likely data, for many a call of a compiled function, and finding the line would take about
  /// 1 µs each time.
  ///
  /// @param value its numbers
  public static Tensor constant(NDArray value) {
    return UserStack.isTracing() ? of(new Leaf.Constant(value)) : Node.result(value);
  }

  /// {@return a constant scalar, `f64[]`}
  ///
  /// @param value the number
  public static Tensor scalar(double value) {
    return of(new Leaf.Constant(NDArray.scalar(value)));
  }

  /// {@return a constant vector, `f64[n]`}
  ///
  /// @param values the numbers
  public static Tensor vector(double... values) {
    return of(new Leaf.Constant(NDArray.of(values)));
  }

  /// {@return a constant matrix, `f64[m,n]`}
  ///
  /// @param rows the rows, all of one length
  public static Tensor matrix(double[]... rows) {
    return of(new Leaf.Constant(NDArray.of(rows)));
  }

  /// {@return a tensor whose elements are all one number; takes the memory of one}
  ///
  /// @param type its type
  /// @param value the number, rounded to the dtype
  public static Tensor full(TensorType type, double value) {
    var one = new Leaf.Constant(NDArray.full(type.withShape(Shape.SCALAR), value));
    return Source.once(() -> of(one).broadcastTo(type.shape()));
  }

  /// {@return zeros, or `false`}
  ///
  /// @param type the type
  public static Tensor zeros(TensorType type) {
    return full(type, 0);
  }

  /// {@return ones, or `true`}
  ///
  /// @param type the type
  public static Tensor ones(TensorType type) {
    return full(type, 1);
  }

  /// {@return the application of an op that made this tensor}
  public Node node() {
    return node;
  }

  /// {@return the op that made this tensor}
  public Op op() {
    return node.op();
  }

  /// {@return what the op was applied to}
  public List<Tensor> inputs() {
    return node.inputs();
  }

  /// {@return the dtype and shape}
  public TensorType type() {
    return type;
  }

  /// {@return the type of the elements}
  public DType dtype() {
    return type.dtype();
  }

  /// {@return the sizes of the axes}
  public Shape shape() {
    return type.shape();
  }

  /// {@return whether this is a free variable}
  public boolean isVariable() {
    return op() instanceof Leaf.Variable;
  }

  /// {@return whether this is a constant}
  public boolean isConstant() {
    return op() instanceof Leaf.Constant;
  }

  /// {@return the numbers of a constant}
  ///
  /// @throws IllegalArgumentException if this is a formula
  public NDArray value() {
    if (op() instanceof Leaf.Constant(NDArray value)) {
      return value;
    }
    throw noNumbers("value", List.of(this));
  }

  /// {@return the error of asking formulas for their numbers: a formula that depends on a variable
  /// has none before the variable has}
  ///
  /// @param asked what asked, such as `eval`
  /// @param formulas what was asked
  public static IllegalArgumentException noNumbers(String asked, List<Tensor> formulas) {
    boolean closed = Graph.of(List.of(), formulas).freeVariables().isEmpty();
    String seen = formulas.stream().map(Tensor::toString).collect(Collectors.joining(" and "));
    return TypeRuleException.of(
        asked,
        "%s of %s: %s"
            .formatted(
                asked,
                seen,
                closed
                    ? "a formula has no numbers before it is computed; take Adjoint.eval(…)"
                    : "it depends on a variable, and inside a function that is traced there are no numbers yet; choose with Where.of or cond, loop with whileLoop"),
        TypeRuleException.Part.all("formula", formulas));
  }

  /// {@return whether every element is this number and known to be}
  ///
  /// @param number the number; 0.0 is apart from -0.0
  public boolean isAll(double number) {
    Tensor source = this;
    while (source.op() instanceof BroadcastTo) {
      source = source.inputs().getFirst();
    }
    return source.op() instanceof Leaf.Constant(NDArray value)
        && value.count() == 1
        && Double.compare(value.item(), number) == 0;
  }

  /// {@return `this + that`}
  ///
  /// @param that the other operand
  public Tensor plus(Tensor that) {
    return Add.of(this, that);
  }

  /// {@return `this + number`}
  ///
  /// @param number the other operand
  public Tensor plus(double number) {
    return Source.once(() -> plus(like("plus", number)));
  }

  /// {@return `this − that`}
  ///
  /// @param that the other operand
  public Tensor minus(Tensor that) {
    return Sub.of(this, that);
  }

  /// {@return `this − number`}
  ///
  /// @param number the other operand
  public Tensor minus(double number) {
    return Source.once(() -> minus(like("minus", number)));
  }

  /// {@return `this · that`, element by element}
  ///
  /// @param that the other operand
  public Tensor times(Tensor that) {
    return Mul.of(this, that);
  }

  /// {@return `this · number`}
  ///
  /// @param number the other operand
  public Tensor times(double number) {
    return Source.once(() -> times(like("times", number)));
  }

  /// {@return `this / that`}
  ///
  /// @param that the other operand
  public Tensor div(Tensor that) {
    return Div.of(this, that);
  }

  /// {@return `this / number`}
  ///
  /// @param number the other operand
  public Tensor div(double number) {
    return Source.once(() -> div(like("div", number)));
  }

  /// {@return `thisᵗʰᵃᵗ`}
  ///
  /// @param that the exponent
  public Tensor pow(Tensor that) {
    return new Pow().on(this, that);
  }

  /// {@return this to the power of a number}
  ///
  /// @param number the exponent
  public Tensor pow(double number) {
    return Source.once(() -> pow(like("pow", number)));
  }

  /// {@return `−this`}
  public Tensor negate() {
    return Neg.of(this);
  }

  /// {@return `this²`}
  public Tensor squared() {
    return new Square().on(this);
  }

  /// {@return `√this`}
  public Tensor sqrt() {
    return new Sqrt().on(this);
  }

  /// {@return `eᵗʰⁱˢ`}
  public Tensor exp() {
    return new Exp().on(this);
  }

  /// {@return the natural logarithm}
  public Tensor log() {
    return new Log().on(this);
  }

  /// {@return `|this|`}
  public Tensor abs() {
    return new Abs().on(this);
  }

  /// {@return the matrix product, as NumPy's `matmul`}
  ///
  /// @param that the right factor
  public Tensor matmul(Tensor that) {
    return MatMul.of(this, that);
  }

  /// {@return the sum over some axes}
  ///
  /// @param axes the axes, from the back if negative; none means all
  public Tensor sum(int... axes) {
    return Sum.of(this, axes);
  }

  /// {@return the mean over some axes}
  ///
  /// @param axes the axes, from the back if negative; none means all
  public Tensor mean(int... axes) {
    return Mean.of(this, axes);
  }

  /// {@return the largest element over some axes}
  ///
  /// @param axes the axes, from the back if negative; none means all
  public Tensor max(int... axes) {
    return Max.of(this, axes);
  }

  /// {@return the smallest element over some axes}
  ///
  /// @param axes the axes, from the back if negative; none means all
  public Tensor min(int... axes) {
    return Min.of(this, axes);
  }

  /// {@return the same elements in row-major order under another shape; this tensor if it is its
  /// own}
  ///
  /// @param sizes the new sizes; one may be −1 and is worked out
  public Tensor reshape(int... sizes) {
    return Reshape.of(this, sizes);
  }

  /// {@return this tensor with its axes in another order}
  ///
  /// @param axes the old axis for each new one; none means reversed
  public Tensor transpose(int... axes) {
    return Transpose.of(this, axes);
  }

  /// {@return this tensor repeated to a larger shape; this tensor if it is its own}
  ///
  /// @param shape the shape to have
  public Tensor broadcastTo(Shape shape) {
    return BroadcastTo.of(this, shape);
  }

  /// {@return the elements `from ≤ i < to` along one axis}
  ///
  /// @param axis the axis, from the back if negative
  /// @param from the first position
  /// @param to the position after the last
  public Tensor slice(int axis, int from, int to) {
    return Slice.of(this, axis, from, to);
  }

  /// {@return the same numbers in another dtype; this tensor if it is its own}
  ///
  /// @param dtype the dtype to have
  public Tensor cast(DType dtype) {
    return Cast.of(this, dtype);
  }

  private Tensor like(String method, double number) {
    if (dtype() == DType.INT32 && (int) number != number) {
      throw TypeRuleException.of(
          method,
          "%s of %s and %s: the number is no i32; convert the tensor with Cast.of(x, dtype)"
              .formatted(method, type, number),
          TypeRuleException.Part.all("operand", List.of(this)));
    }
    return constant(NDArray.full(type.withShape(Shape.SCALAR), number));
  }

  /// That of its node: successive, see there.
  @Override
  public int hashCode() {
    return number;
  }

  /// {@return the numbers of a constant; the op and the type of a formula}
  @Override
  public String toString() {
    return switch (op()) {
      case Leaf.Constant(NDArray value) -> value.toString();
      case Leaf.Variable _ -> "variable " + type;
      default -> node.op().name() + " " + type;
    };
  }
}
