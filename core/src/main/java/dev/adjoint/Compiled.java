package dev.adjoint;

import static dev.adjoint.graph.Source.Unknown.UNKNOWN;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.compile.Compiler;
import dev.adjoint.compile.Program;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A function with its programs, one for each form and types of argument that came along; the least
/// recently used are forgotten.
final class Compiled<A, B> implements Function<A, B> {
  private static final int PROGRAMS = 64;

  private record Key(Form form, List<TensorType> types) {}

  /// A program and the form of its result; no program where the function depends on a variable of
  /// an outer trace.
  private record Entry(Optional<Program> program, Form result) {}

  private final Function<A, B> f;
  private final Cache<Key, Entry> entries = CacheBuilder.newBuilder().maximumSize(PROGRAMS).build();

  Compiled(Function<A, B> f) {
    this.f = f;
  }

  @Override
  public B apply(A argument) {
    var tensors = new ArrayList<Tensor>();
    Form form = Form.split(argument, tensors);
    tensors.replaceAll(Compiled::filled);
    if (tensors.stream().allMatch(Tensor::isConstant)) {
      return apply(argument, form, tensors);
    }
    Graph formulas = Graph.of(List.of(), tensors);
    return formulas.freeVariables().isEmpty()
        ? apply(argument, form, run(Compiler.once(formulas), List.of()))
        : f.apply(argument);
  }

  /// Repeats the one number of zeros, ones and the like: to compile a program for that would take
  /// longer than many a function.
  private static Tensor filled(Tensor x) {
    Tensor base = x;
    while (base.op() instanceof View) {
      base = base.inputs().getFirst();
    }
    if (base == x || !base.isConstant() || base.type().count() != 1) {
      return x;
    }
    NDArray value = NDArray.full(x.type(), base.value().value(0));
    return UNKNOWN.build(() -> Tensor.constant(value));
  }

  private B apply(A argument, Form form, List<Tensor> constants) {
    Entry entry = entry(new Key(form, constants.stream().map(Tensor::type).toList()));
    return entry.program().isEmpty()
        ? f.apply(argument)
        : Tree.join(entry.result(), run(entry.program().get(), constants));
  }

  /// Results come from no line: to look for one would take longer than a small program.
  private static List<Tensor> run(Program program, List<Tensor> tensors) {
    List<NDArray> arguments = tensors.stream().map(Tensor::value).toList();
    List<NDArray> results = program.run(arguments);
    return UNKNOWN.build(() -> results.stream().map(Tensor::constant).toList());
  }

  private Entry entry(Key key) {
    Entry known = entries.getIfPresent(key);
    if (known != null) {
      return known;
    }
    Traced traced = Traced.of(f, key.form(), key.types());
    boolean closed = traced.graph().freeVariables().isEmpty();
    var entry =
        new Entry(
            closed ? Optional.of(Compiler.compile(traced.graph())) : Optional.empty(),
            traced.result());
    entries.put(key, entry);
    return entry;
  }
}
