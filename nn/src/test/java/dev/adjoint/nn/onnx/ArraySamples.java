package dev.adjoint.nn.onnx;

import static dev.adjoint.nn.onnx.OpSamples.IMAGES;
import static dev.adjoint.nn.onnx.OpSamples.INTS;
import static dev.adjoint.nn.onnx.OpSamples.KEY;
import static dev.adjoint.nn.onnx.OpSamples.P;
import static dev.adjoint.nn.onnx.OpSamples.UNIT;
import static dev.adjoint.nn.onnx.OpSamples.X;
import static dev.adjoint.nn.onnx.OpSamples.Y;
import static dev.adjoint.nn.onnx.OpSamples.map;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.*;
import java.util.List;

/// Ops that fold, arrange, pick and put.
final class ArraySamples {
  private ArraySamples() {}

  static void addTo(OpSamples s) {
    addReductions(s);
    addViews(s);
    addRows(s);
  }

  private static void addReductions(OpSamples s) {
    for (int[] axes : List.of(new int[] {}, new int[] {0}, new int[] {1}, new int[] {0, 1})) {
      s.unary(Sum.class, x -> Sum.of(x, axes), X, INTS);
      s.unary(Prod.class, x -> Prod.of(x, axes), UNIT, INTS);
      s.unary(Max.class, x -> Max.keepDims(x, axes), X, INTS);
      s.unary(Min.class, x -> Min.of(x, axes), X, INTS);
      s.unary(Mean.class, x -> Mean.keepDims(x, axes), X);
      s.unary(Var.class, x -> Var.of(x, axes), X);
      s.unary(Std.class, x -> Std.ofSample(x, axes), X);
      s.unary(All.class, x -> All.of(LessEqual.of(x, Tensor.ones(x.type())), axes), X);
      s.unary(Any.class, x -> Any.of(Greater.of(x, Tensor.ones(x.type())), axes), X);
      for (double p : List.of(1.0, 2.0, 3.0, Double.POSITIVE_INFINITY)) {
        s.unary(Norm.class, x -> Norm.ofOrder(p, x, axes), X);
      }
    }
    s.unary(Sum.class, x -> Tensor.of(new Sum(List.of()), x), X);
    s.unary(Norm.class, x -> Tensor.of(new Norm(List.of(), 2), x), X);
    for (int axis : List.of(0, 1)) {
      s.unary(ArgMax.class, x -> ArgMax.of(x, axis), X, INTS);
      s.unary(ArgMin.class, x -> ArgMin.of(x, axis), X, INTS);
      s.unary(Softmax.class, x -> Softmax.of(x, axis), X);
      s.unary(LogSoftmax.class, x -> LogSoftmax.of(x, axis), X);
      s.unary(LogSumExp.class, x -> LogSumExp.of(x, axis), X);
      for (boolean exclusive : List.of(false, true)) {
        for (boolean reverse : List.of(false, true)) {
          s.unary(CumSum.class, x -> CumSum.of(x, axis, exclusive, reverse), X, INTS);
          s.unary(CumProd.class, x -> CumProd.of(x, axis, exclusive, reverse), X, INTS);
        }
      }
      for (boolean reverse : List.of(false, true)) {
        s.unary(
            CumMax.class, x -> Node.of(new CumMax(axis, reverse), List.of(x)).outputs(), X, INTS);
        s.unary(
            CumMin.class, x -> Node.of(new CumMin(axis, reverse), List.of(x)).outputs(), X, INTS);
        s.add(
            LinearRecurrence.class,
            xs -> LinearRecurrence.of(xs.get(0), xs.get(1), axis, reverse),
            X,
            Y);
      }
    }
  }

