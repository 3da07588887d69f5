package dev.adjoint.nn.onnx;

import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Cond;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.While;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Loops and choices, whose graphs become graphs of ONNX. What a graph shares with its surroundings
/// it takes from there by its name.
final class ControlRules {
  private static final Value NOTHING = new Value("");

  private ControlRules() {}

  static void addTo(RuleBook.Entries rules) {
    rules.all(
        Scan.class,
        (op, call) ->
            op.counted() || op.sequences() == 0
                ? CountedLoop.of(op, call).write()
                : scan(op, call));
    rules.all(While.class, ControlRules::loop);
    rules.all(Cond.class, ControlRules::choice);
    rules.named(
        "dev.adjoint.autodiff.Barrier",
        (_, call) -> call.inputs().subList(0, call.node().outputs().size()));
  }

  private static List<Value> scan(Scan op, Call call) {
    Graph step = op.step();
    GraphWriter writer = call.writer().inner();
    var body = new Body(writer);
    int own = op.carries() + op.sequences();
    List<Value> inputs = new ArrayList<>();
    for (Tensor input : step.inputs().subList(0, own)) {
      inputs.add(body.input(input.type()));
    }
    inputs.addAll(call.inputs().subList(own, call.inputs().size()));
    List<Value> ys = writer.write(step, inputs);
    body.outputs(ys, step.outputs().stream().map(Tensor::type).toList());
    List<Integer> directions = directions(op.reversed(), op.sequences());
    Attributes attributes =
        Attributes.of("num_scan_inputs", op.sequences())
            .with("scan_input_directions", directions)
            .with("scan_output_directions", directions(op.reversed(), ys.size() - op.carries()))
            .with("body", body.graph());
    return call.makeAll("Scan", ys.size(), attributes, call.inputs().subList(0, own));
  }

  private static List<Integer> directions(boolean reversed, int count) {
    return Collections.nCopies(count, reversed ? 1 : 0);
  }

  /// Stops after the limit of steps, where Adjoint says that the loop did not end.
  private static List<Value> loop(While op, Call call) {
    List<Value> shared = call.inputs().subList(op.carries(), call.inputs().size());
    List<TensorType> types = op.body().inputTypes().subList(0, op.carries());
    Value limit = op.limit() == 0 ? NOTHING : call.integer(op.limit());
    Value first = call.writer().write(op.condition(), call.inputs()).getFirst();
    GraphWriter writer = call.writer().inner();
    var body = new Body(writer);
    Value number = body.input(ElementType.INT64);
    body.input(ElementType.BOOL);
    List<Value> carries = types.stream().map(body::input).toList();
    body.input(TensorType.of(DType.INT32));
    List<Value> next = writer.write(op.body(), joined(carries, shared));
    Value goesOn = writer.write(op.condition(), joined(next, shared)).getFirst();
    Value count = body.count(number);
    body.outputs(
        joined(joined(List.of(goesOn), next), List.of(count)),
        joined(
            joined(List.of(TensorType.of(DType.BOOL)), types),
            List.of(TensorType.of(DType.INT32))));
    Value zero = call.scalar(DType.INT32, 0);
    List<Value> start = joined(call.inputs().subList(0, op.carries()), List.of(zero));
    return call.makeAll(
        "Loop",
        op.carries() + 1,
        Attributes.none().with("body", body.graph()),
        joined(List.of(limit, first), start));
  }

  static <T> List<T> joined(List<T> a, List<T> b) {
    var joined = new ArrayList<>(a);
    joined.addAll(b);
    return joined;
  }

  private static List<Value> choice(Cond op, Call call) {
    List<Value> inputs = call.inputs().subList(1, call.inputs().size());
    Attributes branches =
        Attributes.none()
            .with("then_branch", branch(op.whenTrue(), call, inputs))
            .with("else_branch", branch(op.whenFalse(), call, inputs));
    int outputs = call.node().outputs().size();
    return call.makeAll("If", outputs, branches, List.of(call.input(0)));
  }

  private static OnnxGraph branch(Graph graph, Call call, List<Value> inputs) {
    GraphWriter writer = call.writer().inner();
    var body = new Body(writer);
    List<Value> ys = writer.write(graph, inputs);
    body.outputs(ys, graph.outputs().stream().map(Tensor::type).toList());
    return body.graph();
  }
}
