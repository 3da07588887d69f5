package dev.adjoint.compile;

import java.util.List;

/// A choice in a frame.
final class CondActivation implements Activation {
  private final CondStep step;
  private final Frame frame;
  private final Run whenTrue;
  private final Run whenFalse;

  CondActivation(CondStep step, Frame frame) {
    this.step = step;
    this.frame = frame;
    this.whenTrue = step.whenTrue().open();
    this.whenFalse = step.whenFalse().open();
  }

  @Override
  public void run() {
    Place predicate = step.inputs().getFirst();
    boolean holds = ((boolean[]) frame.storage(predicate))[frame.offset(predicate)];
    Run run = holds ? whenTrue : whenFalse;
    List<Place> in = step.inputs();
    for (int k = 1; k < in.size(); k++) {
      run.argument(k - 1, frame.storage(in.get(k)), frame.offset(in.get(k)));
    }
    List<Place> out = step.outputs();
    for (int k = 0; k < out.size(); k++) {
      run.result(k, frame.storage(out.get(k)), frame.offset(out.get(k)));
    }
    run.run();
  }

  @Override
  public void release() {
    whenTrue.release();
    whenFalse.release();
  }
}
