package dev.adjoint.op;

import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.TypeRuleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Einstein's summation: products of operands, summed over every index that the output does not
/// name. `ij,jk->ik` is the matrix product, `ii->` the trace, `ij->ji` the transpose.
///
/// NumPy's notation: a letter for each axis of each operand; a letter twice in one operand takes
/// the diagonal; `...` stands for any further axes, which broadcast; without `->` the output has
/// the letters that stand once, in alphabetical order, after `...`. Axes with one letter have one
/// size. Dtypes: f32, f64 or i32 (wraps), all the same, kept. Derivative: that of the expansion.
///
/// Expands to [Diagonal], [Sum], [Transpose], [Reshape] and [MatMul] (products that sum nothing,
/// and those of i32, to [Mul]). Of several operands those two are multiplied first whose product is
/// smallest. Source: Smith and Gray, *opt_einsum*, Journal of Open Source Software 3(26), 2018.
///
/// @param formula the formula, with an output and without ellipsis
public record Einsum(String formula) implements Composite {
  /// {@return the sum of products}
  ///
  /// @param formula the formula in NumPy's notation
  /// @param xs the operands, at least one
  /// @throws IllegalArgumentException if the formula cannot be read or does not fit the operands
  public static Tensor of(String formula, Tensor... xs) {
    var read =
        TypeRuleException.locate(
            "einsum",
            List.of(xs),
            () -> new Einsum(formula).read(Stream.of(xs).map(Tensor::type).toList()));
    List<Labelled> operands = labelled(read, List.of(xs));
    for (int label : read.dots().chars().toArray()) {
      int size = common(operands, label);
      operands = operands.stream().map(x -> x.narrow(label, size)).toList();
    }
    List<String> labels = operands.stream().map(Labelled::labels).toList();
    var op = new Einsum(new Subscripts(labels, read.output(), "").toString());
    return Tensor.of(op, operands.stream().map(Labelled::x).toArray(Tensor[]::new));
  }

  private static int common(List<Labelled> operands, int label) {
    return operands.stream()
        .filter(x -> x.labels().indexOf(label) >= 0)
        .mapToInt(x -> x.size(label))
        .filter(size -> size != 1)
        .findFirst()
        .orElse(1);
  }

  private static List<Labelled> labelled(Subscripts read, List<Tensor> xs) {
    return IntStream.range(0, xs.size())
        .mapToObj(k -> new Labelled(xs.get(k), read.inputs().get(k)))
        .toList();
  }

  private Subscripts read(List<TensorType> types) {
    try {
      return Subscripts.of(formula, types.stream().map(TensorType::rank).toList());
    } catch (IllegalArgumentException e) {
      throw error(types, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    Subscripts read = read(inputs);
    if (!read.toString().equals(formula)) {
      throw error(inputs, "%s is not written out; use Einsum.of".formatted(formula));
    }
    TypeRule.sameDType(this, inputs);
    TensorType first = inputs.getFirst();
    TypeRule.numeric(this, inputs);
    int[] sizes = read.output().chars().map(label -> size(inputs, read, label)).toArray();
    String summed = Labelled.without(String.join("", read.inputs()), read.output());
    summed.chars().forEach(label -> size(inputs, read, label));
    return List.of(first.withShape(Shape.of(sizes)));
  }

  /// The size of all axes with a label.
  private int size(List<TensorType> inputs, Subscripts read, int label) {
    int first = -1;
    int known = -1;
    for (int k = 0; k < inputs.size(); k++) {
      String labels = read.inputs().get(k);
      for (int axis = 0; axis < labels.length(); axis++) {
        int size = inputs.get(k).shape().size(axis);
        if (labels.charAt(axis) == label && first >= 0 && size != known) {
          throw error(
              inputs,
              "index %c of %s is %d in operand %d and %d in operand %d"
                  .formatted(label, formula, known, first, size, k));
        }
        if (labels.charAt(axis) == label && first < 0) {
          first = k;
          known = size;
        }
      }
    }
    return known;
  }

  @Override
  public Optional<Composite> batched() {
    int arrow = formula.indexOf("->");
    String label = Subscripts.fresh(formula, 1);
    String inputs = label + formula.substring(0, arrow).replace(",", "," + label);
    return Optional.of(new Einsum(inputs + "->" + label + formula.substring(arrow + 2)));
  }

  @Override
  public Tensor expand(List<Tensor> inputs) {
    Subscripts read = read(inputs.stream().map(Tensor::type).toList());
    List<Labelled> operands = new ArrayList<>(labelled(read, inputs));
    for (int k = 0; k < operands.size(); k++) {
      Labelled x = operands.remove(k);
      operands.add(k, x.diagonal().sum(read.output() + labels(operands)));
    }
    while (operands.size() > 1) {
      multiplySmallest(operands, read.output());
    }
    return operands.getFirst().sum(read.output()).inOrder(read.output()).x();
  }

  private static String labels(List<Labelled> operands) {
    return operands.stream().map(Labelled::labels).collect(Collectors.joining());
  }

  private static void multiplySmallest(List<Labelled> operands, String output) {
    long least = Long.MAX_VALUE;
    int left = 0;
    int right = 1;
    for (int i = 0; i < operands.size(); i++) {
      for (int j = i + 1; j < operands.size(); j++) {
        long count = count(operands, i, j, output);
        if (count < least) {
          least = count;
          left = i;
          right = j;
        }
      }
    }
    Labelled b = operands.remove(right);
    Labelled a = operands.remove(left);
    operands.add(a.times(b, output + labels(operands)));
  }

  /// How many elements the product of two operands has.
  private static long count(List<Labelled> operands, int i, int j, String output) {
    Labelled a = operands.get(i);
    Labelled b = operands.get(j);
    List<Labelled> others = new ArrayList<>(operands);
    others.remove(j);
    others.remove(i);
    String kept = output + labels(others);
    String second = Labelled.common(Labelled.without(b.labels(), a.labels()), kept);
    return Math.multiplyExact(a.count(Labelled.common(a.labels(), kept)), (long) b.count(second));
  }
}
