package dev.adjoint.nn.train;

import dev.adjoint.Adjoint;
import dev.adjoint.Tree;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.check.GradientCheck;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.layer.Layer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// The gradient of a whole model twice: by reverse mode, and by central differences, which know
/// nothing of derivatives. Where they agree, the gradient is right.
///
/// ```java
/// var gradients = Gradients.of(model, SoftmaxWithLoss::of, batch);
/// IO.println(gradients.meanAbsoluteDifferences());   // {layers[0].weight=1.2E-11, …}
/// ```
///
/// @param analytic the gradient by reverse mode, constants
/// @param numerical the gradient by central differences, constants
/// @param <M> the type of the model
public record Gradients<M>(M analytic, M numerical) {
  /// {@return both gradients of a model's loss on a batch}
  ///
  /// @param model the model
  /// @param loss a scalar function of predictions and labels
  /// @param batch the batch; a small one, since the differences run the model twice for each
  ///   parameter
  /// @param <M> the type of the model
  public static <M extends Layer> Gradients<M> of(
      M model, BiFunction<Tensor, Tensor, Tensor> loss, Batch batch) {
    return new Gradients<>(analytic(model, loss, batch), numerical(model, loss, batch));
  }

  /// {@return the gradient by reverse mode}
  ///
  /// @param model the model
  /// @param loss a scalar function of predictions and labels
  /// @param batch the batch
  /// @param <M> the type of the model
  public static <M extends Layer> M analytic(
      M model, BiFunction<Tensor, Tensor, Tensor> loss, Batch batch) {
    return evaluated(Adjoint.grad(Objective.<M>of(loss).evaluation()).apply(model, batch));
  }

  /// The gradient by central differences, [GradientCheck#numeric]: `(f(w + h) − f(w − h)) / 2h` for
  /// each parameter `w` in turn, with `h` about `∛ulp · max(1, |w|)`.
  ///
  /// Parameters and batch are taken to f64 for it and the result back to the dtype of each
  /// parameter. Integers and booleans have the gradient zero. Source: Press et al., *Numerical
  /// Recipes*, 3rd ed. (2007), §5.7.
  ///
  /// @param model the model
  /// @param loss a scalar function of predictions and labels
  /// @param batch the batch
  /// @param <M> the type of the model
  /// @return the gradient
  public static <M extends Layer> M numerical(
      M model, BiFunction<Tensor, Tensor, Tensor> loss, Batch batch) {
    Batch rows = widened(batch);
    M slopes =
        GradientCheck.numeric(
            (M m) -> Objective.<M>of(loss).evaluation().apply(m, rows), widened(evaluated(model)));
    return Tree.map(model, slopes, (p, slope) -> narrowed(slope, p));
  }

  private static <T> T evaluated(T tree) {
    record Root<T>(T tree) {}
    return Adjoint.eval(new Root<>(tree)).tree();
  }

  private static <T> T widened(T tree) {
    return Tree.map(
        tree, t -> t.type().isFloating() ? Tensor.constant(t.value().cast(DType.FLOAT64)) : t);
  }

  private static Tensor narrowed(Tensor slope, Tensor parameter) {
    return Tensor.constant(slope.value().cast(parameter.dtype()));
  }

  /// {@return for each tensor of the model, by its path, the mean of |analytic − numerical|}
  public Map<String, Double> meanAbsoluteDifferences() {
    List<String> names = Tree.names(analytic);
    var result = new LinkedHashMap<String, Double>();
    for (int i = 0; i < names.size(); i++) {
      NDArray a = Tree.tensors(analytic).get(i).value();
      NDArray b = Tree.tensors(numerical).get(i).value();
      result.put(names.get(i), meanAbsoluteDifference(a, b));
    }
    return Collections.unmodifiableMap(result);
  }

  private static double meanAbsoluteDifference(NDArray a, NDArray b) {
    double sum = 0;
    for (int i = 0; i < a.count(); i++) {
      sum += Math.abs(a.value(i) - b.value(i));
    }
    return sum / Math.max(1, a.count());
  }

  /// {@return the mean differences, by the paths of the tensors}
  @Override
  public String toString() {
    return meanAbsoluteDifferences().entrySet().stream()
        .map(each -> "%s %.1e".formatted(each.getKey(), each.getValue()))
        .collect(Collectors.joining(", ", "mean |analytic − numerical|: ", ""));
  }
}
