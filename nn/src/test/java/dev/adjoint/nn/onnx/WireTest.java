package dev.adjoint.nn.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// The examples of *Protocol Buffers: Encoding*.
final class WireTest {
  private static String bytes(Wire wire) throws IOException {
    var out = new ByteArrayOutputStream();
    wire.writeTo(out);
    assertThat(wire.size()).isEqualTo(out.size());
    return HexFormat.of().formatHex(out.toByteArray());
  }

  @Test
  void wholeNumbersAreVarints() throws IOException {
    assertThat(bytes(new Wire().whole(1, 150))).isEqualTo("089601");
    assertThat(bytes(new Wire().whole(1, 0))).isEqualTo("0800");
    assertThat(bytes(new Wire().whole(1, -2))).isEqualTo("08feffffffffffffffff01");
    assertThat(bytes(new Wire().whole(20, 127))).isEqualTo("a0017f");
  }

  @Test
  void textsHaveTheirLengthInFront() throws IOException {
    assertThat(bytes(new Wire().text(2, "testing"))).isEqualTo("120774657374696e67");
    assertThat(bytes(new Wire().text(2, "é"))).isEqualTo("1202c3a9");
  }

  @Test
  void messagesNest() throws IOException {
    assertThat(bytes(new Wire().message(3, new Wire().whole(1, 150)))).isEqualTo("1a03089601");
  }

  @Test
  void realsAreFourBytes() throws IOException {
    assertThat(bytes(new Wire().real(2, 1.5f))).isEqualTo("150000c03f");
  }

  @Test
  void streamsAreWrittenInTheirPlace() throws IOException {
    Wire wire = new Wire().stream(9, 3, out -> out.write(new byte[] {1, 2, 3})).whole(1, 1);
    assertThat(bytes(wire)).isEqualTo("4a030102030801");
  }
}
