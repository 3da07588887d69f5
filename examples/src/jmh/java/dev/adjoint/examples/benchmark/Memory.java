package dev.adjoint.examples.benchmark;

import dev.adjoint.compile.Compiler;
import dev.adjoint.compile.Program;
import dev.adjoint.examples.workload.AdjointFramework;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What the programs of training steps need of memory. The time is that of compiling them, cold.
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class Memory {
  /// The bytes of an arena.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Bytes {
    /// What it takes.
    public long arena;

    /// The most that is alive at once: no arena can be smaller.
    public long bound;

    void of(Program program) {
      arena = program.arenaBytes();
      bound = program.liveBytes();
    }
  }

  /// W1.
  ///
  /// @param bytes what it needs
  @Benchmark
  public void digits(Bytes bytes) {
    bytes.of(Compiler.compile(new AdjointFramework().digits().graph()));
  }

  /// W3.
  ///
  /// @param bytes what it needs
  @Benchmark
  public void wide(Bytes bytes) {
    bytes.of(Compiler.compile(new AdjointFramework().wide().graph()));
  }

  /// W4.
  ///
  /// @param bytes what it needs
  @Benchmark
  public void leNet(Bytes bytes) {
    bytes.of(Compiler.compile(new AdjointFramework().leNet().graph()));
  }

  /// The deep convolutional net.
  ///
  /// @param bytes what it needs
  @Benchmark
  public void deep(Bytes bytes) {
    bytes.of(Compiler.compile(new AdjointFramework().deep().graph()));
  }
}
