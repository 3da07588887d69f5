package dev.adjoint.compile;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import java.util.List;

/// Where the steps of a loop write their results, one row after another.
final class Stacks {
  private final Frame frame;
  private final Place[] places;
  private final int length;

  /// The number of the body's first result.
  private final int first;

  Stacks(Frame frame, List<Place> places, int length, int first) {
    this.frame = frame;
    this.places = places.toArray(Place[]::new);
    this.length = length;
    this.first = first;
  }

  /// Lets a run write the rows with a number.
  void take(Run run, int row) {
    for (int k = 0; k < places.length; k++) {
      Place y = places[k];
      run.result(first + k, frame.storage(y), frame.offset(y) + row * size(y));
    }
  }

  private int size(Place place) {
    return place.layout().shape().count() / length;
  }

  /// Rows of steps that do not run are zeros.
  void clearFrom(int row) {
    for (int k = 0; row < length && k < places.length; k++) {
      Place y = places[k];
      TensorType rest = y.slot().type().withShape(Shape.of(length - row, size(y)));
      new Buffer(rest, frame.storage(y), frame.offset(y) + row * size(y)).clear();
    }
  }
}
