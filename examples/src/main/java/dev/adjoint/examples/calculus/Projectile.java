package dev.adjoint.examples.calculus;

import static dev.adjoint.Adjoint.whileLoop;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;

import dev.adjoint.Mode;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Concat;
import dev.adjoint.op.Cos;
import dev.adjoint.op.GreaterEqual;
import dev.adjoint.op.Sin;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// How far a stone flies, by the angle of the throw: the force is the gradient of a potential, the
/// motion runs until the stone is below the ground, and the range is differentiated through it all.
///
/// Where weight is the same everywhere the range is `v² sin 2θ / g`, and a step of Verlet's method
/// is exact. Landing is in the last step, between two positions: at the root of its parabola.
final class Projectile implements Study {
  private static final double SPEED = 10;
  private static final double GRAVITY = 9.81;
  private static final double STEP = 0.01;
  private static final int LIMIT = 1000;
  private static final double ANGLE = 0.6;

  record Flight(Tensor position, Tensor velocity) {}

  private static Tensor height(Tensor position) {
    return position.slice(0, 1, 2).sum();
  }

  private static Tensor uniform(Tensor position) {
    return height(position).times(GRAVITY);
  }

  /// Weight that fades as it does above a planet of radius 20.
  private static Tensor fading(Tensor position) {
    Tensor fromCentre = position.plus(vector(0, 20)).squared().sum().sqrt();
    return fromCentre.pow(-1).times(-GRAVITY * 400);
  }

  private static Tensor range(Function<Tensor, Tensor> potential, Modes modes, Tensor angle) {
    Function<Tensor, Tensor> force = x -> modes.inner(potential).apply(x).negate();
    Flight landed =
        whileLoop(
            LIMIT,
            flight -> GreaterEqual.of(height(flight.position()), scalar(0)),
            flight -> move(force, flight, scalar(STEP)),
            new Flight(vector(0, 0), thrown(angle)));
    Tensor tooLong = sinceGround(landed, force.apply(landed.position()));
    return move(force, landed, tooLong.negate()).position().slice(0, 0, 1).sum();
  }

  private static Tensor thrown(Tensor angle) {
    Tensor direction = Concat.of(0, Cos.of(angle).reshape(1), Sin.of(angle).reshape(1));
    return direction.times(SPEED);
  }

  private static Flight move(Function<Tensor, Tensor> force, Flight flight, Tensor time) {
    Tensor half = flight.velocity().plus(force.apply(flight.position()).times(time).times(0.5));
    Tensor position = flight.position().plus(half.times(time));
    return new Flight(position, half.plus(force.apply(position).times(time).times(0.5)));
  }

  /// The smaller time `t` with `y − t v + t² a / 2 = 0`.
  private static Tensor sinceGround(Flight flight, Tensor force) {
    Tensor v = height(flight.velocity()).negate();
    Tensor a = height(force).negate();
    Tensor below = height(flight.position()).negate();
    Tensor root = v.squared().minus(a.times(below).times(2)).sqrt();
    return below.times(2).div(v.plus(root));
  }

  @Override
  public String title() {
    return "range of a throw by its angle";
  }

  @Override
  public List<Check> checks() {
    double range = SPEED * SPEED * Math.sin(2 * ANGLE) / GRAVITY;
    Function<Tensor, Tensor> reference = f(Projectile::fading, Modes.all().findFirst().get());
    double slope = Differences.slope(reference, scalar(ANGLE), scalar(1), 1e-5);
    var value =
        Check.of(
            "range, closed form",
            f(Projectile::uniform, Modes.all().findFirst().get()).apply(scalar(ANGLE)),
            range,
            1e-13);
    return Stream.concat(Stream.of(value), Modes.all().flatMap(modes -> checks(modes, slope)))
        .toList();
  }

  private static Stream<Check> checks(Modes modes, double slope) {
    double exact = 2 * SPEED * SPEED * Math.cos(2 * ANGLE) / GRAVITY;
    return Stream.of(
        Check.of(
            modes + ", closed form",
            modes.outer(f(Projectile::uniform, modes)).apply(scalar(ANGLE)),
            exact,
            1e-12),
        Check.of(
            modes + ", fading, differences",
            modes.outer(f(Projectile::fading, modes)).apply(scalar(ANGLE)),
            slope,
            1e-8));
  }

  private static Function<Tensor, Tensor> f(Function<Tensor, Tensor> potential, Modes modes) {
    return angle -> range(potential, modes, angle);
  }

  @Override
  public List<Race> races() {
    return Stream.of(Mode.values())
        .map(mode -> new Modes(Mode.REVERSE, mode))
        .map(modes ->
            Race.of(
                modes.toString(),
                f(Projectile::fading, modes),
                modes.outer(f(Projectile::fading, modes)),
                scalar(ANGLE)))
        .toList();
  }
}
