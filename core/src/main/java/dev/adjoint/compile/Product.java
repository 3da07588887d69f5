package dev.adjoint.compile;

import dev.adjoint.array.DType;
import dev.adjoint.array.Layout;
import dev.adjoint.array.Shape;
import dev.adjoint.kernel.Gemm;
import java.util.Arrays;
import java.util.List;

/// A matrix product, once for each index of the leading axes. Transposed, sliced and repeated
/// operands are read in place by their strides.
///
/// @param gemm the kernel
/// @param a the left factor, `[…,m,k]`
/// @param b the right factor, `[…,k,n]`
/// @param y the product, contiguous
record Product(Gemm gemm, Place a, Place b, Place y) implements Step {
  @Override
  public void run(Frame frame) {
    int batches = batch(y.layout()).shape().count();
    if (y.layout().shape().count() == 0) {
      return;
    }
    for (int batch = 0; batch < batches; batch++) {
      multiply(frame, at(frame, a, batch), at(frame, b, batch), at(frame, y, batch));
    }
  }

  private void multiply(Frame frame, int ao, int bo, int yo) {
    int m = size(y, 2);
    int n = size(y, 1);
    int k = size(a, 1);
    int aRow = stride(a, 2);
    int aColumn = stride(a, 1);
    int bRow = stride(b, 2);
    int bColumn = stride(b, 1);
    Object p = frame.storage(a.slot());
    Object q = frame.storage(b.slot());
    Object r = frame.storage(y.slot());
    if (y.slot().type().dtype() == DType.FLOAT32) {
      gemm.multiply(
          m,
          n,
          k,
          (float[]) p,
          ao,
          aRow,
          aColumn,
          (float[]) q,
          bo,
          bRow,
          bColumn,
          (float[]) r,
          yo,
          n);
    } else {
      gemm.multiply(
          m,
          n,
          k,
          (double[]) p,
          ao,
          aRow,
          aColumn,
          (double[]) q,
          bo,
          bRow,
          bColumn,
          (double[]) r,
          yo,
          n);
    }
  }

  private static int size(Place place, int back) {
    return place.layout().shape().size(-back);
  }

  private static int stride(Place place, int back) {
    return place.layout().stride(place.layout().shape().rank() - back);
  }

  private static int at(Frame frame, Place place, int batch) {
    return frame.offset(place.slot()) + batch(place.layout()).place(batch);
  }

  private static Layout batch(Layout layout) {
    int rank = layout.shape().rank() - 2;
    int[] sizes = Arrays.copyOf(layout.shape().toArray(), rank);
    return Layout.of(Shape.of(sizes), layout.offset(), Arrays.copyOf(layout.strides(), rank));
  }

  @Override
  public List<Slot> reads() {
    return List.of(a.slot(), b.slot());
  }

  @Override
  public List<Slot> writes() {
    return List.of(y.slot());
  }
}
