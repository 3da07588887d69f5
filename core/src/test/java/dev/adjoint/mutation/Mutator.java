package dev.adjoint.mutation;

import static java.util.Map.entry;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/// All the ways to break a rule in one place:
///
/// * a result is negated, doubled, made zero;
/// * a call is replaced by one of its operands: a term, a factor, a function, a mask is dropped;
/// * `plus` and `minus`, `times` and `div`, zeros and ones, a relation and its neighbour change
///   places;
/// * two arguments of one type change places, except those of commutative functions;
/// * a parameter is replaced by the next one of its type;
/// * a number is doubled, or one more, or one less; a comparison is turned round or moves its
///   boundary; a choice is always or never taken; a statement is left out.
final class Mutator extends TreePathScanner<Void, Void> {
  private static final Map<String, String> METHODS =
      Map.ofEntries(
          entry("plus", "minus"),
          entry("minus", "plus"),
          entry("times", "div"),
          entry("div", "times"),
          entry("zeros", "ones"),
          entry("ones", "zeros"),
          entry("min", "max"),
          entry("max", "min"));

  private static final Map<String, String> OPS =
      Map.ofEntries(
          entry("Greater", "GreaterEqual"),
          entry("GreaterEqual", "Greater"),
          entry("Less", "LessEqual"),
          entry("LessEqual", "Less"),
          entry("Equal", "NotEqual"),
          entry("NotEqual", "Equal"),
          entry("And", "Or"),
          entry("Or", "And"),
          entry("Maximum", "Minimum"),
          entry("Minimum", "Maximum"));

  private static final Set<String> COMMUTATIVE =
      Set.of(
          "Add",
          "And",
          "Equal",
          "Hypot",
          "LogAddExp",
          "Math",
          "Maximum",
          "Minimum",
          "Mul",
          "NotEqual",
          "Or");

  private static final Map<Kind, List<String>> OPERATORS =
      Map.of(
          Kind.EQUAL_TO, List.of("!="),
          Kind.NOT_EQUAL_TO, List.of("=="),
          Kind.LESS_THAN, List.of("<=", ">="),
          Kind.LESS_THAN_EQUAL, List.of("<", ">"),
          Kind.GREATER_THAN, List.of(">=", "<="),
          Kind.GREATER_THAN_EQUAL, List.of(">", "<"),
          Kind.PLUS, List.of("-"),
          Kind.MINUS, List.of("+"),
          Kind.MULTIPLY, List.of("/"),
          Kind.DIVIDE, List.of("*"));

  private static final Set<TypeKind> FLOATING = Set.of(TypeKind.DOUBLE, TypeKind.FLOAT);

  private final Trees trees;
  private final Rule rule;
  private final String source;
  private final List<Mutant> mutants = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final Map<String, Integer> changes = new HashMap<>();

  private Mutator(Trees trees, Rule rule) throws IOException {
    this.trees = trees;
    this.rule = rule;
    this.source =
        rule.method().getCompilationUnit().getSourceFile().getCharContent(true).toString();
  }

