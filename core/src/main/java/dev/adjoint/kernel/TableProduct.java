package dev.adjoint.kernel;

/// A product of matrices whose rows lie where tables say. Elements of rows of `b` and `y` are
/// neighbours, those of `a` are `aColumn` apart.
///
/// @param <A> `float[]` or `double[]`
/// @param from the first row of `a` and `y`
/// @param to the end of the rows of `a` and `y`
/// @param columns the number of columns of `b` and `y`
record TableProduct<A>(
    int from,
    int to,
    int columns,
    A a,
    int ao,
    int[] aRows,
    int aColumn,
    A b,
    int bo,
    int[] bRows,
    A y,
    int yo,
    int[] yRows) {}
