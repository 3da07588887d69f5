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
    /// The class could not be exchanged, or there is no test.
    NOT_RUN
  }

  boolean isCaught() {
    return kind == Kind.CAUGHT || kind == Kind.TIMED_OUT;
  }
}
