package dev.adjoint;

import dev.adjoint.graph.Source;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A tree without its tensors: what stands where, and everything that is not a tensor. Two trees of
/// equal form differ in numbers alone.
///
/// The depth of recursion here is how deeply records are nested, never the size of a graph.
sealed interface Form {
  /// The place of a tensor.
  record Place() implements Form {
    private static final Place ONLY = new Place();
  }

  /// Something that is not a tensor and holds none.
  record Fixed(Object value) implements Form {}

  /// A record, with the form of each component.
  record OfRecord(RecordType type, List<Form> parts) implements Form {}

  /// A record whose parts have other names in paths.
  record OfLabelled(OfRecord record, Labels labels) implements Form {}

  /// A list, with the form of each element.
  record OfList(List<Form> parts) implements Form {}

  /// An optional, with the form of its value.
  record OfOptional(List<Form> parts) implements Form {}

  /// A map, with its keys in the order of their names and the form of each value.
  record OfMap(List<Object> keys, List<Form> parts) implements Form {}

  /// {@return the form of a tree}
  static Form of(Object tree) {
    return split(tree, new ArrayList<>());
  }

  /// Splits a tree into its form, which is returned, and its tensors, which are added to a list.
  static Form split(Object tree, List<Tensor> tensors) {
    return switch (tree) {
      case null ->
          throw new IllegalArgumentException(
              "null is no tree of tensors; every part of an argument or result must be there"
                  + Source.here().mark("tree"));
      case Tensor tensor -> {
        tensors.add(tensor);
        yield Place.ONLY;
      }
      case Record record -> {
        RecordType type = RecordType.of(record);
        var form = new OfRecord(type, splitAll(type.components(record), tensors));
        yield record instanceof Tree.Labelled labelled && !labelled.labels().isEmpty()
            ? new OfLabelled(form, new Labels(labelled.labels()))
            : form;
      }
      case List<?> list -> new OfList(splitAll(list, tensors));
      case Map<?, ?> map -> splitMap(map, tensors);
      case Optional<?> optional -> new OfOptional(splitAll(optional.stream().toList(), tensors));
      case Object[] _, Iterable<?> _ ->
          throw new IllegalArgumentException(
              "a tree holds a %s, in which tensors would be missed; use a List%s"
                  .formatted(
                      tree instanceof Set ? "Set" : tree.getClass().getSimpleName(),
                      Source.here().mark("tree")));
      default -> new Fixed(tree);
    };
  }

  /// In the order of the keys' names: the order of `Map.of` differs from run to run.
  private static Form splitMap(Map<?, ?> map, List<Tensor> tensors) {
    List<Object> keys = new ArrayList<>(map.keySet());
    keys.sort(Comparator.comparing(Object::toString));
    return new OfMap(
        List.copyOf(keys), splitAll(keys.stream().<Object>map(map::get).toList(), tensors));
  }

  private static List<Form> splitAll(Iterable<?> parts, List<Tensor> tensors) {
    var forms = new ArrayList<Form>();
    for (Object part : parts) {
      forms.add(split(part, tensors));
    }
    return forms;
  }

  /// {@return the tree of this form that holds the next tensors}
  ///
  /// @param tensors the tensors, in the order in which [#split] gave them
  default Object join(Iterator<Tensor> tensors) {
    return switch (this) {
      case Place _ -> tensors.next();
      case Fixed(Object value) -> value;
      case OfRecord(RecordType type, List<Form> parts) -> type.create(joinAll(parts, tensors));
      case OfLabelled(OfRecord record, Labels _) -> record.join(tensors);
      case OfList(List<Form> parts) -> List.of(joinAll(parts, tensors));
      case OfOptional(List<Form> parts) -> Arrays.stream(joinAll(parts, tensors)).findFirst();
      case OfMap(List<Object> keys, List<Form> parts) -> {
        var map = new LinkedHashMap<Object, Object>();
        Object[] values = joinAll(parts, tensors);
        for (int i = 0; i < values.length; i++) {
          map.put(keys.get(i), values[i]);
        }
        yield Collections.unmodifiableMap(map);
      }
    };
  }

  private static Object[] joinAll(List<Form> parts, Iterator<Tensor> tensors) {
    var values = new Object[parts.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = parts.get(i).join(tensors);
    }
    return values;
  }

  /// Takes the numbers out of a tree if it is of this form, with tensors of the types that are
  /// wanted; nothing is made for it.
  ///
  /// @param tree the tree
  /// @param numbers where they go
  /// @return whether it is
  default boolean matches(Object tree, Numbers numbers) {
    return switch (this) {
      case Place _ -> tree instanceof Tensor tensor && numbers.add(tensor);
      case Fixed(Object value) -> value.equals(tree);
      case OfRecord(RecordType type, List<Form> parts) -> type.matches(tree, parts, numbers);
      // labels are made of what is fixed in a record
      case OfLabelled(OfRecord record, Labels _) -> record.matches(tree, numbers);
      case OfList(List<Form> parts) ->
          tree instanceof List<?> list && !(tree instanceof Record) && all(list, parts, numbers);
      case OfOptional _, OfMap _ -> {
        var tensors = new ArrayList<Tensor>();
        yield split(tree, tensors).equals(this) && tensors.stream().allMatch(numbers::add);
      }
    };
  }

  private static boolean all(List<?> list, List<Form> parts, Numbers numbers) {
    boolean same = list.size() == parts.size();
    for (int i = 0; same && i < parts.size(); i++) {
      same = parts.get(i).matches(list.get(i), numbers);
    }
    return same;
  }

  /// Adds the path of each tensor, such as `layers[0].weight`, to a list.
  default void name(String prefix, List<String> names) {
    switch (this) {
      case Place _ -> names.add(prefix.isEmpty() ? "x" : prefix);
      case Fixed _ -> {}
      case OfRecord(RecordType type, List<Form> parts) -> {
        String dot = prefix.isEmpty() ? "" : prefix + ".";
        for (int i = 0; i < parts.size(); i++) {
          parts.get(i).name(dot + type.names().get(i), names);
        }
      }
      case OfLabelled(OfRecord record, Labels labels) -> {
        var paths = new ArrayList<String>();
        record.name("", paths);
        paths.forEach(path -> names.add(labels.path(prefix, path)));
      }
      case OfOptional(List<Form> parts) -> parts.forEach(part -> part.name(prefix, names));
      case OfList(List<Form> parts) -> {
        for (int i = 0; i < parts.size(); i++) {
          parts.get(i).name(prefix + "[" + i + "]", names);
        }
      }
      case OfMap(List<Object> keys, List<Form> parts) -> {
        for (int i = 0; i < parts.size(); i++) {
          parts.get(i).name(prefix + "[" + keys.get(i) + "]", names);
        }
      }
    }
  }
}
