package dev.tidings.http.rest;

import dev.tidings.http.exchange.Answer;
import io.vertx.core.Future;

/** Answers one kind of request. What is wrong with it is thrown, or fails the future, as a {@code TidingsException}. */
@FunctionalInterface
interface Endpoint {

    Future<Answer> answer(Call call);
}
