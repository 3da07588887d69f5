package dev.adjoint;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.trace;
import static dev.adjoint.Adjoint.valueAndGrad;
import static dev.adjoint.Adjoint.vmap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.compile.Compiler;
import dev.adjoint.compile.Program;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Programs take little more memory than what is alive at once.
final class MemoryTest {
  private static final int ROWS = 64;

  /// What rounding to lines may add to the smallest programs.
  private static final int LINE = 128;

  @Provide
  Arbitrary<RandomProgram> programs() {
    return RandomProgram.of(false);
  }

  @Property(seed = "42", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void theArenaIsNearlyAsSmallAsItCanBe(@ForAll("programs") RandomProgram f) {
    List<Tensor> rows = f.point().stream().map(MemoryTest::rows).toList();
    Program program = Compiler.compile(trace(vmap(valueAndGrad(f::total)), rows));
    assertThat(program.arenaBytes())
        .isBetween(program.liveBytes(), (long) (1.2 * program.liveBytes()) + LINE);
  }

  private static Tensor rows(Tensor x) {
    int[] sizes = IntStream.concat(IntStream.of(ROWS), IntStream.of(x.shape().toArray())).toArray();
    return Tensor.constant(
        eval(x.plus(Tensor.zeros(new TensorType(DType.FLOAT64, Shape.of(sizes))))));
  }
}
