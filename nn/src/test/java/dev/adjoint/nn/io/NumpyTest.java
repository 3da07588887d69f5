package dev.adjoint.nn.io;

import static dev.adjoint.Adjoint.eval;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.train.Accuracy;
import dev.adjoint.op.Tanh;
import dev.adjoint.random.Key;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A network that NumPy trained and stored (`numpy/train.py` among the test resources) predicts
/// here what it predicts there.
final class NumpyTest {
  private static Map<String, NDArray> read(String file) throws IOException, URISyntaxException {
    var place = requireNonNull(NumpyTest.class.getResource("/numpy/" + file));
    return Npz.read(Path.of(place.toURI()));
  }

  @Test
  void aNetworkOfNumpyPredictsTheSame() throws IOException, URISyntaxException {
    Sequential fresh =
        Sequential.of(Affine.he(2, 16, Key.of(1)), Tanh::of, Affine.he(16, 2, Key.of(2)));
    Sequential net = Parameters.into(fresh, read("trained.npz")).complete();
    Map<String, NDArray> there = read("predictions.npz");
    NDArray x = requireNonNull(there.get("x"));
    double[] logits = eval(net.apply(Tensor.constant(x))).toDoubleArray();
    assertThat(logits)
        .usingComparatorWithPrecision(2e-5)
        .containsExactly(requireNonNull(there.get("logits")).toDoubleArray());
    assertThat(Accuracy.of(net, Dataset.of(x, requireNonNull(there.get("labels")))))
        .isGreaterThan(0.98);
  }
}
