package dev.adjoint.examples.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReducedPrecisionTest {
  @ParameterizedTest
  @CsvSource({
    "1.4, 0, 1",
    "1.6, 0, 2",
    "-1.6, 0, -2",
    "1.6, 1, 1.5",
    "0.1, 2, 0.09375",
    "1.99, 3, 2",
    "0, 5, 0"
  })
  void roundsToTheNearestNumberOfSoManyPlaces(float value, int places, float rounded) {
    assertThat(ReducedPrecision.places(value, places)).isEqualTo(rounded);
  }

  @ParameterizedTest
  @CsvSource({"0.1", "-0.013", "1.7", "3.14159"})
  void tenPlacesAreThoseOfHalfPrecision(float value) {
    assertThat(ReducedPrecision.places(value, 10))
        .isEqualTo(Float.float16ToFloat(Float.floatToFloat16(value)));
  }
}
