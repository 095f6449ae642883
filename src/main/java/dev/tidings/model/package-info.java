/**
 * The words of the contract as values: resource, change, position, JSON text, the one error. Everything here is immutable,
 * knows no technology and does no I/O; it imports nothing but the JDK.
 */
package dev.tidings.model;
