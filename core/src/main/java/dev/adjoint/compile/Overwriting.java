package dev.adjoint.compile;

import java.util.List;

/// Whether what a program makes may be written over one of its arguments: the loop that makes it
/// does not read the argument or may write [in place][InPlace], and nothing reads it later.
///
/// @param steps the steps, in order
/// @param results the results
/// @param argument the argument
record Overwriting(List<Step> steps, List<Place> results, Slot argument) {
  /// {@return whether a result may be written there}
  ///
  /// @param result the slot of a result that has memory of its own
  boolean allows(Slot result) {
    if (!result.type().equals(argument.type()) || isResult()) {
      return false;
    }
    for (int k = steps.size() - 1; k >= 0; k--) {
      Step step = steps.get(k);
      if (step.writes().contains(result)) {
        return step instanceof Loop loop
            && (!loop.reads().contains(argument)
                || new InPlace(loop, argument::equals).allows(argument, result));
      }
      if (step.reads().contains(argument)) {
        return false;
      }
    }
    return false;
  }

  private boolean isResult() {
    return results.stream().anyMatch(place -> place.slot().equals(argument));
  }
}
