package dev.adjoint.check;

import dev.adjoint.Adjoint;
import dev.adjoint.Tree;
import dev.adjoint.array.Buffer;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// [Aspect#VMAP]: the function and its gradient of a whole batch at once, against each element of
/// the batch alone.
final class Batched<A> {
  private static final long SEED = 4;
  private static final int SIZE = 3;

  /// How far, relative to each number, the elements of the batch are from the point.
  private static final double SPREAD = 0.1;

  /// The size that a smaller number, such as 0, is taken to have.
  private static final double SMALL = 0.1;

  private final Subject<A> subject;
  private final List<A> batch;
  private final A stacked;

  Batched(Subject<A> subject) {
    this.subject = subject;
    var random = new Random(SEED);
    this.batch = IntStream.range(0, SIZE).mapToObj(k -> element(k, random)).toList();
    this.stacked = Tree.zip(batch, Batched::stack);
  }

  /// The point itself, then points near it.
  private A element(int k, Random random) {
    double[] vector = subject.point().vector();
    for (int i = 0; k > 0 && i < vector.length; i++) {
      double reach = SPREAD * Math.max(Math.abs(vector[i]), SMALL);
      vector[i] += reach * random.nextDouble(-1, 1);
    }
    return subject.point().with(vector);
  }

  private static Tensor stack(List<Tensor> tensors) {
    TensorType type = tensors.getFirst().type();
    Buffer buffer = Buffer.allocate(type.withShape(type.shape().prepend(tensors.size())));
    for (int i = 0; i < buffer.count(); i++) {
      buffer.set(i, tensors.get(i / type.count()).value().value(i % type.count()));
    }
    return Tensor.constant(buffer.toNDArray());
  }

  List<GradientReport.Row> rows() {
    return Stream.concat(
            rows(subject.f(), "output", "output "),
            rows(Adjoint.grad(subject.scalar()), "gradient of x", "gradient of "))
        .toList();
  }

  private <B> Stream<GradientReport.Row> rows(Function<A, B> f, String only, String prefix) {
    List<List<Tensor>> alone =
        batch.stream().map(Adjoint.compile(f)).map(b -> Tree.tensors(b)).toList();
    B together = Adjoint.compile(Adjoint.vmap(f)).apply(stacked);
    List<String> names = Tree.names(together);
    List<Tensor> tensors = Tree.tensors(together);
    return IntStream.range(0, names.size())
        .filter(t -> tensors.get(t).type().count() > 0)
        .mapToObj(t ->
            row(
                names.get(t).equals("x") ? only : prefix + names.get(t),
                tensors.get(t),
                alone.stream().map(element -> element.get(t)).toList()));
  }

  private GradientReport.Row row(String name, Tensor together, List<Tensor> alone) {
    NDArray expected = stack(alone).value();
    double[] wanted = expected.toDoubleArray();
    double[] found = together.value().toDoubleArray();
    var slot = new Slot(name, together.type(), 0, 0);
    double scale = Math.max(Subject.largest(wanted, 0, wanted.length), subject.floor());
    return GradientReport.Row.of(
        Aspect.VMAP,
        slot.title(),
        IntStream.range(0, wanted.length)
            .mapToObj(i ->
                Comparison.same(
                    slot.place(i), found[i], wanted[i], subject.precision().tolerance(), scale))
            .toList());
  }
}
