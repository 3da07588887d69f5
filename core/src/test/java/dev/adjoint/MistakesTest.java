package dev.adjoint;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Mistakes.mistake;
import static dev.adjoint.graph.Tensor.constant;
import static dev.adjoint.graph.Tensor.ones;
import static dev.adjoint.graph.Tensor.vector;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.BroadcastTo;
import dev.adjoint.op.Conv;
import dev.adjoint.op.Einsum;
import dev.adjoint.op.Gather;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Where;
import org.junit.jupiter.api.Test;

/// Formulas that do not fit: each message names the op, the types, the rule, the way out and the
/// lines.
final class MistakesTest {
  private final Tensor x = vector(1, 2, 3); // x
  private final Tensor image = ones(TensorType.f32(1, 3, 8, 8)); // image
  private final Tensor kernel = ones(TensorType.f32(4, 1, 3, 3)); // kernel
  private final Tensor matrix = ones(TensorType.f64(2, 3)); // matrix
  private final Tensor numbers = constant(NDArray.of(new int[] {0, 5}));

  @Test
  void shapesThatDoNotBroadcast() {
    mistake(
        () -> x.plus(vector(1, 2)), // here
        """
        add of f64[3] and f64[2]: shapes [3] and [2] do not broadcast: axis -1 is 3 in one and 2 in the other
          at <here> (this add)
          left operand f64[3] built at <x>
          right operand f64[2] built at <here>\
        """);
  }

  @Test
  void matricesThatDoNotFit() {
    mistake(
        () -> matrix.matmul(matrix), // here
        """
        matmul of f64[2,3] and f64[2,3]: inner sizes 3 and 2 differ
          at <here> (this matmul)
          left operand f64[2,3] built at <matrix>
          right operand f64[2,3] built at <matrix>\
        """);
  }

  @Test
  void dtypesThatDiffer() {
    mistake(
        () -> x.cast(DType.FLOAT32).times(x), // here
        """
        mul of f32[3] and f64[3]: dtypes differ; convert one with Cast.of(x, dtype)
          at <here> (this mul)
          left operand f32[3] built at <here>
          right operand f64[3] built at <x>\
        """);
  }

  @Test
  void aDtypeWithoutThisFunction() {
    mistake(
        () -> Sin.of(numbers), // here
        """
        sin of i32[2]: wants f32 or f64; convert with Cast.of(x, dtype)
          at <here> (this sin)\
        """);
  }

  @Test
  void anOperandThatIsNull() {
    mistake(
        () -> x.plus(Mistakes.nothing()), // here
        """
        add: operand 1 is null; every operand must be a tensor
          at <here> (this add)\
        """);
  }

  @Test
  void aReshapeThatDoesNotFit() {
    mistake(
        () -> x.reshape(2, 2), // here
        """
        reshape of f64[3]: 3 elements do not make [2,2], which has 4
          at <here> (this reshape)
          operand f64[3] built at <x>\
        """);
  }

  @Test
  void aReshapeThatCannotBeWorkedOut() {
    mistake(
        () -> x.reshape(2, -1), // here
        """
        reshape of f64[3] to [2,-1]: the -1 cannot be worked out; it needs one -1 and a product of the others that divides 3
          at <here> (this reshape)
          operand f64[3] built at <x>\
        """);
  }

  @Test
  void aBroadcastThatDoesNotFit() {
    mistake(
        () -> BroadcastTo.of(x, Shape.of(4)), // here
        """
        broadcastto of f64[3]: does not fit [4]; an axis must be 1 or have the wanted size
          at <here> (this broadcastto)
          operand f64[3] built at <x>\
        """);
  }

  @Test
  void anAxisThatDoesNotExist() {
    mistake(
        () -> x.sum(1), // here
        """
        sum of f64[3]: axis 1 does not exist in shape [3] of rank 1
          at <here> (this sum)
          operand f64[3] built at <x>\
        """);
  }

  @Test
  void aSliceThatGoesTooFar() {
    mistake(
        () -> x.slice(0, 1, 7), // here
        """
        slice of f64[3]: position 7 is not on axis 0 of size 3; give -3 to 3
          at <here> (this slice)
          operand f64[3] built at <x>\
        """);
  }

  @Test
  void aTransposeThatForgetsAnAxis() {
    mistake(
        () -> matrix.transpose(0), // here
        """
        transpose of f64[2,3]: axes [0] are not each of its 2 axes once; name every axis
          at <here> (this transpose)
          operand f64[2,3] built at <matrix>\
        """);
  }

  @Test
  void lettersThatAreNotThere() {
    mistake(
        () -> Einsum.of("ij,jk->il", matrix, matrix), // here
        """
        einsum of f64[2,3] and f64[2,3]: index l of the output is in no operand; every letter after -> stands before it too
          at <here> (this einsum)
          left operand f64[2,3] built at <matrix>
          right operand f64[2,3] built at <matrix>\
        """);
  }

  @Test
  void lettersOfTwoSizes() {
    mistake(
        () -> Einsum.of("ij,jk->ik", matrix, matrix), // here
        """
        einsum of f64[2,3] and f64[2,3]: index j of ij,jk->ik is 3 in operand 0 and 2 in operand 1
          at <here> (this einsum)
          left operand f64[2,3] built at <matrix>
          right operand f64[2,3] built at <matrix>\
        """);
  }

  @Test
  void channelsThatDoNotFit() {
    mistake(
        () -> Conv.of(image, kernel), // here
        """
        conv of f32[1,3,8,8] and f32[4,1,3,3]: the weights are for 1 channels, but each of 1 groups has 3; weights are [M,C/groups,kernel…]
          at <here> (this conv)
          left operand f32[1,3,8,8] built at <image>
          right operand f32[4,1,3,3] built at <kernel>\
        """);
  }

  @Test
  void aConditionThatIsANumber() {
    mistake(
        () -> Where.of(x, x, x), // here
        """
        where of f64[3] and f64[3] and f64[3]: the condition must be bool; compare first, as with Greater.of(a, b)
          at <here> (this where)
          operand 0 f64[3] built at <x>
          operand 1 f64[3] built at <x>
          operand 2 f64[3] built at <x>\
        """);
  }

  @Test
  void indicesThatAreNoIntegers() {
    mistake(
        () -> Gather.of(x, x, 0), // here
        """
        gather of f64[3] and f64[3]: indices must be i32; convert with Cast.of(indices, INT32)
          at <here> (this gather)
          left operand f64[3] built at <x>
          right operand f64[3] built at <x>\
        """);
  }

  @Test
  void aKnownIndexThatDoesNotExist() {
    mistake(
        () -> Gather.of(x, numbers, 0), // here
        """
        gather of f64[3] and i32[2]: index 5 does not exist on axis 0 of size 3; give -3 to 2
          at <here> (this gather)
          left operand f64[3] built at <x>\
        """);
  }

  @Test
  void anIndexThatDoesNotExistWhenTheProgramRuns() {
    mistake(
        () ->
            compile((Tensor i) -> Gather.of(x, i, 0)) // here
                .apply(numbers),
        """
        gather of f64[3] and i32[2]: index 5 does not exist on axis 0 of size 3; give -3 to 2
          at <here> (this gather)\
        """);
  }
}
