package dev.adjoint.nn.io;

import java.util.Arrays;
import java.util.Random;

/// Damaged copies of files.
public final class Mutations {
  private Mutations() {}

  /// {@return the bytes with some changed, cut out, doubled or put in}
  ///
  /// @param bytes the file
  /// @param seed what becomes of it
  public static byte[] of(byte[] bytes, long seed) {
    var random = new Random(seed);
    byte[] mutant = bytes.clone();
    int count = 1 + random.nextInt(3);
    for (int k = 0; k < count; k++) {
      mutant = mutate(mutant, random);
    }
    return mutant;
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    // most of what can go wrong is in the first bytes
    int at = random.nextInt(random.nextBoolean() ? Math.min(bytes.length, 128) : bytes.length);
    int length = Math.min(bytes.length - at, 1 + random.nextInt(16));
    return switch (random.nextInt(6)) {
      case 0 -> with(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(8)));
      case 1 -> with(bytes, at, (byte) random.nextInt());
      case 2 -> Arrays.copyOf(bytes, at);
      case 3 -> joined(bytes, at, at + length);
      case 4 -> joined(bytes, at + length, at);
      default -> with(bytes, at, (byte) ('0' + random.nextInt(10)));
    };
  }

  private static byte[] with(byte[] bytes, int at, byte value) {
    byte[] result = bytes.clone();
    result[at] = value;
    return result;
  }

  /// What is before one place and what is from another on.
  private static byte[] joined(byte[] bytes, int to, int from) {
    byte[] result = Arrays.copyOf(bytes, to + bytes.length - from);
    System.arraycopy(bytes, from, result, to, bytes.length - from);
    return result;
  }
}
