package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Random classes: class `k` with probability `softmax(logits)ₖ`, for each row of the last axis.
///
/// Shapes: a key `i32[2]` and logits `[…,K]` give `i32[…]`; keys `i32[…,2]` take logits with the
/// same axes in front, so that each key draws its own part. Dtypes: logits f32 or f64. The class
/// with the largest `logit − ln(−ln u)`, where `u` is the f64 draw of the key; computed in f64 with
/// `StrictMath`, so the same key gives the same classes on every machine. A logit of −∞ is not
/// drawn unless all are, NaN counts as the largest; no gradient.
///
/// Source: Gumbel, *Statistical theory of extreme values* (1954); Maddison, Tarlow, Minka, *A\*
/// sampling* (2014), §2.
public record Categorical() implements Routine {
  /// {@return a class for each row}
  ///
  /// @param key the key, `i32[…,2]`
  /// @param logits the logarithms of the probabilities, up to a constant for each row
  /// @throws IllegalArgumentException if this is no key, the types do not fit or there is no class
  public static Tensor of(Tensor key, Tensor logits) {
    return Tensor.of(new Categorical(), key, logits);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 2);
    TensorType logits = inputs.get(1);
    if (!logits.isFloating()) {
      throw error(inputs, "the logits must be f32 or f64; convert with Cast.of(logits, dtype)");
    }
    Shape keys = Draw.keys(this, inputs);
    int[] sizes = logits.shape().toArray();
    int[] front = IntStream.of(sizes).limit(keys.rank()).toArray();
    if (sizes.length <= keys.rank() || !Shape.of(front).equals(keys)) {
      throw error(
          inputs,
          "the logits must have the axes of the keys, %s, in front and one more".formatted(keys));
    }
    if (sizes[sizes.length - 1] == 0) {
      throw error(inputs, "there is no class to draw");
    }
    return List.of(TensorType.i32(IntStream.of(sizes).limit(sizes.length - 1L).toArray()));
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Buffer keys = inputs.get(0);
    Buffer logits = inputs.get(1);
    int classes = logits.type().shape().size(-1);
    int each = logits.count() * 2 / Math.max(1, keys.count());
    var draw = new TensorType(DType.FLOAT64, Shape.of(each));
    for (int i = 0; i < logits.count() / Math.max(1, each); i++) {
      NDArray u = Draw.key(keys, i).uniform(draw);
      for (int row = 0; row < each; row += classes) {
        int first = i * each + row;
        int place = row;
        int drawn =
            Best.LARGEST.place(
                classes, k -> perturbed(logits.value(first + k), u.value(place + k)));
        outputs.getFirst().set(first / classes, drawn);
      }
    }
  }

  private static double perturbed(double logit, double u) {
    return logit - StrictMath.log(-StrictMath.log(u));
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    return Tensor.zeros(inputs.get(input).type());
  }

  @Override
  public Optional<List<Tensor>> batched(Batch batch) {
    return Optional.of(Node.of(this, batch.whole()).outputs());
  }
}
