package dev.slipway.engine.secrets;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Looks at the values of one column closely: through JSON and JSON that is written down in a JSON
 * string, and behind escapes. Takes any bytes; what cannot be taken apart is read as plain text.
 */
final class ValueLook {
  static final String LITERAL = "a value where only a variable belongs";

  private static final String BY_ITS_NAME = "a credential, going by its name";
  private static final int DEEPEST_WRAPPING = 3;
  private static final int ROUNDS = 3;
  private static final int LONGEST_REFERENCE = 1000;

  private static final Pattern CREDENTIAL_NAME =
      Pattern.compile(
          "(?i)(?:secret_?access_?key|access_?key_?secret|client_?secret|app_?secret|secret_?key"
              + "|api_?key)$");
  private static final Pattern CREDENTIAL = Pattern.compile("[A-Za-z0-9/+_=.~-]{16,512}");

  /** What a template puts in from the app's own data is no secret of the content's. */
  private static final Pattern OTHER_REFERENCE =
      Pattern.compile("\\{\\{\\s*(?:\\$|ctx\\.)[A-Za-z0-9_$.\\[\\]-]+\\s*\\}\\}");

  /** What may stand beside a reference and is no secret itself. */
  private static final Pattern NOTHING_ELSE =
      Pattern.compile("\\s*(?i:bearer|basic|token|apikey|api-key|key)?[\\s:=]*");

  /** Told of what is there. */
  interface Discoveries {
    /**
     * @param name of what it looks like, with its article
     * @param path within the column
     * @param secret itself
     */
    void secret(String name, List<String> path, Text secret);

    void variable(String name);
  }

  private final Watch watch;
  private final SecretPaths paths;
  private final Discoveries discoveries;
  private JsonPath path = new JsonPath();
  private boolean credentialNamed;

  ValueLook(Watch watch, SecretPaths paths, Discoveries discoveries) {
    this.watch = watch;
    this.paths = paths;
    this.discoveries = discoveries;
  }

  void at(List<Text> values) {
    path = new JsonPath();
    credentialNamed = false;
    if (values.size() == 1) {
      look(values.getFirst(), 0);
      return;
    }
    path.enter(new Text(new byte[0], 0, 0));
    for (int i = 0; i < values.size(); i++) {
      path.at(i);
      look(values.get(i), 0);
    }
  }

  private void look(Text text, int wrapping) {
    if (wrapping < DEEPEST_WRAPPING && text.opensBracket() && JsonWalk.canGoThrough(text, path)) {
      JsonWalk.through(text, path, leaves(wrapping));
    } else {
      leaf(text);
    }
  }

  private JsonWalk.Leaves leaves(int wrapping) {
    return new JsonWalk.Leaves() {
      @Override
      public void key(Text text) {
        var key = Escapes.json(text);
        var found = scan(key);
        credentialNamed = found.name && CREDENTIAL_NAME.matcher(key.toString()).find();
      }

      @Override
      public void string(Text text) {
        look(Escapes.json(text), wrapping + 1);
      }

      @Override
      public void scalar(Text text) {
        if (Character.isDigit(text.charAt(0)) || text.charAt(0) == '-') {
          leaf(text);
        }
      }
    };
  }

  private void leaf(Text text) {
    if (scan(text).secret) {
      return;
    }
    if (!paths.isEmpty() && paths.lead(path) && isLiteral(text)) {
      discoveries.secret(LITERAL, path.names(), text);
    } else if (credentialNamed && CREDENTIAL.matcher(text).matches() && Randomness.isMixed(text)) {
      discoveries.secret(BY_ITS_NAME, path.names(), text);
    }
  }

  private boolean isLiteral(Text text) {
    if (text.length() > LONGEST_REFERENCE) {
      return true;
    }
    var whole = text.toString();
    var rest = OTHER_REFERENCE.matcher(whole).replaceAll("");
    for (var variable : watch.variables()) {
      rest = variable.without(rest);
    }
    return rest.equals(whole) ? !whole.isBlank() : !NOTHING_ELSE.matcher(rest).matches();
  }

  private Scan scan(Text text) {
    var scan = new Scan();
    scan.of(text);
    var undone = text;
    for (int round = 0; round < ROUNDS && scan.escape; round++) {
      undone = Escapes.json(undone);
      scan.of(undone);
    }
    return scan;
  }

  /** One text, searched for everything at once. */
  private final class Scan {
    private boolean secret;
    private boolean name;
    private boolean escape;
    private int end;

    void of(Text text) {
      escape = false;
      end = 0;
      watch
          .triggers()
          .search(text.bytes, text.from, text.to, (trigger, at) -> hit(text, trigger, at));
      for (var variable : watch.variables()) {
        if (!variable.hasTrigger()) {
          variable.namesIn(text, discoveries::variable);
        }
      }
    }

    private boolean hit(Text text, Trigger trigger, int at) {
      int place = at - text.from;
      switch (trigger.lead()) {
        case SecretShape shape -> shape(text, shape, place);
        case Variable variable -> variable.namesAround(text, place, discoveries::variable);
        case Trigger.Layer layer -> {
          escape |= layer == Trigger.Layer.ESCAPE;
          name |= layer == Trigger.Layer.NAME;
        }
      }
      return true;
    }

    private void shape(Text text, SecretShape shape, int place) {
      int found = place < end ? -1 : shape.endIn(text, place);
      if (found >= 0) {
        end = found;
        secret = true;
        discoveries.secret(shape.name(), path.names(), text.subSequence(place, found));
      }
    }
  }
}
