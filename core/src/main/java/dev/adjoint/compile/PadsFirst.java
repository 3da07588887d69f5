package dev.adjoint.compile;

import dev.adjoint.array.Layout;
import dev.adjoint.array.Shape;
import dev.adjoint.graph.Control;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.IdentityTable;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Reduction;
import dev.adjoint.graph.Rewriting;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import dev.adjoint.kernel.Elementary;
import dev.adjoint.kernel.Formula;
import dev.adjoint.rewrite.Pass;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Puts zeros around what a cheap formula reads, not around what it makes: `pad(f(u, v))` becomes
/// `f(pad u, pad v)` inside of a [Border]. So the formula can be in the loop that reads it, instead
/// of in one that writes it out first.
///
/// The gradient of `f(x[0:n−1], x[1:n])` is such a case: a sum of two padded formulas, each of
/// which is computed where it is read, though they have most of their ops in common.
final class PadsFirst implements Pass {
  /// Below this many elements the loops for single elements at both ends cost more than is saved.
  private static final int LEAST = 4096;

  /// Zeros are computed in vain, so they must be fewer than one in so many elements.
  private static final int ZEROS = 16;

  /// So many ops take less time than to write their result out and to read it again.
  private static final int MOST_AGAIN = 8;

  private static final int MOST_OPS = 48;

  /// More reads than loops alone make.
  private static final int NEVER = 1 << 20;

  private static final Set<Elementary> CHEAP =
      EnumSet.of(
          Elementary.ADD,
          Elementary.SUB,
          Elementary.MUL,
          Elementary.NEG,
          Elementary.SQUARE,
          Elementary.ABS,
          Elementary.MAXIMUM,
          Elementary.MINIMUM);

  private final Rewriting rewriting = new Rewriting();

  /// How often a node is read, counting results; many times if not by loops alone.
  private final IdentityTable<Node, Integer> readers = new IdentityTable<>();

  /// What became of formulas under each of the pads.
  private final Map<Routine.Padding, IdentityTable<Tensor, Tensor>> padded = new HashMap<>();

  @Override
  public Graph apply(Graph graph) {
    if (graph.nodes().stream().noneMatch(PadsFirst::hasFewZeros)) {
      return graph;
    }
    graph.nodes().forEach(this::countReaders);
    graph.outputs().forEach(output -> count(output, NEVER));
    List<Tensor> outputs = rewriting.apply(graph, this::rewrite);
    return outputs.equals(graph.outputs()) ? graph : Graph.of(graph.inputs(), outputs);
  }

  private static boolean hasFewZeros(Node node) {
    if (!(node.op() instanceof Routine.Padding pad)) {
      return false;
    }
    int all = node.outputs().getFirst().type().count();
    int some = node.inputs().getFirst().type().count();
    boolean few = all >= LEAST && (long) (all - some) * ZEROS <= all;
    return few && pad.before(node.inputs().getFirst().shape()).isPresent();
  }

  private void countReaders(Node node) {
    boolean loop = node.op() instanceof Elementwise || node.op() instanceof Reduction;
    int times = loop || hasFewZeros(node) ? 1 : NEVER;
    node.inputs().forEach(x -> count(x, times));
  }

  private void count(Tensor x, int times) {
    readers.put(x.node(), Math.min(NEVER, readers.findOr(x.node(), 0) + times));
  }

  private List<Tensor> rewrite(Node node, List<Tensor> inputs) {
    if (node.op() instanceof Routine.Padding pad && hasFewZeros(node) && isRegister(node)) {
      Tensor x = node.inputs().getFirst();
      Set<Tensor> formula = new LinkedHashSet<>();
      if (x.type().isFloating()
          && x.op() instanceof Elementwise
          && isRegister(x.node())
          && collect(x, formula, 0)
          && again(formula, x) <= MOST_AGAIN) {
        return node.source().build(() -> List.of(bordered(pad, x, formula)));
      }
    }
    return node.withInputs(inputs).outputs();
  }

  private boolean isRegister(Node node) {
    return readers.findOr(node, NEVER) < NEVER;
  }

  /// Collects the ops of a formula, operands first.
  ///
  /// @return whether it is cheap and made of what is in memory
  private static boolean collect(Tensor y, Set<Tensor> formula, int depth) {
    if (formula.contains(y) || isOperand(y)) {
      return true;
    }
    return depth < MOST_OPS
        && isCheap(y)
        && y.inputs().stream().allMatch(x -> collect(x, formula, depth + 1))
        && formula.add(y)
        && formula.size() <= MOST_OPS;
  }

  private static boolean isCheap(Tensor y) {
    return y.type().isFloating()
        && y.op() instanceof Elementwise op
        && FastLoops.function(op).map(Formula.Function::name).filter(CHEAP::contains).isPresent();
  }

  /// {@return whether a tensor is in memory anyway, as a number or in order}
  private static boolean isOperand(Tensor x) {
    Tensor base = Places.base(x);
    return base.type().count() == 1
        || isStored(base.op()) && layout(x).filter(Layout::isContiguous).isPresent();
  }

  private static boolean isStored(Op op) {
    return op instanceof Leaf
        || op instanceof Control
        || op instanceof Routine && !(op instanceof Routine.Padding);
  }

  private static Optional<Layout> layout(Tensor x) {
    return x.op() instanceof View view
        ? layout(x.inputs().getFirst()).flatMap(view::layout)
        : Optional.of(Layout.contiguous(x.shape()));
  }

  /// {@return how many ops of a formula something else needs too}
  private int again(Set<Tensor> formula, Tensor result) {
    var inside = new IdentityTable<Tensor, Integer>();
    inside.put(result, 1);
    formula.forEach(y -> y.inputs().forEach(x -> inside.put(x, inside.findOr(x, 0) + 1)));
    Set<Tensor> again = new LinkedHashSet<>();
    for (Tensor y : List.copyOf(formula).reversed()) {
      if (again.contains(y) || readers.findOr(y.node(), 0) > inside.findOr(y, 0)) {
        again.add(y);
        y.inputs().stream().filter(formula::contains).forEach(again::add);
      }
    }
    return again.size();
  }

  private Tensor bordered(Routine.Padding pad, Tensor x, Set<Tensor> formula) {
    var known = padded.computeIfAbsent(pad, _ -> new IdentityTable<>());
    Shape shape = pad.types(List.of(x.type())).getFirst().shape();
    for (Tensor y : formula) {
      if (!known.contains(y)) {
        Tensor[] operands =
            y.inputs().stream().map(u -> operand(pad, u, shape, known)).toArray(Tensor[]::new);
        known.put(y, Tensor.of(y.op(), operands));
      }
    }
    int before = pad.before(x.shape()).orElseThrow();
    Tensor y = known.findOr(x, x);
    return Tensor.of(new Border(before, before + x.type().count()), y);
  }

  private Tensor operand(
      Routine.Padding pad, Tensor x, Shape shape, IdentityTable<Tensor, Tensor> known) {
    Tensor done = known.find(x);
    if (done == null) {
      Tensor now = rewriting.of(x);
      Tensor base = Places.base(now);
      done = base.type().count() == 1 ? base.reshape().broadcastTo(shape) : Tensor.of(pad, now);
      known.put(x, done);
    }
    return done;
  }
}
