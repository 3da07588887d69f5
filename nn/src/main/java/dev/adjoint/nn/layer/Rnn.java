package dev.adjoint.nn.layer;

import dev.adjoint.Adjoint;
import dev.adjoint.Scanned;
import dev.adjoint.Step;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Tanh;
import dev.adjoint.random.Key;

/// Recurrent layer (Elman): `hₜ = tanh(xₜ · W + hₜ₋₁ · U + b)`, from `h₀ = 0`.
///
/// Shapes: `W [in,hidden]`, `U [hidden,hidden]`, `b [hidden]`; input `[N,length,in]` gives all
/// states, `[N,length,hidden]`; for the last alone put [LastStep] behind it. Dtypes: f32 or f64,
/// the same throughout. Source: Goodfellow, Bengio, Courville, *Deep Learning* (2016), §10.2.
///
/// @param input the matrix `W`
/// @param recurrent the matrix `U`
/// @param bias the vector `b`, zeros in a new layer
public record Rnn(Tensor input, Tensor recurrent, Tensor bias) implements Layer {
  /// {@return a layer whose matrices are drawn from [Initializer#xavier]}
  ///
  /// @param in the size of an input
  /// @param hidden the size of the state
  /// @param key where the numbers come from; each layer needs its own
  public static Rnn of(int in, int hidden, Key key) {
    var keys = key.split(2);
    Initializer xavier = Initializer.xavier();
    return new Rnn(
        xavier.init(TensorType.f32(in, hidden), keys.get(0)),
        xavier.init(TensorType.f32(hidden, hidden), keys.get(1)),
        Initial.zeros(TensorType.f32(hidden)));
  }

  /// {@return the states of all steps}
  ///
  /// @param x the sequences, `[N,length,in]`
  /// @throws IllegalArgumentException if the type does not fit
  @Override
  public Tensor apply(Tensor x) {
    return Sequences.batchFirst(run(x, Sequences.zeros(x, hidden())).outputs());
  }

  /// {@return the last state, and the states of all steps `[length,N,hidden]`}
  ///
  /// @param x the sequences, `[N,length,in]`
  /// @param start the state before the first step, `[N,hidden]`
  /// @throws IllegalArgumentException if the types do not fit
  public Scanned<Tensor, Tensor> run(Tensor x, Tensor start) {
    return Adjoint.scan(
        (Tensor h, Tensor drive) -> {
          Tensor next = Tanh.of(drive.plus(h.matmul(recurrent)));
          return new Step<>(next, next);
        },
        start,
        Sequences.drive("recurrent", x, input, bias));
  }

  private int hidden() {
    return recurrent.shape().size(0);
  }
}
