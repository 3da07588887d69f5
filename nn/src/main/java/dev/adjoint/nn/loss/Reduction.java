package dev.adjoint.nn.loss;

import dev.adjoint.graph.Tensor;

/// What becomes of the losses of single elements or rows.
public enum Reduction {
  /// They are kept.
  NONE {
    @Override
    Tensor of(Tensor losses) {
      return losses;
    }
  },
  /// Their mean; of none, NaN.
  MEAN {
    @Override
    Tensor of(Tensor losses) {
      return losses.mean();
    }
  },
  /// Their sum.
  SUM {
    @Override
    Tensor of(Tensor losses) {
      return losses.sum();
    }
  };

  abstract Tensor of(Tensor losses);
}
