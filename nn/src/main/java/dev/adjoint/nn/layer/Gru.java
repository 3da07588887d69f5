package dev.adjoint.nn.layer;

import dev.adjoint.Adjoint;
import dev.adjoint.Scanned;
import dev.adjoint.Step;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Tanh;
import dev.adjoint.random.Key;

/// Gated recurrent unit: a state that gates decide what to renew of,
///
/// ```
/// (r, z, n) = xₜ · W + b        (r′, z′, n′) = hₜ₋₁ · U + c
/// hₜ = (1 − σ(z + z′)) tanh(n + σ(r + r′) n′) + σ(z + z′) hₜ₋₁
/// ```
///
/// from `h₀ = 0`. The reset gate is applied after the product, as in cuDNN, PyTorch and ONNX with
/// `linear_before_reset`. Shapes: `W [in,3·hidden]`, `U [hidden,3·hidden]`, `b` and `c [3·hidden]`,
/// the gates in the order r, z, n; input `[N,length,in]` gives all states, `[N,length,hidden]`; for
/// the last alone put [LastStep] behind it. Dtypes: f32 or f64, the same throughout. Source: Cho et
/// al., *Learning phrase representations using RNN encoder–decoder*, EMNLP 2014, §2.3.
///
/// @param input the matrix `W`
/// @param recurrent the matrix `U`
/// @param bias the vector `b`, zeros in a new layer
/// @param recurrentBias the vector `c`, zeros in a new layer
public record Gru(Tensor input, Tensor recurrent, Tensor bias, Tensor recurrentBias)
    implements Layer {
  /// {@return a layer whose matrices are drawn from [Initializer#xavier]}
  ///
  /// @param in the size of an input
  /// @param hidden the size of the state
  /// @param key where the numbers come from; each layer needs its own
  public static Gru of(int in, int hidden, Key key) {
    var keys = key.split(2);
    TensorType bias = TensorType.f32(3 * hidden);
    Initializer xavier = Initializer.xavier();
    return new Gru(
        xavier.init(TensorType.f32(in, 3 * hidden), keys.get(0)),
        xavier.init(TensorType.f32(hidden, 3 * hidden), keys.get(1)),
        Initial.zeros(bias),
        Initial.zeros(bias));
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
    return Adjoint.scan(this::step, start, Sequences.drive("GRU", x, input, bias));
  }

  private Step<Tensor, Tensor> step(Tensor h, Tensor drive) {
    Tensor own = h.matmul(recurrent).plus(recurrentBias);
    Tensor reset = Sigmoid.of(gate(drive, 0).plus(gate(own, 0)));
    Tensor keep = Sigmoid.of(gate(drive, 1).plus(gate(own, 1)));
    Tensor candidate = Tanh.of(gate(drive, 2).plus(reset.times(gate(own, 2))));
    Tensor next = candidate.plus(keep.times(h.minus(candidate)));
    return new Step<>(next, next);
  }

  private Tensor gate(Tensor gates, int number) {
    return Sequences.gate(gates, number, hidden());
  }

  private int hidden() {
    return recurrent.shape().size(0);
  }
}
