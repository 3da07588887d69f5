package dev.adjoint.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/// The shared libraries in the jar `org.bytedeco:openblas:<version>:<platform>`.
final class OpenBlasFiles {
  private OpenBlasFiles() {}

  /// Unpacks the libraries side by side, since they look for each other in their own folder, and
  /// returns the path of OpenBLAS itself. Empty where no jar for this platform is on the class
  /// path.
  static Optional<Path> unpack() throws IOException {
    String folder = "org/bytedeco/openblas/" + platform() + "/";
    URL url = OpenBlasFiles.class.getClassLoader().getResource(folder);
    if (url == null || !(url.openConnection() instanceof JarURLConnection connection)) {
      return Optional.empty();
    }
    Path target = Files.createTempDirectory("adjoint-openblas");
    target.toFile().deleteOnExit();
    Optional<Path> blas = Optional.empty();
    JarFile jar = connection.getJarFile();
    for (JarEntry entry : jar.stream().filter(e -> isLibrary(e.getName(), folder)).toList()) {
      Path file = unpack(jar, entry, target.resolve(entry.getName().substring(folder.length())));
      if (file.getFileName().toString().startsWith("libopenblas")) {
        blas = Optional.of(file);
      }
    }
    return blas;
  }

  private static boolean isLibrary(String entry, String folder) {
    return entry.startsWith(folder)
        && entry.indexOf('/', folder.length()) < 0
        && entry.matches(".*\\.(so|dylib|dll)(\\.[0-9.]+)?")
        && !entry.contains("jni");
  }

  private static Path unpack(JarFile jar, JarEntry entry, Path file) throws IOException {
    file.toFile().deleteOnExit();
    try (InputStream in = jar.getInputStream(entry)) {
      Files.copy(in, file);
    }
    return file;
  }

  /// The platform as the jars name it: `linux-x86_64`, `macosx-arm64`, `windows-x86_64`.
  private static String platform() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String system = os.startsWith("mac") ? "macosx" : os.startsWith("win") ? "windows" : "linux";
    String arch = System.getProperty("os.arch", "");
    return system
        + "-"
        + (arch.equals("amd64") ? "x86_64" : arch.equals("aarch64") ? "arm64" : arch);
  }
}
