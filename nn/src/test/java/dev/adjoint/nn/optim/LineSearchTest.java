package dev.adjoint.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class LineSearchTest {
  private record Curve(DoubleUnaryOperator value, DoubleUnaryOperator slope) {
    LineSearch.Point<String> at(double a) {
      return new LineSearch.Point<>(a, value.applyAsDouble(a), slope.applyAsDouble(a), "");
    }
  }

  /// Curves that fall at 0 and rise far out, some with several valleys.
  private static Curve curve(int kind, double size) {
    return switch (kind) {
      case 0 -> new Curve(a -> (a - size) * (a - size), a -> 2 * (a - size));
      case 1 -> new Curve(a -> Math.pow(a - size, 4), a -> 4 * Math.pow(a - size, 3));
      case 2 ->
          new Curve(a -> -a / (a * a + size), a -> (a * a - size) / Math.pow(a * a + size, 2));
      case 3 ->
          new Curve(
              a -> 0.1 * a * a - Math.sin(size * a), a -> 0.2 * a - size * Math.cos(size * a));
      default -> new Curve(a -> Math.exp(a) - (1 + size) * a, a -> Math.exp(a) - (1 + size));
    };
  }

  @Property(seed = "1", tries = 500)
  void theStrongWolfeConditionsHold(
      @ForAll @IntRange(max = 4) int kind,
      @ForAll @DoubleRange(min = 0.1, max = 20) double size,
      @ForAll @IntRange(min = -3, max = 3) int first) {
    Curve curve = curve(kind, size);
    LineSearch.Point<String> start = curve.at(0);
    var calls = new AtomicInteger();
    var search =
        new LineSearch<String>(
            a -> {
              calls.incrementAndGet();
              return curve.at(a);
            },
            start,
            60);
    LineSearch.Point<String> found = search.from(Math.pow(10, first));
    assertThat(found.value())
        .isLessThanOrEqualTo(start.value() + 1e-4 * found.step() * start.slope());
    assertThat(Math.abs(found.slope())).isLessThanOrEqualTo(-0.9 * start.slope());
    assertThat(calls).hasValueLessThanOrEqualTo(60);
  }

  @Test
  void whatIsNotANumberIsTooFar() {
    var search =
        new LineSearch<String>(
            a ->
                new LineSearch.Point<>(
                    a, a > 1 ? Double.NaN : (a - 0.9) * (a - 0.9), 2 * (a - 0.9), ""),
            new LineSearch.Point<>(0, 0.81, -1.8, "start"),
            30);
    assertThat(search.from(64).step()).isBetween(0.05, 1.0);
  }

  @Test
  void whereNothingIsLowerTheStartStays() {
    var start = new LineSearch.Point<>(0, 1, -1e-30, "start");
    var search = new LineSearch<>(a -> new LineSearch.Point<>(a, 1.1, -1, "other"), start, 30);
    assertThat(search.from(1)).isSameAs(start);
  }
}
