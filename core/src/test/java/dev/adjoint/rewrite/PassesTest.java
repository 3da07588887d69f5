package dev.adjoint.rewrite;

import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.variable;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Exp;
import dev.adjoint.op.LogSoftmax;
import dev.adjoint.op.Mean;
import dev.adjoint.op.Mul;
import dev.adjoint.op.Softmax;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Every pass: the graph it should make, and equal numbers before and after.
final class PassesTest {
  private final Tensor x = variable(TensorType.f64(3));
  private final NDArray numbers = NDArray.of(0.5, -1.25, 2.0);

  private Graph rewrite(Pass pass, Tensor... outputs) {
    Graph before = Graph.of(List.of(x), List.of(outputs));
    Graph after = pass.apply(before);
    assertThat(Interpreter.run(after, List.of(numbers)))
        .isEqualTo(Interpreter.run(before, List.of(numbers)));
    return after;
  }

  private static long count(Graph graph, Class<?> op) {
    return graph.nodes().stream().filter(node -> op.isInstance(node.op())).count();
  }

  @Test
  void compositesAreExpandedToTheLast() {
    Graph after =
        rewrite(new ExpandComposites(), LogSoftmax.of(x), Softmax.of(x.times(2)), Mean.of(x));
    assertThat(count(after, Composite.class)).isZero();
  }

  @Test
  void opsOfRepeatedNumbersAreDoneOnce() {
    Tensor row = x.reshape(1, 3).broadcastTo(Shape.of(2000, 3));
    Tensor two = Tensor.full(row.type(), 2);
    Graph after = rewrite(new Canonicalize(new Narrow()), row.times(two).exp(), two.plus(two));
    assertThat(after.nodes().stream().filter(n -> n.op() instanceof Elementwise))
        .allMatch(n -> n.outputs().getFirst().type().count() <= 3);
  }

  @Test
  void smallLoopsStayWhole() {
    Tensor row = x.reshape(1, 3).broadcastTo(Shape.of(2, 3));
    Graph after = rewrite(new Canonicalize(new Narrow()), row.times(row));
    assertThat(after.outputs().getFirst().op()).isInstanceOf(Mul.class);
  }

  @Test
  void equalFormulasBecomeOne() {
    Graph after = rewrite(new Canonicalize(), x.exp().plus(x.exp().times(x.exp())));
    assertThat(count(after, Exp.class)).isOne();
  }

  @Test
  void equalConstantsBecomeOneAndDistinctVariablesStayTwo() {
    Tensor y = variable(TensorType.f64(3));
    Graph before = Graph.of(List.of(x, y), List.of(x.times(2), y.times(2)));
    Graph after = new Canonicalize().apply(before);
    assertThat(count(after, Leaf.Constant.class)).isOne();
    assertThat(after.outputs().get(0)).isNotSameAs(after.outputs().get(1));
  }

  /// So that nothing is sorted again that stayed as it was.
  @Test
  void aPassThatChangesNothingGivesTheVeryGraph() {
    Graph graph = Graph.of(List.of(x), List.of(x.times(2).exp(), x.sum()));
    assertThat(
            List.of(
                new ExpandComposites(),
                new DropUnused(),
                new Canonicalize(),
                new Canonicalize(new Simplify()),
                new Canonicalize(new FoldConstants())))
        .allSatisfy(pass -> assertThat(pass.apply(graph)).isSameAs(graph));
  }

  @Test
  void zerosOfDifferentSignAreNotEqual() {
    Graph after = rewrite(new Canonicalize(), x.div(vector(0.0, 1, 1)), x.div(vector(-0.0, 1, 1)));
    assertThat(count(after, Leaf.Constant.class)).isEqualTo(2);
  }

  @Test
  void smallConstantsAreFolded() {
    Graph after = rewrite(new Canonicalize(new FoldConstants()), x.times(scalar(2).exp().plus(1)));
    assertThat(count(after, Exp.class)).isZero();
  }

