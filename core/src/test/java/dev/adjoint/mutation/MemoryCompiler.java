package dev.adjoint.mutation;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Compiles one file in memory against the classes on the class path.
final class MemoryCompiler {
  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final StandardJavaFileManager files =
      compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);

  /// {@return the classes by name, or empty if it does not compile}
  ///
  /// @param type the full name of the class whose file this is
  /// @param source the file
  Optional<Map<String, byte[]>> compile(String type, String source) {
    var classes = new HashMap<String, ByteArrayOutputStream>();
    var options = List.of("-proc:none", "-Xlint:none", "-parameters", "-g");
    var unit = List.of(new Source(type, source));
    if (!compiler.getTask(null, memory(classes), _ -> {}, options, null, unit).call()) {
      return Optional.empty();
    }
    var result = new HashMap<String, byte[]>();
    classes.forEach((name, bytes) -> result.put(name, bytes.toByteArray()));
    return Optional.of(result);
  }

  private ForwardingJavaFileManager<StandardJavaFileManager> memory(
      Map<String, ByteArrayOutputStream> classes) {
    return new ForwardingJavaFileManager<>(files) {
      @Override
      public JavaFileObject getJavaFileForOutput(
          Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
        return new Output(name, classes.computeIfAbsent(name, _ -> new ByteArrayOutputStream()));
      }
    };
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String type, String text) {
      super(URI.create("memory:///" + type.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Output extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes;

    Output(String type, ByteArrayOutputStream bytes) {
      super(URI.create("memory:///" + type.replace('.', '/') + ".class"), Kind.CLASS);
      this.bytes = bytes;
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }
  }
}
