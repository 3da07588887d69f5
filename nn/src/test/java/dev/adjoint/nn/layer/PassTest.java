package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.checkpoint;
import static dev.adjoint.Adjoint.cond;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.vmap;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.adjoint.Tree;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Greater;
import dev.adjoint.op.Relu;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

final class PassTest {
  private static final Tensor KEY = Tensor.constant(Key.of(3).toNDArray());

  /// Counts its applications in training and adds the count to its input.
  private record Counter(Statistic count, Tensor scale) implements ModalLayer {
    @Override
    public Tensor apply(Tensor x, Pass pass) {
      if (pass.isTraining()) {
        pass.update(count, n -> n.plus(1));
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
    assertThat(Tree.parts(after, Statistic.class).values())
        .extracting(part -> eval(part.value()).item())
        .containsExactly(6.0, 6.0);
    assertThat(((Counter) after.layers().get(0)).scale())
        .isSameAs(((Counter) model.layers().get(0)).scale());
    Pass evaluation = Pass.evaluation();
    model.apply(x, evaluation);
    assertThat(evaluation.updated(model)).isEqualTo(model);
    assertThat(evaluation).hasToString("pass in evaluation");
    assertThat(training).hasToString("pass in training");
  }

  @Test
  void aLayerThatIsAppliedTwiceSeesBoth() {
    Pass pass = Pass.training();
    Counter shared = counter();
    shared.apply(shared.apply(normal(1, 3), pass), pass);
    assertThat(eval(pass.updated(shared).count().value()).item()).isEqualTo(7);
  }

  /// A tensor may be a statistic at one place of a model and a parameter at another.
  @Test
  void thePlaceDecidesWhatMovesOn() {
    Tensor one = Tensor.scalar(5);
    var model = new Counter(new Statistic(one), one);
    Pass pass = Pass.training();
    model.apply(normal(1, 3), pass);
    Counter after = pass.updated(model);
    assertThat(eval(after.count().value()).item()).isEqualTo(6);
    assertThat(after.scale()).isSameAs(one);
  }

  private static final String LOST =
      " was moved on inside of a function that is traced by itself (checkpoint, cond, vmap, scan, grad, compile), and its new numbers do not come out; apply the layer outside of it, in evaluation, or as new Checkpointed(layer)\n  at PassTest.java:";

  /// In each the layer is captured by a function that is traced by itself.
  @Test
  void whatIsNotedInsideOfAnInnerFunctionIsNotLostSilently() {
    Sequential model = Sequential.of(counter());
    Tensor x = normal(1, 3);
    List<BiFunction<Tensor, Pass, Object>> inner =
        List.of(
            (v, pass) -> checkpoint((Tensor u) -> model.apply(u, pass)).apply(v),
            (v, pass) -> vmap((Tensor u) -> model.apply(u, pass)).apply(v),
            (v, pass) -> grad((Tensor u) -> model.apply(u, pass).sum()).apply(v),
            (v, pass) ->
                cond(
                    Greater.of(v.sum(), Tensor.scalar(0)),
                    (Tensor u) -> model.apply(u, pass),
                    u -> u,
                    v));
    for (var application : inner) {
      Pass pass = Pass.training();
      assertThat(application.apply(x, pass)).isNotNull();
      assertThatIllegalStateException()
          .isThrownBy(() -> pass.updated(model))
          .withMessageStartingWith("the statistic layers[0].count.value" + LOST);
      assertThatIllegalStateException()
          .isThrownBy(() -> model.apply(x, pass))
          .withMessageStartingWith("a statistic f64[]" + LOST);
    }
  }

  @Test
  void whatIsNotedOfAnotherModelIsNotLostSilently() {
    Counter model = counter();
    Pass inside = Pass.training();
    Tensor y = checkpoint((Counter c) -> c.apply(Tensor.scalar(1), inside)).apply(model);
    assertThat(eval(y).item()).isEqualTo(7);
    assertThatIllegalStateException()
        .isThrownBy(() -> inside.updated(model))
        .withMessageStartingWith("a statistic f64[]" + LOST);
    Pass outside = Pass.training();
    counter().apply(Tensor.scalar(1), outside);
    assertThatIllegalStateException()
        .isThrownBy(() -> outside.updated(model))
        .withMessageStartingWith(
            "a statistic f64[] was moved on that the model does not hold; give updated(model) the model that was applied, itself and whole, and apply others in evaluation\n  at PassTest.java:");
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
        .isThrownBy(() -> Pass.training().update(new Statistic(x), _ -> Tensor.scalar(1)))
        .withMessage("a statistic of type f64[3] was updated with f64[]: it keeps its type");
  }
}
