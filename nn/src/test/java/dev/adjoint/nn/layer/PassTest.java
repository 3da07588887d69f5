package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Relu;
import dev.adjoint.random.Key;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PassTest {
  private static final Tensor KEY = Tensor.constant(Key.of(3).toNDArray());

  /// Counts its applications in training and adds the count to its input.
  private record Counter(Statistic count, Tensor scale) implements ModalLayer {
    @Override
    public Tensor apply(Tensor x, Pass pass) {
      if (pass.isTraining()) {
        pass.update(count, count.value().plus(1));
      }
      return x.times(scale).plus(count.value());
    }
  }

  private static Counter counter() {
    return new Counter(new Statistic(Tensor.scalar(5)), Tensor.scalar(2));
  }

  @Test
  void statisticsMoveOnInTrainingAlone() {
    Sequential model = Sequential.of(counter(), Relu::of, counter());
    Pass training = Pass.training();
    Tensor x = normal(1, 3);
    assertThat(eval(model.apply(x, training))).isEqualTo(eval(model.apply(x)));
    Sequential after = training.updated(model);
    assertThat(Statistic.of(after)).extracting(t -> eval(t).item()).containsOnly(6.0);
    assertThat(((Counter) after.layers().get(0)).scale())
        .isSameAs(((Counter) model.layers().get(0)).scale());
    Pass evaluation = Pass.evaluation();
    model.apply(x, evaluation);
    assertThat(evaluation.updated(model)).isEqualTo(model);
  }

  @Test
  void keysDifferFromEachOtherAndComeAgain() {
    Pass first = Pass.training(KEY);
    Pass second = Pass.training(KEY);
    List<int[]> keys =
        List.of(
            eval(first.key()).toIntArray(),
            eval(first.key()).toIntArray(),
            eval(first.key()).toIntArray());
    assertThat(keys).doesNotHaveDuplicates().doesNotContain(KEY.value().toIntArray());
    assertThat(eval(second.key()).toIntArray()).isEqualTo(keys.getFirst());
  }

  @Test
  void misuseIsNamed() {
    Tensor x = normal(1, 3);
    assertThatIllegalStateException()
        .isThrownBy(() -> new Dropout(0.5).apply(x, Pass.training()))
        .withMessage(
            "a layer draws random numbers in training, but the pass has no key; give one with Pass.training(key), or to Training.start");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pass.training(x))
        .withMessage(
            "a pass in training was given a key of type f64[3]: a key is i32[2], as Tensor.constant(Key.of(1).toNDArray())");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pass.training().update(new Statistic(x), Tensor.scalar(1)))
        .withMessage("a statistic of type f64[3] was updated with f64[]: it keeps its type");
  }
}
