package dev.adjoint.op;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// The formula of an [Einsum], read: the labels of each operand and of the output.
///
/// @param inputs the labels of each operand
/// @param output the labels of the output
/// @param dots the labels that stand for an ellipsis
record Subscripts(List<String> inputs, String output, String dots) {
  private static final String ELLIPSIS = "...";
  private static final String ARROW = "->";

  /// Reads a formula for operands of some ranks; an ellipsis becomes labels of its own, an output
  /// that is not given is worked out.
  static Subscripts of(String formula, List<Integer> ranks) {
    String text = formula.replace(" ", "");
    int arrow = text.indexOf(ARROW);
    List<String> terms = List.of((arrow < 0 ? text : text.substring(0, arrow)).split(",", -1));
    if (terms.size() != ranks.size()) {
      throw new IllegalArgumentException(
          "%s has %d operands, but got %d; write one term for each, with commas between"
              .formatted(formula, terms.size(), ranks.size()));
    }
    List<Integer> hidden =
        IntStream.range(0, terms.size())
            .mapToObj(k -> hidden(terms.get(k), ranks.get(k), k))
            .toList();
    String dots = fresh(text, Collections.max(hidden));
    List<String> inputs =
        IntStream.range(0, terms.size())
            .mapToObj(
                k -> terms.get(k).replace(ELLIPSIS, dots.substring(dots.length() - hidden.get(k))))
            .toList();
    String all = String.join("", inputs);
    String output =
        arrow < 0 ? dots + once(all, dots) : output(text.substring(arrow + 2), dots, all);
    return new Subscripts(inputs, output, dots);
  }

  /// How many axes an ellipsis stands for.
  private static int hidden(String term, int rank, int operand) {
    String labels = term.replaceFirst("\\.\\.\\.", "");
    if (!labels.chars().allMatch(Character::isLetter)) {
      throw new IllegalArgumentException(
          "operand %d is written %s; write a letter for each axis, and ... once for any others"
              .formatted(operand, term));
    }
    boolean dotted = labels.length() < term.length();
    if (dotted ? labels.length() > rank : labels.length() != rank) {
      throw new IllegalArgumentException(
          "%s names %d axes, but operand %d has rank %d; write a letter for each axis, or ... for the others"
              .formatted(term, labels.length(), operand, rank));
    }
    return rank - labels.length();
  }

  /// Labels that a text does not use.
  static String fresh(String used, int count) {
    return IntStream.iterate('a', c -> c + 1)
        .filter(c -> Character.isLetter(c) && used.indexOf(c) < 0)
        .limit(count)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /// The labels that stand once, in alphabetical order, but for some.
  private static String once(String all, String but) {
    return all.chars()
        .filter(c -> all.indexOf(c) == all.lastIndexOf(c) && but.indexOf(c) < 0)
        .sorted()
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String output(String term, String dots, String known) {
    String labels = term.replace(ELLIPSIS, dots);
    for (int i = 0; i < labels.length(); i++) {
      char label = labels.charAt(i);
      if (known.indexOf(label) < 0) {
        throw new IllegalArgumentException(
            "index %s of the output is in no operand; every letter after -> stands before it too"
                .formatted(label));
      }
      if (labels.indexOf(label) < i) {
        throw new IllegalArgumentException(
            "index %s is twice in the output; write it once".formatted(label));
      }
    }
    if (!Labelled.without(dots, labels).isEmpty()) {
      throw new IllegalArgumentException(
          "the operands have axes under ..., so the output must have ... too; sum over named axes");
    }
    return labels;
  }

  /// The formula written out, without ellipsis.
  @Override
  public String toString() {
    return String.join(",", inputs) + ARROW + output;
  }
}
