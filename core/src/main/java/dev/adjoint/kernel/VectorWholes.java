package dev.adjoint.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Makes loops over whole vectors take any number of elements, by [VectorFloatWhole] or its twin:
/// by a copy of that class for each function. In one class for all, the JIT inlines the loops of
/// two functions beside each other as long as it has seen no third, runs out of nodes there, and
/// allocates vectors: in a network of sigmoids with a softmax a sigmoid took 3 ns, not .5.
final class VectorWholes {
  private static final MethodType MAKE = MethodType.methodType(TileLoop.class, TileLoop.class);

  private final Class<?> original;
  private final Map<Enum<?>, MethodHandle> copies = new ConcurrentHashMap<>();

  VectorWholes(Class<? extends TileLoop> original) {
    this.original = original;
  }

  /// {@return a loop for any number of elements}
  ///
  /// @param function what the loop computes
  /// @param loop a loop over a multiple of the elements of a vector
  TileLoop of(Enum<?> function, TileLoop loop) {
    try {
      return (TileLoop) copies.computeIfAbsent(function, _ -> copy()).invokeExact(loop);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e); // the constructor throws nothing
    }
  }

  /// {@return the constructor of a new copy; of the class itself where classes are no files}
  private MethodHandle copy() {
    try (InputStream in = original.getResourceAsStream(original.getSimpleName() + ".class")) {
      MethodHandles.Lookup own = MethodHandles.lookup();
      Class<?> copy =
          in == null ? original : own.defineHiddenClass(in.readAllBytes(), true).lookupClass();
      return own.findConstructor(copy, MethodType.methodType(void.class, TileLoop.class))
          .asType(MAKE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "a copy of %s was refused; leave vectors out with -Dadjoint.vector=false"
              .formatted(original),
          e);
    }
  }
}
