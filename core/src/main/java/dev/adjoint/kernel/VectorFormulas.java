package dev.adjoint.kernel;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import com.google.common.base.CaseFormat;
import dev.adjoint.array.DType;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;

/// Writes a class for a [Formula]: one loop whose body is the code of methods of [VectorFloatForms]
/// or [VectorDoubleForms], one after the other.
final class VectorFormulas {
  private static final VectorFormulas FLOATS =
      new VectorFormulas(VectorFloatForms.class, float[].class, VectorFloatForms.S.length());
  private static final VectorFormulas DOUBLES =
      new VectorFormulas(VectorDoubleForms.class, double[].class, VectorDoubleForms.S.length());

  private static final ClassDesc MASK = described(VectorMask.class);
  private static final ClassDesc OBJECTS = CD_Object.arrayType();
  private static final ClassDesc INTS = CD_int.arrayType();
  private static final MethodTypeDesc RUN = MethodTypeDesc.of(CD_void, OBJECTS, INTS, INTS, CD_int);

  private final VectorForms forms;
  private final ClassDesc array;
  private final int length;

  private VectorFormulas(Class<?> forms, Class<?> array, int length) {
    this.forms = new VectorForms(forms);
    this.array = described(array);
    this.length = length;
  }

  static Optional<VectorFormulas> of(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> Optional.of(FLOATS);
      case FLOAT64 -> Optional.of(DOUBLES);
      case INT32, BOOL -> Optional.empty();
    };
  }

  int length() {
    return length;
  }

  /// {@return of how many inputs the next vectors are loaded early: with more they would not stay
  /// in registers of the machine, which has 32 of 512 bits, but 16 of 256}
  int mostAhead() {
    return VectorShape.preferredShape().vectorBitSize() >= 512 ? 6 : 3;
  }

  /// {@return how many vectors a function of operands of these dtypes computes, if formulas may
  /// hold it}
  OptionalInt size(Formula.Function function, List<DType> operands) {
    return forms
        .find(name(function))
        .filter(form -> takes(form, operands, function.parameters().size()))
        .map(form -> OptionalInt.of(forms.size(form)))
        .orElse(OptionalInt.empty());
  }

  private static boolean takes(MethodModel form, List<DType> operands, int parameters) {
    List<ClassDesc> taken = form.methodTypeSymbol().parameterList();
    return taken.size() == operands.size() + parameters
        && IntStream.range(0, operands.size())
            .allMatch(k -> taken.get(k).equals(MASK) == (operands.get(k) == DType.BOOL));
  }

  private static String name(Formula.Function function) {
    return CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, function.name().name());
  }

  /// {@return an object of a class of its own}
  FusedLoop loop(Formula formula) {
    var name = ClassDesc.of(VectorFormulas.class.getPackageName(), "VectorFormula");
    byte[] code =
        ClassFile.of()
            .build(
                name,
                type ->
                    type.withFlags(ACC_FINAL)
                        .withInterfaceSymbols(described(FusedLoop.class))
                        .withMethodBody(
                            INIT_NAME,
                            MTD_void,
                            0,
                            init ->
                                init.aload(0)
                                    .invokespecial(CD_Object, INIT_NAME, MTD_void)
                                    .return_())
                        .withMethodBody(
                            "run",
                            RUN,
                            ACC_PUBLIC,
                            run -> new VectorFormulaBody(this, forms, formula, run).write()));
    return made(code);
  }

  private static FusedLoop made(byte[] code) {
    try {
      MethodHandles.Lookup made = MethodHandles.lookup().defineHiddenClass(code, true);
      MethodHandle make =
          made.findConstructor(made.lookupClass(), MethodType.methodType(void.class));
      return (FusedLoop) make.invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("a generated class was refused", e);
    }
  }

  ClassDesc array(DType dtype) {
    return dtype == DType.BOOL ? CD_boolean.arrayType() : array;
  }

  MethodModel form(Formula.Function function) {
    return form(name(function));
  }

  MethodModel form(String name) {
    return forms.find(name).orElseThrow();
  }

  MethodModel load(DType dtype) {
    return form(dtype == DType.BOOL ? "loadMask" : "load");
  }

  MethodModel store(DType dtype) {
    return form(dtype == DType.BOOL ? "storeMask" : "store");
  }

  static ClassDesc described(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }
}
