package dev.adjoint.graph;

import org.jspecify.annotations.Nullable;

/// A map whose keys are told apart by identity, for walks over large graphs: no entry objects, and
/// for most keys no search.
///
/// Tensors and nodes have successive hash codes in the order in which they were made, and those of
/// one graph were mostly made one after another. So each has a place in a window, as far from the
/// first as it was made later: a walk in that order goes through memory in order. Keys that would
/// leave most of the window empty are elsewhere, and so are those whose place is taken; when they
/// have become more than those inside, the window begins anew where the latest is.
///
/// @param <K> the type of the keys
/// @param <V> the type of the values
public final class IdentityTable<K, V> {
  /// The window has at most so many places for each key, and some to begin with.
  private static final int SPARSE = 4;

  private static final int FEW = 16;

  /// A key at each even place, its value behind it.
  private @Nullable Object[] window = new @Nullable Object[0];

  /// The hash code of the key at the window's first place.
  private int first;

  /// The number of keys in the window.
  private int size;

  /// The number of keys that were put elsewhere since the window began.
  private int missed;

  private final ScatteredTable others = new ScatteredTable();

  /// Makes an empty table.
  public IdentityTable() {}

  /// {@return the value of a key, or null}
  ///
  /// @param key the key
  @SuppressWarnings({"unchecked", "ReferenceEquality"}) // only `put` writes
  public @Nullable V find(K key) {
    int number = number(key);
    int place = 2 * (number - first);
    if (isInside(number) && window[place] == key) {
      return (V) window[place + 1];
    }
    return others.isEmpty() ? null : (V) others.find(key, number);
  }

  /// {@return the value of a key, or another where there is none}
  ///
  /// @param key the key
  /// @param otherwise the other value
  public V findOr(K key, V otherwise) {
    V value = find(key);
    return value == null ? otherwise : value;
  }

  /// {@return whether no value was ever put}
  public boolean isEmpty() {
    return size == 0 && others.isEmpty();
  }

  /// {@return whether a key has a value}
  ///
  /// @param key the key
  public boolean contains(K key) {
    return find(key) != null;
  }

  /// Sets the value of a key.
  ///
  /// @param key the key
  /// @param value the value; null for none
  /// @return the value it had, or null
  @SuppressWarnings({"unchecked", "ReferenceEquality"}) // only this method writes
  public @Nullable V put(K key, @Nullable V value) {
    int number = number(key);
    if (!isInside(number)) {
      reach(number);
    }
    int place = 2 * (number - first);
    if (!isInside(number) || window[place] != null && window[place] != key) {
      missed++;
      return (V) others.put(key, number, value);
    }
    if (window[place] == null) {
      return insert(key, value, place);
    }
    V before = (V) window[place + 1];
    window[place + 1] = value;
    return before;
  }

  /// A key that was put when the window did not reach so far stays where it is.
  @SuppressWarnings("unchecked") // only `put` writes
  private @Nullable V insert(K key, @Nullable V value, int place) {
    if (!others.isEmpty() && others.find(key, number(key)) != null) {
      return (V) others.put(key, number(key), value);
    }
    window[place] = key;
    window[place + 1] = value;
    size++;
    return null;
  }

  private boolean isInside(int number) {
    int place = number - first;
    return place >= 0 && place < window.length / 2;
  }

  /// Makes the window reach a number, unless it would be nearly empty.
  private void reach(int number) {
    if (missed > size + FEW) {
      begin();
    }
    int places = window.length / 2;
    long before = Math.max(0L, (long) first - number);
    long needed = before + Math.max(places, (long) number - first + 1);
    if (size == 0) {
      first = number;
      window = new @Nullable Object[2 * FEW];
    } else if (needed <= (long) SPARSE * size + FEW) {
      int more = (int) Math.max(places, needed - places);
      widen(more, before > 0 ? more : 0);
    }
  }

  private void widen(int more, int moved) {
    @Nullable Object[] wider = new @Nullable Object[window.length + 2 * more];
    System.arraycopy(window, 0, wider, 2 * moved, window.length);
    window = wider;
    first -= moved;
  }

  /// Puts what is in the window elsewhere.
  private void begin() {
    for (int k = 0; k < window.length; k += 2) {
      Object key = window[k];
      if (key != null) {
        others.put(key, number(key), window[k + 1]);
      }
    }
    window = new @Nullable Object[0];
    size = 0;
    missed = 0;
  }

  /// {@return the hash code of a key}
  static int number(Object key) {
    return key instanceof Tensor || key instanceof Node
        ? key.hashCode()
        : System.identityHashCode(key);
  }
}
