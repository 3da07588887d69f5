package dev.adjoint.op;

import static dev.adjoint.op.DrawContract.key;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class FoldInTest {
  @Property(tries = 50, seed = "49")
  void isTheKeyOfTheNumber(@ForAll long seed, @ForAll int number) {
    Tensor y = FoldIn.of(key(seed), number);
    assertThat(run(y)).isEqualTo(Key.of(seed).fold(number).toNDArray());
    OpContract.compilesClosely(
        OpContract.formula((k, n) -> FoldIn.of(k, n)),
        Key.of(seed).toNDArray(),
        NDArray.of(number).reshape());
    BatchContract.batches(new FoldIn(), Key.of(seed).toNDArray(), NDArray.of(number).reshape());
  }

  @Example
  void eachKeyHasItsNumber() {
    Tensor keys = SplitKey.of(key(11), 3);
    Tensor numbers = Tensor.constant(NDArray.of(5, 6, 7));
    NDArray folded = run(FoldIn.of(keys, numbers));
    for (int i = 0; i < 3; i++) {
      assertThat(DrawContract.part(folded, i, 3))
          .isEqualTo(Key.of(11).split(3).get(i).fold(5 + i).toNDArray());
    }
    assertThat(run(FoldIn.of(keys, 5)))
        .isEqualTo(run(FoldIn.of(keys, Tensor.constant(NDArray.of(5, 5, 5)))));
  }

  @Example
  void aSharedKeyOfABatchIsRepeated() {
    Tensor numbers = Tensor.constant(NDArray.of(5, 6));
    var batch = new Batch(List.of(key(12), numbers), List.of(false, true), 2);
    NDArray folded = run(new FoldIn().batched(batch).orElseThrow().getFirst());
    assertThat(DrawContract.part(folded, 1, 2)).isEqualTo(Key.of(12).fold(6).toNDArray());
  }

  @Example
  void otherTypesAreErrors() {
    DrawContract.wantsAKey("foldin", key -> FoldIn.of(key, 1));
    rejects(
        () -> FoldIn.of(key(1), variable(TensorType.i32(1))),
        "foldin of i32[2] and i32[1]: the numbers must be i32[], one for each key");
    rejects(
        () -> FoldIn.of(key(1), variable(TensorType.f32())),
        "foldin of i32[2] and f32[]: the numbers must be i32[], one for each key");
    Tensor y = FoldIn.of(key(1), 1);
    assertThatThrownBy(() -> new FoldIn().pullback(0, y.inputs(), List.of(y), List.of(y)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("FoldIn[] has no input with a gradient");
  }
}
