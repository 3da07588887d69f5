package dev.adjoint.compile;

import dev.adjoint.array.DType;

/// Where an instruction of a loop finds an operand, tile by tile.
sealed interface Register {
  /// A tile of its own, written by an instruction.
  ///
  /// @param dtype the dtype of its elements
  /// @param tile the number of the tile
  record Scratch(DType dtype, int tile) implements Register {}

  /// The elements of a slot in place: element `i` of the loop is element `offset + i`.
  ///
  /// @param slot the memory
  /// @param offset where the loop's first element is
  record Memory(Slot slot, int offset) implements Register {}

  /// Elements copied into a tile: repeated or strided ones.
  ///
  /// @param place where they are
  /// @param from how they are walked
  /// @param tile the number of the tile
  /// @param once whether one copy serves all tiles
  record Copied(Place place, Strided from, int tile, boolean once) implements Register {
    /// {@return whether one copy serves all runs}
    boolean isConstant() {
      return once && place.slot().origin() instanceof Slot.Fixed;
    }
  }
}
