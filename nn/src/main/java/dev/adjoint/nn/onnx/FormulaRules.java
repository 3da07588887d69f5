package dev.adjoint.nn.onnx;

import static dev.adjoint.graph.Tensor.full;
import static dev.adjoint.graph.Tensor.ones;
import static dev.adjoint.graph.Tensor.zeros;

import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.And;
import dev.adjoint.op.Atan;
import dev.adjoint.op.Atan2;
import dev.adjoint.op.Cbrt;
import dev.adjoint.op.Clip;
import dev.adjoint.op.Direction;
import dev.adjoint.op.Equal;
import dev.adjoint.op.Erf;
import dev.adjoint.op.Erfc;
import dev.adjoint.op.Expm1;
import dev.adjoint.op.Floor;
import dev.adjoint.op.Gaussian;
import dev.adjoint.op.GeluTanhGate;
import dev.adjoint.op.GeluTanhSlope;
import dev.adjoint.op.Greater;
import dev.adjoint.op.Hypot;
import dev.adjoint.op.IsFinite;
import dev.adjoint.op.IsInf;
import dev.adjoint.op.IsNaN;
import dev.adjoint.op.Less;
import dev.adjoint.op.Log1p;
import dev.adjoint.op.LogAddExp;
import dev.adjoint.op.LogSigmoid;
import dev.adjoint.op.Maximum;
import dev.adjoint.op.NormalCdf;
import dev.adjoint.op.Not;
import dev.adjoint.op.Or;
import dev.adjoint.op.Reciprocal;
import dev.adjoint.op.Rsqrt;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Sign;
import dev.adjoint.op.Silu;
import dev.adjoint.op.Sinh;
import dev.adjoint.op.Softplus;
import dev.adjoint.op.Square;
import dev.adjoint.op.Trunc;
import dev.adjoint.op.Where;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// Elementwise ops that ONNX lacks, as formulas of ops that it has.
final class FormulaRules {
  private FormulaRules() {}

  static void addTo(RuleBook.Entries rules) {
    unary(rules, Square.class, x -> x.times(x));
    unary(rules, Rsqrt.class, x -> Reciprocal.of(x.sqrt()));
    unary(rules, Silu.class, x -> x.times(Sigmoid.of(x)));
    unary(rules, Cbrt.class, x -> Sign.of(x).times(x.abs().pow(1.0 / 3)));
    unary(rules, Trunc.class, x -> Sign.of(x).times(Floor.of(x.abs())));
    unary(rules, IsFinite.class, x -> Not.of(Or.of(IsNaN.of(x), IsInf.of(x))));
    unary(rules, LogSigmoid.class, x -> Softplus.of(x.negate()).negate());
    addCareful(rules);
    addPairs(rules);
  }

  private static void addCareful(RuleBook.Entries rules) {
    unary(rules, Expm1.class, FormulaRules::expm1);
    unary(rules, Log1p.class, FormulaRules::log1p);
    unary(rules, Erfc.class, x -> Erf.of(x).negate().plus(1));
    unary(rules, NormalCdf.class, x -> Erf.of(x.times(Math.sqrt(0.5))).plus(1).times(0.5));
    rules.one(Gaussian.class, (op, call) -> one(call, x -> x.times(x).times(-op.rate()).exp()));
    unary(rules, GeluTanhGate.class, x -> Sigmoid.of(gate(x)));
  }

  private static void addPairs(RuleBook.Entries rules) {
    binary(rules, Atan2.class, FormulaRules::atan2);
    binary(rules, Hypot.class, FormulaRules::hypot);
    rules.one(
        Direction.class,
        (op, call) -> call.formula(xs -> List.of(direction(op, xs.get(0), xs.get(1)))).getFirst());
    rules.named(
        "dev.adjoint.op.OneMinusSquare",
        (_, call) ->
            call.formula(
                xs -> List.of(xs.getFirst().negate().plus(1).times(xs.getFirst().plus(1)))));
    binary(rules, LogAddExp.class, FormulaRules::logAddExp);
    binary(rules, GeluTanhSlope.class, FormulaRules::geluTanhSlope);
  }

  private static void unary(
      RuleBook.Entries rules, Class<? extends Op> op, UnaryOperator<Tensor> formula) {
    rules.one(op, (_, call) -> one(call, formula));
  }

  private static Value one(Call call, UnaryOperator<Tensor> formula) {
    return call.formula(xs -> List.of(formula.apply(xs.getFirst()))).getFirst();
  }

