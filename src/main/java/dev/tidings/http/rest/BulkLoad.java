package dev.tidings.http.rest;

import dev.tidings.http.exchange.Problems;
import dev.tidings.http.rest.LineSplitter.Line;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.resource.ResourceService;
import dev.tidings.store.Applied;
import dev.tidings.store.WriteOutcome;
import dev.tidings.store.WriteRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * One bulk load under way. Each line is a request of its own to the store, handed over in order, so that lines with the
 * same id apply in order and one that is refused fails alone. Bounded: so many lines and bytes are with the store at a
 * time, and while they are the request is not read. Used on its event loop only.
 */
final class BulkLoad {

    private static final int MAX_LINES = 512;
    private static final long MAX_BYTES = 4L * 1024 * 1024;

    private final HttpServerRequest request;
    private final ResourceService resources;
    private final String collection;
    private final int maxLine;
    private final LineSplitter lines;
    private final BulkTally tally = new BulkTally();
    private final Promise<BulkTally> done = Promise.promise();
    private final StallTimer timer;
    private int linesUnderWay;
    private long bytesUnderWay;
    private boolean paused;
    private boolean ended;
    private boolean submitting;

    BulkLoad(RoutingContext context, Services services, String collection) {
        this.request = context.request();
        this.resources = services.resources();
        this.collection = collection;
        this.maxLine = services.options().maxBody();
        this.lines = new LineSplitter(maxLine);
        this.timer = new StallTimer(context.vertx(), services.options().stall(), this::stalled);
    }

    /** Runs to the end of the request and of all that it wrote; fails where the request breaks off or stalls. */
    Future<BulkTally> run() {
        request.handler(this::receive);
        request.endHandler(end -> {
            ended = true;
            lines.end();
            submit();
        });
        request.exceptionHandler(
                broken -> breakOff(TidingsException.of(Code.BAD_REQUEST, "The request broke off.", broken)));
        return done.future().onComplete(over -> timer.stop());
    }

    private void receive(Buffer part) {
        timer.progress();
        lines.feed(part);
        submit();
    }

    private void submit() {
        if (submitting) {
            return; // a line that is bad is judged at once, within the loop below
        }
        submitting = true;
        submitWhatFits();
        submitting = false;
        if (ended && linesUnderWay == 0) {
            done.tryComplete(tally);
        }
        pace();
    }

    private void submitWhatFits() {
        while (!done.future().isComplete() && !isFull()) {
            Optional<Line> line = lines.next();
            if (line.isEmpty()) {
                break;
            }
            if (!line.get().isBlank()) {
                submit(line.get());
            }
        }
    }

    private void submit(Line line) {
        int size = line.bytes() == null ? 0 : line.bytes().length;
        linesUnderWay++;
        bytesUnderWay += size;
        write(line).onComplete(written -> {
            linesUnderWay--;
            bytesUnderWay -= size;
            timer.progress();
            if (written.succeeded()) {
                tally.count(written.result());
            } else {
                tally.fail(line.number(), Problems.of(written.cause()));
            }
            submit();
        });
    }

    private Future<Applied> write(Line line) {
        return Future.succeededFuture(line.bytes())
                .map(bytes -> resources.load(collection, Bodies.object(requireShort(bytes))))
                .compose(operation -> resources.write(WriteRequest.of(operation)))
                .map(outcome -> ((WriteOutcome.Committed) outcome).results().get(0));
    }

    private byte[] requireShort(byte[] bytes) {
        if (bytes == null) {
            throw TidingsException.of(Code.TOO_LARGE, "The line is over the limit of " + maxLine + " bytes.");
        }
        return bytes;
    }

    private boolean isFull() {
        return linesUnderWay >= MAX_LINES || bytesUnderWay >= MAX_BYTES;
    }

    private void pace() {
        if (isFull() != paused && !ended) {
            paused = isFull();
            if (paused) {
                request.pause();
            } else {
                request.resume();
            }
        }
    }

    /** While the store has what was read, it is not the client who stalls. */
    private void stalled() {
        if (linesUnderWay > 0) {
            timer.restart();
        } else {
            breakOff(TidingsException.of(Code.TIMEOUT, "The body stopped coming; what was read of it is kept."));
        }
    }

    private void breakOff(TidingsException reason) {
        done.tryFail(reason);
    }
}
