package dev.adjoint.examples.option;

import com.google.common.primitives.Doubles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a finite number from the command line.
public final class Finite implements ITypeConverter<Double> {
  @Override
  public Double convert(String text) {
    @Nullable Double number = Doubles.tryParse(text);
    if (number == null || !Double.isFinite(number)) {
      throw new TypeConversionException("'" + text + "' is not a finite number");
    }
    return number;
  }
}
