package dev.adjoint.nn.optim;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.graph.Tensor.constant;
import static dev.adjoint.nn.optim.Walks.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class LbfgsTest {
  private static final int N = 4;

  /// `H y` for the matrix of equations 7.16 to 7.20, built up in full: from `γ I`, for each pair
  /// from the first, `H ← Vᵀ H V + ρ s sᵀ` with `V = I − ρ y sᵀ`.
  private static double[] direction(Deque<double[][]> pairs, double[] g) {
    double[][] h = new double[N][N];
    double gamma = 1;
    if (!pairs.isEmpty()) {
      double[][] last = pairs.getLast();
      gamma = dot(last[0], last[1]) / dot(last[1], last[1]);
    }
    for (int i = 0; i < N; i++) {
      h[i][i] = gamma;
    }
    for (double[][] pair : pairs) {
      double rho = 1 / dot(pair[0], pair[1]);
      double[][] v = new double[N][N];
      for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
          v[i][j] = (i == j ? 1 : 0) - rho * pair[1][i] * pair[0][j];
        }
      }
      double[][] next = new double[N][N];
      for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
          for (int a = 0; a < N; a++) {
            for (int b = 0; b < N; b++) {
              next[i][j] += v[a][i] * h[a][b] * v[b][j];
            }
          }
          next[i][j] += rho * pair[0][i] * pair[0][j];
        }
      }
      h = next;
    }
    double[] d = new double[N];
    for (int i = 0; i < N; i++) {
      d[i] = -dot(h[i], g);
    }
    return d;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] minus(double[] a, double[] b) {
    double[] c = a.clone();
    Arrays.setAll(c, i -> a[i] - b[i]);
    return c;
  }

  /// Twenty steps on a quadratic function beside the matrices of the book.
  @Property(seed = "1", tries = 30)
  void followsItsRule(@ForAll @IntRange(min = 1, max = 5) int history, @ForAll long seed) {
    double[] curve = Key.of(seed).uniform(TensorType.f64(N), 0.5, 2).toDoubleArray();
    var optimizer = new Lbfgs(0.7, history);
    double[] w = Key.of(seed + 1).normal(TensorType.f64(N)).toDoubleArray();
    Tensor params = Tensor.vector(w);
    var state = optimizer.init(params);
    Deque<double[][]> pairs = new ArrayDeque<>();
    double[] before = w;
    double[] slopeBefore = w;
    for (int t = 0; t < 20; t++) {
      double[] now = w;
      double[] g = new double[N];
      Arrays.setAll(g, i -> curve[i] * now[i] + 0.3 * Math.pow(now[i], 3));
      if (t > 0) {
        pairs.addLast(new double[][] {minus(w, before), minus(g, slopeBefore)});
        if (pairs.size() > history) {
          pairs.removeFirst();
        }
      }
      double length = 0.7 * (t > 0 ? 1 : Math.min(1, 1 / Arrays.stream(g).map(Math::abs).sum()));
      double[] d = direction(pairs, g);
      before = w;
      slopeBefore = g;
      w = w.clone();
      for (int i = 0; i < N; i++) {
        w[i] += length * d[i];
      }
      var update = optimizer.update(Tensor.vector(g), state, params);
      params = constant(eval(update.params()));
      state = eval(update.state());
      for (int i = 0; i < N; i++) {
        assertThat(params.value().value(i)).isCloseTo(w[i], within(1e-9 * (1 + Math.abs(w[i]))));
      }
      w = params.value().toDoubleArray();
    }
  }

  @Test
  void aStepWithoutCurvatureIsForgotten() {
    Curvature<Tensor> none = Curvature.none(Tensor.vector(0, 0), 2);
    Curvature<Tensor> bent = none.and(Tensor.vector(1, 0), Tensor.vector(2, 0));
    Curvature<Tensor> same = bent.and(Tensor.vector(0, 1), Tensor.vector(0, -1));
    assertThat(eval(same.steps().getLast())).isEqualTo(NDArray.of(1.0, 0));
    assertThat(eval(same.direction(Tensor.vector(4, 6)))).isEqualTo(NDArray.of(-2.0, -3));
    assertThat(eval(none.direction(Tensor.vector(4, 6)))).isEqualTo(NDArray.of(-4.0, -6));
  }

  @Test
  void findsTheBottomOfAQuadraticCompiled() {
    Tensor end =
        run(
            new Lbfgs(1, 5),
            (Tensor w) ->
                w.minus(Tensor.vector(1, 2, 3)).squared().times(Tensor.vector(1, 5, 9)).sum(),
            Tensor.vector(0, 0, 0),
            25);
    assertThat(end.value().value(0)).isCloseTo(1, within(1e-6));
    assertThat(end.value().value(1)).isCloseTo(2, within(1e-6));
    assertThat(end.value().value(2)).isCloseTo(3, within(1e-6));
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lbfgs(1, 0))
        .withMessage("Lbfgs with history 0: it must be at least 1");
  }
}
