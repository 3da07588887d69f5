package dev.adjoint;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.compile.Compiler;
import dev.adjoint.compile.Program;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A function with its programs, one for each form and types of argument that came along; the least
/// recently used are forgotten.
final class Compiled<A, B> implements Function<A, B> {
  private static final int PROGRAMS = 64;

  /// What a program is made for.
  record Key(Form form, List<TensorType> types) {
    static Key of(Form form, List<NDArray> numbers) {
      return new Key(form, numbers.stream().map(NDArray::type).toList());
    }
  }

  /// A program and the form of its result; no program where the function depends on a variable of
  /// an outer trace.
  record Entry(Key key, Optional<Program> program, Form result) {}

  private final Function<A, B> f;
  private final Cache<Key, Entry> entries = CacheBuilder.newBuilder().maximumSize(PROGRAMS).build();

  /// The entry of the latest call, which the next one is likely to need. Threads may see each
  /// other's or not, as it comes.
  private @Nullable Entry latest;

  Compiled(Function<A, B> f) {
    this.f = f;
  }

  /// {@return the function as it was given}
  Function<A, B> plain() {
    return f;
  }

  @Override
  public B apply(A argument) {
    Entry known = latest;
    if (known != null && known.program().isPresent()) {
      var numbers = new Numbers(known.key().types());
      if (known.key().form().matches(argument, numbers)) {
        return Tree.join(known.result(), run(known.program().get(), numbers.values()));
      }
    }
    return search(argument);
  }

  private B search(A argument) {
    var tensors = new ArrayList<Tensor>();
    Form form = Form.split(argument, tensors);
    return numbers(tensors)
        .map(numbers -> apply(argument, form, numbers))
        .orElseGet(() -> f.apply(argument));
  }

  /// {@return the numbers of an argument's tensors, formulas computed; empty if they depend on
  /// variables}
  static Optional<List<NDArray>> numbers(List<Tensor> argument) {
    List<Tensor> tensors = argument.stream().map(Compiled::filled).toList();
    if (tensors.stream().allMatch(Tensor::isConstant)) {
      return Optional.of(tensors.stream().map(Tensor::value).toList());
    }
    Graph formulas = Graph.of(List.of(), tensors);
    return formulas.freeVariables().isEmpty()
        ? Optional.of(Compiler.once(formulas).run(List.of()))
        : Optional.empty();
  }

  /// Repeats the one number of zeros, ones and the like: to compile a program for that would take
  /// longer than many a function.
  private static Tensor filled(Tensor x) {
    Tensor base = x;
    while (base.op() instanceof View) {
      base = base.inputs().getFirst();
    }
    if (!(x.op() instanceof View) || !base.isConstant() || base.type().count() != 1) {
      return x;
    }
    NDArray value = NDArray.full(x.type(), base.value().value(0));
    return Node.result(value);
  }

  private B apply(A argument, Form form, List<NDArray> numbers) {
    Entry entry = entry(Key.of(form, numbers));
    latest = entry;
    return entry.program().isEmpty()
        ? f.apply(argument)
        : Tree.join(entry.result(), run(entry.program().get(), numbers));
  }

  private static List<Tensor> run(Program program, List<NDArray> arguments) {
    List<NDArray> results = program.run(arguments);
    var tensors = new Tensor[results.size()];
    for (int k = 0; k < tensors.length; k++) {
      tensors[k] = Node.result(results.get(k));
    }
    return Arrays.asList(tensors);
  }

  /// {@return the program for some types, made if there is none}
  Entry entry(Key key) {
    Entry known = entries.getIfPresent(key);
    if (known != null) {
      return known;
    }
    Traced traced = Traced.of(f, key.form(), key.types());
    boolean closed = traced.graph().freeVariables().isEmpty();
    var entry =
        new Entry(
            key,
            closed ? Optional.of(Compiler.compile(traced.graph())) : Optional.empty(),
            traced.result());
    entries.put(key, entry);
    return entry;
  }
}
