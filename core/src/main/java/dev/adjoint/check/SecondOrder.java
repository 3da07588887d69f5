package dev.adjoint.check;

import dev.adjoint.Adjoint;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.function.BiFunction;

/// [Aspect#SECOND]: the gradient of `⟨∇f, v⟩` against differences of `∇f` along `v`, for each
/// direction `v`.
final class SecondOrder {
  private SecondOrder() {}

  static <A> List<GradientReport.Row> rows(Subject<A> subject, Derivatives at) {
    Point<A> point = subject.point();
    BiFunction<A, List<Tensor>, A> curvature = Adjoint.compile(subject::curvature);
    return new Tangents(
            subject,
            Aspect.SECOND,
            point.slots(),
            at.gradient(),
            at.slopes(),
            v -> point.read(curvature.apply(point.tree(), point.split(v))),
            slot -> at.scale(at.slopes(), slot.offset(), slot.end()))
        .rows();
  }
}