  @Test
  void repeatedAndLargeConstantsAreNot() {
    Tensor repeated = Tensor.ones(TensorType.f64(3));
    assertThat(
            count(
                rewrite(new Canonicalize(new FoldConstants()), x.times(repeated)),
                Leaf.Constant.class))
        .isOne();
    Tensor large = Tensor.constant(NDArray.full(TensorType.f64(2000), 1)).exp();
    assertThat(count(rewrite(new Canonicalize(new FoldConstants()), large), Exp.class)).isOne();
  }

  @Test
  void opsSimplifyThemselves() {
    assertThat(rewrite(new Canonicalize(new Simplify()), x.times(1)).outputs()).containsExactly(x);
    assertThat(rewrite(new Canonicalize(new Simplify()), x.times(1).div(1).minus(0.0)).outputs())
        .containsExactly(x);
  }

  @Test
  void whatIsNotExactStays() {
    assertThat(rewrite(new Canonicalize(new Simplify()), x.plus(0.0)).outputs()).doesNotContain(x);
    assertThat(rewrite(new Canonicalize(new Simplify()), x.times(0.0)).nodes().size())
        .isGreaterThan(1);
  }

  @Test
  void deadCodeIsNotInTheGraph() {
    x.exp();
    assertThat(Graph.of(List.of(x), List.of(x.times(2))).toString()).doesNotContain("Exp");
  }

  @Test
  void aRuleThatNeverEndsIsReported() {
    assertThatThrownBy(() ->
            new Canonicalize(new Simplify())
                .apply(Graph.of(List.of(x), List.of(new Restless().on(x)))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("simplify of Restless[] does not come to an end");
  }

  @Test
  void aRuleThatChangesTheTypeIsReported() {
    Graph graph = Graph.of(List.of(x), List.of(x.exp()));
    assertThatThrownBy(() -> Pass.walk(graph, (node, inputs) -> List.of(scalar(1))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("changed its type from f64[3] to f64[]");
  }

  record Restless() implements Elementwise.Unary {
    @Override
    public double apply(double x) {
      return x;
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
      return Tensor.ones(x.type());
    }

    @Override
    public Optional<Tensor> simplify(List<Tensor> inputs) {
      return Optional.of(new Restless().on(inputs.getFirst()));
    }
  }

  @Test
  void anExpansionThatContainsItselfIsReported() {
    Graph graph = Graph.of(List.of(x), List.of(Tensor.of(new Endless(), x)));
    assertThatThrownBy(() -> new ExpandComposites().apply(graph))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("expansion of Endless[] does not come to an end; it must not contain itself");
  }

  record Endless() implements Composite {
    @Override
    public List<TensorType> types(List<TensorType> inputs) {
      return inputs;
    }

    @Override
    public Tensor expand(List<Tensor> inputs) {
      return Tensor.of(this, inputs.getFirst());
    }
  }

  @Test
  void anOpMaySimplifyToAComposite() {
    Graph graph = Graph.of(List.of(x), List.of(new Halving().on(x)));
    assertThat(dev.adjoint.compile.Compiler.compile(graph).run(List.of(numbers)).getFirst())
        .isEqualTo(NDArray.of(0.25, -0.625, 1));
  }

  /// Half of the argument, by way of a composite.
  record Halving() implements Elementwise.Unary {
    @Override
    public double apply(double x) {
      return x / 2;
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
      return Tensor.full(x.type(), 0.5);
    }

    @Override
    public Optional<Tensor> simplify(List<Tensor> inputs) {
      return Optional.of(Tensor.of(new Half(), inputs.getFirst()));
    }
  }

  /// Half of the input.
  record Half() implements Composite {
    @Override
    public Tensor expand(List<Tensor> inputs) {
      return inputs.getFirst().div(2);
    }
  }

  @Test
  void aRuleThatLosesAnOutputIsReported() {
    Graph graph = Graph.of(List.of(x), List.of(x.exp()));
    assertThatThrownBy(() -> Pass.walk(graph, (node, inputs) -> List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("gave 0 outputs for 1");
  }
}
