/// What the examples show their results with: tables, charts, animations.
///
/// ## Deliberate
///
/// - Charts are drawn by XChart, animations written by the JDK's own GIF writer, without a display.
/// - XChart has no coloured grounds, level lines, arrows and surfaces:
///   [Composition][dev.adjoint.examples.show.Composition] lays a chart over a picture,
///   [Contours][dev.adjoint.examples.show.Contours] and [Marks][dev.adjoint.examples.show.Marks]
///   are series of short lines, [Surface][dev.adjoint.examples.show.Surface] is drawn by hand.
@NullMarked
package dev.adjoint.examples.show;

import org.jspecify.annotations.NullMarked;
