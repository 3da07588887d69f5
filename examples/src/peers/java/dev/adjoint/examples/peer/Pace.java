package dev.adjoint.examples.peer;

/// How long is measured.
///
/// @param warmUp the seconds before the first round
/// @param block the seconds that a round takes
/// @param rounds the number of rounds
record Pace(double warmUp, double block, int rounds) {
  static final Pace FULL = new Pace(3, 0.4, 7);
  static final Pace QUICK = new Pace(1, 0.15, 5);
}
