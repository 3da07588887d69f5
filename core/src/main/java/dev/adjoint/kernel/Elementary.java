package dev.adjoint.kernel;

/// The scalar functions that have loops of their own.
///
/// Arithmetic and `SQRT` are exact in the element's type (IEEE 754; integers wrap). `MAXIMUM`,
/// `MINIMUM`, `RELU` are [Math#max(double, double)] and its like: NaN wins, and −0 < +0. `SIGN` is
/// [Math#signum(double)]. Comparisons are IEEE (NaN equals nothing) and write `boolean[]`.
/// `SIGMOID` saturates to exactly 0 or 1 and is never NaN for a number. `WHERE` takes a `boolean[]`
/// condition first, then two operands of the element asked for. The others follow [Math].
public enum Elementary {
  ADD,
  SUB,
  MUL,
  DIV,
  NEG,
  POW,
  MAXIMUM,
  MINIMUM,
  EXP,
  LOG,
  SQRT,
  SQUARE,
  ABS,
  SIGN,
  SIN,
  COS,
  TANH,
  SIGMOID,
  RELU,
  EQUAL,
  NOT_EQUAL,
  LESS,
  LESS_EQUAL,
  GREATER,
  GREATER_EQUAL,
  WHERE,
  AND,
  OR,
  NOT,
  IDENTITY
}
