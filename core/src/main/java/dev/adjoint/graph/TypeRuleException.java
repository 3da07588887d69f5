package dev.adjoint.graph;

import java.util.ArrayList;
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

  private TypeRuleException(String rule, List<String> lines, Throwable broken) {
    super(rule + lines.stream().map(line -> "\n  " + line).collect(Collectors.joining()));
    setStackTrace(broken.getStackTrace());
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
    } catch (TypeRuleException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new TypeRuleException(String.valueOf(e.getMessage()), lines(op, operands), e);
    }
  }

  private static List<String> lines(String op, List<Tensor> operands) {
    var lines = new ArrayList<String>();
    Source here = Source.here();
    if (here.line().isPresent()) {
      lines.add("at %s (this %s)".formatted(here, op.toLowerCase(Locale.ROOT)));
    }
    IntStream.range(0, Math.min(operands.size(), NAMED))
        .filter(k -> operands.get(k).node().source().line().isPresent())
        .mapToObj(k -> name(k, operands.size()) + built(operands.get(k)))
        .forEach(lines::add);
    return lines;
  }

  private static String name(int operand, int count) {
    return switch (count) {
      case 1 -> "operand";
      case 2 -> operand == 0 ? "left operand" : "right operand";
      default -> "operand " + operand;
    };
  }

  private static String built(Tensor operand) {
    return " %s built at %s".formatted(operand.type(), operand.node().source());
  }
}
