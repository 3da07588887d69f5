package dev.adjoint.examples.calculus;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.jacobian;
import static dev.adjoint.Adjoint.vmap;
import static dev.adjoint.graph.Tensor.constant;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Concat;
import dev.adjoint.op.Cos;
import dev.adjoint.op.Sin;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.function.Function;

/// A small Jacobian at each of 30,000 points: where a point of a turned ellipsoid lies, 3 numbers,
/// by its 9 parameters: radii, turn, centre.
final class SurfaceFit implements Study {
  private static final int POINTS = 30_000;

  private final Tensor direction = Tensor.vector(0.6, 0, 0.8);
  private final Tensor parameters =
      constant(Key.of(1).uniform(TensorType.f64(POINTS, 9), 0.3, 1.3));

  /// The point `c + R(ω) (r ∘ d)`, by the formula of Rodrigues.
  private Tensor point(Tensor p) {
    Tensor v = p.slice(0, 0, 3).times(direction);
    Tensor turn = p.slice(0, 3, 6);
    Tensor angle = turn.squared().sum().sqrt();
    Tensor axis = turn.div(angle);
    Tensor along = axis.times(axis.times(v).sum()).times(Cos.of(angle).negate().plus(1));
    Tensor turned = v.times(Cos.of(angle)).plus(cross(axis, v).times(Sin.of(angle))).plus(along);
    return turned.plus(p.slice(0, 6, 9));
  }

  private static Tensor cross(Tensor a, Tensor b) {
    return next(a, 1).times(next(b, 2)).minus(next(a, 2).times(next(b, 1)));
  }

  private static Tensor next(Tensor a, int by) {
    return Concat.of(0, a.slice(0, by, 3), a.slice(0, 0, by));
  }

  @Override
  public String title() {
    return "Jacobians 3 by 9 at 30,000 points";
  }

  @Override
  public List<Check> checks() {
    NDArray all = compile(vmap(jacobian(this::point))).apply(parameters).value();
    int last = POINTS - 1;
    Tensor p = parameters.slice(0, last, POINTS).reshape(9);
    double[] expected = new double[27];
    for (int k = 0; k < 27; k++) {
      expected[k] = difference(p, k / 9, k % 9);
    }
    Tensor found = constant(all).slice(0, last, POINTS).reshape(27);
    Tensor centres = constant(all).slice(2, 6, 9);
    Tensor eye =
        Tensor.matrix(new double[] {1, 0, 0}, new double[] {0, 1, 0}, new double[] {0, 0, 1});
    return List.of(
        Check.of("the last of them, differences", found, expected, 1e-10),
        Check.of(
            "all by their centres, closed form", centres, eye.broadcastTo(centres.shape()), 0));
  }

  private double difference(Tensor p, int output, int input) {
    double[] unit = new double[9];
    unit[input] = 1;
    return Differences.slope(
        x -> point(x).slice(0, output, output + 1).sum(), p, Tensor.vector(unit), 1e-3);
  }

  @Override
  public List<Race> races() {
    Function<Tensor, Tensor> points = vmap(this::point);
    return List.of(
        Race.of("Jacobians, 9 columns", points, vmap(jacobian(this::point)), parameters));
  }
}
