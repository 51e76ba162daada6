package dev.slipway.engine.rules;

public record Cast(String table, String column, String using) {}
