package dev.adjoint.draw;

import dev.adjoint.draw.Picture.Box;
import java.util.ArrayList;
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

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void open(double width, double height) {
    line(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\" font-family=\"%s\">",
            width,
            height,
            width,
            height,
            Lettering.SANS));
    line(
        String.format(
            Locale.ROOT,
            "<defs>%s%s</defs>",
            marker("forward", FORWARD),
            marker("gradient", GRADIENT)));
    line("<rect width=\"100%\" height=\"100%\" rx=\"12\" fill=\"#ffffff\"/>");
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
        String.format(
            Locale.ROOT,
            "<path class=\"arrow\" d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s marker-end=\"url(#%s)\"/>",
            path(curve),
            gradient ? GRADIENT : FORWARD,
            between ? "1" : "1.4",
            between ? " stroke-dasharray=\"4 3\"" : "",
            gradient ? "gradient" : "forward"));
  }

  /// Cubic Béziers, upright at both ends and smooth between.
  private static String path(Plan.Curve curve) {
    List<Plan.Point> points = curve.points();
    var path = new StringBuilder(place("M", points.getFirst()));
    for (int k = 1; k < points.size(); k++) {
      Plan.Point from = points.get(k - 1);
      Plan.Point to = points.get(k);
      boolean level = curve.arc() > 0;
      double rise = level ? curve.arc() : (to.y() - from.y()) / 2;
      Plan.Point first = new Plan.Point(from.x() + slope(points, k - 1) * rise, from.y() + rise);
      double back = level ? rise : -rise;
      Plan.Point second = new Plan.Point(to.x() + slope(points, k) * back, to.y() + back);
      path.append(place("C", first)).append(place(" ", second)).append(place(" ", to));
    }
    return path.toString();
  }

  private static String place(String command, Plan.Point point) {
    return String.format(Locale.ROOT, "%s%.1f %.1f", command, point.x(), point.y());
  }

  /// The slope at a bend, x over y: the flatter of both sides, and upright where the curve turns
  /// back, so that it nowhere swings out past its points.
  private static double slope(List<Plan.Point> points, int at) {
    if (at == 0 || at == points.size() - 1) {
      return 0;
    }
    double before = slope(points.get(at - 1), points.get(at));
    double after = slope(points.get(at), points.get(at + 1));
    return before * after <= 0
        ? 0
        : Math.signum(before) * Math.min(Math.abs(before), Math.abs(after));
  }

  private static double slope(Plan.Point from, Plan.Point to) {
    return (to.x() - from.x()) / (to.y() - from.y());
  }

  private void frame(Plan.Frame frame) {
    Box box = frame.box();
    line(String.format(Locale.ROOT, "<g class=\"box\">%s", tooltip(box)));
    line(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"%s\"/>",
            frame.left(),
            frame.y(),
            frame.width(),
            frame.height(),
            box.kind().isPill() ? "13" : "8",
            ground(box),
            box.kind().frame(),
            box.kind() == Kind.OUTPUT ? "1.8" : "1.2"));
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
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-size=\"12\" font-weight=\"600\" fill=\"%s\">%s<tspan %s>%s</tspan></text>",
            frame.x(),
            frame.y() + frame.height() / 2 + 4.2,
            INK,
            escape(box.title()),
            small(),
            escape(type)));
  }

  private void words(Plan.Frame frame) {
    Box box = frame.box();
    String detail = box.detail().isEmpty() ? "" : " " + box.detail();
    double middle = frame.y() + frame.height() / 2;
    line(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-size=\"13\" font-weight=\"600\" fill=\"%s\">%s<tspan %s>%s</tspan></text>",
            frame.x(),
            middle - 3,
            box.kind().frame(),
            escape(box.title()),
            small(),
            escape(detail)));
    line(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" %s>%s</text>",
            frame.x(),
            middle + 13,
            small(),
            escape(box.type())));
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
    var entries = new ArrayList<Legend>();
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
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"14\" height=\"10\" rx=\"3\" fill=\"%s\" stroke=\"%s\"/><text x=\"%.1f\" y=\"%.1f\" font-size=\"11\" fill=\"%s\">%s</text>",
            entry.x(),
            y - 9,
            entry.ground(),
            entry.frame(),
            entry.x() + 20,
            y,
            FAINT,
            entry.label()));
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
