package dev.adjoint.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class HolesTest {
  private record Range(int start, int count) {
    boolean overlaps(Range that) {
      return start < that.start + that.count && that.start < start + count;
    }
  }

  @Property(tries = 500, seed = "1")
  void rangesThatAreTakenNeverOverlap(
      @ForAll @Size(max = 60) List<@IntRange(min = -40, max = 200) Integer> script) {
    var holes = new Holes(Integer.MAX_VALUE);
    var taken = new ArrayList<Range>();
    for (int word : script) {
      if (word <= 0 && !taken.isEmpty()) {
        Range range = taken.remove(-word % taken.size());
        holes.release(range.start(), range.count());
      } else {
        var range = new Range(holes.take(Math.abs(word)), Math.abs(word));
        assertThat(taken).noneMatch(range::overlaps);
        assertThat(range.start() + range.count()).isLessThanOrEqualTo(holes.end());
        taken.add(range);
      }
    }
  }

  @Property(tries = 200, seed = "2")
  void whatIsGivenBackIsTakenAgain(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 100) Integer> counts) {
    var holes = new Holes(Integer.MAX_VALUE);
    int[] starts = counts.stream().mapToInt(holes::take).toArray();
    int end = holes.end();
    for (int k = 0; k < starts.length; k++) {
      holes.release(starts[k], counts.get(k));
    }
    assertThat(holes.take(end)).isZero();
    assertThat(holes.end()).isEqualTo(Holes.lines(end));
  }

  @Test
  void theSmallestHoleThatFitsIsTaken() {
    var holes = new Holes(Integer.MAX_VALUE);
    int large = holes.take(64);
    holes.take(16);
    int small = holes.take(32);
    holes.take(16);
    holes.release(large, 64);
    holes.release(small, 32);
    assertThat(holes.take(20)).isEqualTo(small);
    assertThat(holes.take(20)).isEqualTo(large);
  }

  @Test
  void aHoleAtTheEndIsMadeLonger() {
    var holes = new Holes(Integer.MAX_VALUE);
    holes.take(16);
    int last = holes.take(16);
    holes.release(last, 16);
    assertThat(holes.take(160)).isEqualTo(last);
    assertThat(holes.end()).isEqualTo(176);
  }

  @Test
  void anArrayDoesNotBecomeLongerThanItMay() {
    var holes = new Holes(100);
    assertThat(holes.take(90)).isZero();
    assertThat(holes.take(10)).isEqualTo(Offsets.NOWHERE);
    assertThat(holes.take(4)).isEqualTo(96);
    holes.release(0, 90);
    assertThat(holes.take(90)).isZero();
    assertThat(holes.end()).isEqualTo(100);
  }
}
