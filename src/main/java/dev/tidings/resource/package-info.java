/**
 * What a write does to a resource: patches, the rules for a body, and the service that takes writes to the store. What a
 * write means is told by pure functions, run under the collection's lock on what will be overwritten; so nothing of it may
 * block or do I/O.
 */
package dev.tidings.resource;
