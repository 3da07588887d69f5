package dev.adjoint.op;

import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class PoolMaximaTest {
  @Property(tries = 30, seed = "40")
  void areWhatTheTwoPoolsGive(@ForAll long seed) {
    PoolContract c = PoolContract.of(seed);
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32)) {
      Tensor x = Numbers.ordinary().tensor(new TensorType(dtype, c.shape()), seed);
      List<Tensor> both =
          Node.of(new PoolMaxima(Pooling.list(c.sizes()), c.sliding()), List.of(x)).outputs();
      assertThat(run(both.get(0))).isEqualTo(run(MaxPool.of(x, c.sliding(), c.sizes())));
      assertThat(run(both.get(1))).isEqualTo(run(ArgMaxPool.of(x, c.sliding(), c.sizes())));
    }
  }
}
