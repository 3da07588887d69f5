package dev.adjoint.nn.onnx;

import dev.adjoint.array.DType;
import dev.adjoint.op.FloorDiv;
import dev.adjoint.op.Mod;

/// Division with a remainder of the divisor's sign.
///
/// ONNX has the remainder of the dividend's sign for floating-point numbers (`fmod`), of the
/// divisor's for integers, where a divisor of 0 or −1 may stop the machine.
final class DivisionRules {
  private DivisionRules() {}

  static void addTo(RuleBook.Entries rules) {
    rules.one(Mod.class, (_, call) -> isInt(call) ? intMod(call) : floatMod(call));
    rules.one(FloorDiv.class, (_, call) -> isInt(call) ? intFloorDiv(call) : floatFloorDiv(call));
  }

  private static boolean isInt(Call call) {
    return call.inputType(0).dtype() == DType.INT32;
  }

  private static Value number(Call call, double number) {
    return call.scalar(call.inputType(0).dtype(), number);
  }

  private static Value is(Call call, Value x, double number) {
    return call.make("Equal", x, number(call, number));
  }

  private static Value safe(Call call) {
    Value b = call.input(1);
    Value isSpecial = call.make("Or", is(call, b, 0), is(call, b, -1));
    return call.make("Where", isSpecial, number(call, 1), b);
  }

  private static Value intMod(Call call) {
    return call.make("Mod", call.input(0), safe(call));
  }

  private static Value intFloorDiv(Call call) {
    Value a = call.input(0);
    Value b = call.input(1);
    Value safe = safe(call);
    Value whole = call.make("Div", call.make("Sub", a, call.make("Mod", a, safe)), safe);
    Value orNegated = call.make("Where", is(call, b, -1), call.make("Neg", a), whole);
    return call.make("Where", is(call, b, 0), number(call, 0), orNegated);
  }

  private static Value rest(Call call) {
    return call.make("Mod", Attributes.of("fmod", 1), call.input(0), call.input(1));
  }

  /// Whether there is a rest and its sign is not the divisor's.
  private static Value isBelow(Call call, Value rest) {
    Value zero = number(call, 0);
    Value signsDiffer =
        call.make("Xor", call.make("Less", rest, zero), call.make("Less", call.input(1), zero));
    Value isThere = call.make("Not", call.make("Equal", rest, zero));
    return call.make("And", isThere, signsDiffer);
  }

  private static Value floatMod(Call call) {
    Value rest = rest(call);
    Value raised = call.make("Add", rest, call.input(1));
    return call.make("Where", isBelow(call, rest), raised, rest);
  }

  private static Value floatFloorDiv(Call call) {
    Value rest = rest(call);
    Value whole =
        call.make("Round", call.make("Div", call.make("Sub", call.input(0), rest), call.input(1)));
    Value below = call.make("Sub", whole, number(call, 1));
    Value y = call.make("Where", isBelow(call, rest), below, whole);
    Value quotient = call.make("Div", call.input(0), call.input(1));
    return call.make("Where", is(call, call.input(1), 0), quotient, y);
  }
}
