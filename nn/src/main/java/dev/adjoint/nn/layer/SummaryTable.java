package dev.adjoint.nn.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A summary as text. Names and kinds are cut off where the table would be too wide to read.
final class SummaryTable {
  private static final int NAME = 30;
  private static final int WIDTH = 100;
  private static final String GAP = "  ";

  private SummaryTable() {}

  static String of(Summary summary) {
    var lines = new ArrayList<List<String>>();
    lines.add(List.of("layer", "kind", "output", "parameters"));
    summary.rows().forEach(row -> lines.add(cells(row)));
    int[] widths = widths(lines);
    String rule = "─".repeat(IntStream.of(widths).sum() + 3 * GAP.length()) + "\n";
    var text = new StringBuilder(line(lines.getFirst(), widths)).append(rule);
    lines.subList(1, lines.size()).forEach(line -> text.append(line(line, widths)));
    return text.append(rule).append(totals(summary)).toString();
  }

  private static List<String> cells(Summary.Row row) {
    return List.of(
        "  ".repeat(Math.max(0, row.depth() - 1)) + row.name(),
        row.kind(),
        row.output().map(Object::toString).orElse("–"),
        grouped(row.parameters()));
  }

  private static int[] widths(List<List<String>> lines) {
    int[] widths =
        IntStream.range(0, 4)
            .map(c -> lines.stream().mapToInt(line -> line.get(c).length()).max().orElse(0))
            .toArray();
    widths[0] = Math.min(widths[0], NAME);
    int others = widths[0] + widths[2] + widths[3] + 3 * GAP.length();
    widths[1] = Math.min(widths[1], Math.max("kind".length(), WIDTH - others));
    return widths;
  }

  private static String line(List<String> cells, int[] widths) {
    return IntStream.range(0, cells.size())
            .mapToObj(c -> padded(cells.get(c), widths[c], c == 3))
            .collect(Collectors.joining(GAP))
            .stripTrailing()
        + "\n";
  }

  private static String padded(String cell, int width, boolean right) {
    String cut = cell.length() > width ? cell.substring(0, width - 1) + "…" : cell;
    String space = " ".repeat(width - cut.length());
    return right ? space + cut : cut + space;
  }

  private static String totals(Summary summary) {
    return "input %s; parameters %s; statistics %s; %s bytes"
        .formatted(
            summary.input(),
            grouped(summary.parameters()),
            grouped(summary.statistics()),
            grouped(summary.bytes()));
  }

  private static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
