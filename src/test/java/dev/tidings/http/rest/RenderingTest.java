package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.exchange.Answer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RenderingTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        RestServer.await(vertx.close());
    }

    @Test
    void aShortAnswerIsMadeAtOnce() {
        assertThat(RestServer.await(madeOnLoop(1000)).status()).isEqualTo(1);
    }

    @Test
    void aLongAnswerIsMadeAwayFromTheEventLoopAndGivenBackOnIt() {
        Future<Boolean> onLoop = Future.future(told -> vertx.runOnContext(
                start -> render(1_000_000).onComplete(done -> told.complete(Context.isOnEventLoopThread()))));

        assertThat(RestServer.await(madeOnLoop(1_000_000)).status()).isZero();
        assertThat(RestServer.await(onLoop)).isTrue();
    }

    private Future<Answer> madeOnLoop(int length) {
        return Future.future(told -> vertx.runOnContext(start -> render(length).onComplete(told)));
    }

    /** Its status is 1 where it was made on an event loop. */
    private Future<Answer> render(int length) {
        return Rendering.of(vertx, length, () -> Answer.of(Context.isOnEventLoopThread() ? 1 : 0));
    }
}
