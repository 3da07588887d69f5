package dev.adjoint.compile;

import dev.adjoint.array.Shape;
import java.util.ArrayList;
import java.util.List;

/// Elementwise ops and reductions that will be one loop, while fusion collects them.
final class Group {
  /// Above this many ops the registers of a tile outgrow the second-level cache.
  static final int CAPACITY = 128;

  /// Longer rows would not stay in the second-level cache.
  private static final int LONGEST_ROW = 8192;

  private final int stage;
  private final Shape shape;
  private int size;
  private int row;
  private final List<Member> members = new ArrayList<>();

  Group(int stage, Shape shape) {
    this.stage = stage;
    this.shape = shape;
  }

  int stage() {
    return stage;
  }

  /// {@return the shape that is iterated over}
  Shape shape() {
    return shape;
  }

  /// {@return how many elements a row has that is folded to one and read again; 0 if none is}
  int row() {
    return row;
  }

  /// Takes the length of its rows from a fold, unless an earlier one has set another.
  ///
  /// @param target where the fold puts each element
  /// @return whether it folds rows
  boolean foldsRows(Strided target) {
    int run = target.run();
    boolean fits = run > 1 && run <= LONGEST_ROW && target.repeatsEach(run);
    if (row == 0 && fits) {
      row = run;
    }
    return fits && row == run;
  }

  /// {@return whether a shape has one element for each row}
  boolean hasRows(Shape values) {
    return row > 0 && !values.equals(shape) && values.count() * row == shape.count();
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return size >= CAPACITY;
  }

  void enter() {
    size++;
  }

  void leave() {
    size--;
  }

  /// Adds an op once it is certain; in topological order.
  void add(Member member) {
    members.add(member);
  }

  List<Member> members() {
    return members;
  }
}
