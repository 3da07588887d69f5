package dev.adjoint.compile;

import static dev.adjoint.compile.StretchesTest.AT_ONCE;
import static dev.adjoint.compile.StretchesTest.compile;
import static dev.adjoint.compile.StretchesTest.loops;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.kernel.Loops;
import dev.adjoint.kernel.WithoutVectors;
import dev.adjoint.op.Clip;
import dev.adjoint.op.Tanh;
import dev.adjoint.random.Key;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/// A hot loop gets faster beside its program, or stays as it is.
@AddLifecycleHook(WithoutVectors.class)
class WarmUpTest {
  @Example
  void aLoopIsHotOnce() {
    var told = new AtomicInteger();
    Loop loop = loops(compile(x -> x.plus(1).exp(), TensorType.f32(1000), 1)).getFirst();
    var heat = new Heat(loop.heat().loops(), _ -> told.incrementAndGet());
    long runs = Heat.HOT / (1000L * loop.code().size());
    for (long k = 0; k < runs; k++) {
      heat.count(loop);
    }
    assertThat(told).hasValue(0);
    for (int k = 0; k < 3; k++) {
      heat.count(loop);
    }
    assertThat(told).hasValue(1);
  }

  @Example
  void aSmallLoopIsNever() {
    var told = new AtomicInteger();
    Loop loop = loops(compile(x -> x.plus(1), TensorType.f32(Heat.LEAST - 1), 1)).getFirst();
    var heat = new Heat(loop.heat().loops(), _ -> told.incrementAndGet());
    for (long k = 0; k < 2 * Heat.HOT / (Heat.LEAST - 1); k++) {
      heat.count(loop);
    }
    assertThat(told).hasValue(0);
  }

  @Example
  void aLoopThatIsNoFasterIsNotTaken() {
    Loop loop = loops(compile(x -> x.plus(1).times(x), TensorType.f32(1000), 1)).getFirst();
    new WarmUp(_ -> false).warm(loop);
    assertThat(loop.heat().stretches()).isEmpty();
  }

  @Example
  void whatLosesIsTriedInHalves() {
    UnaryOperator<Tensor> f = x -> Tanh.of(x.plus(1)).times(x).minus(x).exp().div(x);
    Program program = compile(f, TensorType.f32(1000), 1);
    NDArray x = Key.of(5).normal(TensorType.f32(1000));
    NDArray before = program.run(List.of(x)).getFirst();
    Loop loop = loops(program).getFirst();
    new WarmUp(trial -> trial.length() <= 3).warm(loop);
    assertThat(loop.heat().stretches())
        .extracting(s -> s.stretch().first(), s -> s.stretch().end())
        .containsExactly(tuple(0, 3), tuple(3, 6));
    assertThat(program.run(List.of(x)).getFirst()).isEqualTo(before);
  }

  @Example
  void theFasterOneWins() {
    Loop loop = loops(compile(x -> x.plus(1).times(x), TensorType.f32(1000), 1)).getFirst();
    Stretch stretch = new Stretches(loop, loop.heat().loops()).find().getFirst();
    assertThat(new Trial(loop, new FusedStretch(stretch, (_, _, _, _) -> {}, 16)).isWon()).isTrue();
    assertThat(
            new Trial(loop, new FusedStretch(stretch, (_, _, _, _) -> rest(), 16))
                .isWon(Duration.ofNanos(1)))
        .isFalse();
  }

  private static void rest() {
    long end = System.nanoTime() + 20_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  /// The same loop with another state.
  private static Loop with(Loop loop, UnaryOperator<Heat> heat) {
    return new Loop(
        loop.number(),
        loop.shape(),
        loop.tile(),
        loop.registers(),
        loop.tiles(),
        loop.code(),
        loop.folds(),
        loop.reads(),
        loop.writes(),
        loop.workers(),
        heat.apply(loop.heat()));
  }

  @Example
  void aHotLoopIsFusedBesideTheProgram() throws InterruptedException {
    Loop compiled = loops(compile(x -> x.plus(1).times(x), TensorType.f32(1 << 20), 1)).getFirst();
    Loop loop = with(compiled, heat -> new Heat(heat.loops(), AT_ONCE::submit));
    for (int k = 0; k < 1000; k++) {
      loop.heat().count(loop);
    }
    for (int k = 0; k < 1000 && loop.heat().stretches().length == 0; k++) {
      Thread.sleep(10);
    }
    assertThat(loop.heat().stretches()).hasSize(1);
  }

  @Example
  void whereNothingBecomesFastNothingIsTriedForLong() {
    var tried = new AtomicInteger();
    var never = new WarmUp(_ -> tried.incrementAndGet() < 0);
    for (int k = 0; k < 30; k++) {
      double number = k + 2;
      UnaryOperator<Tensor> f = x -> Clip.of(x.times(number), 0, number);
      never.warm(loops(compile(f, TensorType.f32(1000), 1)).getFirst());
    }
    assertThat(tried).hasValue(WarmUp.PATIENCE);
  }

  @Example
  void whatCannotBeMadeIsLeft() {
    Loop compiled = loops(compile(x -> x.plus(1).times(x), TensorType.f32(1000), 1)).getFirst();
    Loop loop = with(compiled, heat -> new Heat(refusing(heat.loops()), _ -> {}));
    new WarmUp(_ -> true).warm(loop);
    assertThat(loop.heat().stretches()).isEmpty();
  }

  private static Loops refusing(Loops loops) {
    return (Loops)
        Proxy.newProxyInstance(
            Loops.class.getClassLoader(),
            new Class<?>[] {Loops.class},
            (_, method, arguments) -> {
              if (method.getName().equals("fuse")) {
                throw new IllegalStateException("no classes here");
              }
              return method.invoke(loops, arguments);
            });
  }
}
