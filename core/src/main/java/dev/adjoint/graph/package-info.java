/// Formulas: a [tensor][dev.adjoint.graph.Tensor] is a node of an immutable expression graph, made
/// by an [op][dev.adjoint.graph.Op] from other tensors.
///
/// An op is a value (usually a record). Which of the sealed kinds it implements says everything
/// that differentiation, rewriting and compilation need to know of it:
///
/// | kind | what | an op of this kind states |
/// |---|---|---|
/// | [Leaf][dev.adjoint.graph.Leaf] | free variable, constant | – |
/// | [Elementwise][dev.adjoint.graph.Elementwise] | scalar function of 1, 2 or 3 arguments | the function and its derivative |
/// | [Reduction][dev.adjoint.graph.Reduction] | folds axes | the fold and its pullback |
/// | [View][dev.adjoint.graph.View] | moves elements, computes nothing | the layout and its transpose |
/// | [Routine][dev.adjoint.graph.Routine] | a loop nest over whole arrays | run and pullback |
/// | [Composite][dev.adjoint.graph.Composite] | an expression with a name | its expansion |
/// | [Control][dev.adjoint.graph.Control] | a loop or a choice, which holds graphs | – |
///
/// Passes switch over these kinds, never over single ops, so an op defined outside the library is
/// an equal citizen. A [graph][dev.adjoint.graph.Graph] is a function: inputs, outputs, and the
/// nodes between them in topological order. The [interpreter][dev.adjoint.graph.Interpreter] says
/// what a graph means, slowly and plainly; everything that runs fast is tested against it.
///
/// Every node knows the [line][dev.adjoint.graph.Source] of the user's program that it comes from.
///
/// ## Deliberate
///
/// - A node's line is the innermost frame outside of this library, so for a layer it is a line of
///   the layer. It is found for every node, as nobody knows beforehand which one will be asked for;
///   only the frame is kept, and the line looked up when it is asked for. What gradients, rewrites
///   and substitutions build inherits the line of the node it is made of; it walks no stack. Nor
///   does `Tensor.constant(array)` outside of a traced function: that is data, as a rule, and its
///   line was a fifth of the time of a small inference. A cheaper walk is no way out: to ask for
///   the class of the caller alone still takes half as long.
/// - Tensors have identity equality. Two equal formulas are two tensors until the compiler merges
///   them; a hash of a formula would cost its whole size.
/// - Nodes are numbered by a plain static counter, which is no state that anything depends on: the
///   numbers are hash codes alone, so two threads that count at once may give one twice. Identity
///   hash codes are scattered, so that tables of nodes miss the cache: with successive ones fusing
///   70,000 nodes took 0.7 of the time.
/// - Broadcasting is an op of its own. Binary ops insert it, so every elementwise node has operands
///   of one shape, and no derivative rule undoes broadcasting.
/// - `Control` is sealed where the other kinds are open: its forms are differentiated, batched and
///   run by treating the graphs they hold, which no rule of a single op could say.
/// - A pullback is asked for one input at a time, of a routine for all at once, and only for inputs
///   that want a gradient. Integers and booleans are never asked for, so no rule has to say "none".
/// - [Tensor][dev.adjoint.graph.Tensor] names ops in its fluent methods although ops stand above
///   this package. It is the one exception to the direction of imports. It is long, since all of
///   them are on the type where users look for them: 21 ops, some with a number too, each one line
///   under its docs. A superclass or an interface for a part would show in every signature.
/// - A binding of a scoped value costs more than a node, so it is bound once for a walk, to a cell
///   that one thread writes; a thread that was started inside binds one of its own.
/// - A pass over a large graph waits for memory: so a node, its inputs and its tensor are made
///   right after each other, with nothing of what the search for the line leaves behind in between
///   (to sort 50,000 new nodes takes 0.7 of the time), simple ops are one object for all their
///   nodes, and what passes ask of a whole graph is noted when it is sorted.
/// - [IdentityTable][dev.adjoint.graph.IdentityTable] is an array over the numbers of the nodes,
///   with a hash table for those that lie far away. Numbers need not be unique: the key decides.
/// - A program is compiled a few times, not often: what a pass does at each node runs in code that
///   the JIT has not compiled yet. So such code has loops, not streams, and asks of ops first what
///   is most often true.
/// - Nothing here recurses over a graph: a chain of a million nodes must not need a million frames.
@NullMarked
package dev.adjoint.graph;

import org.jspecify.annotations.NullMarked;
