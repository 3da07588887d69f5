package dev.adjoint;

import static dev.adjoint.Formula.with;

import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Cos;
import dev.adjoint.op.Greater;
import dev.adjoint.op.Less;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Stack;
import dev.adjoint.op.Tanh;
import java.util.List;
import java.util.function.Function;

/// Loops, choices and transformations around random formulas, which may use all that is in scope
/// outside of them.
final class RandomNests {
  private record Numbered(Tensor index, Tensor value) {}

  private record Pair(Tensor first, Tensor second) {}

  private final RandomFormulas formulas;
  private final boolean honest;

  /// Of formulas.
  ///
  /// @param honest whether all derivatives are those of the numbers: nothing is held constant
  RandomNests(RandomFormulas formulas, boolean honest) {
    this.formulas = formulas;
    this.honest = honest;
  }

  Formula nest(int scope, int depth) {
    return switch (formulas.choose(honest ? 17 : 19)) {
      case 0 -> iterate(scope, depth);
      case 1 -> scan(scope, depth);
      case 2 -> scanOfRows(scope, depth);
      case 3 -> counting(scope, depth);
      case 4 -> waiting(scope, depth);
      case 5 -> choice(scope, depth);
      case 6 -> guarded(scope, depth);
      case 7 -> map(scope, depth);
      case 8 -> vmap(scope, depth);
      case 9 -> vmapOfTwo(scope, depth);
      case 10 -> grad(scope, depth);
      case 11 -> jvp(scope, depth);
      case 12 -> vjp(scope, depth);
      case 13 -> jacobian(scope, depth);
      case 14 -> around("checkpoint", Adjoint::checkpoint, scope, depth);
      case 15 -> around("compile", Adjoint::compile, scope, depth);
      case 16 -> around("customGradient", RandomNests::withItsOwnGradient, scope, depth);
      case 17 -> around("stopGradient", f -> x -> Adjoint.stopGradient(f.apply(x)), scope, depth);
      default -> around("doubledGradient", RandomNests::withAnotherGradient, scope, depth);
    };
  }

  private Formula iterate(int scope, int depth) {
    int steps = formulas.choose(4);
    Formula body = formulas.formula(scope + 2, depth);
    Formula init = formulas.formula(scope, depth);
    return new Formula(
        "iterate(%d, (x%d, x%d) -> %s, %s)".formatted(steps, scope, scope + 1, body, init),
        xs -> Adjoint.iterate(steps, (i, c) -> body.at(with(xs, like(c, i), c)), init.at(xs)));
  }

  /// A number as a tensor of the scope's type, made small.
  private static Tensor like(Tensor x, Tensor number) {
    return number.cast(DType.FLOAT64).times(.3).broadcastTo(x.shape());
  }

  /// Over three tensors, with two carries that change places.
  private Formula scan(int scope, int depth) {
    Formula next = formulas.formula(scope + 2, depth);
    Formula output = formulas.formula(scope + 2, depth);
    Formula init = formulas.formula(scope, depth);
    return new Formula(
        "scan((x%d, x%d) -> (%s; %s), %s)".formatted(scope, scope + 1, next, output, init),
        xs -> {
          Tensor first = init.at(xs);
          Scanned<Pair, Tensor> scanned =
              Adjoint.scan(
                  (Pair c, Tensor x) -> {
                    List<Tensor> inside = with(xs, c.first(), x);
                    return new Step<>(new Pair(c.second(), next.at(inside)), output.at(inside));
                  },
                  new Pair(first, xs.getFirst()),
                  Stack.of(0, first, Sin.of(first), xs.getLast()));
          return scanned.carry().first().plus(scanned.outputs().mean(0)).times(.5);
        });
  }

  /// The rows of a tensor; of a number two rows.
  private static Tensor rows(Tensor x) {
    return x.shape().rank() == 0 ? Stack.of(0, x, x.times(.5)) : x;
  }

  private static List<Tensor> rowLike(List<Tensor> xs) {
    return xs.stream().map(x -> x.shape().rank() == 0 ? x : x.mean(0)).toList();
  }

