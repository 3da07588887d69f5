package dev.adjoint.kernel;

import dev.adjoint.array.DType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The loops of f32 and f64 on the Vector API; the other dtypes, and what has no vector form, are
/// those of [ScalarLoops].
final class VectorLoops implements Loops {
  private static final boolean FUSES = Kernels.isOn("adjoint.fuse");

  private final Loops scalar = new ScalarLoops();
  private final VectorWholes floats = new VectorWholes(VectorFloatWhole.class);
  private final VectorWholes doubles = new VectorWholes(VectorDoubleWhole.class);

  @Override
  public Optional<TileLoop> loop(Elementary f, DType dtype) {
    return vectorLoop(f, dtype).or(() -> scalar.loop(f, dtype));
  }

  private Optional<TileLoop> vectorLoop(Elementary f, DType dtype) {
    return switch (dtype) {
      case FLOAT32 ->
          VectorFloatUnaryLoops.loop(f)
              .or(() -> VectorFloatMathLoops.loop(f).map(loop -> floats.of(f, loop)))
              .or(() -> VectorFloatBinaryLoops.loop(f))
              .or(() -> VectorFloatComparisons.loop(f));
      case FLOAT64 ->
          VectorDoubleUnaryLoops.loop(f)
              .or(() -> VectorDoubleMathLoops.loop(f).map(loop -> doubles.of(f, loop)))
              .or(() -> VectorDoubleBinaryLoops.loop(f))
              .or(() -> VectorDoubleComparisons.loop(f));
      case INT32, BOOL -> Optional.empty();
    };
  }

  @Override
  public Optional<TileLoop> curve(Curve f, DType dtype, double... parameters) {
    return switch (dtype) {
      case FLOAT32 ->
          VectorFloatActivations.loop(f, parameters)
              .or(() -> VectorFloatGates.loop(f))
              .or(() -> VectorFloatGeluTanh.loop(f))
              .or(() -> VectorFloatNormal.loop(f, parameters))
              .or(() -> VectorFloatCurveLoops.loop(f))
              .map(loop -> floats.of(f, loop))
              .or(() -> VectorFloatComparisons.loop(f));
      case FLOAT64 ->
          VectorDoubleActivations.loop(f, parameters)
              .or(() -> VectorDoubleGates.loop(f))
              .or(() -> VectorDoubleGeluTanh.loop(f))
              .or(() -> VectorDoubleNormal.loop(f, parameters))
              .or(() -> VectorDoubleCurveLoops.loop(f))
              .map(loop -> doubles.of(f, loop))
              .or(() -> VectorDoubleComparisons.loop(f));
      case INT32, BOOL -> Optional.empty();
    };
  }

  @Override
  public OptionalInt size(Formula.Function function, List<DType> operands, DType dtype) {
    return VectorFormulas.of(dtype)
        .filter(_ -> FUSES)
        .map(formulas -> formulas.size(function, operands))
        .orElse(OptionalInt.empty());
  }

  @Override
  public FusedLoop fuse(Formula formula) {
    return VectorFormulas.of(formula.dtype()).orElseThrow().loop(formula);
  }

  @Override
  public int step(DType dtype) {
    return VectorFormulas.of(dtype).map(VectorFormulas::length).orElse(1);
  }

  @Override
  public TileLoop cast(DType from, DType to) {
    return scalar.cast(from, to);
  }

  @Override
  public float sum(float[] x, int o, int n) {
    return VectorFloatFolds.sum(x, o, n);
  }

  @Override
  public double sum(double[] x, int o, int n) {
    return VectorDoubleFolds.sum(x, o, n);
  }

  @Override
  public int sum(int[] x, int o, int n) {
    return scalar.sum(x, o, n);
  }

  @Override
  public float max(float[] x, int o, int n) {
    return VectorFloatFolds.max(x, o, n);
  }

  @Override
  public double max(double[] x, int o, int n) {
    return VectorDoubleFolds.max(x, o, n);
  }

  @Override
  public int max(int[] x, int o, int n) {
    return scalar.max(x, o, n);
  }

  @Override
  public float min(float[] x, int o, int n) {
    return VectorFloatFolds.min(x, o, n);
  }

  @Override
  public double min(double[] x, int o, int n) {
    return VectorDoubleFolds.min(x, o, n);
  }

  @Override
  public int min(int[] x, int o, int n) {
    return scalar.min(x, o, n);
  }

  @Override
  public String name() {
    return "vector";
  }
}
