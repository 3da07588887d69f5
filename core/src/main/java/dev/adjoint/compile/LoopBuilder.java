package dev.adjoint.compile;

import dev.adjoint.array.DType;
import dev.adjoint.array.Layout;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Reduction;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import dev.adjoint.kernel.TileLoop;
import dev.adjoint.kernel.Workers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes a loop of a group: a register for each operand, an instruction for each op.
final class LoopBuilder {
  /// Elements of a tile of 4-byte elements; with those of 8 bytes half as many.
  private static final int TILE = 1024;

  /// More reads than the instructions of a loop make.
  private static final int NEVER = 1 << 20;

  private record Load(int slot, Layout layout) {}

  private final Group group;
  private final Places places;
  private final FastLoops loops;
  private final Scratch scratch = new Scratch();
  private final List<Register> registers = new ArrayList<>();
  private final List<Loop.Instruction> code = new ArrayList<>();
  private final List<Loop.Folding> folds = new ArrayList<>();

  private final Reads reads;

  /// The registers of what is read through views.
  private final Map<Load, Integer> loads = new HashMap<>();

  private final List<Slot> writes = new ArrayList<>();

  /// The registers in which values of rows are repeated, and those with zeros around.
  private final Map<Member, Integer> filled = new HashMap<>();

  private final int tile;

  LoopBuilder(Group group, Places places, Reads reads, FastLoops loops) {
    this.group = group;
    this.places = places;
    this.reads = reads;
    this.loops = loops;
    group.members().forEach(LoopBuilder::reach);
    this.tile = tileSize();
  }

  Loop build(int number, Workers workers) {
    group.members().forEach(this::add);
    return new Loop(
        number,
        group.shape(),
        tile,
        List.copyOf(registers),
        scratch.tiles(),
        List.copyOf(code),
        List.copyOf(folds),
        reads.take(),
        List.copyOf(writes),
        workers,
        loops.heat());
  }

  /// Finds out how a member finds its operands, once.
  private static void reach(Member reader) {
    for (int k = 0; k < reader.arity(); k++) {
      reader.finds(k, Fusion.reach(reader, k));
      if (reader.isDirect(k)) {
        // A fold over tiles reads after the last instruction, so its operand is never let go.
        reader.base(k).left += reader.isElementwise() || reader.isRow ? 1 : NEVER;
      }
    }
  }

  private void add(Member member) {
    if (member.isElementwise()) {
      addElementwise((Elementwise) member.node().op(), member);
    } else if (member.node().op() instanceof Reduction op) {
      addReduction(op, member);
    } else {
      throw new IllegalStateException(member.node() + " is in a loop");
    }
  }

  private void addElementwise(Elementwise op, Member member) {
    int last = member.arity() - 1;
    int a = register(member, 0);
    int b = last == 0 ? a : register(member, 1);
    int c = last < 2 ? b : register(member, 2);
    for (int k = 0; k <= last; k++) {
      read(member, k);
    }
    int y = target(member);
    TileLoop loop = loops.of(op, member.node().inputs(), member.result().dtype());
    code.add(new Loop.Instruction(op, loop, a, b, c, y, per(member)));
  }

  private void addReduction(Reduction op, Member member) {
    int x = register(member, 0);
    Fold fold = loops.fold(op, member.result().dtype());
    if (member.isRow) {
      read(member, 0);
      addUnary(op, fold.rows(group.row()), x, target(member));
    } else {
      Slot slot = places.slot(member.result());
      writes.add(slot);
      Strided target = Strided.of(op.target(member.operand(0).shape()));
      folds.add(new Loop.Folding(op, fold, x, target, slot, per(member)));
    }
  }

  private void addUnary(Op op, TileLoop loop, int x, int y) {
    code.add(new Loop.Instruction(op, loop, x, x, x, y, 1));
  }

  /// {@return for how many elements of the loop a node is computed once}
  private int per(Member member) {
    return member.isNarrow ? group.row() : 1;
  }

  private int register(Member reader, int operand) {
    if (reader.isDirect(operand)) {
      return reader.base(operand).register;
    }
    return reader.isRepeated(operand)
        ? filled.computeIfAbsent(reader.base(operand), this::repeat)
        : load(reader, operand);
  }

