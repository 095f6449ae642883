package dev.tidings.store;

import dev.tidings.model.Change;
import dev.tidings.model.Code;
import dev.tidings.model.Resource;
import dev.tidings.model.TidingsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Transactions over maps, judged by the same code as a database's; what it cannot hold, it refuses as a whole. */
final class MemoryTransactions implements Transactions {

    final Map<String, List<Change>> log = new HashMap<>();
    final List<Integer> sizes = new ArrayList<>();
    private final Map<String, Head> heads = new HashMap<>();
    private final Map<ResourceKey, Resource> resources = new HashMap<>();
    private final Map<KeptAnswer.Key, KeptAnswer> answers = new HashMap<>();
    private final Predicate<Resource> unholdable;
    long now;

    /**
     * Transactions.
     *
     * @param unholdable what the database refuses, and with it the transaction in which it stands
     */
    MemoryTransactions(Predicate<Resource> unholdable) {
        this.unholdable = unholdable;
    }

    @Override
    public Transaction run(List<WriteRequest> requests) {
        sizes.add(requests.size());
        Judgement judgement = Judgement.of(requests, new Ground(heads, resources, answers, heads.size()), now, 100);
        Overlay granted = judgement.result();
        if (granted.latest().values().stream().map(Change::after).anyMatch(this::isUnholdable)) {
            throw TidingsException.of(Code.INTERNAL, "refused as a whole");
        }
        commit(granted);
        List<CommittedBatch> batches = granted.changes().entrySet().stream()
                .map(made -> new CommittedBatch(made.getKey(), "e", made.getValue(), 0))
                .toList();
        return new Transaction(judgement.rulings(), batches, !granted.isEmpty(), 0);
    }

    Optional<Resource> get(String collection, String id) {
        return Optional.ofNullable(resources.get(new ResourceKey(collection, id)));
    }

    private boolean isUnholdable(Resource resource) {
        return resource != null && unholdable.test(resource);
    }

    private void commit(Overlay granted) {
        granted.changes().forEach((name, made) -> {
            heads.put(name, granted.head(name));
            log.computeIfAbsent(name, absent -> new ArrayList<>()).addAll(made);
        });
        granted.latest().forEach((key, change) -> {
            if (change.after() == null) {
                resources.remove(key);
            } else {
                resources.put(key, change.after());
            }
        });
        answers.putAll(granted.answers());
    }
}
