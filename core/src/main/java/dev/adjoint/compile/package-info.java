/// Compilation: from a graph to a [program][dev.adjoint.compile.Program], in the order of
/// [Compiler][dev.adjoint.compile.Compiler]'s one method: rewrite, materialise, fuse, schedule,
/// plan memory.
///
/// A program is a list of [steps][dev.adjoint.compile.Step] over slots of memory. Everything that
/// can be decided before numbers arrive is decided here: a running step computes no layout and
/// searches no table.
///
/// | step | what |
/// |---|---|
/// | [Loop][dev.adjoint.compile.Loop] | fused elementwise ops, views read in place, folds of rows that it goes on with, reductions |
/// | [Product][dev.adjoint.compile.Product] | a matrix product or a batch of them, transposes folded in |
/// | [Convolve][dev.adjoint.compile.Convolve] | one side of a convolution |
/// | [Call][dev.adjoint.compile.Call] | any other routine, its parts shared out if it has some |
/// | [ControlStep][dev.adjoint.compile.ControlStep] | a loop or a choice, which runs programs of its own in windows of this one's memory |
///
/// ## Deliberate
///
/// - Fused ops run block by block: each instruction is one call of a shared, always-warm loop over
///   a tile that stays in the first-level cache. Nothing has to be generated or warmed up for a new
///   program, and a chain costs one pass over memory.
/// - Hot loops get classes of their own. When a loop has done 2²⁹ instructions of an element
///   ([Heat][dev.adjoint.compile.Heat]), a thread beside the program's writes a class for each
///   [Stretch][dev.adjoint.compile.Stretch] of instructions that follow each other, runs it on
///   memory of its own until the JIT has compiled it, and hands it over if it has become faster
///   than the instructions ([WarmUp][dev.adjoint.compile.WarmUp],
///   [Trial][dev.adjoint.compile.Trial]). It has their bits, so that nobody can tell. Measured
///   against instructions alone, in alternating runs: value and gradient of a mean of `gelu(x w +
///   b)` of 4 Mi floats 2.4 times as fast (7.1 and 2.9 ms, two threads), 20 products, sums and
///   maxima 2.4 times (1.70 and 0.72 ns an element) and their gradient 3.7 times (8.5 and 2.3 ns),
///   Rosenbrock's gradient of 1,000 f64 1.7 times. Instructions alone stay the way of young loops,
///   as a class needs 60 to 100 ms and takes 100 ns an element until then, and of loops of fewer
///   than 128 elements: a step of a network of 33 parameters takes 1.05 µs by instructions and 1.13
///   by classes.
/// - One [WarmUp][dev.adjoint.compile.WarmUp] serves all programs and remembers up to 1,024
///   formulas with their classes: equal ones of other programs are fast at once. It holds no
///   program. A stretch that does not become fast is tried in halves; after eight losses without a
///   win nothing more is tried, as the JIT does not compile the Vector API there.
///   `-Dadjoint.fuse=false` leaves it out.
/// - Ops are fused by level: a group at stage *s* reads from memory only what stages before *s*
///   wrote. Merging any two groups of one stage can therefore never make a cycle, and fusing is one
///   linear walk.
/// - What fusion knows of a node is in one [Member][dev.adjoint.compile.Member], found by one
///   look-up; a table for each fact took twice the time. Members know those that they read, and the
///   register that they are in, so that a loop is built without any look-up.
/// - A loop may fold its rows and go on with what they fold to: tiles hold whole rows then. So a
///   softmax, a normalisation of rows, and their gradients are one loop, which reads each row once.
///   Rows of more than 8,192 elements leave the caches and are folded by a loop of their own.
/// - An op that only a later group needs is moved into that group when this does not keep more
///   tensors alive: `1 − y` of a backward pass is computed where it is used, not stored in the
///   forward pass.
/// - A large loop is cut into shares, a matter of its size and ops alone. Each share has its own
///   accumulators, which are folded in order at the end, on one thread as on many: the bits of a
///   sum do not depend on threads. No share is less than a tile: the second one of a single tile
///   was all of it, so the losses of 100 rows with ten classes went to another core and back (15
///   µs, 8.7 with two tiles).
/// - Steps run in an order that frees memory early ([Schedule][dev.adjoint.compile.Schedule]), not
///   in that of the graph: a weight's gradient is used up before the backward pass goes on.
/// - A loop writes over memory that it is the last to read, where it reads each element at its own
///   place alone ([InPlace][dev.adjoint.compile.InPlace]). What an iteration carries is written
///   over its arguments under the same conditions.
/// - Sums of f32 are collected in f64 over tiles. This costs nothing beside the loads and keeps a
///   sum of a million elements right to the last digit or so.
/// - [FastLoops][dev.adjoint.compile.FastLoops] names single ops. It is an accelerator: an op that
///   is missing there runs by its own scalar function.
/// - Loops read a [dev.adjoint.op.Pad] without writing it out where its elements follow each other:
///   the pullback of every slice is one. Tiles end where the zeros do, if those are few places, and
///   most tiles are read in place then.
/// - A cheap formula is computed again under each pad that it is read through
///   ([PadsFirst][dev.adjoint.compile.PadsFirst]). Of the gradient of Rosenbrock's function of
///   100,000 f64, one loop wrote two temporaries and another one added them, 3.2 times the
///   function's time; now nothing is written but the gradient, 2.5 times (three alternating pairs).
///   With 1,000 it was 5 % slower in one loop: the elements at both ends are run by instructions,
///   15 ns each.
@NullMarked
package dev.adjoint.compile;

import org.jspecify.annotations.NullMarked;
