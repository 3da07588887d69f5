package dev.adjoint.nn.layer;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Sliding;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a layer is, for people: its name and settings, such as `Dropout(rate=0.5, inverted=true)`.
/// A lambda is called by the op that it applies, `Relu`.
///
/// @param name the name
/// @param settings the settings, empty for none
record Kind(String name, String settings) {
  /// Inputs that functions of images, sequences, rows or scalars take.
  private static final List<TensorType> TRIED =
      List.of(
          TensorType.f32(1, 1),
          TensorType.f32(1, 1, 1, 1),
          TensorType.f32(1, 1, 1),
          TensorType.f32());

  static Kind of(Layer layer) {
    return layer instanceof Record record
        ? new Kind(record.getClass().getSimpleName(), settings(record))
        : TRIED.stream()
            .map(Tensor::variable)
            .flatMap(x -> applied(layer, x).stream())
            .findFirst()
            .orElse(ofClass(layer));
  }

  /// {@return that of a layer whose input is known}
  static Kind of(Layer layer, Tensor x) {
    return layer instanceof Record ? of(layer) : applied(layer, x).orElse(ofClass(layer));
  }

  private static Kind ofClass(Layer layer) {
    Class<?> type = layer.getClass();
    boolean nameless = type.isHidden() || type.isAnonymousClass();
    return new Kind(nameless ? "lambda" : type.getSimpleName(), "");
  }

  /// A function of several ops is called by the last.
  private static Optional<Kind> applied(Layer layer, Tensor x) {
    if (!layer.getClass().isHidden()) {
      return Optional.empty();
    }
    try {
      Tensor y = layer.apply(x);
      boolean whole = y.inputs().contains(x);
      return y == x
          ? Optional.of(new Kind("identity", ""))
          : Optional.of(whole && y.inputs().size() == 1 ? of(y.op()) : lambda(y));
    } catch (RuntimeException _) {
      return Optional.empty(); // it takes inputs of another type
    }
  }

  private static Kind lambda(Tensor y) {
    return new Kind("lambda", "… " + y.op().name());
  }

  private static Kind of(Op op) {
    return new Kind(op.name(), op instanceof Record record ? settings(record) : "");
  }

  /// The numbers, words and switches among the components.
  private static String settings(Record record) {
    return Arrays.stream(record.getClass().getRecordComponents())
        .flatMap(component -> setting(record, component).stream())
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> setting(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return text(component.getName(), component.getAccessor().invoke(record));
    } catch (ReflectiveOperationException | RuntimeException _) {
      return Optional.empty(); // a record of a closed package keeps its settings to itself
    }
  }

  private static Optional<String> text(String name, Object value) {
    return switch (value) {
      case Number _, Boolean _, Enum<?> _, CharSequence _ -> Optional.of(name + "=" + value);
      case Sliding sliding -> Optional.of(text(sliding)).filter(text -> !text.isEmpty());
      default -> Optional.empty();
    };
  }

  /// What is not as usual.
  private static String text(Sliding sliding) {
    Sliding plain = Sliding.over(sliding.strides().size());
    var parts = new ArrayList<String>();
    if (!sliding.strides().equals(plain.strides())) {
      parts.add("strides=" + sliding.strides());
    }
    boolean even = sliding.befores().equals(sliding.afters());
    if (!sliding.befores().equals(plain.befores()) || !even) {
      parts.add("pads=" + sliding.befores() + (even ? "" : sliding.afters()));
    }
    if (!sliding.dilations().equals(plain.dilations())) {
      parts.add("dilations=" + sliding.dilations());
    }
    return String.join(", ", parts).replace(" ", "").replace("],", "], ");
  }

  /// {@return both in one}
  String text() {
    return settings.isEmpty() ? name : name + "(" + settings + ")";
  }
}
