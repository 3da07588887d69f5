package dev.adjoint.check;

import dev.adjoint.array.DType;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Arbitrary dtypes and tensor types for properties.
public final class Types {
  private Types() {}

  /// {@return f64, f32, i32 and bool}
  public static Arbitrary<DType> dtypes() {
    return Arbitraries.of(DType.FLOAT64, DType.FLOAT32, DType.INT32, DType.BOOL);
  }

  /// {@return f64 and f32, the dtypes with gradients}
  public static Arbitrary<DType> floating() {
    return Arbitraries.of(DType.FLOAT64, DType.FLOAT32);
  }

  /// {@return f64, f32 and i32, the dtypes of numbers}
  public static Arbitrary<DType> numeric() {
    return Arbitraries.of(DType.FLOAT64, DType.FLOAT32, DType.INT32);
  }

  /// {@return types of any dtype and a shape of rank 0 to 4}
  public static Arbitrary<TensorType> any() {
    return of(dtypes(), Shapes.any());
  }

  /// {@return types of the given dtypes and shapes}
  ///
  /// @param dtypes the dtypes
  /// @param shapes the shapes
  public static Arbitrary<TensorType> of(Arbitrary<DType> dtypes, Arbitrary<Shape> shapes) {
    return Combinators.combine(dtypes, shapes).as(TensorType::new);
  }
}
