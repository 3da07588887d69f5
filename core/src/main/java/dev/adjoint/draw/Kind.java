package dev.adjoint.draw;

import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Control;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Reduction;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.View;

/// What a box stands for, with its colours: a strong one for the frame, a pale one for the ground.
enum Kind {
  INPUT("input", "#0f766e", "#ccfbf1"),
  CONSTANT("constant", "#94a3b8", "#f1f5f9"),
  ELEMENTWISE("elementwise", "#2563eb", "#eff6ff"),
  REDUCTION("reduction", "#16a34a", "#f0fdf4"),
  VIEW("view", "#64748b", "#f8fafc"),
  ROUTINE("routine", "#c026d3", "#fdf4ff"),
  COMPOSITE("composite", "#7c3aed", "#f5f3ff"),
  CONTROL("loop or choice", "#c2410c", "#fff7ed"),
  OUTPUT("output", "#0f172a", "#e2e8f0");

  private final String label;
  private final String frame;
  private final String ground;

  Kind(String label, String frame, String ground) {
    this.label = label;
    this.frame = frame;
    this.ground = ground;
  }

  static Kind of(Op op) {
    return switch (op) {
      case Leaf.Variable _ -> INPUT;
      case Leaf.Constant _ -> CONSTANT;
      case Elementwise _ -> ELEMENTWISE;
      case Reduction _ -> REDUCTION;
      case View _ -> VIEW;
      case Routine _ -> ROUTINE;
      case Composite _ -> COMPOSITE;
      case Control _ -> CONTROL;
    };
  }

  String label() {
    return label;
  }

  String frame() {
    return frame;
  }

  String ground() {
    return ground;
  }

  /// Whether it is drawn as a pill with one line of text, not as a box with two.
  boolean isPill() {
    return this == INPUT || this == CONSTANT || this == OUTPUT;
  }
}
