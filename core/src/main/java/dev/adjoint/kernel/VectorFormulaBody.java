package dev.adjoint.kernel;

import dev.adjoint.array.DType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Writes the loop of one [Formula].
///
/// Uniform inputs are loaded before the loop. Of the others the next vectors are loaded before the
/// present outputs are stored: where such a load's address was that of the store but for a multiple
/// of 4 KiB, the processor would wait for the store. Masks, and inputs that are too many for that,
/// are loaded where they are first used, and an output is stored where it is made: so it may be the
/// memory of an input that no later term is the first to read.
final class VectorFormulaBody {
  private static final int ARRAYS = 1;
  private static final int AT = 2;
  private static final int WHICH = 3;
  private static final int N = 4;
  private static final int NONE = -1;

  private static final ClassDesc MATH = VectorFormulas.described(Math.class);
  private static final MethodTypeDesc MIN = MethodTypeDesc.ofDescriptor("(II)I");

  private final VectorFormulas home;
  private final VectorFormCode forms;
  private final Formula formula;
  private final CodeBuilder code;

  /// The variable of the element that the loop is at.
  private final int t;

  /// The values that are read, then those that are written.
  private final List<Integer> operands;

  /// The variables of operands' arrays, and of where they begin.
  private final int[] arrays;

  private final int[] begins;

  /// The variables of values.
  private final int[] values;

  VectorFormulaBody(VectorFormulas home, VectorForms forms, Formula formula, CodeBuilder code) {
    this.home = home;
    this.forms = new VectorFormCode(forms, code);
    this.formula = formula;
    this.code = code;
    this.t = code.allocateLocal(TypeKind.INT);
    this.operands =
        Stream.concat(
                IntStream.range(0, formula.inputs().size()).boxed(), formula.outputs().stream())
            .toList();
    this.arrays = operands.stream().mapToInt(_ -> vector()).toArray();
    this.begins = operands.stream().mapToInt(_ -> code.allocateLocal(TypeKind.INT)).toArray();
    this.values = new int[formula.inputs().size() + formula.terms().size()];
    Arrays.fill(values, NONE);
  }

  private int vector() {
    return code.allocateLocal(TypeKind.REFERENCE);
  }

  /// Brings an operand's array and place into variables.
  private void operand(int k) {
    code.aload(ARRAYS).aload(WHICH).loadConstant(k).iaload().aaload();
    code.checkcast(home.array(formula.dtype(operands.get(k)))).astore(arrays[k]);
    code.aload(AT).aload(WHICH).loadConstant(k).iaload().iaload().istore(begins[k]);
  }

  void write() {
    Label head = code.newLabel();
    Label end = code.newLabel();
    int[] early = early();
    for (int k = 0; k < arrays.length; k++) {
      operand(k);
    }
    code.iload(N).ifle(end).iconst_0().istore(t);
    begin(early);
    code.labelBinding(head);
    int[] next = loadNext(early);
    for (int k = 0; k < formula.terms().size(); k++) {
      term(k);
    }
    for (int k = 0; k < early.length; k++) {
      code.aload(next[k]).astore(values[early[k]]);
    }
    code.iinc(t, home.length()).iload(t).iload(N).if_icmplt(head);
    code.labelBinding(end).return_();
  }

  /// {@return the inputs that are loaded one vector ahead}
  private int[] early() {
    int[] early =
        IntStream.range(0, formula.inputs().size())
            .filter(k -> !formula.inputs().get(k).isUniform() && formula.dtype(k) != DType.BOOL)
            .toArray();
    return early.length <= home.mostAhead() ? early : new int[0];
  }

  private void begin(int[] early) {
    IntStream.range(0, formula.inputs().size())
        .filter(k -> formula.inputs().get(k).isUniform())
        .forEach(this::load);
    for (int k : early) {
      load(k);
    }
  }

  /// {@return the variables of the next vectors of inputs; after the last vector it is the last}
  private int[] loadNext(int[] inputs) {
    int next = code.allocateLocal(TypeKind.INT);
    code.iload(t).loadConstant(home.length()).iadd();
    code.iload(N).loadConstant(home.length()).isub();
    code.invokestatic(MATH, "min", MIN).istore(next);
    return Arrays.stream(inputs).map(k -> loaded(k, next)).toArray();
  }

  private void load(int input) {
    values[input] = loaded(input, t);
  }

  private int loaded(int input, int at) {
    element(input, at);
    forms.take(home.load(formula.dtype(input)));
    int vector = vector();
    code.astore(vector);
    return vector;
  }

  private void term(int k) {
    Formula.Term term = formula.terms().get(k);
    term.operands().stream().filter(value -> values[value] == NONE).forEach(this::load);
    term.operands().forEach(value -> code.aload(values[value]));
    term.function().parameters().forEach(p -> code.loadConstant((double) p));
    forms.take(home.form(term.function()));
    int number = formula.inputs().size() + k;
    values[number] = vector();
    code.astore(values[number]);
    for (int out = 0; out < formula.outputs().size(); out++) {
      if (formula.outputs().get(out) == number) {
        store(number, formula.inputs().size() + out);
      }
    }
  }

  private void store(int value, int operand) {
    code.aload(values[value]);
    element(operand, t);
    forms.take(home.store(formula.dtype(value)));
  }

  private void element(int operand, int at) {
    code.aload(arrays[operand]).iload(begins[operand]).iload(at).iadd();
  }
}
