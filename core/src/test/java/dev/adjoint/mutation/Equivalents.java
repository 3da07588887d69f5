package dev.adjoint.mutation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The mutants that no test can catch, as they change nothing: each with the reason.
final class Equivalents {
  /// By the mutants' names.
  static final Map<String, String> REASONS;

  static {
    var reasons = new Reasons(new LinkedHashMap<>());
    clips(reasons);
    symmetries(reasons);
    spared(reasons);
    broadcasts(reasons);
    conditions(reasons);
    REASONS = Collections.unmodifiableMap(reasons.byName());
  }

  private Equivalents() {}

  private record Reasons(Map<String, String> byName) {
    void because(String reason, String... names) {
      for (String name : names) {
        byName.put(name, reason);
      }
    }
  }

  private static void clips(Reasons reasons) {
    for (var rule : new String[] {"Gaussian", "Gelu", "GeluTanh"}) {
      reasons.because(
          "the bounds may lie anywhere between where the density is 0 and where x² is infinite",
          rule + ".derivative: Clip.of(x, -64, 64) → Clip.of(x, -63, 64)",
          rule + ".derivative: Clip.of(x, -64, 64) → Clip.of(x, -65, 64)",
          rule + ".derivative: Clip.of(x, -64, 64) → Clip.of(x, -64, 65)",
          rule + ".derivative: Clip.of(x, -64, 64) → Clip.of(x, -64, 63)");
    }
    reasons.because(
        "the bounds may lie anywhere beyond where the sigmoid is 0 or 1",
        "Silu.derivative: Clip.of(x, -800, 800) → Clip.of(x, -799, 800)",
        "Silu.derivative: Clip.of(x, -800, 800) → Clip.of(x, -801, 800)",
        "Silu.derivative: Clip.of(x, -800, 800) → Clip.of(x, -800, 801)",
        "Silu.derivative: Clip.of(x, -800, 800) → Clip.of(x, -800, 799)");
    reasons.because(
        "about the least normal number 1/a is finite, and the next derivative, ln a / a, is not",
        "Pow.byBase: a.dtype() == FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL → a.dtype() == FLOAT32 ? (2 * Float.MIN_NORMAL) : Double.MIN_NORMAL",
        "Pow.byBase: a.dtype() == FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL → a.dtype() == FLOAT32 ? Float.MIN_NORMAL : (2 * Double.MIN_NORMAL)",
        "Pow.byBase: Less.of(a.abs(), tiny) → LessEqual.of(a.abs(), tiny)");
    reasons.because(
        "no norm is of a finite order above half of the largest number",
        "Norm.pullback: Double.isInfinite(p) → Double.isInfinite((2 * p))");
  }

  private static void symmetries(Reasons reasons) {
    reasons.because(
        "what is asked of a is asked beside a = b",
        "LogAddExp.derivative: IsInf.of(a) → IsInf.of(b)");
    reasons.because("y is positive where x is", "Relu.derivative: positive(y) → positive(x)");
    reasons.because(
        "a sum over two axes does not depend on their order",
        "Cofactors.pullback: Sum.of(c.times(cBar), -2, -1) → Sum.of(c.times(cBar), -1, -2)");
    reasons.because(
        "the matrix is square", "Expm.pullback: a.shape().size(-1) → a.shape().size(-2)");
    reasons.because(
        "a matrix and its transpose have one diagonal",
        "MatrixParts.mirrorLower: below >= 0 → below > 0",
        "MatrixParts.mirrorLower: below >= 0 → below >= 1");
    reasons.because(
        "the two new axes have one size",
        "MatrixParts.diagonal: v.shape().rank() - 1 → v.shape().rank() - 0");
    reasons.because(
        "nothing is moved by 0 places",
        "Shift.of: places > 0 → places >= 0",
        "Shift.of: places > 0 → places >= 0 #2");
  }

  /// Ways round work that would change nothing.
  private static void spared(Reasons reasons) {
    reasons.because(
        "a sum over one element is the element",
        "BroadcastTo.pullback: x.shape().size(axis - added) == 1 && shape.size(axis) != 1 → (x.shape().size(axis - added) == 1)");
    reasons.because(
        "the product with the slope 1, which is spared, changes nothing",
        "Clamped.pullback: slope() == 1 ? v : v.times(slope()) → v.times(slope())",
        "Clamped.pullback: slope() == 1 → slope() == 2",
        "Clamped.pullback: slope() == 1 → slope() == 0");
    reasons.because(
        "the general rule says the same of the order 1, in more steps",
        "Norm.pullback: (p == 1) → (false)",
        "Norm.pullback: p == 1 → (2 * p) == 1",
        "Norm.pullback: p == 1 → p == 0");
    reasons.because(
        "over no axes the product of the others is 1",
        "Prod.pullback: axes.isEmpty() ? kept : kept.times(ofTheOthers(x)) → kept.times(ofTheOthers(x))");
    reasons.because(
        "of an axis with one element or none start and step say nothing; 0 and 1 let slices merge",
        "Pad.pullback: pick(x, lows, 0, 0) → pick(x, lows, 0, 1)",
        "Pad.pullback: pick(x, interiors.stream().map(n -> n + 1).toList(), 1, 1) → pick(x, interiors.stream().map(n -> n + 1).toList(), 0, 1)",
        "Pad.pullback: pick(x, interiors.stream().map(n -> n + 1).toList(), 1, 1) → pick(x, interiors.stream().map(n -> n + 1).toList(), 1, 2)",
        "Pad.pick: x.size(k) > least ? values.get(k) : substitute → values.get(k)",
        "Pad.pick: x.size(k) > least → x.size(k) >= least",
        "Pad.pick: x.size(k) > least → x.size(k) > substitute",
        "Pad.pick: x.size(k) > least ? values.get(k) : substitute → x.size(k) > least ? values.get(k) : least");
  }

  private static void broadcasts(Reasons reasons) {
    reasons.because(
        "the arithmetic that follows broadcasts too",
        "Norm.kept: y.reshape(x.shape().withOnes(axes).toArray()).broadcastTo(x.shape()) → y.reshape(x.shape().withOnes(axes).toArray())",
        "Scatter.winners: Equal.of(last, own).reshape(sizes).broadcastTo(inputs.get(2).shape()) → Equal.of(last, own).reshape(sizes)");
  }

  private static void conditions(Reasons reasons) {
    reasons.because(
        "no step is 0",
        "Slice.pullback: steps.get(k) < 0 → steps.get(k) <= 0",
        "Slice.pullback: steps.get(k) < 0 → steps.get(k) < 1");
    reasons.because(
        "a view is linear: its pullback reads nothing of the input but the type",
        "BatchedView.pullback: List.of(x, yBar) → List.of(yBar, yBar)");
    reasons.because(
        "each place that is read was written before",
        "Scatter.winners: Tensor.zeros(TensorType.i32(inputs.getFirst().shape().size(axis))) → Tensor.ones(TensorType.i32(inputs.getFirst().shape().size(axis)))");
  }
}
