package dev.adjoint.nn.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.adjoint.array.NDArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A table of text, read from a file of comma-separated values whose first line names the columns.
///
/// ```java
/// Csv iris = Csv.read(Path.of("iris.csv"));
/// NDArray inputs = iris.numbers("sepal length", "sepal width", "petal length", "petal width");
/// NDArray labels = iris.classes("species");          // 0, 1, 2 in the order of iris.names("species")
/// Dataset data = Dataset.of(inputs, labels);
/// ```
///
/// Fields may be quoted, and then hold commas, quotes (doubled) and line ends; every line has as
/// many fields as the first. UTF-8, with or without a byte-order mark. Errors: an [IOException]
/// that names the file, the line, what was found and what was expected. Source: RFC 4180.
///
/// @param file the name of the file, for messages
/// @param columns the names of the columns
/// @param lines the number of the line in which each row begins
/// @param rows the fields, row by row
public record Csv(String file, List<String> columns, List<Long> lines, List<List<String>> rows) {
  /// Keeps copies of the lists.
  public Csv {
    columns = List.copyOf(columns);
    lines = List.copyOf(lines);
    rows = List.copyOf(rows);
  }

  /// {@return the table in a file whose fields are separated by commas}
  ///
  /// @param file the file
  /// @throws IOException if it cannot be read or is no such table
  public static Csv read(Path file) throws IOException {
    return read(file, ',');
  }

  /// {@return the table in a file}
  ///
  /// @param file the file
  /// @param separator what stands between two fields, such as a semicolon
  /// @throws IOException if it cannot be read or is no such table
  public static Csv read(Path file, char separator) throws IOException {
    var builder =
        CsvReader.builder()
            .fieldSeparator(separator)
            .detectBomHeader(true)
            .extraFieldStrategy(FieldMismatchStrategy.STRICT)
            .missingFieldStrategy(FieldMismatchStrategy.STRICT);
    var records = new ArrayList<CsvRecord>();
    try (CsvReader<CsvRecord> reader = builder.ofCsvRecord(file)) {
      reader.forEach(records::add);
    } catch (CsvParseException | UncheckedIOException e) {
      throw new IOException(file + ": " + reason(e), e);
    }
    if (records.isEmpty()) {
      throw new IOException(file + ": is empty; its first line must name the columns");
    }
    List<String> columns = records.getFirst().getFields();
    if (new HashSet<>(columns).size() < columns.size()) {
      throw new IOException("%s: has two columns of one name: %s".formatted(file, columns));
    }
    List<CsvRecord> rest = records.subList(1, records.size());
    return new Csv(
        file.toString(),
        columns,
        rest.stream().map(CsvRecord::getStartingLineNumber).toList(),
        rest.stream().map(CsvRecord::getFields).toList());
  }

  private static @Nullable String reason(Exception e) {
    return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
  }

  /// {@return columns of numbers, `f32[rows,columns]`}
  ///
  /// @param names the columns, in the order wanted
  /// @throws IOException if there is no such column, or a field is no number
  public NDArray numbers(String... names) throws IOException {
    float[] numbers = new float[rows.size() * names.length];
    for (int j = 0; j < names.length; j++) {
      int column = column(names[j]);
      for (int i = 0; i < rows.size(); i++) {
        numbers[i * names.length + j] = number(i, column);
      }
    }
    return NDArray.of(numbers).reshape(rows.size(), names.length);
  }

  private float number(int row, int column) throws IOException {
    String field = rows.get(row).get(column).strip();
    try {
      return Float.parseFloat(field);
    } catch (NumberFormatException e) {
      throw new IOException(
          "%s: line %d, column %s: '%s' is no number"
              .formatted(file, lines.get(row), columns.get(column), field),
          e);
    }
  }

  /// {@return a column of names as class indices, `i32[rows]`, numbered in the order of [#names]}
  ///
  /// @param name the column
  /// @throws IOException if there is no such column
  public NDArray classes(String name) throws IOException {
    List<String> names = names(name);
    int column = column(name);
    return NDArray.of(
        IntStream.range(0, rows.size()).map(i -> names.indexOf(rows.get(i).get(column))).toArray());
  }

  /// {@return the different fields of a column, sorted}
  ///
  /// @param name the column
  /// @throws IOException if there is no such column
  public List<String> names(String name) throws IOException {
    int column = column(name);
    return rows.stream().map(row -> row.get(column)).distinct().sorted().toList();
  }

  private int column(String name) throws IOException {
    int column = columns.indexOf(name);
    if (column < 0) {
      throw new IOException("%s: has no column '%s'; it has %s".formatted(file, name, columns));
    }
    return column;
  }

  /// {@return the file, the number of rows, and the columns}
  @Override
  public String toString() {
    return "table of %d rows in %s, columns %s".formatted(rows.size(), file, columns);
  }
}
