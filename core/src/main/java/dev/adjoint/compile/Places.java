package dev.adjoint.compile;

import dev.adjoint.array.Layout;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.IdentityTable;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import java.util.ArrayList;
import java.util.List;

/// The place of every tensor that is in memory at some time, and all slots.
final class Places {
  private final IdentityTable<Tensor, Place> places = new IdentityTable<>();
  private static final Slot.Temporary TEMPORARY = new Slot.Temporary();

  private final List<Slot> slots = new ArrayList<>();
  private final IdentityTable<Tensor, Boolean> results = new IdentityTable<>();

  /// The layout of the latest tensor that is no view: most have the shape of another.
  private Layout plain = Layout.contiguous(Shape.SCALAR);

  /// Finds a place for the arguments, and for every other tensor that is not only in registers.
  Places(Graph graph, Fusion fusion) {
    graph.outputs().forEach(output -> results.put(base(output), true));
    for (int k = 0; k < graph.inputs().size(); k++) {
      put(graph.inputs().get(k), new Slot.Argument(k));
    }
    for (Member member : fusion.members()) {
      if (Fusion.isInMemory(member)) {
        List<Tensor> outputs = member.node().outputs();
        for (int k = 0; k < outputs.size(); k++) {
          find(outputs.get(k));
        }
      }
    }
  }

  /// {@return the tensor whose memory a view looks at; a tensor that is no view is its own}
  static Tensor base(Tensor tensor) {
    Tensor base = tensor;
    while (base.op() instanceof View) {
      base = base.inputs().getFirst();
    }
    return base;
  }

  private void find(Tensor tensor) {
    switch (tensor.op()) {
      case Leaf.Variable _ -> {}
      case Leaf.Constant(var value) -> put(tensor, new Slot.Fixed(value));
      case View view -> places.put(tensor, through(view, of(tensor.inputs().getFirst())));
      default -> put(tensor, results.contains(tensor) ? new Slot.Result() : TEMPORARY);
    }
  }

  private static Place through(View view, Place x) {
    Layout layout =
        view.layout(x.layout())
            .orElseThrow(() -> new IllegalStateException(view + " of " + x + " was not copied"));
    return new Place(x.slot(), layout);
  }

  private void put(Tensor tensor, Slot.Origin origin) {
    var slot = new Slot(slots.size(), tensor.type(), origin);
    slots.add(slot);
    if (!plain.shape().equals(tensor.shape())) {
      plain = Layout.contiguous(tensor.shape());
    }
    places.put(tensor, new Place(slot, plain));
  }

  /// {@return memory that a step needs only while it runs}
  Slot room(TensorType type) {
    var slot = new Slot(slots.size(), type, TEMPORARY);
    slots.add(slot);
    return slot;
  }

  /// {@return the place of a tensor in memory}
  Place of(Tensor tensor) {
    Place place = places.find(tensor);
    if (place == null) {
      throw new IllegalStateException(tensor + " is not in memory");
    }
    return place;
  }

  /// {@return the memory of a tensor that a step writes}
  Slot slot(Tensor tensor) {
    return of(tensor).slot();
  }

  List<Slot> slots() {
    return List.copyOf(slots);
  }
}
