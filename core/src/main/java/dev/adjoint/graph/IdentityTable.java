package dev.adjoint.graph;

import org.jspecify.annotations.Nullable;

/// A map whose keys are told apart by identity, for walks over large graphs: open addressing, keys
/// and values side by side, no entry objects.
///
/// Tensors and nodes have successive hash codes in the order in which they were made. Eight
/// successive ones lie side by side, each eight somewhere else: so a walk in that order finds most
/// of its keys in the cache, and long runs of keys do not pile up.
///
/// @param <K> the type of the keys
/// @param <V> the type of the values
public final class IdentityTable<K, V> {
  /// ⌊2³²/φ⌋: the high bits of its multiples are far apart. Source: Knuth, *The Art of Computer
  /// Programming*, vol. 3, §6.4.
  private static final int SCATTER = 0x9E3779B9;

  /// The binary logarithm of the number of eights.
  private int bits = 2;

  /// A key at each even place, its value behind it; at most half of the places are taken.
  private @Nullable Object[] slots;

  private int size;

  /// Makes an empty table.
  public IdentityTable() {
    this(0);
  }

  /// Makes an empty table with room.
  ///
  /// @param count how many keys there will be, if that is known
  public IdentityTable(int count) {
    while (8L << bits < 2L * count) {
      bits++;
    }
    slots = new @Nullable Object[16 << bits];
  }

  /// {@return the value of a key, or null}
  ///
  /// @param key the key
  @SuppressWarnings("unchecked") // only `put` writes
  public @Nullable V find(K key) {
    return (V) slots[place(key) + 1];
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
    return size == 0;
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
  @SuppressWarnings("unchecked") // only this method writes
  public @Nullable V put(K key, @Nullable V value) {
    int place = place(key);
    if (slots[place] == null) {
      slots[place] = key;
      slots[place + 1] = value;
      size++;
      if (size > slots.length / 4) {
        grow();
      }
      return null;
    }
    V before = (V) slots[place + 1];
    slots[place + 1] = value;
    return before;
  }

  /// The place of a key, or the free one where it would be put.
  @SuppressWarnings("ReferenceEquality") // that is what the table is for
  private int place(Object key) {
    int mask = slots.length - 1;
    int hash = hash(key);
    int place = ((((hash >>> 3) * SCATTER) >>> (32 - bits)) << 4) | ((hash & 7) << 1);
    while (slots[place] != null && slots[place] != key) {
      place = (place + 2) & mask;
    }
    return place;
  }

  private static int hash(Object key) {
    return key instanceof Tensor || key instanceof Node
        ? key.hashCode()
        : System.identityHashCode(key);
  }

  /// Fourfold: to move a key is to read it, and large tables are seldom in the cache.
  private void grow() {
    @Nullable Object[] old = slots;
    bits += 2;
    slots = new @Nullable Object[16 << bits];
    for (int k = 0; k < old.length; k += 2) {
      Object key = old[k];
      if (key != null) {
        int place = place(key);
        slots[place] = key;
        slots[place + 1] = old[k + 1];
      }
    }
  }
}
