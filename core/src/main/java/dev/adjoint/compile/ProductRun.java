package dev.adjoint.compile;

import java.util.function.IntConsumer;

/// A batch of products in a frame, shared out. It is kept so that running allocates nothing.
final class ProductRun implements Activation, IntConsumer {
  private final Product product;
  private final Frame frame;

  ProductRun(Product product, Frame frame) {
    this.product = product;
    this.frame = frame;
  }

  @Override
  public void run() {
    product.workers().run(product.tasks(), this);
  }

  @Override
  public void accept(int task) {
    product.run(frame, product.start(task), product.start(task + 1));
  }

  /// It keeps no memory of a run.
  @Override
  public void release() {}
}
