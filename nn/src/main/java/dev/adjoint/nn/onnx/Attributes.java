package dev.adjoint.nn.onnx;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The attributes of an ONNX node, by their names: `Attributes.of("axis", 1).with("largest", 0)`.
public final class Attributes {
  private static final Attributes NONE = new Attributes(new LinkedHashMap<>());

  private final Map<String, Attribute> entries;

  private Attributes(Map<String, Attribute> entries) {
    this.entries = Collections.unmodifiableMap(entries);
  }

  /// {@return no attributes}
  public static Attributes none() {
    return NONE;
  }

  /// {@return one attribute}
  ///
  /// @param name its name
  /// @param value its value, a whole number
  public static Attributes of(String name, long value) {
    return NONE.with(name, value);
  }

  /// {@return these and one more}
  ///
  /// @param name its name
  /// @param value its value, a whole number
  public Attributes with(String name, long value) {
    return and(name, new Attribute.Whole(value));
  }

  /// {@return these and one more}
  ///
  /// @param name its name
  /// @param value its value; ONNX keeps it in single precision
  public Attributes withReal(String name, double value) {
    return and(name, new Attribute.Real((float) value));
  }

  /// {@return these and one more}
  ///
  /// @param name its name
  /// @param value its value, a word
  public Attributes with(String name, String value) {
    return and(name, new Attribute.Text(value));
  }

  /// {@return these and one more}
  ///
  /// @param name its name
  /// @param values its value, whole numbers
  public Attributes with(String name, List<Integer> values) {
    return and(name, new Attribute.Wholes(values.stream().map(Integer::longValue).toList()));
  }

  Attributes with(String name, OnnxGraph graph) {
    return and(name, new Attribute.Body(graph));
  }

  private Attributes and(String name, Attribute value) {
    var more = new LinkedHashMap<>(entries);
    more.put(name, value);
    return new Attributes(more);
  }

  Map<String, Attribute> entries() {
    return entries;
  }

  /// The same attributes with other graphs in them.
  Attributes mapBodies(UnaryOperator<OnnxGraph> f) {
    var mapped = new LinkedHashMap<>(entries);
    mapped.replaceAll((_, value) ->
        value instanceof Attribute.Body(OnnxGraph graph)
            ? new Attribute.Body(f.apply(graph))
            : value);
    return new Attributes(mapped);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attributes that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return entries.isEmpty() ? "" : entries.toString().replace('{', '[').replace('}', ']');
  }
}
