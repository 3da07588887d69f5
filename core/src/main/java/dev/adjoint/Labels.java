package dev.adjoint;

import java.util.Map;

/// What the first steps of paths into a record are called, see [Tree.Labelled].
///
/// @param labels from a step, such as `layers[0]`, to its label
record Labels(Map<String, String> labels) {
  /// {@return the path of a part}
  ///
  /// @param prefix the path of the record
  /// @param path the path from the record, without labels
  String path(String prefix, String path) {
    int end = path.indexOf('.');
    String step = end < 0 ? path : path.substring(0, end);
    String rest = end < 0 ? "" : path.substring(end + 1);
    return joined(prefix, joined(labels.getOrDefault(step, step), rest));
  }

  static String joined(String before, String after) {
    return before.isEmpty() || after.isEmpty() ? before + after : before + "." + after;
  }
}
