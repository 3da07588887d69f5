package dev.adjoint.nn.metric;

/// What was counted over some rows. Tallies of parts of the data add up to that of the whole, in
/// any order.
///
/// @param <T> the tally itself
public interface Tally<T extends Tally<T>> {
  /// {@return the tally of both}
  ///
  /// @param that the tally of other rows
  T plus(T that);
}
