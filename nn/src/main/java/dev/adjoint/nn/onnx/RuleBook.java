package dev.adjoint.nn.onnx;

import dev.adjoint.graph.Op;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// The rules of ops, by their classes, and for those that have none the reason.
final class RuleBook {
  private static final RuleBook STANDARD = standard();

  private final Map<String, Rule<Op>> rules;
  private final Map<String, String> reasons;

  private RuleBook(Map<String, Rule<Op>> rules, Map<String, String> reasons) {
    this.rules = Map.copyOf(rules);
    this.reasons = Map.copyOf(reasons);
  }

  /// The rules of the library's own ops.
  static RuleBook ofLibrary() {
    return STANDARD;
  }

  private static RuleBook standard() {
    var entries = new Entries();
    ElementwiseRules.addTo(entries);
    FormulaRules.addTo(entries);
    DivisionRules.addTo(entries);
    ReductionRules.addTo(entries);
    ViewRules.addTo(entries);
    RowRules.addTo(entries);
    WindowRules.addTo(entries);
    RunningRules.addTo(entries);
    ControlRules.addTo(entries);
    MatrixRules.addTo(entries);
    return new RuleBook(entries.rules, entries.reasons);
  }

  /// {@return these rules and one more, which comes first}
  @SuppressWarnings("unchecked") // a rule is asked for ops of its own class alone
  <O extends Op> RuleBook with(Class<O> op, Rule<O> rule) {
    var more = new HashMap<>(rules);
    more.put(op.getName(), (Rule<Op>) rule);
    return new RuleBook(more, reasons);
  }

  Optional<Rule<Op>> rule(Op op) {
    return Optional.ofNullable(rules.get(op.getClass().getName()));
  }

  /// Why an op has no rule.
  String reason(Op op) {
    return reasons.getOrDefault(op.getClass().getName(), "it is not an op of the library");
  }

  /// Rules being collected.
  static final class Entries {
    private final Map<String, Rule<Op>> rules = new HashMap<>();
    private final Map<String, String> reasons = new HashMap<>();

    private Entries() {}

    /// A rule of an op with any number of outputs.
    @SuppressWarnings("unchecked") // a rule is asked for ops of its own class alone
    <O extends Op> void all(Class<O> op, Rule<O> rule) {
      rules.put(op.getName(), (Rule<Op>) rule);
    }

    /// A rule of an op with one output.
    <O extends Op> void one(Class<O> op, BiFunction<O, Call, Value> rule) {
      all(op, (o, call) -> List.of(rule.apply(o, call)));
    }

    /// An op that ONNX has under some name, without attributes.
    void same(Class<? extends Op> op, String name) {
      one(op, (_, call) -> call.makeAll(name, 1, Attributes.none(), call.inputs()).getFirst());
    }

    /// A rule of an op whose class is not public.
    void named(String className, Rule<Op> rule) {
      rules.put(className, rule);
    }

    void reason(Class<? extends Op> op, String reason) {
      reasons.put(op.getName(), reason);
    }
  }
}
