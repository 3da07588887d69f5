package dev.adjoint.nn.train;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/// Lines of output and, on a terminal, a progress bar below them. Into a file or a pipe go the
/// lines alone.
public final class Progress implements AutoCloseable {
  private static final long REFRESH_NANOSECONDS = 100_000_000;

  private final PrintWriter out;
  private final Optional<Bar> bar;
  private long refreshed = System.nanoTime();

  private record Bar(Line line, ProgressBar bar) {
    static Bar of(long steps, boolean unicode) {
      var line = new Line(new ConsoleProgressBarConsumer(System.err));
      var builder = new ProgressBarBuilder().setInitialMax(steps).setConsumer(line).hideEta();
      builder.setStyle(unicode ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII);
      return new Bar(line, builder.setUpdateIntervalMillis(100).clearDisplayOnFinish().build());
    }
  }

  /// The line of the terminal that the bar is on. The bar writes from a thread of its own, so it
  /// and the lines above it take turns.
  private static final class Line implements ProgressBarConsumer {
    private final ProgressBarConsumer terminal;
    private String shown = "";

    Line(ProgressBarConsumer terminal) {
      this.terminal = terminal;
    }

    synchronized void above(PrintWriter out, String text) {
      terminal.clear();
      out.println(text);
      out.flush();
      terminal.accept(shown);
    }

    @Override
    public int getMaxRenderedLength() {
      return terminal.getMaxRenderedLength();
    }

    @Override
    public synchronized void accept(String rendered) {
      shown = rendered;
      terminal.accept(rendered);
    }

    @Override
    public synchronized void clear() {
      terminal.clear();
    }

    /// Without the terminal's line break: the output goes on where the bar was.
    @Override
    public synchronized void close() {
      terminal.clear();
    }
  }

  private Progress(PrintWriter out, Optional<Bar> bar) {
    this.out = out;
    this.bar = bar;
  }

  /// {@return a display, with a bar if the program talks to a terminal}
  ///
  /// @param out where lines go
  /// @param steps how many there will be
  public static Progress of(PrintWriter out, long steps) {
    return new Progress(
        out,
        Optional.ofNullable(System.console())
            .filter(Console::isTerminal)
            .map(console -> Bar.of(steps, console.charset().equals(StandardCharsets.UTF_8))));
  }

  /// Prints a line above the bar.
  ///
  /// @param text the line
  public void line(String text) {
    bar.ifPresentOrElse(shown -> shown.line().above(out, text), () -> out.println(text));
  }

  /// Moves the bar on by a step.
  ///
  /// @param note what to say beside it; asked for a few times a second only
  public void step(Supplier<String> note) {
    bar.ifPresent(shown -> step(shown.bar(), note));
  }

  private void step(ProgressBar shown, Supplier<String> note) {
    shown.step();
    if (System.nanoTime() - refreshed > REFRESH_NANOSECONDS) {
      refreshed = System.nanoTime();
      shown.setExtraMessage(note.get());
    }
  }

  /// Takes the bar away.
  @Override
  public void close() {
    bar.ifPresent(shown -> shown.bar().close());
  }
}
