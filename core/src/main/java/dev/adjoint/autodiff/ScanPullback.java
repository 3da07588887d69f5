package dev.adjoint.autodiff;

import static dev.adjoint.autodiff.Pullbacks.concat;

import dev.adjoint.autodiff.ScanBuilder.Reading;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.IdentityTable;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The pullback of a scan: a scan in the other direction, whose body is the pullback of the body.
///
/// It carries the cotangents of the carries and sums those of the shared tensors; its sequences are
/// the cotangents that arrive at each step and the histories of what the body's pullback reads. The
/// cost is linear in the steps. Source: Griewank and Walther, *Evaluating Derivatives*, 2nd ed.
/// (2008), §12.
final class ScanPullback {
  private final Scan scan;
  private final Node node;
  private final List<Optional<Tensor>> cotangents;

  /// The numbers of the body's wanted inputs.
  private final List<Integer> wanted;

  /// The numbers of the carries that depend on a wanted input, before the first step or later.
  private final List<Integer> moving;

  /// The cotangents that arrive at each step: of results and histories.
  private final List<Tensor> arriving = new ArrayList<>();

  /// A pullback.
  ///
  /// @param wanted the numbers of the node's inputs
  ScanPullback(Scan scan, Node node, List<Optional<Tensor>> cotangents, List<Integer> wanted) {
    this.scan = scan;
    this.node = node;
    this.cotangents = cotangents;
    this.wanted = wanted.stream().map(k -> k - scan.firstCarry()).toList();
    this.moving = moving();
  }

  private List<Integer> moving() {
    var numbers = new TreeSet<>(wanted);
    List<Tensor> inputs = scan.body().inputs();
    List<Tensor> carries = scan.body().outputs().subList(0, scan.carries());
    while (true) {
      IdentityTable<Tensor, Boolean> active =
          ReverseMode.active(Graph.of(numbers.stream().map(inputs::get).toList(), carries));
      boolean more =
          numbers.addAll(
              IntStream.range(0, scan.carries())
                  .filter(k -> active.contains(carries.get(k)))
                  .boxed()
                  .toList());
      if (!more) {
        return List.copyOf(numbers.headSet(scan.carries()));
      }
    }
  }

  /// {@return a cotangent for each wanted input of the node}
  List<Tensor> of() {
    List<Tensor> steps = new ArrayList<>();
    List<Tensor> carriedBars = moving.stream().map(this::variable).toList();
    List<Tensor> arrivingBars = arrive(steps);
    List<Integer> free = wanted.stream().filter(k -> k >= scan.carries()).toList();
    List<Optional<Tensor>> found =
        ReverseMode.reached(
            concat(moving.stream().map(scan.body().outputs()::get).toList(), steps),
            concat(carriedBars, arrivingBars),
            Stream.concat(moving.stream(), free.stream()).map(scan.body().inputs()::get).toList());
    return assemble(free, carriedBars, arrivingBars, found);
  }

  private Tensor variable(int input) {
    return Tensor.variable(scan.body().inputs().get(input).type());
  }

  /// Collects the body's tensors at which cotangents arrive, and makes a variable for each.
  private List<Tensor> arrive(List<Tensor> steps) {
    List<Tensor> outputs = scan.step().outputs();
    for (int k = scan.carries(); k < cotangents.size(); k++) {
      if (cotangents.get(k).isPresent()) {
        steps.add(outputs.get(k));
        arriving.add(cotangents.get(k).get());
      }
    }
    return Pullbacks.variables(steps);
  }

  private List<Tensor> assemble(
      List<Integer> free,
      List<Tensor> carriedBars,
      List<Tensor> arrivingBars,
      List<Optional<Tensor>> found) {
    var body = new ScanBuilder(scan, node);
    Map<Integer, Reading> bars = new HashMap<>();
    for (int k = 0; k < moving.size(); k++) {
      Tensor now = filled(found.get(k), carriedBars.get(k));
      Tensor first = cotangents.get(moving.get(k)).orElseGet(() -> Tensor.zeros(now.type()));
      bars.put(moving.get(k), body.carry(carriedBars.get(k), first, now));
    }
    for (int k = 0; k < free.size(); k++) {
      int input = free.get(k);
      boolean isElement = input < scan.carries() + scan.sequences();
      found
          .get(moving.size() + k)
          .ifPresent(bar -> bars.put(input, isElement ? body.result(bar) : body.sum(bar)));
    }
    for (int k = 0; k < arriving.size(); k++) {
      body.sequence(arrivingBars.get(k), arriving.get(k));
    }
    List<Tensor> outputs = body.build(!scan.reversed());
    return wanted.stream().map(k -> bar(k, bars, outputs)).toList();
  }

  private static Tensor filled(Optional<Tensor> found, Tensor like) {
    return found.orElseGet(() -> Tensor.zeros(like.type()));
  }

  private Tensor bar(int input, Map<Integer, Reading> bars, List<Tensor> outputs) {
    Reading found = bars.get(input);
    return found != null
        ? found.of(outputs)
        : Tensor.zeros(node.inputs().get(scan.firstCarry() + input).type());
  }
}
