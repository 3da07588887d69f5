package dev.adjoint.draw;

import dev.adjoint.draw.Picture.Box;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// A picture in the languages of other programs that draw graphs.
final class Notation {
  private Notation() {}

  /// Graphviz.
  static String dot(Picture picture) {
    var text = new StringBuilder("digraph {\n");
    text.append("  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\"]\n");
    for (int k = 0; k < picture.boxes().size(); k++) {
      Box box = picture.boxes().get(k);
      String label = label(box, "\\n").replace("\"", "\\\"");
      String tip = box.source().isEmpty() ? "" : ", tooltip=\"%s\"".formatted(box.source());
      text.append(
          "  n%d [label=\"%s\", color=\"%s\", fillcolor=\"%s\"%s]\n"
              .formatted(k, label, box.kind().frame(), ground(box), tip));
    }
    picture
        .arrows()
        .forEach(arrow -> text.append("  n%d -> n%d\n".formatted(arrow.from(), arrow.to())));
    return text.append("}\n").toString();
  }

  /// Mermaid, which GitHub draws in Markdown.
  static String mermaid(Picture picture) {
    var text = new StringBuilder("flowchart TB\n");
    for (int k = 0; k < picture.boxes().size(); k++) {
      Box box = picture.boxes().get(k);
      String label = label(box, "<br>").replace("\"", "#quot;");
      String form = box.kind().isPill() ? "  n%d([\"%s\"]):::%s\n" : "  n%d(\"%s\"):::%s\n";
      text.append(form.formatted(k, label, name(box)));
    }
    picture
        .arrows()
        .forEach(arrow -> text.append("  n%d --> n%d\n".formatted(arrow.from(), arrow.to())));
    String styles =
        picture.boxes().stream()
            .map(box ->
                "  classDef %s fill:%s,stroke:%s,color:#0f172a\n"
                    .formatted(name(box), ground(box), box.kind().frame()))
            .distinct()
            .collect(Collectors.joining());
    return text.append(styles).toString();
  }

  private static String label(Box box, String newline) {
    String first = (box.title() + " " + box.detail()).strip();
    return Lettering.isNumber(box) ? first : String.join(newline, Arrays.asList(first, box.type()));
  }

  /// One word, for that is what a class of Mermaid is named by.
  private static String name(Box box) {
    return box.kind().name().toLowerCase(Locale.ROOT) + (box.gradient() ? "Gradient" : "");
  }

  private static String ground(Box box) {
    return box.gradient() ? "#fff7ed" : box.kind().ground();
  }
}
