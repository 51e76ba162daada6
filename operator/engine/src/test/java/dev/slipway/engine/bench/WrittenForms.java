package dev.slipway.engine.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The forms in which a text may stand somewhere, as what can be searched for, one for each byte.
 */
final class WrittenForms {
  private final byte[] bytes;
  private final String text;
  private final Map<String, String> forms = new LinkedHashMap<>();

  private WrittenForms(String text) {
    this.text = text;
    this.bytes = text.getBytes(UTF_8);
  }

  /** By name. A form that is like another one is left out. */
  static Map<String, String> of(String text) {
    var written = new WrittenForms(text);
    written.add("as it is", text);
    written.base64();
    written.add("in hex", HexFormat.of().formatHex(written.bytes));
    written.add("in HEX", HexFormat.of().withUpperCase().formatHex(written.bytes));
    written.url();
    written.json();
    written.add("as COPY escapes it", text.replace("\\", "\\\\").replace("\n", "\\n"));
    written.add("in XML", text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"));
    return written.forms;
  }

  /** However many bytes stand before it, and without what its neighbours have a part in. */
  private void base64() {
    for (int before = 0; before < 3; before++) {
      var padded = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, padded, before, bytes.length);
      int from = (before * 8 + 5) / 6;
      int to = padded.length * 8 / 6;
      var form = "in base64, " + before + " bytes after a group's beginning";
      add(form, Base64.getEncoder().encodeToString(padded).substring(from, to));
      add(form + ", URL", Base64.getUrlEncoder().encodeToString(padded).substring(from, to));
    }
  }

  private void url() {
    var encoded = URLEncoder.encode(text, UTF_8);
    add("in a form", encoded);
    add("in a URL", encoded.replace("+", "%20"));
    add("in a url", encoded.replace("+", "%20").toLowerCase(Locale.ROOT));
    add("in a URL, every byte", "%" + HexFormat.ofDelimiter("%").withUpperCase().formatHex(bytes));
  }

  private void json() {
    var escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    add("in JSON", escaped);
    add("in JSON, slashes escaped", escaped.replace("/", "\\/"));
    add("in JSON, in COPY", escaped.replace("\\", "\\\\"));
    add("in JSON, in JSON", escaped.replace("\\", "\\\\").replace("\"", "\\\""));
    add("in JSON, ASCII only", unicode(escaped, 0x7f));
    add("in JSON, every character", unicode(text, 0));
  }

  private static String unicode(String text, int highest) {
    return text.chars()
        .mapToObj(
            it ->
                it > highest
                    ? "\\u" + HexFormat.of().toHexDigits((char) it)
                    : String.valueOf((char) it))
        .collect(Collectors.joining());
  }

  private void add(String name, String form) {
    var searched = new String(form.getBytes(UTF_8), ISO_8859_1);
    if (!forms.containsValue(searched)) {
      forms.put(name, searched);
    }
  }
}
