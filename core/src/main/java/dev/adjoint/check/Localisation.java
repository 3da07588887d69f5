package dev.adjoint.check;

import java.util.List;
import java.util.stream.Collectors;

/// Where the fault of a wrong gradient is: every op that the function applied, checked on its own
/// at the numbers it had there.
///
/// @param checked how many applications of ops were checked
/// @param noisy of how many of them the differences told nothing
/// @param suspects those whose rule is wrong
public record Localisation(int checked, int noisy, List<Suspect> suspects) {
  /// An application of an op whose rule is wrong.
  ///
  /// @param line its line in the listing of the function, or of the composite that it is in
  /// @param report the check of this op alone
  public record Suspect(String line, GradientReport report) {
    Suspect in(String op) {
      return new Suspect(line + ", in " + op, report);
    }

    @Override
    public String toString() {
      return "  " + line + "\n" + report.worst().shortText().indent(2).stripTrailing();
    }
  }

  /// {@return each suspect with its types and both values at its worst element; if there is none,
  /// what that means}
  @Override
  public String toString() {
    String doubt = noisy == 0 ? "" : " (%d could not be told from noise)".formatted(noisy);
    if (suspects.isEmpty()) {
      return "op by op: none of %d rules is wrong%s; so the fault is in how they are put together: a stopGradient, a function that is not the same at every call, or the engine"
          .formatted(checked, doubt);
    }
    String verb = suspects.size() == 1 ? "is" : "are";
    String head =
        "op by op: %d of %d rules %s wrong%s\n".formatted(suspects.size(), checked, verb, doubt);
    return suspects.stream().map(Suspect::toString).collect(Collectors.joining("\n", head, ""));
  }
}
