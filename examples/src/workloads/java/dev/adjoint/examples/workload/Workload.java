package dev.adjoint.examples.workload;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// The computations by which frameworks are compared.
public enum Workload {
  /// A small network.
  W1("training step, 784-100-10, SGD, batch 100"),
  /// A tiny network: what a step costs beside its arithmetic.
  W2("training step, 2-8-1, SGD, batch 4"),
  /// Large matrix products.
  W3("training step, 784-1024-1024-10, Adam, batch 256"),
  /// Convolutions.
  W4("training step, LeNet, momentum, batch 64"),
  /// A long elementwise chain: traffic with memory.
  W5("gradient of mean(gelu(x·w + b)), 4 Mi numbers each"),
  /// Slices of a small vector.
  W6a("gradient of Rosenbrock, f64, n = 1,000"),
  /// Slices of a large vector.
  W6b("gradient of Rosenbrock, f64, n = 100,000"),
  /// A network asked about one picture.
  W7a("inference, 784-100-10, batch 1"),
  /// A network asked about many.
  W7b("inference, 784-100-10, batch 10,000"),
  /// Deeper convolutions; named beside the others, not one of them.
  DEEP("training step, six convolutions 3×3, Adam, batch 100");

  private final String title;

  Workload(String title) {
    this.title = title;
  }

  /// {@return those that are compared where none are named: `W1` to `W7b`}
  public static List<Workload> usual() {
    return List.copyOf(EnumSet.range(W1, W7b));
  }

  /// {@return what is computed, in a few words}
  public String title() {
    return title;
  }

  /// {@return the computation}
  ///
  /// @param framework who makes it
  public Task task(Framework framework) {
    return switch (this) {
      case W1 -> framework.digits();
      case W2 -> framework.xor();
      case W3 -> framework.wide();
      case W4 -> framework.leNet();
      case W5 -> framework.gelu();
      case W6a -> framework.rosenbrock(1000);
      case W6b -> framework.rosenbrock(100_000);
      case W7a -> framework.inference(1);
      case W7b -> framework.inference(10_000);
      case DEEP -> framework.deep();
    };
  }

  /// After how many runs there are facts.
  private List<Integer> moments() {
    return switch (this) {
      case W1, W2, W3, W4 -> List.of(0, 1, 10, 50);
      case DEEP -> List.of(0, 1, 10);
      case W5, W6a, W6b, W7a, W7b -> List.of(1);
    };
  }

  /// Makes a new computation a few times.
  ///
  /// @param task the computation
  /// @return its facts on the way, such as the loss after 0, 1, 10 and 50 steps
  public List<Double> facts(Task task) {
    var facts = new ArrayList<Double>();
    int runs = 0;
    for (int moment : moments()) {
      for (; runs < moment; runs++) {
        task.run();
      }
      for (double fact : task.facts()) {
        facts.add(fact);
      }
    }
    return List.copyOf(facts);
  }
}
