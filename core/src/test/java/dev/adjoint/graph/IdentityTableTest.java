package dev.adjoint.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.array.TensorType;
import dev.adjoint.op.Split;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTableTest {
  /// Equal to every other one.
  private record Key() {}

  @Property(seed = "20261121")
  void holdsWhatAnIdentityMapHolds(@ForAll List<@IntRange(min = 0, max = 40) Integer> hashes) {
    var table = new IdentityTable<Key, Integer>();
    Map<Key, Integer> map = new IdentityHashMap<>();
    var keys = new ArrayList<Key>();
    for (int hash : hashes) {
      keys.add(new Key());
      Key key = keys.get(hash % keys.size());
      assertEquals(map.put(key, hash), table.put(key, hash));
    }
    for (Key key : keys) {
      assertEquals(map.get(key), table.find(key));
      assertEquals(map.containsKey(key), table.contains(key));
      assertEquals(map.getOrDefault(key, -1), table.findOr(key, -1));
    }
  }

  /// Tensors made one after another, in any order, with gaps of any width.
  @Property(seed = "20261122")
  void holdsTensorsInAnyOrder(
      @ForAll @Size(min = 1, max = 300) List<@IntRange(min = 0, max = 2000) Integer> numbers) {
    List<Tensor> made =
        IntStream.rangeClosed(0, 2000).mapToObj(k -> Tensor.variable(TensorType.f64())).toList();
    var table = new IdentityTable<Tensor, Integer>();
    Map<Tensor, Integer> map = new IdentityHashMap<>();
    for (int k = 0; k < numbers.size(); k++) {
      Tensor key = made.get(numbers.get(k));
      assertEquals(map.put(key, k), table.put(key, k));
    }
    for (Tensor key : made) {
      assertEquals(map.get(key), table.find(key));
    }
  }

  /// A node's outputs have its hash code.
  @Test
  void tellsOutputsOfOneNodeApart() {
    List<Tensor> halves = Split.of(Tensor.variable(TensorType.f64(4)), 2, 0);
    assertEquals(halves.get(0).hashCode(), halves.get(1).hashCode());
    var table = new IdentityTable<Tensor, Integer>();
    table.put(halves.get(0), 0);
    assertNull(table.put(halves.get(1), 1));
    assertEquals(1, table.put(halves.get(1), 2));
    assertEquals(0, table.find(halves.get(0)));
    assertEquals(2, table.find(halves.get(1)));
  }

  /// Forwards, backwards, and so far apart that no window holds them.
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10})
  void growsWithManyKeys(int step) {
    List<Tensor> made =
        IntStream.range(0, 30_000).mapToObj(k -> Tensor.variable(TensorType.f64())).toList();
    for (List<Tensor> keys : List.of(made, made.reversed())) {
      var table = new IdentityTable<Tensor, Integer>();
      assertTrue(table.isEmpty());
      for (int k = 0; k < keys.size(); k += step) {
        assertNull(table.put(keys.get(k), k));
      }
      assertFalse(table.isEmpty());
      for (int k = 0; k < keys.size(); k++) {
        assertEquals(k % step == 0 ? k : null, table.find(keys.get(k)));
      }
    }
  }

  @Test
  void forgetsAValueThatIsPutAway() {
    var table = new IdentityTable<String, String>();
    table.put("a", "b");
    assertEquals("b", table.put("a", null));
    assertNull(table.find("a"));
    assertNull(table.put("a", "c"));
  }
}
