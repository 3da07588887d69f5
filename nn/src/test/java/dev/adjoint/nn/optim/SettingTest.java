package dev.adjoint.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.reflect.ClassPath;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// No number that makes no sense gets into a setting, of whichever optimiser.
final class SettingTest {
  private static final Plateau PLATEAU = Plateau.of(0.5, 2).seen(1);

  private static final List<Record> ALL =
      List.of(
          new Accumulated(2, new Sgd(1)),
          new AdaDelta(),
          new AdaGrad(0.1),
          new Adam(0.1),
          new AdamW(0.1, 0.01),
          new Averaged(0.9, new Sgd(0.1)),
          new ClippedNorm(0.5, new Sgd(1)),
          new ClippedValue(0.5, new Sgd(1)),
          new Lbfgs(0.1, 3),
          new Lion(0.1),
          new Minimizer(),
          new Momentum(0.1),
          new NAdam(0.1),
          new Nesterov(0.1),
          PLATEAU,
          new RmsProp(0.1),
          new Sgd(0.1),
          new WeightDecay(0.1, new Sgd(0.1)));

  @Test
  void isRefusedIfItIsNoNumberOrInfiniteOrOutOfItsRange() throws ReflectiveOperationException {
    for (Record record : ALL) {
      RecordComponent[] components = record.getClass().getRecordComponents();
      for (int k = 0; k < components.length; k++) {
        for (Object nonsense : nonsense(components[k])) {
          String name = components[k].getName();
          assertThatThrownBy(with(record, k, nonsense))
              .as("%s with %s %s", record, name, nonsense)
              .hasCauseInstanceOf(IllegalArgumentException.class)
              .rootCause()
              .hasMessageStartingWith(
                  "%s with %s %s: it must be "
                      .formatted(record.getClass().getSimpleName(), name, nonsense));
        }
      }
    }
  }

  private static List<?> nonsense(RecordComponent component) {
    String name = component.getName();
    if (component.getType() == int.class) {
      return List.of(-1);
    }
    if (component.getType() != double.class) {
      return List.of();
    }
    return switch (name) {
      case "best" -> List.of(Double.NaN); // infinite before the first number
      case "learningRate" -> List.of(Double.NaN, Double.POSITIVE_INFINITY);
      default -> List.of(Double.NaN, Double.POSITIVE_INFINITY, -0.1);
    };
  }

  private static ThrowingCallable with(Record record, int place, Object value)
      throws ReflectiveOperationException {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = k == place ? value : components[k].getAccessor().invoke(record);
    }
    Constructor<?> constructor =
        record
            .getClass()
            .getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    return () -> constructor.newInstance(values);
  }

  @Test
  void keptPartsAreBelowOne() {
    for (double one : new double[] {1, 1.5}) {
      List.<ThrowingCallable>of(
              () -> new Adam(0.1, one, 0.9, 1e-8),
              () -> new Adam(0.1, 0.9, one, 1e-8),
              () -> new AdamW(0.1, one, 0.9, 1e-8, 0),
              () -> new NAdam(0.1, 0.9, one, 1e-8),
              () -> new Lion(0.1, one, 0.9, 0),
              () -> new Momentum(0.1, one),
              () -> new Nesterov(0.1, one),
              () -> new RmsProp(0.1, one, 1e-7),
              () -> new AdaDelta(1, one, 1e-6),
              () -> new Averaged(one, new Sgd(1)))
          .forEach(made ->
              assertThatThrownBy(made)
                  .isInstanceOf(IllegalArgumentException.class)
                  .hasMessageEndingWith("it must be in [0, 1)"));
    }
  }

  /// Whoever adds one adds it above.
  @Test
  void isCheckedOfAll() throws IOException {
    var checked = ALL.stream().map(Object::getClass).collect(Collectors.toSet());
    assertThat(
            ClassPath.from(Optimizer.class.getClassLoader())
                .getTopLevelClasses("dev.adjoint.nn.optim")
                .stream()
                .<Class<?>>map(ClassPath.ClassInfo::load)
                .filter(Class::isRecord)
                .filter(type -> Modifier.isPublic(type.getModifiers()))
                .filter(SettingTest::hasNumbers)
                .filter(type -> !checked.contains(type)))
        .isEmpty();
  }

  private static boolean hasNumbers(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .anyMatch(component -> component.getType().isPrimitive());
  }
}
