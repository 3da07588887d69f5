package dev.adjoint.nn.io;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.random.Key;
import java.util.LinkedHashMap;
import java.util.Map;

/// Arrays for the tests, of every dtype and rank.
final class Samples {
  private Samples() {}

  static Map<String, NDArray> arrays(long seed) {
    Key key = Key.of(seed);
    var arrays = new LinkedHashMap<String, NDArray>();
    arrays.put("weight", key.normal(TensorType.f32(3, 4)));
    arrays.put("layers[0].bias", key.normal(TensorType.f64(5)));
    arrays.put("steps", key.ints(1000, 6).reshape(1, 2, 3));
    arrays.put("mask", NDArray.of(true, false, true));
    arrays.put("größe", NDArray.of(1.5f, Float.NaN, Float.NEGATIVE_INFINITY, -0f));
    arrays.put("one", NDArray.scalar(7.25));
    arrays.put("floats within", key.normal(TensorType.f32(4, 3)).rows(1, 3));
    arrays.put("doubles within", key.normal(TensorType.f64(4, 3)).rows(1, 3));
    arrays.put("ints within", key.ints(1000, 6).rows(2, 4));
    arrays.put("booleans within", NDArray.of(true, false, true, true).rows(1, 3));
    arrays.put("none", key.normal(TensorType.f32(2, 0, 3)));
    return arrays;
  }
}
