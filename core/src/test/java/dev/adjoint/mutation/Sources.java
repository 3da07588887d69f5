package dev.adjoint.mutation;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.tools.ToolProvider;

/// The sources of the library as attributed trees: which methods are derivative rules, and which
/// classes mention which.
///
/// A rule is a method `pullback`, `derivative` or `pushforward` of an op, or a method that nobody
/// but rules calls. Ops of compiled programs have none: nobody differentiates them.
final class Sources {
  private static final Set<String> NAMES = Set.of("pullback", "derivative", "pushforward");

  private static final String CATALOGUE = "dev.adjoint.op.";

  private static final List<String> TRANSFORMATIONS =
      List.of(
          "dev.adjoint.TransformationsTest",
          "dev.adjoint.ControlFlowTest",
          "dev.adjoint.AdjointTest",
          "dev.adjoint.OwnOpsTest",
          "dev.adjoint.autodiff.ReverseModeTest",
          "dev.adjoint.op.PowTest");

  private final JavacTask task;
  private final Trees trees;
  private final Map<ExecutableElement, TreePath> methods = new LinkedHashMap<>();
  private final Map<Element, Set<Element>> callers = new LinkedHashMap<>();
  private final Map<String, Set<String>> users = new TreeMap<>();

  private Sources(JavacTask task) {
    this.task = task;
    this.trees = Trees.instance(task);
  }