  private int repeat(Member row) {
    DType dtype = row.result().dtype();
    int y = register(new Register.Scratch(dtype, scratch.keep(dtype), 1));
    Op along = FastLoops.repetition(group.shape());
    addUnary(along, Repeat.loop(dtype, group.row()), row.register, y);
    return y;
  }

  /// After its last reader a result's tile is free, at once for that reader's own result.
  private void read(Member reader, int operand) {
    if (!reader.isDirect(operand)) {
      return;
    }
    Member base = reader.base(operand);
    base.left--;
    if (base.left == 0 && registers.get(base.register) instanceof Register.Scratch s) {
      scratch.release(s);
    }
  }

  private int target(Member member) {
    member.register = register(Fusion.isStored(member) ? stored(member) : unstored(member));
    return member.register;
  }

  private Register stored(Member member) {
    Slot slot = places.slot(member.result());
    writes.add(slot);
    return new Register.Memory(slot, 0, member.isRow ? group.row() : 1);
  }

  /// A value for each row keeps its tile: it may be repeated again and again.
  private Register unstored(Member member) {
    DType dtype = member.result().dtype();
    return member.isRow
        ? new Register.Scratch(dtype, scratch.keep(dtype), group.row())
        : scratch.take(dtype);
  }

  private int register(Register register) {
    registers.add(register);
    return registers.size() - 1;
  }

  private int load(Member reader, int operand) {
    Member input = reader.input(operand);
    int per = per(reader);
    if (Fusion.isPadding(input)) {
      return filled.computeIfAbsent(input, padded -> pad(padded.result(), per));
    }
    Place place = places.of(reader.operand(operand));
    int read = reads.add(place.slot());
    if (input.isView()) {
      return view(input, place, per);
    }
    if (reads.register(read) < 0) {
      reads.register(read, register(new Register.Memory(place.slot(), 0, per)));
    }
    return reads.register(read);
  }

  /// Views that look alike share a register.
  private int view(Member view, Place place, int per) {
    if (view.reader != group) {
      view.reader = group;
      view.register =
          loads.computeIfAbsent(
              new Load(place.slot().number(), place.layout()), _ -> register(load(place, per)));
    }
    return view.register;
  }

  private int pad(Tensor tensor, int per) {
    Tensor x = tensor.inputs().getFirst();
    Place place = places.of(x);
    reads.add(place.slot());
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
  /// A loop that may be shared has two tiles at least; of its instructions there are up to twice as
  /// many as members.
  private int tileSize() {
    int size = isWide() ? TILE / 2 : TILE;
    int count = group.shape().count();
    if (count < 2 * size && (long) count * group.members().size() >= Loop.SHARE) {
      size = (count + 1) / 2;
    }
    int period = group.row() > 0 ? group.row() : period(size);
    int whole = period == 0 ? size : Math.max(1, size / period) * period;
    return Math.max(1, Math.min(whole, group.shape().count()));
  }

  private int period(int most) {
    int longest = 0;
    Member latest = null;
    for (Member member : group.members()) {
      for (int k = 0; k < member.arity(); k++) {
        // all that is no view is contiguous
        Member input = member.input(k);
        if (input.isView() && input != latest && !member.isDirect(k) && !member.isRepeated(k)) {
          int period = Strided.of(places.of(member.operand(k)).layout()).period();
          longest = period <= most ? Math.max(longest, period) : longest;
          latest = input;
        }
      }
    }
    return longest;
  }

  private boolean isWide() {
    for (Member member : group.members()) {
      for (int k = 0; k < member.arity(); k++) {
        if (member.operand(k).dtype() == DType.FLOAT64) {
          return true;
        }
      }
    }
    return false;
  }

  /// The tiles of scratch memory, used again when free.
  private static final class Scratch {
    private final List<DType> tiles = new ArrayList<>();
    private final Map<DType, List<Register.Scratch>> free = new EnumMap<>(DType.class);

    Register.Scratch take(DType dtype) {
      List<Register.Scratch> idle = free.get(dtype);
      return idle == null || idle.isEmpty()
          ? new Register.Scratch(dtype, keep(dtype), 1)
          : idle.removeLast();
    }

    int keep(DType dtype) {
      tiles.add(dtype);
      return tiles.size() - 1;
    }

    void release(Register.Scratch register) {
      if (register.per() == 1) {
        free.computeIfAbsent(register.dtype(), _ -> new ArrayList<>()).add(register);
      }
    }

    List<DType> tiles() {
      return List.copyOf(tiles);
    }
  }
}
