package dev.adjoint.nn.layer;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Softmax;
import dev.adjoint.op.Where;
import dev.adjoint.random.Key;

/// Multi-head attention: each position takes a mean of the values at all positions, weighted by how
/// its query fits their keys, once for each head: `softmax(Q Kᵀ / √d) V`, with `Q`, `K`, `V` of `d
/// = width / heads` features for each head, the heads laid side by side and mapped once more.
///
/// Shapes: input `[N,length,width]`, kept. Dtypes: f32 or f64, the same throughout. A causal layer
/// looks at no later position. Source: Vaswani et al., *Attention is all you need*, NeurIPS 2017,
/// §3.2.
///
/// @param heads the number of heads, a divisor of the width
/// @param causal whether a position sees only itself and what is before it
/// @param query the map to queries
/// @param key the map to keys
/// @param value the map to values
/// @param output the last map
public record MultiHeadAttention(
    int heads, boolean causal, Affine query, Affine key, Affine value, Affine output)
    implements Layer {
  /// {@return a layer whose maps are drawn from [Initializer#xavier]}
  ///
  /// @param width the number of features
  /// @param heads the number of heads
  /// @param random where the numbers come from; each layer needs its own
  /// @throws IllegalArgumentException if the heads do not divide the width
  public static MultiHeadAttention of(int width, int heads, Key random) {
    if (heads < 1 || width % heads != 0) {
      throw new IllegalArgumentException(
          "attention of %d heads over %d features: the heads must divide the features evenly"
              .formatted(heads, width));
    }
    var keys = random.split(4);
    return new MultiHeadAttention(
        heads,
        false,
        Affine.xavier(width, width, keys.get(0)),
        Affine.xavier(width, width, keys.get(1)),
        Affine.xavier(width, width, keys.get(2)),
        Affine.xavier(width, width, keys.get(3)));
  }

  /// {@return the same layer looking at no later position}
  public MultiHeadAttention causally() {
    return new MultiHeadAttention(heads, true, query, key, value, output);
  }

  /// {@return what each position of a sequence takes from the whole of it}
  ///
  /// @param x the sequences, `[N,length,width]`
  /// @throws IllegalArgumentException if the type does not fit
  @Override
  public Tensor apply(Tensor x) {
    return attend(x, x);
  }

  /// {@return what each position of one sequence takes from another}
  ///
  /// @param x who asks, `[N,length,width]`
  /// @param memory what is looked at, `[N,positions,width]`, of the dtype of `x`; a causal layer
  ///   takes one of the length of `x`
  /// @throws IllegalArgumentException if the types do not fit
  public Tensor attend(Tensor x, Tensor memory) {
    check(x.type());
    check(memory.type());
    checkPair(x.type(), memory.type());
    Tensor q = split(query.apply(x));
    Tensor k = split(key.apply(memory));
    double scale = 1 / Math.sqrt((double) width() / heads);
    Tensor scores = q.matmul(k.transpose(0, 1, 3, 2)).times(scale);
    Tensor weights = Softmax.of(causal ? masked(scores) : scores);
    Tensor heads = weights.matmul(split(value.apply(memory)));
    return output.apply(heads.transpose(0, 2, 1, 3).reshape(x.shape().toArray()));
  }

  /// `[N,length,width]` as `[N,heads,length,width/heads]`.
  private Tensor split(Tensor x) {
    return x.reshape(x.shape().size(0), x.shape().size(1), heads, width() / heads)
        .transpose(0, 2, 1, 3);
  }

  private static Tensor masked(Tensor scores) {
    int length = scores.shape().size(-2);
    int positions = scores.shape().size(-1);
    boolean[] seen = new boolean[length * positions];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = i % positions <= i / positions;
    }
    Tensor mask = Tensor.constant(NDArray.of(seen).reshape(length, positions));
    Tensor never = Tensor.full(scores.type(), Double.NEGATIVE_INFINITY);
    return Where.of(mask.broadcastTo(scores.shape()), scores, never);
  }

  private int width() {
    return query.weight().shape().size(0);
  }

  private void check(TensorType x) {
    DType dtype = query.weight().dtype();
    if (x.rank() != 3 || x.shape().size(2) != width() || x.dtype() != dtype) {
      throw new IllegalArgumentException(
          "attention over %d features was given %s: wants %s[N,length,%d]"
              .formatted(width(), x, dtype, width()));
    }
  }

  private void checkPair(TensorType x, TensorType memory) {
    if (x.shape().size(0) != memory.shape().size(0)) {
      throw new IllegalArgumentException(
          "attention of %s to %s: wants as many sequences of the one as of the other"
              .formatted(x, memory));
    }
    if (causal && x.shape().size(1) != memory.shape().size(1)) {
      throw new IllegalArgumentException(
          "causal attention of %s to %s: which positions are later is known where both are of one length; a layer that is not causal takes any"
              .formatted(x, memory));
    }
  }
}
