package dev.adjoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks through a tree for parts of one kind.
final class Parts<P> {
  private final Class<P> kind;
  private final Map<String, P> found = new LinkedHashMap<>();

  Parts(Class<P> kind) {
    this.kind = kind;
  }

  Map<String, P> in(Object tree) {
    look("", tree);
    return Collections.unmodifiableMap(found);
  }

  /// The depth of recursion is how deeply records are nested.
  private void look(String path, Object part) {
    if (kind.isInstance(part)) {
      found.put(path, kind.cast(part));
      return;
    }
    switch (part) {
      case Record record -> {
        RecordType type = RecordType.of(record);
        String dot = path.isEmpty() ? "" : path + ".";
        int i = 0;
        for (Object component : type.components(record)) {
          look(dot + type.names().get(i++), component);
        }
      }
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          look(path + "[" + i + "]", list.get(i));
        }
      }
      case Map<?, ?> map -> map.forEach((key, value) -> look(path + "[" + key + "]", value));
      case Optional<?> optional -> optional.ifPresent(value -> look(path, value));
      default -> {}
    }
  }
}