  /// {@return the mutants of a rule}
  static List<Mutant> mutants(Trees trees, Rule rule) {
    try {
      var mutator = new Mutator(trees, rule);
      var body = ((MethodTree) rule.method().getLeaf()).getBody();
      mutator.scan(new TreePath(rule.method(), body), null);
      return mutator.mutants;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- results

  @Override
  public Void visitReturn(ReturnTree statement, Void nothing) {
    if (statement.getExpression() != null) {
      breakResult(statement.getExpression());
    }
    return super.visitReturn(statement, null);
  }

  @Override
  public Void visitLambdaExpression(LambdaExpressionTree lambda, Void nothing) {
    if (lambda.getBody() instanceof ExpressionTree result) {
      breakResult(result);
    }
    return super.visitLambdaExpression(lambda, null);
  }

  private void breakResult(ExpressionTree result) {
    switch (result) {
      case ConditionalExpressionTree choice -> {
        breakResult(choice.getTrueExpression());
        breakResult(choice.getFalseExpression());
      }
      case ParenthesizedTree inner -> breakResult(inner.getExpression());
      default -> {
        if (isTensor(result) && !text(result).startsWith("Tensor.zeros(")) {
          change(result, "Tensor.zeros(" + operand(result) + ".type())");
          change(result, operand(result) + ".times(2)");
          if (!text(result).endsWith(".negate()")) {
            change(result, operand(result) + ".negate()");
          }
        }
      }
    }
  }

  // ---- calls

  @Override
  public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
    if (isTensor(call)) {
      operands(call).forEach(x -> change(call, operand(x)));
    }
    if (call.getMethodSelect() instanceof MemberSelectTree select) {
      rename(call, select);
    }
    swap(call, call.getArguments(), text(call.getMethodSelect()));
    return super.visitMethodInvocation(call, null);
  }

  private Stream<ExpressionTree> operands(MethodInvocationTree call) {
    Stream<ExpressionTree> arguments = call.getArguments().stream().map(x -> (ExpressionTree) x);
    Stream<ExpressionTree> all =
        call.getMethodSelect() instanceof MemberSelectTree select
            ? Stream.concat(Stream.of(select.getExpression()), arguments)
            : arguments;
    return all.filter(x -> isTensor(x) && !isTypeName(x));
  }

  private void rename(MethodInvocationTree call, MemberSelectTree select) {
    var receiver = text(select.getExpression());
    var name = select.getIdentifier().toString();
    var rest = source.substring(end(select), end(call));
    if (METHODS.containsKey(name)) {
      change(call, receiver + "." + METHODS.get(name) + rest);
    }
    if (OPS.containsKey(receiver)) {
      change(call, OPS.get(receiver) + "." + name + rest);
    }
    if (name.equals("getFirst")) {
      change(call, receiver + ".get(1)");
    }
  }

  @Override
  public Void visitNewClass(NewClassTree call, Void nothing) {
    swap(call, call.getArguments(), text(call.getIdentifier()));
    return super.visitNewClass(call, null);
  }

  private void swap(Tree call, List<? extends ExpressionTree> arguments, String name) {
    if (COMMUTATIVE.contains(name.replace("new ", "").split("[.(]", 2)[0])) {
      return;
    }
    for (int i = 0; i + 1 < arguments.size(); i++) {
      var a = arguments.get(i);
      var b = arguments.get(i + 1);
      if (typeName(a).equals(typeName(b)) && !text(a).equals(text(b))) {
        var between = source.substring(end(a), start(b));
        var tail = source.substring(end(b), end(call));
        change(call, source.substring(start(call), start(a)) + text(b) + between + text(a) + tail);
      }
    }
  }

  @Override
  public Void visitExpressionStatement(ExpressionStatementTree statement, Void nothing) {
    if (statement.getExpression() instanceof MethodInvocationTree) {
      change(statement, ";");
    }
    return super.visitExpressionStatement(statement, null);
  }

  // ---- names and numbers

  @Override
  public Void visitIdentifier(IdentifierTree name, Void nothing) {
    Element element = element(name);
    var same =
        ((MethodTree) rule.method().getLeaf())
            .getParameters().stream()
                .map(parameter -> element(parameter))
                .filter(x -> element instanceof VariableElement v && isSame(x, v))
                .toList();
    int index = same.indexOf(element);
    if (index >= 0 && same.size() > 1) {
      var next = same.get((index + 1) % same.size()).getSimpleName().toString();
      if (!isAskedForASharedType(name, next)) {
        change(name, next);
      }
    }
    breakNumber(name, element);
    return super.visitIdentifier(name, null);
  }

  /// All tensors of a rule have one dtype; those of an elementwise rule have one type, and so have
  /// an output and its cotangent.
  private boolean isAskedForASharedType(IdentifierTree name, String next) {
    boolean same =
        rule.isElementwise() || (name.getName().contentEquals("y") && next.equals("yBar"));
    return getCurrentPath().getParentPath().getLeaf() instanceof MemberSelectTree select
        && (same ? Set.of("type", "dtype", "shape") : Set.of("dtype"))
            .contains(select.getIdentifier().toString());
  }

  @Override
  public Void visitMemberSelect(MemberSelectTree select, Void nothing) {
    breakNumber(select, element(select));
    return super.visitMemberSelect(select, null);
  }

  private static boolean isSame(Element a, Element b) {
    return a.asType().toString().equals(b.asType().toString());
  }

  private void breakNumber(ExpressionTree number, Element element) {
    if (element instanceof VariableElement variable
        && FLOATING.contains(variable.asType().getKind())
        && !(variable.getConstantValue() instanceof Double x && !Double.isFinite(x))) {
      change(number, "(2 * " + text(number) + ")");
    }
  }

  @Override
  public Void visitLiteral(LiteralTree literal, Void nothing) {
    switch (literal.getValue()) {
      case Integer n -> {
        change(literal, String.valueOf(n + 1));
        if (n != 0) {
          change(literal, String.valueOf(n - 1));
        }
        if (n < 0) {
          change(literal, String.valueOf(-n));
        }
      }
      case Double x -> {
        change(literal, x == 0 ? "1.0" : String.valueOf(2 * x));
        if (x < 0) {
          change(literal, String.valueOf(-x));
        }
      }
      case Boolean b -> change(literal, String.valueOf(!b));
      case null, default -> {}
    }
    return super.visitLiteral(literal, null);
  }

  @Override
  public Void visitUnary(UnaryTree unary, Void nothing) {
    if (unary.getKind() == Kind.UNARY_MINUS || unary.getKind() == Kind.LOGICAL_COMPLEMENT) {
      change(unary, operand(unary.getExpression()));
    }
    return super.visitUnary(unary, null);
  }

  @Override
  public Void visitBinary(BinaryTree binary, Void nothing) {
    var left = text(binary.getLeftOperand());
    var right = text(binary.getRightOperand());
    if (binary.getKind() == Kind.CONDITIONAL_AND || binary.getKind() == Kind.CONDITIONAL_OR) {
      change(binary, "(" + left + ")");
      change(binary, "(" + right + ")");
    } else if (!typeName(binary).equals("java.lang.String")) {
      OPERATORS
          .getOrDefault(binary.getKind(), List.of())
          .forEach(operator -> change(binary, left + " " + operator + " " + right));
    }
    return super.visitBinary(binary, null);
  }

  // ---- choices

  @Override
  public Void visitConditionalExpression(ConditionalExpressionTree choice, Void nothing) {
    change(choice, operand(choice.getTrueExpression()));
    change(choice, operand(choice.getFalseExpression()));
    return super.visitConditionalExpression(choice, null);
  }

  @Override
  public Void visitIf(IfTree choice, Void nothing) {
    change(choice.getCondition(), "(true)");
    change(choice.getCondition(), "(false)");
    return super.visitIf(choice, null);
  }

  // ---- trees

  private void change(Tree piece, String after) {
    var broken = source.substring(0, start(piece)) + after + source.substring(end(piece));
    if (broken.equals(source) || !seen.add(broken)) {
      return;
    }
    var change = shown(piece, after);
    int count = changes.merge(change, 1, Integer::sum);
    var unit = rule.method().getCompilationUnit();
    mutants.add(
        new Mutant(
            rule,
            unit.getLineMap().getLineNumber(start(piece)),
            count == 1 ? change : change + " #" + count,
            broken));
  }

  /// A name or a number with the call or the formula around it.
  private String shown(Tree piece, String after) {
    Tree around = piece;
    TreePath path = path(piece);
    while (around instanceof IdentifierTree
        || around instanceof LiteralTree
        || around instanceof MemberSelectTree) {
      path = path.getParentPath();
      around = path.getLeaf();
    }
    var before = source.substring(start(around), start(piece));
    var behind = source.substring(end(piece), end(around));
    return oneLine(text(around)) + " → " + oneLine(before + after + behind);
  }

  private static String oneLine(String text) {
    return String.join("", text.lines().map(String::strip).toList());
  }

  private int start(Tree tree) {
    var unit = rule.method().getCompilationUnit();
    return (int) trees.getSourcePositions().getStartPosition(unit, tree);
  }

  private int end(Tree tree) {
    var unit = rule.method().getCompilationUnit();
    return (int) trees.getSourcePositions().getEndPosition(unit, tree);
  }

  private String text(Tree tree) {
    return source.substring(start(tree), end(tree));
  }

  /// The text, in brackets where it may not stand before a dot.
  private String operand(ExpressionTree tree) {
    return switch (tree) {
      case IdentifierTree _, MethodInvocationTree _, MemberSelectTree _, LiteralTree _ ->
          text(tree);
      case ParenthesizedTree _ -> text(tree);
      default -> "(" + text(tree) + ")";
    };
  }

  private Element element(Tree tree) {
    return trees.getElement(path(tree));
  }

  private TreePath path(Tree tree) {
    return TreePath.getPath(rule.method().getCompilationUnit(), tree);
  }

  private boolean isTypeName(ExpressionTree tree) {
    Element element = element(tree);
    return element != null && (element.getKind().isClass() || element.getKind().isInterface());
  }

  private boolean isTensor(ExpressionTree tree) {
    return typeName(tree).equals("dev.adjoint.graph.Tensor");
  }

  private String typeName(ExpressionTree tree) {
    TypeMirror type = trees.getTypeMirror(path(tree));
    return type == null ? "" : type.toString();
  }
}