  private static Tensor joined(Tensor rows, Tensor like) {
    return rows.shape().equals(like.shape()) ? rows : rows.mean(0);
  }

  private Formula scanOfRows(int scope, int depth) {
    Formula body = formulas.formula(scope + 2, depth);
    Formula over = formulas.formula(scope, depth);
    return new Formula(
        "scanOfRows((x%d, x%d) -> %s, %s)".formatted(scope, scope + 1, body, over),
        xs -> {
          Tensor all = over.at(xs);
          List<Tensor> outside = rowLike(xs);
          Scanned<Tensor, Tensor> scanned =
              Adjoint.scan(
                  (Tensor c, Tensor x) -> {
                    Tensor now = body.at(with(outside, c, x));
                    return new Step<>(now, now.times(c));
                  },
                  outside.getFirst(),
                  rows(all));
          return joined(scanned.outputs(), all).plus(scanned.carry()).times(.5);
        });
  }

  /// A loop that ends by a count.
  private Formula counting(int scope, int depth) {
    int steps = formulas.choose(4);
    Formula body = formulas.formula(scope + 1, depth);
    Formula init = formulas.formula(scope, depth);
    return new Formula(
        "whileLoop(i < %d, x%d -> %s, %s)".formatted(steps, scope, body, init),
        xs ->
            Adjoint.whileLoop(
                    4,
                    (Numbered c) -> Less.of(c.index(), Tensor.full(TensorType.i32(), steps)),
                    (Numbered c) -> new Numbered(c.index().plus(1), body.of(xs).apply(c.value())),
                    new Numbered(Tensor.zeros(TensorType.i32()), init.at(xs)))
                .value());
  }

  /// A loop that ends by its numbers.
  private Formula waiting(int scope, int depth) {
    Formula body = formulas.formula(scope + 1, depth);
    Formula init = formulas.formula(scope, depth);
    Formula bound = formulas.formula(scope, depth);
    return new Formula(
        "whileLoop(sum x%d < %s, x%d -> %s, %s)".formatted(scope, bound, scope, body, init),
        xs -> {
          Tensor from = init.at(xs);
          Tensor limit = Tanh.of(bound.at(xs).mean()).plus(from.mean()).plus(1.0317);
          return Adjoint.whileLoop(
                  9,
                  (Pair c) -> Less.of(c.second(), limit),
                  (Pair c) -> {
                    Tensor now = body.of(xs).apply(c.first());
                    return new Pair(now, c.second().plus(Sin.of(now.mean()).squared()).plus(.3));
                  },
                  new Pair(from, from.mean()))
              .first();
        });
  }

  private Formula choice(int scope, int depth) {
    Formula decides = formulas.formula(scope, depth);
    Formula yes = formulas.formula(scope + 1, depth);
    Formula no = formulas.formula(scope + 1, depth);
    Formula x = formulas.formula(scope, depth);
    return new Formula(
        "cond(%s > 0, x%d -> %s, x%d -> %s, %s)".formatted(decides, scope, yes, scope, no, x),
        xs ->
            Adjoint.cond(
                Greater.of(decides.at(xs).mean(), Tensor.scalar(.0317)),
                yes.of(xs),
                no.of(xs),
                x.at(xs)));
  }

  /// A root that is only taken where it is one.
  private Formula guarded(int scope, int depth) {
    Formula root = formulas.formula(scope, depth);
    Formula x = formulas.formula(scope, depth);
    return new Formula(
        "guarded(sqrt %s, %s)".formatted(root, x),
        xs -> {
          Tensor square = root.at(xs).mean();
          return Adjoint.cond(
              Greater.of(square, Tensor.scalar(.0317)),
              (Tensor y) -> square.sqrt().times(y),
              (Tensor y) -> y.times(square),
              x.at(xs));
        });
  }

  private Formula map(int scope, int depth) {
    return ofRows("map", Adjoint::map, scope, depth);
  }

  private Formula vmap(int scope, int depth) {
    return ofRows("vmap", (f, x) -> Adjoint.vmap(f).apply(x), scope, depth);
  }

