package dev.adjoint.kernel;

/// The matrix product in plain Java: always there.
final class ScalarGemm implements ProductGemm {
  private final Workers workers;

  ScalarGemm(Workers workers) {
    this.workers = workers;
  }

  @Override
  public void multiplyFloats(MatrixProduct<float[]> product) {
    ScalarFloatGemm.multiply(workers, product);
  }

  @Override
  public void multiplyDoubles(MatrixProduct<double[]> product) {
    ScalarDoubleGemm.multiply(workers, product);
  }

  @Override
  public String name() {
    return "scalar";
  }
}
