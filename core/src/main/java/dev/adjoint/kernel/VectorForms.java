package dev.adjoint.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.PseudoInstruction;
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
import java.util.Optional;

/// The bytecode of static methods of the kernels, for [VectorFormulas] to take it over: method by
/// method, since the JIT stops to inline methods of ours in loops far shorter than it does the
/// Vector API's own.
final class VectorForms {
  private static final String HOME = VectorForms.class.getPackageName() + ".Vector";

  private final String home;
  private final Map<String, List<MethodModel>> known = new HashMap<>();

  /// @param home the class whose methods are the forms
  VectorForms(Class<?> home) {
    this.home = home.getName();
  }

  /// {@return the form of this name, if there is one whose instructions follow each other}
  synchronized Optional<MethodModel> find(String name) {
    return methods(home).stream()
        .filter(method -> method.methodName().equalsString(name))
        .findAny()
        .filter(this::isStraight);
  }

  /// {@return the method that an instruction calls, where that is one of ours}
  synchronized Optional<MethodModel> called(InvokeInstruction call) {
    String owner = name(call.owner().asSymbol());
    return owner.startsWith(HOME)
        ? methods(owner).stream()
            .filter(method -> method.methodName().equals(call.name()))
            .filter(method -> method.methodType().equals(call.type()))
            .findAny()
        : Optional.empty();
  }

  private boolean isStraight(MethodModel method) {
    return elements(method).stream()
        .allMatch(element ->
            switch (element) {
              case InvokeInstruction call -> called(call).map(this::isStraight).orElse(true);
              case LoadInstruction _,
                  StoreInstruction _,
                  ReturnInstruction _,
                  FieldInstruction _,
                  ConstantInstruction _,
                  OperatorInstruction _,
                  ConvertInstruction _,
                  PseudoInstruction _ ->
                  true;
              default -> false;
            });
  }

  /// {@return how many vectors a form computes}
  synchronized int size(MethodModel form) {
    return elements(form).stream()
        .mapToInt(e -> e instanceof InvokeInstruction c ? called(c).map(this::size).orElse(1) : 0)
        .sum();
  }

  static List<CodeElement> elements(MethodModel method) {
    return method.code().orElseThrow().elementList();
  }

  private List<MethodModel> methods(String type) {
    return known.computeIfAbsent(type, VectorForms::read);
  }

  /// Where classes are no files there are no forms, and nothing is fused.
  private static List<MethodModel> read(String type) {
    String file = type.substring(type.lastIndexOf('.') + 1) + ".class";
    try (InputStream bytes = VectorForms.class.getResourceAsStream(file)) {
      return bytes == null ? List.of() : ClassFile.of().parse(bytes.readAllBytes()).methods();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(ClassDesc type) {
    return type.packageName() + "." + type.displayName();
  }
}
