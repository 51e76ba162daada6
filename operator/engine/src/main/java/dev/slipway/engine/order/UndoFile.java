package dev.slipway.engine.order;

/**
 * A file that takes a change back.
 *
 * @param location in the backups store
 * @param digest that its content has to have
 */
public record UndoFile(String location, String digest) {}
