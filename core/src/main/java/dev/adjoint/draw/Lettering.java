package dev.adjoint.draw;

import dev.adjoint.draw.Picture.Box;

/// How wide text is, near enough for any sans-serif and monospaced font: a picture must not need
/// the fonts of the machine that draws it.
final class Lettering {
  static final String SANS =
      "Inter, 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif";
  static final String MONO = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace";

  private static final double TITLE = 8.2;
  private static final double SMALL = 6.7;
  private static final double PADDING = 24;

  private Lettering() {}

  static double width(Box box) {
    double first = TITLE * box.title().length() + SMALL * box.detail().length();
    double second = SMALL * box.type().length();
    double text =
        switch (box.kind()) {
          case CONSTANT -> box.type().isEmpty() || isNumber(box) ? first : Math.max(first, second);
          case INPUT, OUTPUT -> first + second + SMALL;
          default -> Math.max(first + (box.detail().isEmpty() ? 0 : SMALL), second);
        };
    return PADDING + text;
  }

  /// Whether a constant shows its number; its type is then left out.
  static boolean isNumber(Box box) {
    return box.kind() == Kind.CONSTANT && !box.title().equals("constant");
  }
}
