package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.Shape;
import java.util.stream.IntStream;

/// A buffer seen as a batch of matrices, which go to and from the kernels one by one: in f64 and
/// column by column, as LAPACK wants them.
///
/// @param buffer the elements
/// @param rows the rows of each matrix
/// @param columns the columns of each matrix
/// @param count how many matrices
record Matrices(Buffer buffer, int rows, int columns, int count) {
  /// The matrices of the last two axes.
  static Matrices of(Buffer buffer) {
    Shape shape = buffer.type().shape();
    return new Matrices(buffer, shape.size(-2), shape.size(-1), leading(shape, 2));
  }

  /// The vectors of the last axis, as columns.
  static Matrices vectors(Buffer buffer) {
    Shape shape = buffer.type().shape();
    return new Matrices(buffer, shape.size(-1), 1, leading(shape, 1));
  }

  /// Each element by itself.
  static Matrices numbers(Buffer buffer) {
    return new Matrices(buffer, 1, 1, buffer.count());
  }

  private static int leading(Shape shape, int last) {
    return IntStream.range(0, shape.rank() - last).map(shape::size).reduce(1, (a, b) -> a * b);
  }

  int size() {
    return rows * columns;
  }

  private double at(int matrix, int row, int column) {
    return buffer.value(matrix * size() + row * columns + column);
  }

  double[] read(int matrix) {
    double[] a = new double[size()];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        a[i + j * rows] = at(matrix, i, j);
      }
    }
    return a;
  }

  double[] readTransposed(int matrix) {
    double[] a = new double[size()];
    for (int i = 0; i < a.length; i++) {
      a[i] = buffer.value(matrix * a.length + i);
    }
    return a;
  }

  /// `(A + Aᵀ) / 2`.
  double[] readSymmetric(int matrix) {
    double[] a = new double[size()];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        a[i + j * rows] = 0.5 * at(matrix, i, j) + 0.5 * at(matrix, j, i);
      }
    }
    return a;
  }

  void write(int matrix, double... a) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        buffer.set(matrix * size() + i * columns + j, a[i + j * rows]);
      }
    }
  }

  void writeTransposed(int matrix, double[] a) {
    for (int i = 0; i < size(); i++) {
      buffer.set(matrix * size() + i, a[i]);
    }
  }

  /// What a matrix without the decomposition asked for gets.
  void writeNaN(int matrix) {
    for (int i = 0; i < size(); i++) {
      buffer.set(matrix * size() + i, Double.NaN);
    }
  }
}
