package dev.adjoint;

import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.TypeRuleException;
import dev.adjoint.graph.TypeRuleException.Part;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Errors of the front door: the rule and the way out, the line of the call, and the lines that
/// built the tensors that broke the rule.
final class Misuse {
  private Misuse() {}

  /// Checks that an argument is a tree: anything else is carried along unchanged, and a derivative
  /// by it would silently be itself.
  ///
  /// @param name the name of the transformation
  /// @param argument the argument
  static void checkTree(String name, Object argument) {
    if (Form.of(argument) instanceof Form.Fixed) {
      throw of(
          name,
          "%s: the argument is a %s, in which no tensors are seen; give a tensor, or a record, list or map of tensors"
              .formatted(name, argument.getClass().getSimpleName()));
    }
  }

  /// {@return the tensors of a tree, each with its path: `tangent slope`}
  ///
  /// @param role what the tree is to the call
  /// @param tree the tree
  static List<Part> parts(String role, Object tree) {
    List<String> names = Tree.names(tree);
    var tensors = Tree.tensors(tree);
    return IntStream.range(0, names.size())
        .mapToObj(
            k -> new Part(names.size() == 1 ? role : role + " " + names.get(k), tensors.get(k)))
        .toList();
  }

  /// {@return the exception to throw}
  ///
  /// @param name the name of the transformation
  /// @param rule the first line of the message
  /// @param parts the tensors
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  static IllegalArgumentException of(String name, String rule, List<Part>... parts) {
    return TypeRuleException.of(name, rule, Stream.of(parts).flatMap(List::stream).toList());
  }

  /// {@return a tree in words: its tensors' types, those of a record or list with their paths}
  ///
  /// @param tree the tree
  static String types(Object tree) {
    List<String> names = Tree.names(tree);
    var tensors = Tree.tensors(tree);
    if (tree instanceof Tensor x) {
      return x.type().toString();
    }
    return IntStream.range(0, names.size())
        .mapToObj(k -> names.get(k) + ": " + tensors.get(k).type())
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
