package dev.adjoint.nn.onnx;

import dev.adjoint.Tree;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The export of a function to ONNX, for programs that know nothing of Adjoint.
///
/// ```java
/// Onnx.of(model, TensorType.f32(1, 784)).withBatch().write(path);
/// Onnx.of(x -> grad(loss).apply(x), TensorType.f32(3)).withOutputs("slope").write(path);
/// ```
///
/// The function is traced and each op becomes one node or a few, in opset 21. The tensors of a
/// model are initializers under their names in its tree ([Tree#names]).
public final class Onnx {
  /// What is exported: the function over a list of tensors.
  ///
  /// @param f the function; its result is a tree
  /// @param types the types of its arguments
  private record Subject(
      Function<List<Tensor>, Object> f,
      List<TensorType> types,
      Map<Tensor, String> parameters,
      String name) {}

  /// How it is exported.
  private record Options(
      List<String> inputs, Optional<List<String>> outputs, boolean batch, RuleBook rules) {}

  private final Subject subject;
  private final Options options;

  private Onnx(Subject subject, Options options) {
    this.subject = subject;
    this.options = options;
  }

  private static Onnx of(
      Object model, Function<List<Tensor>, Object> f, List<String> names, List<TensorType> types) {
    boolean isModel = model instanceof Record;
    Map<Tensor, String> parameters = isModel ? parameters(model) : Map.of();
    String name = isModel ? model.getClass().getSimpleName() : "function";
    return new Onnx(
        new Subject(f, List.copyOf(types), parameters, name),
        new Options(List.copyOf(names), Optional.empty(), false, RuleBook.ofLibrary()));
  }

  /// {@return the export of a function of a tensor, such as a model}
  ///
  /// @param f the function; a record's tensors keep their names
  /// @param x the type of its argument, named `x`
  public static Onnx of(Function<Tensor, ?> f, TensorType x) {
    return of(f, xs -> f.apply(xs.getFirst()), List.of("x"), List.of(x));
  }

  /// {@return the export of a function of two tensors}
  ///
  /// @param f the function
  /// @param a the type of its first argument, named `a`
  /// @param b the type of its second argument, named `b`
  public static Onnx of(BiFunction<Tensor, Tensor, ?> f, TensorType a, TensorType b) {
    return of(f, xs -> f.apply(xs.get(0), xs.get(1)), List.of("a", "b"), List.of(a, b));
  }

  /// {@return the export of a function of a tree of tensors, which become its inputs}
  ///
  /// @param f the function
  /// @param example an argument, for its form and types; the inputs have the names of its tensors
  /// @param <A> the type of the tree
  public static <A> Onnx ofTree(Function<A, ?> f, A example) {
    return of(
        f,
        xs -> f.apply(Tree.with(example, xs)),
        Tree.names(example),
        Tree.tensors(example).stream().map(Tensor::type).toList());
  }

  private static Map<Tensor, String> parameters(Object model) {
    Map<Tensor, String> parameters = new IdentityHashMap<>();
    List<Tensor> tensors = Tree.tensors(model);
    List<String> names = Tree.names(model);
    for (int k = 0; k < names.size(); k++) {
      parameters.putIfAbsent(tensors.get(k), names.get(k));
    }
    return parameters;
  }

  /// {@return the export under other names of the inputs}
  ///
  /// @param names a name for each
  /// @throws IllegalArgumentException if there are more or fewer, or a name twice
  public Onnx withInputs(String... names) {
    List<String> inputs = distinct("input", names);
    if (inputs.size() != subject.types().size()) {
      throw new IllegalArgumentException(
          "the function has %d inputs, but got %d names"
              .formatted(subject.types().size(), inputs.size()));
    }
    return new Onnx(
        subject, new Options(inputs, options.outputs(), options.batch(), options.rules()));
  }

  /// {@return the export under other names of the outputs, which by default are those in the tree
  /// of the result, `y` for a tensor alone}
  ///
  /// A name that an input has gets a number, as in `weight_2`.
  ///
  /// @param names a name for each
  /// @throws IllegalArgumentException if a name is given twice
  public Onnx withOutputs(String... names) {
    var outputs = Optional.of(distinct("output", names));
    return new Onnx(
        subject, new Options(options.inputs(), outputs, options.batch(), options.rules()));
  }

  private static List<String> distinct(String what, String... names) {
    List<String> list = List.of(names);
    if (Set.copyOf(list).size() != list.size()) {
      throw new IllegalArgumentException(
          "each %s wants a name of its own, but got %s".formatted(what, list));
    }
    return list;
  }

  /// {@return the export for batches of any size: the first axis of every input that has axes is
  /// named `batch`, and the size given for it does not matter}
  ///
  /// The function must be the same for all sizes. It is traced at three of them, and what differs
  /// must grow in proportion, or the export says which op does not.
  public Onnx withBatch() {
    return new Onnx(
        subject, new Options(options.inputs(), options.outputs(), true, options.rules()));
  }

  /// {@return the export in which the tensors of a model, which the function captured, have their
  /// names in the model's tree}
  ///
  /// @param model the model
  public Onnx withParameters(Object model) {
    Map<Tensor, String> all = new IdentityHashMap<>(subject.parameters());
    all.putAll(parameters(model));
    return new Onnx(new Subject(subject.f(), subject.types(), all, subject.name()), options);
  }

