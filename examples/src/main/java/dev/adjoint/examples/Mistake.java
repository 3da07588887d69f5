package dev.adjoint.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Something that a user does wrong.
///
/// @param title what it is
/// @param code what makes it: throws an error, or returns the report of a hunt for NaN
record Mistake(String title, Supplier<Object> code) {
  private static final Pattern LINE = Pattern.compile("Mistakes\\.java:(\\d+)");

  /// {@return what Adjoint says to it}
  String message() {
    try {
      return code.get().toString();
    } catch (IllegalArgumentException | IllegalStateException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /// {@return the lines of the source that a message names, with their numbers}
  ///
  /// @param message the message
  static List<String> quoted(String message) {
    List<String> source = source();
    return LINE.matcher(message)
        .results()
        .map(found -> Integer.parseInt(found.group(1)))
        .distinct()
        .sorted()
        .map(line -> "%3d | %s".formatted(line, source.get(line - 1).strip()))
        .toList();
  }

  /// The source of the tour lies beside its class.
  private static List<String> source() {
    var file = Objects.requireNonNull(Mistakes.class.getResourceAsStream("Mistakes.java"));
    try (var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
