package dev.adjoint.check;

import dev.adjoint.Adjoint;
import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Checks the nodes of a graph one by one, each as a function of its own inputs at the numbers that
/// they had, to find the op with the wrong rule.
final class Localiser {
  /// The op whose gradient is not its function's on purpose; what only it leads to has none.
  private static final Op STOP = Adjoint.stopGradient(Tensor.scalar(0)).op();

  private final Graph graph;
  private final Settings settings;
  private final Map<Tensor, NDArray> values = new IdentityHashMap<>();
  private final Set<Tensor> active = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Localisation.Suspect> suspects = new ArrayList<>();
  private final List<Verdict> verdicts = new ArrayList<>();

  private Localiser(Graph graph, List<NDArray> arguments, Settings settings) {
    this.graph = graph;
    this.settings = settings;
    List<Tensor> all = graph.nodes().stream().flatMap(node -> node.outputs().stream()).toList();
    List<NDArray> numbers = Interpreter.run(Graph.of(graph.inputs(), all), arguments);
    IntStream.range(0, all.size()).forEach(i -> values.put(all.get(i), numbers.get(i)));
    graph.inputs().stream().filter(x -> x.type().isFloating()).forEach(active::add);
  }

  /// Looks in the function; where that is not all that was derived, in its gradient too, which
  /// applies the derivatives of ops as ops.
  ///
  /// @param aspect what was found wrong
  static <A> Localisation of(Subject<A> subject, Aspect aspect) {
    A x = subject.point().tree();
    Localisation found = of(subject, Adjoint.trace(subject.f(), x), aspect);
    boolean isRule = aspect == Aspect.REVERSE || aspect == Aspect.LINEARITY;
    return isRule || !found.suspects().isEmpty()
        ? found
        : of(subject, Adjoint.trace(Adjoint.grad(subject.scalar()), x), aspect);
  }

  private static Localisation of(Subject<?> subject, Graph graph, Aspect aspect) {
    List<NDArray> arguments = subject.point().tensors().stream().map(Tensor::value).toList();
    return new Localiser(graph, arguments, subject.settings().forNodes(aspect)).localise();
  }

  private NDArray value(Tensor tensor) {
    return Objects.requireNonNull(values.get(tensor), "every tensor of the graph was computed");
  }

  private Localisation localise() {
    graph.nodes().forEach(this::visit);
    int noisy = Collections.frequency(verdicts, Verdict.NOISY);
    return new Localisation(verdicts.size(), noisy, List.copyOf(suspects));
  }

  private void visit(Node node) {
    List<Tensor> outputs = node.outputs().stream().filter(y -> y.type().isFloating()).toList();
    if (outputs.isEmpty() || isStop(node) || node.inputs().stream().noneMatch(active::contains)) {
      return;
    }
    active.addAll(outputs);
    List<Integer> wanted =
        IntStream.range(0, node.inputs().size())
            .filter(k -> active.contains(node.inputs().get(k)))
            .boxed()
            .toList();
    if (wanted.stream().anyMatch(k -> node.inputs().get(k).type().count() > 0)) {
      judge(node, wanted);
    }
  }

  private static boolean isStop(Node node) {
    return node.op().equals(STOP);
  }

  private void judge(Node node, List<Integer> wanted) {
    GradientReport report = new Examination<>(subject(node, wanted)).report();
    verdicts.add(report.verdict());
    if (report.verdict() == Verdict.WRONG) {
      suspects.addAll(inside(node, new Localisation.Suspect(graph.line(node), report)));
    }
  }

  /// The node alone: the inputs that matter vary, the others stay.
  private Subject<List<Tensor>> subject(Node node, List<Integer> wanted) {
    List<Tensor> at = node.inputs().stream().map(x -> Tensor.constant(value(x))).toList();
    Function<List<Tensor>, Object> alone =
        xs -> {
          var inputs = new ArrayList<>(at);
          IntStream.range(0, xs.size()).forEach(i -> inputs.set(wanted.get(i), xs.get(i)));
          List<Tensor> outputs = Node.of(node.op(), inputs).outputs();
          return outputs.size() == 1 ? outputs.getFirst() : outputs;
        };
    List<String> names = wanted.stream().map(k -> "input " + k).toList();
    return Subject.of(alone, Point.of(wanted.stream().map(at::get).toList(), names), settings);
  }

  /// An op without a rule of its own is wrong because an op inside of it is, or does not mean to be
  /// right because it stops a gradient inside.
  private List<Localisation.Suspect> inside(Node node, Localisation.Suspect whole) {
    List<NDArray> inputs = node.inputs().stream().map(this::value).toList();
    Optional<Interior> interior = Interior.of(node, inputs);
    List<Localisation.Suspect> parts =
        interior.stream()
            .map(in -> new Localiser(in.graph(), in.arguments(), settings).localise())
            .flatMap(found -> found.suspects().stream())
            .map(part -> part.in(node.op().name()))
            .toList();
    boolean stops =
        interior
            .map(in -> Depths.nodes(in.graph()).stream().anyMatch(Localiser::isStop))
            .orElse(false);
    return parts.isEmpty() && !stops ? List.of(whole) : parts;
  }
}
