package dev.adjoint.compile;

import dev.adjoint.array.Shape;
import java.util.List;

/// How much a step does.
final class Work {
  private Work() {}

  /// {@return the multiplications and additions of a product or a convolution, 0 for other steps}
  static double flops(Step step) {
    return switch (step) {
      case Product p -> 2.0 * shape(p.y()).count() * shape(p.a()).size(-1);
      case Convolve c ->
          switch (c.op().side()) {
            case OUTPUT -> flops(shape(c.result()), shape(c.right()));
            case INPUT -> flops(shape(c.left()), shape(c.right()));
            case WEIGHTS -> flops(shape(c.right()), shape(c.result()));
          };
      case Loop _, Call _, ControlStep _ -> 0;
    };
  }

  /// Each element of an output is a sum over the kernel of its channel, whatever the side.
  private static double flops(Shape output, Shape weights) {
    return weights.count() == 0 ? 0 : 2.0 * output.count() * weights.count() / weights.size(0);
  }

  private static Shape shape(Place place) {
    return place.layout().shape();
  }

  /// {@return the bytes of the slots that a step reads and writes}
  static long bytes(Step step) {
    return bytes(step.reads()) + bytes(step.writes());
  }

  private static long bytes(List<Slot> slots) {
    return slots.stream().distinct().mapToLong(slot -> slot.type().bytes()).sum();
  }
}
