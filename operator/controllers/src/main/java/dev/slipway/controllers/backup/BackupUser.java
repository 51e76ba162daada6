package dev.slipway.controllers.backup;

/**
 * Somebody to whom what is stored of a backup matters.
 *
 * @param words who it is
 * @param isBackup whether it is another object of the very same backup, which keeps it
 */
record BackupUser(String words, boolean isBackup) {}
