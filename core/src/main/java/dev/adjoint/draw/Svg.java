package dev.adjoint.draw;

import dev.adjoint.draw.Picture.Box;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A plan as SVG.
final class Svg {
  private static final String INK = "#0f172a";
  private static final String FAINT = "#64748b";
  private static final String WARM = "#fff7ed";
  private static final String FORWARD = "#94a3b8";
  private static final String GRADIENT = "#ea9a4b";

  private final Picture picture;
  private final Plan plan;
  private final StringBuilder text = new StringBuilder();

  private Svg(Picture picture) {
    this.picture = picture;
    this.plan = Plan.of(picture);
  }

  static String of(Picture picture) {
    return new Svg(picture).write();
  }

  private String write() {
    List<Legend> legend = legend();
    double width = Math.max(plan.width(), legend.stream().mapToDouble(Legend::end).max().orElse(0));
    open(width, plan.height());
    plan.curves().forEach(this::curve);
    plan.frames().forEach(this::frame);
    legend.forEach(this::entry);
    return text.append("</svg>\n").toString();
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private void open(double width, double height) {
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\" font-family=\"%s\">",
        width, height, width, height, Lettering.SANS);
    line("<defs>%s%s</defs>", marker("forward", FORWARD), marker("gradient", GRADIENT));
    line("<rect width=\"100%%\" height=\"100%%\" rx=\"12\" fill=\"#ffffff\"/>");
  }

  private static String marker(String name, String colour) {
    return "<marker id=\"%s\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"6.5\" markerHeight=\"6.5\" orient=\"auto\"><path d=\"M0 1L9 5L0 9z\" fill=\"%s\"/></marker>"
        .formatted(name, colour);
  }

  /// An arrow is of the gradient if what it leads to is.
  private void curve(Plan.Curve curve) {
    boolean gradient = picture.boxes().get(curve.arrow().to()).gradient();
    boolean between = gradient != picture.boxes().get(curve.arrow().from()).gradient();
    line(
        "<path class=\"arrow\" d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s marker-end=\"url(#%s)\"/>",
        path(curve),
        gradient ? GRADIENT : FORWARD,
        between ? "1" : "1.4",
        between ? " stroke-dasharray=\"4 3\"" : "",
        gradient ? "gradient" : "forward");
  }

  private static String path(Plan.Curve curve) {
    var path = new StringBuilder();
    Plan.Point last = curve.points().getFirst();
    path.append(String.format(Locale.ROOT, "M%.1f %.1f", last.x(), last.y()));
    for (Plan.Point point : curve.points().subList(1, curve.points().size())) {
      boolean level = curve.arc() > 0;
      double middle = (last.y() + point.y()) / 2;
      path.append(
          last.x() == point.x() && !level
              ? String.format(Locale.ROOT, "V%.1f", point.y())
              : String.format(
                  Locale.ROOT,
                  "C%.1f %.1f %.1f %.1f %.1f %.1f",
                  last.x(),
                  level ? last.y() + curve.arc() : middle,
                  point.x(),
                  level ? point.y() + curve.arc() : middle,
                  point.x(),
                  point.y()));
      last = point;
    }
    return path.toString();
  }

  private void frame(Plan.Frame frame) {
    Box box = frame.box();
    line("<g class=\"box\">%s", tooltip(box));
    line(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"%s\"/>",
        frame.left(),
        frame.y(),
        frame.width(),
        frame.height(),
        box.kind().isPill() ? "13" : "8",
        ground(box),
        box.kind().frame(),
        box.kind() == Kind.OUTPUT ? "1.8" : "1.2");
    if (box.kind().isPill() && !box.title().equals("constant")) {
      pill(frame);
    } else {
      words(frame);
    }
    line("</g>");
  }

  private static String ground(Box box) {
    return box.gradient() && box.kind() != Kind.OUTPUT ? WARM : box.kind().ground();
  }

  private static String tooltip(Box box) {
    String tip =
        Stream.of((box.title() + " " + box.detail()).strip(), box.type(), box.source())
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("\n"));
    return "<title>" + escape(tip) + "</title>";
  }

  private void pill(Plan.Frame frame) {
    Box box = frame.box();
    String type = Lettering.isNumber(box) ? "" : " " + box.type();
    line(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-size=\"12\" font-weight=\"600\" fill=\"%s\">%s<tspan %s>%s</tspan></text>",
        frame.x(),
        frame.y() + frame.height() / 2 + 4.2,
        INK,
        escape(box.title()),
        small(),
        escape(type));
  }

  private void words(Plan.Frame frame) {
    Box box = frame.box();
    String detail = box.detail().isEmpty() ? "" : " " + box.detail();
    double middle = frame.y() + frame.height() / 2;
    line(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-size=\"13\" font-weight=\"600\" fill=\"%s\">%s<tspan %s>%s</tspan></text>",
        frame.x(), middle - 3, box.kind().frame(), escape(box.title()), small(), escape(detail));
    line(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" %s>%s</text>",
        frame.x(), middle + 13, small(), escape(box.type()));
  }

  private static String small() {
    return "font-size=\"11\" font-weight=\"400\" fill=\"%s\" font-family=\"%s\""
        .formatted(FAINT, Lettering.MONO);
  }

  /// One colour and what it means.
  private record Legend(double x, String ground, String frame, String label) {
    double end() {
      return x + 40 + 6.5 * label.length();
    }
  }

  private List<Legend> legend() {
    var entries = new java.util.ArrayList<Legend>();
    double x = 20;
    for (Kind kind : Kind.values()) {
      if (picture.boxes().stream().anyMatch(box -> box.kind() == kind)) {
        entries.add(new Legend(x, kind.ground(), kind.frame(), kind.label()));
        x = entries.getLast().end();
      }
    }
    if (picture.boxes().stream().anyMatch(Box::gradient)) {
      entries.add(new Legend(x, WARM, GRADIENT, "gradient"));
    }
    return entries;
  }

  private void entry(Legend entry) {
    double y = plan.height() - 20;
    line(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"14\" height=\"10\" rx=\"3\" fill=\"%s\" stroke=\"%s\"/><text x=\"%.1f\" y=\"%.1f\" font-size=\"11\" fill=\"%s\">%s</text>",
        entry.x(), y - 9, entry.ground(), entry.frame(), entry.x() + 20, y, FAINT, entry.label());
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
