package dev.slipway.engine.merge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A JSON object as its first level, each value in the words in which it is written. */
record Document(Map<String, String> entries) {
  private static final JsonFactory JSON = new JsonFactory();
  static final Document EMPTY = new Document(Map.of());

  Document {
    entries = new LinkedHashMap<>(entries);
  }

  /** Nothing where it is no object, or says something twice. */
  static Optional<Document> parse(byte[] text) {
    try (var parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      var entries = new LinkedHashMap<String, String>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var name = parser.currentName();
        if (entries.put(name, value(parser, text)) != null) {
          return Optional.empty();
        }
      }
      return Optional.of(new Document(entries));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The words from where the next value begins to where it ends. */
  private static String value(JsonParser parser, byte[] text) throws IOException {
    parser.nextToken();
    int start = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      parser.finishToken();
    }
    int end = (int) parser.currentLocation().getByteOffset();
    return new String(Arrays.copyOfRange(text, start, end), UTF_8).strip();
  }

  String written() {
    var written = new StringBuilder("{");
    entries.forEach(
        (name, value) ->
            written
                .append(written.length() > 1 ? ", " : "")
                .append(quoted(name))
                .append(": ")
                .append(value));
    return written.append('}').toString();
  }

  private static String quoted(String name) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(name)) + '"';
  }
}
