package dev.adjoint.nn.onnx;

import static dev.adjoint.nn.onnx.OpSamples.DIVISORS;
import static dev.adjoint.nn.onnx.OpSamples.IMAGES;
import static dev.adjoint.nn.onnx.OpSamples.INTS;
import static dev.adjoint.nn.onnx.OpSamples.KEY;
import static dev.adjoint.nn.onnx.OpSamples.RANDOM;
import static dev.adjoint.nn.onnx.OpSamples.SQUARE;
import static dev.adjoint.nn.onnx.OpSamples.UNIT;
import static dev.adjoint.nn.onnx.OpSamples.X;
import static dev.adjoint.nn.onnx.OpSamples.Y;
import static dev.adjoint.nn.onnx.OpSamples.map;

import dev.adjoint.Adjoint;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Cond;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.While;
import dev.adjoint.op.*;
import java.util.List;
import java.util.function.Function;

/// Ops over whole arrays: windows, matrices, random numbers, control flow.
final class WholeSamples {
  private WholeSamples() {}

  static void addTo(OpSamples s) {
    addWindows(s);
    addMatrices(s);
    addRandom(s);
    addControl(s);
  }

  private static Sliding sliding(int stride, int low, int high, int dilation) {
    return new Sliding(
        List.of(stride, stride),
        List.of(low, low),
        List.of(high, low),
        List.of(dilation, dilation));
  }

  private static void addWindows(OpSamples s) {
    List<Sliding> ways =
        List.of(
            Sliding.over(2),
            sliding(2, 1, 0, 1),
            sliding(1, 2, 1, 2),
            sliding(3, 1, 1, 2),
            sliding(2, 0, 0, 1));
    for (Sliding way : ways) {
      for (int groups : List.of(1, 2)) {
        NDArray w = KEY.fold(11).normal(TensorType.f32(6, 4 / groups, 3, 2));
        s.add(Conv.class, xs -> Conv.of(xs.get(0), xs.get(1), way, groups), IMAGES, w);
        NDArray y = map(IMAGES, x -> Conv.of(x, Tensor.constant(w), way, groups));
        s.add(
            ConvWeights.class,
            xs -> ConvWeights.of(xs.get(0), xs.get(1), way, groups, 3, 2),
            IMAGES,
            y);
        NDArray back = KEY.fold(12).normal(TensorType.f32(4, 3, 3, 2));
        s.add(
            ConvTranspose.class,
            xs -> ConvTranspose.of(xs.get(0), xs.get(1), way, new int[2], groups),
            IMAGES,
            back);
      }
      s.unary(MaxPool.class, x -> MaxPool.of(x, way, 3, 3), IMAGES);
      s.unary(ArgMaxPool.class, x -> ArgMaxPool.of(x, way, 3, 3), IMAGES);
      s.unary(AvgPool.class, x -> AvgPool.of(x, way, 3, 3), IMAGES);
      s.unary(AvgPool.class, x -> AvgPool.withPads(x, way, 3, 3), IMAGES);
      Function<Tensor, Tensor> slope =
          Adjoint.grad((Tensor x) -> MaxPool.of(x, way, 3, 3).squared().sum());
      s.add(PoolMaxima.class, xs -> slope.apply(xs.getFirst()), IMAGES);
      s.add(Unpool.class, xs -> slope.apply(xs.getFirst()), IMAGES);
    }
    s.add(
        ConvTranspose.class,
        xs -> ConvTranspose.of(xs.get(0), xs.get(1), sliding(3, 1, 1, 1), new int[] {2, 1}, 1),
        IMAGES,
        KEY.fold(12).normal(TensorType.f32(4, 3, 3, 2)));
    NDArray lines = KEY.fold(13).normal(TensorType.f32(5, 9));
    s.unary(
        MaxPool.class,
        x -> MaxPool.of(x, 2),
        lines,
        map(lines, x -> x.times(10).cast(DType.INT32)));
    s.unary(
        ArgMaxPool.class,
        x -> ArgMaxPool.of(x, Sliding.over(1).withStrides(2), 2),
        lines,
        map(lines, x -> x.times(10).cast(DType.INT32)));
    s.unary(AvgPool.class, x -> AvgPool.of(x, 2), lines);
    NDArray signal = KEY.fold(14).normal(TensorType.f32(2, 3, 9));
    s.add(
        Conv.class,
        xs -> Conv.of(xs.get(0), xs.get(1)),
        signal,
        KEY.fold(15).normal(TensorType.f32(4, 3, 3)));
  }

