package dev.adjoint.compile;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Scan;
import java.util.List;

/// A scan in a frame.
final class ScanActivation implements Activation {
  private final Scan op;
  private final Frame frame;
  private final Run body;
  private final Carries carries;
  private final List<Place> inputs;
  private final Place[] sequences;
  private final Place[] shared;
  private final Place[] stacks;

  ScanActivation(ScanStep step, Frame frame) {
    this.op = step.op();
    this.frame = frame;
    this.body = step.body().open();
    int first = op.firstCarry();
    int sequence = first + op.carries();
    int last = sequence + op.sequences();
    List<Place> in = step.inputs();
    List<Place> out = step.outputs();
    this.inputs = in;
    this.carries =
        new Carries(frame, step.body(), in.subList(first, sequence), out.subList(0, op.carries()));
    this.sequences = in.subList(sequence, last).toArray(Place[]::new);
    this.shared = in.subList(last, in.size()).toArray(Place[]::new);
    this.stacks = out.subList(op.carries(), out.size()).toArray(Place[]::new);
  }

  @Override
  public void run() {
    int count = op.counted() ? counted(inputs.getFirst()) : op.length();
    clearFrom(count);
    if (count == 0) {
      carries.copyFirst();
      return;
    }
    share();
    for (int k = 0; k < count; k++) {
      bind(k, count);
      body.run();
    }
  }

  private int counted(Place steps) {
    return op.checkSteps(((int[]) frame.storage(steps))[frame.offset(steps)]);
  }

  /// Rows of steps that do not run are zeros.
  private void clearFrom(int count) {
    for (int k = 0; count < op.length() && k < stacks.length; k++) {
      int row = row(stacks[k]);
      TensorType rest = stacks[k].slot().type().withShape(Shape.of(op.length() - count, row));
      int from = frame.offset(stacks[k]) + count * row;
      new Buffer(rest, frame.storage(stacks[k]), from).clear();
    }
  }

  private int row(Place place) {
    return place.layout().shape().count() / op.length();
  }

  private void share() {
    for (int k = 0; k < shared.length; k++) {
      int number = op.carries() + sequences.length + k;
      body.argument(number, frame.storage(shared[k]), frame.offset(shared[k]));
    }
  }

  private void bind(int k, int count) {
    int at = op.reversed() ? count - 1 - k : k;
    boolean toOutput = (count - 1 - k) % 2 == 0;
    if (k == 0) {
      carries.start(body);
    } else {
      carries.give(body, !toOutput);
    }
    carries.take(body, toOutput);
    for (int s = 0; s < sequences.length; s++) {
      Place x = sequences[s];
      body.argument(op.carries() + s, frame.storage(x), frame.offset(x) + at * row(x));
    }
    for (int r = 0; r < stacks.length; r++) {
      Place y = stacks[r];
      body.result(op.carries() + r, frame.storage(y), frame.offset(y) + at * row(y));
    }
  }

  @Override
  public void release() {
    body.release();
  }
}
