package dev.adjoint.examples.peer;

import dev.adjoint.examples.workload.AdjointFramework;
import dev.adjoint.examples.workload.Framework;
import java.util.List;

/// The frameworks that are compared.
enum Contender {
  ADJOINT("Adjoint"),
  PYTORCH("PyTorch (DJL)"),
  TENSORFLOW("TensorFlow");

  private final String title;

  Contender(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /// {@return the framework; only in a JVM of its own}
  ///
  /// @param threads how many compute
  Framework framework(int threads) {
    return switch (this) {
      case ADJOINT -> new AdjointFramework();
      case PYTORCH -> new PyTorch();
      case TENSORFLOW -> new TensorFlow(threads);
    };
  }

  /// {@return the options of a JVM in which the framework computes with some threads}
  ///
  /// @param threads how many
  /// @param folder where native libraries are unpacked
  List<String> options(int threads, String folder) {
    return switch (this) {
      case ADJOINT -> List.of("-Dadjoint.threads=" + threads);
      case PYTORCH ->
          List.of(
              "-Dai.djl.offline=true",
              "-DDJL_CACHE_DIR=" + folder,
              "-Dai.djl.pytorch.num_threads=" + threads,
              "-Dai.djl.pytorch.num_interop_threads=1");
      case TENSORFLOW ->
          List.of(
              "-Dorg.bytedeco.javacpp.cachedir=" + folder,
              "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");
    };
  }
}
