package dev.tidings.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.feed.Heard.Changes;
import dev.tidings.feed.Heard.Hint;
import dev.tidings.feed.Heard.Noise;
import dev.tidings.model.Change;
import dev.tidings.model.ChangeKind;
import dev.tidings.model.Resource;
import dev.tidings.store.CommittedBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchFormatTest {

    private static final BatchFormat PLAIN = new BatchFormat(Seal.NONE);
    private static final BatchFormat SIGNED = new BatchFormat(Seal.of("a secret of all nodes"));
    private static final List<ChangeKind> KINDS = List.of(ChangeKind.values());
    private static final long NOW = System.currentTimeMillis();

    @Test
    void whatIsWrittenIsReadAgain() {
        for (long seed = 1; seed <= 300; seed++) {
            CommittedBatch batch = randomBatch(new Random(seed));
            for (BatchFormat format : List.of(PLAIN, SIGNED)) {
                CommittedBatch read = changes(format.read(format.write(batch)));
                assertThat(read.changes()).as("seed %d", seed).isEqualTo(batch.changes());
                assertThat(read.collection()).isEqualTo(batch.collection());
                assertThat(read.epoch()).isEqualTo(batch.epoch());
            }
        }
    }

    @Test
    void aChangeCostsLittleMoreThanItsDocuments() {
        String document = "{\"text\":\"" + "x".repeat(239) + "\"}";
        Resource before = new Resource("order-12345", 1_000_000, NOW - 86_400_000, NOW - 3_600_000, document);
        Resource after = new Resource("order-12345", 2_000_000, NOW - 86_400_000, NOW, document);
        Change created = new Change(
                2_000_000,
                ChangeKind.CREATED,
                "order-12345",
                NOW,
                null,
                new Resource("order-12345", 2_000_000, NOW, NOW, document),
                2_000_000);
        Change updated = new Change(2_000_000, ChangeKind.UPDATED, "order-12345", NOW, before, after, 2_000_000);
        assertThat(SIGNED.write(batch(List.of(created)))).hasSizeBetween(250, 250 + 100);
        assertThat(SIGNED.write(batch(List.of(updated)))).hasSizeBetween(500, 500 + 120);
        assertThat(SIGNED.write(batch(many(100, document))).length / 100).isBetween(250, 250 + 25);
    }

    @Test
    void theMomentOfTheCommitIsBroughtOver() {
        long committedAt = System.nanoTime() - 5_000_000_000L;
        CommittedBatch sent = new CommittedBatch("apples", "epoch", many(1, "{}"), committedAt);
        assertThat(changes(SIGNED.read(SIGNED.write(sent))).committedAt())
                .isBetween(committedAt - 50_000_000, committedAt + 50_000_000);
    }

    @Test
    void aBatchThatIsTooLargeIsAHint() {
        CommittedBatch one = batch(many(1, "{\"x\":\"" + "y".repeat(BatchFormat.MAX_BYTES) + "\"}"));
        assertThat(SIGNED.read(SIGNED.write(one))).isEqualTo(new Hint("apples", "epoch", 1));
        CommittedBatch wide = batch(many(1, "{\"x\":\"" + "€".repeat(BatchFormat.MAX_BYTES / 2) + "\"}"));
        assertThat(SIGNED.read(SIGNED.write(wide))).isEqualTo(new Hint("apples", "epoch", 1));
        CommittedBatch several = batch(many(300, "{\"x\":\"" + "y".repeat(1000) + "\"}"));
        assertThat(SIGNED.read(SIGNED.write(several))).isEqualTo(new Hint("apples", "epoch", 300));
        assertThat(SIGNED.write(several)).hasSizeLessThan(100);
    }

    @Test
    void aVersionThatIsNotKnownIsAHint() {
        byte[] message = PLAIN.write(batch(many(3, "{}")));
        message[0] = BatchFormat.VERSION + 1;
        byte[] longer = Arrays.copyOf(message, message.length + 7);
        assertThat(PLAIN.read(longer)).isEqualTo(new Hint("apples", "epoch", 3));

        byte[] unsigned = Arrays.copyOf(longer, longer.length);
        unsigned[1] |= 1;
        byte[] signed = Arrays.copyOf(unsigned, unsigned.length + Seal.BYTES);
        byte[] signature = Seal.of("a secret of all nodes").sign(unsigned, unsigned.length);
        System.arraycopy(signature, 0, signed, unsigned.length, Seal.BYTES);
        assertThat(SIGNED.read(signed)).isEqualTo(new Hint("apples", "epoch", 3));
    }

    @Test
    void onlyASignatureOfTheSameSecretIsBelieved() {
        CommittedBatch batch = batch(many(2, "{}"));
        assertThat(SIGNED.read(new BatchFormat(Seal.of("another secret")).write(batch)))
                .isInstanceOf(Noise.class);
        assertThat(SIGNED.read(PLAIN.write(batch))).isInstanceOf(Noise.class);
        assertThat(PLAIN.read(SIGNED.write(batch))).isInstanceOf(Noise.class);
    }

    @Test
    void whatIsSignedIsBelievedWholeOrNotAtAll() {
        for (long seed = 1; seed <= 60; seed++) {
            Random random = new Random(seed);
            byte[] message = SIGNED.write(randomBatch(random));
            assertThat(SIGNED.read(garbled(message, random)))
                    .as("seed %d", seed)
                    .isInstanceOf(Noise.class);
            assertThat(SIGNED.read(Arrays.copyOf(message, random.nextInt(message.length))))
                    .as("seed %d", seed)
                    .isInstanceOf(Noise.class);
        }
    }

    @Test
    void whateverComesWithoutASignatureNothingIsThrown() {
        for (long seed = 1; seed <= 3000; seed++) {
            Random random = new Random(seed);
            byte[] message = PLAIN.write(randomBatch(random));
            assertThat(PLAIN.read(garbled(message, random))).as("seed %d", seed).isNotNull();
            assertThat(PLAIN.read(Arrays.copyOf(message, random.nextInt(message.length))))
                    .as("seed %d", seed)
                    .isInstanceOf(Noise.class);
            byte[] noise = new byte[random.nextInt(100)];
            random.nextBytes(noise);
            assertThat(PLAIN.read(noise)).as("seed %d", seed).isNotNull();
        }
    }

    private static byte[] garbled(byte[] message, Random random) {
        byte[] garbled = message.clone();
        garbled[random.nextInt(garbled.length)] ^= (byte) (1 << random.nextInt(8));
        return garbled;
    }

    private static CommittedBatch changes(Heard heard) {
        assertThat(heard).isInstanceOf(Changes.class);
        return ((Changes) heard).batch();
    }

    private static CommittedBatch batch(List<Change> changes) {
        return new CommittedBatch("apples", "epoch", changes, System.nanoTime());
    }

    private static List<Change> many(int count, String document) {
        List<Change> changes = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Resource after = new Resource("id-" + i, i, NOW, NOW, document);
            changes.add(new Change(i, ChangeKind.CREATED, "id-" + i, NOW, null, after, 1));
        }
        return changes;
    }

    private static CommittedBatch randomBatch(Random random) {
        long first = 1 + (random.nextLong() >>> (2 + random.nextInt(60)));
        List<Change> changes = new ArrayList<>();
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            changes.add(randomChange(random, first + i));
        }
        String collection = "c".repeat(1 + random.nextInt(63));
        return new CommittedBatch(collection, Long.toString(random.nextLong(), 36), changes, System.nanoTime());
    }

    private static Change randomChange(Random random, long revision) {
        ChangeKind kind = KINDS.get(random.nextInt(KINDS.size()));
        String id = "x".repeat(1 + random.nextInt(128));
        long at = random.nextInt(5) == 0 ? random.nextLong() >>> 8 : NOW - random.nextInt(1000);
        Resource before = kind == ChangeKind.CREATED ? null : randomImage(random, id, random.nextLong() >>> 1, at);
        Resource after = kind == ChangeKind.DELETED ? null : randomImage(random, id, revision, at);
        return new Change(revision, kind, id, at, before, after, revision - random.nextInt(3));
    }

    private static Resource randomImage(Random random, String id, long revision, long at) {
        return new Resource(id, revision, at - random.nextInt(), at - random.nextInt(100), randomText(random));
    }

    private static String randomText(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> "{}";
            case 1 -> "{\"nul\":\"\\u0000\",\"n\":1e99999999999}";
            case 2 -> "{\"raw\":\"\u0000\u007f\uffff\"}";
            case 3 -> "{\"wide\":\"" + "\ud83d\ude00é€".repeat(random.nextInt(50)) + "\"}";
            default -> "{\"x\":\"" + "a".repeat(random.nextInt(2000)) + "\"}";
        };
    }
}
