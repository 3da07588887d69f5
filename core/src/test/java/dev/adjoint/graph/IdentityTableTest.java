package dev.adjoint.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTableTest {
  /// Equal to every other one, with a hash code of choice.
  private record Key(int hash) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key;
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  @Property(seed = "20261121")
  void holdsWhatAnIdentityMapHolds(@ForAll List<@IntRange(min = 0, max = 40) Integer> hashes) {
    var table = new IdentityTable<Key, Integer>();
    Map<Key, Integer> map = new IdentityHashMap<>();
    var keys = new ArrayList<Key>();
    for (int hash : hashes) {
      keys.add(new Key(hash));
      Key key = keys.get(hash % keys.size());
      assertEquals(map.put(key, hash), table.put(key, hash));
    }
    for (Key key : keys) {
      assertEquals(map.get(key), table.find(key));
      assertEquals(map.containsKey(key), table.contains(key));
      assertEquals(map.getOrDefault(key, -1), table.findOr(key, -1));
    }
  }

  /// Runs of successive hash codes that meet again and again, more than a table begins with.
  @ParameterizedTest
  @ValueSource(ints = {0, 100, 10_000})
  void growsWithManyKeys(int expected) {
    var table = new IdentityTable<Key, Integer>(expected);
    assertTrue(table.isEmpty());
    var keys = new ArrayList<Key>();
    for (int k = 0; k < 10_000; k++) {
      keys.add(new Key(k % 3 * 1024 + k / 3));
      table.put(keys.getLast(), k);
    }
    assertFalse(table.isEmpty());
    for (int k = 0; k < keys.size(); k++) {
      assertEquals(k, table.find(keys.get(k)));
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