  /// {@return all sources below a folder}
  static Sources of(Path root) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    try (Stream<Path> paths = Files.walk(root)) {
      var sources =
          files.getJavaFileObjectsFromPaths(paths.filter(Sources::isClass).sorted().toList());
      var task = (JavacTask) compiler.getTask(null, files, _ -> {}, OPTIONS, null, sources);
      var result = new Sources(task);
      var units = new ArrayList<CompilationUnitTree>();
      task.parse().forEach(units::add);
      task.analyze();
      units.forEach(unit -> result.new Reader().scan(unit, null));
      return result;
    }
  }

  private static boolean isClass(Path path) {
    return path.toString().endsWith(".java") && !path.endsWith("package-info.java");
  }

  private static final List<String> OPTIONS =
      List.of("-proc:none", "-Xlint:none", "--add-modules", "jdk.incubator.vector");

  Trees trees() {
    return trees;
  }

  /// Methods, who calls them, and who mentions which class.
  private final class Reader extends TreePathScanner<Void, Element> {
    @Override
    public Void visitMethod(MethodTree method, Element within) {
      var element = (ExecutableElement) trees.getElement(getCurrentPath());
      methods.put(element, getCurrentPath());
      return super.visitMethod(method, element);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Element within) {
      called(within);
      return super.visitMethodInvocation(call, within);
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree reference, Element within) {
      called(within);
      return super.visitMemberReference(reference, within);
    }

    private void called(Element within) {
      if (trees.getElement(getCurrentPath()) instanceof ExecutableElement method) {
        callers
            .computeIfAbsent(method, _ -> new LinkedHashSet<>())
            .add(Objects.requireNonNullElse(within, owner(method)));
      }
    }

    @Override
    public Void visitIdentifier(IdentifierTree name, Element within) {
      if (trees.getElement(getCurrentPath()) instanceof TypeElement type) {
        users.computeIfAbsent(outermost(type), _ -> new TreeSet<>()).add(typeOf(getCurrentPath()));
      }
      return super.visitIdentifier(name, within);
    }
  }

  /// {@return the full name of the class whose file this is}
  private String typeOf(TreePath path) {
    var unit = path.getCompilationUnit();
    var type = unit.getTypeDecls().getFirst();
    return outermost(trees.getElement(TreePath.getPath(unit, type)));
  }

  private static String outermost(Element type) {
    Element result = type;
    while (result.getEnclosingElement() instanceof TypeElement outer) {
      result = outer;
    }
    return result.toString();
  }

  /// {@return the rules by the full name of the class whose file they are in}
  Map<String, List<Rule>> rules() {
    var found = new LinkedHashSet<Element>();
    methods.keySet().stream().filter(this::isNamedRule).forEach(found::add);
    found.addAll(helpers(found));
    var result = new TreeMap<String, List<Rule>>();
    methods.forEach((element, path) -> {
      String type = typeOf(path);
      if (found.contains(element)
          && ((MethodTree) path.getLeaf()).getBody() != null
          && !type.startsWith("dev.adjoint.compile.")) {
        result.computeIfAbsent(type, _ -> new ArrayList<>()).add(rule(type, element, path));
      }
    });
    return result;
  }

  private Rule rule(String type, ExecutableElement method, TreePath path) {
    var name = owner(method).getSimpleName() + "." + method.getSimpleName();
    return new Rule(type, name, path, isIn(method, "Elementwise"), tests(type, method));
  }

  private static Element owner(ExecutableElement method) {
    return Objects.requireNonNull(method.getEnclosingElement());
  }

  private boolean isNamedRule(ExecutableElement method) {
    return NAMES.contains(method.getSimpleName().toString()) && isIn(method, "Op");
  }

  private boolean isIn(ExecutableElement method, String kind) {
    var type = task.getElements().getTypeElement("dev.adjoint.graph." + kind).asType();
    return task.getTypes().isSubtype(owner(method).asType(), type);
  }

  /// All that a rule may call, less, again and again, what others call too.
  private Set<Element> helpers(Set<Element> rules) {
    var result = new LinkedHashSet<Element>();
    for (ExecutableElement method : methods.keySet()) {
      if (isHidden(method) && callers.containsKey(method) && !rules.contains(method)) {
        result.add(method);
      }
    }
    boolean changed = true;
    while (changed) {
      changed = result.removeIf(method -> !isCalledOnlyBy(method, rules, result));
    }
    result.removeIf(method -> !isReached(method, rules, result));
    return result;
  }

  private boolean isCalledOnlyBy(Element method, Set<Element> rules, Set<Element> helpers) {
    return callers.getOrDefault(method, Set.of()).stream()
        .allMatch(caller -> rules.contains(caller) || helpers.contains(caller));
  }

  /// Not part of the public interface, so that all callers are known.
  private static boolean isHidden(ExecutableElement method) {
    return !method.getModifiers().contains(Modifier.PUBLIC)
        || !owner(method).getModifiers().contains(Modifier.PUBLIC);
  }

  private boolean isReached(Element method, Set<Element> rules, Set<Element> helpers) {
    var seen = new LinkedHashSet<Element>(List.of(method));
    var ahead = new ArrayList<Element>(seen);
    while (!ahead.isEmpty()) {
      for (Element caller : callers.getOrDefault(ahead.removeLast(), Set.of())) {
        if (rules.contains(caller)) {
          return true;
        }
        if (helpers.contains(caller) && seen.add(caller)) {
          ahead.add(caller);
        }
      }
    }
    return false;
  }

  /// The test beside an op; else the tests beside those that call a part of a rule, or mention the
  /// class of a rule; those of the transformations for what is not in the catalogue.
  private List<String> tests(String type, ExecutableElement method) {
    if (!type.startsWith(CATALOGUE)) {
      return TRANSFORMATIONS;
    }
    if (exists(type + "Test")) {
      return List.of(type + "Test");
    }
    var called =
        isNamedRule(method)
            ? List.<String>of()
            : nearest(
                Set.<Element>of(method),
                caller -> callers.getOrDefault(caller, Set.of()),
                caller -> outermost(caller) + "Test");
    return called.isEmpty()
        ? nearest(Set.of(type), user -> users.getOrDefault(user, Set.of()), user -> user + "Test")
        : called;
  }

  /// The tests that are fewest steps away.
  private static <T> List<String> nearest(
      Set<T> from, Function<T, Set<T>> step, Function<T, String> test) {
    var seen = new LinkedHashSet<T>(from);
    Set<T> level = from;
    while (!level.isEmpty()) {
      var tests = level.stream().map(test).filter(Sources::exists).distinct().toList();
      if (!tests.isEmpty()) {
        return tests;
      }
      var next = new LinkedHashSet<T>();
      level.forEach(one -> next.addAll(step.apply(one)));
      next.removeAll(seen);
      seen.addAll(next);
      level = next;
    }
    return List.of();
  }

  private static boolean exists(String name) {
    return Sources.class.getResource("/" + name.replace('.', '/') + ".class") != null;
  }
}
