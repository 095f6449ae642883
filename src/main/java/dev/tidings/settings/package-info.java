/**
 * The settings as typed, immutable records, read once before anything starts. {@link
 * dev.tidings.settings.KnownSettings} is the one table of what can be set; command line, environment and file are three
 * ways to give it text. Whatever is unknown or unusable is a {@code TidingsException} whose one line names the setting and
 * where it came from, and never shows a secret.
 *
 * <p>Nothing here knows what the settings are for: it reads files, and no more.
 */
package dev.tidings.settings;
