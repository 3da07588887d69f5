package dev.adjoint.graph;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// An op was applied to operands that break its type rule. The first line of the message says which
/// rule and the way out; the next ones say where the op was applied and where each operand was
/// built:
///
/// ```
/// matmul of f32[100,784] and f32[10,784]: inner sizes 784 and 10 differ
///   at Xor.java:31 (this matmul)
///   left operand f32[100,784] built at Xor.java:28
///   right operand f32[10,784] built at Xor.java:29
/// ```
public final class TypeRuleException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /// Past this many operands the message names no more of them.
  private static final int NAMED = 8;

  /// A tensor that takes part in a mistake.
  ///
  /// @param role as what, such as `left operand` or `tangent`
  /// @param tensor the tensor
  public record Part(String role, Tensor tensor) {
    /// {@return tensors that take part as the same; numbered, if there are several}
    ///
    /// @param role as what
    /// @param tensors the tensors
    public static List<Part> all(String role, List<Tensor> tensors) {
      return IntStream.range(0, tensors.size())
          .mapToObj(k -> new Part(tensors.size() == 1 ? role : role + " " + k, tensors.get(k)))
          .toList();
    }

    private String line() {
      return "%s %s built at %s".formatted(role, tensor.type(), tensor.node().source());
    }
  }

  private TypeRuleException(String message) {
    super(message);
  }

  /// The error of something that is no op: a transformation, a loop.
  ///
  /// @param name its name, such as `vmap`
  /// @param rule the first line of the message
  /// @param parts the tensors that broke the rule
  /// @return the exception to throw
  public static TypeRuleException of(String name, String rule, List<Part> parts) {
    return new TypeRuleException(message(rule, name, parts));
  }

  /// Runs a check of operands. If it is not passed, the error also says where they were built.
  ///
  /// @param op the name of the op
  /// @param operands the operands
  /// @param check the check
  /// @param <T> the type of its result
  /// @return its result
  /// @throws TypeRuleException if the check throws an `IllegalArgumentException`
  public static <T> T locate(String op, List<Tensor> operands, Supplier<T> check) {
    try {
      return check.get();
    } catch (IllegalArgumentException e) {
      throw located(op, operands, e);
    }
  }

  /// {@return the error of a check that was not passed; it also says where the operands were built}
  static TypeRuleException located(String op, List<Tensor> operands, IllegalArgumentException e) {
    if (e instanceof TypeRuleException known) {
      return known;
    }
    String rule = String.valueOf(e.getMessage());
    var located =
        new TypeRuleException(message(rule, op.toLowerCase(Locale.ROOT), operands(operands)));
    located.setStackTrace(e.getStackTrace());
    return located;
  }

  private static String message(String rule, String name, List<Part> parts) {
    return rule
        + Source.here().mark(name)
        + parts.stream()
            .limit(NAMED)
            .filter(part -> part.tensor().node().source().line().isPresent())
            .map(part -> "\n  " + part.line())
            .collect(Collectors.joining());
  }

  private static List<Part> operands(List<Tensor> operands) {
    return IntStream.range(0, operands.size())
        .mapToObj(k -> new Part(name(k, operands.size()), operands.get(k)))
        .toList();
  }

  private static String name(int operand, int count) {
    return switch (count) {
      case 1 -> "operand";
      case 2 -> operand == 0 ? "left operand" : "right operand";
      default -> "operand " + operand;
    };
  }
}
