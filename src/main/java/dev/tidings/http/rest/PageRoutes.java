package dev.tidings.http.rest;

import dev.tidings.http.exchange.Answer;
import dev.tidings.http.exchange.Fields;
import dev.tidings.http.exchange.Filters;
import dev.tidings.http.exchange.QueryParameters;
import dev.tidings.resource.Preconditions;
import dev.tidings.resource.ResourceService;
import dev.tidings.store.ListQuery;
import dev.tidings.store.ListQuery.SortKey;
import dev.tidings.store.ResourcePage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.Json;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code GET /v1/{collection}}: a page of resources. */
final class PageRoutes {

    private static final Set<String> KNOWN =
            Set.of("limit", "after", "sort", "count", Fields.PARAMETER, Filters.PARAMETER);
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    private static final int MAX_SORT = 4;

    private final Vertx vertx;
    private final ResourceService resources;

    PageRoutes(Services services) {
        this.vertx = services.vertx();
        this.resources = services.resources();
    }

    Future<Answer> page(Call call) {
        QueryParameters query = call.query(KNOWN);
        Fields fields = Fields.of(query);
        ListQuery list = listQuery(call.collection(), query);
        list.requireUsable();
        Preconditions conditions = call.conditions();
        return OneHistory.read(resources::epoch, epoch -> resources
                .list(list)
                .compose(page -> Rendering.of(
                        vertx,
                        page.items().stream()
                                .mapToLong(item -> item.document().length())
                                .sum(),
                        () -> Conditional.answer(
                                conditions,
                                epoch,
                                page.revision(),
                                answer(call, query, json(page, epoch, fields), page.next())))));
    }

    private static Answer answer(Call call, QueryParameters query, String json, String next) {
        Answer answer = Answer.json(200, json);
        return next == null ? answer : answer.with("Link", link(call, query, next));
    }

    private static ListQuery listQuery(String collection, QueryParameters query) {
        return new ListQuery(
                collection,
                query.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT),
                query.text("after").orElse(null),
                sort(query),
                query.flag("count"),
                Filters.of(query).orElse(null));
    }

    private static List<SortKey> sort(QueryParameters query) {
        List<String> paths = query.list("sort");
        if (paths.size() > MAX_SORT) {
            throw QueryParameters.fault("sort", "has more than " + MAX_SORT + " paths");
        }
        return paths.stream().map(PageRoutes::sortKey).toList();
    }

    private static SortKey sortKey(String text) {
        boolean descending = text.startsWith("-");
        return new SortKey(QueryParameters.path("sort", descending ? text.substring(1) : text), descending);
    }

    private static String json(ResourcePage page, String epoch, Fields fields) {
        StringBuilder json = new StringBuilder("{\"items\":[");
        json.append(page.items().stream().map(fields::show).collect(Collectors.joining(",")));
        json.append("],\"epoch\":\"").append(epoch);
        json.append("\",\"revision\":").append(page.revision());
        if (page.next() != null) {
            json.append(",\"next\":").append(Json.encode(page.next()));
        }
        if (page.count() >= 0) {
            json.append(",\"count\":").append(page.count());
        }
        return json.append('}').toString();
    }

    private static String link(Call call, QueryParameters query, String next) {
        return "<" + call.path() + "?" + query.with("after", next) + ">; rel=\"next\"";
    }
}
