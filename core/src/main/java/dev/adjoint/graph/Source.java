package dev.adjoint.graph;

import java.lang.StackWalker.StackFrame;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Where a node comes from: the line of the user's program that built it, and, where the library
/// built it out of another node, what it is to that one.
///
/// It prints as `Xor.java:31`, `Xor.java:31, in the gradient of MatMul` or `Xor.java:31, in
/// Softmax`. Finding the line takes about 1 µs a node; `-Dadjoint.sources=off` saves it, and every
/// source is then [Unknown].
public sealed interface Source {
  /// {@return the line of the user's program; empty if it is not known}
  Optional<Line> line();

  /// {@return the op in whose gradient the node stands; empty for a node of the function itself}
  default Optional<Op> gradientOf() {
    return Optional.empty();
  }

  /// Runs a piece of the library; every node that it builds comes from here.
  ///
  /// @param build what builds nodes
  /// @param <T> the type of its result
  /// @return its result
  default <T> T build(Supplier<T> build) {
    return UserStack.build(this, build);
  }

  /// Runs a piece of the library that builds several nodes for one line of the user's program,
  /// which is looked for once.
  ///
  /// @param build what builds nodes
  /// @param <T> the type of its result
  /// @return its result
  static <T> T once(Supplier<T> build) {
    return UserStack.inherited() != null ? build.get() : here().build(build);
  }

  /// Runs a piece of the library that builds nodes from many sources: to change from one to the
  /// next is cheap there.
  ///
  /// @param build what builds nodes
  /// @param <T> the type of its result
  /// @return its result
  static <T> T many(Supplier<T> build) {
    return UserStack.buildMany(build);
  }

  /// Walks over nodes of many sources. What the walk builds comes from the source that it named
  /// last.
  ///
  /// @param walk what builds nodes; it is given what is to be told each source
  /// @param <T> the type of its result
  /// @return its result
  static <T> T each(Function<Consumer<Source>, T> walk) {
    return UserStack.buildEach(walk);
  }

  /// Runs a piece of the library; every node that it builds comes from here.
  ///
  /// @param build what builds nodes
  default void run(Runnable build) {
    build(() -> {
      build.run();
      return this;
    });
  }

  /// {@return the line of an error's message that says where something stands: `at Xor.java:31
  /// (this matmul)`, after a line break; empty if the line is not known}
  ///
  /// @param name what stands there
  default String mark(String name) {
    return line().isPresent() ? "\n  at %s (this %s)".formatted(this, name) : "";
  }

  /// {@return the same line for an op, be it in its gradient}
  ///
  /// @param op what stands there
  default String mark(Op op) {
    return line().map(line -> line.mark(op.name().toLowerCase(Locale.ROOT))).orElse("");
  }

  /// {@return the error of an op that did not run: that of the op, and where it was applied}
  ///
  /// @param op the op
  /// @param broken what it threw
  default RuntimeException failure(Op op, RuntimeException broken) {
    String at = mark(op);
    return switch (broken) {
      case IllegalArgumentException _ ->
          new IllegalArgumentException(broken.getMessage() + at, broken);
      case IllegalStateException _ -> new IllegalStateException(broken.getMessage() + at, broken);
      default ->
          new IllegalStateException(
              "run of %s threw %s; its outputs have the dtypes and sizes that types(…) says%s"
                  .formatted(op, broken, at),
              broken);
    };
  }

  /// {@return where a node comes from that is built now}
  static Source here() {
    Source inherited = UserStack.inherited();
    if (inherited != null) {
      return inherited;
    }
    return UserStack.OFF ? Unknown.UNKNOWN : UserStack.WALKER.walk(UserStack::firstOfUser);
  }

  /// A line of the user's program: the innermost frame of the stack that is neither the library's
  /// nor the JDK's.
  ///
  /// @param frame the frame; its line is looked up when it is asked for
  record Line(StackFrame frame) implements Source {
    @Override
    public Optional<Line> line() {
      return Optional.of(this);
    }

    /// {@return the name of the file, such as `Xor.java`; of the class, if it was compiled without}
    public String file() {
      return Optional.ofNullable(frame.getFileName()).orElse(frame.getClassName());
    }

    /// {@return the number of the line, from 1; negative if the class was compiled without}
    public int number() {
      return frame.getLineNumber();
    }

    /// {@return the class and the method, such as `dev.adjoint.examples.Xor.network`; a lambda is
    /// its method}
    public String method() {
      String name = frame.getMethodName().replaceFirst("^lambda\\$(.*)\\$\\d+$", "$1");
      return frame.getClassName() + "." + name;
    }

    @Override
    public String toString() {
      return file() + ":" + number();
    }
  }

  /// The gradient of an op, built by its pullback.
  ///
  /// @param op the op that was differentiated
  /// @param of where the op was applied
  record Gradient(Op op, Source of) implements Source {
    @Override
    public Optional<Line> line() {
      return of.line();
    }

    @Override
    public Optional<Op> gradientOf() {
      return Optional.of(op);
    }

    @Override
    public String toString() {
      return of + ", in the gradient of " + op.name();
    }
  }

  /// The formula of a composite.
  ///
  /// @param op the composite
  /// @param of where it was applied
  record Expansion(Op op, Source of) implements Source {
    @Override
    public Optional<Line> line() {
      return of.line();
    }

    @Override
    public Optional<Op> gradientOf() {
      return of.gradientOf();
    }

    @Override
    public String toString() {
      return of + ", in " + op.name();
    }
  }

  /// Nothing is known.
  enum Unknown implements Source {
    /// The only one.
    UNKNOWN;

    @Override
    public Optional<Line> line() {
      return Optional.empty();
    }

    @Override
    public String toString() {
      return "an unknown line";
    }
  }
}
