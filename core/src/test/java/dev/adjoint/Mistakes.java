package dev.adjoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// What a mistake is answered with, word for word. For the number of a line stands the comment at
/// its end: `at <here>` is the line that ends with `// here`.
final class Mistakes {
  private static final Pattern LINE = Pattern.compile("(\\w+Test)\\.java:(\\d+)");
  private static final Path FOLDER = Path.of("src/test/java/dev/adjoint");

  private Mistakes() {}

  /// Makes a mistake on purpose.
  static void mistake(ThrowingCallable mistake, String message) {
    Throwable error = catchThrowable(mistake);
    assertThat(error)
        .isNotNull()
        .matches(e -> e instanceof IllegalArgumentException || e instanceof IllegalStateException);
    String said = LINE.matcher(String.valueOf(error.getMessage())).replaceAll(Mistakes::comment);
    assertThat(said).isEqualTo(message);
  }

  /// {@return null, which no type here allows}
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals", "DataFlowIssue"})
  static <T> T nothing() {
    return null;
  }

  private static String comment(MatchResult line) {
    List<String> source = lines(FOLDER.resolve(line.group(1) + ".java"));
    String text = source.get(Integer.parseInt(line.group(2)) - 1);
    int comment = text.indexOf("// ");
    return Matcher.quoteReplacement(
        comment < 0 ? line.group() : "<" + text.substring(comment + 3) + ">");
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
