package dev.adjoint.nn.io;

import dev.adjoint.array.NDArray;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Named arrays in one file, `.npz`: what `numpy.savez` writes and `numpy.load` reads, a zip
/// archive of `.npy` files.
///
/// ```java
/// Npz.write(Parameters.of(model), Path.of("model.npz"));     // numpy.load("model.npz")["layers[0].weight"]
/// Map<String, NDArray> arrays = Npz.read(Path.of("model.npz"));
/// ```
///
/// Read: plain and deflated entries. Written: deflated. Errors: as in [Npy].
public final class Npz {
  private static final String SUFFIX = ".npy";

  private Npz() {}

  /// {@return the arrays in a file, by their names, in its order}
  ///
  /// @param file the file
  /// @throws IOException if it cannot be read, or is no archive of arrays
  public static Map<String, NDArray> read(Path file) throws IOException {
    var arrays = new LinkedHashMap<String, NDArray>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        var zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName();
        String array =
            name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        if (arrays.put(array, Npy.read(file + ", " + name, zip)) != null) {
          throw new IOException("%s: holds two arrays named %s".formatted(file, array));
        }
      }
    } catch (ZipException | IllegalArgumentException e) {
      throw new IOException("%s: is damaged: %s".formatted(file, e.getMessage()), e);
    } catch (EOFException e) {
      throw new IOException(file + ": is truncated, it ends inside of an entry", e);
    }
    if (arrays.isEmpty() && Files.size(file) != 22) {
      throw new IOException(file + ": is no zip archive, as .npz files are");
    }
    return Collections.unmodifiableMap(arrays);
  }

  /// Writes arrays to a file, whole or not at all.
  ///
  /// @param arrays the arrays by their names
  /// @param file the file; what is there is replaced
  /// @throws IOException if it cannot be written
  public static void write(Map<String, NDArray> arrays, Path file) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          var zip = new ZipOutputStream(out);
          for (Map.Entry<String, NDArray> array : arrays.entrySet()) {
            var entry = new ZipEntry(array.getKey() + SUFFIX);
            entry.setTime(0);
            zip.putNextEntry(entry);
            Npy.write(array.getValue(), zip);
            zip.closeEntry();
          }
          zip.finish();
        });
  }
}
