package dev.adjoint.compile;

import com.google.common.math.Quantiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Runs a program in one frame, and reads the clock between its steps.
final class Profiling {
  private static final int LEAST_RUNS = 3;
  private static final int MOST_RUNS = 2000;

  /// Readings of the clock at most.
  private static final int ROOM = 1 << 22;

  private static final double NANOS = 1e9;

  private final List<Step> steps;
  private final Frame frame;
  private final Runnable after;

  /// @param after what is done after each run
  Profiling(List<Step> steps, Frame frame, Runnable after) {
    this.steps = steps;
    this.frame = frame;
    this.after = after;
  }

  /// {@return what runs take that follow on as much time spent on warming up}
  Timing measure(Duration time) {
    int most = Math.clamp(ROOM / (steps.size() + 1), LEAST_RUNS, MOST_RUNS);
    var whole = new ArrayList<Long>();
    var byStep = new ArrayList<long[]>();
    long start = System.nanoTime();
    do {
      whole();
    } while (System.nanoTime() - start < time.toNanos());
    start = System.nanoTime();
    while (whole.size() < LEAST_RUNS
        || whole.size() < most && System.nanoTime() - start < time.toNanos()) {
      whole.add(whole());
      byStep.add(byStep());
    }
    List<Timing.OfStep> entries =
        IntStream.range(0, steps.size())
            .mapToObj(
                k -> entry(steps.get(k), median(byStep.stream().map(nanos -> nanos[k]).toList())))
            .toList();
    return new Timing(entries, median(whole), whole.size());
  }

  private long whole() {
    long start = System.nanoTime();
    for (Step step : steps) {
      step.run(frame);
    }
    long nanos = System.nanoTime() - start;
    after.run();
    return nanos;
  }

  private long[] byStep() {
    long[] nanos = new long[steps.size()];
    long last = System.nanoTime();
    for (int k = 0; k < nanos.length; k++) {
      steps.get(k).run(frame);
      long now = System.nanoTime();
      nanos[k] = now - last;
      last = now;
    }
    after.run();
    return nanos;
  }

  private static Timing.OfStep entry(Step step, double seconds) {
    return new Timing.OfStep(
        ProgramListing.line(step), seconds, Work.flops(step), Work.bytes(step));
  }

  /// In seconds.
  private static double median(List<Long> nanos) {
    return Quantiles.median().compute(nanos) / NANOS;
  }
}
