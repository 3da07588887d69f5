package dev.adjoint;

import static dev.adjoint.graph.Tensor.constant;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/// A random function of two tensors to one of the same type, with loops, choices and
/// transformations nested in it up to three deep.
///
/// @param shape the shape of the tensors
/// @param choices the decisions that the formula is made of, see [RandomFormulas]
/// @param formula the formula
record RandomProgram(Shape shape, List<Integer> choices, Formula formula) {
  static final int DEPTH = 3;

  private static final List<Shape> SHAPES =
      List.of(Shape.SCALAR, Shape.of(2), Shape.of(1), Shape.of(3), Shape.of(2, 2));

  /// {@return programs}
  ///
  /// @param honest whether all derivatives are those of the numbers: nothing is held constant
  static Arbitrary<RandomProgram> of(boolean honest) {
    Arbitrary<List<Integer>> choices =
        Arbitraries.integers()
            .between(0, 9999)
            .withDistribution(RandomDistribution.uniform())
            .list()
            .ofMinSize(12)
            .ofMaxSize(56)
            .withSizeDistribution(RandomDistribution.uniform());
    return Combinators.combine(Arbitraries.of(SHAPES), choices)
        .as((shape, list) -> of(shape, honest, list));
  }

  /// {@return the program of some decisions, to run one again}
  static RandomProgram of(Shape shape, boolean honest, List<Integer> choices) {
    return new RandomProgram(shape, choices, new RandomFormulas(choices, honest).formula(2, DEPTH));
  }

  Tensor apply(List<Tensor> xs) {
    return formula.at(xs);
  }

  /// A number for the value: the sum, with a weight for each element.
  Tensor total(List<Tensor> xs) {
    return apply(xs).times(constant(number(1000))).sum();
  }

  /// {@return numbers for the arguments}
  List<Tensor> point() {
    return List.of(constant(number(0)), constant(number(1)));
  }

  /// {@return other numbers of the arguments' type}
  NDArray number(int seed) {
    double[] values = new Random(seed).doubles(shape.count(), -1.3, 1.3).toArray();
    return NDArray.wrap(new TensorType(DType.FLOAT64, shape), values);
  }

  @Override
  public String toString() {
    return "(x0, x1: f64%s) -> %s from %s".formatted(shape, formula, choices);
  }
}
