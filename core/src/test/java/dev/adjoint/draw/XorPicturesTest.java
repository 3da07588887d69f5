package dev.adjoint.draw;

import static dev.adjoint.Adjoint.trace;
import static dev.adjoint.Adjoint.valueAndGrad;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.Tree;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Sigmoid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// The pictures of the README: exclusive or, learned by a hidden layer of ten units from the four
/// rows of the truth table, and its gradient.
final class XorPicturesTest {
  private static final Path PICTURES = Path.of("..", ".github", "pictures");

  /// What the loss depends on; the data as well, to see it as an input.
  record Xor(Tensor x, Tensor w1, Tensor b1, Tensor w2, Tensor b2, Tensor t) {
    Tensor loss() {
      Tensor hidden = Sigmoid.of(x.matmul(w1).plus(b1));
      Tensor y = Sigmoid.of(hidden.matmul(w2).plus(b2));
      return y.minus(t).squared().mean();
    }
  }

  private static Tensor zeros(int... sizes) {
    return Tensor.zeros(TensorType.f32(sizes));
  }

  private static final Xor XOR =
      new Xor(zeros(4, 2), zeros(2, 10), zeros(10), zeros(10, 1), zeros(1), zeros(4, 1));

  /// Set `-Dadjoint.pictures=write` to draw them anew.
  private static void isDrawn(String name, Function<Xor, ?> f, String... outputs)
      throws IOException {
    String drawn =
        Drawing.of(trace(f, XOR))
            .withNames(Tree.names(XOR), List.of(outputs))
            .withoutSources()
            .svg();
    if ("write".equals(System.getProperty("adjoint.pictures"))) {
      Files.createDirectories(PICTURES);
      Files.writeString(PICTURES.resolve(name), drawn);
    }
    assertThat(drawn).isEqualTo(Files.readString(PICTURES.resolve(name)));
  }

  @Test
  void theFunction() throws IOException {
    isDrawn("xor.svg", Xor::loss, "loss");
  }

  /// A gradient of the weights alone.
  record Slopes(Tensor loss, Tensor w1, Tensor b1, Tensor w2, Tensor b2) {}

  @Test
  void theFunctionAndItsGradient() throws IOException {
    Function<Xor, Slopes> slopes =
        xor -> {
          var found = valueAndGrad(Xor::loss).apply(xor);
          Xor g = found.grad();
          return new Slopes(found.value(), g.w1(), g.b1(), g.w2(), g.b2());
        };
    isDrawn("xor-gradient.svg", slopes, "loss", "∂loss/∂w1", "∂loss/∂b1", "∂loss/∂w2", "∂loss/∂b2");
  }
}
