package dev.slipway.engine.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The search itself: what it overlooks would prove nothing. */
class SecretSearchTest {
  private static final String SECRET = "p4ss/w\"or\\d+é ü";

  private final SecretSearch search =
      new SecretSearch(Map.of("secret", SECRET, "other", "another-one"));

  static List<String> written() {
    return List.of(
        SECRET,
        base64("" + SECRET),
        base64("1" + SECRET + "x"),
        base64("12" + SECRET + "xyz"),
        base64("123" + SECRET),
        Base64.getUrlEncoder().encodeToString(("u:" + SECRET).getBytes(UTF_8)),
        HexFormat.of().formatHex(SECRET.getBytes(UTF_8)),
        HexFormat.of().withUpperCase().formatHex(SECRET.getBytes(UTF_8)),
        URLEncoder.encode(SECRET, UTF_8),
        URLEncoder.encode(SECRET, UTF_8).replace("+", "%20"),
        "p4ss/w\\\"or\\\\d+é ü",
        "p4ss\\/w\\\"or\\\\d+é ü",
        "p4ss/w\\\"or\\\\d+\\u00e9 \\u00fc",
        "p4ss/w\\\\\"or\\\\\\\\d+é ü",
        "p4ss/w\"or\\\\d+é ü");
  }

  @ParameterizedTest
  @MethodSource("written")
  void knowsEveryForm(String written) {
    assertThat(search.in("page", "before " + written + " after"))
        .isNotEmpty()
        .allMatch(it -> it.startsWith("secret ") && it.endsWith(" in page"));
  }

  @Test
  void findsNothingWhereNothingIs() {
    assertThat(search.in("page", "p4ss/w, and nothing else " + base64("p4ss/w"))).isEmpty();
  }

  @Test
  void unpacksLayerAfterLayer() throws IOException {
    var inner = tar("deep.txt", ("x" + SECRET).getBytes(UTF_8));
    var outer = gzip(tar("rows/1.zst", Zstd.compress(inner)));

    assertThat(search.in("file", outer))
        .contains("secret as it is in file|gzip|rows/1.zst|zstd|deep.txt");
  }

  @Test
  void readsATornFileAsFarAsItGoes() throws IOException {
    var packed = gzip((SECRET + "x".repeat(100_000)).getBytes(UTF_8));
    var torn = Arrays.copyOf(packed, packed.length - 20);

    assertThat(search.in("file", torn)).isNotEmpty();
  }

  @Test
  void readsFailuresWithAllThatTheyCarry() {
    var failure = new IllegalStateException("outer", new IOException("inner " + SECRET));
    failure.addSuppressed(new IOException("beside another-one"));

    assertThat(search.in(failure))
        .containsExactlyInAnyOrder(
            "secret as it is in IOException", "other as it is in IOException");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] tar(String name, byte[] content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(out)) {
      var entry = new TarArchiveEntry(name);
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }
    return out.toByteArray();
  }
}
