package dev.adjoint.compile;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Graph;
import java.util.ArrayList;
import java.util.List;

/// Where the carries of a loop are while it runs: each in its output, which a step writes over, or
/// in its output and a second buffer by turns where the step reads what it has yet to write.
final class Carries {
  private final Frame frame;
  private final Place[] init;
  private final Place[] made;

  /// The second buffer of each; none where a step writes over the output.
  private final Object[] second;

  Carries(Frame frame, Program body, List<Place> init, List<Place> made) {
    this.frame = frame;
    this.init = init.toArray(Place[]::new);
    this.made = made.toArray(Place[]::new);
    this.second = new Object[this.made.length];
    for (int k = 0; k < second.length; k++) {
      TensorType type = this.made[k].slot().type();
      second[k] = body.overwrites(k, k) ? Frame.NOTHING : type.dtype().allocate(type.count());
    }
  }

  /// {@return the types of the second buffers of a loop}
  static List<TensorType> second(Graph graph, int carries, Program body) {
    var types = new ArrayList<TensorType>();
    for (int k = 0; k < carries; k++) {
      if (!body.overwrites(k, k)) {
        types.add(graph.inputTypes().get(k));
      }
    }
    return types;
  }

  /// Gives the first values to a run as its arguments.
  void start(Run run) {
    for (int k = 0; k < init.length; k++) {
      run.argument(k, frame.storage(init[k]), frame.offset(init[k]));
    }
  }

  /// Gives the values of the latest step to a run as its arguments.
  ///
  /// @param inOutput whether the step wrote outputs
  void give(Run run, boolean inOutput) {
    for (int k = 0; k < made.length; k++) {
      boolean direct = inOutput || !hasSecond(k);
      run.argument(
          k, direct ? frame.storage(made[k]) : second[k], direct ? frame.offset(made[k]) : 0);
    }
  }

  /// Lets a run write the next values.
  ///
  /// @param toOutput whether to outputs
  void take(Run run, boolean toOutput) {
    for (int k = 0; k < made.length; k++) {
      boolean direct = toOutput || !hasSecond(k);
      run.result(
          k, direct ? frame.storage(made[k]) : second[k], direct ? frame.offset(made[k]) : 0);
    }
  }

  @SuppressWarnings("ReferenceEquality") // an array is the very same one or another
  private boolean hasSecond(int k) {
    return second[k] != Frame.NOTHING;
  }

  /// Copies the first values to the outputs: no step ran.
  void copyFirst() {
    for (int k = 0; k < made.length; k++) {
      copy(k, frame.storage(init[k]), frame.offset(init[k]));
    }
  }

  /// Copies what came to rest in second buffers.
  void copySecond() {
    for (int k = 0; k < made.length; k++) {
      if (hasSecond(k)) {
        copy(k, second[k], 0);
      }
    }
  }

  @SuppressWarnings("SuspiciousSystemArraycopy") // both are arrays of the carry's dtype
  private void copy(int k, Object from, int at) {
    int count = made[k].slot().type().count();
    System.arraycopy(from, at, frame.storage(made[k]), frame.offset(made[k]), count);
  }
}
