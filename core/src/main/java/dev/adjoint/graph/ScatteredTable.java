package dev.adjoint.graph;

import org.jspecify.annotations.Nullable;

/// A map whose keys are told apart by identity, wherever their hash codes lie: open addressing,
/// keys and values side by side.
final class ScatteredTable {
  /// ⌊2³²/φ⌋: the high bits of its multiples are far apart. Source: Knuth, *The Art of Computer
  /// Programming*, vol. 3, §6.4.
  private static final int SCATTER = 0x9E3779B9;

  /// The binary logarithm of the number of places.
  private int bits = 3;

  /// A key at each even place, its value behind it; at most half of the places are taken.
  private @Nullable Object[] slots = new @Nullable Object[0];

  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /// {@return the value of a key, or null}
  @Nullable Object find(Object key, int hash) {
    return size == 0 ? null : slots[place(key, hash) + 1];
  }

  /// Sets the value of a key.
  ///
  /// @return the value it had, or null
  @Nullable Object put(Object key, int hash, @Nullable Object value) {
    if (4 * size >= slots.length) {
      grow();
    }
    int place = place(key, hash);
    if (slots[place] == null) {
      slots[place] = key;
      size++;
    }
    Object before = slots[place + 1];
    slots[place + 1] = value;
    return before;
  }

  /// The place of a key, or the free one where it would be put.
  @SuppressWarnings("ReferenceEquality") // that is what the table is for
  private int place(Object key, int hash) {
    int place = (hash * SCATTER) >>> (32 - bits) << 1;
    while (slots[place] != null && slots[place] != key) {
      place = (place + 2) & (slots.length - 1);
    }
    return place;
  }

  private void grow() {
    @Nullable Object[] old = slots;
    bits++;
    slots = new @Nullable Object[2 << bits];
    for (int k = 0; k < old.length; k += 2) {
      Object key = old[k];
      if (key != null) {
        int place = place(key, IdentityTable.number(key));
        slots[place] = key;
        slots[place + 1] = old[k + 1];
      }
    }
  }
}
