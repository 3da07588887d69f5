package dev.adjoint.op;

import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Random truth: true with probability `p`, element by element.
///
/// Shapes: a key `i32[2]` and `p` of any shape give bool of that shape; keys `i32[…,2]` take
/// probabilities with the same axes in front, so that each key draws its own part. Dtypes: `p` f32
/// or f64. True where [Uniform] of the dtype of `p` is below `p`: never for 0 or less or NaN,
/// always for 1 or more. No gradient: the output is bool.
public record Bernoulli() implements Composite {
  /// {@return true with the given probabilities}
  ///
  /// @param key the key, `i32[…,2]`
  /// @param p the probabilities
  /// @throws IllegalArgumentException if this is no key or the types do not fit
  public static Tensor of(Tensor key, Tensor p) {
    return Tensor.of(new Bernoulli(), key, p);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 2);
    TensorType p = inputs.get(1);
    if (!p.isFloating()) {
      throw error(inputs, "the probabilities must be f32 or f64; convert with Cast.of(p, dtype)");
    }
    each(inputs);
    return List.of(TensorType.bool(p.shape().toArray()));
  }

  /// The type of the probabilities of one key.
  private TensorType each(List<TensorType> inputs) {
    TensorType p = inputs.get(1);
    Shape keys = Draw.keys(this, inputs);
    int[] sizes = p.shape().toArray();
    int[] front = IntStream.of(sizes).limit(keys.rank()).toArray();
    if (!Shape.of(front).equals(keys)) {
      throw error(inputs, "the probabilities must begin with the axes of the keys, " + keys);
    }
    return p.withShape(Shape.of(IntStream.of(sizes).skip(keys.rank()).toArray()));
  }

  @Override
  public Tensor expand(List<Tensor> inputs) {
    TensorType each = each(inputs.stream().map(Tensor::type).toList());
    return Less.of(Uniform.of(inputs.get(0), each), inputs.get(1));
  }

  @Override
  public Optional<Composite> batched() {
    return Optional.of(this);
  }
}
