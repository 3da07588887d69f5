package dev.adjoint.kernel;

import com.google.common.collect.ImmutableList;
import dev.adjoint.array.DType;
import java.util.List;

/// Elementwise functions applied to each other: what one pass over several arrays computes.
///
/// Values are numbered: the inputs first, then the results of the terms.
///
/// @param dtype f32 or f64, the dtype of every value that is not a bool
/// @param inputs what is read
/// @param terms the applications, each of earlier values
/// @param outputs the numbers of the values that are written
public record Formula(DType dtype, List<Input> inputs, List<Term> terms, List<Integer> outputs) {
  /// A formula.
  public Formula {
    inputs = ImmutableList.copyOf(inputs);
    terms = ImmutableList.copyOf(terms);
    outputs = ImmutableList.copyOf(outputs);
  }

  /// {@return the dtype of the value with a number}
  public DType dtype(int value) {
    return value < inputs.size()
        ? inputs.get(value).dtype()
        : terms.get(value - inputs.size()).dtype();
  }

  /// What is read.
  ///
  /// @param dtype its dtype
  /// @param isUniform whether all its elements are the same, so that a vector of them does
  public record Input(DType dtype, boolean isUniform) {}

  /// An application of a function to values.
  ///
  /// @param function the function
  /// @param operands the numbers of the values it is applied to
  /// @param dtype that of the result
  public record Term(Function function, List<Integer> operands, DType dtype) {
    /// An application.
    public Term {
      operands = ImmutableList.copyOf(operands);
    }
  }

  /// An [Elementary] function or a [Curve], with its parameters.
  ///
  /// @param name the one or the other
  /// @param parameters its parameters, if it has some
  public record Function(Enum<?> name, List<Double> parameters) {
    /// A function.
    public Function {
      parameters = ImmutableList.copyOf(parameters);
    }

    /// {@return a function with these parameters}
    public static Function of(Enum<?> name, Double... parameters) {
      return new Function(name, List.of(parameters));
    }
  }
}
