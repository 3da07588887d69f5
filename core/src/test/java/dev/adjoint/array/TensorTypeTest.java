package dev.adjoint.array;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TensorTypeTest {
  @Test
  void typesPrintAsInListings() {
    assertThat(TensorType.f32(2, 3)).hasToString("f32[2,3]");
    assertThat(TensorType.f64()).hasToString("f64[]");
    assertThat(TensorType.i32(0)).hasToString("i32[0]");
    assertThat(TensorType.bool(1)).hasToString("bool[1]");
  }

  @Test
  void whatIsKnownOfAType() {
    TensorType type = TensorType.f32(1 << 15, 1 << 15);
    assertThat(type.bytes()).isEqualTo(1L << 32);
    assertThat(type.isFloating()).isTrue();
    assertThat(TensorType.i32(2).isFloating()).isFalse();
    assertThat(type.withDType(DType.BOOL).withShape(Shape.of(3))).isEqualTo(TensorType.bool(3));
  }
}
