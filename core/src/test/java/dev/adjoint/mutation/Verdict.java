package dev.adjoint.mutation;

/// What the tests said of a mutant.
///
/// @param kind caught or not
/// @param detail the test that caught it, or why it could not be run
record Verdict(Kind kind, String detail) {
  enum Kind {
    CAUGHT,
    SURVIVED,
    /// The tests did not end; counts as caught.
    TIMED_OUT,
    /// The class cannot be exchanged in a JVM that has loaded it.
    REFUSED,
    /// There is no test, or the JVM ended.
    NOT_RUN
  }

  boolean isCaught() {
    return kind == Kind.CAUGHT || kind == Kind.TIMED_OUT;
  }
}
