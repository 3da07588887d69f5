package dev.adjoint;

import static dev.adjoint.Adjoint.customGradient;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.hvp;
import static dev.adjoint.Adjoint.jacobian;
import static dev.adjoint.Adjoint.jvp;
import static dev.adjoint.Adjoint.vjp;
import static dev.adjoint.Adjoint.vmap;
import static dev.adjoint.Mistakes.mistake;
import static dev.adjoint.graph.Tensor.matrix;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Tensor;
import org.junit.jupiter.api.Test;

/// Transformations and loops that are misused, and errors inside of the functions they trace.
final class TransformationMistakesTest {
  private final Tensor x = vector(1, 2, 3); // x

  private final Tensor one = scalar(1); // one

  private final Tensor m = matrix(new double[] {1, 2, 3}); // m

  @Test
  void aGradientOfAVector() {
    mistake(
        () -> grad(Tensor::squared).apply(x), // here
        """
        grad needs a scalar function, but it returned f64[3]; reduce it with sum() or mean(), or use vjp
          at <here> (this grad)
          result f64[3] built at <here>\
        """);
  }

  @Test
  void aGradientOfIntegers() {
    mistake(
        () -> grad((Tensor t) -> t.sum().cast(DType.INT32)).apply(x), // here
        """
        grad needs a function to f32[] or f64[], but it returned i32[]; only floating-point values have derivatives, so convert with Cast.of(x, dtype)
          at <here> (this grad)
          result i32[] built at <here>\
        """);
  }

  @Test
  void aHessianOfAVector() {
    mistake(
        () -> hvp(Tensor::squared).apply(x, x), // here
        """
        hvp needs a scalar function, but it returned f64[3]; reduce it with sum() or mean(), or use vjp
          at <here> (this hvp)
          result f64[3] built at <here>\
        """);
  }

  @Test
  void aJacobianOfIntegers() {
    mistake(
        () -> jacobian((Tensor t) -> t.cast(DType.INT32)).apply(x), // here
        """
        jacobian needs a function to f32 or f64, but it returned i32[3]; only floating-point values have derivatives, so convert with Cast.of(x, dtype)
          at <here> (this jacobian)
          result i32[3] built at <here>\
        """);
  }

  @Test
  void aTangentOfAnotherType() {
    mistake(
        () -> jvp(Tensor::squared, x, one), // here
        """
        jvp: the argument is [f64[3]], but the tangent is [f64[]]; give one of the same types
          at <here> (this jvp)
          argument f64[3] built at <x>
          tangent f64[] built at <one>\
        """);
  }

  @Test
  void aCotangentOfAnotherType() {
    mistake(
        () -> vjp(Tensor::squared, x).pullback().apply(one), // here
        """
        vjp: the function's value is [f64[3]], but the cotangent is [f64[]]; give one of the same types
          at <here> (this vjp)
          value f64[3] built at <here>
          cotangent f64[] built at <one>\
        """);
  }

  @Test
  void anArrayAsAnArgument() {
    mistake(
        () -> grad((Tensor[] t) -> t[0].sum()).apply(new Tensor[] {x}), // here
        """
        a tree holds a Tensor[], in which tensors would be missed; use a List
          at <here> (this tree)\
        """);
  }

  @Test
  void anObjectAsAnArgument() {
    mistake(
        () -> grad((StringBuilder t) -> one).apply(new StringBuilder()), // here
        """
        grad: the argument is a StringBuilder, in which no tensors are seen; give a tensor, or a record, list or map of tensors
          at <here> (this grad)\
        """);
  }

  @Test
  void aNumberInsideOfATracedFunction() {
    mistake(
        () -> grad((Tensor t) -> t.sum().value().item() > 0 ? t.sum() : one).apply(x), // here
        """
        value of Sum f64[]: it depends on a variable, and inside a function that is traced there are no numbers yet; choose with Where.of or cond, loop with whileLoop
          at <here> (this value)
          formula f64[] built at <here>\
        """);
  }

  @Test
  void anEvaluationInsideOfATracedFunction() {
    mistake(
        () -> vmap((Tensor t) -> eval(t.times(2)).item() > 0 ? t : one).apply(x), // here
        """
        eval of Mul f64[]: it depends on a variable, and inside a function that is traced there are no numbers yet; choose with Where.of or cond, loop with whileLoop
          at <here> (this eval)
          formula f64[] built at <here>\
        """);
  }

  @Test
  void aNumberOfAFormula() {
    mistake(
        () -> x.times(2).value(), // here
        """
        value of Mul f64[3]: a formula has no numbers before it is computed; take Adjoint.eval(…)
          at <here> (this value)
          formula f64[3] built at <here>\
        """);
  }

  @Test
  void aPullbackOfAnotherForm() {
    mistake(
        () -> customGradient((Tensor t) -> t.sum(), (a, y, yBar) -> yBar).apply(x), // here
        """
        customGradient: the argument is f64[3], but the pullback returned f64[]; a cotangent has the form and types of what it belongs to
          at <here> (this customGradient)
          argument f64[3] built at <x>
          cotangent f64[] built at <here>\
        """);
  }

  @Test
  void aCustomGradientThatCaptures() {
    mistake(
        () ->
            grad((Tensor c) ->
                    customGradient((Tensor t) -> t.times(c), (t, y, b) -> b).apply(one)) // here
                .apply(one),
        """
        customGradient: the function also depends on a captured f64[], of which its pullback says nothing; make it part of the argument, or hold it with stopGradient
          at <here> (this customgradient)\
        """);
  }

  @Test
  void anErrorInsideOfTracedFunctions() {
    mistake(
        () -> vmap(grad((Tensor t) -> t.matmul(m).sum())).apply(m), // here
        """
        matmul of f64[3] and f64[1,3]: inner sizes 3 and 1 differ
          at <here> (this matmul)
          left operand f64[3] built at <here>
          right operand f64[1,3] built at <m>\
        """);
  }
}
