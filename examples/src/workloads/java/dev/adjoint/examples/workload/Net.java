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

  /// The numbers that the convolutions of LeNet hand to its dense layers: 16 channels of 5 × 5.
  public static final int FEATURES = 400;

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

  /// {@return W4's dense layers, 400-120-84-10; batches of 64}
  public static Net leNet() {
    return new Net(Dense.chain(410, FEATURES, 120, 84, CLASSES), Examples.digits(64));
  }

  /// {@return W4's convolutions: 6 kernels of 1 × 5 × 5, and 16 of 6 × 5 × 5}
  public static List<Dense> kernels() {
    return List.of(Dense.of(400, 25, 6), Dense.of(402, 150, 16));
  }
}
