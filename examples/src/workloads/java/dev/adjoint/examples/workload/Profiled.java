package dev.adjoint.examples.workload;

import dev.adjoint.Profile;
import java.time.Duration;

/// A computation by Adjoint, which can say where its time goes.
public interface Profiled extends Task {
  /// {@return the time of each of its steps}
  ///
  /// @param time for how long it is made to warm up, and then again to measure
  Profile profile(Duration time);
}
