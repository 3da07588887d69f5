package dev.adjoint.compile;

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
  private final Stacks stacks;

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
    this.stacks =
        new Stacks(frame, out.subList(op.carries(), out.size()), op.length(), op.carries());
  }

  @Override
  public void run() {
    int count = op.counted() ? counted(inputs.getFirst()) : op.length();
    stacks.clearFrom(count);
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
    stacks.take(body, at);
  }

  @Override
  public void release() {
    body.release();
  }
}
