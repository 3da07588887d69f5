package dev.adjoint.autodiff;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// The transformations of graphs: what the library's front door calls.
public final class Transformations {
  private Transformations() {}

  /// Values and tangents of a function's outputs.
  ///
  /// @param values the values
  /// @param tangents the tangents, of the types of the values
  public record Pushed(List<Tensor> values, List<Tensor> tangents) {}

  /// Forward mode: `ẏ = ∂y/∂x · ẋ`.
  ///
  /// @param graph the function
  /// @param arguments what stands for its inputs
  /// @param tangents a tangent for each input, of its type
  /// @return the values and the tangents of the outputs
  public static Pushed jvp(Graph graph, List<Tensor> arguments, List<Tensor> tangents) {
    var duals = ForwardMode.pushforward(graph, arguments, tangents);
    return new Pushed(
        duals.stream().map(ForwardMode.Dual::value).toList(),
        duals.stream().map(ForwardMode.Dual::filled).toList());
  }

  /// Forward mode where one input moves: what does not depend on it has no tangent to compute.
  ///
  /// @param graph the function
  /// @param input the input that moves
  /// @param tangent its tangent
  /// @return the tangents of the outputs
  public static List<Tensor> jvp(Graph graph, Tensor input, Tensor tangent) {
    List<Optional<Tensor>> moving =
        graph.inputs().stream().map(x -> Optional.of(tangent).filter(_ -> x == input)).toList();
    ForwardMode forward = ForwardMode.of(graph, graph.inputs(), moving);
    return graph.outputs().stream().map(y -> forward.dual(y).filled()).toList();
  }

  /// Reverse mode: `x̄ = ȳ · ∂y/∂x`, as formulas of the graph's own inputs. Outputs that are not
  /// floating take no part.
  ///
  /// @param graph the function
  /// @param cotangents a cotangent for each output, of its type
  /// @return a cotangent for each input
  public static List<Tensor> pullback(Graph graph, List<Tensor> cotangents) {
    return ReverseMode.pullback(graph.outputs(), cotangents, graph.inputs());
  }

  /// The function of every element of a batch.
  ///
  /// @param graph the function of one element
  /// @param arguments a batch for each input, with one more axis in front
  /// @param size the number of elements
  /// @return a batch for each output
  public static List<Tensor> vmap(Graph graph, List<Tensor> arguments, int size) {
    List<Boolean> mapped = arguments.stream().map(_ -> true).toList();
    return Batching.of(graph, arguments, mapped, size).whole(graph.outputs());
  }
}
