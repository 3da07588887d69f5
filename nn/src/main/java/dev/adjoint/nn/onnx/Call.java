package dev.adjoint.nn.onnx;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Source;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// An application of an op that is being exported: what it is applied to, and what makes nodes of
/// ONNX for it.
///
/// ```java
/// Onnx.of(f, TensorType.f32(3)).with(Softsign.class, (op, call) -> call.make("Softsign", call.input(0)))
/// ```
///
/// An elementwise op is given its inputs as they were before they were broadcast, since ONNX's
/// operators broadcast by themselves.
public final class Call {
  private final Node node;
  private final List<TensorType> inputTypes;
  private final List<Value> inputs;
  private final Map<Tensor, Value> values;
  private final GraphWriter writer;

  Call(
      Node node,
      List<TensorType> inputTypes,
      List<Value> inputs,
      Map<Tensor, Value> values,
      GraphWriter writer) {
    this.node = node;
    this.inputTypes = List.copyOf(inputTypes);
    this.inputs = List.copyOf(inputs);
    this.values = values;
    this.writer = writer;
  }

  /// {@return the inputs}
  public List<Value> inputs() {
    return inputs;
  }

  /// {@return an input}
  ///
  /// @param number its number
  public Value input(int number) {
    return inputs.get(number);
  }

  /// {@return the type of an input}
  ///
  /// @param number its number
  public TensorType inputType(int number) {
    return inputTypes.get(number);
  }

  /// {@return the type of an output}
  ///
  /// @param number its number
  public TensorType outputType(int number) {
    return node.outputs().get(number).type();
  }

  /// {@return what a new node without attributes makes}
  ///
  /// @param op the name of ONNX's operator
  /// @param values what it is applied to
  public Value make(String op, Value... values) {
    return make(op, Attributes.none(), values);
  }

  /// {@return what a new node makes}
  ///
  /// @param op the name of ONNX's operator
  /// @param attributes its attributes
  /// @param values what it is applied to
  public Value make(String op, Attributes attributes, Value... values) {
    return makeAll(op, 1, attributes, Arrays.asList(values)).getFirst();
  }

  /// {@return what a new node of several outputs makes}
  ///
  /// @param op the name of ONNX's operator
  /// @param outputs how many outputs it has
  /// @param attributes its attributes
  /// @param values what it is applied to
  public List<Value> makeAll(String op, int outputs, Attributes attributes, List<Value> values) {
    return writer.emission().make(op, outputs, attributes, values, origin());
  }

  /// {@return a vector of 64-bit integers: axes, positions, sizes}
  ///
  /// @param values the numbers; those that grow with the batch may
  public Value integers(List<Integer> values) {
    return writer.emission().integers(values.stream().map(Integer::longValue).toList());
  }

  /// {@return a vector of 64-bit integers}
  ///
  /// @param values the numbers; those that grow with the batch may
  public Value integers(long... values) {
    return writer.emission().integers(Arrays.stream(values).boxed().toList());
  }

  /// {@return a 64-bit integer}
  ///
  /// @param value the number
  public Value integer(long value) {
    return writer.emission().integer(value);
  }

  /// {@return the sizes of a shape}
  ///
  /// @param shape the shape; it may grow with the batch
  public Value sizes(Shape shape) {
    return integers(Arrays.stream(shape.toArray()).boxed().toList());
  }

  /// {@return numbers that the model holds}
  ///
  /// @param array the numbers
  public Value constant(NDArray array) {
    return writer.emission().constant(array);
  }

  /// {@return one number that the model holds}
  ///
  /// @param dtype its dtype
  /// @param number the number
  public Value scalar(DType dtype, double number) {
    return constant(NDArray.full(TensorType.of(dtype), number));
  }

  /// {@return a value as elements of another type}
  ///
  /// @param value the value
  /// @param type the type
  public Value cast(Value value, ElementType type) {
    return make("Cast", Attributes.of("to", type.number()), value);
  }

  /// {@return a value in another shape}
  ///
  /// @param value the value
  /// @param shape the shape
  public Value reshape(Value value, Shape shape) {
    return make("Reshape", value, sizes(shape));
  }

  /// {@return what a formula of other ops makes of the inputs}
  ///
  /// @param formula from the inputs to the outputs
  public List<Value> formula(Function<List<Tensor>, List<Tensor>> formula) {
    List<Tensor> variables = inputTypes.stream().map(Tensor::variable).toList();
    Graph graph =
        new Source.Expansion(node.op(), node.source())
            .build(() -> Graph.of(variables, formula.apply(variables)));
    return writer.write(graph, inputs);
  }

  /// {@return the node}
  Node node() {
    return node;
  }

  /// The value of the first input of what made the first input.
  Optional<Value> sourceOfInput() {
    return node.inputs().getFirst().inputs().stream()
        .findFirst()
        .flatMap(x -> Optional.ofNullable(values.get(x)));
  }

  GraphWriter writer() {
    return writer;
  }

  /// The op and its line, which Netron shows beside the node.
  private String origin() {
    return GraphWriter.origin(node);
  }
}
