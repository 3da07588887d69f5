package dev.adjoint.examples.calculus;

import java.util.List;

/// All programs, in the order in which to read them.
public final class Studies {
  private Studies() {}

  /// {@return the programs}
  public static List<Study> all() {
    return List.of(
        new Rosenbrock(),
        new Newton(),
        new LogOfSum(),
        new Polynomial(),
        new GaussianMixture(),
        new Decays(),
        new SurfaceFit(),
        new ReactionDiffusion(),
        new RecurrentNet(),
        new LongScan(),
        new Checkpoints(),
        new FixedPoint(),
        new Saddle(),
        new Projectile());
  }
}
