package dev.tidings.settings;

import java.nio.file.Path;

/** The server's certificate, with the chain behind it, and its private key: PEM files, there when the settings were read. */
public record TlsSettings(Path certificate, Path key) {}
