package dev.adjoint.nn.layer;

import dev.adjoint.Adjoint;
import dev.adjoint.Scanned;
import dev.adjoint.Step;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Tanh;
import dev.adjoint.random.Key;
import java.util.Arrays;

/// Long short-term memory: a cell `c` that gates decide what to keep of,
///
/// ```
/// (i, f, g, o) = xₜ · W + hₜ₋₁ · U + b
/// cₜ = σ(f) cₜ₋₁ + σ(i) tanh(g)
/// hₜ = σ(o) tanh(cₜ)
/// ```
///
/// from `h₀ = c₀ = 0`. Shapes: `W [in,4·hidden]`, `U [hidden,4·hidden]`, `b [4·hidden]`, the gates
/// in the order i, f, g, o; input `[N,length,in]` gives all states `h`, `[N,length,hidden]`; for
/// the last alone put [LastStep] behind it. Dtypes: f32 or f64, the same throughout. Sources:
/// Hochreiter, Schmidhuber, *Long short-term memory*, Neural Computation 9 (1997); with the forget
/// gate of Gers, Schmidhuber, Cummins, *Learning to forget* (2000).
///
/// @param input the matrix `W`
/// @param recurrent the matrix `U`
/// @param bias the vector `b`; in a new layer zeros, and ones for the forget gate
public record Lstm(Tensor input, Tensor recurrent, Tensor bias) implements Layer {
  /// What goes from step to step.
  ///
  /// @param hidden the output `h`, `[N,hidden]`
  /// @param cell the cell `c`, `[N,hidden]`
  public record State(Tensor hidden, Tensor cell) {}

  /// {@return a layer whose matrices are drawn from [Initializer#xavier], and whose forget gate is
  /// open}
  ///
  /// @param in the size of an input
  /// @param hidden the size of the state
  /// @param key where the numbers come from; each layer needs its own
  public static Lstm of(int in, int hidden, Key key) {
    var keys = key.split(2);
    float[] bias = new float[4 * hidden];
    Arrays.fill(bias, hidden, 2 * hidden, 1);
    Initializer xavier = Initializer.xavier();
    return new Lstm(
        xavier.init(TensorType.f32(in, 4 * hidden), keys.get(0)),
        xavier.init(TensorType.f32(hidden, 4 * hidden), keys.get(1)),
        Tensor.constant(NDArray.of(bias)));
  }

  /// {@return the outputs of all steps}
  ///
  /// @param x the sequences, `[N,length,in]`
  /// @throws IllegalArgumentException if the type does not fit
  @Override
  public Tensor apply(Tensor x) {
    Tensor zeros = Sequences.zeros(x, hidden());
    return Sequences.batchFirst(run(x, new State(zeros, zeros)).outputs());
  }

  /// {@return the last state, and the outputs of all steps `[length,N,hidden]`}
  ///
  /// @param x the sequences, `[N,length,in]`
  /// @param start the state before the first step
  /// @throws IllegalArgumentException if the types do not fit
  public Scanned<State, Tensor> run(Tensor x, State start) {
    return Adjoint.scan(this::step, start, Sequences.drive("LSTM", x, input, bias));
  }

  private Step<State, Tensor> step(State state, Tensor drive) {
    Tensor gates = drive.plus(state.hidden().matmul(recurrent));
    Tensor in = Sigmoid.of(Sequences.gate(gates, 0, hidden()));
    Tensor forget = Sigmoid.of(Sequences.gate(gates, 1, hidden()));
    Tensor candidate = Tanh.of(Sequences.gate(gates, 2, hidden()));
    Tensor out = Sigmoid.of(Sequences.gate(gates, 3, hidden()));
    Tensor cell = forget.times(state.cell()).plus(in.times(candidate));
    Tensor hidden = out.times(Tanh.of(cell));
    return new Step<>(new State(hidden, cell), hidden);
  }

  private int hidden() {
    return recurrent.shape().size(0);
  }
}
