package dev.adjoint.nn.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.adjoint.array.NDArray;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The header of a safetensors file: `{"name": {"dtype": "F32", "shape": [2, 3], "data_offsets":
/// [0, 24]}, …}`, and maybe an entry `__metadata__` of strings, which is passed over.
final class SafetensorsHeader {
  private static final String METADATA = "__metadata__";
  private static final int MOST_AXES = 64;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String file;
  private final JsonParser in;

  private SafetensorsHeader(String file, JsonParser in) {
    this.file = file;
    this.in = in;
  }

  static List<SafetensorsEntry> parse(String file, byte[] text) throws IOException {
    try (JsonParser in = JSON.createParser(decoded(text))) {
      return new SafetensorsHeader(file, in).entries();
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": its header is not in UTF-8", e);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s: its header is no JSON: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }

  /// Else the parser would guess at UTF-16 and UTF-32.
  private static String decoded(byte[] text) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
  }

  private List<SafetensorsEntry> entries() throws IOException {
    expect(JsonToken.START_OBJECT, in.nextToken());
    var entries = new ArrayList<SafetensorsEntry>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      expect(JsonToken.START_OBJECT, in.nextToken());
      if (name.equals(METADATA)) {
        in.skipChildren();
      } else {
        entries.add(entry(name));
      }
    }
    if (in.nextToken() != null) {
      throw new IOException(file + ": its header goes on after its JSON");
    }
    return entries;
  }

  private SafetensorsEntry entry(String name) throws IOException {
    String dtype = "";
    long[] sizes = null;
    long[] places = null;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String field = in.currentName();
      JsonToken value = in.nextToken();
      switch (field) {
        case "dtype" -> {
          expect(JsonToken.VALUE_STRING, value);
          dtype = in.getText();
        }
        case "shape" -> sizes = numbers(value);
        case "data_offsets" -> places = numbers(value);
        default ->
            throw new IOException("%s: array %s has a field %s".formatted(file, name, field));
      }
    }
    if (sizes == null || places == null || places.length != 2 || places[0] > places[1]) {
      throw new IOException(
          "%s: array %s wants dtype, shape and two data_offsets in order".formatted(file, name));
    }
    Element element = Element.ofSafetensors(file + ", array " + name, dtype);
    return new SafetensorsEntry(name, element, ints(name, sizes), places[0], places[1]);
  }

  private int[] ints(String name, long[] sizes) throws IOException {
    int[] ints = new int[sizes.length];
    for (int k = 0; k < ints.length; k++) {
      ints[k] = (int) sizes[k];
      if (ints[k] != sizes[k]) {
        throw new IOException(
            "%s: array %s has an axis of %d elements".formatted(file, name, sizes[k]));
      }
    }
    return ints;
  }

  private long[] numbers(JsonToken start) throws IOException {
    expect(JsonToken.START_ARRAY, start);
    var numbers = new ArrayList<Long>();
    for (JsonToken t = in.nextToken(); t != JsonToken.END_ARRAY; t = in.nextToken()) {
      expect(JsonToken.VALUE_NUMBER_INT, t);
      if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER || in.getLongValue() < 0) {
        throw new IOException("%s: its header has the number %s".formatted(file, in.getText()));
      }
      numbers.add(in.getLongValue());
      if (numbers.size() > MOST_AXES) {
        throw new IOException("%s: an array has more than %d axes".formatted(file, MOST_AXES));
      }
    }
    return numbers.stream().mapToLong(n -> n).toArray();
  }

  private void expect(JsonToken wanted, JsonToken found) throws IOException {
    if (wanted != found) {
      throw new IOException(
          "%s: its header has %s where %s is wanted, at character %d"
              .formatted(file, found, wanted, in.currentLocation().getCharOffset()));
    }
  }

  /// {@return the header of some arrays, which lie one after the other}
  static String of(Map<String, NDArray> arrays) throws IOException {
    var text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      long begin = 0;
      for (Map.Entry<String, NDArray> entry : arrays.entrySet()) {
        NDArray array = entry.getValue();
        if (entry.getKey().equals(METADATA)) {
          throw new IllegalArgumentException("an array cannot be named " + METADATA);
        }
        long end = begin + (long) array.count() * Element.of(array.dtype()).bytes();
        out.writeObjectFieldStart(entry.getKey());
        out.writeStringField("dtype", Element.of(array.dtype()).safetensors());
        out.writeFieldName("shape");
        out.writeArray(array.shape().toArray(), 0, array.shape().rank());
        out.writeFieldName("data_offsets");
        out.writeArray(new long[] {begin, end}, 0, 2);
        out.writeEndObject();
        begin = end;
      }
      out.writeEndObject();
    }
    return text.toString();
  }
}
