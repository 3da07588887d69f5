package dev.adjoint.nn.io;

import static dev.adjoint.Adjoint.eval;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.adjoint.Tree;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.BatchNorm;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.op.Relu;
import dev.adjoint.random.Key;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParametersTest {
  private static Sequential model(long seed) {
    var keys = Key.of(seed).split(2);
    return Sequential.of(
        Affine.he(3, 4, keys.get(0)), BatchNorm.of(4), Relu::of, Affine.he(4, 2, keys.get(1)));
  }

  @Test
  void aModelComesBackFromEitherFormat(@TempDir Path folder) throws IOException {
    Sequential model = model(1);
    Tensor x = Tensor.constant(Key.of(9).normal(TensorType.f32(5, 3)));
    Path npz = folder.resolve("model.npz");
    Path safetensors = folder.resolve("model.safetensors");
    Npz.write(Parameters.of(model), npz);
    Safetensors.write(Parameters.of(model), safetensors);
    for (Map<String, NDArray> arrays : List.of(Npz.read(npz), Safetensors.read(safetensors))) {
      Sequential back = Parameters.into(model(2), arrays).complete();
      assertThat(eval(back.apply(x))).isEqualTo(eval(model.apply(x)));
    }
    assertThat(Parameters.of(model))
        .containsOnlyKeys(
            "layers[0].weight",
            "layers[0].bias",
            "layers[1].scale",
            "layers[1].shift",
            "layers[1].mean.value",
            "layers[1].variance.value",
            "layers[3].weight",
            "layers[3].bias");
  }

  private record Blind(Tensor a, Tensor b) implements Tree.Labelled {
    @Override
    public Map<String, String> labels() {
      return Map.of("a", "w", "b", "w");
    }
  }

  @Test
  void namesOfLayersAreNamesOfArrays() {
    Sequential named = model(1).withNames("hidden", "norm", "", "output");
    assertThat(Parameters.of(named))
        .containsOnlyKeys(
            "hidden.weight",
            "hidden.bias",
            "norm.scale",
            "norm.shift",
            "norm.mean.value",
            "norm.variance.value",
            "output.weight",
            "output.bias");
    Sequential back =
        Parameters.into(model(2).withNames("hidden", "norm", "", "output"), Parameters.of(named))
            .complete();
    assertThat(Parameters.of(back)).isEqualTo(Parameters.of(named));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameters.of(new Blind(Tensor.scalar(1), Tensor.scalar(2))))
        .withMessage("two tensors of the model are called w: a file would keep one of them");
  }

  @Test
  void whatDoesNotFitIsSaid() {
    Sequential model = model(1);
    var arrays = new HashMap<>(Parameters.of(model(2)));
    arrays.remove("layers[0].bias");
    arrays.put("head.weight", NDArray.of(1f));
    Parameters.Loaded<Sequential> loaded = Parameters.into(model, arrays);
    assertThat(loaded.missing()).containsExactly("layers[0].bias");
    assertThat(loaded.unexpected()).containsExactly("head.weight");
    assertThat(((Affine) loaded.model().layers().getFirst()).bias())
        .isSameAs(((Affine) model.layers().getFirst()).bias());
    assertThatIllegalArgumentException()
        .isThrownBy(loaded::complete)
        .withMessage(
            "the arrays are not those of the model: missing [layers[0].bias], unexpected [head.weight]; model() takes what there is");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameters.into(model, Map.of("layers[0].bias", NDArray.of(1f))))
        .withMessage("the array of layers[0].bias is f32[1], but the model has f32[4] there");
  }
}
