package dev.adjoint.graph;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.Shape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/// The kind of ops that are a loop nest over whole arrays: gather, concatenation, a matrix product.
/// A routine may have several outputs.
///
/// It states one of the two `pullback`: of one input, or, if its pullbacks share work, of several
/// at once. One that states neither has no gradient.
public non-sealed interface Routine extends Op {
  /// Computes the outputs.
  ///
  /// @param inputs the inputs, contiguous; only to be read
  /// @param outputs the outputs; every element must be written, they hold old numbers
  void run(List<Buffer> inputs, List<Buffer> outputs);

  /// The cotangent of one input. Asked only for f32 and f64 inputs that want one.
  ///
  /// @param input the number of the input
  /// @param inputs the inputs
  /// @param outputs this op's own outputs
  /// @param cotangents the cotangent of each output; zeros where none arrived
  /// @return a tensor of the type of the input
  default Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    throw new IllegalStateException(this + " states no pullback");
  }

  /// The cotangents of several inputs at once, for a routine whose pullbacks share work; by default
  /// each on its own.
  ///
  /// @param wanted the numbers of the inputs
  /// @param inputs the inputs
  /// @param outputs this op's own outputs
  /// @param cotangents the cotangent of each output; zeros where none arrived
  /// @return a tensor for each wanted input, of its type
  default List<Tensor> pullback(
      List<Integer> wanted, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    return wanted.stream().map(k -> pullback(k, inputs, outputs, cotangents)).toList();
  }

  /// This routine of every element of a batch: what `vmap` makes of it. Every output gets the
  /// batch's axis in front.
  ///
  /// @param batch the inputs, some of them with the batch's axis in front
  /// @return the outputs, or empty to have the library loop over the batch
  default Optional<List<Tensor>> batched(Batch batch) {
    return Optional.empty();
  }

  /// A routine that is a (batched) matrix product of its two inputs, f32 or f64: `y[b,i,j] = Σₖ
  /// a[b,i,k] · c[b,k,j]` with any number of equal leading axes `b`.
  ///
  /// The compiler hands such an op to its matrix kernels, transposes folded in.
  interface Contraction extends Routine {}

  /// A routine that puts zeros around its one input.
  interface Padding extends Routine {
    /// {@return how many zeros come before the elements of the input, if these follow each other in
    /// the output without gaps}
    ///
    /// @param x the shape of the input
    OptionalInt before(Shape x);
  }

  /// A routine whose work comes in parts that need nothing of each other, so that the compiler
  /// shares them out to several threads.
  interface Parallel extends Routine {
    /// {@return the work, which may be done several times, on what the buffers hold then}
    ///
    /// @param inputs the inputs, contiguous; only to be read
    /// @param outputs the outputs; every element must be written by one of the parts
    Work work(List<Buffer> inputs, List<Buffer> outputs);

    @Override
    default void run(List<Buffer> inputs, List<Buffer> outputs) {
      Work work = work(inputs, outputs);
      for (int k = 0; k < work.parts(); k++) {
        work.part().accept(k);
      }
    }
  }

  /// Work in parts. What a part does must not depend on which others are done.
  ///
  /// @param parts how many
  /// @param part does the one with a number
  record Work(int parts, IntConsumer part) {}

  /// A routine that is one side of a convolution, f32 or f64: of three tensors `x[n,c,…]`,
  /// `w[m,c/groups,…]`, `y[n,m,…]` it makes one from the other two, by the sum of all products of
  /// elements that belong together, `y[n,m,p]`, `w[m,c,k]` and `x[n,c,p·stride + k·dilation −
  /// before]`, for `x` inside of its sizes.
  ///
  /// The compiler hands such an op to its convolution kernels.
  interface Convolution extends Routine {
    /// The side that is made.
    enum Side {
      /// `y`, of `x` and `w`.
      OUTPUT,
      /// `x`, of `y` and `w`.
      INPUT,
      /// `w`, of `x` and `y`.
      WEIGHTS
    }

    /// {@return the side that is made of the other two, in the order that it says}
    Side side();

    /// {@return the number of groups of channels}
    int groups();

    /// {@return how far the window moves along each spatial axis}
    List<Integer> strides();

    /// {@return the distance of two taps along each spatial axis}
    List<Integer> dilations();

    /// {@return how many elements are put before each spatial axis}
    List<Integer> befores();
  }
}
