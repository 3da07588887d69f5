package dev.adjoint.compile;

import static java.util.Objects.requireNonNull;

import dev.adjoint.array.DType;
import dev.adjoint.array.Layout;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Reduction;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import dev.adjoint.kernel.TileLoop;
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

  /// The registers in which values of rows are repeated, and those with zeros around.
  private final Map<Tensor, Integer> filled = new IdentityHashMap<>();

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
        workers,
        loops.heat());
  }

  private void countReaders(Node node) {
    for (Tensor input : node.inputs()) {
      if (fusion.reach(node, input) == Fusion.Reach.DIRECT) {
        // A fold over tiles reads after the last instruction, so its operand is never let go.
        int reads =
            node.op() instanceof Reduction && !fusion.isRow(node) ? Integer.MAX_VALUE / 2 : 1;
        readers.merge(Places.base(input), reads, (a, b) -> Math.min(a + b, Integer.MAX_VALUE / 2));
      }
    }
  }

  private void add(Node node) {
    int[] operands = new int[node.inputs().size()];
    for (int k = 0; k < operands.length; k++) {
      operands[k] = register(node, node.inputs().get(k));
    }
    Tensor result = node.outputs().getFirst();
    int per = per(node);
    switch (node.op()) {
      case Elementwise op -> {
        node.inputs().forEach(input -> read(node, input));
        int y = target(result);
        int last = operands.length - 1;
        TileLoop loop = loops.of(op, node.inputs(), result.dtype());
        int second = operands[Math.min(1, last)];
        code.add(new Loop.Instruction(op, loop, operands[0], second, operands[last], y, per));
      }
      case Reduction op when fusion.isRow(node) -> {
        read(node, node.inputs().getFirst());
        TileLoop loop = loops.fold(op, result.dtype()).rows(group.row());
        addUnary(op, loop, operands[0], target(result));
      }
      case Reduction op -> {
        Slot slot = places.slot(result);
        writes.add(slot);
        Strided target = Strided.of(op.target(node.inputs().getFirst().shape()));
        Fold fold = loops.fold(op, result.dtype());
        folds.add(new Loop.Folding(op, fold, operands[0], target, slot, per));
      }
      default -> throw new IllegalStateException(node + " is in a loop");
    }
  }

  private void addUnary(Op op, TileLoop loop, int x, int y) {
    code.add(new Loop.Instruction(op, loop, x, x, x, y, 1));
  }

  /// {@return for how many elements of the loop a node is computed once}
  private int per(Node node) {
    return fusion.isNarrow(node) ? group.row() : 1;
  }

  private int register(Node node, Tensor input) {
    return switch (fusion.reach(node, input)) {
      case MEMORY -> load(input, per(node));
      case DIRECT -> result(Places.base(input));
      case REPEATED -> filled.computeIfAbsent(Places.base(input), this::repeat);
    };
  }

  private int repeat(Tensor row) {
    int y = register(new Register.Scratch(row.dtype(), scratch.keep(row.dtype()), 1));
    Op along = FastLoops.repetition(group.shape());
    addUnary(along, Repeat.loop(row.dtype(), group.row()), result(row), y);
    return y;
  }

  private int result(Tensor tensor) {
    return requireNonNull(results.get(tensor));
  }

  /// After its last reader a result's tile is free, at once for that reader's own result.
  private void read(Node node, Tensor input) {
    if (fusion.reach(node, input) != Fusion.Reach.DIRECT) {
      return;
    }
    Tensor base = Places.base(input);
    Integer left = readers.computeIfPresent(base, (_, n) -> n - 1);
    if (left != null && left == 0 && registers.get(result(base)) instanceof Register.Scratch s) {
      scratch.release(s);
    }
  }

  private int target(Tensor result) {
    int number = register(fusion.isStored(result) ? stored(result) : unstored(result));
    results.put(result, number);
    return number;
  }

  private Register stored(Tensor result) {
    Slot slot = places.slot(result);
    writes.add(slot);
    return new Register.Memory(slot, 0, fusion.isRow(result.node()) ? group.row() : 1);
  }

  /// A value for each row keeps its tile: it may be repeated again and again.
  private Register unstored(Tensor result) {
    DType dtype = result.dtype();
    return fusion.isRow(result.node())
        ? new Register.Scratch(dtype, scratch.keep(dtype), group.row())
        : scratch.take(dtype);
  }

  private int register(Register register) {
    registers.add(register);
    return registers.size() - 1;
  }

  private int load(Tensor tensor, int per) {
    if (fusion.isPadding(tensor)) {
      return filled.computeIfAbsent(tensor, _ -> pad(tensor, per));
    }
    Place place = places.of(tensor);
    reads.putIfAbsent(place.slot().number(), place.slot());
    return loads.computeIfAbsent(
        new Load(place.slot().number(), place.layout()), _ -> register(load(place, per)));
  }

  private int pad(Tensor tensor, int per) {
    Tensor x = tensor.inputs().getFirst();
    Place place = places.of(x);
    reads.putIfAbsent(place.slot().number(), place.slot());
    int before = ((Routine.Padding) tensor.op()).before(x.shape()).orElseThrow();
    int first = place.layout().offset() - before;
    Strided from = Strided.padded(first, before, x.type().count(), tensor.type().count());
    return register(new Register.Copied(place, from, scratch.keep(x.dtype()), false, per));
  }

  private Register load(Place place, int per) {
    Strided from = Strided.of(place.layout());
    if (from.isContiguous() || place.layout().shape().count() == 1) {
      return new Register.Memory(place.slot(), from.offset(), per);
    }
    boolean once = from.isUniform() || from.period() > 0 && tile / per % from.period() == 0;
    return new Register.Copied(place, from, scratch.keep(place.slot().type().dtype()), once, per);
  }

  /// A tile holds whole rows where rows are folded, or one is repeated, which is then copied once.
  private int tileSize() {
    int size = group.members().stream().anyMatch(LoopBuilder::isWide) ? TILE / 2 : TILE;
    int count = group.shape().count();
    if (count < 2 * size && (long) count * group.members().size() >= 2 * Loop.SHARE) {
      size = (count + 1) / 2;
    }
    int period = group.row() > 0 ? group.row() : period(size);
    int whole = period == 0 ? size : Math.max(1, size / period) * period;
    return Math.max(1, Math.min(whole, group.shape().count()));
  }

  private int period(int most) {
    int longest = 0;
    for (Node node : group.members()) {
      for (Tensor x : node.inputs()) {
        if (isLoaded(node, x)) {
          int period = Strided.of(places.of(x).layout()).period();
          longest = period <= most ? Math.max(longest, period) : longest;
        }
      }
    }
    return longest;
  }

  private boolean isLoaded(Node node, Tensor input) {
    return fusion.reach(node, input) == Fusion.Reach.MEMORY && !fusion.isPadding(input);
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
      return new Register.Scratch(dtype, idle.isEmpty() ? keep(dtype) : idle.removeLast(), 1);
    }

    int keep(DType dtype) {
      tiles.add(dtype);
      return tiles.size() - 1;
    }

    void release(Register.Scratch register) {
      if (register.per() > 1) {
        return;
      }
      free.computeIfAbsent(register.dtype(), _ -> new ArrayList<>()).add(register.tile());
    }

    List<DType> tiles() {
      return List.copyOf(tiles);
    }
  }
}
