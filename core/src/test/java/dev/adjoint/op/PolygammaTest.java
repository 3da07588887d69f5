package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.Reference.accurate;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class PolygammaTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Polygamma.of(x, 2);
  }

  @Override
  public double value(double x) {
    return new Polygamma(2).apply(x);
  }

  @Override
  public Numbers smooth() {
    return Numbers.positive();
  }

  @Example
  void specialValues() {
    Tensor x = vector(0.0, -0.0, -3, POSITIVE_INFINITY, NEGATIVE_INFINITY, NaN);
    assertThat(run(Polygamma.of(x, 1)))
        .isEqualTo(
            NDArray.of(POSITIVE_INFINITY, POSITIVE_INFINITY, POSITIVE_INFINITY, 0, NaN, NaN));
    assertThat(run(Polygamma.of(x, 2)))
        .isEqualTo(NDArray.of(NEGATIVE_INFINITY, POSITIVE_INFINITY, NaN, -0.0, NaN, NaN));
    Tensor small = vector(-Double.MIN_VALUE, -1e-300);
    assertThat(run(Polygamma.of(small, 1)))
        .isEqualTo(NDArray.of(POSITIVE_INFINITY, POSITIVE_INFINITY));
    assertThat(run(Polygamma.of(small, 2)))
        .isEqualTo(NDArray.of(POSITIVE_INFINITY, POSITIVE_INFINITY));
  }

  @Example
  void ordersCount() {
    assertThat(Polygamma.of(vector(1), 0).op()).isEqualTo(new Digamma());
    rejects(
        () -> Polygamma.of(vector(1), -1),
        "polygamma of order -1: wants 1 to 170; of order 0 take Digamma");
    rejects(
        () -> Polygamma.of(vector(1), 171),
        "polygamma of order 171: wants 1 to 170; of order 0 take Digamma");
  }

  @Example
  void trigamma() {
    accurate(
        x -> new Polygamma(1).apply(x),
        6,
        """
        1e-50  9.999999999999999847675526e+99
        0.01  10001.62121352831280378924
        0.3  12.24536454610773130116664
        1.0  1.644934066848226436472415
        1.5  0.9348022005446793094172455
        2.7  0.4472120689183236064679894
        9.9  0.1062830416287405919328780
        15.0  0.06893822784768380622615522
        15.5  0.06664201358327597062888234
        30.0  0.03389506035773994421375939
        1000.0  0.001000500166666633333357143
        10000000000.0  1.000000000050000000001667e-10
        1e+300  9.999999999999999474952397e-301
        """);
  }

  @Example
  void higherOrders() {
    accurate(
        x -> new Polygamma(2).apply(x),
        6,
        """
        1e-50  -1.999999999999999954302658e+150
        0.01  -2000002.340398676959611511
        0.3  -75.27253658872603891730031
        1.0  -2.404113806319188570799476
        1.5  -0.8287966442343199955963343
        2.7  -0.1970058355791357336937680
        9.9  -0.01128552642370716417223858
        15.0  -0.004750602716551554746779122
        15.5  -0.004439518913277244005273351
        30.0  -0.001148765203728599844006559
        1000.0  -1.001000499999833333500000e-6
        10000000000.0  -1.000000000100000000005000e-20
        """);
    accurate(
        x -> new Polygamma(3).apply(x),
        6,
        """
        1e-50  5.999999999999999817210631e+200
        0.01  600000006.2510618229233666
        0.3  743.1417646550497770878481
        1.0  6.493939402266829149096022
        1.5  1.409091034002437236440333
        2.7  0.1711798033460988291476987
        9.9  0.002394451263746159873296615
        15.0  0.0006544797782827373484173371
        15.5  0.0005912808080750433012076619
        30.0  0.00007786003664736129060156244
        1000.0  2.003001999999000001333330e-9
        10000000000.0  2.000000000300000000020000e-30
        """);
    accurate(
        x -> new Polygamma(5).apply(x),
        6,
        """
        0.01  1.200000000001150525070069e+14
        0.3  164634.8460992230364336655
        1.0  122.0811674381338967657422
        1.5  11.11354860243549624175555
        2.7  0.3736807289076233270023194
        9.9  0.0003224753207165700105756026
        15.0  0.00003722215094961950866146492
        15.5  0.00003143061664181488425040362
        30.0  1.072699493616162389247946e-6
        1000.0  2.406005999994400011999960e-14
        10000000000.0  2.400000000600000000060000e-49
        """);
    accurate(
        x -> new Polygamma(10).apply(x),
        6,
        """
        0.01  -3.628799999999999169065005e+28
        0.3  -2.048468424178074380674513e+12
        1.0  -3630593.311606628712990619
        1.5  -42108.85876897549179677128
        2.7  -67.48504526219644316446920
        9.9  -0.00006404757395635755414259409
        15.0  -8.644004350424737638619773e-7
        15.5  -6.167236168406793084652108e-7
        30.0  -7.232051034585708360972598e-10
        1000.0  -3.646977263913514032429059e-25
        10000000000.0  -3.628800001814400000332640e-95
        """);
  }

  @Example
  void orderThirty() {
    accurate(
        x -> new Polygamma(30).apply(x),
        64,
        """
        1e-05  -2.652528598121903859829947e+187
        0.3  -4.294386991701574477946435e+48
        1.0  -2.652528599357094762947865e+32
        2.7  -1.125662705967420655896171e+19
        15.0  -0.0001069979916074499206299548
        60.0  -5.085006265074700054600805e-23
        1000.0  -8.975073648140490644552474e-60
        """);
  }

  @Example
  void negativeArguments() {
    accurate(
        x -> new Polygamma(1).apply(x),
        16,
        """
        -1e-10  9.999999999999999271520547e+19
        -0.3  13.94516026780572248890141
        -1.7  14.63220163388401438510614
        -10.2  28.47346121728795471557735
        """);
    accurate(
        x -> new Polygamma(2).apply(x),
        16,
        """
        -1e-10  1.999999999999999781406816e+30
        -0.3  67.63908119988316004021256
        -1.7  -69.03454955011420974203158
        -10.2  247.0392049948645656004189
        """);
    accurate(
        x -> new Polygamma(3).apply(x),
        16,
        """
        -1e-10  5.999999999999999125627264e+40
        -0.3  766.6198904191685803520352
        -1.7  768.8497345301308675596260
        -10.2  3768.614261415568012704640
        """);
  }
}
