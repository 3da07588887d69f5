package dev.adjoint.nn.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Op;
import dev.adjoint.nn.onnx.OpSamples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every op of the library, run in ONNX Runtime or said to be impossible.
final class OpsTest {
  private static final Map<Class<?>, List<Sample>> SAMPLES = OpSamples.all();

  private static final Set<String> NOT_EXPRESSIBLE =
      Set.of(
          "Bernoulli",
          "Categorical",
          "Cholesky",
          "Cofactors",
          "Digamma",
          "Eigh",
          "Expm",
          "FoldIn",
          "Inverse",
          "LGamma",
          "LeastSquares",
          "LogDet",
          "Normal",
          "Permutation",
          "Polygamma",
          "Qr",
          "RandomBits",
          "SlogDet",
          "Solve",
          "SplitKey",
          "Svd",
          "TriangularSolve",
          "Uniform");

  /// ONNX has these for f64, but ONNX Runtime has no kernels.
  private static final Set<String> WITHOUT_F64 =
      Set.of(
          "Acos",
          "Acosh",
          "Asin",
          "Asinh",
          "Atan",
          "Atan2",
          "Atanh",
          "AvgPool",
          "Conv",
          "ConvTranspose",
          "ConvWeights",
          "Cosh",
          "Det",
          "Elu",
          "Erf",
          "Erfc",
          "Expm1",
          "Gelu",
          "HardSigmoid",
          "LeakyRelu",
          "LogAddExp",
          "LogSigmoid",
          "NormalCdf",
          "Selu",
          "Silu",
          "Sinh",
          "Softplus",
          "Tan");

  /// What became of an op's samples: ONNX's operators, or an error.
  private record Outcome(Set<String> operators, String error) {}

  private static Outcome tried(List<Sample> samples, DType dtype) {
    var operators = new TreeSet<String>();
    for (Sample sample : samples) {
      NDArray[] inputs =
          sample.inputs().stream()
              .map(x -> x.dtype() == DType.FLOAT32 ? x.cast(dtype) : x)
              .toArray(NDArray[]::new);
      try {
        operators.addAll(OnnxRuntime.agrees(sample.f(), inputs).operators());
      } catch (IllegalArgumentException | OrtException e) {
        return new Outcome(operators, String.valueOf(e.getMessage()));
      }
    }
    return new Outcome(operators, "");
  }

  private static Set<String> classes() {
    return new ClassFileImporter()
        .importPackages("dev.adjoint.op").stream()
            .filter(c -> c.isAssignableTo(Op.class))
            .filter(c -> !c.getModifiers().contains(JavaModifier.ABSTRACT))
            .map(c -> c.getName())
            .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyOpIsTried() {
    Set<String> tried = SAMPLES.keySet().stream().map(Class::getName).collect(Collectors.toSet());
    assertThat(tried).containsAll(classes());
  }

  /// The table `target/onnx.md`, in which no op is missing.
  @Test
  void everyOpAgreesOrIsKnownNotTo() throws IOException {
    var rows = new TreeMap<String, String>();
    var impossible = new TreeSet<String>();
    var withoutKernel = new TreeSet<String>();
    SAMPLES.forEach((op, samples) -> {
      Outcome narrow = tried(samples, DType.FLOAT32);
      Outcome wide = tried(samples, DType.FLOAT64);
      String name = op.getSimpleName();
      if (!narrow.error().isEmpty()) {
        assertThat(narrow.error()).as(name).startsWith("not expressible in ONNX: op ");
        impossible.add(name);
      } else if (!wide.error().isEmpty()) {
        assertThat(wide.error()).as(name).contains("ORT_NOT_IMPLEMENTED");
        withoutKernel.add(name);
      }
      rows.put(name, row(name, narrow, wide));
    });
    Files.createDirectories(Path.of("target"));
    Files.write(Path.of("target/onnx.md"), table(rows.values()));
    assertThat(impossible).containsExactlyElementsOf(new TreeSet<>(NOT_EXPRESSIBLE));
    assertThat(withoutKernel).containsExactlyElementsOf(new TreeSet<>(WITHOUT_F64));
  }

  private static List<String> table(Collection<String> rows) {
    var lines =
        new ArrayList<>(List.of("| op | f32 | f64 | operators of ONNX |", "|---|---|---|---|"));
    lines.addAll(rows);
    return lines;
  }

  private static String row(String name, Outcome narrow, Outcome wide) {
    if (!narrow.error().isEmpty()) {
      String reason =
          narrow.error().replaceFirst(".*\\]( \\(at [^)]*\\))?: ", "").replaceFirst(";.*", "");
      return "| %s | not expressible: %s | | |".formatted(name, reason);
    }
    String f64 = wide.error().isEmpty() ? "verified" : "no kernel in ONNX Runtime";
    return "| %s | verified | %s | %s |"
        .formatted(name, f64, String.join(", ", narrow.operators()));
  }
}
