package dev.adjoint.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HistoryTest {
  private static History of(double... losses) {
    History history = History.empty();
    for (double loss : losses) {
      history = history.plus(epoch(history.size() + 1, loss));
    }
    return history;
  }

  private static History.Epoch epoch(int number, double loss) {
    var values = new LinkedHashMap<String, Double>();
    values.put("loss", loss);
    values.put("accuracy", 1 - loss);
    return new History.Epoch(number, 10L * number, values);
  }

  @Test
  void isAValueThatGrows() {
    History two = of(0.5, 0.25);
    History three = two.plus(epoch(3, 0.125));
    assertThat(two.size()).isEqualTo(2);
    assertThat(three.values("loss")).containsExactly(0.5, 0.25, 0.125);
    assertThat(three.values("accuracy")).containsExactly(0.5, 0.75, 0.875);
    assertThat(three).isEqualTo(of(0.5, 0.25, 0.125)).hasSameHashCodeAs(of(0.5, 0.25, 0.125));
    assertThat(three).isNotEqualTo(two);
    assertThat(three.last()).contains(epoch(3, 0.125));
    assertThat(History.empty().last()).isEmpty();
  }

  @Test
  void theBestIsTheFirstOfEqualsAndNeverNaN() {
    History history = of(Double.NaN, 0.5, 0.25, 0.25, 0.75);
    assertThat(history.best("loss", Goal.LOW).orElseThrow().number()).isEqualTo(3);
    assertThat(history.best("loss", Goal.HIGH).orElseThrow().number()).isEqualTo(5);
    assertThat(of(Double.NaN).best("loss", Goal.LOW)).isEmpty();
    assertThat(History.empty().best("loss", Goal.LOW)).isEmpty();
  }

  @Test
  void printsATable() {
    assertThat(of(0.5, 0.123456))
        .hasToString(
            """
            epoch       loss   accuracy
                1     0.5000     0.5000
                2     0.1235     0.8765\
            """);
    assertThat(History.empty()).hasToString("");
  }

  @Test
  void stopsWhenNothingImproves() {
    Stopping two = Stopping.patience("loss", Goal.LOW, 2);
    assertThat(two.isDue(of(0.5))).isFalse();
    assertThat(two.isDue(of(0.5, 0.5))).isFalse();
    assertThat(two.isDue(of(0.5, 0.5, 0.6))).isTrue();
    assertThat(two.isDue(of(0.5, 0.5, 0.4))).isFalse();
    assertThat(two.isDue(of(Double.NaN, Double.NaN))).isTrue();
    assertThat(Stopping.patience("accuracy", Goal.HIGH, 1).isDue(of(0.5, 0.6))).isTrue();
  }

  @Test
  void stopsAtATarget() {
    Stopping target = Stopping.target("loss", Goal.LOW, 0.25);
    assertThat(target.isDue(of(0.2, 0.3))).isFalse();
    assertThat(target.isDue(of(0.3, 0.25))).isTrue();
    assertThat(Stopping.never().or(target).isDue(of(0.1))).isTrue();
    assertThat(Stopping.never().isDue(of(0.1))).isFalse();
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(0.5).values("acuracy"))
        .withMessage("epoch 1 has no \"acuracy\"; measured were [loss, accuracy]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stopping.patience("loss", Goal.LOW, 0))
        .withMessage("patience of 0 epochs for loss: at least 1");
    var values = new LinkedHashMap<>(Map.of("loss", 1.0));
    var epoch = new History.Epoch(1, 1, values);
    values.clear();
    assertThat(epoch.value("loss")).isEqualTo(1);
  }
}
