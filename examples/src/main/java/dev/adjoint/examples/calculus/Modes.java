package dev.adjoint.examples.calculus;

import static dev.adjoint.Adjoint.jacobian;

import dev.adjoint.Mode;
import dev.adjoint.graph.Tensor;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A derivative inside of a function that is itself differentiated: all four combinations of
/// forward and reverse mode.
///
/// @param inner the mode of the derivative inside
/// @param outer the mode of the derivative of it all
record Modes(Mode inner, Mode outer) {
  static Stream<Modes> all() {
    return Stream.of(Mode.values())
        .flatMap(inner -> Stream.of(Mode.values()).map(outer -> new Modes(inner, outer)));
  }

  UnaryOperator<Tensor> inner(Function<Tensor, Tensor> f) {
    return jacobian(f, inner)::apply;
  }

  UnaryOperator<Tensor> outer(Function<Tensor, Tensor> f) {
    return jacobian(f, outer)::apply;
  }

  @Override
  public String toString() {
    return "%s inside, %s outside".formatted(inner, outer).toLowerCase(java.util.Locale.ROOT);
  }
}
