package dev.slipway.engine.apply;

/** Other rows were written than those that were to be: a reference acts, or a rule. */
final class ReferencesInterfere extends Exception {
  private static final long serialVersionUID = 1;

  ReferencesInterfere(String what) {
    super(what);
  }
}
