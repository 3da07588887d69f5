/// The inner loops: what a compiled program spends its time in.
///
/// A program is a list of steps, and every step comes down to one of a few things, all on heap
/// arrays. A [dev.adjoint.kernel.TileLoop] maps one elementary function over a tile that fits L1. A
/// fold ([dev.adjoint.kernel.Loops]) makes one number of a range. A [dev.adjoint.kernel.Gemm]
/// multiplies matrices, a [dev.adjoint.kernel.Convolver] convolves images,
/// [dev.adjoint.kernel.MaximumLoops] pool them. A [dev.adjoint.kernel.FusedLoop] is a class made
/// for one [dev.adjoint.kernel.Formula]. [dev.adjoint.kernel.Kernels] is the set of them that fits
/// the machine: plain Java always works, the Vector API makes it several times faster, and a native
/// BLAS comes in where it is faster still. [dev.adjoint.kernel.Workers] runs large steps in
/// parallel. The scalar loops are what the vector loops are tested against.
///
/// Beside them stands [dev.adjoint.kernel.Lapack]: decompositions of matrices in f64, in Java for
/// small matrices, by a native LAPACK for larger ones where it is there.
///
/// # Accuracy
///
/// Arithmetic, comparisons and square roots are exact everywhere. The vector loops' elementary
/// functions were measured against `StrictMath` in f64 over 33 million arguments (f32, one in 131
/// of all) and 3 million (f64); the largest differences, in units in the last place:
///
/// | | exp | log | sin, cos | tanh | sigmoid | pow |
/// |---|---|---|---|---|---|---|
/// | f32 | 1.01 | 0.79 | 1.51 | 1.30 | 2.24 | 0.51 |
/// | f64 | 1 | 1 | 1 | 2 | 2 | as `Math` |
///
/// The functions of [dev.adjoint.kernel.Curve], in f32 against the ops' scalar functions in f64
/// over 4.3 million arguments of all sizes (one in 997 of all), and in f64 against 50 digits over
/// 6,000 (–: no loop). Roundings, reciprocals and clips are exact; in f32 `rsqrt` is 1.5 off,
/// straight lines are 1.
///
/// | | expm1 | elu | log1p | softplus | silu | gelu | bell | Φ | erf | erfc | sinh | cosh | tan | atan |
/// |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
/// | f32 | 1.4 | 2.1 | .9 | 1.6 | 2.7 | 4.8 | 1.2 | 4.1 | 2 | 4.9 | 2 | 1.6 | 2.3 | 1.4 |
/// | f64 | 1.6 | 1.7 | .8 | 1.6 | 2.5 | – | 1.1 | – | 2.1 | – | 1.8 | 1.4 | 2.1 | 1.5 |
///
/// The gate of GELU's approximation by a tanh is up to 2.4 off in f32 (at −4.9666886) and the value
/// 6.4 (at −10.088735), where the gate is below the smallest normal number; in f64 both are within
/// 6 of the scalar function.
///
/// In plain Java f32 functions are those of [java.lang.Math] in f64, rounded once.
///
/// # Deliberate
///
/// Sizes of products are written `m×k×n`: 1×784×100 is a row times a matrix of 784 rows and 100
/// columns.
///
/// * **No `lanewise(EXP)`.** It is a native library in compiled code and `Math` in the interpreter,
///   so that numbers would depend on when the JIT ran. Polynomials made of fused multiply–adds give
///   the same bits always, cost no native call, and are as fast.
/// * **No `reduceLanes(ADD)`**, for the same reason: the order of its sum isn't specified.
/// * **Loops that repeat each other.** A loop shared by several functions would call them through
///   an interface; with more than two of them the JIT no longer inlines that call, and every vector
///   is allocated. So each function has its own loop, and f32 and f64 are twins.
/// * **Long functions are chains of short loops** ([dev.adjoint.kernel.Chain]): in one loop `gelu`
///   took 5 ns an element, as vectors were allocated past the JIT's limit, in stages 1.4. The same
///   limit keeps masks out of them: they take whole vectors, and what is left at a tile's end goes
///   through scratch memory.
/// * **Convolutions write no windows out.** A padded image in which each tap of all positions is
///   one row of neighbours makes all three sides of a convolution products with a table of rows.
///   The places between the rows of an image that are no position cost 5 to 30 % of the work;
///   writing windows out costs more with few channels.
/// * **A convolution's gradient by what it slides over is a convolution** of `y`'s gradient with
///   the kernels turned round, where the window moves by one: each sum is complete at once. Of 100
///   images and windows of 3×3 it took, on one thread, with 16 to 16 channels of 28×28 4.83 ms
///   instead of 7.08, 32 to 32 of 14×14 4.47 instead of 5.61, 64 to 64 of 8×8 6.46 instead of 7.44.
///   The sizes decide, as planes become longer without padding: LeNet's second convolution takes
///   .77 ms as it was, 1.03 turned.
/// * **The gradient of a convolution's weights is summed with outputs side by side** where they
///   fill vectors ([dev.adjoint.kernel.PositionSums]): with places side by side, a sum of few
///   places has to be added up over its lanes, and both operands come from the second-level cache.
///   64 → 64 channels of 8×8 take .58 of that time on one thread, 32 → 32 of 16×16 .90, 16 of 6 in
///   LeNet .83. To turn the cotangent over costs as much as some 24 taps, so large planes of few
///   channels stay with places.
/// * **Rows of a padded image share their padding**, where one row's zeros can be the next one's:
///   3×3 over 14×14, padded by two, takes .89 of the time.
/// * **Generated loops take over bytecode** ([dev.adjoint.kernel.VectorFormulas]) of the functions
///   in `VectorFloatForms` and its twin, method by method, and call nothing but the Vector API: its
///   methods are inlined as long as 40,000 nodes are alive, ours up to some 18,000 in all. GELU and
///   its gradient in one loop took 2.4 to 2.9 ns an element with calls of ours, .85 without. Only
///   functions without a branch can be taken over.
/// * **Generated loops load the next vectors before they store.** Large arrays made one after the
///   other lie some bytes apart modulo 4 KiB, so that a load looks to the processor like what was
///   stored just before, and waits. GELU and its gradient over 4 Mi floats took 8.3 ms on one
///   thread where arrays lay 16 bytes apart so, 5.5 to 6.2 elsewhere; with early loads it takes 5.1
///   to 6.0 wherever they lie (Zen 4). To go downwards took 7.6 to 12 ms, two or four vectors an
///   iteration 5.3 to 7.5. Inputs that are too many for the registers are loaded where they are
///   used: with 16 registers early loads of four inputs or more cost a third of the time of cheap
///   formulas. So up to three are loaded early there, up to six where there are 32 registers. Huge
///   pages made a difference of 2 to 4 %, within the noise.
/// * **Sums are not taken in generated loops.** Four partial sums in turn have the bits of a loop
///   of their own. They save it 15 % of the time of a mean of `relu(x w + b)` and its gradient in
///   the second-level cache, but GELU took 3 % more, and the gradient of 20 products, sums and
///   maxima 3.4 instead of 2.4 ns an element in every second run, for want of registers.
/// * **Edges of products go through a small buffer.** Adding the accumulators to `y` under masks
///   inside the tile made methods so long that C1 gave up on them (“out of virtual registers”), and
///   they stayed in the interpreter for good. Plain loads and stores keep them short: whole tiles
///   add a row of zeros or what is in `y` already, which takes large products on two threads 7 %
///   less time than to add it from the buffer.
/// * **Tiles step from row to row.** With an offset for each of eight rows the JIT kept the
///   addresses of the arrays in vector registers, and moving them back took a tenth of the time.
///   Tiles of 8×3 vectors then reached 90 % of the peak rate, now 99 (Zen 4, all in L1); 12×2 and
///   16×1 vectors are slower, 6×4 is as fast.
/// * **OpenBLAS is left alone on machines with 512-bit vectors**, and not unpacking 40 MB saves the
///   start. Measured side by side in f32 on a Zen 4, one and two threads, the Java kernel had 1.2
///   to 1.6 times its rate on products of 256×1024×1024 and the like, .85 to 1.7 times on those of
///   some 100 columns and .6 to .75 times with 10, where vectors of 16 are not full.
/// * **A row of seven vectors**, as 100 columns are, has a loop of its own instead of taking the
///   seventh twice (4.84 and 4.23 µs for 1×784×100).
/// * **One to four columns beside whole vectors are inner products** in f32, or where the rows of
///   `a` run down, tiles on their side: 100 columns are 96 and four. As a panel of 20 they took as
///   long as one of 32, and twice as long where another machine shares the core. 10000×784×100
///   takes .91 to .96 of the time, 784×100×100 of a transposed `a` .87 to .95, 1000×784×36 .83,
///   1000×784×4 .27. Beside one vector alone, or of a `k` of less than eight vectors, it is no
///   faster; with six columns or more, and for 100×100×10, it is slower (1.7 times), for what a sum
///   across a vector costs. The inner products come last: before the panels, they wait for `a` from
///   memory, and 10000×784×100 took 3 % longer than without them. Eight rows after the other
///   through all panels took as long as panel by panel.
/// * **The tiles know no stride of one.** Where the eight numbers of `a` for a step are neighbours,
///   a tile that reads them without steps between rows had fewer instructions and took 3 % longer.
/// * **Vectors have one size.** The JIT notes at each call of a virtual method which classes come
///   by, for all callers of the method that makes the call, such as `FloatVector.intoArray`. Where
///   it has met vectors of two sizes and does not know a sum's class, as after a loop, it prepares
///   for both, and sums become objects. Two vectors of 256 bits took products with ten columns 16
///   to 25 % less time than one of 512, ten lanes of which are full; but then LeNet's step
///   allocated 5 to 10 MB in two of three runs and took 3.7 ms, 3.0 in the third; without them 2.2
///   in four of four. In some runs a step of 784-100-10 allocated up to 440 KB; it takes 2 to 5 %
///   longer without (one thread), as much as its products with ten columns. Sums that go from a
///   loop to memory pass an operation first, whose result has a class that is known.
/// * **A power of two of blocks across.** Ten blocks of 1024 columns let one of two threads wait an
///   eighth of the time for the other. Neighbours are not taken at once, since they share lines of
///   the cache. With the products of a training step of 784-1024-1024-10, two threads, eight blocks
///   in that order took 3 % less time than ten, sixteen 2 % more than eight, two or four as long.
///   Tasks of one panel made products of 100 columns 7 % slower, of 120 columns 30 %.
/// * **Slices of 384.** For k = 784 they took 1 to 2 % less time than 256; 128 took 3 to 6 % more,
///   512 2 to 6 %.
/// * **Panels are copied in whole rows**, which takes large products 4 to 8 % less time than vector
///   by vector, where rows lie a page apart. To pack all panels of a block and then go down the
///   rows was no faster.
/// * **Biases and activations aren't applied to a product's tiles.** With what the loop over a
///   product of 100×784×100 takes when its result has left the caches and when it hasn't, there is
///   .4 % to win; on 256×1024×1024 and 10000×784×100 the difference was below the noise.
/// * **Rows of `a` are not packed.** Copied eight by eight, with tiles of two vectors, large
///   products alone were 6 % faster in some runs and as fast in others, and a training step of
///   784-1024-1024-10 was as fast in both of two alternating pairs.
/// * **Each thread has its own range of a loop's tasks**, the same one in every loop, and helps the
///   others only when it is done. A line of the cache costs 40 to 200 ns on its way from one core
///   to another, depending on where the machine's two are: as tasks were claimed from the front by
///   whoever came, a step of 784-100-10 took twice as long in the worse of these cases.
/// * **A small product of a long `k` is cut along `k`**, in two halves whatever the number of
///   threads: 100×784×100 is the sum of two. Each half of a weight is then read by the threads that
///   hold it in their caches and update it; with rows shared out, every thread read all of it, and
///   the update `w − r·g` waited for the other core's copies (20 µs then, 9 now).
/// * **Brief loops wake nobody.** From 2¹⁶ multiply–adds on, products are shared, some 2 µs of
///   work, but a sleeping thread costs 20 µs to wake. It is woken when 16 of them have come one
///   after another within the time that a thread stays awake: 1×784×100 takes 3.75 µs on one
///   thread, 2.2 on two, and an inference alone is as fast as before.
/// * **The product that is being shared out is kept by the thread that shares it**, not in an
///   object of its own, so that a call allocates nothing. Tasks don't multiply, so it is never
///   taken twice.
/// * **One-threaded BLAS calls.** BLAS libraries' own pools spin, and collapse when another process
///   wants a core. Blocks over our own workers are as fast and give the same bits for any number of
///   threads.
/// * **LAPACK works on copies outside the heap**, unlike BLAS. A decomposition is one long call,
///   and no garbage is collected during a call on the heap; to copy `n²` numbers is nothing beside
///   `n³`.
/// * **LAPACK is taken on machines with 512-bit vectors too.** Measured on one, with 200 rows, it
///   was 4 to 8 times as fast as Java's LU, Cholesky, QR and eigenvalues, 24 times as fast as
///   Java's singular values; with 16 rows its calls cost more than they save. Programs without
///   matrices of 48 rows never unpack it.
/// * **f32 matrices are decomposed in f64.** It costs a factor of two where it costs at all, the
///   result is right to the last bit or so, and there is half as much code.
/// * **A loop that finds the workers taken runs alone.** A queue would be a place to deadlock in.
/// * **The Vector API is confined to classes named Vector…**, which are loaded only when its module
///   is there.
@NullMarked
package dev.adjoint.kernel;

import org.jspecify.annotations.NullMarked;
