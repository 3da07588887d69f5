package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The dtypes that an op was given and those that it made, each once.
record Signature(List<DType> inputs, List<DType> outputs) {
  static Signature of(Node node) {
    return new Signature(dtypes(node.inputs()), dtypes(node.outputs()));
  }

  /// Of a whole formula.
  static Signature of(List<Node> nodes, List<Tensor> outputs) {
    List<Tensor> leaves =
        nodes.stream()
            .filter(node -> node.inputs().isEmpty())
            .flatMap(node -> node.outputs().stream())
            .toList();
    return new Signature(dtypes(leaves).stream().sorted().toList(), dtypes(outputs));
  }

  private static List<DType> dtypes(List<Tensor> tensors) {
    return tensors.stream().map(Tensor::dtype).distinct().toList();
  }

  boolean contains(DType dtype) {
    return inputs.contains(dtype) || outputs.contains(dtype);
  }

  boolean isDifferentiable() {
    return inputs.stream().anyMatch(DType::isFloating)
        && outputs.stream().anyMatch(DType::isFloating);
  }

  /// What the op of a node accepts when one dtype among its inputs, or one that it is told to make,
  /// is changed to this.
  static Set<Signature> accepted(Node node, DType to) {
    var result = new HashSet<Signature>();
    List<TensorType> types = node.inputs().stream().map(Tensor::type).toList();
    told(node.op(), to).flatMap(op -> accepted(op, types)).ifPresent(result::add);
    for (DType from : Set.copyOf(dtypes(node.inputs()))) {
      accepted(node.op(), types.stream().map(type -> changed(type, from, to)).toList())
          .ifPresent(result::add);
    }
    return result;
  }

  private static TensorType changed(TensorType type, DType from, DType to) {
    return type.dtype() == from ? new TensorType(to, type.shape()) : type;
  }

  private static Optional<Signature> accepted(Op op, List<TensorType> inputs) {
    try {
      List<TensorType> outputs = op.types(inputs);
      return Optional.of(
          new Signature(
              inputs.stream().map(TensorType::dtype).distinct().toList(),
              outputs.stream().map(TensorType::dtype).distinct().toList()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// The same op, told to make another dtype; empty where it is not told one, or refuses.
  private static Optional<Op> told(Op op, DType dtype) {
    RecordComponent[] parts =
        Optional.ofNullable(op.getClass().getRecordComponents()).orElseThrow();
    List<Class<?>> types = Stream.of(parts).<Class<?>>map(RecordComponent::getType).toList();
    if (!types.contains(DType.class) && !types.contains(TensorType.class)) {
      return Optional.empty();
    }
    try {
      var values = new ArrayList<>();
      for (RecordComponent part : parts) {
        part.getAccessor().setAccessible(true);
        values.add(
            switch (part.getAccessor().invoke(op)) {
              case DType _ -> dtype;
              case TensorType type -> new TensorType(dtype, type.shape());
              case Object other -> other;
            });
      }
      var constructor = op.getClass().getDeclaredConstructor(types.toArray(Class<?>[]::new));
      return Optional.of((Op) constructor.newInstance(values.toArray()));
    } catch (InvocationTargetException _) {
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(op + " has parts " + Arrays.toString(parts), e);
    }
  }
}
