package dev.tidings.http.rest;

import dev.tidings.http.exchange.Answer;
import dev.tidings.http.exchange.Fields;
import dev.tidings.store.Export;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends a spooled export at its reader's pace: one piece is with the reader at a time, the rest waits in the file. Who
 * takes nothing for too long is cut off. Whatever happens, the export is closed.
 */
final class ExportStream implements Answer.Stream {

    private static final int PIECE = 64 * 1024;
    private static final long END = -1;

    private final Vertx vertx;
    private final Export export;
    private final Fields fields;
    private final Duration patience;
    private final LineSplitter lines = new LineSplitter(Integer.MAX_VALUE);

    ExportStream(Vertx vertx, Export export, Fields fields, Duration patience) {
        this.vertx = vertx;
        this.export = export;
        this.fields = fields;
        this.patience = patience;
    }

    @Override
    public Future<Void> writeTo(HttpServerRequest request) {
        request.response().setChunked(true);
        ExportReader reader = new ExportReader(request, patience);
        return vertx.fileSystem()
                .open(
                        export.file().toString(),
                        new OpenOptions().setRead(true).setWrite(false).setCreate(false))
                .compose(file -> pump(file, reader).eventually(file::close))
                .eventually(() -> {
                    export.close();
                    return Future.succeededFuture();
                })
                .onFailure(cut -> reader.cut());
    }

    private Future<Void> pump(AsyncFile file, ExportReader reader) {
        Promise<Void> whole = Promise.promise();
        pump(file, reader, 0, whole);
        return whole.future();
    }

    /** Piece by piece: composed, the futures would nest as deep as the export is long, and overflow the stack at its end. */
    private void pump(AsyncFile file, ExportReader reader, long position, Promise<Void> whole) {
        file.read(Buffer.buffer(PIECE), 0, position, PIECE)
                .compose(piece -> piece.length() == 0
                        ? reader.end().map(END)
                        : reader.take(shown(piece)).map(position + piece.length()))
                .onSuccess(next -> {
                    if (next == END) {
                        whole.complete();
                    } else {
                        pump(file, reader, next, whole);
                    }
                })
                .onFailure(whole::fail);
    }

    /** What the reader wants of a piece; a line that the piece cuts waits for the next one. */
    private Buffer shown(Buffer piece) {
        if (fields.areAll()) {
            return piece;
        }
        lines.feed(piece);
        Buffer shown = Buffer.buffer();
        Optional<LineSplitter.Line> line = lines.next();
        while (line.isPresent()) {
            String representation = new String(line.get().bytes(), StandardCharsets.UTF_8);
            shown.appendString(fields.project(representation)).appendString("\n");
            line = lines.next();
        }
        return shown;
    }
}
