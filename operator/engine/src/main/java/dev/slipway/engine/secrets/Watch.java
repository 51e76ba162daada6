package dev.slipway.engine.secrets;

import java.util.ArrayList;
import java.util.List;

/**
 * What is watched for: secrets by their looks, and references to variables.
 *
 * @param triggers all that is worth a closer look
 */
record Watch(List<Variable> variables, Triggers triggers) {
  /** Characters that are written as escapes: printable ones, and the slash. */
  private static final List<String> ESCAPES =
      List.of("\\u002", "\\u003", "\\u004", "\\u005", "\\u006", "\\u007", "\\/");

  /** Keys of JSON objects that tell what the value is. */
  private static final List<String> NAMES =
      List.of(
          "etAccessKey",
          "et_access_key",
          "KeySecret",
          "key_secret",
          "ntSecret",
          "nt_secret",
          "ppSecret",
          "pp_secret",
          "etKey",
          "et_key",
          "piKey",
          "pi_key",
          "apikey",
          "ET_ACCESS_KEY",
          "KEY_SECRET",
          "NT_SECRET",
          "PP_SECRET",
          "ET_KEY",
          "PI_KEY");

  static Watch of(List<String> variables) {
    var known = variables.stream().map(Variable::of).toList();
    var triggers = new ArrayList<>(SecretShapes.triggers());
    ESCAPES.forEach(it -> triggers.add(Trigger.anywhere(it, Trigger.Layer.ESCAPE)));
    NAMES.forEach(it -> triggers.add(Trigger.anywhere(it, Trigger.Layer.NAME)));
    known.stream()
        .filter(Variable::hasTrigger)
        .forEach(it -> triggers.add(Trigger.anywhere(it.literal(), it)));
    return new Watch(known, new Triggers(triggers));
  }

  boolean everywhere() {
    return variables.stream().anyMatch(it -> !it.hasTrigger());
  }

  /** Whether the text holds a secret that is known by its looks. */
  boolean recognises(Text text) {
    return !triggers.search(
        text.bytes,
        text.from,
        text.to,
        (trigger, at) ->
            !(trigger.lead() instanceof SecretShape shape)
                || shape.endIn(text, at - text.from) < 0);
  }
}
