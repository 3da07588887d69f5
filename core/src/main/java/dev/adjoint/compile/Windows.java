package dev.adjoint.compile;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.TensorType;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The buffers of some places in a frame. A buffer is made when its place has moved, not for each
/// run; the last but one is kept too, since what is carried from step to step lies in two places by
/// turns.
final class Windows {
  private final Frame frame;
  private final Place[] places;
  private final Buffer[] nowhere;
  private final Buffer[] now;
  private final Buffer[] before;
  private final List<Buffer> view;
  private long moves;

  Windows(Frame frame, List<Place> places) {
    this.frame = frame;
    this.places = places.toArray(Place[]::new);
    this.nowhere = places.stream().map(Windows::nowhere).toArray(Buffer[]::new);
    this.now = nowhere.clone();
    this.before = nowhere.clone();
    this.view = Collections.unmodifiableList(Arrays.asList(now));
  }

  private static Buffer nowhere(Place place) {
    TensorType type = place.slot().type().withShape(place.layout().shape());
    return new Buffer(type, Frame.NOTHING, 0);
  }

  /// {@return the buffers, where they are now}
  List<Buffer> buffers() {
    for (int k = 0; k < now.length; k++) {
      Object storage = frame.storage(places[k]);
      int offset = frame.offset(places[k]);
      if (!isAt(now[k], storage, offset)) {
        move(k, storage, offset);
      }
    }
    return view;
  }

  /// {@return how often a place has moved so far}
  long moves() {
    return moves;
  }

  private void move(int k, Object storage, int offset) {
    moves++;
    Buffer last = before[k];
    before[k] = now[k];
    now[k] = isAt(last, storage, offset) ? last : new Buffer(nowhere[k].type(), storage, offset);
  }

  @SuppressWarnings("ReferenceEquality") // an array is the very same one or another
  private static boolean isAt(Buffer buffer, Object storage, int offset) {
    return buffer.storage() == storage && buffer.offset() == offset;
  }

  /// Lets go of memory that may not be the frame's own.
  void release() {
    for (int k = 0; k < now.length; k++) {
      if (!places[k].slot().isFixed()) {
        now[k] = nowhere[k];
        before[k] = nowhere[k];
      }
    }
  }
}
