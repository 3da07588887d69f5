package dev.adjoint.compile;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Where pieces of memory lie in one array, apart from all that they are alive with.
///
/// The best of three ways. In the order of time, each in the smallest hole that holds it; nothing
/// is better where all are of one size. And, unless they are very many, since it takes time that
/// grows as the square of their number: the largest first, or first those whose size times life is
/// the largest, each in the smallest gap between those that it meets (Pisarchyk, Lee, *Efficient
/// memory management for deep neural net inference*, 2020, §5.2).
final class Offsets {
  /// The start of a piece for which there is no room.
  static final int NOWHERE = -1;

  private static final int MANY = 1500;

  private static final List<Comparator<Lifetime>> ORDERS =
      List.of(
          Comparator.comparingLong(Lifetime::area).reversed(),
          Comparator.comparingLong(Lifetime::size).thenComparingInt(Lifetime::first).reversed());

  private final List<Lifetime> pieces;
  private final int limit;
  private final int[] starts;
  private int end;

  private Offsets(List<Lifetime> pieces, int limit) {
    this.pieces = pieces;
    this.limit = limit;
    this.starts = new int[pieces.size()];
    Arrays.fill(starts, NOWHERE);
  }

  /// {@return offsets of as many pieces as there is room for, at least one}
  ///
  /// @param pieces the pieces, in the order in which their lives begin
  /// @param limit the most elements that the array may have
  static Offsets of(List<Lifetime> pieces, int limit) {
    Offsets best = new Offsets(pieces, limit).inTime();
    long least = best.alive();
    for (Comparator<Lifetime> order : pieces.size() > MANY ? ORDERS.subList(0, 0) : ORDERS) {
      if (best.end > least) {
        Offsets other = new Offsets(pieces, limit).inGaps(order);
        best = other.end < best.end ? other : best;
      }
    }
    return best;
  }

  /// {@return where a piece begins}
  int start(int piece) {
    return starts[piece];
  }

  /// {@return how long the array must be}
  int end() {
    return end;
  }

  private int size(int piece) {
    return pieces.get(piece).size();
  }

  private int[] sorted(Comparator<Lifetime> by) {
    return IntStream.range(0, starts.length)
        .boxed()
        .sorted(Comparator.comparing(pieces::get, by))
        .mapToInt(k -> k)
        .toArray();
  }

  /// {@return the pieces in the order in which their lives end}
  private int[] byEnd() {
    int steps = 0;
    for (Lifetime piece : pieces) {
      steps = Math.max(steps, piece.last() + 1);
    }
    int[] places = new int[steps + 1];
    for (Lifetime piece : pieces) {
      places[piece.last() + 1]++;
    }
    for (int k = 1; k <= steps; k++) {
      places[k] += places[k - 1];
    }
    int[] byEnd = new int[starts.length];
    for (int k = 0; k < byEnd.length; k++) {
      byEnd[places[pieces.get(k).last()]++] = k;
    }
    return byEnd;
  }

  private Offsets inTime() {
    var holes = new Holes(limit);
    int[] byEnd = byEnd();
    int ended = 0;
    for (int k = 0; k < starts.length; k++) {
      for (; pieces.get(byEnd[ended]).last() < pieces.get(k).first(); ended++) {
        int piece = byEnd[ended];
        if (starts[piece] != NOWHERE) {
          holes.release(starts[piece], size(piece));
        }
      }
      starts[k] = holes.take(size(k));
    }
    end = holes.end();
    return this;
  }

  /// {@return the most elements that are alive at once}
  private long alive() {
    int[] byEnd = byEnd();
    long alive = 0;
    long most = 0;
    int ended = 0;
    for (int k = 0; k < starts.length; k++) {
      for (; pieces.get(byEnd[ended]).last() < pieces.get(k).first(); ended++) {
        alive -= size(byEnd[ended]);
      }
      alive += size(k);
      most = Math.max(most, alive);
    }
    return most;
  }

  private Offsets inGaps(Comparator<Lifetime> order) {
    int[] placed = new int[starts.length];
    int count = 0;
    for (int piece : sorted(order)) {
      long start = gap(piece, placed, count);
      if (start + size(piece) <= limit) {
        starts[piece] = (int) start;
        end = Math.max(end, starts[piece] + size(piece));
        int at = count++;
        for (; at > 0 && starts[placed[at - 1]] > start; at--) {
          placed[at] = placed[at - 1];
        }
        placed[at] = piece;
      }
    }
    return this;
  }

  /// {@return the start of the smallest gap that holds a piece, or the end of all that it meets}
  private long gap(int piece, int[] placed, int count) {
    long best = NOWHERE;
    long smallest = Long.MAX_VALUE;
    long end = 0;
    for (int k = 0; k < count; k++) {
      int other = placed[k];
      if (pieces.get(piece).meets(pieces.get(other))) {
        long gap = starts[other] - end;
        if (gap >= size(piece) && gap < smallest) {
          smallest = gap;
          best = end;
        }
        end = Math.max(end, (long) starts[other] + size(other));
      }
    }
    return best == NOWHERE ? end : best;
  }
}
