/// Pictures of graphs: [Drawing][dev.adjoint.draw.Drawing] gives SVG, a page of HTML, Graphviz and
/// Mermaid.
///
/// The layout is that of Sugiyama, in the order of the files: a picture without positions, a rank
/// for each box, an order in each row, columns, a plan in pixels, and the text of it.
///
/// ## Deliberate
///
/// - The layout is our own, some 400 lines. The one kept Java library for layered layouts, Eclipse
///   ELK, comes with EMF and Xtext, larger than all of this library; JGraphX is no longer kept;
///   Graphviz is a native tool. Who has one of them takes the text for it.
/// - Gradients flow up beside the function they are of. In one stream a gradient would stand below
///   the function, and an arrow from each value would cross the whole picture to it.
/// - A scalar constant is drawn again at each use.
@NullMarked
package dev.adjoint.draw;

import org.jspecify.annotations.NullMarked;
