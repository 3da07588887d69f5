package dev.adjoint.draw;

import dev.adjoint.graph.Graph;
import java.util.List;
import java.util.stream.IntStream;

/// A picture of a graph: boxes for the nodes with op, type and, in the tooltip, the source line;
/// composites are one box; what belongs to a gradient has another ground and stands beside the
/// function, flowing up.
///
/// ```java
/// Files.writeString(Path.of("loss.svg"), Drawing.of(trace(grad(loss), x)).svg());
/// ```
///
/// For graphs up to some thousands of nodes; a larger one is no picture any more.
public final class Drawing {
  private final Graph graph;
  private final List<String> inputs;
  private final List<String> outputs;
  private final boolean sources;

  private Drawing(Graph graph, List<String> inputs, List<String> outputs, boolean sources) {
    this.graph = graph;
    this.inputs = inputs;
    this.outputs = outputs;
    this.sources = sources;
  }

  /// {@return a picture of a graph}
  ///
  /// @param graph the graph
  public static Drawing of(Graph graph) {
    return new Drawing(
        graph, numbered("x", graph.inputs().size()), numbered("y", graph.outputs().size()), true);
  }

  private static List<String> numbered(String name, int count) {
    return count == 1 ? List.of(name) : IntStream.range(0, count).mapToObj(k -> name + k).toList();
  }

  /// {@return the same picture with names for inputs and outputs; `Tree.names` gives those of the
  /// parts of a record}
  ///
  /// @param inputs a name for each input
  /// @param outputs a name for each output
  /// @throws IllegalArgumentException if there are more or fewer names than inputs or outputs
  public Drawing withNames(List<String> inputs, List<String> outputs) {
    if (inputs.size() != graph.inputs().size() || outputs.size() != graph.outputs().size()) {
      throw new IllegalArgumentException(
          "a drawing of %d inputs and %d outputs was given %d and %d names"
              .formatted(
                  graph.inputs().size(), graph.outputs().size(), inputs.size(), outputs.size()));
    }
    return new Drawing(graph, List.copyOf(inputs), List.copyOf(outputs), sources);
  }

  /// {@return the same picture without the lines of the program, so that it stays the same when
  /// they move}
  public Drawing withoutSources() {
    return new Drawing(graph, inputs, outputs, false);
  }

  /// {@return the picture as SVG, complete in itself}
  public String svg() {
    return Svg.of(picture());
  }

  /// {@return the picture as a page to pan and zoom, complete in itself}
  public String html() {
    return Html.of(picture());
  }

  /// {@return the picture in the language of Graphviz}
  public String dot() {
    return Notation.dot(picture());
  }

  /// {@return the picture as a flowchart of Mermaid, which GitHub draws in Markdown}
  public String mermaid() {
    return Notation.mermaid(picture());
  }

  private Picture picture() {
    Picture picture = Picture.of(graph, inputs, outputs);
    return sources ? picture : picture.withoutSources();
  }
}