  private static void addViews(OpSamples s) {
    s.unary(BroadcastTo.class, x -> x.broadcastTo(Shape.of(2, 3, 4)), X, INTS);
    s.unary(Reshape.class, x -> x.reshape(2, 6), X, INTS);
    s.unary(Transpose.class, x -> x.transpose(), X, INTS);
    s.unary(Transpose.class, x -> x.transpose(2, 0, 3, 1), IMAGES);
    s.unary(Slice.class, x -> Slice.of(x, 1, 1, 3), X, INTS);
    s.unary(
        Slice.class, x -> Slice.of(x, new int[] {2, 3}, new int[] {-4, -5}, new int[] {-1, -2}), X);
    s.unary(Slice.class, x -> Slice.of(x, 1, 2, 2), X);
    s.unary(Slice.class, x -> Flip.of(x, 0), X);
    for (int offset : List.of(0, 1, -1, 5)) {
      s.unary(Diagonal.class, x -> Diagonal.of(x, offset, 0, 1), X);
      s.unary(Diagonal.class, x -> Diagonal.of(x, offset, 3, 1), IMAGES);
    }
    var window = new Window(List.of(2, 3), List.of(1, 2), List.of(2, 1));
    s.unary(Windows.class, x -> Windows.of(x, window), IMAGES);
    s.unary(Windows.class, x -> Tensor.of(new Windows(window, 1), x), IMAGES);
    s.unary(Fold.class, x -> Fold.of(Windows.of(x, window), Shape.of(7, 8), window), IMAGES);
    s.unary(
        Fold.class,
        x -> Tensor.of(new Fold(Shape.of(7, 8), window, 1), Tensor.of(new Windows(window, 1), x)),
        IMAGES);
    s.add(Concat.class, xs -> Concat.of(1, xs.get(0), xs.get(1)), X, Y);
    s.add(Stack.class, xs -> Stack.of(1, xs.get(0), xs.get(1)), X, Y);
    s.unary(Split.class, x -> Split.ofSizes(x, 1, List.of(1, 3)), X, INTS);
    s.unary(Pad.class, x -> Pad.of(x, new int[] {1, 0}, new int[] {2, 3}), X, INTS);
    s.unary(
        Pad.class, x -> Pad.of(x, new int[] {1, 0}, new int[] {2, 3}, new int[] {2, 1}), X, INTS);
    s.unary(Pad.class, x -> Pad.of(x, new int[] {1}, new int[] {2}, new int[] {2}), P);
    for (int diagonal : List.of(0, 1, -2)) {
      s.unary(Tril.class, x -> Tril.of(x, diagonal), X, INTS);
      s.unary(Triu.class, x -> Triu.of(x, diagonal), X, INTS);
    }
  }

  private static void addRows(OpSamples s) {
    NDArray numbers = NDArray.of(2, 0, -1, 1, 2, -3).reshape(2, 3);
    s.add(Gather.class, xs -> Gather.of(xs.get(0), xs.get(1), 0), X, numbers);
    s.add(Gather.class, xs -> Gather.of(xs.get(0), xs.get(1), 1), INTS, numbers);
    NDArray updates = KEY.fold(8).normal(TensorType.f32(2, 3, 4));
    NDArray alongColumns = KEY.fold(9).normal(TensorType.f32(3, 2, 3));
    s.add(Scatter.class, xs -> Scatter.of(xs.get(0), xs.get(1), xs.get(2), 0), X, numbers, updates);
    s.add(
        Scatter.class,
        xs -> Scatter.of(xs.get(0), xs.get(1), xs.get(2), 1),
        X,
        numbers,
        alongColumns);
    s.add(
        ScatterAdd.class,
        xs -> ScatterAdd.of(xs.get(0), xs.get(1), xs.get(2), 0),
        X,
        numbers,
        updates);
    s.add(
        ScatterAdd.class,
        xs -> ScatterAdd.of(xs.get(0), xs.get(1), xs.get(2), 1),
        X,
        numbers,
        alongColumns);
    s.add(
        ScatterMax.class,
        xs -> ScatterMax.of(xs.get(0), xs.get(1), xs.get(2), 0),
        X,
        numbers,
        updates);
    NDArray places = NDArray.of(0, 3, -1, 1, 1, 2).reshape(3, 2);
    s.add(TakeAlongAxis.class, xs -> TakeAlongAxis.of(xs.get(0), xs.get(1), 1), X, places);
    s.add(
        AddAlongAxis.class,
        xs -> AddAlongAxis.of(xs.get(0), xs.get(1), xs.get(2), 1),
        X,
        places,
        map(Y, y -> y.slice(1, 0, 2)));
    NDArray classes = NDArray.of(2, 0, 3, -1, 7, 1);
    s.unary(OneHot.class, x -> OneHot.of(x, 4, DType.FLOAT32), classes);
    s.unary(OneHot.class, x -> OneHot.of(x, 4, DType.FLOAT64), classes);
    for (int axis : List.of(0, 1)) {
      for (boolean descending : List.of(false, true)) {
        s.unary(Sort.class, x -> Sort.of(x, axis, descending), X, INTS);
        s.unary(
            ArgSort.class,
            x -> ArgSort.of(x, axis, descending),
            X,
            INTS,
            map(INTS, x -> Mod.of(x, Tensor.full(x.type(), 2))));
        s.unary(TopK.class, x -> TopK.of(x, 2, axis, descending), X, INTS);
      }
    }
  }
}
