package dev.tidings.store;

import dev.tidings.model.Resource;
import java.util.Map;
import java.util.Optional;

/** What a transaction read before its first write is judged: all that its requests name. What is absent is not there. */
record Ground(
        Map<String, Head> heads,
        Map<ResourceKey, Resource> resources,
        Map<KeptAnswer.Key, KeptAnswer> answers,
        long collections)
        implements State {

    @Override
    public Head head(String collection) {
        return heads.getOrDefault(collection, Head.NONE);
    }

    @Override
    public Optional<Resource> resource(ResourceKey key) {
        return Optional.ofNullable(resources.get(key));
    }

    @Override
    public Optional<KeptAnswer> answer(KeptAnswer.Key key) {
        return Optional.ofNullable(answers.get(key));
    }
}
