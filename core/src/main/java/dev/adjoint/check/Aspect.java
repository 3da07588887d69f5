package dev.adjoint.check;

/// What a [GradientCheck] looks at.
public enum Aspect {
  /// The gradient by reverse mode, against differences of the function's values. Always checked.
  REVERSE(
      "order 1",
      "analytic",
      "numeric",
      true,
      "the differences agree with each other; the gradient is wrong"),

  /// The gradient of the gradient, against differences of the gradient along random directions.
  SECOND(
      "order 2",
      "analytic",
      "numeric",
      true,
      "the differences agree with each other; the gradient of the gradient is wrong"),

  /// That a pullback is linear: `pullback(a·u + b·v) = a·pullback(u) + b·pullback(v)` for random
  /// cotangents `u` and `v`, and the pullback of zeros is zero. A gradient check with one cotangent
  /// cannot see a rule that adds something to its cotangent, squares it or clips it.
  LINEARITY(
      "linearity of the pullback",
      "at once",
      "term by term",
      false,
      "a pullback must be linear in the cotangent, and this one is not"),

  /// The tangents of the outputs by forward mode, against differences of the outputs along random
  /// directions; to order 2 the tangents of the gradient too.
  FORWARD(
      "forward",
      "tangent",
      "numeric",
      true,
      "the differences agree with each other; the tangent is wrong"),

  /// The function and its gradient of a whole batch at once by `vmap`, against each element of the
  /// batch alone.
  VMAP(
      "vmap",
      "batched",
      "alone",
      false,
      "an element of a batch must be what the function makes of it alone, and this one is not");

  private final String title;
  private final String checked;
  private final String truth;
  private final boolean differences;
  private final String accusation;

  Aspect(String title, String checked, String truth, boolean differences, String accusation) {
    this.title = title;
    this.checked = checked;
    this.truth = truth;
    this.differences = differences;
    this.accusation = accusation;
  }

  /// The name in reports.
  String title() {
    return title;
  }

  /// What the number that is checked is called.
  String checked() {
    return checked;
  }

  /// What the number that it is held against is called.
  String truth() {
    return truth;
  }

  /// Whether it is held against differences, which have an error of their own.
  boolean differences() {
    return differences;
  }

  /// The sentence that goes with [Verdict#WRONG].
  String accusation() {
    return accusation;
  }
}
