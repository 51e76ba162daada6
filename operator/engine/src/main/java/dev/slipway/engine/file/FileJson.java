package dev.slipway.engine.file;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Executable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The JSON in a migration file. Equal values give equal bytes; and bytes that are not exactly what
 * would be written for the value they mean are refused, which leaves no room for anything hidden.
 */
final class FileJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .annotationIntrospector(new NullMarks())
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private FileJson() {}

  static byte[] write(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Manifest manifest(byte[] json) {
    var version = tree(FileEntries.MANIFEST, json).path("formatVersion");
    if (!version.isInt() || version.intValue() != Manifest.FORMAT_VERSION) {
      throw DamagedFile.at(
          FileEntries.MANIFEST,
          "format version " + version.asText("unknown") + " needs another version of Slipway");
    }
    return read(FileEntries.MANIFEST, json, Manifest.class);
  }

  /** Not the reader's words: they quote what they could not read. */
  static <T> T read(String entry, byte[] json, Class<T> type) {
    try {
      var value = JSON.readValue(json, type);
      if (Arrays.equals(write(value), json)) {
        return value;
      }
      throw DamagedFile.at(entry, "is not written as Slipway writes it");
    } catch (IOException e) {
      throw DamagedFile.at(entry, "is not the JSON that belongs here", e);
    }
  }

  private static JsonNode tree(String entry, byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw DamagedFile.at(entry, "is not JSON", e);
    }
  }

  /** What our packages promise of null, kept against values from outside. */
  private static final class NullMarks extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public JsonSetter.Value findSetterInfo(Annotated member) {
      return member instanceof AnnotatedParameter parameter && !isNullable(parameter)
          ? JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL)
          : super.findSetterInfo(member);
    }

    private static boolean isNullable(AnnotatedParameter parameter) {
      return parameter.getOwner().getMember() instanceof Executable creator
          && creator.getAnnotatedParameterTypes()[parameter.getIndex()].isAnnotationPresent(
              Nullable.class);
    }
  }
}
