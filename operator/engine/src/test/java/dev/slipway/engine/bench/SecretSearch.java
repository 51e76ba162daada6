package dev.slipway.engine.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.slipway.engine.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Searches for secrets in all that is left behind: unpacks whatever is packed, as often as it is
 * packed, and knows the many forms in which a secret may be written. A test shows that it works by
 * a control: a value that is no secret and has to be found at the same time.
 */
public final class SecretSearch {
  private static final int DEEPEST = 8;
  private static final int TAR_MAGIC = 257;

  private final Map<String, Map<String, String>> wanted = new LinkedHashMap<>();

  /**
   * @param secrets by the names under which they are reported
   */
  public SecretSearch(Map<String, String> secrets) {
    secrets.forEach((name, secret) -> wanted.put(name, WrittenForms.of(secret)));
  }

  /** In a file, or in all files of a folder and in their names. */
  public List<String> in(Path path) {
    try (var files = Files.walk(path)) {
      var sightings = new ArrayList<String>();
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        var name = path.getParent() == null ? file : path.getParent().relativize(file);
        sightings.addAll(in("names", name.toString()));
        sightings.addAll(in(name.toString(), Files.readAllBytes(file)));
      }
      return sightings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In every object of a store, and in its key. */
  public List<String> in(ObjectStore store) {
    var sightings = new ArrayList<String>();
    for (var object : store.list("")) {
      try (var content = store.read(object.key())) {
        sightings.addAll(in("keys", object.key()));
        sightings.addAll(in(object.key(), content.readAllBytes()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sightings;
  }

  public List<String> in(String place, String text) {
    return in(place, text.getBytes(UTF_8));
  }

  /** In the message of a failure, in those of its causes, and in what it carries along. */
  public List<String> in(Throwable failure) {
    var sightings = new ArrayList<String>();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      sightings.addAll(in(each.getClass().getSimpleName(), each.toString()));
      for (var suppressed : each.getSuppressed()) {
        sightings.addAll(in(suppressed));
      }
    }
    return sightings;
  }

  /**
   * @return where a secret was seen and in which form, by the names; empty where all is well
   */
  public List<String> in(String place, byte[] bytes) {
    var sightings = new ArrayList<String>();
    look(place, bytes, DEEPEST, sightings);
    return sightings;
  }

  private void look(String place, byte[] bytes, int layers, List<String> sightings) {
    var text = new String(bytes, ISO_8859_1);
    wanted.forEach(
        (name, forms) ->
            forms.forEach(
                (form, written) -> {
                  if (text.contains(written)) {
                    sightings.add("%s %s in %s".formatted(name, form, place));
                  }
                }));
    if (layers > 0) {
      unpacked(bytes).forEach((name, part) -> look(place + name, part, layers - 1, sightings));
    }
  }

  private static Map<String, byte[]> unpacked(byte[] bytes) {
    try {
      if (startsWith(bytes, 0, 0x28, 0xb5, 0x2f, 0xfd)) {
        return Map.of(
            "|zstd", all(new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(bytes))));
      }
      if (startsWith(bytes, 0, 0x1f, 0x8b)) {
        return Map.of("|gzip", all(new GZIPInputStream(new ByteArrayInputStream(bytes))));
      }
      return startsWith(bytes, TAR_MAGIC, 'u', 's', 't', 'a', 'r') ? entries(bytes) : Map.of();
    } catch (IOException notPackedAfterAll) {
      return Map.of();
    }
  }

  private static Map<String, byte[]> entries(byte[] archive) {
    var entries = new LinkedHashMap<String, byte[]>();
    try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.put("|" + entry.getName(), tar.readAllBytes());
      }
    } catch (IOException torn) {
      return entries;
    }
    return entries;
  }

  /** As far as it can be read, since half a file may hold a whole secret. */
  private static byte[] all(InputStream packed) {
    var out = new ByteArrayOutputStream();
    try (packed) {
      packed.transferTo(out);
    } catch (IOException torn) {
      return out.toByteArray();
    }
    return out.toByteArray();
  }

  private static boolean startsWith(byte[] bytes, int from, int... magic) {
    if (bytes.length < from + magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (bytes[from + i] != (byte) magic[i]) {
        return false;
      }
    }
    return true;
  }
}
