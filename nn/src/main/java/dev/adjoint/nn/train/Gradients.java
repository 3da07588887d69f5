package dev.adjoint.nn.train;

import static dev.adjoint.Adjoint.compile;

import dev.adjoint.Adjoint;
import dev.adjoint.Tree;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.layer.Layer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

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
    return evaluated(Adjoint.grad(Objective.<M>of(loss)).apply(model, batch));
  }

  /// The gradient by central differences: `(f(w + h) − f(w − h)) / 2h` for each parameter `w` in
  /// turn, with `h = ∛ulp · max(1, |w|)`, which balances rounding and curvature.
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
    M wide = widened(evaluated(model));
    BiFunction<M, Batch, Tensor> objective = compile(Objective.<M>of(loss));
    Batch wideBatch = widened(batch);
    Function<M, Double> f = m -> objective.apply(m, wideBatch).value().item();
    var slopes = new ArrayList<Tensor>();
    for (int place = 0; place < Tree.tensors(wide).size(); place++) {
      slopes.add(slopes(wide, place, f));
    }
    return Tree.map(model, Tree.with(wide, slopes), (p, slope) -> narrowed(slope, p));
  }

  private static <M> Tensor slopes(M model, int place, Function<M, Double> f) {
    Tensor parameter = Tree.tensors(model).get(place);
    double[] slopes = new double[parameter.type().count()];
    if (parameter.type().isFloating()) {
      double[] values = parameter.value().toDoubleArray();
      for (int i = 0; i < values.length; i++) {
        double h = Math.cbrt(Math.ulp(1.0)) * Math.max(1, Math.abs(values[i]));
        double above = values[i] + h;
        double below = values[i] - h;
        double rise =
            f.apply(moved(model, place, i, above)) - f.apply(moved(model, place, i, below));
        slopes[i] = rise / (above - below);
      }
    }
    return Tensor.constant(NDArray.wrap(parameter.type().withDType(DType.FLOAT64), slopes));
  }

  private static <M> M moved(M model, int place, int index, double value) {
    var tensors = new ArrayList<>(Tree.tensors(model));
    Tensor parameter = tensors.get(place);
    double[] values = parameter.value().toDoubleArray();
    values[index] = value;
    tensors.set(place, Tensor.constant(NDArray.wrap(parameter.type(), values)));
    return Tree.with(model, tensors);
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
}
