package dev.adjoint;

import dev.adjoint.array.NDArray;
import dev.adjoint.compile.Program;
import dev.adjoint.compile.Run;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A compiled function whose results lie in memory that its next call writes over; see
/// [Adjoint#reusing].
final class Reusing<A, B> implements Function<A, B> {
  /// More programs than this are not kept in memory.
  private static final int KEPT = 8;

  private final Compiled<A, B> compiled;
  private final Map<Compiled.Key, Use<B>> uses = new HashMap<>();
  private @Nullable Use<B> latest;

  Reusing(Function<A, B> f) {
    this.compiled = new Compiled<>(f);
  }

  @Override
  public B apply(A argument) {
    Use<B> known = latest;
    return known != null && known.takes(argument) ? known.run() : search(argument);
  }

  private B search(A argument) {
    return use(argument).map(Use::run).orElseGet(() -> compiled.plain().apply(argument));
  }

  /// {@return where the time of a call goes}
  Profile profile(A argument, Duration time) {
    return use(argument)
        .orElseThrow(() ->
            Misuse.of(
                "profile",
                "profile: the function depends on a variable of a function that is traced, so there are no numbers to run it with"))
        .profile(time);
  }

  private Optional<Use<B>> use(A argument) {
    var tensors = new ArrayList<Tensor>();
    Form form = Form.split(argument, tensors);
    return Compiled.numbers(tensors)
        .flatMap(numbers -> use(Compiled.Key.of(form, numbers), numbers));
  }

  /// Empty where the function depends on a variable of an outer trace.
  private Optional<Use<B>> use(Compiled.Key key, List<NDArray> numbers) {
    if (uses.size() == KEPT && !uses.containsKey(key)) {
      uses.clear();
    }
    Compiled.Entry entry = compiled.entry(key);
    return entry
        .program()
        .map(program -> {
          Use<B> use = uses.computeIfAbsent(key, _ -> new Use<>(key, program, entry.result()));
          use.take(numbers);
          latest = use;
          return use;
        });
  }

  /// A program in memory of this function's.
  private static final class Use<B> {
    private final Program program;
    private final Form argument;
    private final Form result;
    private final Numbers numbers;
    private final Run run;
    private Results<B> last;
    private @Nullable Results<B> other;

    Use(Compiled.Key key, Program program, Form result) {
      this.program = program;
      this.argument = key.form();
      this.result = result;
      this.numbers = new Numbers(key.types());
      this.run = program.open();
      this.last = Results.of(program, result);
    }

    boolean takes(Object tree) {
      return argument.matches(tree, numbers.clear());
    }

    void take(List<NDArray> values) {
      numbers.clear().addAll(values);
    }

    B run() {
      bind();
      try {
        run.run();
      } finally {
        release();
      }
      return last.tree();
    }

    Profile profile(Duration time) {
      bind();
      try {
        return Profile.of(run.time(time, () -> {}));
      } finally {
        release();
      }
    }

    /// What a call was given is not kept until the next one.
    private void release() {
      run.release();
      numbers.release();
    }

    private void bind() {
      last = target();
      for (int k = 0; k < numbers.size(); k++) {
        NDArray value = numbers.value(k);
        run.argument(k, value.storage(), value.offset());
      }
      last.bind(run);
    }

    /// Where results of the last call are an argument, they are read while others are written.
    private Results<B> target() {
      if (!last.isAmong(numbers)) {
        return last;
      }
      Results<B> target = other != null ? other : Results.of(program, result);
      if (target.isAmong(numbers)) {
        throw Misuse.of(
            "reusing",
            "reusing: the argument holds results of the last two calls, and one of them lies in memory that this call writes over; copy the older one, or use compile");
      }
      other = last;
      return target;
    }
  }

  /// Results in memory of their own, as arrays and as what the function returns.
  private record Results<B>(List<NDArray> arrays, B tree) {
    static <B> Results<B> of(Program program, Form form) {
      List<NDArray> arrays =
          IntStream.range(0, program.resultCount())
              .mapToObj(k -> NDArray.full(program.resultType(k), 0))
              .toList();
      return new Results<>(arrays, Tree.join(form, arrays.stream().map(Node::result).toList()));
    }

    void bind(Run run) {
      for (int k = 0; k < arrays.size(); k++) {
        run.result(k, arrays.get(k).storage(), 0);
      }
    }

    boolean isAmong(Numbers numbers) {
      for (int k = 0; k < numbers.size(); k++) {
        if (isMemoryOf(numbers.value(k).storage())) {
          return true;
        }
      }
      return false;
    }

    @SuppressWarnings("ReferenceEquality") // an array is the very same one or another
    private boolean isMemoryOf(Object storage) {
      for (int k = 0; k < arrays.size(); k++) {
        if (arrays.get(k).storage() == storage) {
          return true;
        }
      }
      return false;
    }
  }
}
