package dev.adjoint;

import dev.adjoint.compile.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where the time of a compiled function goes, step by step of its program. `toString` is a table
/// for people.
///
/// @param entries a step each, in their order
/// @param seconds what a run took without the clock being read within it, the median
/// @param runs how many runs were measured of each kind
public record Profile(List<Entry> entries, double seconds, int runs) {
  private static final int WIDTH = 90;

  /// Copies the list.
  public Profile {
    entries = List.copyOf(entries);
  }

  /// A step.
  ///
  /// @param what its line in the program's listing; a loop with the ops that are fused in it
  /// @param seconds what it took on the thread that ran the program, the median; to read the clock
  ///   takes some 25 ns of it
  /// @param flops the floating-point operations of a matrix product or a convolution, `2mnk` for
  ///   `[m,k] · [k,n]`; 0 for others
  /// @param bytes the sizes of all tensors that it reads and writes
  public record Entry(String what, double seconds, double flops, long bytes) {}

  static Profile of(Timing timing) {
    return new Profile(
        timing.steps().stream()
            .map(step -> new Entry(step.what(), step.seconds(), step.flops(), step.bytes()))
            .toList(),
        timing.seconds(),
        timing.runs());
  }

  /// {@return the seconds of all steps together, with the reading of the clock}
  public double stepSeconds() {
    return entries.stream().mapToDouble(Entry::seconds).sum();
  }

  /// {@return the share of the steps' time that products and convolutions take, from 0 to 1}
  public double productShare() {
    double products = entries.stream().filter(e -> e.flops() > 0).mapToDouble(Entry::seconds).sum();
    return entries.isEmpty() ? 0 : products / stepSeconds();
  }

  /// {@return a line for each step: time, share of all steps, GFLOP/s, GB/s}
  @Override
  public String toString() {
    var lines = new ArrayList<String>();
    lines.add("step        µs  share  GFLOP/s    GB/s");
    for (int k = 0; k < entries.size(); k++) {
      lines.add(line(k + 1, entries.get(k)));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "a run takes %s µs (median of %,d); products and convolutions are %.0f %% of its steps",
            micros(seconds),
            runs,
            100 * productShare()));
    return String.join("\n", lines);
  }

  private String line(int number, Entry entry) {
    String what = entry.what();
    return String.format(
        Locale.ROOT,
        "%4d %9s  %3.0f %%  %7s %7.1f  %s",
        number,
        micros(entry.seconds()),
        100 * entry.seconds() / stepSeconds(),
        entry.flops() == 0
            ? ""
            : String.format(Locale.ROOT, "%.1f", entry.flops() / entry.seconds() / 1e9),
        entry.bytes() / entry.seconds() / 1e9,
        what.length() <= WIDTH ? what : what.substring(0, WIDTH - 1) + "…");
  }

  private static String micros(double seconds) {
    double micros = seconds * 1e6;
    return String.format(Locale.ROOT, micros < 100 ? "%.2f" : "%,.0f", micros);
  }
}
