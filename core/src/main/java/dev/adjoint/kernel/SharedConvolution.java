package dev.adjoint.kernel;

import static java.util.Objects.requireNonNull;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// One side of a convolution that is being shared out. Each thread has one for those that it
/// shares, so that a convolution allocates nothing; parts don't convolve, so it is never taken
/// twice.
///
/// @param <A> `float[]` or `double[]`
final class SharedConvolution<A> implements IntConsumer {
  /// What is done in one part.
  ///
  /// @param <A> `float[]` or `double[]`
  @FunctionalInterface
  interface Part<A> {
    void run(SharedConvolution<A> of, int number);
  }

  private final A nothing;
  private @Nullable Part<A> part;
  private @Nullable Convolution sizes;

  int parts;
  A left;
  int leftAt;
  A right;
  int rightAt;
  A made;
  int madeAt;

  /// @param nothing stands where no array has been given yet
  SharedConvolution(A nothing) {
    this.nothing = nothing;
    this.left = nothing;
    this.right = nothing;
    this.made = nothing;
  }

  Convolution sizes() {
    return requireNonNull(sizes);
  }

  /// Says what is convolved.
  SharedConvolution<A> of(
      Convolution sizes, A left, int leftAt, A right, int rightAt, A made, int madeAt) {
    this.sizes = sizes;
    this.left = left;
    this.leftAt = leftAt;
    this.right = right;
    this.rightAt = rightAt;
    this.made = made;
    this.madeAt = madeAt;
    return this;
  }

  /// Does all parts, then lets go of the arrays.
  void share(Workers workers, int parts, Part<A> part) {
    this.part = part;
    this.parts = parts;
    try {
      workers.run(parts, this);
    } finally {
      this.part = null;
      sizes = null;
      left = nothing;
      right = nothing;
      made = nothing;
    }
  }

  @Override
  public void accept(int number) {
    requireNonNull(part).run(this, number);
  }
}
