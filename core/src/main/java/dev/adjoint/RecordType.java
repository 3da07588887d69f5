package dev.adjoint;

import dev.adjoint.graph.Source;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How to take a record apart and put it together again; looked up once for each class. Equality is
/// identity, which is equality of the class.
final class RecordType {
  private static final ClassValue<RecordType> TYPES =
      new ClassValue<>() {
        @Override
        protected RecordType computeValue(Class<?> type) {
          return new RecordType(type);
        }
      };

  private final Class<?> type;
  private final List<String> names;
  private final MethodHandle[] accessors;
  private final MethodHandle constructor;

  private RecordType(Class<?> type) {
    this.type = type;
    RecordComponent[] components = type.getRecordComponents();
    this.names = Arrays.stream(components).map(RecordComponent::getName).toList();
    this.accessors =
        Arrays.stream(components).map(RecordType::accessor).toArray(MethodHandle[]::new);
    this.constructor = constructor(type, components);
  }

  static RecordType of(Record record) {
    return TYPES.get(record.getClass());
  }

  private static MethodHandle accessor(RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return MethodHandles.lookup()
          .unreflect(component.getAccessor())
          .asType(MethodType.methodType(Object.class, Object.class));
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw closed(component.getDeclaringRecord(), e);
    }
  }

  private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
    try {
      var canonical =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      canonical.setAccessible(true);
      return MethodHandles.lookup()
          .unreflectConstructor(canonical)
          .asSpreader(Object[].class, components.length)
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw closed(type, e);
    }
  }

  private static IllegalArgumentException closed(Class<?> type, Exception cause) {
    return new IllegalArgumentException(
        "record %s cannot be taken apart; if its module is named, open the package to dev.adjoint.core"
            .formatted(type.getSimpleName()),
        cause);
  }

  List<String> names() {
    return names;
  }

  List<Object> components(Record record) {
    var values = new ArrayList<Object>(accessors.length);
    for (int i = 0; i < accessors.length; i++) {
      values.add(component(record, i));
    }
    return values;
  }

  /// {@return whether something is a record of this type whose components are of some forms}
  boolean matches(Object tree, List<Form> parts, Numbers numbers) {
    boolean same = type.isInstance(tree);
    for (int i = 0; same && i < accessors.length; i++) {
      same = parts.get(i).matches(component((Record) tree, i), numbers);
    }
    return same;
  }

  private Object component(Record record, int i) {
    Object value;
    try {
      value = accessors[i].invokeExact((Object) record);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw broken(e);
    }
    if (value == null) {
      throw new IllegalArgumentException(
          "component %s of record %s is null; every part of an argument or result must be there%s"
              .formatted(names.get(i), type.getSimpleName(), Source.here().mark("tree")));
    }
    return value;
  }

  Object create(Object[] components) {
    try {
      return constructor.invokeExact(components);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private IllegalArgumentException broken(Throwable e) {
    return new IllegalArgumentException("record " + type.getSimpleName() + " threw " + e, e);
  }

  @Override
  public String toString() {
    return type.getSimpleName();
  }
}