  private static void addMatrices(OpSamples s) {
    NDArray a = KEY.fold(16).normal(TensorType.f32(2, 3, 4));
    NDArray b = KEY.fold(17).normal(TensorType.f32(4, 5));
    s.add(MatMul.class, xs -> xs.get(0).matmul(xs.get(1)), X, b);
    s.add(MatMul.class, xs -> xs.get(0).matmul(xs.get(1)), a, b);
    s.add(MatMul.class, xs -> xs.get(0).matmul(xs.get(0).transpose(0, 2, 1)), a);
    s.add(MatMul.class, xs -> xs.get(0).matmul(xs.get(1)), a, NDArray.of(1f, 2f, 3f, 4f));
    s.add(Einsum.class, xs -> Einsum.of("bij,jk->bik", xs.get(0), xs.get(1)), a, b);
    s.add(Einsum.class, xs -> Einsum.of("...ij,ij->...", xs.get(0), xs.get(1)), a, X);
    s.add(Einsum.class, xs -> Einsum.of("bii->bi", xs.get(0)), SQUARE);
    s.add(Einsum.class, xs -> Einsum.of("ij,ij->j", xs.get(0), xs.get(1)), INTS, DIVISORS);
    s.unary(Det.class, Det::of, SQUARE);
    s.unary(MatrixPower.class, x -> MatrixPower.of(x, 3), SQUARE);
    s.unary(Cholesky.class, Cholesky::of, SQUARE);
    s.unary(Cofactors.class, Cofactors::of, SQUARE);
    s.unary(Eigh.class, Eigh::of, SQUARE);
    s.unary(Expm.class, Expm::of, SQUARE);
    s.unary(Inverse.class, Inverse::of, SQUARE);
    s.unary(LogDet.class, LogDet::of, SQUARE);
    s.unary(Qr.class, Qr::of, SQUARE);
    s.unary(SlogDet.class, SlogDet::of, SQUARE);
    s.unary(Svd.class, Svd::of, SQUARE);
    s.add(LeastSquares.class, xs -> LeastSquares.of(xs.get(0), xs.get(0)), SQUARE);
    s.add(Solve.class, xs -> Solve.of(xs.get(0), xs.get(0)), SQUARE);
    s.add(TriangularSolve.class, xs -> TriangularSolve.lower(xs.get(0), xs.get(0)), SQUARE);
  }

  private static void addRandom(OpSamples s) {
    TensorType type = TensorType.f32(3);
    s.unary(Uniform.class, key -> Uniform.of(key, type), RANDOM);
    s.unary(Normal.class, key -> Normal.of(key, type), RANDOM);
    s.unary(RandomBits.class, key -> RandomBits.of(key, 3), RANDOM);
    s.unary(Permutation.class, key -> Permutation.of(key, 3), RANDOM);
    s.unary(SplitKey.class, key -> SplitKey.of(key, 3), RANDOM);
    s.unary(FoldIn.class, key -> FoldIn.of(key, 3), RANDOM);
    s.add(Bernoulli.class, xs -> Bernoulli.of(xs.get(0), xs.get(1)), RANDOM, UNIT);
    s.add(Categorical.class, xs -> Categorical.of(xs.get(0), xs.get(1)), RANDOM, X);
  }

  private static void addControl(OpSamples s) {
    s.add(
        Scan.class,
        xs -> {
          var y =
              Adjoint.scan(
                  (Tensor h, Tensor x) -> {
                    Tensor next = Tanh.of(h.plus(x).times(xs.get(1).slice(0, 0, 1).reshape(4)));
                    return new dev.adjoint.Step<>(next, next.times(2));
                  },
                  Tensor.zeros(xs.get(0).type().withShape(Shape.of(4))),
                  xs.get(0));
          return List.of(y.carry(), y.outputs());
        },
        X,
        Y);
    s.add(
        Scan.class,
        xs ->
            Adjoint.grad((Tensor w) ->
                    Adjoint.scan(
                            (Tensor h, Tensor x) -> {
                              Tensor next = Tanh.of(h.plus(x).times(w));
                              return new dev.adjoint.Step<>(next, next);
                            },
                            Tensor.zeros(w.type().withShape(Shape.of(4))),
                            xs.get(0))
                        .outputs()
                        .sum())
                .apply(xs.get(1).slice(0, 0, 1).reshape(4)),
        X,
        Y);
    s.add(
        Scan.class,
        xs -> Adjoint.iterate(5, (Tensor x) -> x.times(0.5).plus(xs.get(0)), xs.get(0)),
        X);
    s.add(
        Scan.class,
        xs ->
            Adjoint.grad(
                    (Tensor x) -> Adjoint.iterate(5, (Tensor h) -> Sin.of(h).times(x), x).sum())
                .apply(xs.getFirst()),
        X);
    s.add(
        While.class,
        xs ->
            Adjoint.whileLoop(
                (Tensor x) -> Less.of(x.sum(), Tensor.full(x.sum().type(), 100)),
                x -> x.times(1.5),
                xs.get(0).abs()),
        X);
    s.add(
        While.class,
        xs ->
            Adjoint.grad((Tensor z) ->
                    Adjoint.whileLoop(
                            9,
                            (Tensor x) -> Less.of(x.sum(), Tensor.full(x.sum().type(), 100)),
                            x -> x.times(x).plus(z.abs()),
                            z.abs())
                        .sum())
                .apply(xs.get(0)),
        X);
    for (int sign : List.of(1, -1)) {
      s.add(
          Cond.class,
          xs ->
              Adjoint.cond(
                  Greater.of(
                      xs.get(0).abs().sum().times(sign), Tensor.zeros(xs.get(0).sum().type())),
                  (Tensor x) -> Sin.of(x),
                  (Tensor x) -> x,
                  xs.get(0)),
          X);
    }
  }
}
