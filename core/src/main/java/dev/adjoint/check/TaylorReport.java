package dev.adjoint.check;

import dev.adjoint.array.DType;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the Taylor test of a [GradientCheck] found, as a table: what remains of `f(x+hv) − f(x)`
/// when the terms of the gradient and of the Hessian are taken off, and with which power of `h` it
/// vanishes.
///
/// Source: Farrell, Ham, Funke and Rognes, *Automated derivation of the adjoint of high-level
/// transient finite element programs*, SIAM J. Sci. Comput. 35 (2013), §6.
///
/// @param precision the dtype that the function computes in: f32 if any part of it does
/// @param columns the three remainders
public record TaylorReport(DType precision, List<Column> columns) {
  private static final List<String> HEADS =
      List.of("f(x+hv) − f(x)", "− h·⟨∇f,v⟩", "− h²/2·⟨v,Hv⟩");

  private static final List<String> REASONS =
      List.of(
          "f(x+hv) does not approach f(x): a jump? move the point away from it",
          "the term of the gradient leaves a remainder that shrinks like h: ",
          "the term of the Hessian leaves a remainder that shrinks like h²: ");

  /// One remainder at all steps.
  ///
  /// @param wanted the power of `h` that it must shrink with, or faster
  /// @param remainders what remains, steps descending
  /// @param slope the power that it shrinks with; empty if it vanishes in rounding
  /// @param verdict whether that is right
  public record Column(
      int wanted, List<Remainder> remainders, OptionalDouble slope, Verdict verdict) {
    private String head() {
      return HEADS.get(wanted - 1);
    }

    private String cell(int k) {
      Remainder r = remainders.get(k);
      String number = String.format(Locale.ROOT, "%.2e", r.size());
      return r.isHidden() ? "(" + number + ")" : number + " ";
    }

    private String power() {
      return slope.isEmpty() ? "– " : String.format(Locale.ROOT, "%.2f ", slope.getAsDouble());
    }

    private String reason() {
      String fault = wanted == 2 ? "the gradient is wrong" : "the second derivative is wrong";
      String doubt =
          wanted == 2
              ? "a kink? move the point away from it"
              : "a kink of the gradient? move the point away from it";
      return REASONS.get(wanted - 1)
          + (wanted == 1 ? "" : verdict == Verdict.WRONG ? fault : doubt);
    }
  }

  /// {@return the worst verdict of all}
  public Verdict verdict() {
    return columns.stream()
        .map(Column::verdict)
        .reduce((a, b) -> a.compareTo(b) < 0 ? b : a)
        .orElseThrow();
  }

  /// {@return whether every verdict is OK}
  public boolean ok() {
    return verdict() == Verdict.OK;
  }

  /// {@return this report, if every verdict is OK}
  ///
  /// @throws AssertionError with this report's text, if not
  public TaylorReport orThrow() {
    if (!ok()) {
      throw new AssertionError(toString());
    }
    return this;
  }

  /// {@return the table; remainders in parentheses may be all rounding and are not fitted}
  @Override
  public String toString() {
    var text = new StringBuilder("taylor test: %s (%s)\n".formatted(verdict(), precision));
    text.append(line("h", Column::head));
    for (int k = 0; k < columns.getFirst().remainders().size(); k++) {
      int row = k;
      double h = columns.getFirst().remainders().get(k).step();
      text.append(line(GradientReport.error(h), column -> column.cell(row)));
    }
    text.append(line("slope", Column::power));
    text.append(line("wanted", column -> column.wanted() + "    "));
    return text.append(reason()).toString().stripTrailing();
  }

  private String line(String head, Function<Column, String> cell) {
    return columns.stream()
            .map(column -> "%18s".formatted(cell.apply(column)))
            .collect(Collectors.joining("", "%10s".formatted(head), ""))
            .stripTrailing()
        + "\n";
  }

  private String reason() {
    return columns.stream()
        .filter(column -> column.verdict() != Verdict.OK)
        .map(Column::reason)
        .findFirst()
        .orElse("");
  }
}