  /// {@return the export with a rule for an op of one output, which comes before the library's}
  ///
  /// @param op the class of the op
  /// @param rule from the op and where it is applied to its value
  /// @param <O> the class of the op
  public <O extends Op> Onnx with(Class<O> op, BiFunction<O, Call, Value> rule) {
    return withAll(op, (o, call) -> List.of(rule.apply(o, call)));
  }

  /// {@return the export with a rule for an op of any number of outputs, which comes before the
  /// library's}
  ///
  /// @param op the class of the op
  /// @param rule from the op and where it is applied to its values
  /// @param <O> the class of the op
  public <O extends Op> Onnx withAll(Class<O> op, Rule<O> rule) {
    return new Onnx(
        subject,
        new Options(
            options.inputs(), options.outputs(), options.batch(), options.rules().with(op, rule)));
  }

  /// Writes the model, whole or not at all.
  ///
  /// @param file where to, a name that ends in `.onnx`, in a directory that exists
  /// @throws IOException if it cannot be written
  /// @throws IllegalArgumentException if an op cannot be said in ONNX
  public void write(Path file) throws IOException {
    model().write(file);
  }

  /// {@return the model}
  ///
  /// @throws IllegalArgumentException if an op cannot be said in ONNX, or not for any size of the
  ///   batch
  public OnnxModel model() {
    OnnxGraph graph = options.batch() ? ofAnyBatch() : traced(subject.types());
    var parameters = new HashSet<Value>();
    subject.parameters().values().forEach(name -> parameters.add(new Value(name)));
    return new OnnxModel(Tidy.of(graph, parameters), subject.name());
  }

  private OnnxGraph ofAnyBatch() {
    int input = 0;
    while (input < subject.types().size() && subject.types().get(input).rank() == 0) {
      input++;
    }
    if (input == subject.types().size()) {
      throw new IllegalArgumentException("with a dynamic batch axis: no input has an axis");
    }
    List<OnnxGraph> traces = BatchAxis.SIZES.stream().map(this::ofBatch).toList();
    return BatchAxis.of(traces, traces.getFirst().inputs().get(input).value());
  }

  /// Errors speak of the batch axis, not of the size that it has in the trace.
  private OnnxGraph ofBatch(int size) {
    List<TensorType> types = subject.types().stream().map(type -> sized(type, size)).toList();
    List<Tensor> variables = types.stream().map(Tensor::variable).toList();
    Object result;
    try {
      result = subject.f().apply(variables);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "with a dynamic batch axis: the function does not take a batch of any size; export it with a fixed one\n"
              + BatchAxis.named(e),
          e);
    }
    try {
      return written(variables, result);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(BatchAxis.named(e), e);
    }
  }

  private static TensorType sized(TensorType type, int size) {
    return type.rank() == 0 ? type : type.withShape(batched(type.shape(), size));
  }

  private static Shape batched(Shape shape, int size) {
    return ViewRules.withSize(shape, 0, size);
  }

  private OnnxGraph traced(List<TensorType> types) {
    List<Tensor> variables = types.stream().map(Tensor::variable).toList();
    return written(variables, subject.f().apply(variables));
  }

  private OnnxGraph written(List<Tensor> variables, Object result) {
    List<Tensor> outputs = Tree.tensors(result);
    Graph graph = Graph.of(variables, outputs);
    Emission emission = Emission.start();
    List<Value> inputs = options.inputs().stream().map(emission::fresh).toList();
    List<Value> names = outputNames(result, outputs.size()).stream().map(emission::fresh).toList();
    List<Value> ys =
        new GraphWriter(options.rules(), subject.parameters(), emission).write(graph, inputs);
    var ports = new ArrayList<Port>();
    for (int k = 0; k < inputs.size(); k++) {
      ports.add(Port.of(inputs.get(k), variables.get(k).type()));
    }
    return named(emission, ports, ys, names, outputs);
  }

  private List<String> outputNames(Object result, int count) {
    List<String> own = result instanceof Tensor ? List.of("y") : Tree.names(result);
    List<String> names = options.outputs().orElse(own);
    if (names.size() != count) {
      throw new IllegalArgumentException(
          "the function has %d outputs, but got %d names".formatted(count, names.size()));
    }
    return names;
  }

  /// The graph with its outputs under their names: the value that is one is renamed, unless it is
  /// an input, a number, or another output as well.
  private static OnnxGraph named(
      Emission emission,
      List<Port> inputs,
      List<Value> ys,
      List<Value> names,
      List<Tensor> outputs) {
    var made = new HashSet<Value>();
    emission.nodes().forEach(node -> made.addAll(node.outputs()));
    var nodes = new ArrayList<>(emission.nodes());
    Map<Value, Value> renamed = new HashMap<>();
    var ports = new ArrayList<Port>();
    for (int k = 0; k < ys.size(); k++) {
      Value y = ys.get(k);
      if (made.remove(y)) {
        renamed.put(y, names.get(k));
      } else {
        nodes.add(
            new OnnxNode("Identity", List.of(y), List.of(names.get(k)), Attributes.none(), ""));
      }
      ports.add(Port.of(names.get(k), outputs.get(k).type()));
    }
    var graph = new OnnxGraph(inputs, ports, nodes, emission.initializers());
    return Tidy.withoutUnused(Tidy.renamed(graph, value -> renamed.getOrDefault(value, value)));
  }
}
