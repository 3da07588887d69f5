package dev.adjoint.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Coverage.Part;
import java.util.List;
import net.jqwik.api.Example;

final class CoverageTableTest {
  private static List<String> holes(Coverage op) {
    return CoverageTable.of(List.of(op)).holes();
  }

  private static void note(Coverage op, Tensor formula, Part... parts) {
    for (Part part : parts) {
      op.note(part, List.of(formula));
    }
  }

  @Example
  void theCatalogueIsOpsAndNamedExpressions() {
    assertThat(CoverageTable.catalogue())
        .contains(Sin.class, Squeeze.class, Svd.class)
        .doesNotContain(
            CoverageHook.class, Sliding.class, Window.class, Relation.class, TypeRule.class);
  }

  @Example
  void everyNameHasARow() {
    List<Coverage> ops = CoverageTable.catalogue().stream().map(Coverage::new).toList();
    assertThat(CoverageTable.of(ops).markdown().lines().filter(line -> line.contains("HOLE")))
        .hasSameSizeAs(ops);
  }

  @Example
  void withoutATestAllIsAHole() {
    assertThat(holes(new Coverage(Sin.class)))
        .containsExactly("Sin[value, order 1, order 2, jvp, vmap, compiled, f32, f64, i32, bool]");
  }

  @Example
  void whatIsAcceptedMustBeTried() {
    var sin = new Coverage(Sin.class);
    note(sin, Sin.of(Tensor.scalar(1)), Part.values());
    assertThat(holes(sin)).containsExactly("Sin[f32]");
    note(sin, Sin.of(Tensor.variable(TensorType.f32())), Part.SINGLE);
    assertThat(holes(sin)).isEmpty();
  }

  @Example
  void whatAnOpIsToldToMakeMustBeTried() {
    var oneHot = new Coverage(OneHot.class);
    Tensor x = Tensor.variable(TensorType.i32());
    note(oneHot, OneHot.of(x, 2, DType.FLOAT64), Part.values());
    assertThat(holes(oneHot)).containsExactly("OneHot[f32]");
  }

  @Example
  void thereIsNothingToDifferentiate() {
    var not = new Coverage(BitNot.class);
    note(not, BitNot.of(Tensor.variable(TensorType.i32())), Part.VALUE, Part.COMPILED);
    assertThat(holes(not)).containsExactly("BitNot[vmap]");
    note(not, BitNot.of(Tensor.variable(TensorType.i32())), Part.VMAP);
    assertThat(CoverageTable.of(List.of(not)).csv())
        .endsWith(
            "BitNot,✓,no gradient,no gradient,no gradient,✓,✓,type rule,type rule,✓,type rule,0,0\n");
  }

  @Example
  void anotherOpInTheFormulaDoesNotCount() {
    var sin = new Coverage(Sin.class);
    note(sin, Cos.of(Tensor.scalar(1)), Part.values());
    assertThat(sin.isChecked(Part.VALUE)).isFalse();
  }

  @Example
  void ofAnExpressionTheWholeFormulaCounts() {
    var squeeze = new Coverage(Squeeze.class);
    Tensor x = Tensor.variable(TensorType.f64(1));
    note(squeeze, Squeeze.of(x), Part.values());
    assertThat(holes(squeeze)).containsExactly("Squeeze[f32]");
  }
}
