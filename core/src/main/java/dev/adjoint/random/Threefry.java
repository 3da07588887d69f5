package dev.adjoint.random;

/// Threefry-2x32 with 20 rounds: a keyed bijection of 64-bit counters whose values look random.
///
/// Source: Salmon, Moraes, Dror, Shaw, *Parallel random numbers: as easy as 1, 2, 3*, SC 2011,
/// §3.3; constants as in Random123 1.14.
final class Threefry {
  /// The parity constant of the key schedule of Skein 1.3, its low word.
  private static final int PARITY = 0x1BD11BDA;

  private static final int[] ROTATIONS = {13, 15, 26, 6, 17, 29, 16, 24};
  private static final int GROUPS = 5;

  private Threefry() {}

  /// {@return the value at one counter, the first word in the high half}
  ///
  /// @param key the key, its first word in the high half
  /// @param c0 the first word of the counter
  /// @param c1 the second word of the counter
  static long block(long key, int c0, int c1) {
    int a = (int) (key >>> 32);
    int b = (int) key;
    int c = PARITY ^ a ^ b;
    int x0 = c0 + a;
    int x1 = c1 + b;
    for (int group = 0; group < GROUPS; group++) {
      for (int round = 0; round < 4; round++) {
        x0 += x1;
        x1 = Integer.rotateLeft(x1, ROTATIONS[4 * (group & 1) + round]) ^ x0;
      }
      int first = a;
      a = b;
      b = c;
      c = first;
      x0 += a;
      x1 += b + group + 1;
    }
    return (long) x0 << 32 | x1 & 0xFFFFFFFFL;
  }
}
