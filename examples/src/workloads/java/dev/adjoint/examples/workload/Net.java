package dev.adjoint.examples.workload;

import java.util.List;

/// A network before its first step, and what it learns from.
///
/// @param layers its layers, first to last
/// @param examples what it learns from
public record Net(List<Dense> layers, Examples examples) {
  /// The numbers in a picture, 28 × 28.
  public static final int PIXELS = 784;

  /// The number of classes of pictures.
  public static final int CLASSES = 10;

  /// {@return W1: 784-100-10, batches of 100}
  public static Net digits() {
    return new Net(Dense.chain(100, PIXELS, 100, CLASSES), Examples.digits(100));
  }

  /// {@return W2: 2-8-1, the four rows of a truth table}
  public static Net xor() {
    return new Net(Dense.chain(200, 2, 8, 1), Examples.xor());
  }

  /// {@return W3: 784-1024-1024-10, batches of 256}
  public static Net wide() {
    return new Net(Dense.chain(300, PIXELS, 1024, 1024, CLASSES), Examples.digits(256));
  }
}
