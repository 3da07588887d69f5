package dev.adjoint.kernel;

import dev.adjoint.array.DType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.PseudoInstruction;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes the loop of one [Formula]. An input is loaded where it is first used and an output stored
/// where it is made, in the order of the terms: so an output may be the memory of an input that no
/// later term is the first to read.
final class VectorFormulaBody {
  private static final int ARRAYS = 1;
  private static final int AT = 2;
  private static final int WHICH = 3;
  private static final int N = 4;
  private static final int NONE = -1;

  private final VectorFormulas home;
  private final VectorForms forms;
  private final Formula formula;
  private final CodeBuilder code;

  /// The variables of operands' arrays, and of where they begin.
  private final List<Integer> arrays = new ArrayList<>();

  private final List<Integer> begins = new ArrayList<>();

  /// The variables of values.
  private final int[] values;

  VectorFormulaBody(VectorFormulas home, VectorForms forms, Formula formula, CodeBuilder code) {
    this.home = home;
    this.forms = forms;
    this.formula = formula;
    this.code = code;
    this.values = new int[formula.inputs().size() + formula.terms().size()];
    Arrays.fill(values, NONE);
  }

  void write() {
    List<DType> inputs = formula.inputs();
    for (int k = 0; k < inputs.size(); k++) {
      operand(k, inputs.get(k));
    }
    for (int k = 0; k < formula.outputs().size(); k++) {
      operand(inputs.size() + k, formula.dtype(formula.outputs().get(k)));
    }
    int t = code.allocateLocal(TypeKind.INT);
    Label head = code.newLabel();
    Label end = code.newLabel();
    code.iconst_0().istore(t);
    code.labelBinding(head).iload(t).iload(N).if_icmpge(end);
    for (int k = 0; k < formula.terms().size(); k++) {
      term(k, t);
    }
    code.iinc(t, home.length()).goto_(head);
    code.labelBinding(end).return_();
  }

  /// Brings an operand's array and place into variables.
  private void operand(int k, DType dtype) {
    int array = code.allocateLocal(TypeKind.REFERENCE);
    int begin = code.allocateLocal(TypeKind.INT);
    code.aload(ARRAYS).aload(WHICH).loadConstant(k).iaload().aaload();
    code.checkcast(home.array(dtype)).astore(array);
    code.aload(AT).aload(WHICH).loadConstant(k).iaload().iaload().istore(begin);
    arrays.add(array);
    begins.add(begin);
  }

  private void term(int k, int t) {
    Formula.Term term = formula.terms().get(k);
    term.operands().forEach(value -> load(value, t));
    term.operands().forEach(value -> code.aload(values[value]));
    term.function().parameters().forEach(p -> code.loadConstant((double) p));
    take(home.form(term.function()));
    int number = formula.inputs().size() + k;
    values[number] = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(values[number]);
    for (int out = 0; out < formula.outputs().size(); out++) {
      if (formula.outputs().get(out) == number) {
        store(number, formula.inputs().size() + out, t);
      }
    }
  }

  private void load(int value, int t) {
    if (values[value] == NONE) {
      values[value] = code.allocateLocal(TypeKind.REFERENCE);
      element(value, t);
      take(home.load(formula.inputs().get(value)));
      code.astore(values[value]);
    }
  }

  private void store(int value, int operand, int t) {
    code.aload(values[value]);
    element(operand, t);
    take(home.store(formula.dtype(value)));
  }

  private void element(int operand, int t) {
    code.aload(arrays.get(operand)).iload(begins.get(operand)).iload(t).iadd();
  }

  /// Takes over the instructions of a method whose arguments are on the stack.
  private void take(MethodModel method) {
    var variables = new HashMap<Variable, Integer>();
    List<ClassDesc> parameters = method.methodTypeSymbol().parameterList();
    int slot = parameters.stream().mapToInt(p -> TypeKind.from(p).slotSize()).sum();
    for (ClassDesc parameter : parameters.reversed()) {
      TypeKind kind = TypeKind.from(parameter);
      slot -= kind.slotSize();
      code.storeLocal(kind, variable(variables, slot, kind));
    }
    VectorForms.elements(method).forEach(element -> take(element, variables));
  }

  private void take(CodeElement element, Map<Variable, Integer> variables) {
    switch (element) {
      case LoadInstruction i ->
          code.loadLocal(i.typeKind(), variable(variables, i.slot(), i.typeKind()));
      case StoreInstruction i ->
          code.storeLocal(i.typeKind(), variable(variables, i.slot(), i.typeKind()));
      case InvokeInstruction i -> forms.called(i).ifPresentOrElse(this::take, () -> call(i));
      case FieldInstruction i ->
          code.fieldAccess(
              i.opcode(), i.owner().asSymbol(), i.name().stringValue(), i.typeSymbol());
      case ConstantInstruction i -> code.loadConstant(i.constantValue());
      case OperatorInstruction i -> code.with(i);
      case ConvertInstruction i -> code.with(i);
      case ReturnInstruction _, PseudoInstruction _ -> {}
      default -> throw new IllegalStateException(element + " is in a form");
    }
  }

  private void call(InvokeInstruction i) {
    code.invoke(
        i.opcode(), i.owner().asSymbol(), i.name().stringValue(), i.typeSymbol(), i.isInterface());
  }

  private int variable(Map<Variable, Integer> variables, int slot, TypeKind kind) {
    return variables.computeIfAbsent(new Variable(slot, kind), _ -> code.allocateLocal(kind));
  }

  /// One of a method that is taken over; a place may serve several kinds.
  private record Variable(int slot, TypeKind kind) {}
}
