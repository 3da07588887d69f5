package dev.adjoint.graph;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How the user's frame is found.
final class UserStack {
  private static final ScopedValue<Current> CURRENT = ScopedValue.newInstance();

  static final boolean OFF = System.getProperty("adjoint.sources", "on").equals("off");
  static final StackWalker WALKER =
      StackWalker.getInstance(Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE), 8);

  /// The packages of the library; ops, layers and programs in others are the user's.
  static final Set<String> PACKAGES =
      Set.of(
          "",
          ".array",
          ".autodiff",
          ".check",
          ".compile",
          ".draw",
          ".graph",
          ".kernel",
          ".op",
          ".random",
          ".rewrite");

  private static final ClassValue<Boolean> SKIPPED =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return type.getClassLoader() == null || isOfLibrary(type);
        }
      };

  private UserStack() {}

  /// Where one thread builds nodes. A binding of its own for every node would cost more than the
  /// node.
  private static final class Current implements Consumer<Source> {
    private final Thread thread = Thread.currentThread();

    /// What is built now comes from here; from the user's line if there is none.
    private @Nullable Source source;

    private Current(@Nullable Source source) {
      this.source = source;
    }

    private <T> T call(Source from, Supplier<T> build) {
      Source before = source;
      source = from;
      try {
        return build.get();
      } finally {
        source = before;
      }
    }

    private <T> T walk(Function<Consumer<Source>, T> walk) {
      Source before = source;
      try {
        return walk.apply(this);
      } finally {
        source = before;
      }
    }

    @Override
    public void accept(Source from) {
      source = from;
    }
  }

  /// {@return what this thread has bound; threads that it started have to bind their own}
  private static @Nullable Current current() {
    Current current = CURRENT.isBound() ? CURRENT.get() : null;
    return current != null && current.thread.equals(Thread.currentThread()) ? current : null;
  }

  /// {@return whether this thread builds a function's graph}
  static boolean isTracing() {
    return current() != null;
  }

  /// {@return where a node that is built now inherits its source from, or null}
  static @Nullable Source inherited() {
    Current current = current();
    return current == null ? null : current.source;
  }

  /// Builds nodes from a source.
  static <T> T build(Source source, Supplier<T> build) {
    Current current = current();
    return current == null
        ? ScopedValue.where(CURRENT, new Current(source)).call(build::get)
        : current.call(source, build);
  }

  /// Builds many nodes, each from a source of its own or the one that is inherited now.
  static <T> T buildMany(Supplier<T> build) {
    return current() == null
        ? ScopedValue.where(CURRENT, new Current(null)).call(build::get)
        : build.get();
  }

  /// Builds many nodes, each from the source that was named last.
  static <T> T buildEach(Function<Consumer<Source>, T> walk) {
    Current current = current();
    var bound = current == null ? new Current(null) : current;
    return current == null
        ? ScopedValue.where(CURRENT, bound).call(() -> bound.walk(walk))
        : bound.walk(walk);
  }

  /// A test may stand in a package of the library, but comes from another place.
  private static boolean isOfLibrary(Class<?> type) {
    String home = "dev.adjoint";
    String name = type.getPackageName();
    return name.startsWith(home)
        && PACKAGES.contains(name.substring(home.length()))
        && type.getProtectionDomain().equals(Source.class.getProtectionDomain());
  }

  static Source firstOfUser(Stream<StackFrame> frames) {
    for (Iterator<StackFrame> walk = frames.iterator(); walk.hasNext(); ) {
      StackFrame frame = walk.next();
      if (!SKIPPED.get(frame.getDeclaringClass())) {
        return new Source.Line(frame);
      }
    }
    return Source.Unknown.UNKNOWN;
  }
}
