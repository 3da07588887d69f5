package dev.adjoint.check;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a [NumberHunt] found; nothing, if all numbers are good.
///
/// ```
/// Log made -Infinity at [1] of good numbers
///   Log[] of f64[3] is f64[3]
///   at Model.java:31, in the gradient of Pow
///   input 0 at [1]: 0.0
///   1 of 3 elements not finite
/// ```
///
/// @param findings the ops that made bad numbers of good ones, in the order of computation
public record NumberReport(List<Finding> findings) {
  /// Keeps a copy of the list.
  public NumberReport {
    findings = List.copyOf(findings);
  }

  /// {@return whether nothing was found}
  public boolean isClean() {
    return findings.isEmpty();
  }

  /// {@return the op that was the first, in the order of computation}
  public Optional<Finding> first() {
    return findings.stream().findFirst();
  }

  /// Does nothing if all numbers are good.
  ///
  /// @throws AssertionError with the text of the findings, if there are any
  public void orThrow() {
    if (!isClean()) {
      throw new AssertionError(toString());
    }
  }

  /// {@return the findings, one below the other}
  @Override
  public String toString() {
    return isClean()
        ? "all numbers are good"
        : findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
  }

  /// What a hunt takes for a bad number.
  public enum Bad {
    /// NaN and the infinities.
    NOT_FINITE("not finite"),
    /// NaN alone.
    NAN("NaN");

    private final String text;

    Bad(String text) {
      this.text = text;
    }

    boolean test(double x) {
      return this == NAN ? Double.isNaN(x) : !Double.isFinite(x);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /// An op that made a NaN or an infinity out of good numbers.
  ///
  /// @param node the op and where it was applied; a leaf, if an argument or a constant is bad
  /// @param inputs the numbers it was given
  /// @param output the numbers it made
  /// @param element the row-major number of the first bad element
  /// @param bad what was taken for bad
  public record Finding(Node node, List<NDArray> inputs, NDArray output, int element, Bad bad) {
    /// Keeps a copy of the list.
    public Finding {
      inputs = List.copyOf(inputs);
    }

    /// {@return the bad number}
    public double value() {
      return output.value(element);
    }

    /// {@return the position of the bad number along each axis}
    public List<Integer> position() {
      int[] index = new int[output.shape().rank()];
      int rest = element;
      for (int axis = index.length - 1; axis >= 0; axis--) {
        index[axis] = rest % output.shape().size(axis);
        rest /= output.shape().size(axis);
      }
      return Arrays.stream(index).boxed().toList();
    }

    /// {@return the report of this op, over several lines}
    @Override
    public String toString() {
      var lines = new ArrayList<String>();
      lines.add(headline());
      if (!(node.op() instanceof Leaf)) {
        lines.add(typeLine());
      }
      node.source().line().ifPresent(_ -> lines.add("at " + node.source()));
      for (int k = 0; k < inputs.size(); k++) {
        lines.add("input " + k + numbers(inputs.get(k)));
      }
      lines.add("%d of %d elements %s".formatted(count(), output.count(), bad));
      return String.join("\n  ", lines);
    }

    private String headline() {
      String who =
          switch (node.op()) {
            case Leaf.Variable _ -> "an argument";
            case Leaf.Constant _ -> "a constant";
            default -> node.op().name();
          };
      return node.op() instanceof Leaf
          ? "%s %s is %s at %s".formatted(who, output.type(), value(), position())
          : "%s made %s at %s of good numbers".formatted(who, value(), position());
    }

    private String typeLine() {
      String types =
          inputs.stream()
              .map(NDArray::type)
              .map(TensorType::toString)
              .collect(Collectors.joining(", "));
      return "%s of %s is %s".formatted(node.op(), types, output.type());
    }

    private String numbers(NDArray x) {
      if (node.op() instanceof Elementwise) {
        return " at " + position() + ": " + x.value(element);
      }
      var range = IntStream.range(0, x.count()).mapToDouble(x::value).summaryStatistics();
      return ": %s to %s".formatted(range.getMin(), range.getMax());
    }

    private long count() {
      return IntStream.range(0, output.count()).filter(i -> bad.test(output.value(i))).count();
    }
  }
}
