package dev.adjoint.kernel;

/// What a convolution spends its time in, for one dtype. Rows of `b` and, where it is said, of `y`
/// are read and written up to the next multiple of [Convolution#WIDTH] columns.
///
/// @param <A> `float[]` or `double[]`
interface TableKernels<A> {
  /// An array of zeros.
  A allocate(int size);

  int size(A array);

  void clear(A array, int from, int to);

  /// Adds neighbours to neighbours.
  void add(A from, int first, A to, int place, int count);

  /// From a plane to a spread arrangement.
  void spread(Runs runs, A plane, int first, A spread, int place);

  /// Spreads the channels of one group of an image.
  default void spreadX(Convolution c, A x, int xo, A room, int at) {
    for (int k = 0; k < c.inputs; k++) {
      spread(c.xRuns, x, xo + k * c.xPlane, room, at + k * c.spread);
    }
  }

  /// From a spread arrangement to a plane.
  void collect(Runs runs, A spread, int place, A plane, int first);

  /// Copies `m` rows of `n` elements as `n` rows of `m`.
  ///
  /// @param pitch from one row of `n` to the next
  /// @param other from one row of `m` to the next
  void transpose(int m, int n, A from, int first, int pitch, A to, int place, int other);

  /// `y[i,j] = Σₜ a[i,t] · b[t,j]`; rows of `y` are written to their whole width.
  void multiply(TableProduct<A> p);

  /// `y[i,j] += Σₜ a[i,t] · b[t,j]`, row after row, since rows of `y` may overlap; they are read
  /// and written to their whole width.
  ///
  /// @param tile room for a tile, from `at` on
  void addTo(TableProduct<A> p, A tile, int at);

  /// `y[i,t] += Σⱼ a[i,j] · b[t,j]`, for `a` with neighbouring elements, which are 0 beyond the
  /// last column; summed over several `a` and `b`.
  ///
  /// @param count how many
  /// @param aNext the distance of one `a` to the next
  /// @param bNext the distance of one `b` to the next
  void addDots(TableProduct<A> p, int count, int aNext, int bNext, A tile, int at);
}
