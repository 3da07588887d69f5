/// What the examples show their results with: tables, charts, animations.
///
/// ## Deliberate
///
/// - Charts are drawn by XChart, animations written by the JDK's own GIF writer, without a display.
@NullMarked
package dev.adjoint.examples.show;

import org.jspecify.annotations.NullMarked;
