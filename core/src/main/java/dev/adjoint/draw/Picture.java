package dev.adjoint.draw;

import static java.util.Objects.requireNonNull;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Cond;
import dev.adjoint.graph.Control;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import dev.adjoint.graph.While;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What there is to see of a graph, without positions: a box for each node, in an order in which
/// every box comes after those it has an arrow from.
///
/// A scalar constant, also one that is repeated to a larger shape, is a box of its own at each use:
/// arrows from one `1.0` to all its uses would cross the whole picture.
record Picture(List<Box> boxes, List<Arrow> arrows) {
  /// One box.
  ///
  /// @param kind what it stands for
  /// @param title the first line
  /// @param detail what stands behind the title, such as the fields of the op; may be empty
  /// @param type the types of the outputs
  /// @param source the line of the program; empty if it is not known
  /// @param gradient whether it belongs to a gradient
  record Box(Kind kind, String title, String detail, String type, String source, boolean gradient) {
    Box withoutSource() {
      return new Box(kind, title, detail, type, "", gradient);
    }
  }

  /// An arrow between two boxes, by their numbers.
  record Arrow(int from, int to) {}

  static Picture of(Graph graph, List<String> inputNames, List<String> outputNames) {
    var builder = new Builder();
    for (int k = 0; k < graph.inputs().size(); k++) {
      builder.input(graph.inputs().get(k), inputNames.get(k));
    }
    graph.nodes().forEach(builder::node);
    for (int k = 0; k < graph.outputs().size(); k++) {
      builder.output(graph.outputs().get(k), outputNames.get(k));
    }
    return new Picture(builder.boxes, builder.arrows);
  }

  Picture withoutSources() {
    return new Picture(boxes.stream().map(Box::withoutSource).toList(), arrows);
  }

  /// The lists as they grow.
  private static final class Builder {
    /// A longer text stands in the tooltip alone.
    private static final int DETAIL = 26;

    private final List<Box> boxes = new ArrayList<>();
    private final List<Arrow> arrows = new ArrayList<>();
    private final Map<Node, Integer> places = new IdentityHashMap<>();
    private final Map<Tensor, String> numbers = new IdentityHashMap<>();

    /// Constants stand beside their use, so they belong to the part that it belongs to.
    private int add(Node node, Kind kind, String title, String detail, String type) {
      boolean gradient = node.source().gradientOf().isPresent();
      String source = node.source().line().map(_ -> node.source().toString()).orElse("");
      boxes.add(new Box(kind, title, detail, type, source, gradient));
      return boxes.size() - 1;
    }

    private int from(Tensor tensor, Node use) {
      String number = numbers.get(tensor);
      return number == null
          ? requireNonNull(places.get(tensor.node()))
          : add(use, Kind.CONSTANT, number, "", tensor.type().toString());
    }

    private void connect(List<Integer> from, int to) {
      from.forEach(box -> arrows.add(new Arrow(box, to)));
    }

    private void input(Tensor tensor, String name) {
      Node node = tensor.node();
      places.put(node, add(node, Kind.INPUT, name, "", tensor.type().toString()));
    }

    private void output(Tensor tensor, String name) {
      Node node = tensor.node();
      int from = from(tensor, node);
      connect(List.of(from), add(node, Kind.OUTPUT, name, "", tensor.type().toString()));
    }

    private void node(Node node) {
      Tensor y = node.outputs().getFirst();
      Optional<String> number = number(node);
      if (number.isPresent()) {
        numbers.put(y, number.get());
      } else if (!places.containsKey(node)) {
        List<Integer> from = node.inputs().stream().map(x -> from(x, node)).toList();
        places.put(node, add(node, Kind.of(node.op()), title(node), detail(node), types(node)));
        connect(from, boxes.size() - 1);
      }
    }

    private Optional<String> number(Node node) {
      return switch (node.op()) {
        case Leaf.Constant(NDArray value) when value.count() == 1 ->
            Optional.of(value.reshape().toString());
        case View _ -> Optional.ofNullable(numbers.get(node.inputs().getFirst()));
        default -> Optional.empty();
      };
    }

    private static String title(Node node) {
      return switch (node.op()) {
        case Leaf.Constant _ -> "constant";
        case Leaf.Variable _ -> "variable";
        default -> node.op().name();
      };
    }

    private static String detail(Node node) {
      return switch (node.op()) {
        case Leaf _ -> "";
        case Control op -> inside(op);
        default -> fields(node);
      };
    }

    /// How much work a loop repeats or a choice chooses from.
    private static String inside(Control op) {
      return switch (op) {
        case Scan(Graph body, _, _, int length, boolean reversed, boolean counted, _) ->
            "%s%d × %s%s"
                .formatted(counted ? "≤ " : "", length, ops(body), reversed ? ", reversed" : "");
        case While(Graph condition, Graph body, _, int limit) ->
            "%s × %s".formatted(limit == 0 ? "n" : "≤ " + limit, ops(condition, body));
        case Cond(Graph whenTrue, Graph whenFalse) ->
            "%s or %s".formatted(ops(whenTrue), ops(whenFalse));
      };
    }

    /// How many ops compute something.
    private static String ops(Graph... graphs) {
      long count =
          Stream.of(graphs)
              .flatMap(graph -> graph.nodes().stream())
              .filter(node -> !(node.op() instanceof Leaf || node.op() instanceof View))
              .count();
      return count + (count == 1 ? " op" : " ops");
    }

    private static String fields(Node node) {
      String shape = "shape=" + node.outputs().getFirst().shape();
      String text = node.op().toString();
      int from = text.indexOf('[');
      String fields = from < 0 ? "" : text.substring(from + 1, text.length() - 1);
      return fields.equals(shape) || fields.length() > DETAIL ? "" : fields;
    }

    private static String types(Node node) {
      List<String> types = node.outputs().stream().map(y -> y.type().toString()).toList();
      return String.join(", ", types);
    }
  }
}
