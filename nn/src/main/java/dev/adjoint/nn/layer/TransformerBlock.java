package dev.adjoint.nn.layer;

import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Gelu;
import dev.adjoint.random.Key;

/// Transformer block, normalised before each part: `y = x + a(norm(x))`, then `y + f(norm(y))`,
/// with attention `a` and a network `f` of one hidden layer, GELU, for each position by itself.
///
/// Shape: `[N,length,width]`, kept; dtype f32 or f64, the same throughout. Sources: Vaswani et al.,
/// *Attention is all you need*, NeurIPS 2017, §3.1; Xiong et al., *On layer normalization in the
/// transformer architecture*, ICML 2020, for the order.
///
/// @param before the normalisation before the attention
/// @param attention the attention
/// @param between the normalisation before the network
/// @param widen the network's hidden layer
/// @param narrow the network's output layer
/// @param dropout what is dropped of both parts in training
public record TransformerBlock(
    LayerNorm before,
    MultiHeadAttention attention,
    LayerNorm between,
    Affine widen,
    Affine narrow,
    Dropout dropout)
    implements ModalLayer {
  /// {@return a block with a hidden layer of four times the width, without dropout}
  ///
  /// @param width the number of features
  /// @param heads the number of heads
  /// @param key where the numbers come from; each block needs its own
  /// @throws IllegalArgumentException if the heads do not divide the width
  public static TransformerBlock of(int width, int heads, Key key) {
    var keys = key.split(3);
    return new TransformerBlock(
        LayerNorm.of(width),
        MultiHeadAttention.of(width, heads, keys.get(0)),
        LayerNorm.of(width),
        Affine.xavier(width, 4 * width, keys.get(1)),
        Affine.xavier(4 * width, width, keys.get(2)),
        new Dropout(0));
  }

  /// {@return the same block with dropout}
  ///
  /// @param rate the probability
  public TransformerBlock withDropout(double rate) {
    return new TransformerBlock(before, attention, between, widen, narrow, new Dropout(rate));
  }

  /// {@return the same block with attention that looks at no later position}
  public TransformerBlock causally() {
    return new TransformerBlock(before, attention.causally(), between, widen, narrow, dropout);
  }

  /// {@return the sequences, to which attention and the hidden layer have added}
  ///
  /// @param x the sequences, `[N,length,width]`
  /// @param pass the mode, and in training a key, if anything is dropped
  /// @throws IllegalArgumentException if the type does not fit
  /// @throws IllegalStateException in training, if the pass has no key for what is dropped
  @Override
  public Tensor apply(Tensor x, Pass pass) {
    Tensor y = x.plus(drop(attention.apply(before.apply(x)), pass));
    Tensor hidden = Gelu.of(widen.apply(between.apply(y)));
    return y.plus(drop(narrow.apply(hidden), pass));
  }

  /// Nothing is drawn where nothing is dropped, so that a pass needs no key for it.
  private Tensor drop(Tensor x, Pass pass) {
    return dropout.rate() == 0 ? x : dropout.apply(x, pass);
  }
}
