package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
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

final class LGammaTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return LGamma.of(x);
  }

  @Override
  public double value(double x) {
    return new LGamma().apply(x);
  }

  @Override
  public Numbers smooth() {
    return Numbers.positive();
  }

  @Example
  void specialValues() {
    assertThat(
            run(
                LGamma.of(
                    vector(1, 2, 0.0, -0.0, -3, POSITIVE_INFINITY, NEGATIVE_INFINITY, NaN, 1e308))))
        .isEqualTo(
            NDArray.of(
                0.0,
                0,
                POSITIVE_INFINITY,
                POSITIVE_INFINITY,
                POSITIVE_INFINITY,
                POSITIVE_INFINITY,
                POSITIVE_INFINITY,
                NaN,
                POSITIVE_INFINITY));
  }

  @Example
  void values() {
    accurate(
        x -> new LGamma().apply(x),
        4,
        """
        5e-324  744.4400719213812623141073
        1e-300  690.7755278982137051803383
        1e-10  23.02585092988273523726579
        0.1  2.252712651734205902006238
        0.49  0.5922496293352670557446559
        0.5  0.5723649429247000870717137
        0.7  0.2608672465316665685656620
        0.9999999  5.772157468444192826317855e-8
        1.0000001  -5.772155829918507096963802e-8
        1.2  -0.08537409000331583688375291
        1.4616  -0.1214862900358973284194158
        1.5  -0.1207822376352452223455184
        1.9999999  -4.227843030986129819449294e-8
        2.0000001  4.227843666532497923203435e-8
        2.3  0.1541894549596304745014234
        2.5  0.2846828704729191596324947
        2.51  0.2917389154928679533334525
        3.0  0.6931471805599453094172321
        4.7  2.736405146315566937560247
        7.99  8.505011606088481105728443
        8.0  8.525161361065414300165531
        8.3  9.135766871176595937879104
        15.0  25.19122118273868150009343
        100.5  361.4355404677776215552519
        100000.0  1051287.708973656894900858
        1000000000000000.0  3.353877639491066890982021e+16
        1e+100  2.292585092994045720635751e+102
        2.5e+305  1.755511860237645251992723e+308
        """);
  }

  @Example
  void negativeArguments() {
    accurate(
        x -> new LGamma().apply(x),
        4,
        """
        -1e-300  690.7755278982137051803383
        -1e-09  20.72326583752362675960433
        -0.3  1.464840050857602530470930
        -0.5  1.265512123484645396488946
        -0.51  1.265594182599032634720596
        -1.5  0.8600470153764810145109327
        -3.7  -1.379739904965824496043779
        -10.2  -13.90053096369515018159095
        -50.5  -149.2964989411525411892148
        -170.3  -706.7582817976471666419273
        -1000.25  -5912.363970042725148576655
        """);
  }

  @Example
  void derivatives() {
    accurate(
        Reference.derivative(LGamma::of, 1),
        5,
        """
        1e-10  -10000000000.57721530041507
        0.3  -3.502524222200133124915351
        1.46  -0.001580561987083452106150901
        2.0  0.4227843350984671393934879
        30.0  3.384438132685524876561928
        -0.3  2.113309779635398873407106
        -5.5  1.792911330399932941915445
        """);
    accurate(
        Reference.derivative(LGamma::of, 2),
        8,
        """
        1e-10  9.999999999999999271520547e+19
        0.3  12.24536454610773130116664
        1.46  0.9691196215098878945522623
        2.0  0.6449340668482264364724152
        30.0  0.03389506035773994421375939
        -0.3  13.94516026780572248890141
        -5.5  9.703319865339400381194594
        """);
    accurate(
        Reference.derivative(LGamma::of, 3),
        8,
        """
        1e-10  -1.999999999999999781406816e+30
        0.3  -75.27253658872603891730031
        1.46  -0.8880630425818332380148992
        2.0  -0.4041138063191885707994763
        30.0  -0.001148765203728599844006559
        """);
  }
}
