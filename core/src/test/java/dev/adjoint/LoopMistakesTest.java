package dev.adjoint;

import static dev.adjoint.Adjoint.cond;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.iterate;
import static dev.adjoint.Adjoint.scan;
import static dev.adjoint.Adjoint.vmap;
import static dev.adjoint.Adjoint.whileLoop;
import static dev.adjoint.Mistakes.mistake;
import static dev.adjoint.graph.Tensor.matrix;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;

import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Less;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Loops, batches and choices that are misused.
final class LoopMistakesTest {
  private final Tensor x = vector(1, 2, 3); // x

  private final Tensor one = scalar(1); // one

  private final Tensor m = matrix(new double[] {1, 2, 3}); // m

  @Test
  void batchesOfDifferentSizes() {
    mistake(
        () -> vmap((Tensor a, Tensor b) -> a.plus(b)).apply(x, vector(1, 2)), // here
        """
        vmap over axis 0: the argument holds [f64[3], f64[2]], whose sizes along it differ: [3, 2]; what is not mapped is captured by the function
          at <here> (this vmap)
          argument first f64[3] built at <x>
          argument second f64[2] built at <here>\
        """);
  }

  @Test
  void aBatchOfNothing() {
    mistake(
        () -> vmap((Tensor t) -> t.times(2)).apply(one), // here
        """
        vmap over axis 0: f64[] has no such axis; what is not mapped is captured by the function
          at <here> (this vmap)
          argument f64[] built at <one>\
        """);
  }

  @Test
  void aBatchToAnAxisThatDoesNotExist() {
    mistake(
        () -> vmap((Tensor t) -> t.times(2), 0, 1).apply(x), // here
        """
        vmap to axis 1: the batch of results is f64[3], which has no such axis; give -1 to 0
          at <here> (this vmap)
          result f64[3] built at <here>\
        """);
  }

  @Test
  void sequencesOfDifferentLengths() {
    mistake(
        () -> scan((Tensor c, List<Tensor> s) -> new Step<>(c, c), one, List.of(x, m)), // here
        """
        scan: the sequences are [f64[3], f64[1,3]]; all need a first axis of one size, that of the steps, so slice them, or capture what is not a sequence
          at <here> (this scan)
          sequence [0] f64[3] built at <x>
          sequence [1] f64[1,3] built at <m>\
        """);
  }

  @Test
  void aCarryThatChangesItsType() {
    mistake(
        () -> iterate(3, (Tensor c) -> c.plus(x), one), // here
        """
        iterate: the carry is f64[] before a step and f64[3] after it; a carry keeps its type, so cast or reshape one of them
          at <here> (this iterate)
          before f64[] built at <one>
          after f64[3] built at <here>\
        """);
  }

  @Test
  void aCarryThatChangesItsForm() {
    mistake(
        () -> iterate(3, (List<Tensor> c) -> List.of(x, one), List.of(x)), // here
        """
        iterate: the carry is {[0]: f64[3]} before a step and {[0]: f64[3], [1]: f64[]} after it; a carry keeps its record type, its lists and its fixed parts
          at <here> (this iterate)
          before f64[3] built at <x>
          after [0] f64[3] built at <x>
          after [1] f64[] built at <one>\
        """);
  }

  @Test
  void aConditionThatIsNoBoolean() {
    mistake(
        () -> whileLoop(c -> Less.of(c, x), (Tensor c) -> c.times(2), x), // here
        """
        whileLoop: the condition must be bool[], but it is bool[3]; compare with Less.of or the like, fold several with Any or All
          at <here> (this whileLoop)
          condition bool[3] built at <here>\
        """);
  }

  @Test
  void reverseModeThroughALoopWithoutLimit() {
    mistake(
        () ->
            grad((Tensor t) ->
                    whileLoop(c -> Less.of(c, x.sum()), (Tensor c) -> c.times(2), t)) // here
                .apply(one),
        """
        reverse mode through whileLoop of [f64[]]: the values of every step must be kept, so the loop must say how many there can be; give whileLoop a limit, or differentiate with jvp
          at <here> (this whileLoop)\
        """);
  }

  @Test
  void aLoopThatDoesNotEnd() {
    mistake(
        () -> eval(whileLoop(9, c -> Less.of(c, x.sum()), (Tensor c) -> c.div(2), one)), // here
        """
        whileLoop: the condition still holds after 9 steps, the limit of this loop; raise the limit or mend the condition
          at <here> (this whileLoop)\
        """);
  }

  @Test
  void branchesOfDifferentTypes() {
    mistake(
        () -> cond(Less.of(one, one), (Tensor t) -> t, t -> x, one), // here
        """
        cond: one branch makes f64[] and the other f64[3]; both must make the same record or list of the same types
          at <here> (this cond)
          one f64[] built at <here>
          other f64[3] built at <x>\
        """);
  }

  @Test
  void aPredicateThatIsANumber() {
    mistake(
        () -> cond(one, (Tensor t) -> t, t -> t, one), // here
        """
        cond: the predicate must be bool[], but it is f64[]; compare with Less.of or the like, to choose element by element use Where.of
          at <here> (this cond)
          predicate f64[] built at <one>\
        """);
  }

  @Test
  void anErrorInsideOfALoop() {
    mistake(
        () ->
            scan(
                (Tensor c, Tensor t) -> new Step<>(c.plus(t), t),
                one,
                m.transpose().matmul(x)), // here
        """
        matmul of f64[3,1] and f64[3]: inner sizes 1 and 3 differ
          at <here> (this matmul)
          left operand f64[3,1] built at <here>
          right operand f64[3] built at <x>\
        """);
  }
}
