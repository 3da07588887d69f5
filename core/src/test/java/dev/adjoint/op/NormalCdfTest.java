package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.Reference.accurate;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class NormalCdfTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return NormalCdf.of(x);
  }

  @Override
  public double value(double x) {
    return new NormalCdf().apply(x);
  }

  @Example
  void specialValues() {
    assertThat(run(NormalCdf.of(vector(0, 9, -40, POSITIVE_INFINITY, NEGATIVE_INFINITY, NaN))))
        .isEqualTo(NDArray.of(0.5, 1, 0, 1, 0, NaN));
    assertThat(gradient(formula(NormalCdf::of), NDArray.of(POSITIVE_INFINITY, NEGATIVE_INFINITY)))
        .containsExactly(NDArray.of(0.0, 0.0));
  }

  @Example
  void values() {
    accurate(
        x -> new NormalCdf().apply(x),
        5,
        """
        -37.5  4.605353009581954843827969e-308
        -30.1  2.422667217985758765716017e-199
        -20.7  1.731851879019737858038972e-95
        -14.14  1.076421946123764682413858e-45
        -10.3  3.523065078926412591948945e-25
        -7.7  6.803311540773961318351148e-15
        -5.5  1.898956246588771938385127e-8
        -4.1  0.00002065750691254677050736550
        -3.0  0.001349898031630094526651815
        -2.0  0.02275013194817920720028264
        -1.5  0.06680720126885806600449404
        -1.3  0.09680048458561032554171556
        -1.0  0.1586552539314570514147675
        -0.5  0.3085375387259868963622954
        -1e-09  0.4999999996010577195985673
        0.3  0.6179114221889526330722736
        1.0  0.8413447460685429485852325
        2.2  0.9860965524865013956867997
        4.0  0.9999683287581668800787462
        8.0  0.9999999999999993779039426
        """);
  }

  @Example
  void derivatives() {
    accurate(
        Reference.derivative(NormalCdf::of, 1),
        3,
        """
        0.0  0.3989422804014326779399461
        0.3  0.3813878154605240868783071
        -5.1  8.972435162383344421263848e-7
        -20.3  1.308288554681529028051275e-90
        -37.1  5.215262198831984248618065e-300
        """);
    accurate(
        Reference.derivative(NormalCdf::of, 2),
        4,
        """
        1e-300  -3.989422804014326879370773e-301
        0.3  -0.1144163446381572218292368
        -5.1  4.575941932815505336079631e-6
        -20.3  2.655825766003504019903582e-89
        -37.1  1.934862275766666230350636e-298
        """);
  }
}
