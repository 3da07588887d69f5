package dev.adjoint.nn.onnx;

import dev.adjoint.graph.Op;
import dev.adjoint.op.Categorical;
import dev.adjoint.op.Cholesky;
import dev.adjoint.op.Cofactors;
import dev.adjoint.op.Det;
import dev.adjoint.op.Digamma;
import dev.adjoint.op.Eigh;
import dev.adjoint.op.Einsum;
import dev.adjoint.op.Expm;
import dev.adjoint.op.FoldIn;
import dev.adjoint.op.LGamma;
import dev.adjoint.op.MatMul;
import dev.adjoint.op.Normal;
import dev.adjoint.op.Permutation;
import dev.adjoint.op.Polygamma;
import dev.adjoint.op.Qr;
import dev.adjoint.op.RandomBits;
import dev.adjoint.op.SlogDet;
import dev.adjoint.op.Solve;
import dev.adjoint.op.SplitKey;
import dev.adjoint.op.Svd;
import dev.adjoint.op.TriangularSolve;
import dev.adjoint.op.Uniform;
import java.util.List;

/// Products of matrices, and what ONNX has no operators for.
final class MatrixRules {
  private MatrixRules() {}

  static void addTo(RuleBook.Entries rules) {
    rules.same(MatMul.class, "MatMul");
    rules.same(Det.class, "Det");
    rules.one(
        Einsum.class,
        (op, call) -> {
          Attributes equation = Attributes.none().with("equation", op.formula());
          return call.makeAll("Einsum", 1, equation, call.inputs()).getFirst();
        });
    List.<Class<? extends Op>>of(
            Cholesky.class,
            Cofactors.class,
            Eigh.class,
            Expm.class,
            Qr.class,
            SlogDet.class,
            Solve.class,
            Svd.class,
            TriangularSolve.class)
        .forEach(op -> rules.reason(op, "ONNX has no decompositions of matrices"));
    List.<Class<? extends Op>>of(LGamma.class, Digamma.class, Polygamma.class)
        .forEach(op -> rules.reason(op, "ONNX has no gamma function"));
    List.<Class<? extends Op>>of(
            Uniform.class,
            Normal.class,
            RandomBits.class,
            Permutation.class,
            SplitKey.class,
            FoldIn.class,
            Categorical.class)
        .forEach(op ->
            rules.reason(
                op,
                "ONNX draws no random numbers from keys; a key that is a constant can be exported"));
  }
}
