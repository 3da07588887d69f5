package dev.adjoint.compile;

import dev.adjoint.array.Shape;
import dev.adjoint.graph.Node;
import java.util.ArrayList;
import java.util.List;

/// Elementwise ops and reductions that will be one loop, while fusion collects them.
final class Group {
  /// Above this many ops the registers of a tile outgrow the second-level cache.
  static final int CAPACITY = 128;

  private final int stage;
  private final Shape shape;
  private int size;
  private final List<Node> members = new ArrayList<>();

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
  void add(Node node) {
    members.add(node);
  }

  List<Node> members() {
    return members;
  }
}
