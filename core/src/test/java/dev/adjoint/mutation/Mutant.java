package dev.adjoint.mutation;

/// One way to break a derivative rule: a piece of its source, and what stands there instead.
///
/// @param rule where
/// @param line the line of the piece
/// @param change what a reader sees, such as `a.plus(b) → a`; unique in the rule
/// @param source the whole file, broken
record Mutant(Rule rule, long line, String change, String source) {
  /// {@return by what it is known to [Equivalents]}
  String name() {
    return rule.name() + ": " + change;
  }

  @Override
  public String toString() {
    return rule.name() + ", line " + line + ": " + change;
  }
}
