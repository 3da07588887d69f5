package dev.adjoint.kernel;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Copies the instructions of [forms][VectorForms] into a method that is being written.
final class VectorFormCode {
  private final VectorForms forms;
  private final CodeBuilder code;

  VectorFormCode(VectorForms forms, CodeBuilder code) {
    this.forms = forms;
    this.code = code;
  }

  /// Takes over the instructions of a method whose arguments are on the stack.
  void take(MethodModel method) {
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
