package dev.adjoint.op;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.summingDouble;
import static java.util.stream.Collectors.toMap;

import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Coverage.Part;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import net.jqwik.api.lifecycle.AfterContainerHook;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.ContainerLifecycleContext;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/// Watches the run of all properties: fills the [coverage][Coverage] of the op whose test runs, and
/// at the end writes the table as `target/ops.md` and `target/ops.csv`, and what was slow as
/// `target/slow.md`. When the tests of all ops have run, a hole in the table is a failure.
///
/// jqwik finds it by `META-INF/services`.
public final class CoverageHook implements AroundPropertyHook, AfterContainerHook {
  private static final Path FOLDER = Path.of("target");
  private static final int SLOWEST = Integer.getInteger("slowest", 10);

  private static final Map<String, Coverage> OPS =
      new TreeMap<>(
          CoverageTable.catalogue().stream().collect(toMap(Class::getSimpleName, Coverage::new)));

  private static final ThreadLocal<Optional<Coverage>> CURRENT =
      ThreadLocal.withInitial(Optional::empty);

  private static final List<Duration> DURATIONS = new ArrayList<>();

  private record Duration(String test, String property, double seconds) {}

  /// The part of the contract holds for a formula.
  static void note(Part part, Tensor... formula) {
    CURRENT.get().ifPresent(op -> op.note(part, List.of(formula)));
  }

  /// The part of the contract holds for a node.
  static void note(Part part, Node node) {
    note(part, node.outputs().toArray(Tensor[]::new));
  }

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    String test = context.containerClass().getSimpleName();
    Optional<Coverage> op =
        context.containerClass().getPackageName().equals(getClass().getPackageName())
            ? Optional.ofNullable(OPS.get(test.replaceFirst("Test$", "")))
            : Optional.empty();
    CURRENT.set(op);
    long start = cpuTime();
    PropertyExecutionResult result = property.execute();
    DURATIONS.add(new Duration(test, context.label(), 1e-9 * (cpuTime() - start)));
    CURRENT.remove();
    op.ifPresent(of -> of.ran(Math.max(1, result.countTries())));
    return result;
  }

  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  @Override
  public void afterContainer(ContainerLifecycleContext context) throws IOException {
    if (context.optionalContainerClass().isPresent()) {
      return;
    }
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve("slow.md"), slowest());
    CoverageTable table = CoverageTable.of(OPS.values());
    if (OPS.values().stream().allMatch(op -> op.properties() > 0 || !op.hasTest())) {
      table.write(FOLDER);
      if (!table.holes().isEmpty()) {
        throw new AssertionError("tests of ops leave holes: " + table.holes());
      }
    }
  }

  private static String slowest() {
    return "Seconds of CPU in the slowest classes and properties\n\n%s\n%s"
        .formatted(
            slowest(Duration::test), slowest(taken -> taken.test() + "." + taken.property()));
  }

  private static String slowest(Function<Duration, String> by) {
    return DURATIONS.stream()
        .collect(groupingBy(by, summingDouble(Duration::seconds)))
        .entrySet()
        .stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(SLOWEST)
        .map(taken -> "%8.2f  %s%n".formatted(taken.getValue(), taken.getKey()))
        .collect(joining());
  }
}
