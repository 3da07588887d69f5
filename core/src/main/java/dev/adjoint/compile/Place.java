package dev.adjoint.compile;

import dev.adjoint.array.Layout;

/// Where the elements of a tensor are found: a slot, and the layout over it.
///
/// @param slot the memory
/// @param layout which elements of it, in which order
record Place(Slot slot, Layout layout) {
  /// {@return the name in a listing: the slot, with the layout if it is not plain}
  @Override
  public String toString() {
    boolean plain = layout.isContiguous() && layout.shape().count() == slot.type().count();
    return plain ? slot.toString() : slot + layout.toString();
  }
}
