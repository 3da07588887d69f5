package dev.adjoint.examples.workload;

/// What a framework has to make to be measured, each from the same numbers.
public interface Framework {
  /// {@return W1, a step of [Net#digits]: sigmoid, softmax with cross entropy, SGD of rate 0.1}
  Task digits();

  /// {@return W2, a step of [Net#xor]: sigmoid after both layers, mean squared error, SGD of rate
  /// 0.5}
  Task xor();

  /// {@return W3, a step of [Net#wide]: relu, softmax with cross entropy, Adam of rate 0.0001}
  Task wide();

  /// {@return W4, a step of [ConvNet#leNet]: softmax with cross entropy, momentum 0.9 at rate 0.05}
  Task leNet();

  /// {@return a step of [ConvNet#deep]: softmax with cross entropy, Adam of rate 0.001}
  Task deep();

  /// {@return W5, value and gradient of `mean(gelu(x·w + b))` at [Points#gelu], by all three; gelu
  /// in its form with tanh}
  Task gelu();

  /// {@return W6, value and gradient of `Σ 100 (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)²` at [Points#rosenbrock],
  /// in f64}
  ///
  /// @param n the number of variables
  Task rosenbrock(int n);

  /// {@return W7, the probabilities that [Net#digits] gives [Points#pictures], from the heap to the
  /// heap}
  ///
  /// @param rows the number of pictures
  Task inference(int rows);
}
