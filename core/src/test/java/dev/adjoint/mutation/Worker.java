package dev.adjoint.mutation;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import dev.adjoint.mutation.Verdict.Kind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/// The program of a forked JVM: reads broken classes and names of tests, puts the classes in the
/// place of the real ones, runs the tests up to the first that fails, puts the real ones back, and
/// answers. As it goes on running, its tests are warm.
///
/// Those tests that caught a mutant before run first, then those whose names speak of gradients.
public final class Worker {
  private static final AtomicReference<Instrumentation> INSTRUMENTATION = new AtomicReference<>();

  private final Launcher launcher = LauncherFactory.create();
  private final Map<List<String>, List<String>> tests = new HashMap<>();

  private Worker() {}

  /// Called by the JVM before [#main].
  ///
  /// @param arguments none
  /// @param instrumentation what exchanges classes
  public static void premain(String arguments, Instrumentation instrumentation) {
    INSTRUMENTATION.set(instrumentation);
  }

  /// Serves until its input ends.
  ///
  /// @param arguments none
  /// @throws IOException if the other side is gone
  public static void main(String... arguments) throws IOException {
    var in = new DataInputStream(System.in);
    var out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    var worker = new Worker();
    try {
      while (true) {
        var verdict = worker.judge(classes(in), names(in));
        out.writeUTF(verdict.kind().name());
        out.writeUTF(verdict.detail());
        out.flush();
      }
    } catch (EOFException _) {
      System.exit(0);
    }
  }

  private static Map<String, byte[]> classes(DataInputStream in) throws IOException {
    var result = new LinkedHashMap<String, byte[]>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      result.put(in.readUTF(), in.readNBytes(in.readInt()));
    }
    return result;
  }

  private static List<String> names(DataInputStream in) throws IOException {
    var result = new ArrayList<String>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      result.add(in.readUTF());
    }
    return result;
  }

  private Verdict judge(Map<String, byte[]> broken, List<String> testClasses) throws IOException {
    var real = new HashMap<String, byte[]>();
    for (String name : broken.keySet()) {
      real.put(name, bytes(name));
    }
    try {
      exchange(broken);
    } catch (ReflectiveOperationException
        | UnmodifiableClassException
        | UnsupportedOperationException
        | LinkageError e) {
      return new Verdict(Kind.REFUSED, e.toString());
    }
    var verdict = run(testClasses);
    try {
      exchange(real);
    } catch (ReflectiveOperationException | UnmodifiableClassException e) {
      throw new IllegalStateException(e);
    }
    return verdict;
  }

  private static byte[] bytes(String name) throws IOException {
    try (var in = Worker.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
      return in.readAllBytes();
    }
  }

  private static void exchange(Map<String, byte[]> classes)
      throws ReflectiveOperationException, UnmodifiableClassException {
    var definitions = new ArrayList<ClassDefinition>();
    for (var entry : classes.entrySet()) {
      definitions.add(new ClassDefinition(Class.forName(entry.getKey()), entry.getValue()));
    }
    INSTRUMENTATION.get().redefineClasses(definitions.toArray(ClassDefinition[]::new));
  }

  private Verdict run(List<String> testClasses) {
    var ids =
        tests.computeIfAbsent(
            testClasses,
            names -> new ArrayList<>(names.stream().flatMap(n -> discover(n).stream()).toList()));
    for (String id : List.copyOf(ids)) {
      var summary = new SummaryGeneratingListener();
      launcher.execute(request(selectUniqueId(id)), summary);
      if (summary.getSummary().getTotalFailureCount() > 0) {
        ids.remove(id);
        ids.addFirst(id);
        return new Verdict(Kind.CAUGHT, id);
      }
      if (summary.getSummary().getTestsSucceededCount() == 0) {
        return new Verdict(Kind.NOT_RUN, "no test ran: " + id);
      }
    }
    return new Verdict(Kind.SURVIVED, "");
  }

  private List<String> discover(String testClass) {
    var plan = launcher.discover(request(selectClass(testClass)));
    var result = new ArrayList<String>();
    for (TestIdentifier root : plan.getRoots()) {
      plan.getDescendants(root).stream()
          .filter(test -> plan.getChildren(test).isEmpty() && test.getParentId().isPresent())
          .filter(test -> test.getUniqueId().contains(testClass))
          .map(TestIdentifier::getUniqueId)
          .forEach(result::add);
    }
    result.sort(Comparator.comparingInt(Worker::rank));
    return result;
  }

  private static int rank(String id) {
    var name = id.substring(id.lastIndexOf('/')).toLowerCase(Locale.ROOT);
    var words = List.of("gradient", "derivative", "contract");
    return words.stream().anyMatch(name::contains) ? 0 : 1;
  }

  /// Without jqwik's memory of failures and its search for smaller ones.
  private static LauncherDiscoveryRequest request(DiscoverySelector selector) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(selector)
        .configurationParameter("jqwik.database", "")
        .configurationParameter("jqwik.shrinking.default", "OFF")
        .configurationParameter("jqwik.reporting.onlyfailures", "true")
        .build();
  }
}
