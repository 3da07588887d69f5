package dev.adjoint.op;

import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class LinspaceTest {
  @Example
  void evenlySpaced() {
    assertThat(run(Linspace.of(0, 1, 5))).isEqualTo(NDArray.of(0, 0.25, 0.5, 0.75, 1));
    OpContract.compilesClosely(_ -> Linspace.of(0, 1, 5));
    assertThat(Linspace.of(3, 7, 1).value()).isEqualTo(NDArray.of(3.0));
    assertThat(Linspace.of(3, 7, 0).value()).isEqualTo(NDArray.of(new double[0]));
    rejects(() -> Linspace.of(0, 1, -1), "linspace of -1: a number of elements is not negative");
  }

  @Property(tries = 50, seed = "231")
  void theEndsAreExact(@ForAll long seed) {
    var random = new Random(seed);
    double from = random.nextGaussian();
    double to = random.nextGaussian();
    NDArray x = Linspace.of(from, to, 2 + random.nextInt(20)).value();
    assertThat(x.value(0)).isEqualTo(from);
    assertThat(x.value(x.count() - 1)).isEqualTo(to);
  }
}
