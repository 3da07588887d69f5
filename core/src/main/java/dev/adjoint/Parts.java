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

  /// Those inside of a tree, which is not looked at itself.
  Map<String, P> inside(Object tree) {
    lookInside("", tree);
    return Collections.unmodifiableMap(found);
  }

  /// The depth of recursion is how deeply records are nested.
  private void look(String path, Object part) {
    if (kind.isInstance(part)) {
      found.put(path, kind.cast(part));
    } else {
      lookInside(path, part);
    }
  }

  private void lookInside(String path, Object part) {
    switch (part) {
      case Record record when record instanceof Tree.Labelled labelled -> {
        var labels = new Labels(labelled.labels());
        var own = new Parts<>(kind);
        own.lookAtComponents("", record);
        own.found.forEach((p, inner) -> found.put(labels.path(path, p), inner));
      }
      case Record record -> lookAtComponents(path, record);
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

  private void lookAtComponents(String path, Record record) {
    RecordType type = RecordType.of(record);
    int i = 0;
    for (Object component : type.components(record)) {
      look(Labels.joined(path, type.names().get(i++)), component);
    }
  }
}
