package dev.adjoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.lang.ref.WeakReference;
import java.util.function.Consumer;

/// What nobody holds any more.
final class Garbage {
  /// Collections before something counts as kept.
  private static final int TRIES = 50;

  private Garbage() {}

  /// Uses three numbers in an array, and fails if the array is kept then.
  static void assertNotKept(Consumer<Tensor> use) throws InterruptedException {
    WeakReference<float[]> array = use(use);
    for (int k = 0; k < TRIES && array.get() != null; k++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(array.get() == null).as("the array was let go of").isTrue();
  }

  /// A method of its own, so that the array is in no variable when it returns.
  private static WeakReference<float[]> use(Consumer<Tensor> use) {
    float[] numbers = {1, 2, 3};
    use.accept(Tensor.constant(NDArray.wrap(TensorType.f32(3), numbers)));
    return new WeakReference<>(numbers);
  }
}
