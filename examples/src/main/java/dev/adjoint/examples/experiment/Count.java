package dev.adjoint.examples.experiment;

import com.google.common.primitives.Ints;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a positive whole number from the command line.
final class Count implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String text) {
    @Nullable Integer number = Ints.tryParse(text);
    if (number == null || number < 1) {
      throw new TypeConversionException(
          "'" + text + "' is not a whole number from 1 to 2147483647");
    }
    return number;
  }
}
