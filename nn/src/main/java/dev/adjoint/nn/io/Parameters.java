package dev.adjoint.nn.io;

import dev.adjoint.Adjoint;
import dev.adjoint.Tree;
import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tensors of a model by their paths ([Tree#names]), to be stored, and put back.
///
/// ```java
/// Npz.write(Parameters.of(model), path);
/// Model loaded = Parameters.into(model, Npz.read(path)).complete();
/// ```
public final class Parameters {
  private Parameters() {}

  /// {@return the numbers of all tensors of a model, statistics too, by their paths}
  ///
  /// @param model the model
  /// @throws IllegalArgumentException if two tensors have one path
  public static Map<String, NDArray> of(Object model) {
    List<String> names = Tree.names(model);
    List<Tensor> tensors = Tree.tensors(model);
    var arrays = new LinkedHashMap<String, NDArray>();
    for (int i = 0; i < names.size(); i++) {
      Tensor tensor = tensors.get(i);
      NDArray array = tensor.isConstant() ? tensor.value() : Adjoint.eval(tensor);
      if (arrays.put(names.get(i), array) != null) {
        throw new IllegalArgumentException(
            "two tensors of the model are called %s: a file would keep one of them"
                .formatted(names.get(i)));
      }
    }
    return Collections.unmodifiableMap(arrays);
  }

  /// A model into which arrays were put.
  ///
  /// @param model the model; what is missing is as it was
  /// @param missing the paths of its tensors for which there was no array
  /// @param unexpected the names of arrays for which there is no tensor
  /// @param <M> the type of the model
  public record Loaded<M>(M model, List<String> missing, List<String> unexpected) {
    /// {@return the model, if nothing is missing and nothing unexpected}
    ///
    /// @throws IllegalArgumentException if something is
    public M complete() {
      if (!missing.isEmpty() || !unexpected.isEmpty()) {
        throw new IllegalArgumentException(
            "the arrays are not those of the model: missing %s, unexpected %s; model() takes what there is"
                .formatted(missing, unexpected));
      }
      return model;
    }
  }

  /// Puts arrays into a model, each at its path.
  ///
  /// @param model the model that gives the form
  /// @param arrays the arrays by the paths of tensors
  /// @param <M> the type of the model
  /// @return the model with these numbers, and what did not fit
  /// @throws IllegalArgumentException if an array has another type than the tensor at its path
  public static <M> Loaded<M> into(M model, Map<String, NDArray> arrays) {
    List<String> names = Tree.names(model);
    List<Tensor> old = Tree.tensors(model);
    var tensors = new ArrayList<Tensor>();
    var missing = new ArrayList<String>();
    for (int i = 0; i < names.size(); i++) {
      NDArray array = arrays.get(names.get(i));
      if (array == null) {
        missing.add(names.get(i));
      }
      tensors.add(array == null ? old.get(i) : tensor(names.get(i), array, old.get(i)));
    }
    List<String> unexpected = arrays.keySet().stream().filter(n -> !names.contains(n)).toList();
    return new Loaded<>(Tree.with(model, tensors), List.copyOf(missing), unexpected);
  }

  private static Tensor tensor(String name, NDArray array, Tensor old) {
    if (!array.type().equals(old.type())) {
      throw new IllegalArgumentException(
          "the array of %s is %s, but the model has %s there"
              .formatted(name, array.type(), old.type()));
    }
    return Tensor.constant(array);
  }
}
