package dev.adjoint.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The README says nothing that is not run: its Java is quoted from tests, its first commands are
/// those of the build.
final class ReadmeTest {
  private static final String OPS = "core/src/main/java/dev/adjoint/op";
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static List<List<String>> blocks(String language) throws IOException {
    return blocks(language, Files.readAllLines(ROOT.resolve("README.md")));
  }

  /// The fenced blocks of one language, as lines without indentation.
  private static List<List<String>> blocks(String language, List<String> text) {
    var blocks = new ArrayList<List<String>>();
    boolean inside = false;
    for (String line : text) {
      if (line.equals("```" + language)) {
        blocks.add(new ArrayList<>());
        inside = true;
      } else if (line.startsWith("```")) {
        inside = false;
      } else if (inside && !line.isBlank()) {
        blocks.getLast().add(line.strip());
      }
    }
    return blocks;
  }

  /// The regions of all tests of all modules, as lines without indentation.
  private static List<String> regions() throws IOException {
    var regions = new ArrayList<String>();
    for (Path module : List.of(Path.of("core"), Path.of("nn"), Path.of("examples"))) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          collect(Files.readAllLines(file), regions);
        }
      }
    }
    return regions;
  }

  private static void collect(List<String> source, List<String> regions) {
    List<String> region = null;
    for (String line : source) {
      if (line.strip().startsWith("// @start region")) {
        region = new ArrayList<>();
      } else if (line.strip().startsWith("// @end region") && region != null) {
        regions.add(String.join("\n", region));
        region = null;
      } else if (region != null && !line.isBlank()) {
        region.add(line.strip());
      }
    }
  }

  @Test
  void everyJavaBlockIsPutTogetherFromRegionsOfTests() throws IOException {
    assertQuoted(blocks("java"));
  }

  @Test
  void soIsTheTutorial() throws IOException {
    Path tutorial = ROOT.resolve("nn/src/main/java/dev/adjoint/nn/package-info.java");
    assertQuoted(
        blocks(
            "java",
            Files.readAllLines(tutorial).stream()
                .map(line -> line.replaceFirst("^/// ?", ""))
                .toList()));
  }

  private static void assertQuoted(List<List<String>> blocks) throws IOException {
    List<String> regions = regions();
    assertThat(blocks).isNotEmpty();
    for (List<String> block : blocks) {
      String rest =
          block.stream()
              .filter(line -> !line.startsWith("import "))
              .collect(Collectors.joining("\n"));
      for (String region : regions) {
        rest = rest.replace(region, "");
      }
      assertThat(rest.strip()).as("lines of the README that no test runs").isEmpty();
    }
  }

  @Test
  void everyTextThatIsPrintedIsHeldByATest() throws IOException {
    String test = "core/src/test/java/dev/adjoint/CalculusSamplesTest.java";
    String source = Files.readString(ROOT.resolve(test));
    assertThat(blocks("text")).isNotEmpty();
    assertThat(blocks("text").stream().filter(block -> !block.getFirst().startsWith("import")))
        .allSatisfy(block -> assertThat(block).allMatch(source::contains));
  }

  @Test
  void everyOpOfTheCatalogueIsThere() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    int from = readme.indexOf("## The ops");
    List<String> names =
        Pattern.compile("`([A-Z]\\w+)`")
            .matcher(readme.substring(from, readme.indexOf("All are applied", from)))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(readme).contains(names.size() + " ops, each");
    assertThat(names)
        .doesNotHaveDuplicates()
        .allMatch(name -> Files.exists(ROOT.resolve(OPS).resolve(name + ".java")));
  }

  @Test
  void everyLayerIsNamed() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    List<String> layers =
        found(
            "nn/src/main/java/dev/adjoint/nn/layer",
            "public record (\\w+)[^{]*? implements (?:Modal)?Layer\\b");
    assertThat(layers)
        .contains("Affine", "Frozen")
        .allSatisfy(layer -> assertThat(readme).contains("`%s`".formatted(layer)));
  }

  @Test
  void everySystemPropertyIsInTheTable() throws IOException {
    List<String> properties =
        Files.readAllLines(ROOT.resolve("README.md")).stream()
            .filter(line -> line.startsWith("| `adjoint."))
            .map(line -> line.substring(3, line.indexOf("`", 3)))
            .toList();
    assertThat(properties)
        .doesNotHaveDuplicates()
        .hasSameElementsAs(found("core/src/main/java", "\"(adjoint\\.[a-z]+)\""));
  }

  /// What a pattern finds in the sources in a folder.
  private static List<String> found(String folder, String pattern) throws IOException {
    var found = new ArrayList<String>();
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        Pattern.compile(pattern)
            .matcher(Files.readString(file))
            .results()
            .forEach(match -> found.add(match.group(1)));
      }
    }
    return found;
  }

  @Test
  void theFirstCommandTrainsAndTheSecondTests() throws IOException {
    List<List<String>> commands = blocks("sh");
    assertThat(commands.get(0)).containsExactly("mvn -q compile -Dexample=mnist");
    assertThat(commands.get(1)).containsExactly("mvn verify");
    assertThat(Files.readString(ROOT.resolve(".ci/run")).lines()).contains("mvn verify");
  }
}
