package dev.adjoint.compile;

import static java.util.Objects.requireNonNull;

import dev.adjoint.array.DType;
import dev.adjoint.array.Layout;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reduction;
import dev.adjoint.graph.Tensor;
import dev.adjoint.kernel.Workers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes a loop of a group: a register for each operand, an instruction for each op.
final class LoopBuilder {
  /// Elements of a tile of 4-byte elements; with those of 8 bytes half as many.
  private static final int TILE = 1024;

  private record Load(int slot, Layout layout) {}

  private final Group group;
  private final Fusion fusion;
  private final Places places;
  private final FastLoops loops;
  private final Scratch scratch = new Scratch();
  private final List<Register> registers = new ArrayList<>();
  private final List<Loop.Instruction> code = new ArrayList<>();
  private final List<Loop.Folding> folds = new ArrayList<>();
  private final Map<Load, Integer> loads = new HashMap<>();
  private final Map<Integer, Slot> reads = new LinkedHashMap<>();
  private final List<Slot> writes = new ArrayList<>();
  private final Map<Tensor, Integer> results = new IdentityHashMap<>();

  /// How many instructions have still to read the result of an op of this group.
  private final Map<Tensor, Integer> readers = new IdentityHashMap<>();

  private final int tile;

  LoopBuilder(Group group, Fusion fusion, Places places, FastLoops loops) {
    this.group = group;
    this.fusion = fusion;
    this.places = places;
    this.loops = loops;
    this.tile = tileSize();
  }

  Loop build(int number, Workers workers) {
    group.members().forEach(this::countReaders);
    group.members().forEach(this::add);
    return new Loop(
        number,
        group.shape(),
        tile,
        List.copyOf(registers),
        scratch.tiles(),
        List.copyOf(code),
        List.copyOf(folds),
        List.copyOf(reads.values()),
        List.copyOf(writes),
        workers);
  }

  private void countReaders(Node node) {
    for (Tensor input : node.inputs()) {
      if (fusion.isDirect(node, input)) {
        // A fold reads after the last instruction, so its operand is never let go.
        int reads = node.op() instanceof Reduction ? Integer.MAX_VALUE / 2 : 1;
        readers.merge(input, reads, (a, b) -> Math.min(a + b, Integer.MAX_VALUE / 2));
      }
    }
  }

  private void add(Node node) {
    int[] operands = node.inputs().stream().mapToInt(input -> register(node, input)).toArray();
    Tensor result = node.outputs().getFirst();
    switch (node.op()) {
      case Elementwise op -> {
        node.inputs().forEach(this::read);
        int y = target(result);
        int last = operands.length - 1;
        code.add(
            new Loop.Instruction(
                op,
                loops.of(op, node.inputs(), result.dtype()),
                operands[0],
                operands[Math.min(1, last)],
                operands[last],
                y));
      }
      case Reduction op -> {
        Slot slot = places.slot(result);
        writes.add(slot);
        folds.add(
            new Loop.Folding(
                op,
                loops.fold(op, result.dtype()),
                operands[0],
                Strided.of(op.target(group.shape())),
                slot));
      }
      default -> throw new IllegalStateException(node + " is in a loop");
    }
  }

  private int register(Node node, Tensor input) {
    return fusion.isDirect(node, input) ? result(input) : load(input);
  }

  private int result(Tensor tensor) {
    return requireNonNull(results.get(tensor));
  }

  /// After its last reader a result's tile is free, at once for that reader's own result.
  private void read(Tensor input) {
    Integer left = readers.computeIfPresent(input, (_, n) -> n - 1);
    if (left != null && left == 0 && registers.get(result(input)) instanceof Register.Scratch s) {
      scratch.release(s);
    }
  }

  private int target(Tensor result) {
    int number = register(fusion.isStored(result) ? stored(result) : scratch.take(result.dtype()));
    results.put(result, number);
    return number;
  }

  private Register stored(Tensor result) {
    Slot slot = places.slot(result);
    writes.add(slot);
    return new Register.Memory(slot, 0);
  }

  private int register(Register register) {
    registers.add(register);
    return registers.size() - 1;
  }

  private int load(Tensor tensor) {
    Place place = places.of(tensor);
    reads.putIfAbsent(place.slot().number(), place.slot());
    return loads.computeIfAbsent(
        new Load(place.slot().number(), place.layout()), _ -> register(load(place)));
  }

  private Register load(Place place) {
    Strided from = Strided.of(place.layout());
    if (from.isContiguous() || group.shape().count() == 1) {
      return new Register.Memory(place.slot(), from.offset());
    }
    boolean once = from.isUniform() || from.period() > 0 && tile % from.period() == 0;
    return new Register.Copied(place, from, scratch.keep(place.slot().type().dtype()), once);
  }

  /// A tile holds whole rows where a row is repeated, so that the row is copied once.
  private int tileSize() {
    int size = group.members().stream().anyMatch(LoopBuilder::isWide) ? TILE / 2 : TILE;
    int period =
        group.members().stream()
            .flatMap(node -> node.inputs().stream().filter(x -> !fusion.isDirect(node, x)))
            .mapToInt(x -> Strided.of(places.of(x).layout()).period())
            .filter(p -> p <= size)
            .max()
            .orElse(0);
    int whole = period == 0 ? size : size / period * period;
    return Math.max(1, Math.min(whole, group.shape().count()));
  }

  private static boolean isWide(Node node) {
    return node.inputs().stream().anyMatch(x -> x.dtype() == DType.FLOAT64);
  }

  /// The tiles of scratch memory, used again when free.
  private static final class Scratch {
    private final List<DType> tiles = new ArrayList<>();
    private final Map<DType, List<Integer>> free = new HashMap<>();

    Register.Scratch take(DType dtype) {
      List<Integer> idle = free.getOrDefault(dtype, List.of());
      return new Register.Scratch(dtype, idle.isEmpty() ? keep(dtype) : idle.removeLast());
    }

    int keep(DType dtype) {
      tiles.add(dtype);
      return tiles.size() - 1;
    }

    void release(Register.Scratch register) {
      free.computeIfAbsent(register.dtype(), _ -> new ArrayList<>()).add(register.tile());
    }

    List<DType> tiles() {
      return List.copyOf(tiles);
    }
  }
}
