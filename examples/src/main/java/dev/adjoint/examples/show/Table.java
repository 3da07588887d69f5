package dev.adjoint.examples.show;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A table of numbers that is printed line by line, each column aligned to the right.
///
/// @param columns from left to right
public record Table(List<Column> columns) {
  /// One column.
  ///
  /// @param title its heading
  /// @param format of one cell, as in [String#format]
  /// @param width in characters, at least; that of the title if it is longer
  public record Column(String title, String format, int width) {
    private String align(String text) {
      int room = Math.max(width, title.length());
      return " ".repeat(Math.max(0, room - text.length())) + text;
    }
  }

  /// {@return a table}
  ///
  /// @param columns from left to right
  public static Table of(Column... columns) {
    return new Table(List.of(columns));
  }

  /// {@return the line of the headings}
  public String header() {
    return columns.stream()
        .map(column -> column.align(column.title()))
        .collect(Collectors.joining("  "));
  }

  /// {@return one line of the table}
  ///
  /// @param cells as many as there are columns; a text stands as it is
  public String row(Object... cells) {
    return IntStream.range(0, cells.length)
        .mapToObj(i -> columns.get(i).align(format(columns.get(i).format(), cells[i])))
        .collect(Collectors.joining("  "));
  }

  private static String format(String format, Object cell) {
    return cell instanceof String text ? text : String.format(Locale.ROOT, format, cell);
  }
}
