package dev.adjoint.compile;

import dev.adjoint.kernel.Formula;

/// Instructions in a row that one generated loop can do in their place, so that what one hands to
/// the next stays in a register of the machine.
///
/// @param first the number of the first of them
/// @param end the number of the one after the last
/// @param formula what they compute
/// @param operands the registers of the formula's inputs and outputs
record Stretch(int first, int end, Formula formula, int[] operands) {}
