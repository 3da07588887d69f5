package dev.adjoint.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class ThreefryTest {
  /// The vectors of Random123's `kat_vectors`, threefry2x32 with 20 rounds.
  @Test
  void givesTheKnownAnswers() {
    assertThat(Threefry.block(0, 0, 0)).isEqualTo(0x6b200159_99ba4efeL);
    assertThat(Threefry.block(-1, -1, -1)).isEqualTo(0x1cb996fc_bb002be7L);
    assertThat(Threefry.block(0x13198a2e_03707344L, 0x243f6a88, 0x85a308d3))
        .isEqualTo(0xc4923a9c_483df7a0L);
  }

  @Property(seed = "1", tries = 200)
  void isABijectionOfCounters(@ForAll long key, @ForAll int purpose) {
    long distinct =
        LongStream.range(0, 500).map(i -> Threefry.block(key, (int) i, purpose)).distinct().count();
    assertThat(distinct).isEqualTo(500);
  }

  /// One flipped bit of the key or of the counter flips about half of the bits: of 64 · 200 the
  /// mean is 32 within five standard deviations, 5 · 4 / √200 = 1.4.
  @Test
  void oneBitChangesHalfOfTheBits() {
    for (int bit = 0; bit < 64; bit++) {
      long flip = 1L << bit;
      int counter = bit % 32;
      double byKey =
          LongStream.range(0, 200)
              .mapToInt(i -> changed(Threefry.block(i ^ flip, 7, 0), Threefry.block(i, 7, 0)))
              .average()
              .orElseThrow();
      double byCounter =
          LongStream.range(0, 200)
              .mapToInt(i -> changed(Threefry.block(i, 1 << counter, 0), Threefry.block(i, 0, 0)))
              .average()
              .orElseThrow();
      assertThat(byKey).isBetween(30.6, 33.4);
      assertThat(byCounter).isBetween(30.6, 33.4);
    }
  }

  private static int changed(long a, long b) {
    return Long.bitCount(a ^ b);
  }
}
