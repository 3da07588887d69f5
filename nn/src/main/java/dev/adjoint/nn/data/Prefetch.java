package dev.adjoint.nn.data;

import com.google.common.collect.AbstractIterator;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Elements that a thread of its own makes ready while others are in use: batches are copied, or
/// images read, while a step is computed. Their order and their numbers stay the same.
///
/// ```java
/// try (var batches = new Prefetch<>(data.shuffled(key).batches(100), 2)) {
///   training = training.run(batches);
/// }
/// ```
///
/// At most so many elements wait to be taken. What fails while an element is made is thrown when it
/// is taken. Closing, also before the last element, ends the thread and waits for it; that of one
/// that is forgotten ends when it is collected.
///
/// @param <T> the type of the elements
public final class Prefetch<T> implements Iterable<T>, AutoCloseable {
  private static final Cleaner FORGOTTEN = Cleaner.create();

  /// What the thread hands over.
  private sealed interface Item<T> {}

  private record Made<T>(T element) implements Item<T> {}

  private record Failed<T>(Throwable cause) implements Item<T> {}

  private record End<T>() implements Item<T> {}

  private final BlockingQueue<Item<T>> queue;
  private final Thread thread;
  private final AtomicBoolean taken = new AtomicBoolean();

  /// Begins to make elements ready.
  ///
  /// @param elements what to go through, once; made by the other thread alone
  /// @param ahead how many may wait, at least 1
  /// @throws IllegalArgumentException if there is no room for one, or the elements are a [Feed]'s,
  ///   which overwrites one with the next
  public Prefetch(Iterable<? extends T> elements, int ahead) {
    if (ahead < 1) {
      throw new IllegalArgumentException(
          "prefetch of %d elements ahead: at least 1".formatted(ahead));
    }
    if (elements instanceof Feed) {
      throw new IllegalArgumentException(
          "prefetch of a feed: its batches share one memory, so none can wait; use batches(size)");
    }
    this.queue = new ArrayBlockingQueue<>(ahead);
    BlockingQueue<Item<T>> room = queue;
    Thread maker = Thread.ofVirtual().name("prefetch").start(() -> fill(room, elements));
    this.thread = maker;
    FORGOTTEN.register(this, maker::interrupt);
  }

  /// Knows the queue alone, so that a prefetch that nobody takes from can be collected.
  private static <T> void fill(BlockingQueue<Item<T>> queue, Iterable<? extends T> elements) {
    try {
      for (T element : elements) {
        queue.put(new Made<>(element));
      }
      queue.put(new End<>());
    } catch (InterruptedException _) {
      // closed
    } catch (RuntimeException | Error e) {
      hand(queue, e);
    }
  }

  private static <T> void hand(BlockingQueue<Item<T>> queue, Throwable failure) {
    try {
      queue.put(new Failed<>(failure));
    } catch (InterruptedException _) {
      // closed
    }
  }

  /// {@return the elements, first to last; they can be gone through once}
  ///
  /// @throws IllegalStateException if they were asked for before, or, while one is taken, if this
  ///   is closed or the taking thread is interrupted
  @Override
  public Iterator<T> iterator() {
    if (taken.getAndSet(true)) {
      throw new IllegalStateException(
          "a prefetch was gone through twice: its elements are made once; make a new one");
    }
    return new AbstractIterator<>() {
      @Override
      protected @Nullable T computeNext() {
        return switch (take()) {
          case Made<T>(T element) -> element;
          case End<T> _ -> endOfData();
          case Failed<T>(Throwable cause) -> throw thrown(cause);
        };
      }
    };
  }

  /// Looks from time to time whether there is still someone to wait for.
  private Item<T> take() {
    try {
      for (; ; ) {
        boolean ended = !thread.isAlive();
        Item<T> item = queue.poll(ended ? 0 : 100, TimeUnit.MILLISECONDS);
        if (item != null) {
          return item;
        }
        if (ended) {
          throw new IllegalStateException("an element was taken from a prefetch that is closed");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while an element was prefetched", e);
    } finally {
      Reference.reachabilityFence(this); // who waits has not forgotten it
    }
  }

  private static RuntimeException thrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return (RuntimeException) cause;
  }

  /// Ends the thread, and waits until it has ended.
  @Override
  public void close() {
    thread.interrupt();
    queue.clear();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    queue.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
