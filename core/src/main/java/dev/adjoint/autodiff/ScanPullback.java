package dev.adjoint.autodiff;

import static dev.adjoint.autodiff.Pullbacks.concat;

import dev.adjoint.graph.Node;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /// The numbers of the carries that are floating.
  private final List<Integer> moving;

  /// The cotangents that arrive at each step: of results and histories.
  private final List<Tensor> arriving = new ArrayList<>();

  ScanPullback(Scan scan, Node node, List<Optional<Tensor>> cotangents) {
    this.scan = scan;
    this.node = node;
    this.cotangents = cotangents;
    this.moving =
        IntStream.range(0, scan.carries())
            .filter(k -> scan.body().inputs().get(k).type().isFloating())
            .boxed()
            .toList();
  }

  /// {@return a cotangent for each wanted input of the node}
  List<Tensor> of(List<Integer> wanted) {
    List<Tensor> steps = new ArrayList<>();
    List<Tensor> carriedBars = moving.stream().map(this::variable).toList();
    List<Tensor> arrivingBars = arrive(steps);
    List<Integer> free =
        wanted.stream().map(k -> k - scan.firstCarry()).filter(k -> k >= scan.carries()).toList();
    List<Optional<Tensor>> found =
        ReverseMode.reached(
            concat(moving.stream().map(scan.body().outputs()::get).toList(), steps),
            concat(carriedBars, arrivingBars),
            Stream.concat(moving.stream(), free.stream()).map(scan.body().inputs()::get).toList());
    return assemble(wanted, free, carriedBars, arrivingBars, found);
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
      List<Integer> wanted,
      List<Integer> free,
      List<Tensor> carriedBars,
      List<Tensor> arrivingBars,
      List<Optional<Tensor>> found) {
    var body = new ScanBuilder(scan, node);
    for (int k = 0; k < moving.size(); k++) {
      Tensor now = filled(found.get(k), carriedBars.get(k));
      Tensor first = cotangents.get(moving.get(k)).orElseGet(() -> Tensor.zeros(now.type()));
      body.carry(carriedBars.get(k), first, now);
    }
    Map<Integer, Tensor> sums = new HashMap<>();
    Map<Integer, Tensor> elements = new HashMap<>();
    for (int k = 0; k < free.size(); k++) {
      int input = free.get(k);
      Optional<Tensor> bar = found.get(moving.size() + k);
      boolean isElement = input < scan.carries() + scan.sequences();
      bar.ifPresent(x -> (isElement ? elements : sums).put(input, x));
    }
    sums.forEach((_, bar) -> body.sum(bar));
    elements.forEach((_, bar) -> body.result(bar));
    for (int k = 0; k < arriving.size(); k++) {
      body.sequence(arrivingBars.get(k), arriving.get(k));
    }
    List<Tensor> outputs = body.build(!scan.reversed());
    return wanted.stream()
        .map(k -> bar(k, outputs, List.copyOf(sums.keySet()), List.copyOf(elements.keySet())))
        .toList();
  }

  private static Tensor filled(Optional<Tensor> found, Tensor like) {
    return found.orElseGet(() -> Tensor.zeros(like.type()));
  }

  private Tensor bar(int wanted, List<Tensor> outputs, List<Integer> sums, List<Integer> elements) {
    int input = wanted - scan.firstCarry();
    int at =
        moving.contains(input)
            ? moving.indexOf(input)
            : sums.contains(input)
                ? moving.size() + sums.indexOf(input)
                : elements.contains(input)
                    ? moving.size() + sums.size() + elements.indexOf(input)
                    : -1;
    return at < 0 ? Tensor.zeros(node.inputs().get(wanted).type()) : outputs.get(at);
  }
}
