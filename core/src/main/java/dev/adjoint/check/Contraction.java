package dev.adjoint.check;

import dev.adjoint.Tree;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Makes a function's value one number: `Σ ⟨wₖ, yₖ⟩` with fixed random cotangents `wₖ`, summed in
/// f64.
final class Contraction {
  private static final long SEED = 20;

  private Contraction() {}

  /// A scalar is left as it is.
  static <A> Function<A, Tensor> of(Function<A, ?> f) {
    return x -> contract(Tree.tensors(f.apply(x)));
  }

  private static Tensor contract(List<Tensor> all) {
    List<Tensor> outputs = floating(all);
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException(
          "gradient check of a function to %s: it returns no f32 or f64 tensor, and nothing else has a gradient"
              .formatted(all.stream().map(Tensor::type).toList()));
    }
    if (outputs.size() == 1 && outputs.getFirst().shape().rank() == 0) {
      return outputs.getFirst().cast(DType.FLOAT64);
    }
    var random = new Random(SEED);
    return outputs.stream()
        .map(y -> dot(y, cotangent(y.type(), random)))
        .reduce(Tensor::plus)
        .orElseThrow();
  }

  private static Tensor cotangent(TensorType type, Random random) {
    double[] weights =
        random.doubles(type.count(), 0.5, 1.5).map(w -> random.nextBoolean() ? w : -w).toArray();
    return Tensor.constant(NDArray.wrap(type.withDType(DType.FLOAT64), weights));
  }

  /// The inner product of two tensors of one shape, in f64.
  static Tensor dot(Tensor a, Tensor b) {
    return a.cast(DType.FLOAT64).times(b.cast(DType.FLOAT64)).sum();
  }

  /// The sum of the inner products of tensors in pairs.
  static Tensor dot(List<Tensor> a, List<Tensor> b) {
    return IntStream.range(0, a.size())
        .mapToObj(i -> dot(a.get(i), b.get(i)))
        .reduce(Tensor::plus)
        .orElseThrow();
  }

  static List<Tensor> floating(List<Tensor> tensors) {
    return tensors.stream().filter(x -> x.type().isFloating()).toList();
  }

  static void checkScalar(Graph graph) {
    TensorType type = graph.outputs().getFirst().type();
    if (type.rank() != 0 || !type.isFloating()) {
      throw new IllegalArgumentException(
          "numeric gradient needs a function to f32[] or f64[], but it returned %s; reduce it with sum() or mean()"
              .formatted(type));
    }
  }
}
