package dev.adjoint.op;

import com.google.common.reflect.ClassPath;
import dev.adjoint.array.DType;
import dev.adjoint.graph.Op;
import dev.adjoint.op.Coverage.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The table of all ops and what their tests check of them.
///
/// @param rows a row for each op
record CoverageTable(List<Row> rows) {
  /// A cell that must not be.
  private static final String HOLE = "HOLE";

  private static final String YES = "✓";

  private static final List<String> COLUMNS =
      List.of(
          "value", "order 1", "order 2", "jvp", "vmap", "compiled", "f32", "f64", "i32", "bool");

  /// One op: a cell for each column.
  record Row(String op, List<String> cells, int properties, int tries) {
    static Row of(Coverage op) {
      var cells = new ArrayList<String>();
      for (Part part : List.of(Part.VALUE, Part.ORDER_1, Part.ORDER_2, Part.JVP, Part.VMAP)) {
        cells.add(op.isChecked(part) ? YES : missing(op, part));
      }
      cells.add(op.isChecked(Part.COMPILED) ? YES : HOLE);
      for (DType dtype : DType.values()) {
        cells.add(cell(op, dtype));
      }
      return new Row(op.name(), cells, op.properties(), op.tries());
    }

    /// Nothing was seen of an op without a test, so nothing is excused.
    private static String missing(Coverage op, Part part) {
      if (op.seen().isEmpty() || part == Part.VALUE) {
        return HOLE;
      }
      if (!op.takesTensors()) {
        return "no inputs";
      }
      return part != Part.VMAP && op.seen().stream().noneMatch(Signature::isDifferentiable)
          ? "no gradient"
          : HOLE;
    }

    private static String cell(Coverage op, DType dtype) {
      if (op.lacks(dtype)) {
        return HOLE;
      }
      if (op.values().stream().anyMatch(s -> s.contains(dtype))) {
        return YES;
      }
      boolean isWanted =
          dtype.isFloating()
              && op.takesTensors()
              && op.values().stream()
                  .anyMatch(s -> s.outputs().stream().anyMatch(DType::isFloating));
      if (op.seen().isEmpty() || (!op.isOp() && isWanted)) {
        return HOLE;
      }
      return op.isOp() ? "type rule" : "an expression";
    }

    boolean hasHole() {
      return cells.contains(HOLE);
    }

    /// The columns with a hole.
    String holes() {
      return op
          + Stream.iterate(0, k -> k + 1)
              .limit(COLUMNS.size())
              .filter(k -> cells.get(k).equals(HOLE))
              .map(COLUMNS::get)
              .toList();
    }

    private String line(Function<String, String> cell, String between) {
      return Stream.of(
              Stream.of(op),
              cells.stream().map(cell),
              Stream.of(String.valueOf(properties), String.valueOf(tries)))
          .flatMap(Function.identity())
          .collect(Collectors.joining(between));
    }
  }

  static CoverageTable of(Collection<Coverage> ops) {
    return new CoverageTable(ops.stream().map(Row::of).toList());
  }

  /// The catalogue: every public class that is an op which users make, or makes expressions of ops.
  /// Ops that only the gradients of others make, such as [Unpool], are checked with these.
  static List<Class<?>> catalogue() {
    try {
      return ClassPath.from(Op.class.getClassLoader())
          .getTopLevelClasses(CoverageTable.class.getPackageName())
          .stream()
          .<Class<?>>map(ClassPath.ClassInfo::load)
          .filter(type -> type.getProtectionDomain().equals(Op.class.getProtectionDomain()))
          .filter(type -> Modifier.isPublic(type.getModifiers()))
          .filter(type -> Op.class.isAssignableFrom(type) || !type.isRecord())
          .filter(type -> !type.isInterface())
          .filter(type ->
              Stream.of(type.getDeclaredMethods())
                  .mapToInt(Method::getModifiers)
                  .anyMatch(m -> Modifier.isStatic(m) && Modifier.isPublic(m)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> holes() {
    return rows.stream().filter(Row::hasHole).map(Row::holes).toList();
  }

  /// As Markdown, `–` where a column does not apply.
  String markdown() {
    Function<String, String> cell = text -> text.equals(YES) || text.equals(HOLE) ? text : "–";
    return """
    # What the tests check of each op

    ✓ checked; – does not apply (why is in ops.csv): nothing to differentiate, or the type rule \
    refuses the dtype. Properties are jqwik's, examples among them.

    | op | %s | properties | tries |
    |---|%s
    %s
    | %d ops | %s%d | %d |
    """
        .formatted(
            String.join(" | ", COLUMNS),
            ":-:|".repeat(COLUMNS.size()) + "--:|--:|",
            rows.stream()
                .map(row -> "| " + row.line(cell, " | ") + " |")
                .collect(Collectors.joining("\n")),
            rows.size(),
            " | ".repeat(COLUMNS.size()),
            properties(),
            tries());
  }

  /// As comma-separated values, with the reason where a column does not apply.
  String csv() {
    return "op,"
        + String.join(",", COLUMNS)
        + ",properties,tries\n"
        + rows.stream()
            .map(row -> row.line(text -> text, ",") + "\n")
            .collect(Collectors.joining());
  }

  private int properties() {
    return rows.stream().mapToInt(Row::properties).sum();
  }

  private int tries() {
    return rows.stream().mapToInt(Row::tries).sum();
  }

  void write(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("ops.md"), markdown());
      Files.writeString(folder.resolve("ops.csv"), csv());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