  private interface Mapping {
    Tensor of(Function<Tensor, Tensor> f, Tensor rows);
  }

  private Formula ofRows(String name, Mapping mapping, int scope, int depth) {
    Formula body = formulas.formula(scope + 1, depth);
    Formula over = formulas.formula(scope, depth);
    return new Formula(
        "%s(x%d -> %s).of(%s)".formatted(name, scope, body, over),
        xs -> {
          Tensor all = over.at(xs);
          return joined(mapping.of(body.of(rowLike(xs)), rows(all)), all);
        });
  }

  /// A batch of whole tensors, stacked along the last axis.
  private Formula vmapOfTwo(int scope, int depth) {
    Formula body = formulas.formula(scope + 1, depth);
    Formula a = formulas.formula(scope, depth);
    Formula b = formulas.formula(scope, depth);
    return new Formula(
        "vmap(x%d -> %s).of([%s, %s])".formatted(scope, body, a, b),
        xs -> {
          Tensor first = a.at(xs);
          int last = first.shape().rank();
          return Adjoint.vmap(body.of(xs), -1, 0).apply(Stack.of(last, first, b.at(xs))).mean(0);
        });
  }

  private Formula grad(int scope, int depth) {
    return along(
        "grad", scope, depth, (f, x, _) -> Adjoint.grad((Tensor u) -> f.apply(u).sum()).apply(x));
  }

  private Formula jvp(int scope, int depth) {
    return along("jvp", scope, depth, (f, x, v) -> Adjoint.jvp(f, x, v).tangent());
  }

  private Formula vjp(int scope, int depth) {
    return along("vjp", scope, depth, (f, x, v) -> Adjoint.vjp(f, x).pullback().apply(v));
  }

  private Formula jacobian(int scope, int depth) {
    Mode mode = formulas.choose(2) == 0 ? Mode.FORWARD : Mode.REVERSE;
    return along(
        "jacobian" + mode,
        scope,
        depth,
        (f, x, v) -> {
          int n = x.shape().count();
          Tensor all = Adjoint.jacobian(f, mode).apply(x).reshape(n, n);
          return all.matmul(v.reshape(n)).reshape(x.shape().toArray());
        });
  }

  private interface Derivative {
    Tensor of(Function<Tensor, Tensor> f, Tensor x, Tensor v);
  }

  private Formula along(String name, int scope, int depth, Derivative derivative) {
    Formula body = formulas.formula(scope + 1, depth);
    Formula x = formulas.formula(scope, depth);
    Formula v = formulas.formula(scope, depth);
    return new Formula(
        "%s(x%d -> %s, %s, %s)".formatted(name, scope, body, x, v),
        xs -> Sin.of(derivative.of(body.of(xs), x.at(xs), v.at(xs))));
  }

  private interface Around {
    Function<Tensor, Tensor> of(Function<Tensor, Tensor> f);
  }

  private Formula around(String name, Around around, int scope, int depth) {
    Formula body = formulas.formula(scope + 1, depth);
    Formula x = formulas.formula(scope, depth);
    return new Formula(
        "%s(x%d -> %s).of(%s)".formatted(name, scope, body, x),
        xs -> around.of(body.of(xs)).apply(x.at(xs)));
  }

  private static Function<Tensor, Tensor> withItsOwnGradient(Function<Tensor, Tensor> f) {
    return x ->
        Adjoint.<Pair, Tensor>customGradient(
                p -> Sin.of(p.first()).times(p.second()),
                (p, _, yBar) ->
                    new Pair(
                        yBar.times(p.second()).times(Cos.of(p.first())),
                        yBar.times(Sin.of(p.first()))))
            .apply(new Pair(f.apply(x), x));
  }

  private static Function<Tensor, Tensor> withAnotherGradient(Function<Tensor, Tensor> f) {
    return x ->
        Adjoint.<Tensor, Tensor>customGradient(
                Sin::of, (u, y, yBar) -> yBar.times(y).plus(yBar.times(u)))
            .apply(f.apply(x));
  }
}
