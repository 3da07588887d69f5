package dev.adjoint.graph;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;

/// How the user's frame is found.
final class UserStack {
  static final ScopedValue<Source> INHERITED = ScopedValue.newInstance();
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
