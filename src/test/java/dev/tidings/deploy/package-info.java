/** What {@code conf/} holds for operators, against the tools that will read it and against the server that it is for. */
package dev.tidings.deploy;
