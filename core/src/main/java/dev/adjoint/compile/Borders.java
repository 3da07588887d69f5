package dev.adjoint.compile;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Where a loop reads zeros around an operand, or makes some around a result.
///
/// Tiles end there, if these places are few, so that nearly all tiles are inside of all borders:
/// what is padded is read in place there, and nothing is to be cleared.
final class Borders {
  /// Elements between two places on average; where it is less, tiles run across them.
  private static final int APART = 128;

  private final int[] cuts;

  /// For each instruction the first element that it does not clear, and the one after the last.
  private final int[] begins;

  private final int[] ends;

  /// Inside of all borders.
  private final int begin;

  private final int end;

  private Borders(int[] cuts, int[] begins, int[] ends) {
    this.cuts = cuts;
    this.begins = begins;
    this.ends = ends;
    this.begin = IntStream.of(begins).max().orElse(0);
    this.end = IntStream.of(ends).min().orElse(Integer.MAX_VALUE);
  }

  static Borders of(Loop loop) {
    int[] begins = new int[loop.code().size()];
    int[] ends = new int[begins.length];
    for (int k = 0; k < begins.length; k++) {
      Border border = loop.code().get(k).op() instanceof Border b ? b : null;
      begins[k] = border == null ? 0 : border.begin() * loop.code().get(k).per();
      ends[k] = border == null ? Integer.MAX_VALUE : border.end() * loop.code().get(k).per();
    }
    return new Borders(cuts(loop, begins, ends), begins, ends);
  }

  private static int[] cuts(Loop loop, int[] begins, int[] ends) {
    List<Register.Copied> copied =
        loop.registers().stream()
            .filter(Register.Copied.class::isInstance)
            .map(Register.Copied.class::cast)
            .toList();
    boolean anywhere =
        loop.registers().stream().allMatch(register -> register.per() == 1)
            && copied.stream().allMatch(c -> !c.once() || c.from().isUniform());
    int count = loop.shape().count();
    int[] cuts =
        Stream.concat(
                copied.stream()
                    .map(Register.Copied::from)
                    .filter(Strided::isPadded)
                    .flatMap(from -> Stream.of(from.begin(), from.end())),
                IntStream.concat(IntStream.of(begins), IntStream.of(ends)).boxed())
            .filter(place -> place > 0 && place < count)
            .distinct()
            .sorted()
            .mapToInt(Integer::intValue)
            .toArray();
    return anywhere && (long) cuts.length * APART <= count ? cuts : new int[0];
  }

  /// {@return whether tiles end nowhere early and nothing is ever to be cleared}
  boolean isEmpty() {
    return cuts.length == 0 && isInside(0, Integer.MAX_VALUE);
  }

  /// {@return where a tile that begins at an element must end, if not earlier}
  int next(int start) {
    for (int cut : cuts) {
      if (cut > start) {
        return cut;
      }
    }
    return Integer.MAX_VALUE;
  }

  /// {@return whether nothing is to be cleared in a tile}
  boolean isInside(int start, int n) {
    return start >= begin && start + n <= end;
  }

  /// Clears what an instruction made outside of its border, if it has one.
  ///
  /// @param instruction its number
  /// @param start the number of the tile's first element
  /// @param n how many elements were made
  /// @param y the array that they are in
  /// @param yo where
  void clear(int instruction, int start, int n, Object y, int yo) {
    if (begins[instruction] == 0 && ends[instruction] == Integer.MAX_VALUE) {
      return;
    }
    int first = Math.clamp(begins[instruction] - start, 0, n);
    int end = Math.clamp((long) ends[instruction] - start, first, n);
    Gather.clear(y, yo, yo + first);
    Gather.clear(y, yo + end, yo + n);
  }
}
