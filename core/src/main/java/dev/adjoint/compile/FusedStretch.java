package dev.adjoint.compile;

import dev.adjoint.kernel.FusedLoop;

/// A stretch and the loop for it.
///
/// @param stretch the instructions
/// @param loop what runs in their place
/// @param step the loop takes multiples of so many elements
record FusedStretch(Stretch stretch, FusedLoop loop, int step) {
  static final FusedStretch[] NONE = {};
}
