package dev.adjoint.compile;

import dev.adjoint.array.DType;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Routine;
import dev.adjoint.kernel.Convolution;
import dev.adjoint.kernel.Convolver;
import dev.adjoint.kernel.SlidingAxis;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One side of a convolution.
///
/// @param op the routine
/// @param convolver the kernel
/// @param sizes what it convolves
/// @param left its first input, contiguous
/// @param right its second input, contiguous
/// @param result what it writes
/// @param room working memory, if it needs some
record Convolve(
    Routine.Convolution op,
    Convolver convolver,
    Convolution sizes,
    Place left,
    Place right,
    Place result,
    List<Slot> room)
    implements Step {
  static Convolve of(
      Routine.Convolution op,
      Convolver convolver,
      List<Place> inputs,
      Place result,
      Function<TensorType, Slot> memory) {
    Place left = inputs.get(0);
    Place right = inputs.get(1);
    Convolution sizes =
        switch (op.side()) {
          case OUTPUT -> sizes(op, shape(left), shape(right), shape(result));
          case INPUT -> sizes(op, shape(result), shape(right), shape(left));
          case WEIGHTS -> sizes(op, shape(left), shape(result), shape(right));
        };
    int elements =
        switch (op.side()) {
          case OUTPUT -> 0;
          case INPUT -> sizes.roomForInput();
          case WEIGHTS -> sizes.roomForWeights();
        };
    TensorType type = result.slot().type().withShape(Shape.of(elements));
    List<Slot> room = elements == 0 ? List.of() : List.of(memory.apply(type));
    return new Convolve(op, convolver, sizes, left, right, result, room);
  }

  private static Shape shape(Place place) {
    return place.layout().shape();
  }

  private static Convolution sizes(Routine.Convolution op, Shape x, Shape w, Shape y) {
    int groups = op.groups();
    return new Convolution(
        x.size(0),
        groups,
        w.size(1),
        w.size(0) / groups,
        IntStream.range(0, x.rank() - 2)
            .mapToObj(k ->
                new SlidingAxis(
                    x.size(k + 2),
                    w.size(k + 2),
                    y.size(k + 2),
                    op.strides().get(k),
                    op.dilations().get(k),
                    op.befores().get(k)))
            .toList());
  }

  @Override
  public void run(Frame frame) {
    if (result.slot().type().dtype() == DType.FLOAT32) {
      floats(frame);
    } else {
      doubles(frame);
    }
  }

  private static int at(Frame frame, Place place) {
    return frame.offset(place.slot()) + place.layout().offset();
  }

  private void floats(Frame frame) {
    var a = (float[]) frame.storage(left.slot());
    var b = (float[]) frame.storage(right.slot());
    var y = (float[]) frame.storage(result.slot());
    int ao = at(frame, left);
    int bo = at(frame, right);
    int yo = at(frame, result);
    float[] free = room.isEmpty() ? a : (float[]) frame.storage(room.getFirst());
    int fo = room.isEmpty() ? 0 : frame.offset(room.getFirst());
    switch (op.side()) {
      case OUTPUT -> convolver.output(sizes, a, ao, b, bo, y, yo);
      case INPUT -> convolver.input(sizes, a, ao, b, bo, y, yo, free, fo);
      case WEIGHTS -> convolver.weights(sizes, a, ao, b, bo, y, yo, free, fo);
    }
  }

  private void doubles(Frame frame) {
    var a = (double[]) frame.storage(left.slot());
    var b = (double[]) frame.storage(right.slot());
    var y = (double[]) frame.storage(result.slot());
    int ao = at(frame, left);
    int bo = at(frame, right);
    int yo = at(frame, result);
    double[] free = room.isEmpty() ? a : (double[]) frame.storage(room.getFirst());
    int fo = room.isEmpty() ? 0 : frame.offset(room.getFirst());
    switch (op.side()) {
      case OUTPUT -> convolver.output(sizes, a, ao, b, bo, y, yo);
      case INPUT -> convolver.input(sizes, a, ao, b, bo, y, yo, free, fo);
      case WEIGHTS -> convolver.weights(sizes, a, ao, b, bo, y, yo, free, fo);
    }
  }

  @Override
  public List<Slot> reads() {
    return List.of(left.slot(), right.slot());
  }

  @Override
  public List<Slot> writes() {
    return Stream.concat(Stream.of(result.slot()), room.stream()).toList();
  }
}
