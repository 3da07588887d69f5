package dev.adjoint.examples.calculus;

import static dev.adjoint.Adjoint.checkpoint;
import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.iterate;
import static dev.adjoint.Adjoint.program;
import static dev.adjoint.graph.Tensor.constant;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Sin;
import dev.adjoint.random.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/// A chain of `n` layers in `√n` pieces, of which each is computed again when its derivative is
/// wanted: the gradient is the same, and its memory grows as `√n`.
final class Checkpoints implements Study {
  private static final int SIZE = 100;
  private static final Pattern ARENA = Pattern.compile("arena ([\\d,]+) bytes");

  private final Tensor x = constant(Key.of(1).normal(TensorType.f64(SIZE)));

  private static Tensor layers(Tensor x, int count, int all) {
    return iterate(count, (Tensor y) -> y.plus(Sin.of(y.times(1.5)).div(all)), x);
  }

  private static Tensor kept(Tensor x, int root) {
    return layers(x, root * root, root * root).squared().sum();
  }

  private static Tensor again(Tensor x, int root) {
    Function<Tensor, Tensor> piece = checkpoint(y -> layers(y, root, root * root));
    return iterate(root, piece::apply, x).squared().sum();
  }

  @Override
  public String title() {
    return "checkpoints in chains of layers";
  }

  @Override
  public List<Check> checks() {
    var checks = new ArrayList<Check>();
    for (int root : new int[] {10, 20, 40, 100}) {
      checks.add(
          Check.of(
              "gradient of %,d layers, kept and again".formatted(root * root),
              compile(grad((Tensor t) -> again(t, root))).apply(x),
              compile(grad((Tensor t) -> kept(t, root))).apply(x),
              0));
    }
    checks.add(Check.of("order of the memory, kept", order(Checkpoints::kept), 1, 0.05));
    checks.add(Check.of("order of the memory, again", order(Checkpoints::again), 0.5, 0.05));
    return checks;
  }

  private interface Chain {
    Tensor of(Tensor x, int root);
  }

  /// The `p` of `bytes ~ nᵖ` between 1,600 and 40,000 layers, where what does not grow is small.
  private double order(Chain chain) {
    return Math.log((double) bytes(chain, 200) / bytes(chain, 40)) / Math.log(25);
  }

  /// The arena in the last line of the listing, which counts those of the loops' bodies.
  private long bytes(Chain chain, int root) {
    String listing = program(grad((Tensor t) -> chain.of(t, root)), x);
    return ARENA
        .matcher(listing)
        .results()
        .map(found -> found.group(1).replace(",", ""))
        .mapToLong(Long::parseLong)
        .reduce(0, (_, last) -> last);
  }

  @Override
  public List<Race> races() {
    Function<Tensor, Tensor> keeps = grad(t -> kept(t, 100));
    Function<Tensor, Tensor> repeats = grad(t -> again(t, 100));
    return List.of(Race.of("gradient of 10,000 layers, again by kept", keeps, repeats, x));
  }
}
