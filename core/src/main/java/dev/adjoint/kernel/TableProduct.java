package dev.adjoint.kernel;

/// A product of matrices whose rows lie where tables say. Elements of rows of `b` and `y` are
/// neighbours; those of `a` lie where a table says, too.
///
/// Each thread has one, said anew before each product, so that a product allocates nothing.
///
/// @param <A> `float[]` or `double[]`
final class TableProduct<A> {
  private static final int[] NONE = {};

  private final A nothing;
  private int from;
  private int to;
  private int columns;
  private A a;
  private int ao;
  private int[] aRows = NONE;
  private int[] aColumns = NONE;
  private A b;
  private int bo;
  private int[] bRows = NONE;
  private int terms;
  private A y;
  private int yo;
  private int[] yRows = NONE;

  /// @param nothing stands where no array has been given yet
  TableProduct(A nothing) {
    this.nothing = nothing;
    this.a = nothing;
    this.b = nothing;
    this.y = nothing;
  }

  /// Says which rows of `a` and `y` are made, and how many columns of `b` and `y`.
  TableProduct<A> of(int from, int to, int columns) {
    this.from = from;
    this.to = to;
    this.columns = columns;
    return this;
  }

  TableProduct<A> a(A a, int ao, int[] rows, int[] columns) {
    this.a = a;
    this.ao = ao;
    this.aRows = rows;
    this.aColumns = columns;
    return this;
  }

  TableProduct<A> b(A b, int bo, int[] rows) {
    this.b = b;
    this.bo = bo;
    this.bRows = rows;
    return terms(rows.length);
  }

  /// Says how many of the columns of `a` and rows of `b` are summed, if not all.
  TableProduct<A> terms(int count) {
    this.terms = count;
    return this;
  }

  TableProduct<A> y(A y, int yo, int[] rows) {
    this.y = y;
    this.yo = yo;
    this.yRows = rows;
    return this;
  }

  /// Lets go of the arrays.
  void clear() {
    a = nothing;
    b = nothing;
    y = nothing;
  }

  /// The first row of `a` and `y`.
  int from() {
    return from;
  }

  /// The end of the rows of `a` and `y`.
  int to() {
    return to;
  }

  /// The number of columns of `b` and `y`.
  int columns() {
    return columns;
  }

  A a() {
    return a;
  }

  int ao() {
    return ao;
  }

  int[] aRows() {
    return aRows;
  }

  int[] aColumns() {
    return aColumns;
  }

  A b() {
    return b;
  }

  int bo() {
    return bo;
  }

  int[] bRows() {
    return bRows;
  }

  /// The number of rows of `b` that are summed.
  int terms() {
    return terms;
  }

  A y() {
    return y;
  }

  int yo() {
    return yo;
  }

  int[] yRows() {
    return yRows;
  }
}
