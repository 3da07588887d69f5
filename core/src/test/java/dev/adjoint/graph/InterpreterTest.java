package dev.adjoint.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.check.Shapes;
import dev.adjoint.check.Types;
import dev.adjoint.op.Max;
import dev.adjoint.op.Softmax;
import dev.adjoint.op.Where;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// The oracle against loops written out here.
class InterpreterTest {
  @Provide
  Arbitrary<NDArray> numbers() {
    return Numbers.special().arrays(Types.of(Types.numeric(), Shapes.any()));
  }

  private static NDArray run(Tensor y) {
    return Interpreter.run(Graph.of(List.of(), List.of(y)), List.of()).getFirst();
  }

  @Property(seed = "1", tries = 300)
  void elementwiseOpsAreAppliedToEachElement(@ForAll("numbers") NDArray array) {
    Tensor x = Tensor.constant(array);
    Buffer expected = Buffer.allocate(array.type());
    for (int i = 0; i < array.count(); i++) {
      boolean whole = array.dtype() == DType.INT32;
      double v = array.value(i);
      expected.set(i, whole ? ((int) v) * ((int) v) : v * v);
    }
    assertThat(run(x.times(x))).isEqualTo(expected.toNDArray());
  }

  @Property(seed = "1", tries = 300)
  void reductionsFoldTheirAxes(@ForAll("numbers") NDArray array) {
    Tensor x = Tensor.constant(array);
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < array.count(); i++) {
      largest = Math.max(largest, array.value(i));
    }
    assertThat(run(Max.of(x)).item()).isEqualTo(Double.valueOf(largest));
    // folding one axis after the other is folding all
    Tensor y = x;
    while (y.shape().rank() > 0) {
      y = Max.of(y, 0);
    }
    assertThat(run(y)).isEqualTo(run(Max.of(x)));
  }

  @Property(seed = "1", tries = 300)
  void viewsMoveElements(@ForAll("numbers") NDArray array) {
    Tensor x = Tensor.constant(array);
    NDArray turned = run(x.transpose());
    int rank = array.shape().rank();
    int[] index = new int[rank];
    int[] reversed = new int[rank];
    for (int i = 0; i < array.count(); i++) {
      int rest = i;
      for (int axis = rank - 1; axis >= 0; axis--) {
        index[axis] = rest % array.shape().size(axis);
        reversed[rank - 1 - axis] = index[axis];
        rest /= array.shape().size(axis);
      }
      assertThat(turned.at(reversed)).isEqualTo(Double.valueOf(array.at(index)));
    }
    assertThat(run(x.transpose().transpose())).isEqualTo(array);
    assertThat(run(x.reshape(-1).reshape(array.shape().toArray()))).isEqualTo(array);
  }

  @Test
  void integersWrap() {
    Tensor x = Tensor.constant(NDArray.of(Integer.MAX_VALUE, Integer.MAX_VALUE));
    assertThat(run(x.plus(1))).isEqualTo(NDArray.of(Integer.MIN_VALUE, Integer.MIN_VALUE));
    assertThat(run(x.sum()).item()).isEqualTo(-2);
    assertThat(run(x.times(x))).isEqualTo(NDArray.of(1, 1));
  }

  @Test
  void conditionsMixDtypes() {
    Tensor c = Tensor.constant(NDArray.of(true, false));
    Tensor a = Tensor.constant(NDArray.of(1, 2));
    assertThat(run(Where.of(c, a, a.negate()))).isEqualTo(NDArray.of(1, -2));
  }

  @Test
  void compositesMeanTheirExpansion() {
    Tensor x = Numbers.smooth().tensor(TensorType.f64(2, 3), 1);
    Tensor softmax = Softmax.of(x);
    assertThat(softmax.op()).isInstanceOf(Composite.class);
    Tensor expanded = ((Composite) softmax.op()).expand(List.of(x));
    assertThat(run(softmax)).isEqualTo(run(expanded));
  }

  /// Doubles its argument, in a composite of a composite.
  record Twice(int depth) implements Composite {
    @Override
    public Tensor expand(List<Tensor> inputs) {
      Tensor x = inputs.getFirst();
      return depth == 0 ? x.plus(x) : Tensor.of(new Twice(depth - 1), x);
    }

    @Override
    public Optional<Tensor> simplify(List<Tensor> inputs) {
      return Optional.empty();
    }
  }

  @Test
  void compositesNest() {
    assertThat(run(Tensor.of(new Twice(5), Tensor.vector(1, 2)))).isEqualTo(NDArray.of(2., 4));
  }
}
