package dev.adjoint.experiment;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.experiment.DeterministicNumbersTest.assertDigits;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;

import dev.adjoint.graph.Tensor;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Where optimisers are after 30 steps in a valley, to every digit of the book.
final class OptimizerNumbersTest {
  /// The point and what an optimiser remembers.
  record State(Tensor x, Tensor v, Tensor m, Tensor step) {}

  private interface Rule {
    State update(State s, Tensor g);
  }

  private static Tensor after30(Rule rule) {
    Function<Tensor, Tensor> f = x -> x.squared().times(vector(1 / 20., 1)).sum();
    Function<State, State> step =
        compile((State s) -> {
          State next = rule.update(s, grad(f).apply(s.x()));
          return new State(next.x(), next.v(), next.m(), s.step().plus(1));
        });
    var s = new State(vector(-7, 2), vector(0, 0), vector(0, 0), scalar(1));
    for (int i = 0; i < 30; i++) {
      s = step.apply(s);
    }
    return s.x();
  }

  @Test
  void gradientDescentOnAValley() {
    Tensor x = after30((s, g) -> new State(s.x().minus(g.times(.95)), s.v(), s.m(), s.step()));
    assertDigits(x, 5e-7, -.350393, .084782);
  }

  @Test
  void momentum() {
    Tensor x =
        after30((s, g) -> {
          Tensor v = s.v().times(.9).minus(g.times(.1));
          return new State(s.x().plus(v), v, s.m(), s.step());
        });
    assertDigits(x, 5e-7, .896414, .088086);
  }

  @Test
  void nesterov() {
    Tensor x =
        after30((s, g) -> {
          Tensor v = s.v().times(.9).minus(g.times(.1));
          Tensor x1 = s.x().plus(v.times(.9)).minus(g.times(.1));
          return new State(x1, v, s.m(), s.step());
        });
    assertDigits(x, 5e-7, .689615, -.000680);
  }

  @Test
  void adaGrad() {
    Tensor x =
        after30((s, g) -> {
          Tensor h = s.v().plus(g.squared());
          Tensor x1 = s.x().minus(g.times(1.5).div(h.sqrt().plus(1e-7)));
          return new State(x1, h, s.m(), s.step());
        });
    assertDigits(x.slice(0, 0, 1), 5e-7, -.120162);
    assertDigits(x.slice(0, 1, 2), 5e-19, 2.5e-17);
  }

  @Test
  void rmsProp() {
    Tensor x =
        after30((s, g) -> {
          Tensor h = s.v().times(.99).plus(g.squared().times(1 - .99));
          Tensor x1 = s.x().minus(g.times(.1).div(h.sqrt().plus(1e-7)));
          return new State(x1, h, s.m(), s.step());
        });
    assertDigits(x.slice(0, 0, 1), 5e-7, -.697420);
    assertDigits(x.slice(0, 1, 2), 5e-10, 1.5e-8);
  }

  @Test
  void adam() {
    Tensor x =
        after30((s, g) -> {
          Tensor rate =
              scalar(1)
                  .minus(scalar(.999).pow(s.step()))
                  .sqrt()
                  .times(.3)
                  .div(scalar(1).minus(scalar(.9).pow(s.step())));
          Tensor m = s.m().plus(g.minus(s.m()).times(1 - .9));
          Tensor v = s.v().plus(g.squared().minus(s.v()).times(1 - .999));
          Tensor x1 = s.x().minus(rate.times(m).div(v.sqrt().plus(1e-7)));
          return new State(x1, v, m, s.step());
        });
    assertDigits(x, 5e-7, .136007, .318245);
  }
}
