package dev.adjoint.compile;

import java.util.List;

/// A while loop in a frame.
final class WhileActivation implements Activation {
  private final WhileStep step;
  private final Frame frame;
  private final Run condition;
  private final Run body;
  private final Carries carries;
  private final List<Place> shared;
  private final Stacks stacks;
  private final boolean[] holds = new boolean[1];

  WhileActivation(WhileStep step, Frame frame) {
    this.step = step;
    this.frame = frame;
    this.condition = step.condition().open();
    this.body = step.body().open();
    int count = step.op().carries();
    List<Place> in = step.inputs();
    this.carries =
        new Carries(frame, step.body(), in.subList(0, count), step.outputs().subList(0, count));
    this.shared = in.subList(count, in.size());
    List<Place> out = step.outputs();
    this.stacks = new Stacks(frame, out.subList(count + 1, out.size()), step.op().limit(), count);
  }

  @Override
  public void run() {
    share();
    carries.start(condition);
    carries.start(body);
    int steps = 0;
    for (condition.run(); holds[0]; condition.run()) {
      if (step.op().limit() > 0 && steps == step.op().limit()) {
        throw step.op().endless(step.source());
      }
      boolean toOutput = steps % 2 == 0;
      carries.take(body, toOutput);
      stacks.take(body, steps);
      body.run();
      carries.give(condition, toOutput);
      carries.give(body, toOutput);
      steps++;
    }
    finish(steps);
  }

  private void share() {
    for (int k = 0; k < shared.size(); k++) {
      Place x = shared.get(k);
      int number = step.op().carries() + k;
      condition.argument(number, frame.storage(x), frame.offset(x));
      body.argument(number, frame.storage(x), frame.offset(x));
    }
    condition.result(0, holds, 0);
  }

  private void finish(int steps) {
    stacks.clearFrom(steps);
    if (steps == 0) {
      carries.copyFirst();
    } else if (steps % 2 == 0) {
      carries.copySecond();
    }
    Place counter = step.outputs().get(step.op().carries());
    ((int[]) frame.storage(counter))[frame.offset(counter)] = steps;
  }

  @Override
  public void release() {
    condition.release();
    body.release();
  }
}
