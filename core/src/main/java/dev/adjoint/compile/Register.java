package dev.adjoint.compile;

import dev.adjoint.array.DType;

/// Where an instruction of a loop finds an operand, tile by tile.
sealed interface Register {
  /// {@return how many elements of the loop have one element here: 1, or those of a row}
  int per();

  /// {@return the dtype of the elements}
  DType dtype();

  /// A tile of its own, written by an instruction.
  ///
  /// @param dtype the dtype of its elements
  /// @param tile the number of the tile
  /// @param per how many elements of the loop have one element here
  record Scratch(DType dtype, int tile, int per) implements Register {}

  /// The elements of a slot in place: element `i` of the loop is element `offset + i / per`.
  ///
  /// @param slot the memory
  /// @param offset where the loop's first element is
  /// @param per how many elements of the loop have one element here
  record Memory(Slot slot, int offset, int per) implements Register {
    @Override
    public DType dtype() {
      return slot.type().dtype();
    }
  }

  /// Elements copied into a tile: repeated or strided ones.
  ///
  /// @param place where they are
  /// @param from how they are walked
  /// @param tile the number of the tile
  /// @param once whether one copy serves all tiles
  /// @param per how many elements of the loop have one element here
  record Copied(Place place, Strided from, int tile, boolean once, int per) implements Register {
    @Override
    public DType dtype() {
      return place.slot().type().dtype();
    }

    /// {@return whether elements of the loop follow each other in memory, so that nothing is
    /// copied}
    ///
    /// @param start the first of the elements
    /// @param n how many
    boolean isInPlace(int start, int n) {
      return per == 1 && from.isPadded() && start >= from.begin() && start + n <= from.end();
    }

    /// {@return whether one copy serves all runs}
    boolean isConstant() {
      return once && place.slot().origin() instanceof Slot.Fixed;
    }
  }
}
