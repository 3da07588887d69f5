package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.check.Shapes;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class RepeatTest {
  @Property(tries = 100, seed = "225")
  void eachElementIsRepeated(@ForAll("shapes") Shape shape, @ForAll long seed) {
    var random = new Random(seed);
    int axis = random.nextInt(shape.rank());
    int times = random.nextInt(4);
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed);
    OpContract.Formula f = formula(v -> Repeat.of(v, times, axis - shape.rank()));
    assertThat(run(f.apply(List.of(Tensor.constant(x)))))
        .isEqualTo(
            Along.map(
                x,
                axis,
                line ->
                    IntStream.range(0, line.length * times)
                        .mapToDouble(k -> line[k / times])
                        .toArray()));
    OpContract.holds(f, x);
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Shapes.ofRank(1, 3);
  }

  @Example
  void oneBeforeTheNext() {
    assertThat(run(Repeat.of(vector(1, 2), 2, 0))).isEqualTo(NDArray.of(1.0, 1, 2, 2));
    rejects(
        () -> Repeat.of(vector(1), -1, 0),
        "repeat of f64[1]: elements cannot be repeated -1 times");
    rejects(
        () -> Repeat.of(vector(1), 1, 1),
        "repeat of f64[1]: axis 1 does not exist in shape [1] of rank 1");
  }
}
