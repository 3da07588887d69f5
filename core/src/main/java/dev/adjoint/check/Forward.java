package dev.adjoint.check;

import dev.adjoint.Adjoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// [Aspect#FORWARD]: tangents of the outputs against differences of the outputs; to order 2 also
/// tangents of the gradient, which is forward over reverse mode, against differences of it.
final class Forward<A> {
  private final Subject<A> subject;
  private final Derivatives at;

  Forward(Subject<A> subject, Derivatives at) {
    this.subject = subject;
    this.at = at;
  }

  List<GradientReport.Row> rows() {
    var rows = new ArrayList<>(outputs());
    if (subject.settings().aspects().contains(Aspect.SECOND)) {
      rows.addAll(gradient());
    }
    return rows;
  }

  private List<GradientReport.Row> outputs() {
    Point<Object> y = subject.values();
    Function<A, Object> f = Adjoint.compile(subject.f());
    return new Tangents(
            subject,
            Aspect.FORWARD,
            y.slots(),
            v -> y.read(f.apply(subject.point().with(v))),
            y.vector(),
            tangent(subject.f(), y),
            slot -> Math.min(1, Subject.largest(y.vector(), slot.offset(), slot.end())))
        .rows();
  }

  private List<GradientReport.Row> gradient() {
    Point<A> x = subject.point();
    return new Tangents(
            subject,
            Aspect.FORWARD,
            x.slots().stream().map(slot -> slot.named("gradient of " + slot.name())).toList(),
            at.gradient(),
            at.slopes(),
            tangent(Adjoint.grad(subject.scalar()), x),
            slot -> at.scale(at.slopes(), slot.offset(), slot.end()))
        .rows();
  }

  private <B> UnaryOperator<double[]> tangent(Function<A, B> f, Point<B> y) {
    Point<A> x = subject.point();
    BiFunction<A, A, B> jvp = Adjoint.compile((A a, A aDot) -> Adjoint.jvp(f, a, aDot).tangent());
    return v -> y.read(jvp.apply(x.tree(), x.gradient(v)));
  }
}
