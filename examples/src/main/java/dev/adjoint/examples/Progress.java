package dev.adjoint.examples;

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
final class Progress implements AutoCloseable {
  private static final long REFRESH_NANOSECONDS = 100_000_000;

  private final PrintWriter out;
  private final Optional<Bar> bar;
  private long refreshed = System.nanoTime();

  /// The bar writes from a thread of its own, so both it and the lines take turns.
  private record Bar(ProgressBarConsumer terminal, ProgressBar bar) {
    static Bar of(long steps, boolean unicode) {
      var terminal = new Turns(new ConsoleProgressBarConsumer(System.err));
      var style = unicode ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII;
      var builder = new ProgressBarBuilder().setInitialMax(steps).setConsumer(terminal);
      return new Bar(terminal, builder.setStyle(style).clearDisplayOnFinish().hideEta().build());
    }
  }

  private record Turns(ProgressBarConsumer inner) implements ProgressBarConsumer {
    @Override
    public int getMaxRenderedLength() {
      return inner.getMaxRenderedLength();
    }

    @Override
    public synchronized void accept(String rendered) {
      inner.accept(rendered);
    }

    @Override
    public synchronized void clear() {
      inner.clear();
    }

    /// Without the line break of the inner one: the lines of the output go on where the bar was.
    @Override
    public synchronized void close() {
      inner.clear();
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
  static Progress of(PrintWriter out, long steps) {
    return new Progress(
        out,
        Optional.ofNullable(System.console())
            .filter(Console::isTerminal)
            .map(console -> Bar.of(steps, console.charset().equals(StandardCharsets.UTF_8))));
  }

  /// Prints a line above the bar.
  ///
  /// @param text the line
  void line(String text) {
    bar.ifPresentOrElse(shown -> above(shown.terminal(), text), () -> out.println(text));
  }

  private void above(ProgressBarConsumer terminal, String text) {
    synchronized (terminal) {
      terminal.clear();
      out.println(text);
      out.flush();
    }
  }

  /// Moves the bar on by a step.
  ///
  /// @param note what to say beside it; asked for a few times a second only
  void step(Supplier<String> note) {
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
