package dev.adjoint.nn.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A confusion matrix as text.
final class ClassTable {
  private ClassTable() {}

  static String counts(ConfusionMatrix matrix, List<String> names) {
    var lines = new ArrayList<List<String>>();
    var head = new ArrayList<>(List.of("actual \\ predicted"));
    head.addAll(names);
    lines.add(head);
    for (int i = 0; i < matrix.size(); i++) {
      var line = new ArrayList<>(List.of(names.get(i)));
      matrix.counts().get(i).forEach(count -> line.add(String.valueOf(count)));
      lines.add(line);
    }
    return text(lines);
  }

  static String report(ConfusionMatrix matrix, List<String> names) {
    var lines = new ArrayList<List<String>>();
    lines.add(List.of("class", "precision", "recall", "F1", "support"));
    for (int k = 0; k < matrix.size(); k++) {
      lines.add(
          line(
              names.get(k),
              matrix.precision(k),
              matrix.recall(k),
              matrix.f1(k),
              matrix.support(k)));
    }
    for (Average average : Average.values()) {
      lines.add(
          line(
              average.name().toLowerCase(Locale.ROOT) + " average",
              matrix.precision(average),
              matrix.recall(average),
              matrix.f1(average),
              matrix.total()));
    }
    return text(lines);
  }

  private static List<String> line(
      String name, double precision, double recall, double f1, long support) {
    return List.of(name, rate(precision), rate(recall), rate(f1), String.valueOf(support));
  }

  private static String rate(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String text(List<List<String>> lines) {
    int[] widths =
        IntStream.range(0, lines.getFirst().size())
            .map(c -> lines.stream().mapToInt(line -> line.get(c).length()).max().orElse(0))
            .toArray();
    return lines.stream().map(line -> line(line, widths)).collect(Collectors.joining("\n"));
  }

  private static String line(List<String> cells, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(c -> ("%" + (c == 0 ? "-" : "") + widths[c] + "s").formatted(cells.get(c)))
        .collect(Collectors.joining("  "));
  }
}
