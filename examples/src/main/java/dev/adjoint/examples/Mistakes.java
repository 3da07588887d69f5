package dev.adjoint.examples;

import static dev.adjoint.Adjoint.customGradient;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.iterate;
import static dev.adjoint.Adjoint.jacobian;
import static dev.adjoint.Adjoint.jvp;
import static dev.adjoint.Adjoint.scan;
import static dev.adjoint.Adjoint.vmap;
import static dev.adjoint.Adjoint.whileLoop;
import static dev.adjoint.graph.Tensor.constant;
import static dev.adjoint.graph.Tensor.ones;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;

import dev.adjoint.Step;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.NumberHunt;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Conv;
import dev.adjoint.op.Einsum;
import dev.adjoint.op.Gather;
import dev.adjoint.op.Less;
import dev.adjoint.op.Sin;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;

/// A tour of mistakes: each is made, and what Adjoint says to it is printed below the lines of this
/// file that it names.
@Command(name = "mistakes", description = "Makes mistakes and shows what is said to each.")
final class Mistakes implements Runnable {
  private final PrintWriter out;

  Mistakes(PrintWriter out) {
    this.out = out;
  }

  record Cube() implements Elementwise.Unary {
    @Override
    public double apply(double x) {
      return x * x * x;
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
      return x.squared().times(3).cast(DType.FLOAT32);
    }
  }

  record Scaled(Tensor factor) implements Composite {
    @Override
    public Tensor expand(List<Tensor> inputs) {
      return inputs.getFirst().times(factor);
    }
  }

  /// The mistakes, from formulas over transformations to numbers.
  static List<Mistake> all() {
    Tensor x = vector(1, 2, 3);
    Tensor one = scalar(1);
    Tensor images = ones(TensorType.f32(100, 784));
    Tensor weights = ones(TensorType.f32(10, 784));
    Tensor numbers = constant(NDArray.of(new int[] {0, 5}));
    Function<Tensor, Tensor> half = c -> whileLoop(Mistakes::isSmall, (Tensor t) -> t.times(2), c);
    return List.of(
        new Mistake("Matrices that do not fit", () -> images.matmul(weights)),
        new Mistake("Shapes that do not broadcast", () -> x.plus(vector(1, 2))),
        new Mistake("Two dtypes", () -> x.times(x.cast(DType.FLOAT32))),
        new Mistake("A function that integers have not", () -> Sin.of(numbers)),
        new Mistake("A reshape that does not fit", () -> x.reshape(2, -1)),
        new Mistake("An axis that is not there", () -> x.mean(1)),
        new Mistake("A slice that goes too far", () -> x.slice(0, 1, 7)),
        new Mistake("A letter too many", () -> Einsum.of("ij,kj->ikl", images, weights)),
        new Mistake("A batch without channels", () -> Conv.of(images, weights)),
        new Mistake("An index that is not there", () -> Gather.of(x, numbers, 0)),
        new Mistake("The gradient of a vector", () -> grad(Tensor::squared).apply(x)),
        new Mistake("The Jacobian of integers", () -> jacobian(Mistakes::whole).apply(x)),
        new Mistake("A tangent of another type", () -> jvp(Tensor::squared, x, one)),
        new Mistake("An array as an argument", () -> grad(Mistakes::first).apply(new Tensor[0])),
        new Mistake("Java's if on a tensor", () -> grad(Mistakes::positive).apply(x)),
        new Mistake("Batches of two sizes", () -> vmap(Mistakes::product).apply(x, numbers)),
        new Mistake("A batch of a scalar", () -> vmap(Tensor::squared).apply(one)),
        new Mistake("A carry that grows", () -> iterate(3, (Tensor c) -> c.plus(x), one)),
        new Mistake("Two lengths", () -> scan(Mistakes::step, one, List.of(x, numbers))),
        new Mistake("Backwards through an open loop", () -> grad(half).apply(one)),
        new Mistake("A loop without end", () -> eval(forever(one))),
        new Mistake("A pullback of another type", () -> wrong().apply(x)),
        new Mistake("An error inside of vmap", () -> vmap(Mistakes::inner).apply(images)),
        new Mistake("A derivative of another dtype", () -> grad(Mistakes::cubed).apply(x)),
        new Mistake("An op that captures", () -> grad(Mistakes::scaled).apply(x)),
        new Mistake("The logarithm of −1", () -> NumberHunt.of(Tensor::log).at(vector(1, -1))),
        new Mistake("0 / 0", () -> NumberHunt.of(Mistakes::ratio).at(vector(0, 1))),
        new Mistake(
            "The slope of √ at 0", () -> NumberHunt.of(grad(Mistakes::norm)).at(vector(0))));
  }

  private static Tensor isSmall(Tensor c) {
    return Less.of(c, scalar(100));
  }

  private static Tensor forever(Tensor c) {
    return whileLoop(1000, Mistakes::isSmall, (Tensor t) -> t.div(2), c);
  }

  private static Tensor whole(Tensor x) {
    return x.cast(DType.INT32);
  }

  private static Tensor first(Tensor[] xs) {
    return xs[0].sum();
  }

  private static Tensor positive(Tensor x) {
    double sum = x.sum().value().item();
    return sum > 0 ? x.sum() : x.sum().negate();
  }

  private static Tensor product(Tensor a, Tensor b) {
    return a.times(b.cast(DType.FLOAT64));
  }

  private static Step<Tensor, Tensor> step(Tensor carry, List<Tensor> xs) {
    return new Step<>(carry.plus(xs.getFirst()), carry);
  }

  private static Function<Tensor, Tensor> wrong() {
    return customGradient((Tensor x) -> x.sum(), (x, y, yBar) -> yBar);
  }

  private static Tensor inner(Tensor image) {
    Tensor weights = ones(TensorType.f32(10, 784));
    return image.matmul(weights);
  }

  private static Tensor cubed(Tensor x) {
    return new Cube().on(x).sum();
  }

  private static Tensor scaled(Tensor x) {
    return Tensor.of(new Scaled(x), vector(4, 5, 6)).sum();
  }

  private static Tensor ratio(Tensor x) {
    return x.div(x);
  }

  private static Tensor norm(Tensor x) {
    return x.squared().sum().sqrt();
  }

  @Override
  public void run() {
    List<Mistake> all = all();
    for (int k = 0; k < all.size(); k++) {
      out.printf("%d. %s%n%n", k + 1, all.get(k).title());
      String message = all.get(k).message();
      Mistake.quoted(message).forEach(line -> out.println("    " + line));
      out.println();
      message.lines().forEach(line -> out.println("  " + line));
      out.println();
    }
  }
}
