package dev.adjoint.nn.train;

import static dev.adjoint.nn.train.TrainerTest.data;
import static dev.adjoint.nn.train.TrainerTest.start;
import static dev.adjoint.nn.train.TrainerTest.trainer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.optim.Sgd;
import dev.adjoint.op.Log;
import dev.adjoint.random.Key;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What goes wrong in a training: numbers that are none, labels without a score, misuse.
final class TrainerMistakesTest {
  @Test
  void aNaNIsHuntedDown() {
    // The logarithm of a negative number, as soon as the slope has become one.
    var training =
        Training.minimizing(
            Tensor.scalar(2),
            (Tensor w, Batch batch) ->
                Log.of(w).plus(w.times(batch.inputs().mean().cast(w.dtype()))),
            new Sgd(0.5));
    var found =
        catchThrowableOfType(
            DivergenceException.class,
            () -> Trainer.of(training, Order.given(10)).fit(data(100, 1), 5));
    assertThat(found.step()).isGreaterThan(1);
    assertThat(found)
        .hasMessageStartingWith(
            "training broke in epoch 1 at step " + found.step() + ", with loss NaN: ")
        .hasMessageContaining("Log made NaN at [] of good numbers")
        .hasMessageContaining("TrainerMistakesTest.java");
  }

  @Test
  void aLabelWithoutAScoreIsTold() {
    Dataset data = Dataset.of(data(8, 1).inputs(), NDArray.of(0, 1, 2, 0, 1, 2, 0, 1));
    assertThatThrownBy(() -> Trainer.of(start(), Order.given(8)).fit(data, 1))
        .isInstanceOf(DivergenceException.class)
        .hasMessageEndingWith(
            "the labels of the batch are class indices from 0 to 2; a model has a score for each class from 0 on, and a label without a score gives NaN");
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer().validating(data(1, 1)).validating(data(2, 1)))
        .withMessage("measuring \"validation loss\": there is a measure of that name already");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer().measuring("loss", training -> 0))
        .withMessage("measuring \"loss\": there is a measure of that name already");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer().keeping("acuracy", Goal.HIGH))
        .withMessage(
            "keeping the best \"acuracy\": measured are loss and [accuracy]; measure it first");
    for (Stopping stopping :
        List.of(
            Stopping.patience("acuracy", Goal.HIGH, 2),
            Stopping.target("acuracy", Goal.HIGH, 0.9),
            Stopping.target("accuracy", Goal.HIGH, 0.9)
                .or(Stopping.never())
                .or(Stopping.patience("acuracy", Goal.HIGH, 2)))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer().stopping(stopping))
          .withMessage(
              "stopping by \"acuracy\": measured are loss and [accuracy]; measure it first");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Order.given(0))
        .withMessage("an order of 0 rows: at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Order.sampled(4, 0, Key.of(1)))
        .withMessage("an order of 0 steps: at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stopping.target("loss", Goal.LOW, Double.NaN))
        .withMessage("stopping when loss is NaN: wants a number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer().fit(data(5, 1).take(0), 1))
        .withMessageStartingWith("fit to a data set of 0 rows");
  }
}
