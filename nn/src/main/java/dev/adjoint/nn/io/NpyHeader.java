package dev.adjoint.nn.io;

import dev.adjoint.array.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the header of a `.npy` file says, a Python dictionary.
///
/// @param element the elements
/// @param isFortran whether the first axis is the one whose elements lie side by side
/// @param shape the sizes
record NpyHeader(Element element, boolean isFortran, Shape shape) {
  private static final String KEY = "['\"]%s['\"]\\s*:\\s*";
  private static final Pattern DESCR =
      Pattern.compile(KEY.formatted("descr") + "['\"]([^'\"]*)['\"]");
  private static final Pattern ORDER =
      Pattern.compile(KEY.formatted("fortran_order") + "(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile(KEY.formatted("shape") + "\\(([0-9,\\s]*)\\)");
  private static final int MOST_AXES = 64;

  static NpyHeader parse(String name, String text) throws IOException {
    String descr = find(name, text, DESCR, "descr, such as '<f4'");
    boolean fortran = find(name, text, ORDER, "fortran_order, True or False").equals("True");
    int[] sizes = sizes(name, find(name, text, SHAPE, "shape, such as (2, 3)"));
    return new NpyHeader(Element.ofNumpy(name, descr), fortran, shape(name, sizes));
  }

  private static String find(String name, String text, Pattern pattern, String what)
      throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("%s: its header has no %s: %s".formatted(name, what, shown(text)));
    }
    String found = matcher.group(1);
    if (matcher.find()) {
      throw new IOException("%s: its header says twice %s: %s".formatted(name, what, shown(text)));
    }
    return found;
  }

  private static int[] sizes(String name, String text) throws IOException {
    String[] parts = text.isBlank() ? new String[0] : text.strip().split("\\s*,\\s*", -1);
    boolean trailing = parts.length > 0 && parts[parts.length - 1].isEmpty();
    String[] numbers = trailing ? Arrays.copyOf(parts, parts.length - 1) : parts;
    if (numbers.length > MOST_AXES) {
      throw new IOException("%s: has %d axes".formatted(name, numbers.length));
    }
    try {
      return Arrays.stream(numbers).mapToInt(Integer::parseInt).toArray();
    } catch (NumberFormatException e) {
      throw new IOException("%s: has the shape (%s)".formatted(name, shown(text)), e);
    }
  }

  static Shape shape(String name, int[] sizes) throws IOException {
    try {
      return Shape.of(sizes);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IOException(
          "%s: has the sizes %s: %s".formatted(name, Arrays.toString(sizes), e.getMessage()), e);
    }
  }

  private static String shown(String text) {
    String line = text.strip().replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 100 ? line : line.substring(0, 100) + "…";
  }

  /// {@return the dictionary as NumPy writes it}
  String toDict() {
    String sizes =
        String.join(", ", Arrays.stream(shape.toArray()).mapToObj(Integer::toString).toList());
    String comma = shape.rank() == 1 ? "," : "";
    return "{'descr': '%s', 'fortran_order': %s, 'shape': (%s%s), }"
        .formatted(element.numpy(), isFortran ? "True" : "False", sizes, comma);
  }

  @Override
  public String toString() {
    return "%s of '%s'".formatted(shape, element.numpy());
  }
}
