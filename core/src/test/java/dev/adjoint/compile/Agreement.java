package dev.adjoint.compile;

import static dev.adjoint.graph.Tensor.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/// Compiled programs against the interpreter, and arrays for them.
final class Agreement {
  private Agreement() {}

  /// Holds what a program gives to what the interpreter does, up to 1e-12 of it.
  static void agree(Function<Tensor, List<Tensor>> f, NDArray x) {
    Tensor variable = variable(x.type());
    Graph graph = Graph.of(List.of(variable), f.apply(variable));
    List<NDArray> compiled = Compiler.compile(graph).run(List.of(x));
    List<NDArray> interpreted = Interpreter.run(graph, List.of(x));
    for (int k = 0; k < compiled.size(); k++) {
      assertThat(compiled.get(k).type()).isEqualTo(interpreted.get(k).type());
      double[] expected = interpreted.get(k).toDoubleArray();
      double[] actual = compiled.get(k).toDoubleArray();
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i])
            .isCloseTo(
                expected[i],
                org.assertj.core.data.Offset.offset(1e-12 * (1 + Math.abs(expected[i]))));
      }
    }
  }

  /// Normal numbers.
  static NDArray normal(int seed, int... sizes) {
    var random = new Random(seed);
    return filled(random::nextGaussian, sizes);
  }

  /// Whole numbers from −4 to 4.
  static NDArray whole(int seed, int... sizes) {
    var random = new Random(seed);
    return filled(() -> random.nextInt(9) - 4, sizes);
  }

  private static NDArray filled(DoubleSupplier next, int... sizes) {
    double[] values = new double[Shape.of(sizes).count()];
    java.util.Arrays.setAll(values, i -> next.getAsDouble());
    return NDArray.wrap(TensorType.f64(sizes), values);
  }
}