  static void binary(
      RuleBook.Entries rules, Class<? extends Op> op, BinaryOperator<Tensor> formula) {
    rules.one(
        op,
        (_, call) -> call.formula(xs -> List.of(formula.apply(xs.get(0), xs.get(1)))).getFirst());
  }

  /// Near 0 `2 e^(x/2) sinh(x/2)`, where `eˣ − 1` would cancel.
  private static Tensor expm1(Tensor x) {
    Tensor half = x.times(0.5);
    Tensor near = half.exp().times(Sinh.of(half)).times(2);
    return Where.of(Less.of(x.abs(), ones(x.type())), near, x.exp().minus(1));
  }

  /// Near 0 `x log(u) / (u − 1)` with `u = 1 + x` rounded. Source: Goldberg, *What every computer
  /// scientist should know about floating-point arithmetic* (1991), theorem 4.
  private static Tensor log1p(Tensor x) {
    Tensor u = x.plus(1);
    Tensor rest = u.minus(1);
    Tensor isTiny = Equal.of(rest, zeros(x.type()));
    Tensor safe = Where.of(isTiny, ones(x.type()), rest);
    Tensor near = Where.of(isTiny, x, x.times(u.log()).div(safe));
    return Where.of(Less.of(x.abs(), full(x.type(), 0.5)), near, u.log());
  }

  private static Tensor gate(Tensor x) {
    double linear = 2 * Math.sqrt(2 / Math.PI);
    return x.times(x.times(x).times(0.044715 * linear).plus(linear));
  }

  /// `s + s x (1 − s) ∂gate/∂x`; where `s` has saturated, `x` does not matter.
  private static Tensor geluTanhSlope(Tensor x, Tensor s) {
    double linear = 2 * Math.sqrt(2 / Math.PI);
    Tensor c = Clip.of(x, -64, 64);
    Tensor slope = c.times(c).times(3 * 0.044715 * linear).plus(linear);
    return s.times(c.times(s.negate().plus(1)).times(slope).plus(1));
  }

  /// The angle of `b + i a`; zeros count as positive.
  private static Tensor atan2(Tensor a, Tensor b) {
    Tensor zero = zeros(a.type());
    Tensor pi = full(a.type(), Math.PI);
    Tensor turn = Where.of(Less.of(a, zero), pi.negate(), pi);
    Tensor angle = Atan.of(a.div(b)).plus(Where.of(Less.of(b, zero), turn, zero));
    Tensor isOrigin = And.of(Equal.of(a, zero), Equal.of(b, zeros(b.type())));
    return Where.of(isOrigin, zero, angle);
  }

  private static Tensor larger(Tensor a, Tensor b) {
    return Maximum.of(a.abs(), b.abs());
  }

  private static Tensor hypot(Tensor a, Tensor b) {
    Tensor m = larger(a, b);
    Tensor zero = zeros(m.type());
    Tensor safe = Where.of(Greater.of(m, zero), m, ones(m.type()));
    Tensor p = a.div(safe);
    Tensor q = b.div(safe);
    Tensor length = p.times(p).plus(q.times(q)).sqrt().times(m);
    return Where.of(IsInf.of(m), m, length);
  }

  private static Tensor direction(Direction op, Tensor a, Tensor b) {
    Tensor m = larger(a, b);
    Tensor isOrigin = Equal.of(m, zeros(m.type()));
    Tensor safe = Where.of(isOrigin, ones(m.type()), m);
    Tensor p = a.div(safe);
    Tensor q = b.div(safe);
    Tensor length = Where.of(isOrigin, ones(m.type()), p.times(p).plus(q.times(q)).sqrt());
    Tensor cosines = repeated(Tensor::times, ones(m.type()), p.div(length), op.cosines());
    Tensor y = repeated(Tensor::times, cosines, q.div(length), op.sines());
    return repeated(Tensor::div, y, length.times(safe), op.lengths());
  }

  private static Tensor repeated(BinaryOperator<Tensor> op, Tensor x, Tensor by, int times) {
    return times == 0 ? x : repeated(op, op.apply(x, by), by, times - 1);
  }

  private static Tensor logAddExp(Tensor a, Tensor b) {
    Tensor sum = Maximum.of(a, b).plus(Softplus.of(a.minus(b).abs().negate()));
    return Where.of(Equal.of(a, b), a.plus(Math.log(2)), sum);
  }
}
