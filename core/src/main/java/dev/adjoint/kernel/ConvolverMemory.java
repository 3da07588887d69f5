package dev.adjoint.kernel;

/// What a thread has for its convolutions, so that they allocate nothing.
///
/// @param <A> `float[]` or `double[]`
final class ConvolverMemory<A> {
  /// Room for a tile.
  static final int TILE = 16 * Convolution.WIDTH;

  final TableProduct<A> product;
  final SharedConvolution<A> shared;
  private final TableKernels<A> kernels;
  private A room;

  ConvolverMemory(TableKernels<A> kernels) {
    this.kernels = kernels;
    this.room = kernels.allocate(0);
    this.product = new TableProduct<>(room);
    this.shared = new SharedConvolution<>(room);
  }

  /// {@return an array of that size at least, with any numbers}
  A room(int size) {
    if (kernels.size(room) < size) {
      room = kernels.allocate(size);
    }
    return room;
  }
}
